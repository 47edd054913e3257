"""Which words of two texts are equal, run by run."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled
from communique.copies.kernels.hashing import rolled


@compiled
def equal_runs(left: Array, right: Array, size: int, repeats: int) -> Array:
    """Rows (i, j, length): words from ``left[i]`` and ``right[j]`` on that are equal, grown from common grams.

    The longest first, each cut or dropped where a longer one has its words already; then in order of i. A gram of
    ``size`` words that stands more than ``repeats`` times in ``right`` starts no run.
    """
    here, there = np.empty(max(1, len(left)), np.uint64), np.empty(max(1, len(right)), np.uint64)
    many = rolled(left, len(left), size, here)
    others = rolled(right, len(right), size, there)
    slots = 16
    while slots < 2 * others:
        slots *= 2
    head = np.full(slots, -1, np.int32)  # the first place of a gram in ``right``
    chain = np.full(max(1, others), -1, np.int32)  # the next place of the same gram
    times = np.zeros(slots, np.int32)
    for j in range(others - 1, -1, -1):
        at = np.int64(there[j]) & (slots - 1)
        while head[at] >= 0 and there[head[at]] != there[j]:
            at = (at + 1) & (slots - 1)
        chain[j] = head[at]
        head[at] = j
        times[at] += 1
    room = 64
    found = np.empty((room, 3), np.int32)
    total = 0
    before = False  # whether the gram before started runs of its own
    for i in range(many):
        at = np.int64(here[i]) & (slots - 1)
        while head[at] >= 0 and there[head[at]] != here[i]:
            at = (at + 1) & (slots - 1)
        seed = head[at] >= 0 and times[at] <= repeats
        j = head[at] if seed else -1
        while j >= 0:
            if not (before and j > 0 and left[i - 1] == right[j - 1] and here[i - 1] == there[j - 1]):
                length = size
                while i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]:
                    length += 1
                if total == room:
                    grown = np.empty((2 * room, 3), np.int32)
                    grown[:room] = found
                    found = grown
                    room *= 2
                found[total, 0], found[total, 1], found[total, 2] = i, j, length
                total += 1
            j = chain[j]
        before = seed
    return _apart(found[:total], len(left), len(right), size - 1)


@compiled
def _apart(found: Array, left: int, right: int, least: int) -> Array:
    order = np.argsort(-found[:, 2].astype(np.int64), kind="mergesort")
    used_left, used_right = np.zeros(left, np.bool_), np.zeros(right, np.bool_)
    kept = np.empty((len(found), 3), np.int32)
    total = 0
    for at in order:
        i, j, length = found[at, 0], found[at, 1], found[at, 2]
        begin = 0
        while begin < length and (used_left[i + begin] or used_right[j + begin]):
            begin += 1
        end = begin
        while end < length and not (used_left[i + end] or used_right[j + end]):
            used_left[i + end] = True
            used_right[j + end] = True
            end += 1
        if end - begin >= least:
            kept[total, 0], kept[total, 1], kept[total, 2] = i + begin, j + begin, end - begin
            total += 1
        else:
            used_left[i + begin : i + end] = False
            used_right[j + begin : j + end] = False
    return kept[:total][np.argsort(kept[:total, 0], kind="mergesort")]
