"""Publication dates: what a manifest, a page or a line says, as an ISO prefix; nothing is ever invented."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from communique.data import Precision

_MONTHS = ("january february march april may june july august september october november december").split()
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?"
)
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b[.,]? ?)"
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}[^\n]{0,24})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(rf"{WEEKDAY}?(\d{{1,2}})(?:st|nd|rd|th)?[ -]({MONTH})[ ,-]{{1,2}}(\d{{4}})\b[^\n]{{0,24}}")
_MONTH_FIRST = re.compile(rf"{WEEKDAY}?({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b[^\n]{{0,24}}")
_MONTH_ONLY = re.compile(rf"({MONTH}),? (\d{{4}})")


def iso(stated: str) -> str | None:
    """The ISO prefix that ``stated`` is ("4 March 2031" is "2031-03-04"), None where it is no possible date.

    Figures such as 04/03/2031 may mean two days, so they are none.
    """
    text = " ".join(stated[:80].split())
    if found := _COMPACT.fullmatch(text):
        return _checked(found[1], found[2], found[3])
    if found := _ISO.fullmatch(text):
        return _checked(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _checked(found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _checked(found[3], found[1], found[2])
    if found := _MONTH_ONLY.fullmatch(text):
        return _checked(found[2], found[1], None)
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    if not 1800 <= int(year) <= 2199:
        return None
    if month is None:
        return year
    number = int(month) if month.isdigit() else _month(month)
    try:
        value = date(int(year), number, int(day or 1))
    except ValueError:
        return None
    return value.isoformat()[: 10 if day else 7]


def _month(name: str) -> int:
    return next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.casefold().rstrip(".")[:3]))


def agreed(stated: Iterable[str]) -> str | None:
    """The most precise of several stated dates, None where one is no date or two contradict each other."""
    best = ""
    for words in stated:
        value = iso(words)
        if value is None or not (value.startswith(best) or best.startswith(value)):
            return None
        best = max(best, value, key=len)
    return best or None


def precision(published: str | None) -> Precision:
    """How precise an ISO prefix is."""
    names: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
    return names[len(published)] if published else "unknown"
