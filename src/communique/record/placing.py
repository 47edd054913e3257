"""The events of a case with their moves, from one time to the next: what stands as it stood is not made again."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property
from typing import NamedTuple

from communique.data import Article, Event, Move
from communique.record.events import Group, event
from communique.record.support import Voices

Revised = Callable[[tuple[Move, ...]], tuple[Move, ...]]


class Around:
    """What the record rests on beside the moves; from one time to the next it tells what is no longer as it was."""

    def __init__(self) -> None:
        self._articles: dict[str, tuple[Article, str, bool]] = {}
        self._sides: Mapping[str, str] = {}
        self.articles: Set[str] = frozenset()
        """Those that are of another day, of another voice, or garbled now and not then."""
        self.actors: Set[str] = frozenset()
        """Those of another side."""

    def now(self, articles: Mapping[str, Article], voices: Voices, garbled: Set[str], sides: Mapping[str, str]) -> None:
        """Take this for what there is now."""
        before, of = self._articles, voices.of
        self._articles = {i: (article, of(i), i in garbled) for i, article in articles.items()}
        self.articles = {i for i, one in self._articles.items() if i in before and before[i] != one}
        self.actors = {who for who, _ in sides.items() ^ self._sides.items()}
        self._sides = sides

    def stands(self, placed: Placed) -> bool:
        """Whether nothing that an event rests on is other than it was."""
        return self.articles.isdisjoint(placed.articles) and self.actors.isdisjoint(placed.people)


class Placed:
    """An event, and its moves in order of their ids. One that changed is another object: so it is quickly known."""

    def __init__(self, event: Event, moves: tuple[Move, ...]) -> None:
        self.event = event
        self.moves = moves

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
        self._told: dict[str, tuple[Group, Placed]] = {}
        self._placed: dict[str, _Home] = {}

    def told(
        self, groups: Iterable[Group], voices: Voices, published: Mapping[str, str | None], around: Around
    ) -> list[Placed]:
        """The events that groups of moves amount to."""
        last, self._told = self._told, {}
        for group in groups:
            first = group.members[0].id
            known = last.get(first)
            if known is None or known[0] != group or not around.articles.isdisjoint(known[1].articles):
                moves = tuple(sorted(group.members, key=lambda move: move.id))
                known = group, Placed(event(group, voices, published), moves)
            self._told[first] = known
        return [told for _, told in self._told.values()]

    def placed(self, told: Iterable[Placed], answers: Mapping[str, str], revised: Revised) -> dict[str, Placed]:
        """The events by id, whose moves name their event and the move that they respond to: the first of another.

        The moves are ``revised`` at last: where a person said that one answers nothing, it stays so.
        """
        last, self._placed = self._placed, {}
        events = {one.event.id: one for one in told}
        for name, one in events.items():
            other = events.get(answers.get(name, ""))
            first = other.event.moves[0] if other is not None else None
            known = last.get(name)
            if known is None or known.told is not one or known.answers != first:
                moves = _with_home(one, first)
                known = _Home(one, first, moves, Placed(one.event, moves))
            left = revised(known.moves)
            if known.placed.moves != left:
                known = known._replace(placed=Placed(one.event, left))
            self._placed[name] = known
        return {name: known.placed for name, known in self._placed.items()}


def _with_home(told: Placed, answered: str | None) -> tuple[Move, ...]:
    home = told.event.id
    return tuple(dataclasses.replace(m, event=home, responds_to=m.responds_to or answered) for m in told.moves)
