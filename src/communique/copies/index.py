"""``Index``: articles kept in mind, so that one more is compared with those that it shares text with and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from communique.copies import candidates
from communique.copies.fingerprints import SEARCH_GRAM, Hashes, Keys, fingerprints
from communique.copies.options import Options
from communique.copies.overlaps import Overlaps, counted
from communique.data import Article

_DEFAULTS = Options()
_RECENT = 500_000  # postings that wait to be sorted in among the others


class Index:
    """For articles that come one by one, as from a feed: what each shares with those that came before it.

    Articles are known by their numbers in order of arrival. Those of more than ``window`` days before the latest are
    forgotten when the index is next sorted (none where it is None, and undated ones never), so that it stays bounded.
    By one key an article meets the ``near`` articles that came last before it, and the first (:class:`Options`).
    """

    def __init__(
        self, articles: Iterable[Article] = (), *, window: int | None = None, options: Options = _DEFAULTS
    ) -> None:
        self.options = options
        self.window = window
        self._sorted = np.zeros(0, np.uint64)  # postings by key, then by number
        self._recent: list[Hashes] = []
        self._sizes: list[int] = []
        self._days: list[int] = []
        self._grams: list[NDArray[np.unsignedinteger]] = []
        self._keep(list(articles))
        self._settle()

    def __len__(self) -> int:
        """How many articles were ever added."""
        return len(self._sizes)

    def add(self, article: Article, *, least: float = 0.05) -> Overlaps:
        """Keep one more article, and say which of those before it share ``least`` of the shorter one's 5-grams with it.

        ``second`` is the number of the new article in every row.
        """
        number = len(self)
        partners = self._partners(self._keep([article]), number)
        grams = [self._grams[one] for one in (*partners.tolist(), number)]
        held = Keys(hashes=np.concatenate(grams), begins=np.cumsum([0, *map(len, grams)]))
        found = counted(held, np.arange(len(partners)), np.full(len(partners), len(partners)), least)
        if sum(map(len, self._recent)) > _RECENT:
            self._settle()
        return found._replace(first=partners[found.first], second=np.full(len(found.first), number))

    def _keep(self, articles: Sequence[Article]) -> Hashes:
        """Take articles in; their postings."""
        made = fingerprints(articles, self.options.longest, size=SEARCH_GRAM, sample=self.options.sample, grams=True)
        begins = made.grams.begins.tolist()
        self._grams += [made.grams.hashes[begins[n] : begins[n + 1]] for n in range(len(articles))]
        packed = candidates.packed(made.keys, first=len(self))
        sizes = np.bincount(candidates.owners(packed) - len(self), minlength=len(articles))
        self._sizes += sizes.tolist()
        self._days += candidates.days(articles).tolist()
        self._recent.append(packed)
        return packed

    def _partners(self, postings: Hashes, number: int) -> NDArray[np.int64]:
        """The earlier articles that share enough keys with the one that has these postings, in order."""
        keys = candidates.keys(postings)
        met = [candidates.holders(each, keys, self.options.near) for each in (self._sorted, *self._recent[:-1])]
        partners, shared = np.unique(np.concatenate(met), return_counts=True)
        sizes = np.minimum(np.array(self._sizes, np.int64)[partners], self._sizes[number])
        enough = (shared >= self.options.hits) & (shared >= self.options.share * sizes)
        shares = shared[enough] / sizes[enough]
        return np.sort(partners[enough][np.argsort(-shares, kind="stable")[: self.options.best]])

    def _settle(self) -> None:
        """Sort the recent postings in, and forget what is out of the window."""
        postings = np.sort(np.concatenate([self._sorted, *self._recent]))
        if self.window is not None:
            days = np.array(self._days, np.int64)
            latest = max((day for day in self._days if day != candidates.NEVER), default=0)
            postings = postings[days[candidates.owners(postings)] >= latest - self.window]
        self._sorted, self._recent = postings, []
