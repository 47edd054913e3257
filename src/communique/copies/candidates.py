"""Which pairs of articles are worth comparing: an index of sampled n-gram hashes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.copies.fingerprints import Hashes, Stream, grams

Pairs = list[tuple[int, int]]
_LOW = np.uint64(0xFFFFFFFF)


def pairs(
    streams: Sequence[Stream], *, size: int, sample: int, hits: int, hot: int, star: bool = True, share: float = 0.0
) -> Pairs:
    """Pairs (i, j), i < j, of streams that share at least ``hits`` sampled grams of ``size`` words.

    They must also number at least ``share`` of the words of the shorter stream.

    A gram in more than ``hot`` streams pairs its first stream with each of the others (so that a story with
    fifty reprints does not lose itself), or nobody where ``star`` is False. Give the earliest article first.
    """
    hashes, owners = _postings(streams, size, sample)
    if not len(hashes):
        return []
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    counts = np.diff(np.concatenate((starts, [len(hashes)])))
    found = [_cold(hashes, owners, np.repeat(counts <= hot, counts), hot)]
    if star:
        found.append(_hot(owners, starts[counts > hot], counts[counts > hot]))
    keys, shared = np.unique(np.concatenate(found), return_counts=True)
    lengths = np.array([len(words) for words in streams])
    shorter = np.minimum(lengths[(keys >> np.uint64(32)).astype(np.int64)], lengths[(keys & _LOW).astype(np.int64)])
    keys = keys[(shared >= hits) & (shared >= share * shorter)]
    return [(int(key) >> 32, int(key) & 0xFFFFFFFF) for key in keys]


def _postings(streams: Sequence[Stream], size: int, sample: int) -> tuple[Hashes, NDArray[np.uint64]]:
    kept: list[Hashes] = []
    for words in streams:
        hashes = np.unique(grams(words.words, size))
        kept.append(hashes[hashes % np.uint64(sample) == 0] if sample > 1 else hashes)
    if not kept:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    owners = np.repeat(np.arange(len(kept), dtype=np.uint64), [len(k) for k in kept])
    hashes = np.concatenate(kept)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], owners[order]


def _cold(hashes: Hashes, owners: NDArray[np.uint64], cold: NDArray[np.bool_], hot: int) -> NDArray[np.uint64]:
    hashes, owners = hashes[cold], owners[cold]
    found = [np.zeros(0, np.uint64)]
    at = np.arange(len(hashes))
    for step in range(1, hot):
        at = at[at + step < len(hashes)]
        at = at[hashes[at] == hashes[at + step]]
        if not len(at):
            break
        found.append((owners[at] << np.uint64(32)) | owners[at + step])
    return np.concatenate(found)


def _hot(owners: NDArray[np.uint64], starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.uint64]:
    found = [np.zeros(0, np.uint64)]
    for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
        found.append((owners[start] << np.uint64(32)) | owners[start + 1 : start + count])
    return np.concatenate(found)
