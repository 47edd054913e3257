"""Which questions are one, asked in other words: they have a figure, two values, or a claim in common."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from communique.data import Article, Figure
from communique.record.comparing import about_fits
from communique.record.likeness import ordinal
from communique.record.rivals import Asked

_VALUES = 2  # that two questions have in common: they are one
_HEAP = 8  # values: of a question with more, two are the same as another's by chance
_REPEATED = 14  # days within which who repeats a number speaks of the same thing ...
_FEW = 5  # ... unless it is lower: two towns may each have three dead
_MANY = 1000  # and from here on whatever the words say that is counted


def by_values(
    questions: Iterable[Asked], articles: Mapping[str, Article], sides: Mapping[str, str]
) -> list[list[Figure]]:
    """The figures of each question; two are one in other words that have a figure, two values, or a claim in common."""
    joined, claims, taken = _Joined(), _Claims(articles, sides), [*questions]
    for number, question in enumerate(taken):
        joined.take(question, claims.take(question.figures.values(), number))
    found: dict[int, dict[str, Figure]] = defaultdict(dict)
    for number, question in enumerate(taken):
        found[joined.top(number)].update(question.figures)
    return [list(figures.values()) for figures in found.values()]


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
    """Which question each was joined to: by a figure, by a claim, or by two values that both have from the start.

    Values that came by joining do not count: among many numbers two are the same by chance.
    """

    def __init__(self) -> None:
        self._above: list[int] = []  # by number: itself, or the question that it was joined to
        self._of_figure: dict[str, int] = {}
        self._of_values: dict[tuple[float, ...], int] = {}

    def take(self, question: Asked, claimed: Iterable[int]) -> None:
        """Take a question in, joined with all that it is one with: those that it has ``claimed`` a number with, too."""
        number = len(self._above)
        self._above.append(number)
        few = sorted(question.values) if len(question.values) <= _HEAP else ()
        known = [self._of_figure.setdefault(figure, number) for figure in question.figures]
        alike = [self._of_values.setdefault(pair, number) for pair in combinations(few, _VALUES)]
        for other in {*known, *alike, *claimed}:
            self._above[self.top(other)] = self.top(number)

    def top(self, number: int) -> int:
        """The question that all that are one with this one stand under."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number
