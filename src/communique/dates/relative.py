"""Reading expressions that count from the day of publication, and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from communique.dates.calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Place,
    Reading,
    count_of,
    days_from,
    duration,
    of_day,
    shifted,
    year_of,
)
from communique.dates.tense import looks_back, relation

_YESTERDAY = 6  # days ahead that a day of the week lies which was yesterday
_TO_COME = re.compile(
    r"\b(?:will|would|shall|due|scheduled|expect\w*|plann?\w*|slated|upcoming|ahead|next|later|hopes?|intends?|may|might|could|"
    r"until|by|resum\w+|meets?|begins?|opens?|starts?|postponed|delayed|rescheduled|adjourned|(?:is|are|be)\sto)\b|['’]ll\b"
)

Reader = Callable[[re.Match[str], Place], Reading | None]


def _read_weekday(match: re.Match[str], place: Place) -> Reading:
    if place.day is None:
        return Reading(None, "day")
    mod = (match["mod"] or "").lower()
    ahead = (WEEKDAYS[match["w"].lower()] - place.day.weekday()) % 7
    if mod in ("last", "past"):
        moved = ahead - 7
    elif mod == "next":
        moved = ahead or 7
    elif mod.endswith("coming") or not (place.past if place.past is not None else _back(match, place, ahead)):
        moved = ahead
    else:
        moved = ahead - 7 if ahead else 0
    reading = of_day(days_from(place.day, moved), match["part"])
    if match["clock"] and reading.value:
        return reading._replace(timex=f"{reading.value}T{_hour(match['clock'])}")
    return reading


def _back(match: re.Match[str], place: Place, ahead: int) -> bool:
    left = place.text[max(0, match.start() - 60) : match.start()]
    right = place.text[match.end() : match.end() + 24]
    if relation(place.text, match.start()) in ("by", "until"):
        return (
            re.search(r"\b(?:had|was|were|lasted|ran)\b", left) is not None
            or re.match(r",\s\w+\shad\b", right) is not None
        )
    if re.search(r"\bas\s(?:early|soon)\sas\s$", left):
        return False
    if place.text[match.end() : match.end() + 2] in ("'s", "’s"):  # "Wednesday's ruling", but "ahead of Monday's talks"
        coming = r"\b(?:ahead\sof|before|for|until|prior\sto|attends?|joins?|expected|scheduled|by)\s(?:\w+\s)?$"
        return re.search(coming, left) is None
    if re.search(
        r"\b(?:set|fixed|scheduled|planned|due|called|slated|agreed|session|round|talks|meeting)\sfor\s$", left
    ):
        return False
    if ahead == _YESTERDAY and not _TO_COME.search(left + " " + right):
        return True  # the day before the report, unless something plainly lies ahead
    return looks_back(place.text, match.start(), match.end())


def _hour(clock: str) -> str:
    folded = clock.lower()
    if folded in ("noon", "midnight"):
        return "12:00" if folded == "noon" else "24:00"
    digits = re.findall(r"\d+", folded)
    hour = int(digits[0]) % 12 if "m" in folded else int(digits[0])
    if "p" in folded:
        hour += 12
    return f"{hour:02d}:{digits[1] if len(digits) > 1 else '00'}"


def _read_clock(match: re.Match[str], place: Place) -> Reading:
    return Reading(None, "time", f"{place.day.isoformat() if place.day else 'XXXX-XX-XX'}T{_hour(match['clock'])}")


def _read_weekday_weeks(match: re.Match[str], place: Place) -> Reading:
    if place.day is None:
        return Reading(None, "day")
    ahead = (WEEKDAYS[match["w"].lower()] - place.day.weekday()) % 7
    return of_day(days_from(place.day, ahead + 7 * (count_of(match["n"]) or 1)))


def _read_near_day(match: re.Match[str], place: Place) -> Reading:
    before = match["side"].lower() == "before"
    base = -1 if match["x"].lower() == "yesterday" else 1
    return of_day(days_from(place.day, base + (-1 if before else 1)))


def _read_word_day(match: re.Match[str], place: Place) -> Reading:
    word = match["x"].lower()
    part = match["part"] or ("night" if word in ("tonight", "overnight") else None)
    return of_day(days_from(place.day, {"yesterday": -1, "tomorrow": 1}.get(word, 0)), part)


def _read_this_part(match: re.Match[str], place: Place) -> Reading:
    return of_day(days_from(place.day, -1 if match["mod"].lower() == "last" else 0), match["part"])


def _read_ago(match: re.Match[str], place: Place) -> Reading:
    count = count_of(match["n"])
    return shifted(place, match["u"].lower(), -count) if count else Reading(None, "vague", "PAST_REF")


def _read_ahead(match: re.Match[str], place: Place) -> Reading:
    count = count_of(match["n"] or match["n2"])
    return shifted(place, (match["u"] or match["u2"]).lower(), count or 0)


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}


def _read_near_unit(match: re.Match[str], place: Place) -> Reading:
    step, unit = _STEPS.get(match["mod"].lower(), 0), match["u"].lower()
    if unit == "weekend":
        return _weekend(days_from(place.day, 7 * step) if step else place.day, match, place)
    if unit == "quarter":
        return _quarter(place, step)
    if unit == "decade" and match["mod"].lower() == "past":
        return Reading(None, "duration", "P10Y")
    if unit == "century":
        return Reading(None, "period")
    if unit == "year" and (match["part"] or "").lower() in ("earlier", "later"):
        return year_of(place, step)
    return shifted(place, unit, step)


def _weekend(day: date | None, match: re.Match[str], place: Place) -> Reading:
    if day is None:
        return Reading(None, "period")
    if day == place.day and day.weekday() < 5 and looks_back(place.text, match.start(), match.end()):
        day = days_from(day, -7) or day
    saturday = days_from(day, 5 - day.weekday()) or day
    sunday = days_from(saturday, 1) or saturday
    year, week, _ = saturday.isocalendar()
    a, b = saturday.isoformat(), sunday.isoformat()
    return Reading(a[:7] if a[:7] == b[:7] else None, "period", f"{year:04d}-W{week:02d}-WE", (a, b))


def _quarter(place: Place, step: int) -> Reading:
    if len(place.published) < 7:
        return Reading(None, "period")
    quarters = int(place.published[:4]) * 4 + (int(place.published[5:7]) - 1) // 3 + step
    year = f"{quarters // 4:04d}"
    return Reading(year, "period", f"{year}-Q{quarters % 4 + 1}")


def _read_near_month(match: re.Match[str], place: Place) -> Reading:
    month = MONTHS[match["m"].lower().strip(".")]
    if len(place.published) < 7:
        return Reading(None, "month")
    year, now = int(place.published[:4]), int(place.published[5:7])
    mod = match["mod"].lower()
    if mod in ("last", "past"):
        year -= month >= now
    elif mod != "this" and month <= now:
        year += 1
    value = f"{year:04d}-{month:02d}"
    return Reading(value, "month", value)


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _read_near_season(match: re.Match[str], place: Place) -> Reading:
    if len(place.published) < 7:
        return Reading(None, "period")
    code, year = SEASONS[match["s"].lower()], int(place.published[:4])
    now, begins = int(place.published[5:7]), _SEASON_STARTS[SEASONS[match["s"].lower()]]
    if match["mod"].lower() in ("last", "past"):
        year -= now < begins + 3
    elif match["mod"].lower() == "next":
        year += now >= begins
    return Reading(f"{year:04d}", "period", f"{year:04d}-{code}")


def _read_day_unit(match: re.Match[str], place: Place) -> Reading:
    if match["mod"].lower() == "weekend":
        return _weekend(place.day, match, place)
    return Reading(None, "vague")


def _read_near_units(match: re.Match[str], place: Place) -> Reading:
    """ "The past two months" lasts; "the coming days" is vague, with the days it may mean."""
    count, unit, mod = count_of(match["n"]), match["u"].lower(), match["mod"].lower()
    if not match["n"] and not match[0].lower().endswith("s"):
        return Reading(None, "duration", duration(1, unit))
    length = {"day": 1, "week": 7, "month": 31, "year": 366}.get(unit, 0) * (count or 4)
    ahead = mod in ("next", "coming", "following")
    other = days_from(place.day, length if ahead else -length)
    span = None
    if place.day is not None and other is not None and length:
        a, b = sorted((place.day.isoformat(), other.isoformat()))
        span = (a, b)
    return Reading(None, "duration" if match["n"] else "vague", duration(count, unit), span)


def _read_times_a(match: re.Match[str], _: Place) -> Reading:
    unit = match["u"].lower()
    if unit in WEEKDAYS:
        return Reading(None, "set", f"XXXX-WXX-{WEEKDAYS[unit] + 1}")
    return Reading(None, "set", duration(2 if match["n"] == "other" else count_of(match["n"]) or 1, unit))


_OFTEN = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H"}


def _read_often(match: re.Match[str], _: Place) -> Reading:
    return Reading(None, "set", _OFTEN[match["x"].lower()])


def _read_half_hours(match: re.Match[str], _: Place) -> Reading:
    unit = match["u"].lower().rstrip("s")
    return Reading(None, "duration", f"PT{match['n']}H30M" if unit == "hour" else duration(match["n"] + ".5", unit))


def _read_lasting(match: re.Match[str], _: Place) -> Reading:
    return Reading(None, "duration", duration(count_of(match["n"]), match["u"].lower()))


def _read_ref(match: re.Match[str], _: Place) -> Reading:
    word = match["x"].lower()
    past, future = ("recently", "the past"), ("the future",)
    return Reading(None, "vague", "PAST_REF" if word in past else "FUTURE_REF" if word in future else "PRESENT_REF")


READERS: Mapping[str, Reader] = {
    "weekday": _read_weekday,
    "weekday_weeks": _read_weekday_weeks,
    "near_day": _read_near_day,
    "word_day": _read_word_day,
    "this_part": _read_this_part,
    "ago": _read_ago,
    "ahead": _read_ahead,
    "near_unit": _read_near_unit,
    "near_month": _read_near_month,
    "near_season": _read_near_season,
    "day_unit": _read_day_unit,
    "near_units": _read_near_units,
    "times_a": _read_times_a,
    "often": _read_often,
    "half_hours": _read_half_hours,
    "lasting": _read_lasting,
    "clock": _read_clock,
    "ref": _read_ref,
}
