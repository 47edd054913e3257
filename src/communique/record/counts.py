"""Figures in dispute: counts of one thing that cannot all hold.

Two signs are trusted. A report that sets one count against another, each with somebody who claims it, says itself
that they are in dispute. And independent reports that count the same people or things, by words that say which,
disagree where the counts do not fit each other's hedges. Plans are not counts, and versions of one story change
their mind rather than disagree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from functools import partial
from heapq import heappop, heappush

from communique.data import Answer, Article, Dispute, Figure, digest
from communique.memory import Notebook
from communique.record.comparing import (
    MONEY,
    PEOPLE_AND_ARMS,
    TOLL,
    about,
    about_fits,
    at_one_time,
    crowded,
    fit,
    happenings,
    headlines,
    moments,
    one_happening,
    same_question,
    things,
    whole,
)
from communique.record.support import Voices, independent
from communique.vocabulary import units

_NO_UNIT = frozenset({"all", "total", "other", "more", "number"})  # "all 18,000": of what is said elsewhere
_VALUES = 2  # that two questions have in common: they are one
_NEAR = 400  # characters between two counts that a report sets against each other
# Somebody vouches for a number: what is counted is a claim, not the outlet's own knowledge.
_CLAIM = re.compile(
    r"\b(?:says?|said|puts?|put|claims?|claimed|counts?|counted|estimates?|estimated|reckons?|reckoned|according to|"
    r"version|tally|toll|insists?|insisted|speaks? of|spoke of|registered|records?|recorded|lists?|listed|"
    r"values?|valued|arrives? at|owns? (?:up )?to|admits?|admitted|acknowledges?|acknowledged|contested|disputed|"
    r"maintains?|maintained|reports?|reported)\b"
)

# "55 percent, up from 40": the second number is an earlier one, not another's.
_CHANGE = re.compile(r"\b(?:from|than|compared|earlier|previously)\b")


# A report that mends its own number, as a live blog does, does not set one claim against another.
_MENDED = re.compile(
    r"\b(?:correct(?:ed|s|ion|ing)|revis(?:ed|es|ing|ion)|updat(?:ed|es|ing)|amended|initial(?:ly)?|mistaken(?:ly)?|"
    r"incorrect(?:ly)?|in error|earlier (?:report|version|figure|count|estimate|toll)s?)\b",
    re.I,
)


Question = list[list[Figure]]  # the figures of each answer


def figure_disputes(
    figures: Iterable[Figure],
    voices: Voices,
    articles: Mapping[str, Article],
    sides: Mapping[str, str],
    known: Notebook[list[Question]] | None = None,
) -> list[Dispute]:
    """The disputes among ``figures``; ``sides`` maps an actor's id to that of its side.

    What is asked of a unit of which nothing came or went is ``known`` from the last time.
    """
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.article_id, f.anchor.start, f.id)):
        # What is planned is no count of what is; but a sum is no plan because what it is charged on lies ahead.
        planned = figure.status == "planned" and figure.unit not in MONEY
        if figure.unit is not None and figure.unit not in _NO_UNIT and not planned:
            by_unit[figure.unit].append(figure)
    known = known or Notebook()
    questions: list[Question] = []
    for unit, counted in sorted(by_unit.items()):
        seen = [(voices.of(f.article_id), articles[f.article_id], sides.get(f.who or "")) for f in counted]
        questions += known.of(unit, (counted, seen), partial(_questions, unit, counted, voices, articles, sides))
    return [_dispute(question, voices) for question in _by_values(questions) if len(question) > 1]


def _questions(
    unit: str, counted: Sequence[Figure], voices: Voices, articles: Mapping[str, Article], sides: Mapping[str, str]
) -> list[Question]:
    """What is asked of the figures of one unit."""
    told = whole(counted, articles)
    rivals = headlines(told)
    if unit not in PEOPLE_AND_ARMS and unit not in TOLL:
        # Money and measures are counted of everything: only what somebody vouches for, of one named thing.
        # A rate is asked for and promised as often as it is measured.
        vouched = told if " per " not in unit else []
        rivals = [f for f in vouched if things(f) and _CLAIM.search(_sentence(articles[f.article_id].text, f))]
    return [*_contrasts(told, articles, sides), *_rivals(rivals, voices, articles)]


def _contrasts(counted: Sequence[Figure], articles: Mapping[str, Article], sides: Mapping[str, str]) -> list[Question]:
    """Pairs of counts that one report sets against each other, with what other reports say of the same."""
    by_value: dict[float, list[Figure]] = defaultdict(list)
    several = crowded(counted)
    for figure in counted:
        by_value[figure.value].append(figure)
    return [
        [_who_says(one, by_value[one.value], articles) for one in (figure, other)]
        for n, figure in enumerate(counted)
        for other in counted[n + 1 : n + 4]
        if _set_against(figure, other, articles[figure.article_id], sides)
        and (figure.article_id not in several or _side_by_side(figure, other, articles[figure.article_id]))
    ]


def _set_against(a: Figure, b: Figure, article: Article, sides: Mapping[str, str]) -> bool:
    """Whether two figures differ, and have claimants of two sides who speak of one thing, or stand close.

    Close together, a claim each will do; of people and arms, the claimants that are known must be of two sides.
    """
    if a.article_id != b.article_id or fit(a, b) or not about_fits(a, b):
        return False
    if not one_happening(*(happenings([f], {article.id: article}) for f in (a, b))):
        return False
    between = article.text[a.anchor.end : b.anchor.start]
    if "\n" not in between and ". " not in between and _CHANGE.search(between):
        return False
    if len(between) <= _NEAR and _MENDED.search(_sentence(article.text, a) + between + _sentence(article.text, b)):
        return False
    apart = a.who is not None and b.who is not None and sides.get(a.who, a.who) != sides.get(b.who, b.who)
    if len(between) > _NEAR and not (apart and same_question(a, b) and about(a) & about(b)):
        return False
    if a.who is not None and b.who is not None:
        return apart and (a.unit in PEOPLE_AND_ARMS or _claimed(a, b, article))
    return (a.unit in PEOPLE_AND_ARMS or _one_thing(a, b, article)) and _claimed(a, b, article)


def _one_thing(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two measures name the same thing, or the next sentence takes up what the one before it has named."""
    ours, theirs = things(a), things(b)
    if ours and theirs:
        return bool(ours & theirs)
    between = article.text[a.anchor.end : b.anchor.start]
    return bool(ours or theirs) and ". " in between and _side_by_side(a, b, article)


def _side_by_side(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two counts stand in one paragraph, in one sentence or the next."""
    between = article.text[a.anchor.end : b.anchor.start]
    return "\n" not in between and between.count(". ") < 2


def _claimed(a: Figure, b: Figure, article: Article) -> bool:
    """Whether somebody vouches for each."""
    return all(_CLAIM.search(_sentence(article.text, f)) for f in (a, b))


def _sentence(story: str, figure: Figure) -> str:
    """The words around a figure up to the stops on both sides."""
    start = max(story.rfind(". ", 0, figure.anchor.start), story.rfind("\n", 0, figure.anchor.start), 0)
    ends = [e for mark in (". ", "\n") if (e := story.find(mark, figure.anchor.end)) >= 0]
    return story[start : min(ends, default=len(story))]


def _who_says(figure: Figure, counted: Sequence[Figure], articles: Mapping[str, Article]) -> list[Figure]:
    """Who counts as many of the same at that time."""
    then = moments([figure], articles)
    return [f for f in counted if about_fits(f, figure) and at_one_time(moments([f], articles), then)]


def _rivals(counted: Sequence[Figure], voices: Voices, articles: Mapping[str, Article]) -> list[Question]:
    """Counts of the same people or things by independent reports of one time that do not fit each other."""
    words = None if any(f.unit in TOLL for f in counted) else about
    cells = _cells(counted, lambda f: (about(f), f.value, f.when), same_question, words)
    found = []
    for cell in cells:
        answers = _without_parts(_answers(cell))
        seen = [_Seen(answer, articles) for answer in answers]
        kept = [a for a, one in zip(answers, seen, strict=True) if any(one.rivals(other) for other in seen)]
        if independent([{f.article_id for f in answer} for answer in kept], voices):
            found.append(kept)
    return found


class _Seen:
    """What one answer to a question rests on: its reports, their days, and what happened to those counted."""

    def __init__(self, answer: Sequence[Figure], articles: Mapping[str, Article]) -> None:
        self.reports = frozenset(f.article_id for f in answer)
        self.moments = moments(answer, articles)
        self.happenings = happenings(answer, articles)

    def rivals(self, other: _Seen) -> bool:
        """Whether both may be given to one question: no report gives both, and they are of one time."""
        apart = self.reports.isdisjoint(other.reports) and one_happening(self.happenings, other.happenings)
        return apart and at_one_time(self.moments, other.moments)


def _answers(cell: Iterable[Figure]) -> Question:
    """The figures of one question, those together that can all hold."""
    return _cells(sorted(cell, key=lambda f: (f.value, f.id)), lambda f: (f.value, f.low, f.high), fit)


def _cells(
    figures: Iterable[Figure],
    key: Callable[[Figure], Hashable],
    fits: Callable[[Figure, Figure], bool],
    words: Callable[[Figure], Iterable[str]] | None = None,
) -> list[list[Figure]]:
    """Each figure in the first cell all of whose figures it fits; ``fits`` sees nothing of a figure but its ``key``.

    Figures that fit have one of their ``words`` in common, where those are told.
    """
    cells: list[list[Figure]] = []
    kinds: list[list[Figure]] = []  # of each cell one figure for each key
    home: dict[Hashable, int] = {}
    begun: dict[str, list[int]] = defaultdict(list)  # the cells by the words of their first figure
    for figure in figures:
        known = key(figure)
        number = home.get(known)
        if number is None:
            near = range(len(cells)) if words is None else sorted({n for word in words(figure) for n in begun[word]})
            number = next((n for n in near if all(fits(figure, other) for other in kinds[n])), len(cells))
            home[known] = number
            if number == len(cells):
                cells.append([])
                kinds.append([])
                for word in words(figure) if words is not None else ():
                    begun[word].append(number)
            kinds[number].append(figure)
        cells[number].append(figure)
    return cells


def _without_parts(answers: Question) -> Question:
    """The answers, less what a report that also gives a better supported answer counts besides: a part of it."""
    kept: Question = []
    for answer in answers:
        larger = {f.article_id for other in answers if len(other) > len(answer) for f in other}
        rest = [f for f in answer if f.article_id not in larger]
        if rest:
            kept.append(rest)
    return kept


def _by_values(questions: Iterable[Question]) -> list[Question]:
    """Questions with a figure or with two values in common are one question in other words."""
    joined = _Joined()
    for question in questions:
        joined.take({f.id: f for answer in question for f in answer})
    return [_answers(cell.values()) for cell in joined.cells.values()]


class _Joined:
    """Questions in the order in which they came, found by their figures and values."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[str, Figure]] = {}
        self._values: dict[int, set[float]] = {}
        self._of_figure: dict[str, set[int]] = defaultdict(set)
        self._of_value: dict[float, set[int]] = defaultdict(set)
        self._next = 0

    def take(self, cell: dict[str, Figure]) -> None:
        """Take a question in, joined with each before it, in order, that it has come to be one with."""
        values: set[float] = set()
        shared: Counter[int] = Counter()
        ahead = self._beside(cell, {f.value for f in cell.values()}, values, shared, -1)
        while ahead:
            number = heappop(ahead)
            if number not in self.cells:
                continue  # it was found by a figure and by its values
            fresh = self.cells.pop(number)
            its = self._values.pop(number)
            for figure in fresh:
                self._of_figure[figure].discard(number)
            for value in its:
                self._of_value[value].discard(number)
            for other in self._beside(fresh, its, values, shared, number):
                heappush(ahead, other)
            cell |= fresh
        for figure in cell:
            self._of_figure[figure].add(self._next)
        for value in values:
            self._of_value[value].add(self._next)
        self.cells[self._next], self._values[self._next] = cell, values
        self._next += 1

    def _beside(
        self, figures: Iterable[str], fresh: Set[float], values: set[float], shared: Counter[int], after: int
    ) -> list[int]:
        """The questions behind ``after`` that are one with a question now that it has these figures and values too."""
        found = {number for f in figures for number in self._of_figure[f] if number > after}
        for value in fresh - values:
            for number in self._of_value[value]:
                shared[number] += 1
                if shared[number] == _VALUES and number > after:
                    found.add(number)
        values |= fresh
        return sorted(found)


def _dispute(question: Question, voices: Voices) -> Dispute:
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
    head, _, rest = about_what.partition(", ")
    if unit not in about_what:
        head, rest = unit, about_what
    counted = head if head != unit or unit in TOLL else _plural(unit)
    asked = "What percentage" if counted == _plural("percentage") else f"How many {counted}"
    return f"{asked}{f' ({rest})' if rest else ''}?"


def _plural(noun: str) -> str:
    many = units.plural(noun)
    if many is not None:
        return many
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") or noun == "people" else f"{noun}s"


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
