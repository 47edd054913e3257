"""Which pairs of articles are worth comparing: an index of sampled n-gram hashes, linear in its postings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from communique.copies.fingerprints import Keys, Places
from communique.data import Article

Pairs = NDArray[np.int32]
_NEVER = 1 << 30  # the day of what has no date: later than any
_OWNER_BITS = 24  # of a packed posting: sixteen million articles; the other 40 bits are of the hash


def pairs(
    keys: Keys,
    days: Places,
    *,
    hits: int,
    near: int,
    span: int,
    share: float,
    best: int,
    star: bool = True,
) -> Pairs:
    """Rows (i, j, shared), i < j, sorted by j and i, of articles that share at least ``hits`` of their keys.

    Give the earliest article first; ``days`` are their days of publication (:func:`days`). For each key an article
    meets the ``near`` articles next before it that have it, and the first one of the ``span`` days before it: so a
    story with a thousand reprints does not lose itself, and the work grows with the postings and no faster. Without
    ``star`` a key that more than ``near`` earlier articles have counts for nothing.
    What is shared must also be ``share`` of the keys of the shorter article, and among the ``best`` such shares of
    the later one.
    """
    from communique.copies import kernels

    runs, owners = _postings(keys)
    places = np.empty(len(owners), np.int64)
    kernels.places(owners, keys.begins, places)
    since = np.where(days == _NEVER, -1, days - span)
    everybody = np.arange(len(keys))
    index = (runs, owners, places, keys.begins)
    return kernels.met(index, since, days, everybody, hits, near, star, share, best)


def days(articles: Sequence[Article]) -> Places:
    """The day on which each article was published, counted from the year 1; undated ones come after all others."""
    return np.array([_day(article.published) for article in articles], np.int64)


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat(f"{published}-01-01"[:10]).toordinal() if published else _NEVER
    except ValueError:  # "2031-02-30", or whatever else an article may say of itself
        return _NEVER


def _postings(keys: Keys) -> tuple[Places, NDArray[np.int32]]:
    """The postings in order of gram and then of owner: where the run of its gram begins, and whose each is.

    Hash and owner are packed into one number, because one array sorts much faster than two. What the hash loses by it
    joins two grams once in a million million pairs; candidates are counted exactly afterwards.
    """
    shift = np.uint64(_OWNER_BITS)
    owners = np.repeat(np.arange(len(keys), dtype=np.uint64), np.diff(keys.begins))
    packed = (keys.hashes >> shift << shift) | owners
    packed.sort()
    hashes = packed >> shift
    new = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, np.int64)
    runs = np.repeat(new, np.diff(np.concatenate((new, [len(hashes)]))))
    return runs, (packed & np.uint64((1 << _OWNER_BITS) - 1)).astype(np.int32)
