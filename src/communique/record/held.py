"""What a case holds, by article or by event: from one time to the next little of it comes and goes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, cast

from communique.memory import unlike


class _Found(Protocol):
    @property
    def id(self) -> str: ...


class _Told(_Found, Protocol):
    @property
    def article_id(self) -> str: ...


_MANY = 5_000  # come and gone at once: then it is quicker to put all in order again

Found = TypeVar("Found", bound=_Found)
Told = TypeVar("Told", bound=_Told)
One = TypeVar("One", bound=Hashable)


def by_article(found: Iterable[Told] | Mapping[str, tuple[Told, ...]]) -> Mapping[str, tuple[Told, ...]]:
    """What was found, by the article that it was found in; it may come so."""
    if isinstance(found, Mapping):
        return cast("Mapping[str, tuple[Told, ...]]", found)
    rows: dict[str, list[Told]] = {}
    for one in found:
        rows.setdefault(one.article_id, []).append(one)
    return {article_id: tuple(row) for article_id, row in rows.items()}


class Settled(Generic[Told]):
    """Rows of things by article, made anew each time: one that is equal to that of the last time stays the same."""

    def __init__(self) -> None:
        self.rows: Mapping[str, tuple[Told, ...]] = {}

    def of(self, rows: Mapping[str, tuple[Told, ...]]) -> Mapping[str, tuple[Told, ...]]:
        """These rows."""
        last = self.rows
        self.rows = {key: before if (before := last.get(key)) == row else row for key, row in rows.items()}
        return self.rows


class Line(Generic[One]):
    """Things that differ, in order of their places: from one time to the next few of them come and go."""

    def __init__(self, place: Callable[[One], Any]) -> None:
        self._place = place
        self.line: list[One] = []
        """They."""

    def of(self, found: Iterable[One]) -> list[One]:
        """These, in order."""
        now = set(found)
        self.change([one for one in self.line if one not in now], now.difference(self.line))
        return self.line

    def change(self, gone: Iterable[One], come: Iterable[One]) -> None:
        """Take some out, which are there, and others in, which are not."""
        left, new = set(gone), set(come)
        if len(left) + len(new) > _MANY:
            self.line = sorted([*(one for one in self.line if one not in left), *new], key=self._place)
            return
        for one in left:
            del self.line[bisect_left(self.line, self._place(one), key=self._place)]
        for one in new:
            self.line.insert(bisect_left(self.line, self._place(one), key=self._place), one)


class Ordered(Generic[Found]):
    """Rows of things, each by a key, and all of them in order of their ids."""

    def __init__(self) -> None:
        self._rows: Mapping[Any, tuple[Found, ...]] = {}
        self._ids: list[str] = []
        self._all: list[Found] = []

    def rows(self) -> list[tuple[Found, ...]]:
        """The rows as they came."""
        return list(self._rows.values())

    def of(self, rows: Mapping[Any, tuple[Found, ...]]) -> tuple[Found, ...]:
        """All that is in ``rows``, in order."""
        before, self._rows = self._rows, rows
        gone = [one for key in unlike(rows, before) for one in before[key]]
        come = [one for key in unlike(before, rows) for one in rows[key]]
        if len(gone) + len(come) > _MANY:
            self._all = sorted((one for row in rows.values() for one in row), key=attrgetter("id"))
            self._ids = [one.id for one in self._all]
            return tuple(self._all)
        for one in gone:
            at = bisect_left(self._ids, one.id)
            del self._ids[at], self._all[at]
        for one in come:
            at = bisect_left(self._ids, one.id)
            self._ids.insert(at, one.id)
            self._all.insert(at, one)
        return tuple(self._all)
