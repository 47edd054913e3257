"""Who is who over a whole case: variants of a name, lone surnames, offices and their holders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from communique.actors.everybody import Everybody
from communique.actors.identities import family_name, fit, same_person
from communique.actors.somebody import Joined, Somebody, joined
from communique.data import Cast, Identities

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
        self._spelt: set[str] = set()
        """The forms under which somebody is the same as another."""
        self._same: dict[str, str] = {}
        self._merged: dict[str, Joined] = {}

    def hear(self, cast: Cast, times: int = 1) -> None:
        """Add the cast of an article; take it away with ``times`` -1."""
        mentioned = Counter(m.actor for m in cast.mentions)
        presumed = set(cast.presumed)
        for actor in cast.actors:
            self._everybody.hear(actor, 1 + mentioned[actor.id], times, presumed=actor.id in presumed)

    def identities(self) -> Identities:
        """The joined actors, what became of each local one, and why."""
        everybody = self._everybody
        heard = everybody.settle()
        for form in heard.forms:
            self._compare(form)
        joining = _Joining(everybody)
        joining.join_people(self._alike[form] for form in sorted(self._spelt, key=everybody.place))
        joining.join_named()
        joining.join_shorts()
        joining.join_offices()
        self._merge(joining, heard.keys)
        merged = [self._merged[root] for root in everybody.keys if root not in joining.root]
        return Identities(
            actors=tuple([found.actor for found in merged]),
            same=self._same,
            reasons=dict(sorted(joining.reasons.items())),
            told={found.actor.id: found.told for found in merged if found.told is not None},
        )

    def _merge(self, joining: _Joining, heard: Iterable[str]) -> None:
        """Make the actors anew of whom something was heard, or who are other ones together than the last time."""
        last, now, local = self._same, joining.same(), self._everybody.local
        turned = {key for key, _ in now.items() ^ last.items()}.union(heard)
        members = joining.members()
        for root in {of[key] for key in turned for of in (last, now) if key in of}:
            if now.get(root) == root:
                made = joined(root, local[root], [local[key] for key in members.get(root, [root])])
                before = self._merged.get(root)
                self._merged[root] = before if before == made else made
            else:
                self._merged.pop(root, None)
        self._same = now

    def _compare(self, form: str) -> None:
        """Compare the people whose names have a form in common, where they are not known to be what they were."""
        local = self._everybody.local
        group = sorted(self._everybody.forms.get(form, ()))
        if not group:
            self._alike.pop(form, None)
            self._spelt.discard(form)
            return
        keys = sorted(group, key=lambda key: local[key].weight, reverse=True)[:_MANY]
        given = [(local[key].name, local[key].side, local[key].told_side) for key in keys]
        known = self._alike.get(form)
        if known is None or known.keys != keys or known.given != given:
            known = self._alike[form] = _Alike(keys, given, list(_same([local[key] for key in keys])))
            (self._spelt.add if known.same else self._spelt.discard)(form)


def _same(ranked: Sequence[Somebody]) -> Iterator[tuple[int, int]]:
    """Each of those that are the same as one before them, and the first such."""
    for n, one in enumerate(ranked):
        other = next((o for o in range(n) if same_person(one, ranked[o])), None)
        if other is not None:
            yield n, other


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

    def same(self) -> dict[str, str]:
        """What everybody has become."""
        keys = self.everybody.keys
        return dict(zip(keys, keys, strict=True)) | {key: self.find(key) for key in self.root}

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
        members, asked = self.members(), dict[tuple[str, str | None], set[str]]()
        for key in sorted(self.everybody.offices):
            title, side = min(self.local[key].titles), self.local[key].side
            if (title, side) not in asked:
                asked[title, side] = self._holders(title, side, members)
            if len(asked[title, side]) == 1:
                (holder,) = asked[title, side]
                self.join(key, holder, f"the {title} that the case names is {self.local[holder].name}")

    def _holders(self, title: str, side: str | None, members: Mapping[str, Sequence[str]]) -> set[str]:
        """Who may hold an office of that side: those of it, else those of whom no side, or several are told."""
        if side is None and title in _MANY_HOLD:
            return set()
        holders = {self.find(k) for k in self.everybody.titles.get(title, ())}
        local = self.local
        if side is None:
            ranked = sorted(holders, key=lambda k: local[k].weight, reverse=True)
            times = [local[k].weight[0] for k in ranked[:2]]
            return {ranked[0]} if len(times) > 1 and times[0] >= _CHIEFLY * times[1] else holders
        sides = {k: self._sides(members[k]) if k in members else local[k].sides for k in holders}
        return {k for k in holders if sides[k] == {side}} or {k for k in holders if len(sides[k]) != 1}

    def _sides(self, keys: Sequence[str]) -> Set[str]:
        """Every side that is told of the people among these, who are one."""
        return {side for key in keys if self.local[key].kind == "person" for side in self.local[key].sides}
