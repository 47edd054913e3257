"""How two articles are alike: measured exactly, quotations masked, and named by the starting rule of the room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from communique import text
from communique.copies import alignment, kernels
from communique.copies.fingerprints import Flags, Hashes, Stream, joined, own_grams, quoted
from communique.copies.known import Numbers, both, distinct, taken_apart
from communique.copies.options import Options
from communique.data import Anchor, Article, CopyKind

_LEAST = 5  # own grams: with fewer there is nothing to judge by
_FRAMED = 0.8  # of the words of the longer of two duplicates: around the same text there may be page chrome ...
_TOUCHED = 0.05  # ... and within it this share may be other words
_NEWS = 3  # new names or numbers around the same text: with fewer nothing was added to it but chrome
_WORD = re.compile(r"\w+")
_OPENING = frozenset(("", *'\n.!?:|“"'))  # before a word that has its capital from the start of a line or sentence
_ADDS_NOTHING = 0.85  # of the words of an excerpt stand in the longer text
_PART = 0.5  # an excerpt has less than this share of the longer text's words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """An article made ready for comparing: its words, which of them are quoted, its own 5-grams."""

    article: Article
    words: Stream
    hidden: Flags
    own: Hashes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """How ``left`` and ``right`` are alike. ``equal`` counts the words in equal runs (none of a rewording)."""

    left: Text
    right: Text
    kind: CopyKind
    similarity: float
    jaccard: float
    passages: tuple[tuple[Anchor, Anchor], ...] = ()
    equal: int = 0


def prepared(article: Article, words: Stream) -> Text:
    """The article ready for comparing."""
    hidden = quoted(article, words)
    return Text(article=article, words=words, hidden=hidden, own=own_grams(words, hidden))


def likenesses(texts: Mapping[int, Text], codes: Numbers, options: Options) -> Iterator[tuple[int, Likeness]]:
    """How pairs of texts are alike that come from one report; the texts by number, the pairs by their sorted codes."""
    first, second = taken_apart(codes)
    numbers = distinct(np.concatenate((first, second)))
    owned = joined([texts[number].own for number in numbers.tolist()])
    left, right = numbers.searchsorted(first), numbers.searchsorted(second)
    own, shared = np.zeros(len(owned), np.int64), np.zeros(len(codes), np.int64)
    kernels.common(owned.hashes, owned.begins, right, left, own, shared)
    least = np.minimum(own[left], own[right])
    near = (least >= _LEAST) & (shared >= options.containment * least)
    for code, common in zip(codes[near].tolist(), shared[near].tolist(), strict=True):
        one, other = both(code)
        alike = _likeness(texts[one], texts[other], common, options)
        if alike is not None:
            yield code, alike


def _likeness(left: Text, right: Text, common: int, options: Options) -> Likeness | None:
    """How two are alike that have so many 5-grams in common, or None where they do not come from one report."""
    containment = common / min(len(left.own), len(right.own))
    runs = alignment.runs(left.words, right.words)
    if alignment.longest(runs, left.hidden) < options.run:
        return None
    return Likeness(
        left=left,
        right=right,
        kind=_kind(runs, left, right),
        similarity=round(containment, 4),
        jaccard=common / (len(left.own) + len(right.own) - common),
        passages=_anchors(left, right, runs, options),
        equal=int(runs[:, 2].sum()),
    )


def _kind(runs: alignment.Runs, left: Text, right: Text) -> CopyKind:
    """``runs`` are the equal runs of words of the two. What stands before the first and after the last is the edge."""
    equal = int(runs[:, 2].sum())
    shorter, longer = sorted((len(left.words), len(right.words)))
    begins, ends = runs[:, :2].min(axis=0), (runs[:, :2] + runs[:, 2:]).max(axis=0)
    edited = int((ends - begins).max()) - equal
    if equal >= _FRAMED * longer and edited <= _TOUCHED * longer:
        edges = (_news(left, right, int(begins[0]), int(ends[0])), _news(right, left, int(begins[1]), int(ends[1])))
        return "version" if max(edges) >= _NEWS else "duplicate"
    if equal >= _ADDS_NOTHING * shorter and shorter < _PART * longer:
        return "excerpt"
    return "version"


def _news(of: Text, other: Text, begin: int, end: int) -> int:
    """How many names and numbers the words before ``begin`` and from ``end`` on have that ``other`` has not.

    Page chrome names its own house and hardly anybody else; facts that were added are about somebody.
    """
    houses = set(_WORD.findall(f"{of.article.outlet or ''} {other.article.outlet or ''}"))
    known = houses | set(_WORD.findall(other.article.text))
    edge = np.concatenate((np.arange(begin), np.arange(end, len(of.words))))
    fresh = edge[~np.isin(of.words.words[edge], other.words.words)]
    places = zip(of.words.starts[fresh].tolist(), of.words.ends[fresh].tolist(), strict=True)
    return len({word for start, end in places if (word := _name(of.article.text, start, end))} - known)


def _name(of: str, start: int, end: int) -> str:
    """The word at that place where it is a number, or has a capital that no start of a sentence gives it; else ""."""
    first = of[max(0, start - 2) : start].strip(" ")[-1:] in _OPENING
    return of[start:end] if of[start].isdigit() or (of[start].isupper() and not first) else ""


def _anchors(left: Text, right: Text, runs: alignment.Runs, options: Options) -> tuple[tuple[Anchor, Anchor], ...]:
    return tuple(
        (_stretch(left, run.left, run.left_size), _stretch(right, run.right, run.right_size))
        for run in alignment.passages(runs)
        if run.equal >= options.passage
    )


def _stretch(of: Text, first: int, size: int) -> Anchor:
    return text.anchor(of.article, int(of.words.starts[first]), int(of.words.ends[first + size - 1]))
