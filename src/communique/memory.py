"""Memory: what was made of what, within one process. Forgetting it costs time and changes nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterator, Mapping
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


class Attendance(Generic[Made]):
    """Who is there, by a key: whoever comes is told to ``hear`` with 1, whoever leaves or is replaced with -1."""

    __slots__ = ("_hear", "_there")

    def __init__(self, hear: Callable[[Made, int], None]) -> None:
        self._hear = hear
        self._there: Mapping[Hashable, Made] = {}

    def now(self, there: Mapping[Hashable, Made]) -> None:
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
