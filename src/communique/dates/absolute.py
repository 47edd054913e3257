"""Reading expressions that name their day, month or year: "7 March", "2031", "the 1990s"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from communique.dates.calendar import (
    MONTHS,
    SEASONS,
    Place,
    Reading,
    iso_date,
    of_day,
    parse_day,
)
from communique.dates.tense import looks_back

Reader = Callable[[re.Match[str], Place], Reading | None]


def _month_day(match: re.Match[str], place: Place) -> Reading | None:
    month = MONTHS[match["m"].lower().strip(".")]
    day = int(match["d"].rstrip("stndrh"))
    year = int(match["y"]) if match["y"] else _nearest_year(place, match, month, day)
    value = iso_date(year, month, day) if year else None
    if value is None:
        return None if year else Reading(None, "day", f"XXXX-{month:02d}-{day:02d}")
    until = iso_date(year, month, int(match["d2"].rstrip("stndrh"))) if match["d2"] and year else None
    return Reading(value, "day", value, (value, until) if until and until > value else None)


_MONTHS = 8  # so many months ahead, the month behind is meant: December, in January
_FAR = 90  # days; so far from the publication, the verb decides which year a day without one is in


def _nearest_year(place: Place, match: re.Match[str], month: int, day: int) -> int | None:
    """The year that brings a day of a month nearest to the publication day, or further off if the verb says so."""
    if place.day is None:
        return None
    anchor = place.day
    offered = [
        ((found - anchor).days, year)
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if 1 <= year <= 9999 and (found := parse_day(iso_date(year, month, day) or "")) is not None
    ]
    nearest = min(offered, key=lambda row: (abs(row[0]), row[1]), default=None)
    if nearest is not None and abs(nearest[0]) > _FAR:
        back = looks_back(place.text, match.start(), match.end())
        fitting = [row for row in offered if (row[0] <= 0) == back] or offered
        nearest = min(fitting, key=lambda row: (abs(row[0]), row[1]))
    return nearest[1] if nearest else None


def _read_iso(match: re.Match[str], _: Place) -> Reading | None:
    value = iso_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(value, "day", value) if value else None


def _read_numeric(match: re.Match[str], _: Place) -> Reading | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = match["mark"] == "." or first > 12
    value = iso_date(year, second, first) if day_first else iso_date(year, first, second)
    if value is None:
        return None
    sure = day_first or second > 12 or first == second
    return Reading(value if sure else match["y"], "day" if sure else "year", value)


def _read_month_year(match: re.Match[str], _: Place) -> Reading | None:
    value = f"{match['y']}-{MONTHS[match['m'].lower().strip('.')]:02d}"
    return Reading(value, "month", value)


def _read_month(match: re.Match[str], place: Place) -> Reading | None:
    month = MONTHS[match["m"].lower().strip(".")]
    if len(place.published) < 7:
        return Reading(None, "month", f"XXXX-{month:02d}")
    year, now = int(place.published[:4]), int(place.published[5:7])
    back = looks_back(place.text, match.start(), match.end())
    if month - now > (1 if back else _MONTHS):
        year -= 1
    elif month < now and not back:
        year += 1
    value = f"{year:04d}-{month:02d}"
    return Reading(value, "month", value)


def _read_season_year(match: re.Match[str], _: Place) -> Reading:
    return Reading(match["y"], "period", f"{match['y']}-{SEASONS[match['s'].lower()]}")


def _read_half(match: re.Match[str], place: Place) -> Reading:
    year = match["y"] or place.published[:4] or None
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["q"].lower(), 4)
    letter = "Q" if match["u"].lower() == "quarter" else "H"
    return Reading(year, "period", f"{year}-{letter}{number}" if year else None)


def _read_decade(match: re.Match[str], _: Place) -> Reading:
    return Reading(None, "period", match["y"] + "X", (f"{match['y']}0-01-01", f"{match['y']}9-12-31"))


_HOLIDAYS = {"christmas eve": (12, 24), "christmas": (12, 25), "new year's day": (1, 1), "new year's eve": (12, 31)}


def _read_holiday(match: re.Match[str], place: Place) -> Reading:
    name = match["x"].lower().replace("’", "'").replace("christmas day", "christmas")
    if place.day is None:
        return Reading(None, "day")
    anchor = place.day
    if name.startswith("thanksgiving"):
        offered = [_thanksgiving(year) for year in (anchor.year - 1, anchor.year) if year > 0]
        return of_day(min(offered, key=lambda day: abs((day - anchor).days)))
    month, day = _HOLIDAYS[name]
    year = _nearest_year(place, match, month, day)
    value = iso_date(year, month, day) if year else None
    return Reading(value, "day", value)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 21)


def _read_year(match: re.Match[str], _: Place) -> Reading:
    year, until = match["y"], match["y2"]
    if until and len(until) == 2:
        until = year[:2] + until
    if until and until > year:
        return Reading(year, "year", year, (f"{year}-01-01", f"{until}-12-31"))
    return Reading(year, "year", year)


READERS: Mapping[str, Reader] = {
    "iso": _read_iso,
    "dmy": _month_day,
    "mdy": _month_day,
    "numeric": _read_numeric,
    "month_year": _read_month_year,
    "season_year": _read_season_year,
    "half": _read_half,
    "decade": _read_decade,
    "month": _read_month,
    "holiday": _read_holiday,
    "year": _read_year,
}
