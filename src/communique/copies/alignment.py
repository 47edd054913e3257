"""Which passages two articles share: equal runs of words grown from common 5-grams, joined over small edits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies.fingerprints import GRAM, Flags, Stream, grams

GAP = 6  # words of an edit (a changed figure, an added name) over which one passage goes on
_REPEATS = 4  # a gram that stands more often than this in one text is no seed


class Run(NamedTuple):
    """``size`` words that stand from ``left`` in one stream and from ``right`` in the other, equal or nearly so.

    ``equal`` is how many of them are equal; ``left_size`` and ``right_size`` count the edits as well.
    """

    left: int
    right: int
    left_size: int
    right_size: int
    equal: int


def runs(left: Stream, right: Stream) -> list[Run]:
    """The longest equal runs of at least five words, in order of ``left``; none overlaps another."""
    seeds = _seeds(left, right)
    if not len(seeds):
        return []
    diagonal = seeds[:, 0] - seeds[:, 1]
    order = np.lexsort((seeds[:, 0], diagonal))
    seeds, diagonal = seeds[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(seeds[:, 0]) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    sizes = np.diff(np.concatenate((firsts, [len(seeds)]))) + GRAM - 1
    found = [Run(i, j, size, size, size) for (i, j), size in zip(seeds[firsts].tolist(), sizes.tolist(), strict=True)]
    return _apart(found, len(left), len(right))


def passages(left: Stream, right: Stream) -> list[Run]:
    """The runs joined over edits of up to ``GAP`` words on both sides, in order of ``left``."""
    joined: list[Run] = []
    for run in runs(left, right):
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, run):
            joined[-1] = Run(
                last.left,
                last.right,
                run.left + run.left_size - last.left,
                run.right + run.right_size - last.right,
                last.equal + run.equal,
            )
        else:
            joined.append(run)
    return joined


def longest(found: list[Run], hidden: Flags) -> int:
    """The most words of one equal run that are not ``hidden`` (flags over the left stream)."""
    total = np.concatenate(([0], np.cumsum(~hidden)))
    return max((int(total[r.left + r.left_size] - total[r.left]) for r in found), default=0)


def _seeds(left: Stream, right: Stream) -> NDArray[np.int64]:
    """All (i, j) where the same gram stands at ``i`` and at ``j``, common grams left out."""
    here, there = grams(left.words, GRAM), grams(right.words, GRAM)
    order = np.argsort(there, kind="stable")
    ordered = there[order]
    low = np.searchsorted(ordered, here, side="left")
    count = np.searchsorted(ordered, here, side="right") - low
    found = [np.zeros((0, 2), np.int64)]
    at = np.flatnonzero((count > 0) & (count <= _REPEATS))
    for step in range(_REPEATS):
        some = at[count[at] > step]
        found.append(np.stack((some, order[low[some] + step]), axis=1).astype(np.int64))
    return np.concatenate(found)


def _apart(found: list[Run], left_size: int, right_size: int) -> list[Run]:
    """The longest runs first, cut or dropped where an earlier one has their words."""
    used_left, used_right = np.zeros(left_size, np.bool_), np.zeros(right_size, np.bool_)
    kept: list[Run] = []
    for run in sorted(found, key=lambda r: (-r.equal, r.left, r.right)):
        free = ~(used_left[run.left : run.left + run.equal] | used_right[run.right : run.right + run.equal])
        begin = int(np.argmax(free)) if free.any() else run.equal
        rest = free[begin:]
        size = int(np.argmin(rest)) if not rest.all() else len(rest)
        if size < GRAM - 1:
            continue
        left, right = run.left + begin, run.right + begin
        used_left[left : left + size] = True
        used_right[right : right + size] = True
        kept.append(Run(left, right, size, size, size))
    return sorted(kept)


def _goes_on(last: Run, run: Run) -> bool:
    gap_left = run.left - last.left - last.left_size
    gap_right = run.right - last.right - last.right_size
    return 0 <= gap_left <= GAP and 0 <= gap_right <= GAP
