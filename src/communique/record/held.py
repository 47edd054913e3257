"""What a case holds, by article or by event: from one time to the next little of it comes and goes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar, cast

from communique.memory import Follower, Ledger


class _Told(Protocol):
    @property
    def article_id(self) -> str: ...


_MANY = 5_000  # come and gone at once: then it is quicker to put all in order again

Row = TypeVar("Row")
Found = TypeVar("Found")
Told = TypeVar("Told", bound=_Told)


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


class Ordered(Generic[Row, Found]):
    """What rows hold, each by a key, all in order of its places: from one time to the next few come and go."""

    def __init__(self, held: Callable[[Row], tuple[Found, ...]], place: Callable[[Row, Found], Any]) -> None:
        """``held`` is what a row holds, ``place`` where something that it holds stands among all others."""
        self._held, self._place = held, place
        self._shown = Follower[Any]()
        self._known: dict[Any, Row] = {}
        self._places: list[Any] = []
        self._all: list[Found] = []
        self.rows: Ledger[Any, tuple[Found, ...]] = Ledger()
        """What each row holds."""

    def of(self, rows: Mapping[Any, Row]) -> tuple[Found, ...]:
        """All that is in ``rows``, in order."""
        shown, known = self._shown.turned(rows), self._known
        left = {key: known.pop(key) for key in shown if key in known}
        now = {key: rows[key] for key in shown if key in rows}
        known.update(now)
        self.rows.change([key for key in left if key not in now], {key: self._held(row) for key, row in now.items()})
        if len(left) + len(now) > _MANY:
            found = sorted(self._each(known), key=itemgetter(0))
            self._places, self._all = [place for place, _ in found], [one for _, one in found]
            return tuple(self._all)
        for place, _ in self._each(left):
            at = bisect_left(self._places, place)
            del self._places[at], self._all[at]
        for place, one in self._each(now):
            at = bisect_left(self._places, place)
            self._places.insert(at, place)
            self._all.insert(at, one)
        return tuple(self._all)

    def _each(self, rows: Mapping[Any, Row]) -> Iterator[tuple[Any, Found]]:
        """What rows hold, and where it stands."""
        return ((self._place(row, one), one) for row in rows.values() for one in self._held(row))
