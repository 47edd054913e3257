"""The record of a case, from what its rooms found in each article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any

from communique.data import Actor, Article, Copy, Dispute, Event, Figure, Judgement, Lineage, Meeting, Move, Record
from communique.memory import Notebook
from communique.record import events as grouping
from communique.record import sheets
from communique.record.adding import additions
from communique.record.appointments import meeting_disputes
from communique.record.coded import Coded, Rows
from communique.record.counts import Counts, figure_disputes
from communique.record.facts import Facts
from communique.record.held import Ordered, Settled, by_article
from communique.record.judging import judged
from communique.record.meetings import Days, meetings
from communique.record.offices import office_disputes
from communique.record.placing import Around, Placed, Placing
from communique.record.plans import Plans
from communique.record.positions import Stances
from communique.record.regrouping import regrouped, remet
from communique.record.renaming import issue_names, with_names
from communique.record.responses import Responses
from communique.record.support import Voices

Count = Callable[..., Callable[[], list[Dispute]]]
"""Begins to look for disputes among figures; see :func:`figure_disputes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How acts are told apart; see :class:`communique.record.events.Options`."""

    events: grouping.Options = field(default_factory=grouping.Options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rooms found in a whole case, with ids that hold across it; moves and figures may come by article."""

    articles: tuple[Article, ...]
    lineages: tuple[Lineage, ...] = ()
    copies: tuple[Copy, ...] = ()
    actors: tuple[Actor, ...] = ()
    moves: tuple[Move, ...] | Mapping[str, tuple[Move, ...]] = ()
    figures: tuple[Figure, ...] | Mapping[str, tuple[Figure, ...]] = ()
    meetings: tuple[Meeting, ...] = ()


def _by_id(_row: object, one: Move | Figure) -> str:
    return one.id


def _event(placed: Placed) -> tuple[Event]:
    return (placed.event,)


def _by_time(placed: Placed, _event: Event) -> tuple[str, str]:
    return placed.place


class Memory:
    """What this process knows of a record since it last made it: forgetting it costs time alone."""

    def __init__(self) -> None:
        self._grouping: grouping.Grouping | None = None
        self.coded = Coded()
        self.around = Around()
        self.placing = Placing()
        self.stances = Stances()
        self.facts = Facts()
        self.counts = Counts()
        self.plans = Plans()
        self.meetings = Days()
        self.appointments = Notebook[Dispute | None]()
        self.offices = Notebook[Dispute | None]()
        self.responses = Responses()
        self.counted = Settled[Figure]()
        self.moves = Ordered[Placed, Move](attrgetter("moves"), _by_id)
        self.events = Ordered[Placed, Event](_event, _by_time)
        self.figures = Ordered[tuple[Figure, ...], Figure](tuple, _by_id)

    def rows(self) -> dict[str, Mapping[str, tuple[Any, ...]]]:
        """The moves, events and figures of the record in rows, most of them the same objects as the last time."""
        return {"moves": self.moves.rows, "events": self.events.rows, "figures": self.figures.rows}

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
    count: Count | None = None,
) -> Record:
    """The record: moves joined into events, positions, disputes and meetings, each with its voices and reports.

    ``judgements`` (datum id to the judgement in force) win over everything: a rejected move is in no event, a
    rejected event takes its moves with it. The order of the input makes no difference. What the ``memory`` of the last
    time still holds is not made again; where this raises, it is of no more use. Who is to ``count`` finds the disputes
    among figures; :func:`figure_disputes` does so unless told otherwise.
    """
    verdicts, known = judgements or {}, memory or Memory()
    articles, voices, sides, garbled = _surroundings(evidence)
    known.around.now(articles, voices, garbled, sides)
    figures = by_article(evidence.figures)
    figures = known.counted.of({i: judged(row, verdicts) for i, row in figures.items()} if verdicts else figures)
    asked, others = (figures, voices, articles, sides), known.around.articles
    counted = count(*asked, others) if count else partial(figure_disputes, *asked, known.counts, others)
    met = _met(evidence, verdicts, voices, known)
    moves = _moves(evidence, verdicts, articles, met, known)
    people = {a.id: a for a in evidence.actors}
    told = _told(evidence, verdicts, options or Options(), voices, articles, people, moves, known)
    answers = known.responses.of(told, articles)
    revised = partial(_revised, verdicts=verdicts, names=issue_names(verdicts)) if verdicts else None
    placed = known.placing.placed(told, answers, revised)
    held = known.stances.positions(placed, articles, voices, sides, garbled, known.around)
    disputes = [
        *counted(),
        *office_disputes(evidence.actors, voices, articles, known.offices, known.around.articles),
        *known.facts.disputes(placed, people, sides, voices),
        *meeting_disputes(met, articles, people, voices, known.appointments, known.around.articles),
    ]
    return Record(
        moves=known.moves.of(placed),
        events=known.events.of(told),
        positions=judged(held, verdicts),
        figures=known.figures.of(figures),
        disputes=judged(sorted(disputes, key=lambda d: d.id), verdicts),
        meetings=met,
    )


def ahead(evidence: Evidence, *, judgements: Mapping[str, Judgement], options: Options, memory: Memory) -> None:
    """Make ready what can be before it is known who took text from whom: :func:`reconcile` will find it done.

    The ``memory`` is that of no record yet: what a record made before rests on may change here, and would not be told.
    """
    articles, voices, sides, garbled = _surroundings(evidence)
    memory.around.now(articles, voices, garbled, sides)
    met = _met(evidence, judgements, voices, memory)
    moves = _moves(evidence, judgements, articles, met, memory)
    memory.grouping(options.events).ready(moves, articles, {a.id: a for a in evidence.actors})
    sheets.load()


def _surroundings(
    evidence: Evidence,
) -> tuple[Mapping[str, Article], Voices, Mapping[str, str], Set[str]]:
    """The articles, of which report each is, the sides of the actors, and the articles in words that are not theirs."""
    garbled = frozenset(c.article_id for c in evidence.copies if c.kind == "rewording")
    sides = {a.id: a.side for a in evidence.actors if a.side}
    return {a.id: a for a in evidence.articles}, Voices(evidence.lineages), sides, garbled


def _met(evidence: Evidence, verdicts: Mapping[str, Judgement], voices: Voices, known: Memory) -> tuple[Meeting, ...]:
    """The meetings, as people left them."""
    published = {a.id: a.published for a in evidence.articles}
    planned = judged(known.plans.of(evidence.meetings, published, known.around.articles), verdicts)
    return judged(
        remet(meetings(planned, voices, published, known.meetings, known.around.articles), verdicts), verdicts
    )


def _moves(
    evidence: Evidence,
    verdicts: Mapping[str, Judgement],
    articles: Mapping[str, Article],
    met: Iterable[Meeting],
    known: Memory,
) -> Rows:
    """The moves of each article, as people left them, each at its table."""
    published = {a.id: a.published for a in evidence.articles}
    return known.coded.of(by_article(evidence.moves), additions(verdicts, articles), published, met, verdicts)


def _told(
    evidence: Evidence,
    verdicts: Mapping[str, Judgement],
    options: Options,
    voices: Voices,
    articles: Mapping[str, Article],
    people: Mapping[str, Actor],
    moves: Rows,
    known: Memory,
) -> Mapping[str, Placed]:
    """The events with their moves, as people left them."""
    published = {a.id: a.published for a in evidence.articles}
    groups = known.grouping(options.events).groups(moves, evidence.copies, articles, people)
    told = known.placing.told(regrouped(groups, verdicts, published), voices, published, known.around)
    if not verdicts:
        return told
    return {event.id: told[event.id] for event in judged((one.event for one in told.values()), verdicts)}


def _revised(
    moves: tuple[Move, ...], verdicts: Mapping[str, Judgement], names: Mapping[str, str | None]
) -> tuple[Move, ...]:
    """The moves judged once more: where a person said that one has no forum or answers nothing, it stays so."""
    return with_names(judged(moves, verdicts), names)
