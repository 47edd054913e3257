"""Memory: what was made of what, within one process. Forgetting it costs time and changes nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import compress, filterfalse
from operator import is_not
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)


class Notebook(Generic[Made]):
    """Things made of something, by a key: made again where what they were made of is no longer the same."""

    __slots__ = ("_asked", "_kept")

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Any, Made]] = {}
        self._asked: dict[Hashable, tuple[Any, Made]] = {}

    def of(self, key: Hashable, given: Any, make: Callable[[], Made]) -> Made:  # noqa: ANN401 - whatever it rests on
        """What ``make`` makes of what is ``given``."""
        found = self._kept.get(key)
        if found is None or (found[0] is not given and found[0] != given):
            found = given, make()
        self._asked[key] = found
        return found[1]

    def settle(self) -> None:
        """Forget what was not asked for since the last time: it is gone from the case."""
        self._kept, self._asked = self._asked, {}


class Attendance(Generic[Key, Made]):
    """Who is there, by a key: whoever comes is told to ``hear`` with 1, whoever leaves or is replaced with -1."""

    __slots__ = ("_hear", "_there")

    def __init__(self, hear: Callable[[Made, int], None]) -> None:
        self._hear = hear
        self._there: Mapping[Key, Made] = {}

    def now(self, there: Mapping[Key, Made]) -> None:
        """Take these for those who are there now."""
        before, self._there = self._there, there
        gone, come = unlike(there, before), unlike(before, there)
        for key in gone:
            self._hear(before[key], -1)
        for key in come:
            self._hear(there[key], 1)


def turned(before: Mapping[Key, object], now: Mapping[Key, object]) -> set[Key]:
    """The keys under which something has come, is gone, or is another object."""
    if before is now:
        return set()
    return {*unlike(before, now), *filterfalse(now.__contains__, before)}


def unlike(before: Mapping[Key, object], now: Mapping[Key, object]) -> list[Key]:
    """The keys of now under which there was nothing ``before``, or another object, in order."""
    return list(compress(now, map(is_not, now.values(), map(before.get, now))))  # no step of it in Python


class Ledger(dict[Key, Made]):
    """Things by key that whoever makes them keeps from one time to the next, and who follows them is told of."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[set[Key]] = []

    def change(self, gone: Iterable[Key], come: Mapping[Key, Made]) -> None:
        """Take out what is gone, and put in what has come, be it in place of another."""
        left = {*gone}
        for key in left:
            del self[key]
        self.update(come)
        for told in self._told:
            told.update(left, come)

    def follow(self) -> set[Key]:
        """The keys of all that comes, goes, or becomes another from now on, as long as they are followed."""
        told = set[Key]()
        self._told.append(told)
        return told

    def leave(self, told: set[Key]) -> None:
        """Follow no longer."""
        self._told = [one for one in self._told if one is not told]


class Follower(Generic[Key]):
    """Who is shown things by key each time: what of them turned since. A ledger is not gone through for that."""

    __slots__ = ("_before", "_told")

    def __init__(self) -> None:
        self._before: Mapping[Key, object] = {}
        self._told: set[Key] = set()

    def turned(self, now: Mapping[Key, object]) -> set[Key]:
        """The keys under which something has come, is gone, or is another object; of another ledger, all."""
        before, told = self._before, {*self._told}
        self._before = now
        if isinstance(before, Ledger) and now is before:
            self._told.clear()
            return told
        if isinstance(before, Ledger):
            before.leave(self._told)
        elif not isinstance(now, Ledger):
            return turned(before, now)
        self._told = now.follow() if isinstance(now, Ledger) else set()
        return {*before, *told, *now}


class Values(Generic[Key, Made]):
    """Who is shown values by key each time: which of them are others, or are no more. Equal ones are the same."""

    def __init__(self) -> None:
        self._shown = Follower[Key]()
        self._last: dict[Key, Made] = {}

    def turned(self, now: Mapping[Key, Made]) -> set[Key]:
        """The keys with another value than the last time, or with one in only one of the two."""
        found, last = set[Key](), self._last
        for key in self._shown.turned(now):
            if key not in now:
                if last.pop(key, None) is not None:
                    found.add(key)
            elif last.get(key) != now[key]:
                last[key] = now[key]
                found.add(key)
        return found


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for unreachable circles of objects in the meantime.

    Each walks over the whole of what is remembered, a fifth of the time that a large case takes; there are none to be
    found in what we make.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was and not gc.get_freeze_count():
            gc.freeze()  # what was made counts as old,
            gc.unfreeze()  # so that the next short search does not walk over all of it
        if was:
            gc.enable()
