"""What two texts of one report do not share: stretches that only one of them has, and small edits in place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from communique.copies import alignment
from communique.copies.fingerprints import Flags
from communique.copies.kinds import Text

_STRETCH = 8  # words that one text has alone: fewer are an edit
_EDIT = 8  # words on either side of an edit in place
_BESIDE = 40  # characters around an edit that tell what it is about


class Edit(NamedTuple):
    """An edit in place: the words of either side, and those of the left with what stands around them."""

    left: str
    right: str
    around: str


class Edits(NamedTuple):
    """How two texts differ: which words stand in no passage of the other, and the edits between equal words."""

    left: Flags
    right: Flags
    places: tuple[Edit, ...]


def compared(left: Text, right: Text) -> Edits:
    """How two texts differ."""
    runs = alignment.runs(left.words, right.words)
    mine, other = np.ones(len(left.words), np.bool_), np.ones(len(right.words), np.bool_)
    for i, j, size in runs.tolist():
        mine[i : i + size] = False
        other[j : j + size] = False
    return Edits(mine, other, tuple(_places(left, right, runs)))


def _places(left: Text, right: Text, runs: alignment.Runs) -> Iterator[Edit]:
    for (i, j, size), (next_i, next_j, _) in pairwise(runs.tolist()):
        i_end, j_end = i + size, j + size
        if i_end <= next_i <= i_end + _EDIT and j_end <= next_j <= j_end + _EDIT:
            said, other = _said(left, i_end, next_i), _said(right, j_end, next_j)
            start, end = int(left.words.ends[i_end - 1]), int(left.words.starts[next_i])
            yield Edit(said, other, left.article.text[max(0, start - _BESIDE) : end + _BESIDE])


def stretches(alone: Flags) -> Flags:
    """Those of the words that a text has alone which stand in stretches: longer than an edit."""
    kept = np.zeros_like(alone)
    for first, end in _edges(alone):
        kept[first:end] = end - first >= _STRETCH
    return kept


def passages(of: Text, alone: Flags) -> str:
    """The stretches that a text has alone, a line each."""
    return "\n".join(_said(of, first, end) for first, end in _edges(stretches(alone)))


def _edges(flags: Flags) -> list[tuple[int, int]]:
    """The runs of words that are flagged, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.view(np.int8), [0]))))
    return list(zip(edges[0::2].tolist(), edges[1::2].tolist(), strict=True))


def _said(of: Text, first: int, last: int) -> str:
    """The words from ``first`` to ``last`` as they stand."""
    return of.article.text[int(of.words.starts[first]) : int(of.words.ends[last - 1])] if first < last else ""
