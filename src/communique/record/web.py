"""The web of pairs that may be one act, and the events that its parts fall into.

What hangs together by links is joined by itself: a part in which nothing came, went or weighs other than before has
fallen into the same events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from communique.data import Move
from communique.record.candidates import Index, keys
from communique.record.joining import COPIED, Cluster, Joining, Link
from communique.record.tellings import Order, Telling
from communique.record.texts import Copied
from communique.record.weighing import Days, Weighing


class Group(NamedTuple):
    """The moves of one event, the earliest report first, and why they are taken for one act."""

    members: list[Move]
    reasons: set[str]


class _Part(NamedTuple):
    """What hangs together by links, and the events that it fell into, each with the place of its first telling."""

    texts: frozenset[str]
    groups: tuple[tuple[Order, Group], ...]


class Web:
    """The tellings, what they are linked to, and the parts that they make."""

    def __init__(self, weighing: Weighing, joining: Joining) -> None:
        self._weighing = weighing
        self._joining = joining
        self._index = Index()
        self._texts: dict[str, Copied] = {}
        self._told: dict[Order, Telling] = {}
        self._home: dict[Order, str] = {}
        self._before: dict[Order, dict[Order, Link | None]] = {}
        self._after: dict[Order, set[Order]] = defaultdict(set)
        self._part: dict[str, _Part] = {}

    def groups(self) -> list[Group]:
        """The events in the making, in order of their first report."""
        parts = {id(part): part for part in self._part.values()}
        found = sorted((first, n, group) for n, part in enumerate(parts.values()) for first, group in part.groups)
        return [group for _, _, group in found]

    def change(self, come: Sequence[Copied], gone: Sequence[Copied], moved: Set[str] | None) -> None:
        """Take texts in and out; ``moved`` are the words that weigh other than before, None for all."""
        touched = {text.id for text in (*come, *gone)}
        days = self._counted(come, gone)
        removed = [telling.order for text in gone for telling in text.apart]
        for order in removed:
            touched |= self._forget(order)
        reweighed = {order for order, t in self._told.items() if _concerns(t, moved, days)}
        touched |= {self._home[order] for order in reweighed}
        for text in gone:
            touched |= self._part[text.id].texts
            del self._texts[text.id]
        for text in come:
            self._take_in(text)
        touched |= self._linked(self._placed(removed, come, reweighed))
        touched |= self._linked_anew(reweighed)
        self._fall({i for one in touched for i in (one, *(self._part[one].texts if one in self._part else ()))})

    def _counted(self, come: Iterable[Copied], gone: Iterable[Copied]) -> Set[tuple[str, str | None]]:
        """Count the talks of each side and day; those of which another number is known now."""
        changed: Days = Counter()
        for sign, texts in ((-1, gone), (1, come)):
            for text in texts:
                for day in {(s, t.move.when) for t in text.members if t.family == "MEET" for s in t.sides}:
                    changed[day] += sign
        self._weighing.days.update(changed)
        return {day for day, by in changed.items() if by}

    def _forget(self, order: Order) -> set[str]:
        """Take out a telling and its links; the texts to which it was linked."""
        linked = set()
        for other, link in self._before.pop(order, {}).items():
            self._after[other].discard(order)
            if link is not None:
                linked.add(other)
        linked |= {other for other in self._after.pop(order, ()) if self._before[other].pop(order) is not None}
        del self._told[order]
        self._home.pop(order)
        return {self._home[other] for other in linked if other in self._home}

    def _take_in(self, text: Copied) -> None:
        self._texts[text.id] = text
        for telling in text.members:
            self._weighing.texts[telling.move.id] = text.articles
        for telling in text.apart:
            self._told[telling.order], self._home[telling.order] = telling, text.id

    def _placed(self, removed: Sequence[Order], come: Iterable[Copied], reweighed: Iterable[Order]) -> Set[Order]:
        """Bring the index up to date; the tellings that may stand beside others now."""
        weights = self._weighing.kin.sentences
        new = {t.order: keys(t, weights) for text in come for t in text.apart}
        again = {o: found for o in reweighed if (found := keys(self._told[o], weights)) != self._index.keys(o)}
        return self._index.change(removed, new | again)

    def _linked(self, beside: Iterable[Order]) -> set[str]:
        """Link tellings with those that they stand beside; the texts with a link that has come or gone."""
        touched = set()
        for order in beside:
            known, now = self._before.setdefault(order, {}), self._index.before(order)
            for other in known.keys() - now:
                self._after[other].discard(order)
                if known.pop(other) is not None:
                    touched |= {self._home[order], self._home[other]}
            for other in now - known.keys():
                if not self._weighing.hopeless(self._told[other], self._told[order]):
                    self._after[other].add(order)
                    known[other] = link = self._link(other, order)
                    if link is not None:
                        touched |= {self._home[order], self._home[other]}
        return touched

    def _linked_anew(self, reweighed: Iterable[Order]) -> set[str]:
        """Weigh the pairs of these tellings again; the texts whose links are others now."""
        pairs = {(other, order) for order in reweighed for other in self._before.get(order, ())}
        pairs |= {(order, other) for order in reweighed for other in self._after.get(order, ())}
        touched = set()
        for one, other in pairs:
            link = self._link(one, other)
            if link != self._before[other][one]:
                self._before[other][one] = link
                touched |= {self._home[one], self._home[other]}
        return touched

    def _link(self, one: Order, other: Order) -> Link | None:
        found = self._weighing.weigh(self._told[one], self._told[other])
        return Link(found[0], one, other, found[1]) if found is not None else None

    def _fall(self, touched: Set[str]) -> None:
        """Let what hangs together with these texts fall into events again."""
        for gone in touched - self._texts.keys():
            self._part.pop(gone, None)
        waiting = set(touched & self._texts.keys())
        while waiting:
            part = self._hanging_together(waiting.pop())
            waiting -= part
            made = _Part(frozenset(part), tuple(self._joined(part)))
            self._part.update(dict.fromkeys(part, made))

    def _hanging_together(self, first: str) -> set[str]:
        found, ahead = {first}, [first]
        while ahead:
            for order in (telling.order for telling in self._texts[ahead.pop()].apart):
                linked = [other for other, link in self._before[order].items() if link is not None]
                linked += [other for other in self._after.get(order, ()) if self._before[other][order] is not None]
                fresh = {self._home[other] for other in linked} - found
                found |= fresh
                ahead += fresh
        return found

    def _joined(self, part: Set[str]) -> Iterator[tuple[Order, Group]]:
        """The events into which a part falls, each with the place of its first telling."""
        texts = [self._texts[one] for one in sorted(part)]
        clusters = [Cluster.of(t.members, {COPIED} if len(t.members) > 1 else ()) for t in texts]
        told = (telling.order for text in texts for telling in text.apart)
        links = [link for order in told for link in self._before[order].values() if link is not None]
        for cluster in self._joining.joined(clusters, links) if links else clusters:
            yield cluster.members[0].order, Group([t.move for t in cluster.members], cluster.reasons)


def _concerns(telling: Telling, moved: Set[str] | None, days: Set[tuple[str, str | None]]) -> bool:
    """Whether a telling weighs other than before, beside whatever it stands."""
    if moved is None or not (moved.isdisjoint(telling.context) and moved.isdisjoint(telling.words)):
        return True
    return telling.family == "MEET" and any((side, telling.move.when) in days for side in telling.sides)
