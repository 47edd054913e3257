"""The events of a case with their moves, from one time to the next: what stands as it stood is not made again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from communique.data import Article, Event, Move
from communique.memory import turned
from communique.record.events import Group, event
from communique.record.support import Voices

Revised = Callable[[tuple[Move, ...]], tuple[Move, ...]]


class Around:
    """What the record rests on beside the moves; from one time to the next it tells what is no longer as it was."""

    def __init__(self) -> None:
        self._articles: Mapping[str, Article] = {}
        self._voices = Voices(())
        self._garbled: Set[str] = frozenset()
        self._sides: Mapping[str, str] = {}
        self.articles: Set[str] = frozenset()
        """Those that are of another day, of another voice, or garbled now and not then."""
        self.actors: Set[str] = frozenset()
        """Those of another side."""

    def now(self, articles: Mapping[str, Article], voices: Voices, garbled: Set[str], sides: Mapping[str, str]) -> None:
        """Take this for what there is now."""
        before = self._articles
        others = {i for i in turned(before, articles) if before.get(i) != articles.get(i)}
        others |= voices.turned(self._voices) | (garbled ^ self._garbled)
        self.articles = {i for i in others if i in before and i in articles}
        self.actors = {who for who, _ in sides.items() ^ self._sides.items()}
        self._articles, self._voices, self._garbled, self._sides = articles, voices, garbled, sides

    def stands(self, placed: Placed) -> bool:
        """Whether nothing that an event rests on is other than it was."""
        return self.articles.isdisjoint(placed.articles) and self.actors.isdisjoint(placed.people)


class Placed:
    """An event, and its moves in order of their ids. One that changed is another object: so it is quickly known."""

    def __init__(self, event: Event, moves: tuple[Move, ...], day: str = "") -> None:
        self.id = event.id
        self.event = event
        self.moves = moves
        self.place = day, event.id
        """Where it stands among others in time."""

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that tell of it."""
        return frozenset(move.article_id for move in self.moves)

    @cached_property
    def people(self) -> frozenset[str | None]:
        """Who does it, and who speaks of it."""
        return frozenset(who for move in self.moves for who in (*move.actors, move.speaker))


def by_id(placed: Iterable[Placed]) -> dict[str, Placed]:
    """Events by their ids."""
    rows = [*placed]
    return dict(zip(map(attrgetter("id"), rows), rows, strict=True))  # no step of it in Python


class _Home(NamedTuple):
    """An event, the move that it answers, its moves with both, and what people left of it."""

    told: Placed
    answers: str | None
    moves: tuple[Move, ...]
    placed: Placed


class Placing:
    """Makes events of groups of moves, and tells each move its event and what it answers."""

    def __init__(self) -> None:
        self._groups: Mapping[str, Group] = {}
        self._told: dict[str, Placed] = {}
        self._events: Mapping[str, Placed] = {}
        self._answers: Mapping[str, str] = {}
        self._revised = False
        self._placed: dict[str, _Home] = {}

    def told(
        self, groups: Iterable[Group], voices: Voices, published: Mapping[str, str | None], around: Around
    ) -> list[Placed]:
        """The events that groups of moves amount to."""
        rows = [*groups]
        before, now = self._groups, dict(zip(map(attrgetter("first"), rows), rows, strict=True))
        stale, others = turned(before, now), around.articles
        if others:
            stale |= {first for first, told in self._told.items() if not others.isdisjoint(told.articles)}
        for first in stale:
            group, known = now.get(first), self._told.get(first)
            if group is None:
                self._told.pop(first, None)
            elif known is None or before[first] != group or not others.isdisjoint(known.articles):
                self._told[first] = _told(group, voices, published)
        self._groups = now
        return list(map(self._told.__getitem__, now))

    def placed(
        self, events: Mapping[str, Placed], answers: Mapping[str, str], revised: Revised | None = None
    ) -> dict[str, Placed]:
        """The events by id, whose moves name their event and the move that they respond to: the first of another.

        The moves are ``revised`` at last: where a person said that one answers nothing, it stays so.
        """
        stale = turned(self._events, events)
        stale |= {name for name, other in answers.items() if other in stale}
        stale |= {name for name, _ in answers.items() ^ self._answers.items()}
        if revised is not None or self._revised:
            stale |= events.keys()
        for name in stale:
            if name in events:
                other = events.get(answers.get(name, ""))
                first = other.event.moves[0] if other is not None else None
                self._placed[name] = _home(self._placed.get(name), events[name], first, revised)
            else:
                self._placed.pop(name, None)
        self._events, self._answers, self._revised = events, dict(answers), revised is not None
        return dict(zip(events, map(attrgetter("placed"), map(self._placed.__getitem__, events)), strict=True))


def _told(group: Group, voices: Voices, published: Mapping[str, str | None]) -> Placed:
    """The event that a group of moves amounts to."""
    made = event(group, voices, published)
    day = made.when or published[made.first_reported_by] or "9999"
    return Placed(made, tuple(sorted(group.members, key=lambda move: move.id)), day)


def _home(known: _Home | None, told: Placed, answered: str | None, revised: Revised | None) -> _Home:
    """An event whose moves name it, and what it answers; the same as the last time where it is as it was."""
    if known is None or known.told is not told or known.answers != answered:
        moves = _with_home(told, answered)
        known = _Home(told, answered, moves, Placed(told.event, moves))
    left = known.moves if revised is None else revised(known.moves)
    return known if known.placed.moves == left else known._replace(placed=Placed(told.event, left))


def _with_home(told: Placed, answered: str | None) -> tuple[Move, ...]:
    home = told.event.id
    return tuple(dataclasses.replace(m, event=home, responds_to=m.responds_to or answered) for m in told.moves)
