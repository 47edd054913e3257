"""Days as numbers, for counting and drawing; an ISO prefix is a stretch of days."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from communique.snapshot import Snapshot
from communique.views.kept import kept

_DAY, _MONTH = len("2031-03-07"), len("2031-03")
_MOST_STRETCHES = 60  # of which a picture shows bars that can still be told apart


@lru_cache(maxsize=1 << 14)
def stretch(prefix: str) -> tuple[int, int] | None:
    """The first and the last day that an ISO prefix can mean, as ordinals; None for what is no date."""
    try:
        if len(prefix) == _DAY:
            day = date.fromisoformat(prefix).toordinal()
            return day, day
        if len(prefix) == _MONTH:
            first = date.fromisoformat(f"{prefix}-01")
            return first.toordinal(), first.toordinal() + monthrange(first.year, first.month)[1] - 1
        return date(int(prefix), 1, 1).toordinal(), date(int(prefix), 12, 31).toordinal()
    except (ValueError, OverflowError):
        return None


def iso(day: int) -> str:
    """An ordinal as an ISO day."""
    return date.fromordinal(day).isoformat()


def stretches(first: int, last: int) -> list[int]:
    """Where to cut a time into days, weeks, months, quarters, years or decades, few enough to draw: their first days.

    The last entry is the day after the end of the last.
    """
    length = last - first + 1
    if length <= _MOST_STRETCHES:
        return list(range(first, last + 2))
    if length <= 7 * (_MOST_STRETCHES - 1):
        monday = first - date.fromordinal(first).weekday()
        return list(range(max(monday, 1), last + 8, 7))
    fitting = (step for step in (1, 3, 12, 120) if length <= 28 * step * (_MOST_STRETCHES - 1))
    return _months(first, last, next(fitting, 1200))


def stretch_of(edges: Sequence[int], day: int) -> int:
    """In which of the stretches a day lies."""
    return max(0, min(bisect_right(edges, day) - 1, len(edges) - 2))


def newest(now: Snapshot) -> str | None:
    """The day of the newest report: what a case takes for today; never the clock."""
    return kept(now, "newest", lambda: max((a.published for a in now.articles() if a.published), default=None))


def _months(first: int, last: int, step: int) -> list[int]:
    """The first days of stretches of ``step`` months, the first of which holds ``first``."""
    start = date.fromordinal(first)
    month = (start.year * 12 + start.month - 1) // step * step
    edges: list[int] = []
    while not edges or edges[-1] <= last:
        year, in_year = divmod(month, 12)
        if year > date.max.year:
            return [*edges, last + 1]
        edges.append(date(max(year, 1), in_year + 1, 1).toordinal())
        month += step
    return edges
