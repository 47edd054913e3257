"""Outlines: a text as the content words of its sentences, in numbers, so that many pairs can be compared fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies.fingerprints import Places
from communique.copies.sentences import Sentence
from communique.text import Span

_COMMON = 2  # content words that two sentences must share at least
_ALIKE = 0.5  # of the content of the shorter sentence stands in the other

Sames = NDArray[np.float64]


class Outline(NamedTuple):
    """Sentences in order: where each stands, and the numbers of its distinct stems.

    ``stems`` lists those of all sentences, ``owners`` says which sentence each is of, ``sizes`` how many each has.
    """

    spans: tuple[Span, ...]
    stems: Places
    owners: Places
    sizes: Places


class Vocabulary:
    """The numbers of stems. Outlines that one vocabulary numbered can be compared."""

    __slots__ = ("_stems",)

    def __init__(self) -> None:
        """Knows no stem yet; each outline adds its own."""
        self._stems: dict[str, int] = {}

    def listed(self, among: Sequence[Sentence]) -> Outline:
        """The outline of all of the sentences ``among``, which have been read."""
        stems = [self._number(word) for sentence in among for word in sorted(sentence.content)]
        sizes = np.array([len(sentence.content) for sentence in among], np.int64)
        owners = np.repeat(np.arange(len(among)), sizes)
        return Outline(tuple(sentence.span for sentence in among), np.array(stems, np.int64), owners, sizes)

    def _number(self, of: str) -> int:
        return self._stems.setdefault(of, len(self._stems))


class Comparison:
    """One outline made ready to be compared with many."""

    __slots__ = ("_column", "_outline", "_table")

    def __init__(self, outline: Outline) -> None:
        """Makes the table of its sentences and stems."""
        self._outline = outline
        self._column, columns = np.unique(outline.stems, return_inverse=True)
        self._table = np.zeros((len(outline.sizes), len(self._column)), np.float32)
        self._table[outline.owners, columns] = 1

    def sames(self, other: Outline) -> Sames:
        """For each pair of sentences how much they tell the same: shared content of the shorter, 0 below a half."""
        if not len(self._column) or not len(other.sizes):
            return np.zeros((len(self._outline.sizes), len(other.sizes)))
        at = np.minimum(np.searchsorted(self._column, other.stems), len(self._column) - 1)
        known = self._column[at] == other.stems
        table = np.zeros((len(other.sizes), len(self._column)), np.float32)
        table[other.owners[known], at[known]] = 1
        common = (self._table @ table.T).astype(np.float64)
        share: Sames = common / np.maximum(1, np.minimum(self._outline.sizes[:, None], other.sizes[None, :]))
        share[(common < _COMMON) | (share < _ALIKE)] = 0
        return share


def aligned(same: Sames) -> list[tuple[int, int]]:
    """The pairs (i, j) of the best alignment in order, by ``sames``: no sentence twice, no two pairs crossing."""
    score = np.zeros((same.shape[0] + 1, same.shape[1] + 1))
    for i in range(same.shape[0] - 1, -1, -1):
        taken = np.where(same[i] > 0, score[i + 1, 1:] + same[i], 0)
        row = np.maximum(score[i + 1, :-1], taken)
        score[i, :-1] = np.maximum.accumulate(row[::-1])[::-1]
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < same.shape[0] and j < same.shape[1]:
        if same[i, j] > 0 and score[i, j] == score[i + 1, j + 1] + same[i, j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif score[i, j] == score[i + 1, j]:
            i += 1
        else:
            j += 1
    return found
