"""What a report's telling of an act says, made ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from communique import text
from communique.data import Actor, Article, Move
from communique.memory import Follower, Ledger
from communique.record.likeness import Bag, content, ordinal, stems

# Codes that news uses for one act in other words.
FAMILY: Mapping[str, str] = {
    "REQUEST": "DEMAND",
    "PROPOSE": "OFFER",
    "ULTIMATUM": "THREATEN",
    "CRITICISE": "ACCUSE",
    "INVITE": "MEET",
}
_NUMBER = re.compile(r"\d(?<![\w.,-].)(?:[\d,.]*\d(?![\w-])|(?![\w.,-]))")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")


Order = tuple[str, str, str, int, str]
"""Where a telling stands among others; its last part is the id of the move."""


class Telling(NamedTuple):
    """A move with what it is known by: its words, those of its sentence and of the one before, its numbers, its side.

    The names of who acts and who speaks are left out: all that a party does has them in common. ``day`` is the ordinal
    of the day on which it was published, None where that is not known to the day.
    """

    move: Move
    family: str
    sides: frozenset[str]
    words: Bag
    sentence: Bag
    context: Bag
    said: Bag
    numbers: frozenset[str]
    published: str | None
    day: int | None
    place: tuple[str, int]
    alone: bool
    addressed: Bag
    person: bool
    order: Order


class _Known(NamedTuple):
    """What tellings depend on of an actor."""

    side: str
    names: Bag
    person: bool


_UNKNOWN = _Known("", frozenset(), person=False)


class _Article(NamedTuple):
    """The tellings of an article, what they rest on, and of whom they speak."""

    moves: tuple[Move, ...]
    article: Article
    people: frozenset[str]
    told: tuple[Telling, ...]


class Tellings:
    """The moves as they are compared; those of an article are made ready again only where something changed."""

    def __init__(self) -> None:
        self._shown = Follower[str](), Follower[str](), Follower[str]()
        self._people: dict[str, _Known] = {}
        self._articles: dict[str, _Article] = {}
        self._told: Ledger[str, tuple[Telling, ...]] = Ledger()

    def of(
        self, moves: Mapping[str, tuple[Move, ...]], articles: Mapping[str, Article], actors: Mapping[str, Actor]
    ) -> Mapping[str, tuple[Telling, ...]]:
        """The tellings of each article, in order."""
        people = self._turned(actors)
        stale = self._shown[0].turned(moves) | (self._shown[1].turned(articles) & moves.keys())
        if people:
            stale |= {i for i, known in self._articles.items() if not people.isdisjoint(known.people)}
        gone, come = [], dict[str, tuple[Telling, ...]]()
        for article_id in stale:
            row, known = moves.get(article_id), self._articles.get(article_id)
            if row is None:
                if self._articles.pop(article_id, None) is not None:
                    gone.append(article_id)
            elif known is None or known[:2] != (row, articles[article_id]) or not people.isdisjoint(known.people):
                made = self._articles[article_id] = self._of_article(articles[article_id], row)
                come[article_id] = made.told
        self._told.change(gone, come)
        return self._told

    def _turned(self, actors: Mapping[str, Actor]) -> Set[str]:
        """The actors of whom something that tellings depend on is other than it was."""
        found = set()
        for who in self._shown[2].turned(actors):
            before, now = self._people.pop(who, None), _known(actors[who]) if who in actors else None
            if before != now:
                found.add(who)
            if now is not None:
                self._people[who] = now
        return found

    def _of_article(self, article: Article, moves: tuple[Move, ...]) -> _Article:
        who = {one: self._people[one] for one in _used(moves) if one in self._people}
        sides = {known.side for known in who.values()}
        who |= {side: self._people[side] for side in sides if side in self._people}
        people = frozenset((*_used(moves), *sides))
        return _Article(moves, article, people, _of_article(article, moves, who))


def _used(moves: Sequence[Move]) -> tuple[str, ...]:
    """The actors that moves speak of."""
    return tuple(sorted({who for m in moves for who in (*m.actors, *m.recipients, m.speaker) if who is not None}))


def _known(actor: Actor) -> _Known:
    names = frozenset(s for name in (actor.name, *actor.aliases) for s in stems(name))
    return _Known(actor.side or actor.id, names, actor.kind == "person")


def _order(move: Move, published: str | None) -> Order:
    """By publication, then by words, so that a copy stands beside its original; of one day by article and place."""
    return (published or "9999")[:10], move.evidence[0].exact, move.article_id, move.trigger.start, move.id


def _of_article(article: Article, moves: Sequence[Move], who: Mapping[str, _Known]) -> tuple[Telling, ...]:
    spans = text.story_sentences(article)
    bags: dict[int, Bag] = {}

    def bag(number: int) -> Bag:
        if number not in bags:
            span = spans[number]
            bags[number] = stems(article.text[span.start : span.end])
        return bags[number]

    starts = [span.start for span in spans]
    day = ordinal(article.published)
    families = [
        (FAMILY.get(m.code, m.code), frozenset(who[a].side if a in who else a for a in m.actors)) for m in moves
    ]
    found = []
    for move, (family, of) in zip(moves, families, strict=True):
        number = bisect_right(starts, move.trigger.start) - 1
        own = frozenset(s for a in (*move.actors, *of, move.speaker) for s in who.get(a or "", _UNKNOWN).names)
        words = content(move)
        here = bag(number) if number >= 0 else words
        before = bag(number - 1) if number > 0 else frozenset[str]()
        found.append(
            Telling(
                move=move,
                family=family,
                sides=of,
                words=words - own or words,
                sentence=here - own or here,
                context=(here | before) - own or here,
                said=stems(move.trigger.exact),
                numbers=_numbers(move),
                published=article.published,
                day=day,
                place=(article.id, number),
                alone=sum(f == family and bool(s & of) for f, s in families) == 1,
                addressed=frozenset(s for a in move.recipients for s in who.get(a, _UNKNOWN).names),
                person=who.get(move.speaker or "", _UNKNOWN).person,
                order=_order(move, article.published),
            )
        )
    return tuple(sorted(found, key=lambda t: t.order))


def _numbers(move: Move) -> frozenset[str]:
    """The numbers of the evidence that count something: no years, and nothing of one digit."""
    found = {m[0].replace(",", "") for anchor in move.evidence for m in _NUMBER.finditer(anchor.exact)}
    return frozenset(n for n in found if len(n) > 1 and not _YEAR.fullmatch(n))
