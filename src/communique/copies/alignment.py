"""Which passages two articles share: equal runs of words grown from common 5-grams, joined over edits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies import kernels
from communique.copies.fingerprints import GRAM, Flags, Stream

# One passage goes on over an edit of so many words on either side, if both sides are nearly as long: measured by
# plagdet on generated copies (benchmarks/), where cuts and additions end a passage and edits of its words do not.
_GAP = 40
_UNEQUAL = 8  # words by which the sides of an edit may differ ...
_UNEVEN = 0.5  # ... or this share of the longer one
_REPEATS = 4  # a gram that stands more often than this in one text is no seed

Runs = NDArray[np.int32]


class Passage(NamedTuple):
    """``left_size`` words from ``left`` on and ``right_size`` from ``right`` on, of which ``equal`` are the same."""

    left: int
    right: int
    left_size: int
    right_size: int
    equal: int


def runs(left: Stream, right: Stream) -> Runs:
    """Rows (i, j, words): the longest equal runs, in order of i; none overlaps another on either side."""
    found: Runs = kernels.equal_runs(left.words, right.words, GRAM, _REPEATS)
    return found


def passages(found: Runs) -> list[Passage]:
    """The runs joined over edits, in order of their left places."""
    joined: list[Passage] = []
    for left, right, size in found.tolist():
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, left, right):
            joined[-1] = Passage(
                last.left, last.right, left + size - last.left, right + size - last.right, last.equal + size
            )
        else:
            joined.append(Passage(left, right, size, size, size))
    return joined


def longest(found: Runs, hidden: Flags) -> int:
    """The most words of one equal run that are not ``hidden`` (flags over the left stream)."""
    total = np.concatenate(([0], np.cumsum(~hidden)))
    return int((total[found[:, 0] + found[:, 2]] - total[found[:, 0]]).max()) if len(found) else 0


def _goes_on(last: Passage, left: int, right: int) -> bool:
    gap_left = left - last.left - last.left_size
    gap_right = right - last.right - last.right_size
    apart = max(_UNEQUAL, _UNEVEN * max(gap_left, gap_right))
    return 0 <= gap_left <= _GAP and 0 <= gap_right <= _GAP and abs(gap_left - gap_right) <= apart
