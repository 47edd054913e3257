"""Articles as word hashes with places, and as sampled n-gram hashes: all of it in compiled loops.

A word is folded as in ``text.fold``: lower case, no possessive ending, "U.S." and "US" alike, "100,000" one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique import text
from communique.copies import kernels
from communique.copies.kernels.signs import COMMA, DIGIT, LETTER, MARK, STOP
from communique.copies.known import distinct
from communique.data import Article

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

GRAM = 5  # words in a gram for judging: the length on which the thresholds were measured
SEARCH_GRAM = 8  # words in a gram for searching: rare enough to be nobody's phrase
_BATCH = 1_000_000  # characters of text read at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The story of one article as words: their hashes and where each stands (half-open, code points)."""

    words: Hashes
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Hashes of many articles: those of the n-th are ``hashes[begins[n]:begins[n + 1]]``, in no order, not distinct."""

    hashes: NDArray[np.unsignedinteger]
    begins: Places

    def __len__(self) -> int:
        return len(self.begins) - 1


class Fingerprints(NamedTuple):
    """Of many articles the keys to search by, and the 5-grams to count by (upper halves of their hashes)."""

    keys: Keys
    grams: Keys


class _Signs(NamedTuple):
    kinds: NDArray[np.uint8]
    values: Hashes


class _Batch(NamedTuple):
    """Texts as the kernels take them: see :func:`kernels.fingerprint`."""

    buffer: NDArray[np.uint8]
    lengths: Places
    spans: NDArray[np.int64]
    owned: Places


@cache
def _signs() -> _Signs:
    """For each code point of the basic plane: what it is to a word, and a random number for its folded form."""
    signs = [chr(code) for code in range(0x10000)]
    kinds = np.array([s.isalnum() * (DIGIT if s.isdigit() else LETTER) for s in signs], dtype=np.uint8)
    for sign in "'" + text.APOSTROPHES:
        kinds[ord(sign)] = MARK
    kinds[ord(".")] = STOP
    kinds[ord(",")] = COMMA
    values = np.random.PCG64(0).random_raw(0x10000)  # a stream that numpy promises never to change
    fold = np.array([ord(s.lower()) if len(s.lower()) == 1 else ord(s) for s in signs])
    return _Signs(kinds, values[fold])


def stream(article: Article, longest: int) -> Stream:
    """The words of the story: those that no furniture span touches, in the first ``longest`` characters."""
    batch = _batch([article], longest)
    room = len(batch.buffer) // 2 + 2
    words, starts, ends = np.empty(room, np.uint64), np.empty(room, np.int32), np.empty(room, np.int32)
    many, _ = kernels.read(batch.buffer, 0, batch.lengths[0], *_signs(), batch.spans, words, True, starts, ends)
    return Stream(words=words[:many].copy(), starts=starts[:many].copy(), ends=ends[:many].copy())


def fingerprints(articles: Sequence[Article], longest: int, *, size: int, sample: int, grams: bool) -> Fingerprints:
    """Of the story of each article the grams of ``size`` words of which one in ``sample`` (a power of two) is kept.

    All its 5-grams too, where ``grams`` are asked for.
    """
    signs = sum(len(article.text) for article in articles)
    held = np.empty(signs // (5 * sample) + 1, np.uint64)  # with six signs a word there is room to spare
    every = np.empty(signs // 5 + 1 if grams else 1, np.uint32)
    counts = [np.zeros((1, 2), np.int64)]
    kept = total = 0
    for batch in _batches(articles, longest):
        most = len(batch.buffer) // 2 + 1
        held, every = _roomy(held, kept + most), _roomy(every, total + most) if grams else every
        count = np.empty((len(batch.lengths), 2), np.int64)
        kept, total = kernels.fingerprint(
            *(batch.buffer, batch.lengths, *_signs(), batch.spans, batch.owned, size, np.uint64(sample - 1)),
            *(held, kept, GRAM if grams else 0, every, total, count),
        )
        counts.append(count)
    begins = np.cumsum(np.concatenate(counts), axis=0)
    return Fingerprints(
        Keys(hashes=held[:kept], begins=begins[:, 0].copy()),
        Keys(hashes=every[:total], begins=begins[:, 1].copy()),
    )


def _roomy(array: NDArray[Any], size: int) -> NDArray[Any]:
    """The array, or a copy with half as much room again, so that it has ``size``."""
    if len(array) >= size:
        return array
    grown = np.empty(size + size // 2, array.dtype)
    grown[: len(array)] = array
    return grown


def _batches(articles: Sequence[Article], longest: int) -> Iterator[_Batch]:
    """The articles, some at a time, so that no more than a few megabytes are laid out at once."""
    held: list[Article] = []
    size = 0
    for article in articles:
        held.append(article)
        size += len(article.text)
        if size >= _BATCH:
            yield _batch(held, longest)
            held, size = [], 0
    if held:
        yield _batch(held, longest)


def _batch(articles: Sequence[Article], longest: int) -> _Batch:
    texts = [article.text[:longest] for article in articles]
    spans = [span for article in articles if article.furniture for span in _disjoint(article)]
    owned = [len(article.furniture) for article in articles]
    return _Batch(
        buffer=np.frombuffer("\n".join([*texts, ""]).encode("utf-8", "surrogatepass"), np.uint8),
        lengths=np.fromiter(map(len, texts), np.int64, len(texts)),
        spans=np.array(spans, np.int64).reshape(-1, 2),
        owned=np.cumsum([0, *owned], dtype=np.int64),
    )


def _disjoint(article: Article) -> list[tuple[int, int]]:
    """The furniture in order, each stretch cut where one before it reaches into it."""
    found = sorted((f.start, f.end) for f in article.furniture)
    reach = [0]
    for _, end in found:
        reach.append(max(reach[-1], end))
    return [(max(start, before), now) for (start, _), (before, now) in zip(found, pairwise(reach), strict=True)]


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


def grams(words: Hashes, size: int) -> Hashes:
    """The hash of every run of ``size`` words, in order; empty for a shorter text."""
    out = np.empty(max(0, len(words) - size + 1), np.uint64)
    kernels.rolled(words, len(words), size, out)
    return out


def own_grams(words: Stream, hidden: Flags) -> Hashes:
    """The distinct 5-grams, sorted, that hold no ``hidden`` word."""
    hashes = grams(words.words, GRAM)
    if not len(hashes):
        return hashes
    total = np.concatenate(([0], np.cumsum(hidden)))
    clear = total[GRAM:] == total[:-GRAM]
    return distinct(hashes[clear])


def joined(parts: Sequence[NDArray[np.unsignedinteger]]) -> Keys:
    """The hashes of many articles, one after the other."""
    begins = np.cumsum([0, *map(len, parts)], dtype=np.int64)
    return Keys(hashes=np.concatenate(parts) if parts else np.zeros(0, np.uint64), begins=begins)
