"""What was found of articles the last time: of a set that has grown by one, little is looked at anew.

Whatever is kept here is what a look at the articles alone would find again: forgetting it costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from communique.data import Article
from communique.memory import Notebook

__all__ = ["Known", "Notebook", "Paired", "among", "both", "distinct", "paired", "taken_apart"]

Made = TypeVar("Made")
Number = TypeVar("Number", bound=np.integer[Any])
Numbers = NDArray[np.int64]
_BITS = 32
_MASK = (1 << _BITS) - 1


class Paired(Generic[Made]):
    """What came of pairs of articles; a pair of which nothing came is remembered as well."""

    __slots__ = ("asked", "made")

    def __init__(self) -> None:
        self.asked: Numbers = np.zeros(0, np.int64)  # codes, sorted
        self.made: dict[int, Made] = {}

    def unknown(self, codes: Numbers, touched: NDArray[np.bool_]) -> list[int]:
        """Those of the sorted ``codes`` that were not asked for yet, or have an article that is ``touched``.

        What is known of any others than ``codes`` is forgotten.
        """
        first, second = taken_apart(codes)
        fresh = ~among(codes, self.asked) | touched[first] | touched[second]
        gone = self.asked[~among(self.asked, codes)]
        for code in (*gone.tolist(), *codes[fresh].tolist()):
            self.made.pop(code, None)
        self.asked = codes
        unknown: list[int] = codes[fresh].tolist()
        return unknown


def paired(first: Numbers, second: Numbers) -> Numbers:
    """Pairs of article numbers as codes."""
    return (first << _BITS) | second


def taken_apart(codes: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers in the codes of pairs."""
    return codes >> _BITS, codes & _MASK


def both(code: int) -> tuple[int, int]:
    """The two numbers in the code of a pair."""
    return code >> _BITS, code & _MASK


def among(some: NDArray[Any], known: NDArray[Any]) -> NDArray[np.bool_]:
    """Which are among the ``known``, which are sorted."""
    if not len(known):
        return np.zeros(len(some), np.bool_)
    at = known.searchsorted(some)
    found: NDArray[np.bool_] = known.take(at, mode="clip") == some
    return found


def distinct(some: NDArray[Number]) -> NDArray[Number]:
    """Each once, sorted: as ``np.unique``, which takes six times as long."""
    ordered = np.sort(some)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    found: NDArray[Number] = ordered[first]
    return found


class Known:
    """The articles that were looked at, each with a number, and what each part of the room keeps of them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._articles: list[Article] = []
        self._last: tuple[list[Article], Numbers] = [], np.zeros(0, np.int64)
        self._kept: dict[type, Any] = {}
        self._options: object = None

    def of(self, kind: type[Made]) -> Made:
        """The one thing of a kind that is kept here."""
        if kind not in self._kept:
            self._kept[kind] = kind()
        kept: Made = self._kept[kind]
        return kept

    def under(self, options: object) -> None:
        """Forget all where the last look was under other options."""
        if self._options != options:
            self.__init__()  # type: ignore[misc]
            self._options = options

    def numbered(self, articles: Sequence[Article]) -> Numbers:
        """The number of each article: an article of the same id that is not the same gets another one."""
        if articles == self._last[0]:
            return self._last[1]
        numbers = np.empty(len(articles), np.int64)
        for at, article in enumerate(articles):
            number = self._numbers.get(article.id, -1)
            if number < 0 or (self._articles[number] is not article and self._articles[number] != article):
                number = self._numbers[article.id] = len(self._articles)
                self._articles.append(article)
            numbers[at] = number
        self._last = [*articles], numbers
        return numbers

    def count(self) -> int:
        """How many numbers were ever given."""
        return len(self._articles)

    def article(self, number: int) -> Article:
        """The article that has a number."""
        return self._articles[number]
