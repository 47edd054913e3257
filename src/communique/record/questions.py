"""Which questions are one, asked in other words: they have a figure, two values, or a claim in common."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from heapq import heappop, heappush

from communique.data import Article, Figure
from communique.record.comparing import about_fits
from communique.record.likeness import ordinal
from communique.record.rivals import Asked

_VALUES = 2  # that two questions have in common: they are one
_REPEATED = 14  # days within which who repeats a number speaks of the same thing ...
_FEW = 5  # ... unless it is lower: two towns may each have three dead
_MANY = 1000  # and from here on whatever the words say that is counted


def by_values(
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
