"""From the bytes of a text to the hashes of its words and n-grams.

Texts come as UTF-8, because that costs the fewest bytes; places are counted in code points all the same.
"""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled
from communique.copies.kernels.signs import COMMA, DIGIT, LETTER, MARK, STOP

_WORD = LETTER | DIGIT
_BASE = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: the base of the polynomial over words
_S, _CAPITAL_S = np.uint32(ord("s")), np.uint32(ord("S"))


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
def _owner(buffer: Array, at: int, end: int, kinds: Array) -> bool:
    """Whether "s" and then no word sign follow: "Taldera's" ends before its mark."""
    code, size = _sign(buffer, at, end)
    if code not in (_S, _CAPITAL_S):
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
def _plain(kinds: Array, values: Array) -> tuple[Array, Array]:
    """For each byte the value of the word sign that it is by itself (0 for any other), and whether it takes a look."""
    plain, special = np.zeros(256, np.uint64), np.ones(256, np.bool_)
    for byte in range(0x80):
        special[byte] = kinds[byte] & ~_WORD
        if kinds[byte] & _WORD:
            plain[byte] = values[byte]
    return plain, special


@compiled
def _seen(buffer: Array, at: int, kinds: Array, before: int) -> tuple[np.uint32, int, int, int]:
    """The sign at byte ``at``: its code point, its bytes, its kind, and how many bytes of it and of what belongs to it
    end a word (0 where the word goes on).
    """
    end = len(buffer)
    code, size = _sign(buffer, at, end)
    kind = kinds[code]
    if kind & _WORD:
        return code, size, kind, 0
    if kind == MARK and _owner(buffer, at + size, end, kinds):
        return code, size, 0, size + 1  # the s is no word of its own
    if kind and _goes_on(kind, before, kinds[_sign(buffer, at + size, end)[0]]):
        return code, size, kind, 0
    return code, size, kind, size


@compiled
def read(
    buffer: Array, at: int, length: int, kinds: Array, values: Array, spans: Array,
    words: Array, placed: bool, starts: Array, ends: Array,
) -> tuple[int, int]:  # fmt: skip
    """Hash the words of the ``length`` signs from byte ``at`` on into the three arrays; how many words there are, and
    where the text ends. What follows it must be no word sign, and be there. The arrays need room for half as many
    words as there are signs, and two more; where the words stand is told only if they are to be ``placed``.

    ``kinds`` and ``values`` say of each code point of the basic plane what it is, and a random number for what it
    folds to: the hash of a word is those numbers, each turned by its place (a cyclic polynomial), mixed at the end.
    Words that touch one of the ``spans`` (sorted, disjoint, code points) are left out.
    """
    plain, special = _plain(kinds, values)
    many = 0
    origin = at  # byte of which the place is 0: it moves on by every byte that is no sign of its own
    begun, value = 0, np.uint64(0)
    before = 0  # the kind of the last word sign that took a look
    inside = False
    while at - origin < length:
        byte = buffer[at]
        if special[byte]:
            if at > 0 and buffer[at - 1] < 0x80:
                before = kinds[buffer[at - 1]]
            code, size, kind, ended = _seen(buffer, at, kinds, before)
            if kind & _WORD:
                begun = begun if inside else at - origin
                value = ((value << np.uint64(7)) | (value >> np.uint64(57))) ^ values[code]
                inside = True
                before = kind
            elif ended:
                words[many], starts[many], ends[many] = value, begun, at - origin
                many += inside
                at += ended - size if inside else 0
                inside, value = False, np.uint64(0)
            at += size
            origin += size - 1
            continue
        # Words end where nobody can foretell: no branch, but stores that count only where a word has ended.
        turned = plain[byte]
        word = turned != 0
        place = at - origin
        words[many] = value
        if placed:
            starts[many], ends[many] = begun, place
        many += inside & (not word)
        begun = begun if inside else place
        value = (((value << np.uint64(7)) | (value >> np.uint64(57))) ^ turned) * np.uint64(word)
        inside = word
        at += 1
    words[many], starts[many], ends[many] = value, begun, at - origin
    many += inside
    for k in range(many):
        words[k] = mixed(words[k])
    return (_outside(words, starts, ends, many, spans) if len(spans) else many), at


@compiled
def _outside(words: Array, starts: Array, ends: Array, many: int, spans: Array) -> int:
    """Keep the words that touch none of the ``spans``; how many are left."""
    kept, span = 0, 0
    for k in range(many):
        while span < len(spans) and spans[span, 1] <= starts[k]:
            span += 1
        if span == len(spans) or spans[span, 0] >= ends[k]:
            words[kept], starts[kept], ends[kept] = words[k], starts[k], ends[k]
            kept += 1
    return kept


@compiled
def rolled(words: Array, many: int, size: int, out: Array) -> int:
    """The hash of every run of ``size`` of the first ``many`` words into ``out``; how many there are.

    A polynomial over the hashes of the words, which are mixed already: it needs no mixing of its own.
    """
    count = many - size + 1
    if count <= 0:
        return 0
    power = np.uint64(1)
    for _ in range(size):
        power *= _BASE
    value = np.uint64(0)
    for k in range(size):
        value = value * _BASE + words[k]
    out[0] = value
    for k in range(1, count):
        value = value * _BASE + words[k + size - 1] - words[k - 1] * power
        out[k] = value
    return count


@compiled
def fingerprint(
    buffer: Array, lengths: Array, kinds: Array, values: Array, spans: Array, owned: Array, size: int, mask: np.uint64,
    keys: Array, kept: int, gram: int, grams: Array, total: int, counts: Array,
) -> tuple[int, int]:  # fmt: skip
    """Of each text in ``buffer`` the keys and the grams, one text after the other.

    The texts have so many signs as ``lengths`` tells, and one sign that is no word sign behind each.
    Keys are the hashes of runs of ``size`` words of which ``hash & mask`` is 0, put from ``keys[kept]`` on; grams the
    upper halves of the hashes of all runs of ``gram`` words (none where that is 0), from ``grams[total]`` on.
    ``spans[owned[n]:owned[n + 1]]`` are left out of text n. ``counts[n]`` gets how many keys and grams the text has;
    the places after the last key and gram are returned.
    """
    room = np.max(lengths) // 2 + 2
    words, hashes = np.empty(room, np.uint64), np.empty(room, np.uint64)
    starts, ends = np.empty(room, np.int32), np.empty(room, np.int32)
    at = 0
    for n in range(len(lengths)):
        inner = spans[owned[n] : owned[n + 1]]
        many, at = read(buffer, at, lengths[n], kinds, values, inner, words, len(inner) > 0, starts, ends)
        at += 1
        counts[n, 0] = -kept
        for k in range(rolled(words, many, size, hashes)):
            keys[kept] = hashes[k]
            kept += hashes[k] & mask == 0
        counts[n, 0] += kept
        counts[n, 1] = rolled(words, many, gram, hashes) if gram else 0
        for k in range(counts[n, 1]):
            grams[total + k] = hashes[k] >> np.uint64(32)
        total += counts[n, 1]
    return kept, total
