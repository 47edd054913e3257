"""Tellings that may be one act are joined, the likeliest pairs first.

A pair is joined only where what its two ends have come to be can be one act as a whole. Two moves of one article that
differ in words stay apart whatever else agrees: their author told two acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.record.likeness import days_apart, days_fit
from communique.record.tellings import Order, Telling
from communique.record.weighing import Weighing

COPIED = "copied passage"
_SPREAD = 2  # an act may be told for so many windows after its first report, unless its day is told
_WITNESSES = 4  # of a larger cluster so many tellings are asked whether a newcomer fits
_APART = -2.0  # the log-odds of two tellings that cannot be one act
_LEEWAY = 0.25  # by so much a cluster's tellings may, on the whole, be less likely one act than the pair that joins it


class Link(NamedTuple):
    """Two tellings that may be one act: how likely, and why."""

    weight: float
    one: Order
    other: Order
    reason: str


@dataclass(slots=True, eq=False)
class Cluster:
    """An event in the making: its tellings in order of publication."""

    members: list[Telling]
    articles: dict[str, list[Telling]] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, members: Iterable[Telling], reasons: Iterable[str] = ()) -> Cluster:
        """A cluster of these tellings, which are in order."""
        made = cls(list(members), reasons=set(reasons))
        for telling in made.members:
            made.articles.setdefault(telling.move.article_id, []).append(telling)
            if telling.move.when:
                made.days.add(telling.move.when)
        return made


class Joining:
    """Joins what links hold together."""

    def __init__(self, weighing: Weighing) -> None:
        self._weighing = weighing

    def joined(self, clusters: Sequence[Cluster], links: Iterable[Link]) -> list[Cluster]:
        """What the clusters have become, in order of their first telling."""
        home = {telling.order: cluster for cluster in clusters for telling in cluster.members}
        for link in sorted(links, key=lambda k: (-k.weight, k.one, k.other)):
            one, other = home[link.one], home[link.other]
            if one is other:
                one.reasons.add(link.reason)
            elif self._fit(one, other, copied=link.reason == COPIED):
                _merge(home, one, other, link.reason)
        whole = {cluster.members[0].order: cluster for cluster in home.values()}
        return [cluster for _, cluster in sorted(whole.items())]

    def _fit(self, one: Cluster, other: Cluster, *, copied: bool) -> bool:
        """Whether two clusters can be one act as a whole."""
        if not all(
            self._weighing.repeats(a, b)
            for article in one.articles.keys() & other.articles.keys()
            for a in one.articles[article]
            for b in other.articles[article]
        ):
            return False
        if copied:
            return True
        if not all(days_fit(a, b) for a in one.days for b in other.days):
            return False
        return self._near(one, other) and self._agree(one, other)

    def _near(self, one: Cluster, other: Cluster) -> bool:
        """Whether the first reports of two clusters are not too far apart to tell one act, where no day is told."""
        first, second = one.members[0], other.members[0]
        apart = days_apart(first.published, second.published)
        dated = bool(one.days & other.days) or (first.move.history and second.move.history)
        return dated or apart is None or apart <= _SPREAD * self._weighing.options.window

    def _agree(self, one: Cluster, other: Cluster) -> bool:
        """Whether the tellings of two clusters, on the whole, are likelier one act than not."""
        weighing = self._weighing
        pairs = [(a, b) for a in _witnesses(one) for b in _witnesses(other) if weighing.comparable(a, b)]
        weights = [_APART if (weight := weighing.kin.score(a, b)) is None else weight for a, b in pairs]
        return not weights or sum(weights) / len(weights) >= weighing.options.least - _LEEWAY


def _merge(home: dict[Order, Cluster], one: Cluster, other: Cluster, reason: str) -> None:
    if len(one.members) < len(other.members):
        one, other = other, one
    one.members = sorted([*one.members, *other.members], key=lambda t: t.order)
    for article, told in other.articles.items():
        one.articles[article] = one.articles.get(article, []) + told
    one.days |= other.days
    one.reasons |= {*other.reasons, reason}
    for telling in other.members:
        home[telling.order] = one


def _witnesses(cluster: Cluster) -> list[Telling]:
    """The first tellings of a cluster in words of their own."""
    found: dict[object, Telling] = {}
    for telling in cluster.members:
        found.setdefault((telling.words, telling.move.code, telling.move.when), telling)
        if len(found) == _WITNESSES:
            break
    return list(found.values())
