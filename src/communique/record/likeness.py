"""How alike two acts are in their words and their days."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Set
from datetime import date
from functools import lru_cache

from communique.data import Move
from communique.text import fold

_WORD = re.compile(r"\w+(?:[’']\w+)*")
# Words too plain to tell one act from another.
_PLAIN = frozenset(
    "a an the and or but nor so yet if then than that this these those which who whom whose what when where while as "
    "of in on at by for with from to into onto over under after before between about against through during until "
    "is are was were be been being am has have had do does did will would shall should can could may might must not "
    "no he she it they we you i his her its their our your my him them us me there here also more most very said say "
    "says told reporters added one two new any all some such make makes made making take takes took taken get gets got "
    "give gives gave given go goes going went gone come comes came coming see sees saw seen want wants".split()
)

_MANY = 32  # what is counted so often changes its weight only when there is twice as much

Bag = frozenset[str]


@lru_cache(maxsize=1 << 16)  # what was copied has the sentences of its original
def stems(words: str) -> Bag:
    """The words that carry meaning, folded and cut to a rough stem of six letters."""
    return frozenset(word[:6] for word in map(folded, set(_WORD.findall(words))) if word not in _PLAIN)


folded = lru_cache(maxsize=1 << 16)(fold)
"""A word for comparing; the words of a crisis come back again and again."""


def content(move: Move) -> Bag:
    """The words of a move's evidence that carry meaning, folded and cut to a rough stem of six letters.

    The trigger is left out: that a party demands is what its demands have in common, not what tells them apart.
    """
    return _content(move.trigger.exact, tuple(anchor.exact for anchor in move.evidence))


@lru_cache(maxsize=1 << 16)
def _content(trigger: str, evidence: tuple[str, ...]) -> Bag:
    said = set(map(folded, _WORD.findall(trigger)))
    found = {word for told in evidence for word in map(folded, _WORD.findall(told))} - _PLAIN
    return frozenset(word[:6] for word in (found - said or found))


class Weights:
    """How much each word tells: rare ones more (inverse document frequency over the moves at hand).

    Weights are whole numbers, millionths: their sum is the same in any order.
    """

    def __init__(self, bags: Iterable[Bag] = ()) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for bag in bags:
            counts.update(bag)
            total += 1
        self._weight = _Weight(_weight(1 + total, 0))
        self._weight.update((word, _weight(1 + total, n)) for word, n in counts.items())
        self._lengths: dict[Bag, float] = {}

    def of(self, words: Iterable[str]) -> int:
        """The weight of some words together."""
        return sum(map(self._weight.__getitem__, words))

    def rarest(self, words: Iterable[str], number: int) -> list[str]:
        """The ``number`` words that tell most, in a fixed order."""
        weight = self._weight
        return [word for _, word in sorted([(-weight[word], word) for word in words])[:number]]

    def alike(self, a: Bag, b: Bag) -> float:
        """0..1: the weight of what both hold over the geometric mean of their weights (a cosine)."""
        both = a & b
        return self.of(both) / (self._length(a) * self._length(b)) if both else 0.0

    def _length(self, bag: Bag) -> float:
        """The root of the weight of a whole bag, which is asked for often."""
        found = self._lengths.get(bag)
        if found is None:
            found = self._lengths[bag] = math.sqrt(self.of(bag))
        return found


class _Weight(dict[str, int]):
    """The weight of each word; of one that is not known, that of the rarest."""

    def __init__(self, rare: int) -> None:
        super().__init__()
        self._rare = rare

    def __missing__(self, word: str) -> int:
        return self._rare


def _weight(total: int, count: int) -> int:
    """How much a word tells that is in so many of all bags."""
    return round(1_000_000 * math.log(total / (count + 0.5)))


class SteadyWeights(Weights):
    """The weights of the words of a case that grows: they move by steps, so that most stay when an article comes.

    Each different bag is counted once; words count as rounded down to two binary digits, from ``_MANY`` on to one, bags
    as rounded up, so that a word in all of them still weighs something.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bags: Counter[Bag] = Counter()
        self._counts: Counter[str] = Counter()
        self._total = 1

    def moved(self, come: Iterable[Bag], gone: Iterable[Bag]) -> Set[str] | None:
        """Count bags that have come and no longer those that are gone; the words of another weight, None for all."""
        touched: set[str] = set()
        for bag in come:
            self._bags[bag] += 1
            if self._bags[bag] == 1:
                self._counts.update(bag)
                touched |= bag
        for bag in gone:
            self._bags[bag] -= 1
            if not self._bags[bag]:
                del self._bags[bag]
                self._counts.subtract(bag)
                touched |= bag
        total = _up(1 + len(self._bags))
        if total != self._total:
            self._total, self._weight = total, _Weight(_weight(total, 0))
            self._weight.update((word, self._steady(word)) for word, n in self._counts.items() if n)
            self._lengths.clear()
            return None
        return self._weighed(touched)

    def _weighed(self, touched: Iterable[str]) -> Set[str]:
        """The words among those ``touched`` that have come to another weight."""
        found = set()
        for word in touched:
            weight = self._steady(word)
            if weight != self._weight[word]:
                found.add(word)
            self._weight[word] = weight
            if not self._counts[word]:
                del self._weight[word], self._counts[word]
        if found:
            self._lengths = {bag: length for bag, length in self._lengths.items() if found.isdisjoint(bag)}
        return found

    def _steady(self, word: str) -> int:
        return _weight(self._total, _down(self._counts[word]))


def _down(count: int) -> int:
    """A count rounded down to one that stays for long: 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128 …"""
    tail = max(0, count.bit_length() - (2 if count < _MANY else 1))
    return count >> tail << tail


def _up(count: int) -> int:
    """A count rounded up to two leading binary digits."""
    tail = max(0, (count - 1).bit_length() - 2)
    return -(-count >> tail) << tail


def days_fit(a: str | None, b: str | None) -> bool:
    """Whether two ISO prefixes can be one time: either is unknown, or one is the other more precisely."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


@lru_cache(maxsize=1 << 16)
def days_apart(a: str | None, b: str | None) -> int | None:
    """The days between two dates known to the day, or None where that cannot be said."""
    one, other = ordinal(a), ordinal(b)
    return None if one is None or other is None else abs(one - other)


def ordinal(day: str | None) -> int | None:
    """The number of a day, by which days are counted; None where it is not known to the day."""
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return None
