"""Counts of the same people or things, by independent reports, that cannot all hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from communique.data import Article, Figure
from communique.memory import Notebook
from communique.record.cells import Cells
from communique.record.comparing import (
    TOLL,
    about,
    at_one_time,
    fit,
    moments,
    same_question,
)
from communique.record.happenings import happenings, one_happening
from communique.record.support import Voices, independent

Question = list[list[Figure]]
"""The figures of each answer."""


class Asked(NamedTuple):
    """The figures, by id, that answer a question, and their values."""

    figures: Mapping[str, Figure]
    values: frozenset[float]


def asked(question: Iterable[Iterable[Figure]]) -> Asked:
    """A question by its answers."""
    figures = {f.id: f for answer in question for f in answer}
    return Asked(figures, frozenset(f.value for f in figures.values()))


class Rivals:
    """The rival counts of one unit, from one time to the next."""

    def __init__(self, unit: str) -> None:
        self._cells = Cells(_asked, same_question, None if unit in TOLL else about)
        self._made: Notebook[Asked] = Notebook()
        self._stale: set[str] = set()
        self._counted: list[Figure] = []
        self._found: list[Asked] = []

    def forget(self, article_id: str) -> None:
        """Ask again what an article takes part in: it is of another day, or another voice."""
        self._stale.add(article_id)

    def of(self, counted: Iterable[Figure], voices: Voices, articles: Mapping[str, Article]) -> list[Asked]:
        """The questions that reports of one time answer differently; the figures come in order of their articles."""
        figures = [*counted]
        if figures != self._counted or self._stale:
            self._counted = figures
            found = [self._of_cell(cell, voices, articles) for cell in self._cells.of(figures)]
            self._found = [question for question in found if question.figures]
            self._made.settle()
            self._stale.clear()
        return self._found

    def _of_cell(self, cell: Sequence[Figure], voices: Voices, articles: Mapping[str, Article]) -> Asked:
        stale = bool(self._stale) and not self._stale.isdisjoint(f.article_id for f in cell)
        given = cell, object() if stale else None
        return self._made.of(cell[0].id, given, partial(_rivals, cell, voices, articles))


def answers(cell: Iterable[Figure]) -> Question:
    """The figures of one question, those together that can all hold."""
    return Cells(_range, fit).of(sorted(cell, key=lambda f: (f.value, f.id)))


def _asked(figure: Figure) -> Hashable:
    return about(figure), figure.value, figure.when, figure.unit


def _range(figure: Figure) -> Hashable:
    return figure.value, figure.low, figure.high


def _rivals(cell: Sequence[Figure], voices: Voices, articles: Mapping[str, Article]) -> Asked:
    """The answers to one question that rival another, by independent reports; none where they are not."""
    found = _without_parts(answers(cell))
    seen = [_Seen(answer, articles) for answer in found]
    kept = [a for a, one in zip(found, seen, strict=True) if any(one.rivals(other) for other in seen)]
    return asked(kept if independent([{f.article_id for f in answer} for answer in kept], voices) else [])


class _Seen:
    """What one answer to a question rests on: its reports, their days, and what happened to those counted."""

    def __init__(self, answer: Sequence[Figure], articles: Mapping[str, Article]) -> None:
        self.reports = frozenset(f.article_id for f in answer)
        self.moments = moments(answer, articles)
        self.happenings = happenings(answer, articles)
        self.units = frozenset(f.unit for f in answer)

    def rivals(self, other: _Seen) -> bool:
        """Whether both may be given to one question: no report gives both, and they are of one time."""
        apart = self.reports.isdisjoint(other.reports) and one_happening(self.happenings, other.happenings)
        alike = not self.units.isdisjoint(other.units) or bool((self.happenings & other.happenings) - {""})
        return apart and alike and at_one_time(self.moments, other.moments)


def _without_parts(answers: Question) -> Question:
    """The answers, less what a report that also gives a better supported answer counts besides: a part of it."""
    kept: Question = []
    for answer in answers:
        most = max(f.value for f in answer)
        better = (o for o in answers if len(o) > len(answer) and max(f.value for f in o) > most)
        larger = {f.article_id for other in better for f in other}
        rest = [f for f in answer if f.article_id not in larger]
        if rest:
            kept.append(rest)
    return kept
