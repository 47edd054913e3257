"""Dates in running text: what day "on Wednesday" is, seen from the day an article was published.

``parse`` reads one absolute date; ``find`` reads every time expression of a text. Values are ISO prefixes
("2031", "2031-03", "2031-03-04"), as precise as what is known; an expression that needs a publication date and
has none keeps the value None. Own rules: libraries read a date, but not which Wednesday the verb means.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from communique.dates import absolute, relative
from communique.dates.calendar import CARDINALS, MONTHS, WEEKDAYS, Kind, Place, is_prefix, iso_date, parse_day
from communique.dates.patterns import ANYTHING, PATTERNS, meant
from communique.dates.tense import Relation, relation

__all__ = ["CARDINALS", "MONTHS", "WEEKDAYS", "When", "find", "is_prefix", "parse", "parse_day"]

_READERS = {**absolute.READERS, **relative.READERS}


_JOINED = re.compile(r"\s*(?:,|,?\s?and|or|to|through|-|–)\s*(?:on\s)?")  # a list of days goes one way


class When(NamedTuple):
    """A time expression, at ``text[start:end]``.

    ``value`` is an ISO prefix, or None where it is no calendar date or cannot be told. ``timex`` is the value as
    TimeML writes it ("2031-W10", "P3D", "PRESENT_REF"). ``span`` gives the first and last day of what lasts
    longer than a day and has no prefix of its own ("this week", "3-5 March": then ``value`` is the first day of
    a range of days, and the shared prefix of a week). ``relation`` tells "by Friday" from "on Friday".
    """

    start: int
    end: int
    value: str | None
    kind: Kind
    timex: str | None = None
    span: tuple[str, str] | None = None
    relation: Relation | None = None


def parse(text: str) -> str | None:
    """One absolute date in any usual form as an ISO prefix, or None where ``text`` holds none or an impossible one.

    The first date wins: "10 January 2022", "Jan. 9, 2022", "2022-01-10T08:00Z", "20220110", "January 2022", "2022".
    A numeric date whose day and month could be either ("3/4/2022") gives its year.
    """
    compact = re.fullmatch(r"\s*([12]\d{3})(\d\d)(\d\d)\s*", text)
    if compact:
        return iso_date(int(compact[1]), int(compact[2]), int(compact[3]))
    month = re.fullmatch(r"\s*([12]\d{3})-(0[1-9]|1[0-2])\s*", text)
    if month:
        return f"{month[1]}-{month[2]}"
    found = find(text, None)
    dated = [when.value for when in found if when.value is not None]
    return next((value for value in dated if len(value) > 4), dated[0] if dated else None)


def find(text: str, published: str | None, start: int = 0, end: int | None = None) -> list[When]:
    """Every time expression in ``text[start:end]``, in order, resolved against the publication day ``published``.

    Weekdays look back or ahead as the verb beside them does ("said on Monday", "will meet on Monday"); the
    publication day itself counts as the day so named. Words outside the interval are read for context only.
    """
    limit = len(text) if end is None else end
    day = date.fromisoformat(published) if published and _iso_day(published) else None
    found: list[When] = []
    past: bool | None = None
    last = -10
    for match in ANYTHING.finditer(text, start, limit):
        rule = str(match.lastgroup)
        inner = PATTERNS[rule].match(text, match.start(), match.end())
        if inner is None or not meant(text, rule, match):
            continue
        joined = match.start() - last < 12 and _JOINED.fullmatch(text, last, match.start()) is not None
        place = Place(text, published or "", day, past if joined else None)
        reading = _READERS[rule](inner, place)
        if reading is None:
            continue
        if rule == "weekday" and reading.value is not None and reading.value != published:
            past = reading.value < str(published)
        last = match.end()
        found.append(When(match.start(), match.end(), *reading, relation(text, match.start())))
    return found


def _iso_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None and parse_day(value) is not None
