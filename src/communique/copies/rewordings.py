"""Rewordings: a text spun or translated back and forth keeps the facts of its original, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from communique import text
from communique.copies import candidates as index
from communique.copies.fingerprints import Stream
from communique.copies.kinds import Likeness, Text
from communique.copies.options import Options
from communique.copies.sentences import Sentence
from communique.data import Anchor

_GRAM = 3  # words: what survives a spinning of the words between names
_HITS = 6  # of those that two texts must share to be compared
_SHARE = 0.06  # of the words of the shorter one
_HOT = 30
_WHOLE = 0.4  # of the sentences of the longer one must be matched too: a rewording keeps the whole story
_COMMON = 2  # content words at least
_ALIKE = 0.5  # of the content of the shorter sentence stands in the other
_KEPT = 0.2  # of the matched sentences may have stayed as they were
_LEAST = 5  # sentences: with fewer no order can be told


def candidates(streams: Sequence[Stream]) -> list[tuple[int, int]]:
    """Pairs of articles that share enough short grams to be worth a comparison of their sentences."""
    return index.pairs(streams, size=_GRAM, sample=1, hits=_HITS, hot=_HOT, star=False, share=_SHARE)


def likeness(left: Text, right: Text, options: Options) -> Likeness | None:
    """The likeness of a rewording, or None: most sentences of the shorter one matched in the same order."""
    shorter, longer = sorted((len(left.words), len(right.words)))
    one_house = left.article.outlet is not None and left.article.outlet == right.article.outlet
    if one_house or shorter < _WHOLE / 2 * longer:
        return None  # an outlet does not respin itself, and a rewording keeps the length of its source
    here, there = left.told(), right.told()
    least = min(len(here), len(there))
    if least < _LEAST:
        return None
    matched = aligned(here, there)
    share = len(matched) / least
    if share < options.reworded or len(matched) < _WHOLE * max(len(here), len(there)):
        return None
    shared = tuple((_anchor(left, here[i]), _anchor(right, there[j])) for i, j in matched)
    return Likeness(left=left, right=right, kind="rewording", similarity=round(share, 4), jaccard=0.0, passages=shared)


def rewritten(found: Likeness) -> bool:
    """Whether few of the matched sentences stayed as they were: an edited version leaves most of them alone."""
    kept = sum(_bare(one.exact) == _bare(other.exact) for one, other in found.passages)
    return kept <= _KEPT * len(found.passages)


def _bare(sentence: str) -> list[str]:
    return [token.text for token in text.words(sentence)]


def _anchor(of: Text, sentence: Sentence) -> Anchor:
    return text.anchor(of.article, *sentence.span)


def aligned(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The pairs (i, j) of the best alignment in order: no sentence twice, no two pairs crossing."""
    same = _same(left, right)
    score = np.zeros((len(left) + 1, len(right) + 1))
    for i in range(len(left) - 1, -1, -1):
        taken = np.where(same[i] > 0, score[i + 1, 1:] + same[i], 0)
        row = np.maximum(score[i + 1, :-1], taken)
        score[i, :-1] = np.maximum.accumulate(row[::-1])[::-1]
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if same[i, j] > 0 and score[i, j] == score[i + 1, j + 1] + same[i, j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif score[i, j] == score[i + 1, j]:
            i += 1
        else:
            j += 1
    return found


def _same(left: Sequence[Sentence], right: Sequence[Sentence]) -> NDArray[np.float64]:
    """For each pair of sentences how much they tell the same, 0 below the threshold."""
    holders: dict[str, list[int]] = {}
    for j, sentence in enumerate(right):
        for stem in sentence.content:
            holders.setdefault(stem, []).append(j)
    same = np.zeros((len(left), len(right)))
    for i, sentence in enumerate(left):
        common = Counter(chain.from_iterable(holders.get(stem, ()) for stem in sentence.content))
        for j, count in common.items():
            share = count / min(len(sentence.content), len(right[j].content))
            if count >= _COMMON and share >= _ALIKE:
                same[i, j] = share
    return same
