"""Figures in dispute: counts of one thing that cannot all hold.

Two signs are trusted. A report that sets one count against another, each with somebody who claims it, says itself
that they are in dispute. And independent reports that count the same people or things, by words that say which,
disagree where the counts do not fit each other's hedges. Plans are not counts, and versions of one story change
their mind rather than disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from communique.data import Answer, Article, Dispute, Figure, digest
from communique.memory import Notebook, turned
from communique.record.comparing import (
    MONEY,
    PEOPLE_AND_ARMS,
    TOLL,
    about,
    about_fits,
    at_one_time,
    counted_as,
    headlines,
    moments,
    things,
    whole,
)
from communique.record.contrasts import contrasts
from communique.record.echoes import Echoes
from communique.record.questions import by_values
from communique.record.rivals import Asked, Rivals, answers, asked
from communique.record.support import Voices
from communique.record.vouching import vouched
from communique.vocabulary import units

_DAY = len("2031-03-07")
_NO_UNIT = frozenset({"all", "total", "other", "more", "number"})  # "all 18,000": of what is said elsewhere
_ANSWERS = 2  # that make a dispute


class Counts:
    """What is asked of the figures of each unit, from one time to the next: kept where no report of it changed."""

    def __init__(self) -> None:
        self._figures: Mapping[str, tuple[Figure, ...]] = {}
        self._counting: dict[str, _Counting] = {}
        self._sides: Mapping[str, str] = {}
        self._moved = False
        self._units: dict[str, _Unit] = {}
        self._questions: Sequence[Asked] = ()
        self._found: list[Dispute] = []
        self._disputes: Notebook[Dispute | None] = Notebook()

    def questions(
        self,
        figures: Mapping[str, tuple[Figure, ...]],
        voices: Voices,
        articles: Mapping[str, Article],
        sides: Mapping[str, str],
        others: Set[str],
    ) -> list[Asked]:
        """What is asked of the figures of all units, one unit after the other; see :func:`figure_disputes`."""
        moved = {who for who, _ in sides.items() ^ self._sides.items()}
        stale = turned(self._figures, figures) | (others & figures.keys())
        if moved:
            stale |= {i for i, counting in self._counting.items() if not moved.isdisjoint(counting.whose)}
        self._figures, self._sides, self._moved = figures, sides, bool(moved)
        for article_id in stale:
            last, now = self._counting.pop(article_id, _NOTHING), _NOTHING
            if article_id in figures:
                some, article, voice = figures[article_id], articles[article_id], voices.of(article_id)
                now = self._counting[article_id] = last
                if not last.stands(some, article, voice, moved):
                    whose = frozenset(f.who for f in some)
                    now = _Counting(some, article, voice, whose, _reports(some, article, sides))
                    self._counting[article_id] = now
            if now is not last:
                self._take(article_id, last, now)
        return [question for unit in sorted(self._units) for question in self._units[unit].questions(voices, articles)]

    def _take(self, article_id: str, last: _Counting, now: _Counting) -> None:
        """Take what an article counts now for what it counted."""
        same = last.article is now.article and last.voice == now.voice
        for unit in last.reports.keys() | now.reports.keys():
            self._units.setdefault(unit, _Unit(unit)).take(article_id, now.reports.get(unit), same=same)

    def disputes(
        self, questions: Sequence[Asked], voices: Voices, articles: Mapping[str, Article], others: Set[str]
    ) -> list[Dispute]:
        """The disputes about these questions, those joined that are one."""
        if questions != self._questions or others or self._moved:
            self._questions = questions
            joined = by_values(questions, articles, self._sides)
            found = [self._dispute(question, voices) for question in joined]
            self._found = [dispute for dispute in found if dispute is not None]
            self._disputes.settle()
        return self._found

    def _dispute(self, question: Sequence[Figure], voices: Voices) -> Dispute | None:
        """The dispute about a question, given all its figures; None where they all fit."""
        given = question, [voices.of(f.article_id) for f in question]
        return self._disputes.of(question[0].id, given, partial(_dispute, question, voices))


class _Counting(NamedTuple):
    """What an article counts, and what that rests on."""

    figures: tuple[Figure, ...]
    article: Article | None
    voice: str
    whose: frozenset[str | None]
    reports: Mapping[str, _Report]

    def stands(self, figures: tuple[Figure, ...], article: Article, voice: str, moved: Set[str]) -> bool:
        """Whether these figures of this article come to it, where some actors have ``moved`` to another side."""
        same = self.figures == figures and self.article is article and self.voice == voice
        return same and moved.isdisjoint(self.whose)


_NOTHING = _Counting((), None, "", frozenset(), {})


class _Report(NamedTuple):
    """What a report counts in one unit: what stands for the whole, what others may rival, what it sets against what.

    What is ``claimed`` in it others may echo.
    """

    article: Article
    told: Sequence[Figure]
    rivals: Sequence[Figure]
    pairs: Sequence[tuple[Figure, Figure]]
    claimed: Sequence[Figure]


def _reports(figures: Iterable[Figure], article: Article, sides: Mapping[str, str]) -> dict[str, _Report]:
    """What a report counts, by unit."""
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.anchor.start, f.id)):
        # What is planned is no count of what is; but a sum is no plan because what it is charged on lies ahead.
        planned = figure.status == "planned" and figure.unit not in MONEY
        if figure.unit is not None and figure.unit not in _NO_UNIT and not planned:
            by_unit[counted_as(figure.unit)].append(figure)
    found = {}
    for unit, counted in by_unit.items():
        told = whole(counted, {article.id: article})
        rivals = headlines(told)
        if unit not in PEOPLE_AND_ARMS and unit not in TOLL:
            # Money and measures are counted of everything: only what somebody vouches for, of one named thing.
            # A rate is asked for and promised as often as it is measured.
            # How long talks took an outlet knows by itself.
            named = [f for f in told if _of_talks(f) or (things(f) and vouched(f, article))]
            rivals = [f for f in named if " per " not in unit]
        claimed = [f for f in told if unit not in TOLL and (f.who is not None or vouched(f, article))]
        found[unit] = _Report(article, told, rivals, contrasts(told, article, sides), claimed)
    return found


def _of_talks(figure: Figure) -> bool:
    """Whether a figure is the length of talks on a day that is known."""
    return figure.what.startswith(units.LENGTH_OF_TALKS) and len(figure.when or "") == _DAY


class _Unit:
    """The reports that count in one unit, and what is asked of their figures."""

    def __init__(self, unit: str) -> None:
        self._reports: dict[str, _Report] = {}
        self._rivals = Rivals(unit)
        self._echoes = Echoes(unit)
        self._asked: list[Asked] | None = None

    def take(self, article_id: str, report: _Report | None, *, same: bool) -> None:
        """Take what a report counts now, or that it counts nothing; is it the ``same`` article, of the same voice?"""
        before = self._reports.pop(article_id, None)
        if report is not None:
            self._reports[article_id] = report
        article, claimed = (None, ()) if report is None else (report.article, report.claimed)
        self._echoes.take(article_id, article, claimed)
        if before is not None and report is not None and not same:
            self._rivals.forget(article_id)
        self._asked = None

    def questions(self, voices: Voices, articles: Mapping[str, Article]) -> list[Asked]:
        """What is asked of the figures."""
        if self._asked is None:
            reports = [self._reports[i] for i in sorted(self._reports)]
            by_value: dict[float, list[Figure]] = defaultdict(list)
            for figure in (f for report in reports for f in report.told):
                by_value[figure.value].append(figure)
            pairs = (pair for report in reports for pair in report.pairs)
            echoes = self._echoes.pairs(voices, lambda i: {f.value for f in self._reports[i].told})
            rivals = (f for report in reports for f in report.rivals)
            self._asked = [asked(_who_says(one, by_value[one.value], articles) for one in pair) for pair in pairs]
            self._asked += [asked([[one], [other]]) for one, other in echoes]
            rivalled = self._rivals.of(rivals, voices, articles)
            self._asked += [question for question in rivalled if not _grown(question, by_value)]
        return self._asked


def _grown(question: Asked, by_value: Mapping[float, Sequence[Figure]]) -> bool:
    """Whether a report tells of both numbers, of one thing: the one has become the other."""
    if len(question.values) != _ANSWERS:
        return False
    one, other = ({f.article_id: f for f in by_value[value]} for value in sorted(question.values))
    asked_for = next(iter(question.figures.values()))
    both = ((one[i], other[i]) for i in one.keys() & other.keys())
    return any(about_fits(a, asked_for) and about_fits(b, asked_for) and about(a) & about(b) for a, b in both)


def figure_disputes(
    figures: Mapping[str, tuple[Figure, ...]],
    voices: Voices,
    articles: Mapping[str, Article],
    sides: Mapping[str, str],
    known: Counts | None = None,
    others: Set[str] = frozenset(),
) -> list[Dispute]:
    """The disputes among the ``figures`` of each article; ``sides`` maps an actor's id to that of its side.

    What is ``known`` from the last time is not worked out again; since then the articles among ``others`` have come to
    be others, or of another report.
    """
    counts = known or Counts()
    return counts.disputes(counts.questions(figures, voices, articles, sides, others), voices, articles, others)


def _who_says(figure: Figure, counted: Sequence[Figure], articles: Mapping[str, Article]) -> list[Figure]:
    """Who counts as many of the same at that time."""
    then = moments([figure], articles)
    return [f for f in counted if about_fits(f, figure) and at_one_time(moments([f], articles), then)]


def _dispute(cell: Iterable[Figure], voices: Voices) -> Dispute | None:
    question = answers(cell)
    if len(question) < _ANSWERS:
        return None
    figures = [f for answer in question for f in answer]
    units_named = Counter(f.unit or "" for f in figures)
    unit = min(units_named, key=lambda u: (-units_named[u], u))
    told = Counter(f.what for f in figures)
    about = min(told, key=lambda w: (-told[w], len(w), w))
    return Dispute(
        id=digest("dispute", "figure", unit, min(f.id for f in figures)),
        kind="figure",
        question=_asked(unit, about),
        answers=tuple(_answer(answer, voices) for answer in question),
    )


def _asked(unit: str, about_what: str) -> str:
    """How many of what: "dead, Ukraine" counts the dead, and names where."""
    unit, per, rate = unit.partition(" per ")
    head, _, rest = about_what.replace(f"{per}{rate}", "", 1).partition(", ") if per else about_what.partition(", ")
    if unit not in about_what:
        head, rest = unit, about_what
    counted = head if unit in TOLL else head.replace(unit, _plural(unit), 1) if head.startswith(unit) else head
    asked = "What percentage" if counted == _plural("percentage") else f"How many {counted}"
    return f"{asked}{per}{rate}{f' ({rest})' if rest else ''}?"


def _plural(noun: str) -> str:
    many = units.plural(noun)
    if many is not None:
        return many
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith(("s", "ed")) or noun == "people" else f"{noun}s"


def _answer(figures: Sequence[Figure], voices: Voices) -> Answer:
    values = [f.value for f in figures]
    value = max(values, key=lambda v: (values.count(v), -v))
    return Answer(
        value=value,
        support=voices.support(f.anchor for f in figures),
        who=tuple(sorted({f.who for f in figures if f.who})),
        shown=_shown([f for f in figures if f.value == value]),
    )


def _shown(figures: Sequence[Figure]) -> str:
    """A number with its hedge or as a range, as most reports that give it print it; bare where any does."""
    printed = Counter(_printed(f) for f in figures)
    plain = f"{_whole(figures[0].value):,}"
    return plain if plain in printed else min(printed, key=lambda words: (-printed[words], words))


def _printed(figure: Figure) -> str:
    number = f"{_whole(figure.value):,}"
    if figure.hedge is None:
        ranged = figure.high is not None and figure.high > figure.value
        return f"{number} to {_whole(figure.high or 0.0):,}" if ranged else number
    before = figure.anchor.exact.casefold().startswith(figure.hedge.casefold())
    return f"{figure.hedge.casefold()} {number}" if before else f"{number} {figure.hedge.casefold()}"


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
