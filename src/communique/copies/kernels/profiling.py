"""What the sentences of a story hold, from the number of each of its words."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled

_HALF = np.int64(32)
_LOW = np.int64(0xFFFFFFFF)


@compiled
def facts(numbers: Array, named: Array) -> tuple[Array, Array]:
    """The distinct numbers of the words that are ``named``, sorted, and where each stands first."""
    keys = np.empty(len(numbers), np.int64)
    many = 0
    for at in range(len(numbers)):
        if named[at]:
            keys[many] = (numbers[at] << _HALF) | at
            many += 1
    keys = np.sort(keys[:many])
    found, first = np.empty(many, np.int32), np.empty(many, np.int64)
    distinct = 0
    for key in keys:
        if not distinct or found[distinct - 1] != key >> _HALF:
            found[distinct], first[distinct] = key >> _HALF, key & _LOW
            distinct += 1
    return found[:distinct].copy(), first[:distinct].copy()


@compiled
def stems(numbers: Array, owners: Array, told: Array, own: Array) -> tuple[Array, Array, Array]:
    """The distinct numbers in each sentence, whose they are, and whether one of them is the author's ``own`` there."""
    keys = np.empty(len(numbers), np.int64)
    many = 0
    for at in range(len(numbers)):
        if told[at]:  # the number is of 31 bits: the last bit says whether it is quoted, so the author's come first
            keys[many] = (((owners[at] << _HALF) | numbers[at]) << 1) | (not own[at])
            many += 1
    keys = np.sort(keys[:many])
    found, whose, open_ = np.empty(many, np.int32), np.empty(many, np.int32), np.empty(many, np.bool_)
    distinct, last = 0, np.int64(-1)
    for key in keys:
        if key >> 1 != last:
            last = key >> 1
            found[distinct], whose[distinct], open_[distinct] = last & _LOW, last >> _HALF, not key & 1
            distinct += 1
    return found[:distinct].copy(), whose[:distinct].copy(), open_[:distinct].copy()


@compiled
def places(found: Array) -> tuple[Array, Array, Array]:
    """The distinct ones among what is ``found``, sorted; the n-th stands at ``order[begins[n] : begins[n + 1]]``."""
    keys = np.empty(len(found), np.int64)
    for at in range(len(found)):
        keys[at] = (np.int64(found[at]) << _HALF) | at
    keys = np.sort(keys)
    known, begins, order = np.empty(len(keys), np.int32), np.zeros(len(keys) + 1, np.int64), keys & _LOW
    distinct = 0
    for at in range(len(keys)):
        if not distinct or known[distinct - 1] != keys[at] >> _HALF:
            known[distinct] = keys[at] >> _HALF
            distinct += 1
        begins[distinct] = at + 1
    return known[:distinct].copy(), begins[: distinct + 1].copy(), order


@compiled
def neighbours(numbers: Array, owners: Array, told: Array, own: Array, names: Array) -> tuple[Array, Array]:
    """The distinct pairs of the author's own words side by side in a sentence that are no ``names``; where each begins.

    The names are sorted.
    """
    pairs, first = np.empty(len(numbers), np.uint64), np.empty(len(numbers), np.int64)
    many, before = 0, False
    for at in range(len(numbers)):
        plain = told[at] and own[at]
        if plain and len(names):
            name = np.searchsorted(names, numbers[at])
            plain = name == len(names) or names[name] != numbers[at]
        if plain and before and owners[at] == owners[at - 1]:
            pairs[many] = (np.uint64(numbers[at - 1]) << np.uint64(32)) | np.uint64(numbers[at])
            first[many] = owners[at - 1]
            many += 1
        before = plain
    ranked = np.argsort(pairs[:many], kind="mergesort")
    found, whose = np.empty(many, np.uint64), np.empty(many, np.int64)
    distinct = 0
    for at in ranked:
        if not distinct or found[distinct - 1] != pairs[at]:
            found[distinct], whose[distinct] = pairs[at], first[at]
            distinct += 1
    return found[:distinct].copy(), whose[:distinct].copy()
