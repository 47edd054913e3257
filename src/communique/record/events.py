"""Which moves are one act: same side, same kind of act, and words, issue, day or copied passage that agree.

The likeliest pairs are joined first, and a pair is joined only where what its two ends have come to be can be one act
as a whole. Two moves of one article that differ in words stay apart whatever else agrees: their author told two acts.
Meetings are known by who and when instead: a text that speaks of "the talks" five times tells of one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.data import Actor, Article, Copy, Event, Move, digest
from communique.record.candidates import candidates
from communique.record.kinship import Kinship, kinship
from communique.record.likeness import days_apart, days_fit
from communique.record.passages import copied_pairs
from communique.record.support import Voices
from communique.record.tellings import Telling, tellings

COPIED = "copied passage"
_ALL_SAME = 0.995  # likeness from which two bags of words are the same
_SPREAD = 2  # an act may be told for so many windows after its first report, unless its day is told
_WITNESSES = 4  # of a larger cluster so many tellings are asked whether a newcomer fits


_APART = -2.0  # the log-odds of two tellings that cannot be one act
_LEEWAY = 0.25  # by so much a cluster's tellings may, on the whole, be less likely one act than the pair that joins it


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When two moves are one act.

    ``least``: how much likelier than not (in log-odds) it must be. ``within_article``: likeness of words below which
    two moves of one article are two acts, ``on_issue`` the same where code, speaker and issue agree.
    ``window``: days between two reports that may still tell one undated act.
    """

    least: float = 0.0
    within_article: float = 0.6
    on_issue: float = 0.35
    window: int = 3


class _Link(NamedTuple):
    """Two tellings that may be one act: how likely, and why."""

    weight: float
    one: int
    other: int
    reason: str


@dataclass(slots=True)
class _Cluster:
    """An event in the making: its tellings by number, in order of publication."""

    members: list[int]
    articles: dict[str, list[int]]
    days: set[str]
    reasons: set[str] = field(default_factory=set)


class Grouping:
    """Puts moves together into events."""

    def __init__(
        self,
        moves: Iterable[Move],
        copies: Iterable[Copy],
        articles: Mapping[str, Article],
        actors: tuple[Actor, ...],
        options: Options,
    ) -> None:
        self._options = options
        self._told = tellings(moves, articles, actors)
        self._number = {t.move.id: n for n, t in enumerate(self._told)}
        self._kin: Kinship = kinship(self._told, actors, options.window)
        self._days: Counter[tuple[str, str | None]] = Counter()
        self._copied = copied_pairs(copies, self._told, articles)
        self._texts: list[frozenset[str]] = []
        self._home = [
            _Cluster([n], {t.move.article_id: [n]}, {t.move.when} if t.move.when else set())
            for n, t in enumerate(self._told)
        ]

    def groups(self) -> list[Group]:
        """The events in the making, in order of their first report."""
        copies = [
            _Link(p.sure, self._number[p.one.move.id], self._number[p.other.move.id], COPIED) for p in self._copied
        ]
        self._join(copies)
        self._texts = [frozenset(cluster.articles) for cluster in self._home]
        self._days = self._known_days()
        self._join(self._links())
        whole = {cluster.members[0]: cluster for cluster in self._home}
        return [Group([self._told[n].move for n in c.members], c.reasons) for _, c in sorted(whole.items())]

    def _known_days(self) -> Counter[tuple[str, str | None]]:
        """How many tell of talks of a side on a day, copies counted once."""
        told = enumerate(self._told)
        return Counter(
            (side, day)
            for side, day, _ in {
                (side, t.move.when, self._home[n].members[0]) for n, t in told if t.family == "MEET" for side in t.sides
            }
        )

    def _links(self) -> Iterator[_Link]:
        """The pairs that may be one act, copies of one telling asked only once."""
        asked: set[tuple[int, object]] = set()
        for one, other in candidates(self._apart(asked), self._kin.sentences):
            found = self._weigh(one, other)
            if found is not None:
                weight, reason = found
                yield _Link(weight, self._number[one.move.id], self._number[other.move.id], reason)

    def _apart(self, asked: set[tuple[int, object]]) -> list[Telling]:
        """The tellings less those that a copy repeats word for word."""
        kept = []
        for number, telling in enumerate(self._told):
            key = (self._home[number].members[0], (telling.words, telling.move.code, telling.move.when))
            if key not in asked:
                asked.add(key)
                kept.append(telling)
        return kept

    def _join(self, links: Iterable[_Link]) -> None:
        """Join what the links hold together, the likeliest first."""
        for link in sorted(links, key=lambda k: (-k.weight, k.one, k.other)):
            one, other = self._home[link.one], self._home[link.other]
            if one is not other and self._fit(one, other, copied=link.reason == COPIED):
                self._merge(one, other, link.reason)
            elif one is other:
                one.reasons.add(link.reason)

    def _merge(self, one: _Cluster, other: _Cluster, reason: str) -> None:
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members = sorted([*one.members, *other.members])
        for article, numbers in other.articles.items():
            one.articles[article] = one.articles.get(article, []) + numbers
        one.days |= other.days
        one.reasons |= {*other.reasons, reason}
        for number in other.members:
            self._home[number] = one

    def _fit(self, one: _Cluster, other: _Cluster, *, copied: bool) -> bool:
        """Whether two clusters can be one act as a whole."""
        if not all(
            self._repeats(a, b)
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

    def _repeats(self, a: int, b: int) -> bool:
        """Whether two moves of one article tell one act twice."""
        one, other = self._told[a], self._told[b]
        if one.family == other.family == "MEET":
            return self._meeting(one, other) is not None
        return self._twice(one, other)

    def _twice(self, one: Telling, other: Telling) -> bool:
        """Whether an author says one thing twice: in much the same words, or on one issue in some of them."""
        a, b = one.move, other.move
        alike = self._kin.words.alike(one.words, other.words)
        same = a.code == b.code and a.issue is not None and a.issue == b.issue and a.speaker == b.speaker
        other_number = one.numbers and other.numbers and not one.numbers & other.numbers
        least = self._options.on_issue if same and not other_number else self._options.within_article
        return alike >= least and days_fit(a.when, b.when)

    def _near(self, one: _Cluster, other: _Cluster) -> bool:
        """Whether the first reports of two clusters are not too far apart to tell one act, where no day is told."""
        first, second = self._told[one.members[0]], self._told[other.members[0]]
        apart = days_apart(first.published, second.published)
        dated = bool(one.days & other.days) or (first.move.history and second.move.history)
        return dated or apart is None or apart <= _SPREAD * self._options.window

    def _agree(self, one: _Cluster, other: _Cluster) -> bool:
        """Whether the tellings of two clusters, on the whole, are likelier one act than not."""
        pairs = [(a, b) for a in self._witnesses(one) for b in self._witnesses(other) if self._comparable(a, b)]
        weights = [_APART if (weight := self._kin.score(a, b)) is None else weight for a, b in pairs]
        return not weights or sum(weights) / len(weights) >= self._options.least - _LEEWAY

    def _witnesses(self, cluster: _Cluster) -> list[Telling]:
        """The first tellings of a cluster in words of their own."""
        found: dict[object, Telling] = {}
        for number in cluster.members:
            telling = self._told[number]
            found.setdefault((telling.words, telling.move.code, telling.move.when), telling)
            if len(found) == _WITNESSES:
                break
        return list(found.values())

    def _comparable(self, a: Telling, b: Telling) -> bool:
        """Whether the likeness of two tellings says anything about their acts: talks are known by who and when."""
        return "MEET" not in (a.family, b.family) and not self._one_text(a, b)

    def _one_text(self, a: Telling, b: Telling) -> bool:
        """Whether both are told by one author: in one article, or in what was copied from it."""
        return not self._texts[self._number[a.move.id]].isdisjoint(self._texts[self._number[b.move.id]])

    def _weigh(self, a: Telling, b: Telling) -> tuple[float, str] | None:
        """How likely two tellings are one act and why, or None where they are not."""
        if a.family == b.family == "MEET":
            return self._meeting(a, b)
        if self._one_text(a, b):
            same = a.sides & b.sides and a.family == b.family and self._twice(a, b)
            return (self._kin.words.alike(a.words, b.words), "told twice") if same else None
        signs = self._kin.signs(a, b)
        weight = self._kin.weigh(signs) if signs is not None else None
        if signs is None or weight is None or weight < self._options.least:
            return None
        return weight, _reason(signs.words, bool(signs.issue), bool(signs.day))

    def _meeting(self, a: Telling, b: Telling) -> tuple[float, str] | None:
        """Whether two moves speak of one meeting: parties in common, and one day or reports of the same days."""
        one, other = a.move, b.move
        shared = len(a.sides & b.sides)
        if not shared or (one.modality == "negated") != (other.modality == "negated"):
            return None
        if not days_fit(one.when, other.when):
            return None
        if one.when is not None and len(one.when) == 10 and one.when == other.when:
            return 6.0 + shared, "same parties and day"
        planned = (one.modality == "future") != (other.modality == "future")
        if planned or not (shared > 1 or a.sides == b.sides):
            return None
        apart = days_apart(one.when or a.published, other.when or b.published)
        if apart is not None and apart > self._options.window:
            return None
        return 1.0 + self._pull(a, b), "same parties, reported at the same time"

    def _pull(self, a: Telling, b: Telling) -> float:
        """How near an undated mention of talks is to others: the best known meeting of its days draws it."""
        day = a.move.when or b.move.when
        known = sum(self._days[side, day] for side in a.sides & b.sides) if day else 0
        fresh = day is not None and day in (a.published, b.published)
        alike = self._kin.sentences.alike(a.context, b.context)
        return alike + 0.5 * (a.place[0] == b.place[0]) + 0.5 * fresh + 0.25 * math.log2(1 + known)


def _reason(words: float, issue: bool, day: bool) -> str:
    """Why two reports were taken for one act, in words."""
    if words >= 0.5:
        return "same words"
    parts = ["words alike", *["same issue"] * issue, *["same day"] * day]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


class Group(NamedTuple):
    """The moves of one event, the earliest report first, and why they are taken for one act."""

    members: list[Move]
    reasons: set[str]


def event(group: Group, voices: Voices, published: Mapping[str, str | None]) -> Event:
    """The event that a group of moves amounts to: its surest move speaks for it."""
    first = group.members[0]
    lead = max(group.members, key=lambda m: (m.confidence, m.issue is not None, m.when is not None, m.id))
    moves = tuple(sorted(m.id for m in group.members))
    return Event(
        id=digest("event", min(group.members, key=lambda m: (published.get(m.article_id) or "9999", m.id)).id),
        code=_most([m.code for m in group.members]),
        actors=lead.actors,
        recipients=_union([m.recipients for m in group.members]),
        issue=_most([m.issue for m in group.members if m.issue]) or None,
        when=max((m.when for m in group.members if m.when), key=lambda w: (len(w), w), default=None),
        moves=moves,
        support=voices.support(anchor for m in group.members for anchor in m.evidence),
        first_reported_by=first.article_id,
        modality=lead.modality,
        history=all(m.history for m in group.members),
        reason=", ".join(sorted(group.reasons)) or "one report",
    )


def _most(values: Sequence[str]) -> str:
    """The most frequent value, the first in the alphabet among equals; "" for none."""
    return min(set(values), key=lambda v: (-values.count(v), v), default="")


def _union(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({item for row in rows for item in row}))
