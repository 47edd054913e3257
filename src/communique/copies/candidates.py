"""Which pairs of articles are worth comparing: an index of sampled n-gram hashes, read in blocks of bounded size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies.fingerprints import Flags, Hashes, Places, Stream, grams

Pairs = list[tuple[int, int]]
_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_BLOCK = 100_000  # postings whose pairs are counted at a time


class _Index(NamedTuple):
    """The postings, sorted by hash and then by owner: which stream (``owners``) holds which gram (``hashes``).

    ``sizes`` is how many grams each stream has in it.
    """

    hashes: Hashes
    owners: Hashes
    sizes: Places


class _Counted(NamedTuple):
    """Pairs as ``first << 32 | second`` and how many grams each shares."""

    keys: Hashes
    shared: Places


def pairs(
    streams: Sequence[Stream],
    *,
    size: int,
    sample: int,
    hits: int,
    hot: int,
    share: float,
    best: int,
    star: bool = True,
) -> Pairs:
    """Pairs (i, j), i < j, of streams that share at least ``hits`` sampled grams of ``size`` words.

    They must also number at least ``share`` of the sampled grams of the shorter stream, and be among the ``best``
    such shares of one of the two, so that the pairs grow no faster than the streams.

    A gram in more than ``hot`` streams pairs its first stream with each of the others (so that a story with
    fifty reprints does not lose itself), or nobody where ``star`` is False. Give the earliest article first.
    """
    index = _postings(streams, size, sample)
    found = _counted(index, hits, hot, star)
    first, second = (found.keys >> _SHIFT).astype(np.int64), (found.keys & _LOW).astype(np.int64)
    shares = found.shared / np.maximum(1, np.minimum(index.sizes[first], index.sizes[second]))
    enough = shares >= share
    first, second, shares = first[enough], second[enough], shares[enough]
    kept = _best(first, second, shares, best)
    return list(zip(first[kept].tolist(), second[kept].tolist(), strict=True))


def _postings(streams: Sequence[Stream], size: int, sample: int) -> _Index:
    kept: list[Hashes] = [np.zeros(0, np.uint64)]
    for words in streams:
        hashes = np.unique(grams(words.words, size))
        kept.append(hashes[hashes % np.uint64(sample) == 0] if sample > 1 else hashes)
    sizes = np.array([len(hashes) for hashes in kept[1:]], np.int64)
    hashes = np.concatenate(kept)
    order = np.argsort(hashes, kind="stable")
    owners = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
    return _Index(hashes[order], owners[order], sizes)


def _counted(index: _Index, hits: int, hot: int, star: bool) -> _Counted:
    """How many grams each pair shares that shares at least ``hits``."""
    found = [_Counted(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    if len(index.hashes):
        starts = np.flatnonzero(np.concatenate(([True], index.hashes[1:] != index.hashes[:-1])))
        holders = np.diff(np.concatenate((starts, [len(index.hashes)])))
        first = np.repeat(starts, holders)  # of each posting, where its gram begins
        cold = np.repeat(holders <= hot, holders)
        for block in _blocks(index.owners):
            keys = [_cold(index, block[cold[block]], hot)]
            if star:
                late = block[~cold[block] & (first[block] < block)]
                keys.append((index.owners[first[late]] << _SHIFT) | index.owners[late])
            counted, shared = np.unique(np.concatenate(keys), return_counts=True)
            found.append(_Counted(counted[shared >= hits], shared[shared >= hits]))
    return _Counted(np.concatenate([part.keys for part in found]), np.concatenate([part.shared for part in found]))


def _blocks(owners: Hashes) -> Iterator[Places]:
    """The postings by their owners, some whole owners at a time."""
    order = np.argsort(owners, kind="stable")
    ends = np.cumsum(np.bincount(owners.astype(np.int64)))
    begin = 0
    while begin < len(order):
        at = int(np.searchsorted(ends, begin + _BLOCK, side="right"))
        end = int(ends[min(at, len(ends) - 1)])
        yield order[begin:end]
        begin = end


def _cold(index: _Index, late: Places, hot: int) -> Hashes:
    """Each posting of ``late`` with those of its gram that have an earlier owner."""
    found = [np.zeros(0, np.uint64)]
    for step in range(1, hot):
        late = late[late >= step]
        late = late[index.hashes[late] == index.hashes[late - step]]
        if not len(late):
            break
        found.append((index.owners[late - step] << _SHIFT) | index.owners[late])
    return np.concatenate(found)


def _best(first: Places, second: Places, shares: NDArray[np.float64], best: int) -> Places:
    """Which pairs are among the ``best`` of one of their streams, in order; of equal ones the earlier partner."""
    owner, partner = np.concatenate((first, second)), np.concatenate((second, first))
    order = np.lexsort((partner, -np.concatenate((shares, shares)), owner))
    rank = np.arange(len(order)) - np.searchsorted(owner[order], owner[order], side="left")
    kept: Flags = np.zeros(len(first), np.bool_)
    kept[order[rank < best] % max(1, len(first))] = True
    chosen = np.flatnonzero(kept)
    return chosen[np.lexsort((second[chosen], first[chosen]))]
