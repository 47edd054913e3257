"""Who is who over a whole case: variants of a name, lone surnames, offices and their holders."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from heapq import nlargest
from typing import NamedTuple

from communique.actors.everybody import Everybody
from communique.actors.identities import family_name, fit, same_person
from communique.actors.somebody import Joined, Somebody, joined
from communique.data import Actor, Cast, Identities
from communique.memory import Ledger

_ONE_NAME = {"organisation": 0, "group": 1, "unnamed": 2}  # what a name may be taken for, the surest first
_MANY_HOLD = frozenset(
    "spokesman spokeswoman spokesperson official envoy adviser advisor aide representative negotiator director chief "
    "head leader chairman chairwoman commander deputy diplomat ambassador officer secretary minister".split()
)
"""Titles of which every side has some: the only holder that a case names need not be who is meant."""
_CHIEFLY = 3  # times as often as any other of the title one is named whom "the president" is
_MANY = 60  # names of one sound compared with each other: keeps a huge case linear


def unify(casts: Iterable[Cast]) -> Identities:
    """One actor for each somebody of the case. Deterministic, whatever the order of ``casts``.

    People are joined by full name, by spelling variants with a fitting side, and by a surname that only one full
    name has; an office is joined to the one person who holds it. Sides are filled in by majority.
    """
    roster = Roster()
    for cast in casts:
        roster.hear(cast)
    return roster.identities()


class _Alike(NamedTuple):
    """The people of one form of a name, the most mentioned first, and which of them are the same as one before."""

    keys: Sequence[str]
    given: Sequence[tuple[str, str | None, str | None]]
    same: Sequence[tuple[int, int]]


class Roster:
    """Everybody of a case, by local id; casts may be added and taken away at any time."""

    def __init__(self) -> None:
        self._everybody = Everybody()
        self._alike: dict[str, _Alike] = {}
        self._spelt: dict[str, tuple[str, str]] = {}
        """The forms under which somebody is the same as another, and where they come among others."""
        self._same: Ledger[str, str] = Ledger()
        self._told: Ledger[str, str] = Ledger()
        self._joined: Set[str] = frozenset()
        """Those who were joined to another the last time."""
        self._merged: dict[str, Joined] = {}
        self._roots: list[str] = []
        self._actors: list[Actor] = []

    def hear(self, cast: Cast, times: int = 1) -> None:
        """Add the cast of an article; take it away with ``times`` -1."""
        mentioned = Counter(m.actor for m in cast.mentions)
        presumed = set(cast.presumed)
        for actor in cast.actors:
            self._everybody.hear(actor, 1 + mentioned[actor.id], times, presumed=actor.id in presumed)

    def identities(self) -> Identities:
        """The joined actors, what became of each local one, and why.

        What it maps is kept from one time to the next, and is then no longer what it was.
        """
        everybody = self._everybody
        heard = everybody.settle()
        for form in heard.forms:
            self._compare(form)
        joining = _Joining(everybody)
        joining.join_people(self._alike[form] for form in sorted(self._spelt, key=self._spelt.__getitem__))
        joining.join_named()
        joining.join_shorts()
        joining.join_offices()
        self._merge(joining, heard.keys)
        reasons = dict(sorted(joining.reasons.items()))
        return Identities(actors=tuple(self._actors), same=self._same, reasons=reasons, told=self._told)

    def _merge(self, joining: _Joining, heard: Iterable[str]) -> None:
        """Make the actors anew of whom something was heard, or who are other ones together than the last time."""
        last, local = self._same, self._everybody.local
        asked = {*heard, *self._joined, *joining.root}
        now = {key: joining.find(key) for key in asked if key in local}
        turned = {key for key in asked if now.get(key) != last.get(key)}.union(heard)
        roots = {of[key] for key in turned for of in (last, now) if key in of}
        last.change([key for key in turned if key in last and key not in now], {k: now[k] for k in turned if k in now})
        members = joining.members()
        told = dict[str, str | None]()
        for root in roots:
            if last.get(root) == root:
                made = joined(root, local[root], [local[key] for key in members.get(root, [root])])
                before = self._merged.get(root)
                if before != made:
                    self._put(root, made)
                    told[root] = made.told
            elif root in self._merged:
                self._put(root, None)
                told[root] = None
        gone = [root for root, side in told.items() if side is None and root in self._told]
        self._told.change(gone, {root: side for root, side in told.items() if side is not None})
        self._joined = {*joining.root}

    def _put(self, root: str, made: Joined | None) -> None:
        """Let this be what somebody has become, or nobody."""
        at = bisect_left(self._roots, root)
        if self._merged.pop(root, None) is not None:
            del self._roots[at], self._actors[at]
        if made is not None:
            self._merged[root] = made
            self._roots.insert(at, root)
            self._actors.insert(at, made.actor)

    def _compare(self, form: str) -> None:
        """Compare the people whose names have a form in common, where they are not known to be what they were."""
        local = self._everybody.local
        group = sorted(self._everybody.forms.get(form, ()))
        if not group:
            self._alike.pop(form, None)
            self._spelt.pop(form, None)
            return
        keys = sorted(group, key=lambda key: local[key].weight, reverse=True)[:_MANY]
        given = [(local[key].name, local[key].side, local[key].told_side) for key in keys]
        known = self._alike.get(form)
        if known is None or known.keys != keys or known.given != given:
            known = self._alike[form] = _Alike(keys, given, list(_same([local[key] for key in keys])))
        if known.same:
            self._spelt[form] = self._everybody.place(form)
        else:
            self._spelt.pop(form, None)


def _same(ranked: Sequence[Somebody]) -> Iterator[tuple[int, int]]:
    """Each of those that are the same as one before them, and the first such."""
    for n, one in enumerate(ranked):
        other = next((o for o in range(n) if same_person(one, ranked[o])), None)
        if other is not None:
            yield n, other


class _Holders(NamedTuple):
    """Who may hold an office: all of them, those of whom one side is told, by it, and those of none, or of several."""

    everybody: Set[str]
    only: Mapping[str, set[str]]
    loose: set[str]

    def of(self, side: str) -> Set[str]:
        """Those of a side, else those of whom no side, or several are told."""
        return self.only.get(side) or self.loose

    def chiefly(self, local: Mapping[str, Somebody]) -> Set[str]:
        """The one who is named far more often than any other, else all."""
        ranked = nlargest(2, self.everybody, key=lambda k: local[k].weight)
        times = [local[k].weight[0] for k in ranked]
        return {ranked[0]} if len(times) > 1 and times[0] >= _CHIEFLY * times[1] else self.everybody


class _Joining:
    """A forest of which local actor is joined to which."""

    def __init__(self, everybody: Everybody) -> None:
        self.everybody = everybody
        self.local = everybody.local
        self.root: dict[str, str] = {}
        """Those that were joined to another."""
        self.reasons: dict[str, str] = {}

    def find(self, key: str) -> str:
        """What an actor has become."""
        root = self.root
        while (above := root.get(key)) is not None:
            root[key] = root.get(above, above)
            key = root[key]
        return key

    def members(self) -> dict[str, list[str]]:
        """Those who are several, by what they have become; each begins with that one."""
        found: dict[str, list[str]] = {}
        for key in sorted(self.root):
            found.setdefault(root := self.find(key), [root]).append(key)
        return found

    def join(self, key: str, to: str, reason: str) -> None:
        """Make one actor another."""
        a, b = self.find(key), self.find(to)
        if a != b:
            self.root[a] = b
            self.reasons[key] = reason

    def join_people(self, alike: Iterable[_Alike]) -> None:
        """Spelling variants of full names, then surnames alone, to the only full name that ends in one."""
        for found in alike:
            for n, other in found.same:
                one, to = found.keys[n], found.keys[other]
                self.join(one, to, f"a spelling of {self.local[to].name}")
        by_last = {}
        for key in sorted(self.everybody.alone):
            family = family_name(self.local[key].name)
            if family not in by_last:
                by_last[family] = sorted({self.find(k) for k in self.everybody.families.get(family, ())})
            fits = [k for k in by_last[family] if fit(self.local[key], self.local[k])]
            if len(fits) == 1:
                only = self.local[fits[0]].name
                self.join(key, fits[0], f"the only {self.local[key].name} of the case is {only}")

    def join_named(self) -> None:
        """Bodies and groups of one name, which one article takes for the one and another for the other; a full name
        that is a person's is that person's."""
        for name in sorted(self.everybody.mixed):
            keys = self.everybody.named[name]
            ranked = sorted(keys, key=lambda key: (_ONE_NAME.get(self.local[key].kind, -1), key))
            for key in ranked[1:]:
                one, to = self.local[key], self.local[ranked[0]]
                if one.kind != to.kind and fit(one, to):
                    self.join(key, ranked[0], f"the same name as {to.name}")

    def join_shorts(self) -> None:
        """Whom an article calls only "the union", or by initials, to the only body of the case that others call so."""
        for short in sorted(self.everybody.shorts):
            bodies = {self.find(key) for key in self.everybody.shorts[short]}
            for key in sorted(self.everybody.named.get(short, ())) if len(bodies) == 1 else ():
                body = next(iter(bodies))
                if self.find(key) != body and fit(self.local[key], self.local[body]):
                    self.join(key, body, f"short for {self.local[body].name}, the only such body of the case")

    def join_offices(self) -> None:
        """Offices without a name to the only person of that side who holds them."""
        members, asked = self.members(), dict[str, _Holders]()
        for key in sorted(self.everybody.offices):
            title, side = min(self.local[key].titles), self.local[key].side
            if side is None and title in _MANY_HOLD:
                continue
            if title not in asked:
                asked[title] = self._holders(title, members)
            holders = asked[title].chiefly(self.local) if side is None else asked[title].of(side)
            if len(holders) == 1:
                (holder,) = holders
                self.join(key, holder, f"the {title} that the case names is {self.local[holder].name}")

    def _holders(self, title: str, members: Mapping[str, Sequence[str]]) -> _Holders:
        """Who may hold an office: before any of this title is joined to one of them."""
        found = _Holders({self.find(k) for k in self.everybody.titles.get(title, ())}, defaultdict(set), set())
        for holder in found.everybody:
            sides = self._sides(members[holder]) if holder in members else self.local[holder].sides
            if len(sides) == 1:
                found.only[next(iter(sides))].add(holder)
            else:
                found.loose.add(holder)
        return found

    def _sides(self, keys: Sequence[str]) -> Set[str]:
        """Every side that is told of the people among these, who are one."""
        return {side for key in keys if self.local[key].kind == "person" for side in self.local[key].sides}
