"""The events of a case with their moves, from one time to the next: what stands as it stood is not made again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Set
from functools import cached_property
from typing import Any, NamedTuple

from communique.data import Article, Event, Move
from communique.memory import Follower, Ledger, turned
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


class _Home(NamedTuple):
    """An event, the move that it answers, its moves with both, and what people left of it."""

    told: Placed
    answers: str | None
    moves: tuple[Move, ...]
    placed: Placed


class Placing:
    """Makes events of groups of moves, and tells each move its event and what it answers."""

    def __init__(self) -> None:
        self._groups: dict[Any, tuple[Group, Placed]] = {}
        self._events: Ledger[str, Placed] = Ledger()
        self._placed: Ledger[str, Placed] = Ledger()
        self._homes: dict[str, _Home] = {}
        self._answers: Mapping[str, str] = {}
        self._revised = False
        self._shown, self._told = Follower[Any](), Follower[str]()

    def told(
        self,
        groups: Mapping[Any, Group],
        voices: Voices,
        published: Mapping[str, str | None],
        around: Around,
    ) -> Mapping[str, Placed]:
        """The events that groups of moves amount to, by their ids."""
        known, others = self._groups, around.articles
        stale = {*self._shown.turned(groups)}
        if others:
            stale |= {key for key, (_, told) in known.items() if not others.isdisjoint(told.articles)}
        gone, come = dict[str, Placed](), dict[str, Placed]()
        for key in stale:
            before, group = known.pop(key, None), groups.get(key)
            if before is not None and before[0] == group and others.isdisjoint(before[1].articles):
                known[key] = before
                continue
            if before is not None:
                gone[before[1].id] = before[1]
            if group is not None:
                told = _told(group, voices, published)
                known[key], come[told.id] = (group, told), told
        self._events.change(gone.keys() - come.keys(), come)
        return self._events

    def placed(
        self, events: Mapping[str, Placed], answers: Mapping[str, str], revised: Revised | None = None
    ) -> Mapping[str, Placed]:
        """The events by id, whose moves name their event and the move that they respond to: the first of another.

        The moves are ``revised`` at last: where a person said that one answers nothing, it stays so.
        """
        stale = {*self._told.turned(events)}
        stale |= {name for name, other in answers.items() if other in stale}
        stale |= {name for name, _ in answers.items() ^ self._answers.items()}
        if revised is not None or self._revised:
            stale |= events.keys()
        come, homes = dict[str, Placed](), self._homes
        for name in stale & events.keys():
            other = events.get(answers.get(name, ""))
            first = other.event.moves[0] if other is not None else None
            before = homes.get(name)
            homes[name] = now = _home(before, events[name], first, revised)
            if before is None or before.placed is not now.placed:
                come[name] = now.placed
        gone = [name for name in stale if name not in events and homes.pop(name, None) is not None]
        self._placed.change(gone, come)
        self._answers, self._revised = dict(answers), revised is not None
        return self._placed


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
