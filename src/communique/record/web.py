"""The web of pairs that may be one act, and the events that it falls into.

Where something came, went or weighs other than before, the events are made anew together with those that they are
linked to; as long as one of these is drawn in, it is made anew as well. All others have fallen into what they were.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence, Set
from typing import NamedTuple

from communique.data import Move
from communique.memory import Ledger
from communique.record.candidates import Index, keys
from communique.record.joining import COPIED, Cluster, Joining, Link, Tried
from communique.record.likeness import Moved
from communique.record.sheets import pairs
from communique.record.tellings import Order, Telling
from communique.record.texts import Copied
from communique.record.weighing import Days, Weighing

AT_ONCE = 10_000  # tellings: fewer are weighed before the kernel is compiled, which takes ten seconds once a machine
_MANY, _TIMES = 10_000, 20  # so many, and so many times the tellings, clusters are remembered that were tried


class Group(NamedTuple):
    """The moves of one event, the earliest report first, with its id, and why they are taken for one act."""

    first: str
    members: list[Move]
    reasons: set[str]


class _Cell(NamedTuple):
    """The texts of one event, the place of its first telling, and the event in the making."""

    texts: frozenset[str]
    first: Order
    group: Group


class Web:
    """The tellings, what they are linked to, and the parts that they make."""

    def __init__(self, weighing: Weighing, joining: Joining) -> None:
        self._weighing = weighing
        self._joining = joining
        self._index = Index()
        self._texts: dict[str, Copied] = {}
        self._told: dict[Order, Telling] = {}
        self._home: dict[Order, str] = {}
        self._of_day: dict[int, set[str]] = defaultdict(set)
        """The texts that are told on a day, 0 for one that is not known."""
        self._earliest: dict[str, str] = {}
        """The day of the first telling in a text that an article has, or had."""
        self._vague: set[Order] = set()
        """The tellings of reports of which the day is not known, but the month or the year."""
        self._before: dict[Order, dict[Order, Link | None]] = {}
        self._after: dict[Order, set[Order]] = defaultdict(set)
        self._alone: dict[str, Cluster] = {}
        self._tried: Tried = {}
        self._cells: dict[str, _Cell] = {}
        self._ready: dict[Order, tuple[Telling, Sequence[Hashable]]] = {}
        self.groups: Ledger[Order, Group] = Ledger()
        """The events in the making, by the place of their first report."""

    def ready(self, tellings: Iterable[Telling]) -> None:
        """Find out under what tellings will be looked up, for as long as no word weighs other than now."""
        self._ready.update((t.order, (t, self._keys(t))) for t in tellings)

    def unready(self) -> None:
        """Forget that."""
        self._ready.clear()

    def change(self, come: Sequence[Copied], gone: Sequence[Copied], moved: Moved | None) -> None:
        """Take texts in and out; ``moved`` tells which words weigh other than before, None for all."""
        touched = {text.id for text in (*come, *gone)}
        days = self._counted(come, gone)
        removed = [telling.order for text in gone for telling in text.apart]
        for order in removed:
            touched |= self._forget(order)
        for text in gone:
            for telling in text.members:
                self._of_day[telling.day or 0].discard(text.id)
        reweighed, again = self._concerned(moved, days)
        touched |= again
        for one in again:
            self._alone[one] = Cluster.of(self._texts[one].members)  # as another, of which nothing was tried
        for text in gone:
            touched |= self._cells[text.id].texts
            del self._texts[text.id], self._alone[text.id]
        for text in come:
            self._take_in(text)
        beside = self._placed(removed, come, reweighed)
        self.unready()
        if not self._before and len(beside) >= AT_ONCE:
            self._link_all()
        else:
            touched |= self._linked(beside)
        touched |= self._linked_anew(reweighed)
        self._fall(touched)

    def _concerned(self, moved: Moved | None, days: Set[tuple[str, str | None]]) -> tuple[set[Order], set[str]]:
        """The tellings that weigh other than before, beside whatever they stand, and the texts with such a one."""
        if moved is None:
            return set(self._told), set(self._texts)
        found, texts, begin = set[Order](), set[str](), self._weighing.kin.sentences.begin
        for day, words in moved.items():
            on = [day] if day > begin else [told_on for told_on in self._of_day if told_on <= begin]
            for one in (one for told_on in on for one in self._of_day.get(told_on, ())):
                if words is None or any(_holds(t, words) for t in self._texts[one].apart):
                    texts.add(one)
                    found.update(t.order for t in self._texts[one].apart if words is None or _holds(t, words))
        if days:
            meetings = ((order, t) for order, t in self._told.items() if t.family == "MEET")
            found |= {order for order, t in meetings if any((side, t.move.when) in days for side in t.sides)}
        return found, texts | {self._home[order] for order in found}

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
        self._vague.discard(order)
        self._home.pop(order)
        return {self._home[other] for other in linked if other in self._home}

    def _take_in(self, text: Copied) -> None:
        self._texts[text.id], self._alone[text.id] = text, Cluster.of(text.members)
        for telling in text.members:
            self._weighing.texts[telling.move.id] = text.articles
            self._of_day[telling.day or 0].add(text.id)
        first = text.members[0].order[0]
        self._earliest.update((a, first) for a in text.articles if first < self._earliest.get(a, "~"))
        for telling in text.apart:
            self._told[telling.order], self._home[telling.order] = telling, text.id
            if telling.day is None and telling.published is not None:
                self._vague.add(telling.order)

    def _keys(self, telling: Telling) -> Sequence[Hashable]:
        ready = self._ready.get(telling.order)
        if ready is not None and ready[0] is telling:  # another of its place may tell it in other words
            return ready[1]
        return keys(telling, self._weighing.kin.sentences)

    def _placed(self, removed: Sequence[Order], come: Iterable[Copied], reweighed: Iterable[Order]) -> Set[Order]:
        """Bring the index up to date; the tellings that may stand beside others now."""
        new = {t.order: self._keys(t) for text in come for t in text.apart}
        again = {o: found for o in reweighed if (found := self._keys(self._told[o])) != self._index.keys(o)}
        return self._index.change(removed, new | again)

    def _linked(self, beside: Iterable[Order]) -> set[str]:
        """Link tellings with those that they stand beside; the texts with a link that has come or gone."""
        touched = set()
        for order in beside:
            known, now = self._before.setdefault(order, {}), self._looked_up(order)
            for other in known.keys() - now:
                self._after[other].discard(order)
                if known.pop(other) is not None:
                    touched |= {self._home[order], self._home[other]}
            for other in self._weighing.hopeful(self._told[order], now - known.keys(), self._told):
                self._after[other].add(order)
                known[other] = link = self._link(other, order)
                if link is not None:
                    touched |= {self._home[order], self._home[other]}
        return touched

    def _link_all(self) -> None:
        """The same of all tellings, none of which is linked yet."""
        orders = sorted(self._told)
        before: list[dict[Order, Link | None]] = [{} for _ in orders]
        after: list[set[Order]] = [set() for _ in orders]
        for at, beside, weight, reason in pairs(orders, self._told, self._index, self._weighing):
            one, other = orders[at], orders[beside]
            if reason is not None:
                link = Link(-weight, one, other, reason) if weight > -math.inf else None
            elif self._weighing.hopeful(self._told[other], (one,), self._told):
                link = self._link(one, other)
            else:
                continue
            before[beside][one] = link
            after[at].add(other)
        self._before.update(zip(orders, before, strict=True))
        self._after.update((order, others) for order, others in zip(orders, after, strict=True) if others)

    def _looked_up(self, order: Order) -> Set[Order]:
        """The tellings before one that stand beside it, of reports near enough in time that both may tell one act.

        Those of one text with it, and those of which the day is not known, may come from any time.
        """
        since, texts = self._weighing.since(self._told[order]), self._weighing.texts
        articles = self._texts[self._home[order]].articles
        if not self._vague and all(self._earliest[article] >= since for article in articles):
            return self._index.before(order, since)
        return self._index.before(
            order, since, lambda other: other in self._vague or not articles.isdisjoint(texts[other[-1]])
        )

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
        return Link(-found[0], one, other, found[1]) if found is not None else None

    def _fall(self, touched: Set[str]) -> None:
        """Let these texts fall into events again, and whatever they draw in."""
        asked = self._whole(touched)
        ended = {self._cells.pop(gone).first for gone in asked - self._texts.keys() if gone in self._cells}
        asked &= self._texts.keys()
        if len(self._tried) > _MANY + _TIMES * len(self._told):
            self._tried.clear()
        while True:
            beside, links = self._around(asked)
            made = self._joined([*sorted(asked), *sorted(beside)], links)
            drawn = {i for cell in made if not asked.isdisjoint(cell.texts) for i in cell.texts} - asked
            if not drawn:
                break
            asked |= self._whole(drawn)
        ended |= {self._cells[text].first for text in asked if text in self._cells}
        begun = [cell for cell in made if not asked.isdisjoint(cell.texts)]
        for cell in begun:
            self._cells.update(dict.fromkeys(cell.texts, cell))
        self.groups.change(ended - {cell.first for cell in begun}, {cell.first: cell.group for cell in begun})

    def _whole(self, texts: Iterable[str]) -> set[str]:
        """These texts and all that are of one event with one of them."""
        return {i for one in texts for i in (one, *(self._cells[one].texts if one in self._cells else ()))}

    def _around(self, asked: Set[str]) -> tuple[set[str], list[Link]]:
        """The events that are linked to these texts, and the links of all but those from one such event to another."""
        if len(asked) == len(self._texts):
            return set(), [link for known in self._before.values() for link in known.values() if link is not None]
        links: list[Link] = []
        linked: set[str] = set()
        for order in (telling.order for one in asked for telling in self._texts[one].apart):
            for other, link in self._before[order].items():
                if link is not None:
                    links.append(link)
                    linked.add(self._home[other])
            for other in self._after.get(order, ()):
                link = self._before[other][order]
                if link is not None and (home := self._home[other]) not in asked:
                    links.append(link)
                    linked.add(home)
        beside = self._whole(linked - asked)
        for one in beside:
            cell = self._cells[one].texts
            for order in (telling.order for telling in self._texts[one].apart):
                known = self._before[order].items()
                links += [link for other, link in known if link is not None and self._home[other] in cell]
        return beside, links

    def _joined(self, texts: Sequence[str], links: Sequence[Link]) -> list[_Cell]:
        """The events into which texts fall by their links."""
        made = []
        clusters = {one: self._alone[one] for one in texts}
        for whole in self._joining.joined(clusters, links, self._home, self._before, self._tried):
            reasons = {*whole.reasons, *(COPIED for one in whole.parts if len(self._texts[one].members) > 1)}
            members = [telling.move for telling in whole.cluster.members]
            group = Group(members[0].id, members, reasons)
            made.append(_Cell(frozenset(whole.parts), whole.cluster.members[0].order, group))
        return made


def _holds(telling: Telling, words: Set[str]) -> bool:
    """Whether a telling has one of the words by which it is compared."""
    return not (words.isdisjoint(telling.context) and words.isdisjoint(telling.words))
