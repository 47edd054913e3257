"""Articles as streams of word hashes with places, all in numpy: nothing is done word by word in Python.

A word is folded as in ``text.fold``: lower case, no possessive ending, "U.S." and "US" alike, "100,000" one word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique import text
from communique.data import Article

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

GRAM = 5  # words in a gram for judging: the length on which the thresholds were measured
SEARCH_GRAM = 8  # words in a gram for searching: rare enough to be nobody's phrase
_BASE = np.uint64(0x9E3779B97F4A7C15)
_APOSTROPHES = "'" + text.APOSTROPHES


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The story of one article as words: their hashes and where each stands (half-open, code points)."""

    words: Hashes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.words)


class _Signs(NamedTuple):
    fold: NDArray[np.uint32]
    word: Flags
    digit: Flags


@cache
def _signs() -> _Signs:
    """For each code point of the basic plane: its folded form, whether it makes words, whether it is a digit."""
    signs = [chr(code) for code in range(0x10000)]
    fold = np.array([ord(s.lower()) if len(s.lower()) == 1 else ord(s) for s in signs], dtype=np.uint32)
    word = np.array([s.isalnum() for s in signs], dtype=np.bool_)
    digit = np.array([s.isdigit() for s in signs], dtype=np.bool_)
    return _Signs(fold, word, digit)


def stream(article: Article, longest: int) -> Stream:
    """The words of the story: those that no furniture span touches, in the first ``longest`` characters."""
    found = _words(article.text[:longest])
    if not article.furniture or not len(found):
        return found
    keep = ~_within(found, [(f.start, f.end) for f in article.furniture])
    return Stream(words=found.words[keep], starts=found.starts[keep], ends=found.ends[keep])


def quoted(article: Article, words: Stream) -> Flags:
    """Which words stand in a quotation."""
    last = int(words.ends[-1]) if len(words) else 0
    return _within(words, text.quotations(article.text, 0, last))


def _within(words: Stream, spans: Iterable[tuple[int, int]]) -> Flags:
    depth = np.zeros(len(words) + 1, dtype=np.int64)
    for start, end in spans:
        depth[np.searchsorted(words.ends, start, side="right")] += 1
        depth[np.searchsorted(words.starts, end, side="left")] -= 1
    inside: Flags = np.cumsum(depth[:-1]) > 0
    return inside


def _words(of: str) -> Stream:
    codes = np.frombuffer(of.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    signs = _signs()
    basic = np.minimum(codes, 0xFFFF)
    member = signs.word[basic]
    digit = signs.digit[basic]
    mark = np.isin(codes, [ord(sign) for sign in _APOSTROPHES])
    before, after = _shifted(member, 1), _shifted(member, -1)
    # "Taldera's": the word ends before the mark, and the s is no word.
    owner = np.zeros(len(codes), dtype=np.bool_)
    if len(codes) > 1:
        owner[1:] = mark[:-1] & (signs.fold[basic[1:]] == ord("s")) & ~after[1:] & before[:-1]
    member = member & ~owner
    letter = member & ~digit
    dots = (codes == ord(".")) & (
        (_shifted(letter, 1) & _shifted(letter, -1)) | (_shifted(digit, 1) & _shifted(digit, -1))
    )
    commas = (codes == ord(",")) & _shifted(digit, 1) & _shifted(digit, -1)
    marks = mark & before & _shifted(member, -1)
    return _hashed(signs.fold[basic], member, member | dots | commas | marks)


def _shifted(flags: Flags, by: int) -> Flags:
    """For each place the flag of its neighbour ``by`` to the left (to the right where negative)."""
    moved = np.zeros_like(flags)
    if by > 0:
        moved[by:] = flags[:-by]
    else:
        moved[:by] = flags[-by:]
    return moved


def _hashed(folded: NDArray[np.uint32], member: Flags, joined: Flags) -> Stream:
    """Words are runs of ``joined``; only ``member`` signs count for the hash.

    The hash is a polynomial in the place of a sign within its word; sums over runs come from one running sum.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], joined.view(np.int8), [0]))))
    starts, ends = edges[0::2].astype(np.int64), edges[1::2].astype(np.int64)
    if not len(starts):
        return Stream(words=np.zeros(0, np.uint64), starts=starts, ends=ends)
    nth = np.cumsum(member, dtype=np.int64)
    first = nth[starts] - member[starts]
    rank = nth[joined] - np.repeat(first, ends - starts)
    values = mixed(folded[joined].astype(np.uint64) + rank.astype(np.uint64) * np.uint64(0x200000))
    values[~member[joined]] = 0
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)))
    size = np.cumsum(ends - starts)
    words = mixed(total[size] - total[size - (ends - starts)])
    return Stream(words=words, starts=starts, ends=ends)


def mixed(values: Hashes) -> Hashes:
    """The 64-bit finaliser of MurmurHash3: every bit of the input moves every bit of the output."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    done: Hashes = values ^ (values >> np.uint64(33))
    return done


def grams(words: Hashes, size: int) -> Hashes:
    """The hash of every run of ``size`` words, in order; empty for a shorter text."""
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    value = np.zeros(count, np.uint64)
    for k in range(size):
        value = value * _BASE + words[k : k + count]
    return mixed(value)


def own_grams(words: Stream, hidden: Flags) -> Hashes:
    """The distinct 5-grams, sorted, that hold no ``hidden`` word."""
    hashes = grams(words.words, GRAM)
    if not len(hashes):
        return hashes
    total = np.concatenate(([0], np.cumsum(hidden)))
    clear = total[GRAM:] == total[:-GRAM]
    return np.unique(hashes[clear])


def monotonous(words: Stream) -> bool:
    """Whether a text mostly repeats itself (a line a thousand times): it says nothing about copying."""
    return len(words) >= 100 and len(np.unique(grams(words.words, GRAM))) < len(words) / 4
