"""From the bytes of a text to the hashes of its words and n-grams.

Texts come as UTF-8, because that costs the fewest bytes; places are counted in code points all the same.
"""

from __future__ import annotations

import numpy as np

from communique.copies.kernels.compiling import Array, compiled
from communique.copies.kernels.signs import COMMA, DIGIT, LETTER, MARK, STOP

_WORD = LETTER | DIGIT
_SEED = np.uint64(0xCBF29CE484222325)  # FNV-1a, 64 bits
_PRIME = np.uint64(0x100000001B3)
_BASE = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: the base of the polynomial over words
_S = np.uint32(ord("s"))


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """The 64-bit finaliser of MurmurHash3: every bit of the input moves every bit of the output."""
    value = (value ^ (value >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    value = (value ^ (value >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@compiled
def _sign(buffer: Array, at: int, end: int) -> tuple[np.uint32, int]:
    """The code point at byte ``at`` (0xFFFF, no word sign, beyond the basic plane and the end), and its bytes."""
    if at >= end:
        return np.uint32(0xFFFF), 1
    byte = np.uint32(buffer[at])
    if byte < 0x80:
        return byte, 1
    if byte < 0xE0:
        return ((byte & np.uint32(0x1F)) << np.uint32(6)) | (np.uint32(buffer[at + 1]) & np.uint32(0x3F)), 2
    if byte < 0xF0:
        high = (byte & np.uint32(0x0F)) << np.uint32(12)
        middle = (np.uint32(buffer[at + 1]) & np.uint32(0x3F)) << np.uint32(6)
        return high | middle | (np.uint32(buffer[at + 2]) & np.uint32(0x3F)), 3
    return np.uint32(0xFFFF), 4


@compiled
def _owner(buffer: Array, at: int, end: int, kinds: Array, fold: Array) -> bool:
    """Whether "s" and then no word sign follow: "Taldera's" ends before its mark."""
    code, size = _sign(buffer, at, end)
    if fold[code] != _S:
        return False
    return bool(kinds[_sign(buffer, at + size, end)[0]] & _WORD == 0)


@compiled
def _goes_on(kind: int, before: int, after: int) -> bool:
    """Whether a stop, a comma or an apostrophe between these two kinds of signs is inside a word."""
    if kind == STOP:
        return before == after and before & _WORD != 0
    if kind == COMMA:
        return before == DIGIT and after == DIGIT
    return kind == MARK and before & _WORD != 0 and after & _WORD != 0


@compiled
def read(
    buffer: Array, at: int, end: int, kinds: Array, fold: Array, spans: Array, first: int,
    words: Array, starts: Array, ends: Array,
) -> int:  # fmt: skip
    """Hash the words of ``buffer[at:end]`` into the three arrays, from their place ``first`` on; the place after.

    ``kinds`` and ``fold`` say of each code point of the basic plane what it is and what it folds to. Words that
    touch one of the ``spans`` (sorted, disjoint, code points) are left out.
    """
    place = 0
    begun = -1  # where the word began
    value = _SEED
    before = 0  # what the sign before is
    span = 0
    code, size = _sign(buffer, at, end)
    while at <= end:  # one step more than there are signs, to end the last word
        following, ahead = _sign(buffer, at + size, end)
        kind = 0 if at == end else kinds[code]
        if kind & _WORD:
            if begun < 0:
                begun, value = place, _SEED
            value = (value ^ np.uint64(fold[code])) * _PRIME
        elif begun >= 0:
            owner = kind == MARK and _owner(buffer, at + size, end, kinds, fold)
            if owner or not _goes_on(kind, before, kinds[following]):
                while span < len(spans) and spans[span, 1] <= begun:
                    span += 1
                if span == len(spans) or spans[span, 0] >= place:
                    words[first], starts[first], ends[first] = mixed(value), begun, place
                    first += 1
                begun = -1
            if owner:  # the s is no word of its own
                at += size
                place += 1
                size = ahead
                following, ahead = _sign(buffer, at + size, end)
                kind = 0
        before = kind
        at += size
        place += 1
        code, size = following, ahead
    return first


@compiled
def rolled(words: Array, first: int, last: int, size: int, out: Array) -> int:
    """The hash of every run of ``size`` of ``words[first:last]`` into ``out``; how many there are."""
    count = last - first - size + 1
    if count <= 0:
        return 0
    power = np.uint64(1)
    for _ in range(size):
        power *= _BASE
    value = np.uint64(0)
    for k in range(size):
        value = value * _BASE + words[first + k]
    out[0] = mixed(value)
    for k in range(1, count):
        value = value * _BASE + words[first + k + size - 1] - words[first + k - 1] * power
        out[k] = mixed(value)
    return count


@compiled
def sampled(
    buffer: Array,
    begins: Array,
    kinds: Array,
    fold: Array,
    spans: Array,
    owned: Array,
    size: int,
    mask: np.uint64,
    out: Array,
    counts: Array,
) -> int:
    """For each text ``buffer[begins[n]:begins[n + 1]]`` its distinct grams of ``size`` words whose hash & mask is 0.

    ``spans[owned[n]:owned[n + 1]]`` are left out of text n. The hashes go into ``out``, sorted within each text;
    ``counts[n]`` is how many the text has, how many words, and how many sampled grams before doubles were dropped.
    How many hashes there are in all is returned.
    """
    longest = np.max(np.diff(begins))
    words = np.empty(longest // 2 + 1, np.uint64)
    starts = np.empty(longest // 2 + 1, np.int32)
    ends = np.empty(longest // 2 + 1, np.int32)
    hashes = np.empty(longest // 2 + 1, np.uint64)
    total = 0
    for n in range(len(begins) - 1):
        inner = spans[owned[n] : owned[n + 1]]
        many = read(buffer, begins[n], begins[n + 1], kinds, fold, inner, 0, words, starts, ends)
        grams = rolled(words, 0, many, size, hashes)
        kept = 0
        for k in range(grams):
            if hashes[k] & mask == 0:
                hashes[kept] = hashes[k]
                kept += 1
        chosen = np.sort(hashes[:kept])
        begin = total
        for k in range(kept):
            if k == 0 or chosen[k] != chosen[k - 1]:
                out[total] = chosen[k]
                total += 1
        counts[n, 0] = total - begin
        counts[n, 1] = many
        counts[n, 2] = kept
    return total


@compiled
def all_grams(
    buffer: Array,
    begins: Array,
    kinds: Array,
    fold: Array,
    spans: Array,
    owned: Array,
    size: int,
    out: Array,
    counts: Array,
) -> int:
    """As :func:`sampled`, but every gram of each text, in order, doubles kept; ``counts[n]`` is how many."""
    longest = np.max(np.diff(begins))
    words = np.empty(longest // 2 + 1, np.uint64)
    starts = np.empty(longest // 2 + 1, np.int32)
    ends = np.empty(longest // 2 + 1, np.int32)
    total = 0
    for n in range(len(begins) - 1):
        inner = spans[owned[n] : owned[n + 1]]
        many = read(buffer, begins[n], begins[n + 1], kinds, fold, inner, 0, words, starts, ends)
        counts[n] = rolled(words, 0, many, size, out[total:])
        total += counts[n]
    return total
