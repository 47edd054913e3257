"""The record of a case, from what its rooms found in each article."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from communique.data import Actor, Article, Copy, Event, Figure, Judgement, Lineage, Meeting, Move, Record
from communique.memory import Notebook
from communique.record import events as grouping
from communique.record.adding import additions
from communique.record.appointments import meeting_disputes
from communique.record.counts import Question, figure_disputes
from communique.record.facts import fact_disputes
from communique.record.forums import with_forums
from communique.record.judging import judged
from communique.record.meetings import Days, meetings
from communique.record.offices import office_disputes
from communique.record.positions import Wordings, positions
from communique.record.regrouping import regrouped, remet
from communique.record.renaming import renamed
from communique.record.responses import Responses
from communique.record.support import Voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How acts are told apart; see :class:`communique.record.events.Options`."""

    events: grouping.Options = field(default_factory=grouping.Options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rooms found in a whole case, with ids that hold across it."""

    articles: tuple[Article, ...]
    lineages: tuple[Lineage, ...] = ()
    copies: tuple[Copy, ...] = ()
    actors: tuple[Actor, ...] = ()
    moves: tuple[Move, ...] = ()
    figures: tuple[Figure, ...] = ()
    meetings: tuple[Meeting, ...] = ()


class Memory:
    """What this process knows of a record since it last made it: forgetting it costs time alone."""

    def __init__(self) -> None:
        self._grouping: grouping.Grouping | None = None
        self.wordings = Wordings()
        self.figures: Notebook[list[Question]] = Notebook()
        self.meetings = Days()
        self.responses = Responses()
        self._events: Notebook[Event] = Notebook()
        self._placed: dict[str, tuple[tuple[Move, str, str | None], Move]] = {}

    def event(self, group: grouping.Group, voices: Voices, published: Mapping[str, str | None]) -> Event:
        """The event that a group amounts to."""
        reports = [(voices.of(move.article_id), published[move.article_id]) for move in group.members]
        make = partial(grouping.event, group, voices, published)
        return self._events.of(group.members[0].id, (group, reports), make)

    def placed(self, homes: Iterable[tuple[Move, str, str | None]]) -> dict[str, Move]:
        """The moves by id, each in its event and with what it responds to."""
        last, self._placed = self._placed, {}
        for home in homes:
            move, event, answers = home
            known = last.get(move.id)
            if known is None or known[0] != home:
                known = home, dataclasses.replace(move, event=event, responds_to=answers)
            self._placed[move.id] = known
        return {name: placed for name, (_, placed) in self._placed.items()}

    def settle(self) -> None:
        """Forget what was not asked for since the last time."""
        self._events.settle()
        self.figures.settle()

    def grouping(self, options: grouping.Options) -> grouping.Grouping:
        """The groups of moves as they were, where that was under the same options."""
        if self._grouping is None or self._grouping.options != options:
            self._grouping = grouping.Grouping(options)
        return self._grouping


def reconcile(
    evidence: Evidence,
    *,
    judgements: Mapping[str, Judgement] | None = None,
    options: Options | None = None,
    memory: Memory | None = None,
) -> Record:
    """The record: moves joined into events, positions, disputes and meetings, each with its voices and reports.

    ``judgements`` (datum id to the judgement in force) win over everything: a rejected move is in no event, a
    rejected event takes its moves with it. The order of the input makes no difference. What the ``memory`` of the last
    time still holds is not made again; where this raises, it is of no more use.
    """
    verdicts = judgements or {}
    choice = options or Options()
    articles = {a.id: a for a in evidence.articles}
    published = {a.id: a.published for a in evidence.articles}
    latest = max((day for day in published.values() if day), default="")
    voices = Voices(evidence.lineages)
    planned = judged((_planned(m, published, latest) for m in evidence.meetings), verdicts)
    known = memory or Memory()
    told = meetings(planned, voices, published, known.meetings)
    met = judged(remet(told, verdicts), verdicts)
    plausible = (_plausible(move, published[move.article_id]) for move in evidence.moves)
    kept = judged((*plausible, *additions(verdicts, articles)), verdicts)
    moves = with_forums(renamed(kept, verdicts), met)
    figures = judged(sorted(evidence.figures, key=lambda f: f.id), verdicts)
    groups = known.grouping(choice.events).groups(moves, evidence.copies, articles, evidence.actors)
    groups = regrouped(groups, verdicts, published)
    events = judged((known.event(g, voices, published) for g in groups), verdicts)
    events = tuple(sorted(events, key=lambda e: (e.when or published[e.first_reported_by] or "9999", e.id)))
    answers = known.responses.of(events, articles, {m.id: m for m in moves})
    placed = _placed(moves, events, answers, verdicts, known)
    sides = {a.id: a.side for a in evidence.actors if a.side}
    garbled = frozenset(c.article_id for c in evidence.copies if c.kind == "rewording")
    held = positions(events, placed, articles, voices, sides, garbled, known.wordings)
    names = {a.id: a.name for a in evidence.actors}
    disputes = [
        *figure_disputes(figures, voices, articles, sides, known.figures),
        *office_disputes(evidence.actors, voices, articles),
        *fact_disputes(placed.values(), evidence.actors, sides, voices),
        *meeting_disputes(met, articles, names, voices),
    ]
    known.settle()
    return Record(
        moves=tuple(sorted(placed.values(), key=lambda m: m.id)),
        events=events,
        positions=judged(held, verdicts),
        figures=figures,
        disputes=judged(sorted(disputes, key=lambda d: d.id), verdicts),
        meetings=met,
    )


def _plausible(move: Move, reported: str | None) -> Move:
    """The move without what cannot be: an act told as done before its day has come, a party that addresses itself.

    A meeting on a later day is planned; for any other act such a day is part of what it is about.
    """
    recipients = tuple(r for r in move.recipients if r not in move.actors)
    if recipients != move.recipients:
        move = dataclasses.replace(move, recipients=recipients)
    if move.when is None or reported is None or move.when[: len(reported)] <= reported[: len(move.when)]:
        return move
    if move.modality not in ("stated", "reported"):
        return move
    if move.code in ("MEET", "INVITE"):
        return dataclasses.replace(move, modality="future")
    return dataclasses.replace(move, when=None)


def _planned(meeting: Meeting, published: Mapping[str, str | None], latest: str) -> Meeting:
    """The meeting, not yet held where its day comes after every report of it (``latest`` for an undated one)."""
    reported = max((published[a.article_id] or latest for a in meeting.evidence), default="")
    if meeting.status == "held" and meeting.when and reported and meeting.when[: len(reported)] > reported:
        return dataclasses.replace(meeting, status="announced")
    return meeting


def _placed(
    moves: Iterable[Move],
    events: Iterable[Event],
    answers: Mapping[str, str],
    verdicts: Mapping[str, Judgement],
    known: Memory,
) -> dict[str, Move]:
    """The moves by id, each with its event and the move it responds to; those of no event are left out.

    Judged once more: where a person said that a move has no forum or answers nothing, it stays so.
    """
    home = {move: event for event in events for move in event.moves}
    first = {event.id: event.moves[0] for event in home.values()}
    homes: list[tuple[Move, str, str | None]] = []
    for move in moves:
        event = home.get(move.id)
        if event is not None:
            answered = answers.get(event.id)
            homes.append((move, event.id, move.responds_to or (first[answered] if answered else None)))
    placed = known.placed(homes)
    return {move.id: move for move in renamed(judged(placed.values(), verdicts), verdicts)}
