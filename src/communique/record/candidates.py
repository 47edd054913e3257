"""Which pairs of tellings are worth weighing.

Each is set beside a bounded number of earlier ones with which it has much in common, so that the work
grows with the number of tellings, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from communique.record.likeness import SteadyWeights
from communique.record.tellings import Order, Telling

_RARE = 6  # of the words of a telling's sentence, so many of the rarest are looked up
BACK = 12  # and for each, so many of the latest tellings that have it


class OnDay(NamedTuple):
    """What a side did on a day that is told, by a word or as talks; it may be told of much later."""

    side: str
    what: str
    when: str | None


class Index:
    """Tellings by what they have in common, in order of time."""

    def __init__(self) -> None:
        self._lines: dict[Hashable, list[Order]] = defaultdict(list)
        self._keys: dict[Order, Sequence[Hashable]] = {}

    def keys(self, order: Order) -> Sequence[Hashable]:
        """Under what a telling is looked up."""
        return self._keys[order]

    def change(self, gone: Iterable[Order], come: Mapping[Order, Sequence[Hashable]]) -> set[Order]:
        """Take tellings out, and in or under other keys; those that may stand beside others now."""
        beside: set[Order] = set()
        for order in gone:
            self._out(order, self._keys.pop(order), beside)
        if len(come) > len(self._keys):
            return self._filled(come)
        for order, keys in come.items():
            before = self._keys.get(order, ())
            self._out(order, [key for key in before if key not in keys], beside)
            self._in(order, [key for key in keys if key not in before], beside)
            self._keys[order] = keys
        return {order for order in beside if order in self._keys} | come.keys()

    def _out(self, order: Order, keys: Iterable[Hashable], beside: set[Order]) -> None:
        for key in keys:
            line = self._lines[key]
            at = bisect_left(line, order)
            del line[at]
            beside.update(line[at : at + BACK])
            if not line:
                del self._lines[key]

    def _in(self, order: Order, keys: Iterable[Hashable], beside: set[Order]) -> None:
        for key in keys:
            line = self._lines[key]
            at = bisect_left(line, order)
            line.insert(at, order)
            beside.update(line[at + 1 : at + 1 + BACK])

    def _filled(self, come: Mapping[Order, Sequence[Hashable]]) -> set[Order]:
        """Take in so many that all may stand beside others."""
        for order in come:
            self._out(order, self._keys.pop(order, ()), set())
        for order, keys in come.items():
            for key in keys:
                self._lines[key].append(order)
        for line in self._lines.values():
            line.sort()
        self._keys.update(come)
        return set(self._keys)

    def before(self, order: Order, since: str, also: Callable[[Order], bool] | None = None) -> set[Order]:
        """The tellings to set a telling beside: the last before it of each kind that it is of.

        But for what was done on the same day, only those of reports ``since`` a day are asked for, and those that are
        ``also`` wanted.
        """
        found: set[Order] = set()
        for key in self._keys[order]:
            line = self._lines[key]
            at = bisect_left(line, order)
            first = max(0, at - BACK)
            if at and line[first][0] < since and not isinstance(key, OnDay):
                near = at if line[at - 1][0] < since else bisect_left(line, (since,), first, at)
                if also is not None:
                    found.update(filter(also, line[first:near]))
                first = near
            found.update(line[first:at])
        return found


def keys(telling: Telling, weights: SteadyWeights) -> Sequence[Hashable]:
    """Under what a telling is looked up: its side with each of its rare words, and with its kind of act and issue."""
    move = telling.move
    words = weights.rarest(telling.sentence | telling.words, _RARE, telling.day or 0)
    found: dict[Hashable, None] = {}
    for side in sorted(telling.sides):
        found.update(((side, word), None) for word in words)
        found[side, telling.family] = None
        found[side, telling.family, move.issue] = None
        if telling.family == "MEET":
            found[OnDay(side, telling.family, move.when)] = None
        elif move.when is not None:
            found.update((OnDay(side, word, move.when), None) for word in words)
    return tuple(found)
