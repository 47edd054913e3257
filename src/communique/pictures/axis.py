"""A time axis: days to places, and where to write which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from communique.pictures.drawing import element, text, together

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_APART = 64  # units between two labels at least
_STEPS = (1, 2, 7, 14)  # days between labels, before they are months apart
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The days from ``first`` to ``last`` (ordinals) laid out from ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float

    def start(self, day: int) -> float:
        """Where a day begins."""
        return self.left + (day - self.first) * self.day

    def middle(self, day: float) -> float:
        """The middle of a day."""
        return self.left + (day - self.first + 0.5) * self.day

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / (self.last - self.first + 1)

    def drawn(self, top: float, bottom: float) -> Markup:
        """Lines at the days that have a label, with the labels beneath."""
        return together(
            element(
                "g",
                element("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid"),
                text(x + 3, bottom + 12, label, class_="tick"),
            )
            for x, label in self._labels()
            if self.left - 1 <= x <= self.right - 24
        )

    def _labels(self) -> Iterator[tuple[float, str]]:
        room = _APART / self.day
        for step in _STEPS:
            if step >= room:
                yield from self._by_day(step)
                return
        step = next((s for s in _MONTH_STEPS if s * 28 >= room), _MONTH_STEPS[-1])
        yield from self._by_month(step)

    def _by_day(self, step: int) -> Iterator[tuple[float, str]]:
        weeks = step >= 7
        day = self.first + (-(date.fromordinal(self.first).weekday()) % 7 if weeks else 0)
        year = None
        while day <= self.last:
            shown = date.fromordinal(day)
            label = f"{shown.day} {_MONTHS[shown.month - 1]}"
            yield self.start(day), label if shown.year == year else f"{label} {shown.year}"
            year = shown.year
            day += step

    def _by_month(self, step: int) -> Iterator[tuple[float, str]]:
        start = date.fromordinal(self.first)
        month = -(-(start.year * 12 + start.month - 1 + (start.day > 1)) // step) * step
        while (year := month // 12) <= min(date.fromordinal(self.last).year, date.max.year):
            first = date(max(year, 1), month % 12 + 1, 1).toordinal()
            yield self.start(first), str(year) if step >= 12 or month % 12 == 0 else _MONTHS[month % 12]
            month += step
