"""Rewordings: a text spun or translated back and forth keeps the facts of its original, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique import text
from communique.copies import candidates as index
from communique.copies import sentences
from communique.copies.fingerprints import Stream
from communique.copies.kinds import Likeness, Text
from communique.copies.options import Options
from communique.copies.sentences import Sentence
from communique.data import Anchor

_GRAM = 3  # words: what survives a spinning of the words between names
_HITS = 6  # of those that two texts must share to be compared
_HOT = 30
_ALIKE = 0.5  # of the content of the shorter sentence stands in the other
_LEAST = 5  # sentences: with fewer no order can be told
_MOST = 400  # sentences compared of one article


def candidates(streams: Sequence[Stream]) -> list[tuple[int, int]]:
    """Pairs of articles that share enough short grams to be worth a comparison of their sentences."""
    return index.pairs(streams, size=_GRAM, sample=1, hits=_HITS, hot=_HOT, star=False)


def likeness(left: Text, right: Text, options: Options) -> Likeness | None:
    """The likeness of a rewording, or None: most sentences of the shorter one matched in the same order."""
    here, there = _told(left), _told(right)
    least = min(len(here), len(there))
    if least < _LEAST:
        return None
    matched = aligned(here, there)
    share = len(matched) / least
    if share < options.reworded:
        return None
    shared = tuple((_anchor(left, here[i]), _anchor(right, there[j])) for i, j in matched)
    return Likeness(left=left, right=right, kind="rewording", similarity=round(share, 4), jaccard=0.0, passages=shared)


def _told(of: Text) -> list[Sentence]:
    spans = text.story_sentences(of.article)[:_MOST]
    read = [sentences.read(of.article.text, span) for span in spans]
    return [sentence for sentence in read if len(sentence.content) >= 3]


def _anchor(of: Text, sentence: Sentence) -> Anchor:
    return text.anchor(of.article, *sentence.span)


def aligned(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The pairs (i, j) of the best alignment in order: no sentence twice, no two pairs crossing."""
    score = np.zeros((len(left) + 1, len(right) + 1))
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            both = _same(left[i], right[j])
            score[i, j] = max(score[i + 1, j], score[i, j + 1], score[i + 1, j + 1] + both if both else 0.0)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        both = _same(left[i], right[j])
        if both and score[i, j] == score[i + 1, j + 1] + both:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif score[i, j] == score[i + 1, j]:
            i += 1
        else:
            j += 1
    return found


def _same(left: Sentence, right: Sentence) -> float:
    """How much two sentences tell the same, 0 below the threshold."""
    if len(left.content & right.content) < 2:
        return 0.0
    both = sentences.overlap(left.content, right.content)
    return both if both >= _ALIKE else 0.0
