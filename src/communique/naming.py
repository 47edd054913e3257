"""Naming: what the rooms found in one article, put in terms of the actors of the whole case."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from typing import Generic, NamedTuple, Protocol, TypeVar

from communique import record
from communique.data import (
    Actor,
    Article,
    Cast,
    Figure,
    Identities,
    Judgement,
    Meeting,
    Move,
    Problem,
    Reading,
    Statement,
)
from communique.memory import Values, unlike

Fact = TypeVar("Fact", bound=Hashable)
_OFFICIALS = ("person", "office", "unnamed")  # whose acts are those of their side


class Noted(Protocol):
    """What the rooms made of one article by itself."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who is reported to have said what."""

    @property
    def cast(self) -> Cast:
        """Who appears in it."""

    @property
    def reading(self) -> Reading:
        """What was done at the table."""


class Who(NamedTuple):
    """What became of a local actor: its id in the case, that of whoever its acts are, whether it is the press."""

    same: str
    acts_for: str
    press: bool


class Named(NamedTuple):
    """What was found in one article, with ids that hold across the case."""

    statements: tuple[Statement, ...]
    moves: tuple[Move, ...]
    figures: tuple[Figure, ...]
    meetings: tuple[Meeting, ...]
    speakers: frozenset[str]


class Told(NamedTuple):
    """What articles tell, with ids that hold across the case, of the people who are in it and those who are not."""

    articles: Sequence[Article]
    named: Sequence[Named]
    people: Sequence[Actor]
    gone: Set[str]
    verdicts: Mapping[str, Judgement]
    problems: Sequence[Problem]

    def evidence(self) -> record.Evidence:
        """What a record is made of, but for who took text from whom."""
        gone, rows = self.gone, list(zip(self.articles, self.named, strict=True))
        return record.Evidence(
            articles=tuple(self.articles),
            actors=tuple(self.people),
            moves={a.id: record.without(n.moves, gone) if gone else n.moves for a, n in rows},
            figures={a.id: record.without(n.figures, gone) if gone else n.figures for a, n in rows},
            meetings=record.without((m for n in self.named for m in n.meetings), gone),
        )

    def statements(self) -> list[tuple[Statement, ...]]:
        """The statements of each article as people judged them, of those who are there."""
        present = {actor.id for actor in self.people}
        if self.verdicts:
            return [record.of_present(record.judged(of.statements, self.verdicts), present) for of in self.named]
        return [
            of.statements if of.speakers <= present else record.of_present(of.statements, present) for of in self.named
        ]


class _Known(NamedTuple):
    """Of which local actors an article speaks, and what was named of it."""

    used: frozenset[str]
    named: Named


class Naming:
    """Names articles; one whose actors are who they were the last time is not named again."""

    def __init__(self) -> None:
        self._others = Others[str](), Others[bool]()
        self._notes: Mapping[str, Noted] = {}
        self._known: dict[str, _Known] = {}

    def named(
        self, notes: Iterable[Noted], identities: Identities, people: Iterable[Actor], press: frozenset[str]
    ) -> list[Named]:
        """What was found in each article."""
        same, sides = identities.same, {a.id: a.side for a in people if a.side and a.kind in _OFFICIALS}
        papers = dict.fromkeys(press, True)
        turned = self._others[0].now(same, sides) | self._others[1].now(same, papers)

        def who(local: str) -> Who | None:
            one = same.get(local)
            return None if one is None else Who(one, sides.get(one, one), one in press)

        last, self._notes = self._notes, {note.cast.article_id: note for note in notes}
        stale = unlike(last, self._notes)
        stale += [one for one, known in self._known.items() if not turned.isdisjoint(known.used)] if turned else []
        for one in [one for one in stale if one in self._notes]:
            used = _used(self._notes[one])
            self._known[one] = _Known(used, _named(self._notes[one], {local: who(local) for local in used}))
        self._known = {one: self._known[one] for one in self._notes}
        return [known.named for known in self._known.values()]


class Others(Generic[Fact]):
    """Which local actors have become others, or are others of whom something else is told than the last time."""

    def __init__(self) -> None:
        self._same, self._told = Values[str, str](), Values[str, Fact]()

    def now(self, same: Mapping[str, str], told: Mapping[str, Fact]) -> set[str]:
        """They: ``same`` maps a local actor to the one of the case, of whom something is ``told``."""
        found, turned = self._same.turned(same), self._told.turned(told)
        return found | {local for local, one in same.items() if one in turned} if turned else found


def _used(note: Noted) -> frozenset[str]:
    """The local ids that an article speaks of."""
    found = set(note.cast.speakers.values())
    for move in note.reading.moves:
        found.update(move.actors, move.recipients, [move.speaker] if move.speaker else ())
    found.update(figure.who for figure in note.reading.figures if figure.who)
    for meeting in note.reading.meetings:
        found.update(meeting.parties)
    return frozenset(found)


def _named(note: Noted, who: Mapping[str, Who | None]) -> Named:
    known = {local: found or Who(local, local, press=False) for local, found in who.items()}
    statements = tuple(_statement(said, note.cast, known) for said in note.statements)
    return Named(
        statements=statements,
        moves=tuple(_move(move, known) for move in note.reading.moves),
        figures=tuple(_figure(figure, known) for figure in note.reading.figures),
        meetings=tuple(_meeting(meeting, known) for meeting in note.reading.meetings),
        speakers=frozenset(said.actor for said in statements if said.actor is not None),
    )


def _statement(said: Statement, cast: Cast, who: Mapping[str, Who]) -> Statement:
    return dataclasses.replace(said, actor=_who(cast.speakers.get(said.id), who))


def _move(move: Move, who: Mapping[str, Who]) -> Move:
    """The move with case-wide actors; an official whose side only another article tells acts for that side."""
    actors = tuple(sorted({who[local].acts_for for local in move.actors}))
    recipients = tuple(sorted({who[local].acts_for for local in move.recipients}))
    speaker = _who(move.speaker, who)
    if (actors, recipients, speaker) == (move.actors, move.recipients, move.speaker):
        return move  # most are: parties have one id in all articles
    return dataclasses.replace(move, actors=actors, recipients=recipients, speaker=speaker)


def _figure(figure: Figure, who: Mapping[str, Who]) -> Figure:
    claimed = _who(figure.who, who)
    return figure if claimed == figure.who else dataclasses.replace(figure, who=claimed)


def _meeting(meeting: Meeting, who: Mapping[str, Who]) -> Meeting:
    """The meeting without the press: it tells of talks and takes no part in them."""
    parties = {who[local].same for local in meeting.parties if not who[local].press}
    named = tuple(sorted(parties))
    return meeting if named == meeting.parties else dataclasses.replace(meeting, parties=named)


def _who(local: str | None, who: Mapping[str, Who]) -> str | None:
    return None if local is None else who[local].same
