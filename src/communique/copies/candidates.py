"""Which pairs of articles are worth comparing: an index of sampled n-gram hashes, linear in its postings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from communique.copies import kernels
from communique.copies.fingerprints import Hashes, Keys, Places, joined
from communique.copies.known import distinct
from communique.data import Article

Pairs = NDArray[np.int32]
NEVER = 1 << 30  # the day of what has no date: later than any
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
    postings = packed(keys)
    sizes = np.bincount(owners(postings), minlength=len(keys))
    return _met(postings, sizes, days, hits=hits, near=near, span=span, share=share, best=best, star=star)


def _met(
    postings: Hashes,
    sizes: Places,
    days: Places,
    *,
    hits: int,
    near: int,
    span: int,
    share: float,
    best: int,
    star: bool = True,
    first: int = 0,
) -> Pairs:
    """Whom the owners from ``first`` on meet by these postings, which are sorted; for the rest see :func:`pairs`."""
    index = kernels.runs(postings, _OWNER_BITS, len(sizes))
    index[3][:first] = index[3][first]  # of the others no posting is looked at
    since = np.where(days == NEVER, -1, days - span)
    return kernels.met(index, sizes, since, days, hits, near, star, share, best)


class Met:
    """Which articles meet, from one time to the next.

    An article meets only some that come before it: of those that stand before all that is new nothing is asked again.
    """

    def __init__(self) -> None:
        self._numbers = np.zeros(0, np.int64)
        self._postings: Hashes = np.zeros(0, np.uint64)
        self._sizes: Places = np.zeros(0, np.int64)
        self._days: Places = np.zeros(0, np.int64)
        self._pairs: Pairs = np.zeros((0, 3), np.int32)

    def pairs(
        self,
        keys: Mapping[int, NDArray[np.unsignedinteger]],
        numbers: Places,
        articles: Sequence[Article],
        *,
        hits: int,
        near: int,
        span: int,
        share: float,
        best: int,
    ) -> Pairs:
        """The rows of :func:`pairs` of the articles, whose keys are given by their ``numbers``."""
        known = min(len(numbers), len(self._numbers))
        same = int(np.argmin(np.append(numbers[:known] == self._numbers[:known], False)))
        before = self._postings
        if same < len(self._numbers):
            before = before[before & np.uint64((1 << _OWNER_BITS) - 1) < np.uint64(same)]
        fresh = packed(joined([keys[n] for n in numbers[same:].tolist()]), first=same)
        sizes = np.bincount(owners(fresh) - same, minlength=len(numbers) - same)
        self._sizes = np.concatenate((self._sizes[:same], sizes))
        self._days = np.concatenate((self._days[:same], days(articles[same:])))
        asked = _merged(_beside(before, fresh), fresh)
        found = _met(
            asked, self._sizes, self._days, hits=hits, near=near, span=span, share=share, best=best, first=same
        )
        self._pairs = np.concatenate((self._pairs[self._pairs[:, 1] < same], found))
        self._postings = _merged(before, fresh)
        self._numbers = numbers
        return self._pairs


def _merged(some: Hashes, others: Hashes) -> Hashes:
    """Two sorted rows of postings in one."""
    return np.insert(some, np.searchsorted(some, others), others) if len(some) else others


def _beside(postings: Hashes, fresh: Hashes) -> Hashes:
    """Those of sorted postings that have a key with one of the ``fresh`` ones."""
    wanted = distinct(keys(fresh))
    begins = np.searchsorted(postings, wanted)
    many = np.searchsorted(postings, wanted | np.uint64((1 << _OWNER_BITS) - 1), side="right") - begins
    places = np.repeat(begins - np.cumsum(many) + many, many) + np.arange(many.sum())
    beside: Hashes = postings[places]
    return beside


def days(articles: Sequence[Article]) -> Places:
    """The day on which each article was published, counted from the year 1; undated ones come after all others."""
    return np.array([_day(article.published) for article in articles], np.int64)


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat(f"{published}-01-01"[:10]).toordinal() if published else NEVER
    except ValueError:  # "2031-02-30", or whatever else an article may say of itself
        return NEVER


def packed(keys: Keys, first: int = 0) -> Hashes:
    """The postings, sorted, each key and its owner in one number; owners are numbered from ``first`` on.

    One array sorts much faster than two. What the key loses by it joins two grams once in eight thousand million
    pairs; candidates are counted exactly afterwards. An article that mostly repeats itself has no postings.
    """
    postings = kernels.grouped(kernels.packed(keys.hashes, keys.begins, first, _OWNER_BITS), _OWNER_BITS)
    postings, left = kernels.without_doubles(postings, _OWNER_BITS, first, len(keys))
    held = np.diff(keys.begins)
    dull = (held >= _REPETITIVE * left) & (held >= _MANY)
    return postings[~dull[owners(postings) - first]] if dull.any() else postings


def owners(postings: Hashes) -> NDArray[np.int64]:
    """Whose each posting is."""
    return (postings & np.uint64((1 << _OWNER_BITS) - 1)).astype(np.int64)


def keys(postings: Hashes) -> Hashes:
    """What is left of the key of each posting, with the owner's bits 0."""
    return postings >> np.uint64(_OWNER_BITS) << np.uint64(_OWNER_BITS)


def holders(postings: Hashes, wanted: Hashes, near: int) -> NDArray[np.int64]:
    """The owners of each of the ``wanted`` keys among sorted postings: the last ``near`` of them, and the first."""
    begins = np.searchsorted(postings, wanted)
    ends = np.searchsorted(postings, wanted | np.uint64((1 << _OWNER_BITS) - 1), side="right")
    nearest = np.maximum(begins, ends - near)
    places = [np.arange(first, end) for first, end in zip(nearest.tolist(), ends.tolist(), strict=True) if end > first]
    return owners(postings[np.concatenate([begins[begins < nearest], *places])])
