"""Plagdet, the measure of text alignment at PAN (Potthast and others, 2010): precision, recall and granularity.

Counted on characters, over all cases at once, on both sides of a passage; only those of the story count, since what
is furniture is nobody's text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.data import Anchor, Article
from pieces import Passage


class Case(NamedTuple):
    """One pair of articles: running counts of story characters on both sides, true passages and found ones."""

    source: NDArray[np.int64]
    copy: NDArray[np.int64]
    true: tuple[Passage, ...]
    found: tuple[Passage, ...]


def case(source: Article, copy: Article, true: Sequence[Passage], anchors: Iterable[tuple[Anchor, Anchor]]) -> Case:
    """``anchors`` pairs a place of the copy with one of the source.

    Found passages that touch on both sides are one: whether sentences are told one by one makes no difference.
    """
    here, there = _story(source), _story(copy)
    found: list[Passage] = []
    for a, b in sorted(anchors, key=lambda pair: (pair[0].start, pair[1].start)):
        last = found[-1] if found else None
        if last and last.end <= a.start and last.source_end <= b.start:
            gap = there[a.start] - there[last.end] + here[b.start] - here[last.source_end]
            if not gap:
                found[-1] = last._replace(source_end=b.end, end=a.end)
                continue
        found.append(Passage(b.start, b.end, a.start, a.end))
    return Case(here, there, tuple(true), tuple(found))


def _story(article: Article) -> NDArray[np.int64]:
    """For each place how many letters and signs of the story stand before it; white space is none."""
    codes = np.array([not sign.isspace() for sign in article.text], dtype=np.int64)
    for piece in article.furniture:
        codes[piece.start : piece.end] = 0
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(codes)))


def scores(cases: Iterable[Case]) -> dict[str, float]:
    """Plagdet with its parts."""
    wanted = hit = told = borne = detected = pieces = 0
    for one in cases:
        for passage in one.true:
            wanted += _size(one, passage)
            by = [found for found in one.found if _meet(passage, found)]
            hit += _covered(one, passage, by)
            detected += bool(by)
            pieces += len(by)
        for found in one.found:
            told += _size(one, found)
            borne += _covered(one, found, [passage for passage in one.true if _meet(passage, found)])
    precision, recall = borne / max(1, told), hit / max(1, wanted)
    granularity = pieces / max(1, detected) or 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "plagdet": round(f1 / math.log2(1 + granularity), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "granularity": round(granularity, 4),
    }


def _meet(one: Passage, other: Passage) -> bool:
    """Whether the two overlap on both sides."""
    source = max(one.source_start, other.source_start) < min(one.source_end, other.source_end)
    return source and max(one.start, other.start) < min(one.end, other.end)


def _size(of: Case, passage: Passage) -> int:
    source = of.source[passage.source_end] - of.source[passage.source_start]
    return int(source + of.copy[passage.end] - of.copy[passage.start])


def _covered(of: Case, passage: Passage, by: Sequence[Passage]) -> int:
    """How many characters of ``passage`` those that meet it cover, on both sides."""
    source = _union(of.source, passage.source_start, passage.source_end, [(p.source_start, p.source_end) for p in by])
    return source + _union(of.copy, passage.start, passage.end, [(p.start, p.end) for p in by])


def _union(counts: NDArray[np.int64], start: int, end: int, spans: Sequence[tuple[int, int]]) -> int:
    total, at = 0, start
    for first, last in sorted(spans):
        first, last = max(first, at), min(last, end)
        if first < last:
            total += int(counts[last] - counts[first])
            at = last
    return total
