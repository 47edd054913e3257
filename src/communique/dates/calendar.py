"""Days, weeks, months and years as values: what every reading of a time expression is made of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

Kind = Literal["day", "month", "year", "week", "period", "duration", "set", "time", "vague"]


class Reading(NamedTuple):
    """What an expression means, as in ``When``, before its place is known."""

    value: str | None
    kind: Kind
    timex: str | None = None
    span: tuple[str, str] | None = None


class Place(NamedTuple):
    """Where an expression stands: the text, the publication day as printed and as a date, and the last weekday."""

    text: str
    published: str
    day: date | None
    past: bool | None  # the direction that a list of weekdays goes on with


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}


CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def count_of(word: str | None) -> int | None:
    """The number that a counting word means; None for "several" and the like."""
    if word is None:
        return None
    folded = word.lower()
    if folded.isdigit():
        return int(folded)
    if folded in ("a", "an"):
        return 1
    tens, _, ones = folded.partition("-")
    return CARDINALS[tens] + CARDINALS.get(ones, 0) if tens in CARDINALS else None


def parse_day(value: str) -> date | None:
    """The day that an ISO prefix names, or None where it names no single day or an impossible one."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def is_prefix(value: str) -> bool:
    """Whether ``value`` is an ISO prefix of a day that there is: "2031", "2031-03" or "2031-03-04"."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
    if match is None or match[1] == "0000":
        return False
    return match[2] is None or iso_date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None) is not None


def iso_date(year: int, month: int, day: int | None = None) -> str | None:
    """The ISO prefix of a year and month, or of a day; None for an impossible one."""
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "E",
}


_PARTS = {"morning": "MO", "midday": "MI", "noon": "MI", "afternoon": "AF", "evening": "EV", "night": "NI"}


def duration(count: int | str | None, unit: str) -> str:
    """A length of time as TimeML writes it: "P3D", "PT7H", "PXY" where the count is unknown."""
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{'X' if count is None else count}{_LETTERS[unit]}"


def days_from(day: date | None, count: int) -> date | None:
    """The day ``count`` days on (or back); None where that leaves the calendar."""
    try:
        return None if day is None else day + timedelta(count)
    except OverflowError:
        return None


def of_day(day: date | None, part: str | None = None) -> Reading:
    """The reading of a calendar day, and of a part of it."""
    if day is None:
        return Reading(None, "day")
    value = day.isoformat()
    return Reading(value, "day", value + (f"T{_PARTS[part.lower()]}" if part else ""))


def shifted(place: Place, unit: str, count: int) -> Reading:
    """The day, week, month or year that lies ``count`` units from the publication day."""
    if unit in ("second", "minute", "hour"):
        return Reading(None, "vague")
    if unit == "day":
        return of_day(days_from(place.day, count))
    if unit == "week":
        return week_of(days_from(place.day, 7 * count))
    if unit == "month":
        return month_of(place, count)
    return year_of(place, count * (10 if unit == "decade" else 1))


def week_of(day: date | None) -> Reading:
    """The reading of the week that holds a day."""
    if day is None:
        return Reading(None, "week")
    first, last = days_from(day, -day.weekday()), days_from(day, 6 - day.weekday())
    if first is None or last is None:
        return Reading(None, "week")
    year, week, _ = day.isocalendar()
    a, b = first.isoformat(), last.isoformat()
    shared = a[:7] if a[:7] == b[:7] else a[:4] if a[:4] == b[:4] else None
    return Reading(shared, "week", f"{year:04d}-W{week:02d}", (a, b))


def month_of(place: Place, count: int) -> Reading:
    """The reading of the month ``count`` months from the publication."""
    if len(place.published) < 7:
        return Reading(None, "month")
    months = int(place.published[:4]) * 12 + int(place.published[5:7]) - 1 + count
    if not 12 <= months < 120000:
        return Reading(None, "month")
    value = f"{months // 12:04d}-{months % 12 + 1:02d}"
    return Reading(value, "month", value)


def year_of(place: Place, count: int) -> Reading:
    """The reading of the year ``count`` years from the publication."""
    year = int(place.published[:4]) + count if place.published else 0
    if not 1 <= year <= 9999:
        return Reading(None, "year")
    return Reading(f"{year:04d}", "year", f"{year:04d}")
