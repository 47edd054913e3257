"""What all articles of a case tell of one local actor, and the actor that several of them are together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from communique import text as texts
from communique.data import Actor, ActorKind, Anchor


class Somebody:
    """One local id: how often each name, side, country, alias and office is told of it.

    What is worked out from that is worked out once: whoever adds to it starts :meth:`again`.
    """

    def __init__(self, kind: ActorKind) -> None:
        self.kind = kind
        self.told: Counter[str] = Counter()  # names, by mentions
        self.placed: Counter[str] = Counter()  # sides
        self.said: Counter[str] = Counter()  # those sides that are told, not only presumed
        self.countries: Counter[tuple[str | None, str]] = Counter()
        self.aliases: Counter[str] = Counter()
        self.offices: Counter[tuple[str, Anchor]] = Counter()

    def again(self) -> Somebody:
        """The same somebody, about whom everything is to be worked out anew."""
        if self.__dict__.keys() == _HEARD:
            return self  # nothing was
        other = Somebody.__new__(Somebody)
        other.__dict__.update({name: self.__dict__[name] for name in _HEARD})
        return other

    def hear(self, actor: Actor, mentions: int, times: int, *, presumed: bool) -> None:
        """Add what an article tells, its side perhaps only ``presumed``; take it away with ``times`` -1."""
        _count(self.told, actor.name, mentions * times)
        if actor.side is not None:
            _count(self.placed, actor.side, times)
            if not presumed:
                _count(self.said, actor.side, times)
        if actor.country is not None:
            _count(self.countries, (actor.side, actor.country), times)
        for alias in (actor.name, *actor.aliases):
            _count(self.aliases, alias, times)
        for office in actor.offices:
            _count(self.offices, office, times)

    @cached_property
    def name(self) -> str:
        """The name that is used most."""
        return max(self.told.items(), key=lambda n: (n[1], n[0]))[0]

    @cached_property
    def weight(self) -> tuple[int, str]:
        """How often it is mentioned, and its name."""
        return sum(self.told.values()), self.name

    @cached_property
    def told_side(self) -> str | None:
        """The side that most articles tell; those that only presume one are not heard."""
        return most(self.said)

    @cached_property
    def side(self) -> str | None:
        """The side that most articles tell, else that most presume."""
        return self.told_side or most(self.placed)

    @cached_property
    def sides(self) -> frozenset[str]:
        """Every side that is told."""
        return frozenset(self.placed)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The offices, folded."""
        return frozenset(texts.fold(title) for title in {title for title, _ in self.offices})


_HEARD = Somebody("unnamed").__dict__.keys()


def _count(of: Counter[Any], what: Any, times: int) -> None:  # noqa: ANN401 - counts anything
    of[what] += times
    if not of[what]:
        del of[what]


def most(of: Counter[str]) -> str | None:
    """What is counted most often, None where nothing is."""
    return max(of.items(), key=lambda s: (s[1], s[0]))[0] if of else None


class Joined(NamedTuple):
    """An actor, and the side that articles tell of it, or that most of several presume."""

    actor: Actor
    told: str | None


def joined(key: str, root: Somebody, members: Sequence[Somebody]) -> Joined:
    """The actor with the id ``key`` that all ``members`` are; it is what ``root`` is."""
    names = _together([one.told for one in members if one.kind == root.kind])
    placed = _together([one.placed for one in members])
    said = _together([one.said for one in members])
    full = {n: c for n, c in names.items() if " " in n} or names
    name = max(full.items(), key=lambda n: (n[1], -len(n[0]), n[0]))[0]
    side = most(said) or most(placed)
    countries: Counter[str] = Counter()
    for one in members:
        countries.update({country: many for (of, country), many in one.countries.items() if of == side})
    actor = Actor(
        id=key,
        name=name,
        kind=root.kind,
        side=side,
        aliases=tuple(sorted({alias for one in members for alias in one.aliases} - {name})),
        country=most(countries),
        offices=tuple(sorted({office for one in members for office in one.offices}, key=_order)),
    )
    return Joined(actor, most(said) or _agreed(placed))


def _together(counts: Sequence[Counter[str]]) -> Counter[str]:
    """The sum of some counts; that of one, which most are, is itself."""
    if len(counts) == 1:
        return counts[0]
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return total


def _agreed(placed: Counter[str]) -> str | None:
    """The side that at least twice as many articles presume as any other, and more than one."""
    ranked = [*placed.most_common(2), ("", 0), ("", 0)]
    return ranked[0][0] if ranked[0][1] >= 2 * max(1, ranked[1][1]) else None


def _order(office: tuple[str, Anchor]) -> tuple[str, str, int, int]:
    return office[0], office[1].article_id, office[1].start, office[1].end
