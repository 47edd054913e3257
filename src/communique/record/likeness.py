"""How alike two acts are in their words and their days."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
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
KNOWN = 10_000  # bags from which it is known well enough how rare a word is
ALWAYS = 10_000_000  # behind every day
_AT_ONCE = 2_000_000  # so many words of a day are weighed anew one by one

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
        self._weight = _Weight(weight(1 + total, 0))
        self._weight.update((word, weight(1 + total, n)) for word, n in counts.items())
        self._lengths: dict[Bag, float] = {}

    def of(self, words: Iterable[str]) -> int:
        """The weight of some words together."""
        return sum(map(self._weight.__getitem__, words))

    def rarest(self, words: Iterable[str], number: int) -> list[str]:
        """The ``number`` words that tell most, in a fixed order."""
        weights = self._weight
        return [word for _, word in sorted([(-weights[word], word) for word in words])[:number]]

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


def weight(total: int, count: int) -> int:
    """How much a word tells that is in so many of all bags."""
    return round(1_000_000 * math.log(total / (count + 0.5)))


Moved = Mapping[int, Set[str] | None]
"""The words that have come to another weight for the tellings of a day, None for all."""


def both(one: Moved | None, other: Moved | None) -> Moved | None:
    """What has come to another weight in one of two ways."""
    if one is None or other is None:
        return None
    found = dict(one)
    for day, words in other.items():
        before = found.get(day, frozenset[str]())
        found[day] = None if words is None or before is None else before | words
    return found


class SteadyWeights:
    """The weights of the words of a case that grows, as they were known on a day: what comes later changes none.

    Each different bag is counted once, from the first day on of which it is told; what is of no known day counts from
    the beginning. Up to the day by which there are :data:`KNOWN` bags, all of these count, and before there are as
    many, all that there is. Words count as rounded down to two binary digits, from ``_MANY`` on to one, bags as rounded
    up, so that most weights stay when something comes, and a word in all bags still weighs something.
    """

    def __init__(self) -> None:
        self.begin = ALWAYS
        """The first day of which the weights are those known on it; all before are weighed as on this one."""
        self._bags: dict[Bag, list[int]] = {}  # the days of each, in order
        self._all: list[int] = []  # the first day of each, in order
        self._with: dict[str, list[int]] = {}  # and of each that has a word
        self._days: Counter[int] = Counter()
        self._tables: dict[int, _Table] = {}

    def day(self, day: int) -> int:
        """The day on which it was known how words weigh in what is told on a day, 0 for one that is not known."""
        return max(day, self.begin)

    def of(self, words: Iterable[str], day: int = 0) -> int:
        """The weight of some words together."""
        return sum(map(self._table(day).weights.__getitem__, words))

    def rarest(self, words: Iterable[str], number: int, day: int = 0) -> list[str]:
        """The ``number`` words that tell most, in a fixed order."""
        weights = self._table(day).weights
        return [word for _, word in sorted([(-weights[word], word) for word in words])[:number]]

    def alike(self, a: Bag, b: Bag, here: int = 0, there: int = 0) -> float:
        """0..1: the weight of what both hold, where it is less, over the geometric mean of their weights (a cosine).

        The one is weighed as of the day ``here``, the other as of ``there``.
        """
        both = a & b
        if not both:
            return 0.0
        ours, theirs = self._table(here), self._table(there)
        weights = map(ours.weights.__getitem__, both)
        if ours is not theirs:
            weights = map(min, weights, map(theirs.weights.__getitem__, both))
        return sum(weights) / (ours.length(a) * theirs.length(b))

    def moved(
        self, come: Iterable[tuple[Bag, int]], gone: Iterable[tuple[Bag, int]], begin: int | None = None
    ) -> Moved | None:
        """Count the bags that have come on a day and no longer those that are gone; what weighs other, None for all.

        Where others than these tell from when on weights are those of a day, it is the day ``begin``.
        """
        fresh = not self._bags
        before, bags = self._counted(come, gone), self._bags
        turned = [(bag, day, bags[bag][0] if bag in bags else None) for bag, day in before.items()]
        turned = [(bag, last, first) for bag, last, first in turned if last != first]
        since = min((day for _, *days in turned for day in days if day is not None), default=ALWAYS + 1)
        touched = {word for bag, *_ in turned for word in bag}
        days = {day for day in (*map(self.day, self._days), *self._tables) if day >= since}
        many = fresh or len(days) * len(touched) > _AT_ONCE
        tables = [self._table(day) for day in days] if not many else []
        weights = [{word: self.of_table(word, table) for word in touched} for table in tables]
        self._enter(turned)
        was = self.begin
        self.begin = begin if begin is not None else self._all[KNOWN - 1] if len(self._all) >= KNOWN else ALWAYS
        if self.begin != was or many:
            self._tables.clear()
            return None
        found = ((table.day, self._reweighed(table, known)) for table, known in zip(tables, weights, strict=True))
        return {day: words for day, words in found if words is None or words}

    def concerned(self, moved: Moved | None, days: Iterable[int], words: Set[str]) -> bool:
        """Whether one of some words has come to another weight on one of some days."""
        if moved is None:
            return True
        some = (moved.get(self.day(day), frozenset()) for day in days)
        return any(heavier is None or not words.isdisjoint(heavier) for heavier in some)

    def total(self, day: int) -> int:
        """How many bags there were on a day, as rounded."""
        return _up(1 + bisect_right(self._all, self.day(day)))

    def reached(self, word: str) -> list[int]:
        """The days on which a word came to count as each of :data:`STEPS`, as far as it did."""
        days = self._with.get(word, ())
        return [days[step - 1] for step in STEPS[: bisect_right(STEPS, len(days))]]

    def _counted(self, come: Iterable[tuple[Bag, int]], gone: Iterable[tuple[Bag, int]]) -> dict[Bag, int | None]:
        """Count bags; the first day that each of these had before, None for none."""
        bags, before = self._bags, dict[Bag, int | None]()
        for bag, day in come:
            days = bags.setdefault(bag, [])
            before.setdefault(bag, days[0] if days else None)
            insort(days, day)
            self._days[day] += 1
        for bag, day in gone:
            days = bags[bag]
            before.setdefault(bag, days[0])
            del days[bisect_left(days, day)]
            self._days[day] -= 1
            if not days:
                del bags[bag]
        return before

    def _enter(self, turned: Iterable[tuple[Bag, int | None, int | None]]) -> None:
        """Let each bag be of its first day, and no longer of the one before."""
        fresh = not self._all
        for bag, last, first in turned:
            lines = [self._all, *(self._with.setdefault(word, []) for word in bag)]
            for line in lines:
                if last is not None:
                    del line[bisect_left(line, last)]
                if first is not None and fresh:
                    line.append(first)
                elif first is not None:
                    insort(line, first)
            for word in bag if first is None else ():
                if not self._with[word]:
                    del self._with[word]
        for line in (self._all, *self._with.values()) if fresh else ():
            line.sort()

    def _table(self, day: int) -> _Table:
        at = max(day, self.begin)
        found = self._tables.get(at)
        if found is None:
            found = self._tables[at] = _Table(self, at)
        return found

    def _reweighed(self, table: _Table, weights: Mapping[str, int]) -> Set[str] | None:
        """The words of a table that have come to other weights than these, None for all."""
        total = self.total(table.day)
        if total != table.total:
            table.begin(total)
            return None
        found = {word for word, last in weights.items() if last != self.of_table(word, table)}
        table.forget(found)
        return found

    def of_table(self, word: str, table: _Table) -> int:
        """How much a word weighs in a table."""
        return weight(table.total, _down(bisect_right(self._with.get(word, ()), table.day)))


class _Table:
    """The weights of words that were asked for as they were known on a day, and the lengths of bags."""

    def __init__(self, of: SteadyWeights, day: int) -> None:
        self.day = day
        self._of = of
        self.begin(of.total(day))

    def begin(self, total: int) -> None:
        """Weigh everything again, of so many bags."""
        self.total = total
        self.weights = _Asked(lambda word: self._of.of_table(word, self))
        self._lengths: dict[Bag, float] = {}

    def length(self, bag: Bag) -> float:
        """The root of the weight of a whole bag, which is asked for often."""
        found = self._lengths.get(bag)
        if found is None:
            found = self._lengths[bag] = math.sqrt(sum(map(self.weights.__getitem__, bag)))
        return found

    def forget(self, words: Set[str]) -> None:
        """Weigh some words again."""
        for word in words & self.weights.keys():
            del self.weights[word]
        if words:
            self._lengths = {bag: length for bag, length in self._lengths.items() if words.isdisjoint(bag)}


class _Asked(dict[str, int]):
    """What was made of each word that was asked for."""

    def __init__(self, make: Callable[[str], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> int:
        made = self[word] = self._make(word)
        return made


def _down(count: int) -> int:
    """A count rounded down to one that stays for long: 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128 …"""
    tail = max(0, count.bit_length() - (2 if count < _MANY else 1))
    return count >> tail << tail


STEPS = tuple(n for n in range(1, 2 * _MANY) if _down(n) == n) + tuple(_MANY << n for n in range(1, 30))
"""What counts are rounded down to."""


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
