"""Articles as word hashes with places, and as sampled n-gram hashes: all of it in compiled loops.

A word is folded as in ``text.fold``: lower case, no possessive ending, "U.S." and "US" alike, "100,000" one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique import text
from communique.copies.kernels.signs import COMMA, DIGIT, LETTER, MARK, STOP
from communique.data import Article

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

GRAM = 5  # words in a gram for judging: the length on which the thresholds were measured
SEARCH_GRAM = 8  # words in a gram for searching: rare enough to be nobody's phrase
_BATCH = 4_000_000  # bytes of text read at a time
_REPETITIVE = 4  # sampled grams to each distinct one: then a text mostly repeats itself


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
    """The grams of many articles: those of the n-th are ``hashes[begins[n]:begins[n + 1]]``."""

    hashes: Hashes
    begins: Places

    def __len__(self) -> int:
        return len(self.begins) - 1


class _Signs(NamedTuple):
    kinds: NDArray[np.uint8]
    fold: NDArray[np.uint32]


class _Batch(NamedTuple):
    """Texts as the kernels take them: see :func:`kernels.sampled`."""

    buffer: NDArray[np.uint8]
    begins: Places
    spans: NDArray[np.int64]
    owned: Places


@cache
def _signs() -> _Signs:
    """For each code point of the basic plane: what it is to a word, and its folded form."""
    signs = [chr(code) for code in range(0x10000)]
    fold = np.array([ord(s.lower()) if len(s.lower()) == 1 else ord(s) for s in signs], dtype=np.uint32)
    kinds = np.array([s.isalnum() * (DIGIT if s.isdigit() else LETTER) for s in signs], dtype=np.uint8)
    for sign in "'" + text.APOSTROPHES:
        kinds[ord(sign)] = MARK
    kinds[ord(".")] = STOP
    kinds[ord(",")] = COMMA
    return _Signs(kinds, fold)


def stream(article: Article, longest: int) -> Stream:
    """The words of the story: those that no furniture span touches, in the first ``longest`` characters."""
    from communique.copies import kernels

    batch = _batch([article], longest)
    room = len(batch.buffer) // 2 + 1
    words, starts, ends = np.empty(room, np.uint64), np.empty(room, np.int32), np.empty(room, np.int32)
    many = kernels.read(batch.buffer, 0, len(batch.buffer), *_signs(), batch.spans, 0, words, starts, ends)
    return Stream(words=words[:many].copy(), starts=starts[:many].copy(), ends=ends[:many].copy())


def keys(articles: Sequence[Article], longest: int, *, size: int, sample: int) -> Keys:
    """The grams of ``size`` words of each article's story of which one in ``sample`` (a power of two) is kept.

    An article that mostly repeats itself (a line a thousand times) has none: it says nothing about copying.
    """
    from communique.copies import kernels

    kept: list[Hashes] = [np.zeros(0, np.uint64)]
    sizes: list[Places] = [np.zeros(1, np.int64)]
    for batch in _batches(articles, longest):
        out = np.empty(len(batch.buffer) // 2 + 1, np.uint64)
        counts = np.empty((len(batch.begins) - 1, 3), np.int64)
        many = kernels.sampled(
            batch.buffer, batch.begins, *_signs(), batch.spans, batch.owned, size, np.uint64(sample - 1), out, counts
        )
        dull = (counts[:, 2] >= _REPETITIVE * counts[:, 0]) & (counts[:, 1] >= 100)
        kept.append(out[:many][~np.repeat(dull, counts[:, 0])])
        sizes.append(np.where(dull, 0, counts[:, 0]))
    return Keys(hashes=np.concatenate(kept), begins=np.cumsum(np.concatenate(sizes)))


def every_gram(articles: Sequence[Article], longest: int) -> Keys:
    """All 5-grams of each article's story, as they come: neither sorted nor distinct."""
    from communique.copies import kernels

    kept: list[Hashes] = [np.zeros(0, np.uint64)]
    sizes: list[Places] = [np.zeros(1, np.int64)]
    for batch in _batches(articles, longest):
        out = np.empty(len(batch.buffer) // 2 + 1, np.uint64)
        counts = np.empty(len(batch.begins) - 1, np.int64)
        many = kernels.all_grams(batch.buffer, batch.begins, *_signs(), batch.spans, batch.owned, GRAM, out, counts)
        kept.append(out[:many].copy())
        sizes.append(counts)
    return Keys(hashes=np.concatenate(kept), begins=np.cumsum(np.concatenate(sizes)))


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
    texts = [article.text[:longest].encode("utf-8", "surrogatepass") for article in articles]
    spans = [span for article in articles for span in _disjoint(article)]
    owned = [len(article.furniture) for article in articles]
    return _Batch(
        buffer=np.frombuffer(b"".join(texts), np.uint8),
        begins=np.cumsum([0, *map(len, texts)], dtype=np.int64),
        spans=np.array(spans, np.int64).reshape(-1, 2),
        owned=np.cumsum([0, *owned], dtype=np.int64),
    )


def _disjoint(article: Article) -> list[tuple[int, int]]:
    """The furniture in order, each stretch cut where one before it reaches into it."""
    if not article.furniture:
        return []
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
    from communique.copies import kernels

    out = np.empty(max(0, len(words) - size + 1), np.uint64)
    kernels.rolled(words, 0, len(words), size, out)
    return out


def own_grams(words: Stream, hidden: Flags) -> Hashes:
    """The distinct 5-grams, sorted, that hold no ``hidden`` word."""
    hashes = grams(words.words, GRAM)
    if not len(hashes):
        return hashes
    total = np.concatenate(([0], np.cumsum(hidden)))
    clear = total[GRAM:] == total[:-GRAM]
    return np.unique(hashes[clear])
