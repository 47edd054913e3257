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
_REPETITIVE = 4  # keys to each distinct one: then an article mostly repeats itself, and says nothing about copying ...
_MANY = 12  # ... if it has at least so many
_OWNER_BITS = 24  # of a packed posting: sixteen million articles


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
    ``star`` a key that more than ``near`` earlier articles have counts for nothing. An article that mostly repeats
    itself (a line a thousand times) meets nobody. What is shared must also be ``share`` of the keys of the shorter
    article, and among the ``best`` such shares of the later one.
    """
    from communique.copies import kernels

    runs, owners, begins = _postings(keys)
    places = np.empty(len(owners), np.int32)
    kernels.places(owners, begins, places)
    since = np.where(days == _NEVER, -1, days - span)
    everybody = np.arange(len(keys))
    return kernels.met((runs, owners, places, begins), since, days, everybody, hits, near, star, share, best)


def days(articles: Sequence[Article]) -> Places:
    """The day on which each article was published, counted from the year 1; undated ones come after all others."""
    return np.array([_day(article.published) for article in articles], np.int64)


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat(f"{published}-01-01"[:10]).toordinal() if published else _NEVER
    except ValueError:  # "2031-02-30", or whatever else an article may say of itself
        return _NEVER


def _postings(keys: Keys) -> tuple[NDArray[np.int32], NDArray[np.int32], Places]:
    """The postings in order of key and then of owner: where the run of its key begins, and whose each is.

    Also how many postings there are before those of each owner.
    Key and owner are packed into one number, because one array sorts much faster than two. What the key loses by it
    joins two grams once in eight thousand million pairs; candidates are counted exactly afterwards.
    """
    from communique.copies import kernels

    held = np.diff(keys.begins)
    packed = kernels.grouped(kernels.packed(keys.hashes, keys.begins, _OWNER_BITS), _OWNER_BITS)
    runs, owners, distinct = kernels.runs(packed, _OWNER_BITS, len(keys))
    dull = (held >= _REPETITIVE * distinct) & (held >= _MANY)
    if dull.any():
        lively = ~dull[(packed & np.uint64((1 << _OWNER_BITS) - 1)).astype(np.int64)]
        runs, owners, distinct = kernels.runs(packed[lively], _OWNER_BITS, len(keys))
    return runs, owners, np.concatenate(([0], np.cumsum(distinct)))
