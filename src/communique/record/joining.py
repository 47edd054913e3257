"""Tellings that may be one act are joined, the likeliest pairs first.

A pair is joined only where what its two ends have come to be can be one act as a whole. Two moves of one article that
differ in words stay apart whatever else agrees: their author told two acts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from communique.record.likeness import days_apart, days_fit
from communique.record.tellings import Order, Telling
from communique.record.weighing import Weighing

COPIED = "copied passage"
_SPREAD = 2  # an act may be told for so many windows after its first report, unless its day is told
_WITNESSES = 4  # of a larger cluster so many tellings are asked whether a newcomer fits
_APART = -2.0  # the log-odds of two tellings that cannot be one act
_LEEWAY = 0.25  # by so much a cluster's tellings may, on the whole, be less likely one act than the pair that joins it


class Link(NamedTuple):
    """Two tellings that may be one act: how unlikely (log-odds), so that the likeliest come first, and why."""

    unlikely: float
    one: Order
    other: Order
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """An event in the making: its tellings in order of publication, also by article, and the days that they tell."""

    members: tuple[Telling, ...]
    articles: Mapping[str, tuple[Telling, ...]]
    days: frozenset[str]

    @classmethod
    def of(cls, members: Iterable[Telling]) -> Cluster:
        """A cluster of these tellings, which are in order."""
        told = tuple(members)
        articles: dict[str, tuple[Telling, ...]] = {}
        for telling in told:
            articles[telling.move.article_id] = (*articles.get(telling.move.article_id, ()), telling)
        return cls(told, articles, frozenset(t.move.when for t in told if t.move.when))

    def with_other(self, other: Cluster) -> Cluster:
        """Both in one."""
        articles = {**self.articles, **other.articles}
        for article in self.articles.keys() & other.articles.keys():
            articles[article] = self.articles[article] + other.articles[article]
        members = tuple(sorted((*self.members, *other.members), key=lambda t: t.order))
        return Cluster(members, articles, self.days | other.days)


Key = TypeVar("Key", bound=Hashable)


class Whole(NamedTuple, Generic[Key]):
    """What some of the clusters, by their keys, have become together, and why."""

    cluster: Cluster
    parts: Sequence[Key]
    reasons: frozenset[str]


Tried = dict[tuple[Cluster, Cluster], "Cluster | None"]
"""What came of two clusters: what they are together, or None where they are no one act."""


Linked = Mapping[Order, Mapping[Order, "Link | None"]]
"""The links of tellings to earlier ones."""


class Joining:
    """Joins what links hold together."""

    def __init__(self, weighing: Weighing) -> None:
        self._weighing = weighing

    def joined(
        self,
        clusters: Mapping[Key, Cluster],
        links: Iterable[Link],
        home: Mapping[Order, Key],
        linked: Linked | None = None,
        tried: Tried | None = None,
    ) -> list[Whole[Key]]:
        """What the clusters have become, in order of their first telling; what was ``tried`` is not tried again.

        ``home`` has the key of the cluster of each telling that is linked, ``linked`` all links that are known.
        """
        tried = {} if tried is None else tried
        heap = _Heap(clusters)
        reasons: set[tuple[Key, str]] = set()
        for _, left, right, reason in sorted(links):
            one, other = heap.top(home[left]), heap.top(home[right])
            if one != other:
                first, second = heap.clusters[one], heap.clusters[other]
                if (first, second) not in tried:
                    tried[first, second] = self._both(first, second, None if reason == COPIED else linked or {})
                made = tried[first, second]
                if made is None:
                    continue
                heap.join(one, other, made)
            reasons.add((one, reason))
        return heap.wholes(reasons)

    def _both(self, one: Cluster, other: Cluster, linked: Linked | None) -> Cluster | None:
        return one.with_other(other) if self._fit(one, other, linked) else None

    def _fit(self, one: Cluster, other: Cluster, linked: Linked | None) -> bool:
        """Whether two clusters can be one act as a whole; copies, for which no links are given, need not be alike."""
        if not all(
            self._weighing.repeats(a, b)
            for article in one.articles.keys() & other.articles.keys()
            for a in one.articles[article]
            for b in other.articles[article]
        ):
            return False
        if linked is None:
            return True
        if not all(days_fit(a, b) for a in one.days for b in other.days):
            return False
        return self._near(one, other) and self._agree(one, other, linked)

    def _near(self, one: Cluster, other: Cluster) -> bool:
        """Whether the first reports of two clusters are not too far apart to tell one act, where no day is told."""
        first, second = one.members[0], other.members[0]
        apart = days_apart(first.published, second.published)
        dated = bool(one.days & other.days) or (first.move.history and second.move.history)
        return dated or apart is None or apart <= _SPREAD * self._weighing.options.window

    def _agree(self, one: Cluster, other: Cluster, linked: Linked) -> bool:
        """Whether the tellings of two clusters, on the whole, are likelier one act than not."""
        weighing = self._weighing
        ours, theirs = _witnesses(one), _witnesses(other)
        pairs = [(a, b) for a in ours for b in theirs if weighing.comparable(a, b)]
        odds = [self._odds(a, b, linked) for a, b in pairs]
        # summed exactly: the same in any order
        return not odds or math.fsum(odds) / len(odds) >= weighing.options.least - _LEEWAY

    def _odds(self, a: Telling, b: Telling, linked: Linked) -> float:
        """How likely two tellings are one act, which their link tells where they have one."""
        first, second = (a.order, b.order) if a.order < b.order else (b.order, a.order)
        link = linked[second].get(first) if second in linked else None
        known = self._weighing.kin.score(a, b) if link is None else -link.unlikely
        return _APART if known is None else known


class _Heap(Generic[Key]):
    """Clusters while they are joined."""

    def __init__(self, clusters: Mapping[Key, Cluster]) -> None:
        self.clusters = dict(clusters)
        self._above: dict[Key, Key] = {}

    def top(self, key: Key) -> Key:
        """The key of what a cluster has become."""
        above = self._above
        while (higher := above.get(key)) is not None:
            above[key] = above.get(higher, higher)
            key = higher
        return key

    def join(self, one: Key, other: Key, made: Cluster) -> None:
        """Put ``made`` in place of two."""
        self._above[other] = one
        self.clusters[one] = made

    def wholes(self, reasons: Iterable[tuple[Key, str]]) -> list[Whole[Key]]:
        """What there is now, in order of the first telling; ``reasons`` are those of what has come to each key."""
        parts: dict[Key, list[Key]] = defaultdict(list)
        for key in self.clusters:
            parts[self.top(key)].append(key)
        why: dict[Key, set[str]] = defaultdict(set)
        for key, reason in reasons:
            why[self.top(key)].add(reason)
        found = (Whole(self.clusters[top], keys, frozenset(why[top])) for top, keys in parts.items())
        return sorted(found, key=lambda whole: whole.cluster.members[0].order)


def _witnesses(cluster: Cluster) -> list[Telling]:
    """The first tellings of a cluster in words of their own."""
    found: dict[object, Telling] = {}
    for telling in cluster.members:
        found.setdefault((telling.words, telling.move.code, telling.move.when), telling)
        if len(found) == _WITNESSES:
            break
    return list(found.values())
