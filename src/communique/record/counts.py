"""Figures in dispute: counts of one thing that cannot all hold.

Two signs are trusted. A report that sets one count against another, each with somebody who claims it, says itself
that they are in dispute. And independent reports that count the same people or things, by words that say which,
disagree where the counts do not fit each other's hedges. Plans are not counts, and versions of one story change
their mind rather than disagree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from heapq import heappop, heappush
from typing import NamedTuple

from communique.data import Answer, Article, Dispute, Figure, digest
from communique.memory import Notebook, turned
from communique.record.comparing import (
    MONEY,
    PEOPLE_AND_ARMS,
    TOLL,
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
from communique.record.likeness import ordinal
from communique.record.rivals import Asked, Rivals, answers, asked
from communique.record.support import Voices
from communique.record.vouching import vouched
from communique.vocabulary import units

_LASTING = ("hour of talks", "minute of talks")
_DAY = len("2031-03-07")
_NO_UNIT = frozenset({"all", "total", "other", "more", "number"})  # "all 18,000": of what is said elsewhere
_VALUES = 2  # that two questions have in common: they are one
_ANSWERS = 2  # that make a dispute
_REPEATED = 14  # days within which who repeats a number speaks of the same thing ...
_FEW = 5  # ... unless it is lower: two towns may each have three dead
_MANY = 1000  # and from here on whatever the words say that is counted


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
            joined = _by_values(questions, articles, self._sides)
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
        claimed = [f for f in told if f.who is not None or vouched(f, article)]
        found[unit] = _Report(article, told, rivals, contrasts(told, article, sides), claimed)
    return found


def _of_talks(figure: Figure) -> bool:
    """Whether a figure is the length of talks on a day that is known."""
    return figure.what.startswith(_LASTING) and len(figure.when or "") == _DAY


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
            values = {i: frozenset(f.value for f in report.told) for i, report in self._reports.items()}
            pairs = [pair for report in reports for pair in report.pairs] + [*self._echoes.pairs(voices, values)]
            rivals = (f for report in reports for f in report.rivals)
            self._asked = [asked(_who_says(one, by_value[one.value], articles) for one in pair) for pair in pairs]
            self._asked += self._rivals.of(rivals, voices, articles)
        return self._asked


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


def _by_values(
    questions: Iterable[Asked], articles: Mapping[str, Article], sides: Mapping[str, str]
) -> list[list[Figure]]:
    """The figures of each question; two are one in other words that have a figure, two values, or a claim in common."""
    joined, claims = _Joined(), _Claims(articles, sides)
    for number, question in enumerate(questions):
        joined.take(question, claims.take(question.figures.values(), number))
    return [list(cell.values()) for cell in joined.cells.values()]


class _Claims:
    """Which sides claim how much, in which question: who repeats a number within days speaks of one thing."""

    def __init__(self, articles: Mapping[str, Article], sides: Mapping[str, str]) -> None:
        self._articles = articles
        self._sides = sides
        self._claims: dict[tuple[str | None, float, str], list[tuple[int, str, int, Figure]]] = defaultdict(list)

    def take(self, figures: Iterable[Figure], number: int) -> set[int]:
        """Take in the claims of a question; the questions before it that have one of them."""
        found: set[int] = set()
        for figure in figures:
            day = ordinal(self._articles[figure.article_id].published)
            if figure.who is None or day is None or figure.value < _FEW:
                continue
            line = self._claims[figure.unit, figure.value, self._sides.get(figure.who, figure.who)]
            one = day, figure.id, number, figure
            at = bisect_left(line, one)
            near = (other for other in line[max(0, at - 1) : at + 1] if abs(other[0] - day) <= _REPEATED)
            same = (o for o in near if figure.value >= _MANY or about_fits(o[3], figure))
            found |= {other[2] for other in same if other[2] != number}
            line.insert(at, one)
        return found


class _Joined:
    """Questions in the order in which they came, found by their figures, of which each is in one, and values."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[str, Figure]] = {}
        self._values: dict[int, set[float]] = {}
        self._of_figure: dict[str, int] = {}
        self._of_value: dict[float, set[int]] = defaultdict(set)
        self._above: list[int] = []  # by number: itself, or the question that it was joined to

    def take(self, question: Asked, claimed: Iterable[int]) -> None:
        """Take a question in, joined with each before it, in order, that it has come to be one with.

        With those that it has ``claimed`` a number with, it is one from the start.
        """
        cell, values, shared = dict(question.figures), set[float](), Counter[int]()
        known = (self._of_figure[f] for f in cell.keys() & self._of_figure.keys())
        ahead = sorted({self._top(number) for number in (*known, *claimed)})
        for number in self._beside(question.values, values, shared, -1):
            heappush(ahead, number)
        last, new = -1, len(self._above)
        self._above.append(new)
        self._of_figure.update(dict.fromkeys(cell, new))
        while ahead:
            number = heappop(ahead)
            if number == last:
                continue  # it was found by a figure and by its values
            last = number
            larger, smaller = sorted((cell, self.cells.pop(number)), key=len, reverse=True)
            larger.update(smaller)
            cell, its = larger, self._values.pop(number)
            self._above[number] = new
            for value in its:
                self._of_value[value].discard(number)
            for other in self._beside(its, values, shared, number):
                heappush(ahead, other)
        for value in values:
            self._of_value[value].add(new)
        self.cells[new], self._values[new] = cell, values

    def _top(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def _beside(self, fresh: Set[float], values: set[float], shared: Counter[int], after: int) -> list[int]:
        """The questions behind ``after`` that are one with a question now that it has these values too."""
        found = []
        for value in fresh - values:
            for number in self._of_value[value]:
                shared[number] += 1
                if shared[number] == _VALUES and number > after:
                    found.append(number)
        values |= fresh
        return found


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
