"""Dates in running text: what day "on Wednesday" is, seen from the day an article was published.

``parse`` reads one absolute date; ``find`` reads every time expression of a text. Values are ISO prefixes
("2031", "2031-03", "2031-03-04"), as precise as what is known; an expression that needs a publication date and
has none keeps the value None. Own rules: on short news they are faster and no worse than the libraries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

Kind = Literal["day", "month", "year", "week", "period", "duration", "set", "time", "vague"]
Relation = Literal["by", "until", "since", "before", "after"]


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


class _Reading(NamedTuple):
    value: str | None
    kind: Kind
    timex: str | None = None
    span: tuple[str, str] | None = None


class _Place(NamedTuple):
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

_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = (
    rf"(?:(?i:{_LONG})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
_NAMED_MONTH = rf"(?:{_LONG}|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec)\.)"
_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[1-9]\d\d|20\d\d)"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w{3,5})?)"
)
_UNIT = "(?:second|minute|hour|day|week|month|year|decade)"
_PART = r"(?:morning|midday|noon|afternoon|evening|night)"
_JOIN = r"\s?(?:-|–|—|\s(?:to|and|through|until)\s)\s?"
_CLOCK = r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:[ap]\.m\.?|[ap]m\b|[AP]M\b|(?:o['’]clock)\b)(?:\s[A-Z]{3,4}\b)?"
_SEASON = "(?:spring|summer|autumn|fall|winter)"
_NEAR = "(?:last|next|this|past|current|coming|previous|upcoming|same|present)"

# Tried in this order at every word; the first that fits wins.
_RULES: tuple[tuple[str, str], ...] = (
    (
        "iso",
        r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    ),
    (
        "dmy",
        rf"(?:(?:{_WEEKDAY}|Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s(?:the\s)?)?(?P<d>{_DAY})(?:{_JOIN}(?P<d2>{_DAY}))?\s(?:of\s)?(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR})\b)?",
    ),
    (
        "mdy",
        rf"(?:(?:{_WEEKDAY}|Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s)?(?P<m>{_MONTH})\s(?:the\s)?(?P<d>{_DAY})\b(?!,\d)(?:{_JOIN}(?P<d2>{_DAY})\b(?![,.]\d))?(?:,?\s(?P<y>{_YEAR})\b)?",
    ),
    ("numeric", r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})"),
    (
        "month_year",
        rf"(?:(?i:(?P<mod>early|late|mid|end of|beginning of))[ -])?(?P<m>{_MONTH}),?\s(?:of\s)?(?P<y>{_YEAR})",
    ),
    (
        "weekday",
        rf"(?:(?P<clock>{_CLOCK}|(?i:noon|midnight))\s(?:on\s)?)?"
        rf"(?:(?i:(?P<mod>last|next|this coming|this|coming|past))\s)?(?:(?i:early|late)\s)?"
        rf"(?P<w>{_WEEKDAY})(?:\s(?P<part>{_PART}))?",
    ),
    ("weekday_weeks", rf"(?i:(?P<n>a|one|two)\sweeks?\sfrom\s)(?P<w>{_WEEKDAY})"),
    ("near_day", r"(?i:the\sday\s(?P<side>before|after)\s(?P<x>yesterday|tomorrow))"),
    ("word_day", rf"(?i:(?P<x>yesterday|today|tomorrow|tonight|overnight)(?:\s(?P<part>{_PART}))?)"),
    ("this_part", r"(?i:(?P<mod>this|last)\s(?P<part>morning|afternoon|evening|night))"),
    ("ago", rf"(?i:(?P<n>{_COUNT}|several|few|a few|a couple of)[ -](?P<u>{_UNIT})s?\sago)"),
    (
        "ahead",
        rf"(?i:in\s(?P<n>{_COUNT})\s(?P<u>{_UNIT})s?(?:['’]s?)?\stime|(?P<n2>{_COUNT})\s(?P<u2>{_UNIT})s?\sfrom\snow)",
    ),
    (
        "near_unit",
        rf"(?i:(?:(?P<part>earlier|later|early|late)\s)?(?:the\s)?(?P<mod>{_NEAR})\s(?P<u>week|month|year|quarter|decade|century|weekend)\b)(?!-)",
    ),
    ("near_month", rf"(?i:(?P<mod>last|next|this|past|this coming))\s(?P<m>{_NAMED_MONTH})"),
    ("near_season", rf"(?i:(?P<mod>last|next|this|past)\s(?P<s>{_SEASON}))"),
    ("season_year", rf"(?i:(?:the\s)?(?P<s>{_SEASON})\s(?:of\s)?)(?P<y>{_YEAR})"),
    ("day_unit", r"(?i:the\s(?P<mod>weekend|same\sday|next\sday|following\sday|following\smorning|next\smorning))"),
    (
        "near_units",
        rf"(?i:(?:the\s)?(?P<mod>past|last|next|coming|recent|following|previous)\s(?:(?P<n>{_COUNT}|several|few|couple\sof)\s)?(?P<u>{_UNIT})s?)",
    ),
    ("half", rf"(?i:(?:the\s)?(?P<q>first|second|third|fourth|last)[ -](?P<u>quarter|half))(?:\sof\s(?P<y>{_YEAR}))?"),
    ("decade", r"(?:(?i:the\s)?(?i:early|late|mid)[ -])?(?P<y>(?:1[6-9]|20)\d)0['’]?s"),
    ("times_a", rf"(?i:every|each)\s(?:(?P<n>two|three|four|five|six|other)\s)?(?P<u>{_UNIT}|{_WEEKDAY})s?"),
    ("often", r"(?i:(?P<x>daily|weekly|monthly|annually|yearly|hourly))"),
    ("half_hours", r"(?P<n>\d{1,2})\s1/2(?:\s|-)(?P<u>hours?|days?|years?)"),
    ("lasting", rf"(?i:(?P<n>{_COUNT}|several|few)(?:-|\s|\smore\s)(?P<u>{_UNIT})s?)(?!-old|\sold\b|\sago|-\w+-old)"),
    ("month", rf"(?:(?i:(?P<mod>early|late|mid|end of|beginning of))[ -])?(?P<m>{_NAMED_MONTH})"),
    ("clock", rf"(?P<clock>{_CLOCK}|\d\d:\d\d(?:\s(?:GMT|UTC|CET|EST|ET))?)"),
    ("holiday", r"(?P<x>Christmas\sEve|Christmas(?:\sDay)?|New\sYear['’]s\s(?:Day|Eve)|Thanksgiving(?:\sDay)?)"),
    ("year", rf"(?P<y>{_YEAR})(?:[-–](?P<y2>{_YEAR}|\d\d))?"),
    ("ref", r"(?i:(?P<x>now|currently|recently|at\spresent|the\sfuture|the\spast))"),
)
_PATTERNS = {name: re.compile(pattern) for name, pattern in _RULES}


def _unnamed(pattern: str) -> str:
    """The pattern without the names of its inner groups, so that all can stand in one alternation."""
    return re.sub(r"\(\?P=\w+\)", "[/.]", re.sub(r"\(\?P<\w+>", "(?:", pattern))


_ANY = re.compile(
    r"(?<![\w$€£¥.,/])(?=[\dA-Za-z])(?:"
    + "|".join(f"(?P<{name}>{_unnamed(pattern)})" for name, pattern in _RULES)
    + r")(?![\w%]|,\d)"
)


def parse(text: str) -> str | None:
    """One absolute date in any usual form as an ISO prefix, or None where ``text`` holds none or an impossible one.

    The first date wins: "10 January 2022", "Jan. 9, 2022", "2022-01-10T08:00Z", "20220110", "January 2022", "2022".
    A numeric date whose day and month could be either ("3/4/2022") gives its year.
    """
    compact = re.fullmatch(r"\s*([12]\d{3})(\d\d)(\d\d)\s*", text)
    if compact:
        return _iso(int(compact[1]), int(compact[2]), int(compact[3]))
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
    for match in _ANY.finditer(text, start, limit):
        rule = str(match.lastgroup)
        inner = _PATTERNS[rule].match(text, match.start(), match.end())
        if inner is None or not _meant(text, rule, match):
            continue
        joined = (
            re.fullmatch(r"\s*(?:,|and|or|to|through|-|–|,\s?and)\s*(?:on\s)?", text[last : match.start()]) is not None
        )
        place = _Place(text, published or "", day, past if joined else None)
        reading = _READERS[rule](inner, place)
        if reading is None:
            continue
        if rule == "weekday":
            past = place.past if place.past is not None else _looks_back(text, match.start(), match.end())
        last = match.end()
        found.append(When(match.start(), match.end(), *reading, _relation(text, match.start())))
    return found


def _iso_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None and parse_day(value) is not None


def parse_day(value: str) -> date | None:
    """The day that an ISO prefix names, or None where it names no single day or an impossible one."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_RELATION = re.compile(
    r"\b(by|until|till|through|since|before|after|ahead of|prior to|no later than|following)\s"
    r"(?:the\s|late\s|early\s)?$",
    re.IGNORECASE,
)
_RELATIONS: Mapping[str, Relation] = {
    "by": "by", "no later than": "by", "until": "until", "till": "until", "through": "until", "since": "since",
    "before": "before", "ahead of": "before", "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip


def _relation(text: str, start: int) -> Relation | None:
    match = _RELATION.search(text[max(0, start - 24) : start])
    return _RELATIONS[match[1].lower()] if match else None


_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|before|after|during|late|early|mid|the|to|and|between|through|around|"
    r"for|summer|spring|fall|autumn|winter|pre|post|its|his|their)[\s-]+|[-–(]|,\s)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+\s)?[a-z]+s\b|\s(?:people|men|women|dead|percent|per cent|feet|troops)\b|[-–]\w|\.\d"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|until|of|from|to|and|before|after|during|this|late|early|mid|for|through|between)[\s-]$"
)


def _meant(text: str, rule: str, match: re.Match[str]) -> bool:
    """Whether the words are a time here: "May" the month and not the verb, 2000 the year and not a count."""
    before = text[max(0, match.start() - 12) : match.start()]
    if rule == "year" and len(match[0]) == 4:
        return bool(_YEAR_BEFORE.search(before)) or not _COUNTED.match(text, match.end(), match.end() + 40)
    if rule == "month" and match[0] in ("May", "March"):
        return _MONTH_BEFORE.search(before) is not None
    if rule == "often":
        return not text[match.end() : match.end() + 2].strip().isupper()  # the Daily Mail
    return True


# The verb forms that tell whether a weekday lies behind or ahead.
_TENSE = re.compile(
    r"\b(?:(?P<ahead>will|would|shall|due|scheduled|expected|expects?|planned|plans?|slated|rescheduled|set\s(?:to|for)|upcoming|"
    r"ahead|next|later|tomorrow|hopes?|intends?|must|should|can|may|might|could|resumes?|meets?|begins?|opens?|starts?|"
    r"returns?|convenes?|travels?|deadline|is|are|be|to\s(?!the|a|an|his|her|its|their|this|that|all)[a-z]{2,12}|"
    r"(?:postponed|delayed|moved|pushed|put\soff|put\sback|adjourned|deferred)(?:\sback)?\s(?:to|until|till|from)|"
    r"(?:come|coming|go|going|be|are|is)\sback)|"
    r"(?P<behind>said|told|was|were|had|did|met|held|began|begun|broke|took|came|went|left|made|gave|saw|spoke|wrote|sent|won|"
    r"lost|fell|rose|led|ran|brought|kept|put|struck|shot|fought|thought|paid|found|drew|flew|rode|hit|cut|since|"
    r"after|following|earlier|late|[a-z]{2,14}ed))\b|['’](?P<ll>ll)\b"
)
_ADJECTIVES = frozenset("united need indeed hundred".split())


_CLAUSE = re.compile(r"[,;:—]\s|\b(?:but|while|when|where|who|which|because)\s")


def _looks_back(text: str, start: int, end: int) -> bool:
    """Whether the verb of its clause puts an expression in the past; in doubt, yes.

    The nearest verb before it in the clause decides, else the nearest after it, else the last one before the clause.
    """
    left = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), start - 300, 0)
    joints = [m.end() for m in _CLAUSE.finditer(text, left, start) if m.end() < start - 4]
    clause = joints[-1] if joints else left
    before = _signals(text, clause, start)
    if before:
        return before[-1]
    stop = re.compile(r"[.!?]\s|\n|[,;:—]\s|$").search(text, end + 2, min(len(text), end + 160))
    after = _signals(text, end, stop.start() if stop else min(len(text), end + 160))
    if after:
        return after[0]
    earlier = _signals(text, left, clause)
    return earlier[-1] if earlier else True


def _signals(text: str, start: int, end: int) -> list[bool]:
    """The verb forms between two places that tell the direction: True for the past."""
    return [m.lastgroup == "behind" for m in _TENSE.finditer(text, start, end) if m[0] not in _ADJECTIVES]


def _count(word: str | None) -> int | None:
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


def _duration(count: int | str | None, unit: str) -> str:
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{'X' if count is None else count}{_LETTERS[unit]}"


def _of_day(day: date | None, part: str | None = None) -> _Reading:
    if day is None:
        return _Reading(None, "day")
    value = day.isoformat()
    return _Reading(value, "day", value + (f"T{_PARTS[part.lower()]}" if part else ""))


def _days(day: date | None, count: int) -> date | None:
    try:
        return None if day is None else day + timedelta(count)
    except OverflowError:
        return None


def _month_day(match: re.Match[str], place: _Place) -> _Reading | None:
    month = MONTHS[match["m"].lower().strip(".")]
    day = int(match["d"].rstrip("stndrh"))
    year = int(match["y"]) if match["y"] else _nearest_year(place, match, month, day)
    value = _iso(year, month, day) if year else None
    if value is None:
        return None if year else _Reading(None, "day", f"XXXX-{month:02d}-{day:02d}")
    until = _iso(year, month, int(match["d2"].rstrip("stndrh"))) if match["d2"] and year else None
    return _Reading(value, "day", value, (value, until) if until and until > value else None)


_FAR = 90  # days; so far from the publication, the verb decides which year a day without one is in


def _nearest_year(place: _Place, match: re.Match[str], month: int, day: int) -> int | None:
    """The year that brings a day of a month nearest to the publication day, or further off if the verb says so."""
    if place.day is None:
        return None
    anchor = place.day
    offered = [
        ((found - anchor).days, year)
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if 1 <= year <= 9999 and (found := parse_day(_iso(year, month, day) or "")) is not None
    ]
    nearest = min(offered, key=lambda row: (abs(row[0]), row[1]), default=None)
    if nearest is not None and abs(nearest[0]) > _FAR:
        back = _looks_back(place.text, match.start(), match.end())
        fitting = [row for row in offered if (row[0] <= 0) == back] or offered
        nearest = min(fitting, key=lambda row: (abs(row[0]), row[1]))
    return nearest[1] if nearest else None


def _read_iso(match: re.Match[str], _: _Place) -> _Reading | None:
    value = _iso(int(match["y"]), int(match["m"]), int(match["d"]))
    return _Reading(value, "day", value) if value else None


def _read_numeric(match: re.Match[str], _: _Place) -> _Reading | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = match["mark"] == "." or first > 12
    value = _iso(year, second, first) if day_first else _iso(year, first, second)
    if value is None:
        return None
    sure = day_first or second > 12 or first == second
    return _Reading(value if sure else match["y"], "day" if sure else "year", value)


def _read_month_year(match: re.Match[str], _: _Place) -> _Reading | None:
    value = f"{match['y']}-{MONTHS[match['m'].lower().strip('.')]:02d}"
    return _Reading(value, "month", value)


def _read_month(match: re.Match[str], place: _Place) -> _Reading | None:
    month = MONTHS[match["m"].lower().strip(".")]
    if len(place.published) < 7:
        return _Reading(None, "month", f"XXXX-{month:02d}")
    year, now = int(place.published[:4]), int(place.published[5:7])
    back = _looks_back(place.text, match.start(), match.end())
    if month > now and back and month - now > 1:
        year -= 1
    elif month < now and not back:
        year += 1
    value = f"{year:04d}-{month:02d}"
    return _Reading(value, "month", value)


def _read_weekday(match: re.Match[str], place: _Place) -> _Reading:
    if place.day is None:
        return _Reading(None, "day")
    mod = (match["mod"] or "").lower()
    ahead = (WEEKDAYS[match["w"].lower()] - place.day.weekday()) % 7
    if mod in ("last", "past"):
        moved = ahead - 7
    elif mod == "next":
        moved = ahead or 7
    elif mod.endswith("coming") or not (place.past if place.past is not None else _back(match, place)):
        moved = ahead
    else:
        moved = ahead - 7 if ahead else 0
    reading = _of_day(_days(place.day, moved), match["part"])
    if match["clock"] and reading.value:
        return reading._replace(timex=f"{reading.value}T{_hour(match['clock'])}")
    return reading


def _back(match: re.Match[str], place: _Place) -> bool:
    left = place.text[max(0, match.start() - 60) : match.start()]
    if _relation(place.text, match.start()) in ("by", "until"):
        return re.search(r"\b(?:had|was|were|lasted|ran)\b", left) is not None
    if place.text[match.end() : match.end() + 2] in ("'s", "’s"):  # "Wednesday's ruling", but "ahead of Monday's talks"
        ahead = r"\b(?:ahead\sof|before|for|until|prior\sto|attends?|joins?|expected|scheduled|by)\s(?:\w+\s)?$"
        return re.search(ahead, left) is None
    if re.search(
        r"\b(?:set|fixed|scheduled|planned|due|called|slated|agreed|session|round|talks|meeting)\sfor\s$", left
    ):
        return False
    return _looks_back(place.text, match.start(), match.end())


def _hour(clock: str) -> str:
    folded = clock.lower()
    if folded in ("noon", "midnight"):
        return "12:00" if folded == "noon" else "24:00"
    digits = re.findall(r"\d+", folded)
    hour = int(digits[0]) % 12 if "m" in folded else int(digits[0])
    if "p" in folded:
        hour += 12
    return f"{hour:02d}:{digits[1] if len(digits) > 1 else '00'}"


def _read_clock(match: re.Match[str], place: _Place) -> _Reading:
    return _Reading(None, "time", f"{place.day.isoformat() if place.day else 'XXXX-XX-XX'}T{_hour(match['clock'])}")


def _read_weekday_weeks(match: re.Match[str], place: _Place) -> _Reading:
    if place.day is None:
        return _Reading(None, "day")
    ahead = (WEEKDAYS[match["w"].lower()] - place.day.weekday()) % 7
    return _of_day(_days(place.day, ahead + 7 * (_count(match["n"]) or 1)))


def _read_near_day(match: re.Match[str], place: _Place) -> _Reading:
    before = match["side"].lower() == "before"
    base = -1 if match["x"].lower() == "yesterday" else 1
    return _of_day(_days(place.day, base + (-1 if before else 1)))


def _read_word_day(match: re.Match[str], place: _Place) -> _Reading:
    word = match["x"].lower()
    part = match["part"] or ("night" if word in ("tonight", "overnight") else None)
    return _of_day(_days(place.day, {"yesterday": -1, "tomorrow": 1}.get(word, 0)), part)


def _read_this_part(match: re.Match[str], place: _Place) -> _Reading:
    return _of_day(_days(place.day, -1 if match["mod"].lower() == "last" else 0), match["part"])


def _shifted(place: _Place, unit: str, count: int) -> _Reading:
    """The day, week, month or year that lies ``count`` units from the publication day."""
    if unit in ("second", "minute", "hour"):
        return _Reading(None, "vague")
    if unit == "day":
        return _of_day(_days(place.day, count))
    if unit == "week":
        return _week(_days(place.day, 7 * count))
    if unit == "month":
        return _month(place, count)
    return _year(place, count * (10 if unit == "decade" else 1))


def _week(day: date | None) -> _Reading:
    if day is None:
        return _Reading(None, "week")
    first, last = _days(day, -day.weekday()), _days(day, 6 - day.weekday())
    if first is None or last is None:
        return _Reading(None, "week")
    year, week, _ = day.isocalendar()
    a, b = first.isoformat(), last.isoformat()
    shared = a[:7] if a[:7] == b[:7] else a[:4] if a[:4] == b[:4] else None
    return _Reading(shared, "week", f"{year:04d}-W{week:02d}", (a, b))


def _month(place: _Place, count: int) -> _Reading:
    if len(place.published) < 7:
        return _Reading(None, "month")
    months = int(place.published[:4]) * 12 + int(place.published[5:7]) - 1 + count
    if not 12 <= months < 120000:
        return _Reading(None, "month")
    value = f"{months // 12:04d}-{months % 12 + 1:02d}"
    return _Reading(value, "month", value)


def _year(place: _Place, count: int) -> _Reading:
    year = int(place.published[:4]) + count if place.published else 0
    if not 1 <= year <= 9999:
        return _Reading(None, "year")
    return _Reading(f"{year:04d}", "year", f"{year:04d}")


def _read_ago(match: re.Match[str], place: _Place) -> _Reading:
    count = _count(match["n"])
    return _shifted(place, match["u"].lower(), -count) if count else _Reading(None, "vague", "PAST_REF")


def _read_ahead(match: re.Match[str], place: _Place) -> _Reading:
    count = _count(match["n"] or match["n2"])
    return _shifted(place, (match["u"] or match["u2"]).lower(), count or 0)


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}


def _read_near_unit(match: re.Match[str], place: _Place) -> _Reading:
    step, unit = _STEPS.get(match["mod"].lower(), 0), match["u"].lower()
    if unit == "weekend":
        return _weekend(_days(place.day, 7 * step) if step else place.day, match, place)
    if unit == "quarter":
        return _quarter(place, step)
    if unit == "century":
        return _Reading(None, "period")
    if unit == "year" and (match["part"] or "").lower() in ("earlier", "later"):
        return _year(place, step)
    return _shifted(place, unit, step)


def _weekend(day: date | None, match: re.Match[str], place: _Place) -> _Reading:
    if day is None:
        return _Reading(None, "period")
    if day == place.day and day.weekday() < 5 and _looks_back(place.text, match.start(), match.end()):
        day = _days(day, -7) or day
    saturday = _days(day, 5 - day.weekday()) or day
    sunday = _days(saturday, 1) or saturday
    year, week, _ = saturday.isocalendar()
    a, b = saturday.isoformat(), sunday.isoformat()
    return _Reading(a[:7] if a[:7] == b[:7] else None, "period", f"{year:04d}-W{week:02d}-WE", (a, b))


def _quarter(place: _Place, step: int) -> _Reading:
    if len(place.published) < 7:
        return _Reading(None, "period")
    quarters = int(place.published[:4]) * 4 + (int(place.published[5:7]) - 1) // 3 + step
    year = f"{quarters // 4:04d}"
    return _Reading(year, "period", f"{year}-Q{quarters % 4 + 1}")


def _read_near_month(match: re.Match[str], place: _Place) -> _Reading:
    month = MONTHS[match["m"].lower().strip(".")]
    if len(place.published) < 7:
        return _Reading(None, "month")
    year, now = int(place.published[:4]), int(place.published[5:7])
    mod = match["mod"].lower()
    if mod in ("last", "past"):
        year -= month >= now
    elif mod != "this" and month <= now:
        year += 1
    value = f"{year:04d}-{month:02d}"
    return _Reading(value, "month", value)


_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _read_near_season(match: re.Match[str], place: _Place) -> _Reading:
    if len(place.published) < 7:
        return _Reading(None, "period")
    code, year = _SEASONS[match["s"].lower()], int(place.published[:4])
    now, begins = int(place.published[5:7]), _SEASON_STARTS[_SEASONS[match["s"].lower()]]
    if match["mod"].lower() in ("last", "past"):
        year -= now < begins + 3
    elif match["mod"].lower() == "next":
        year += now >= begins
    return _Reading(f"{year:04d}", "period", f"{year:04d}-{code}")


def _read_season_year(match: re.Match[str], _: _Place) -> _Reading:
    return _Reading(match["y"], "period", f"{match['y']}-{_SEASONS[match['s'].lower()]}")


def _read_day_unit(match: re.Match[str], place: _Place) -> _Reading:
    if match["mod"].lower() == "weekend":
        return _weekend(place.day, match, place)
    return _Reading(None, "vague")


def _read_near_units(match: re.Match[str], place: _Place) -> _Reading:
    """ "The past two months" lasts; "the coming days" is vague, with the days it may mean."""
    count, unit, mod = _count(match["n"]), match["u"].lower(), match["mod"].lower()
    if not match["n"] and not match[0].lower().endswith("s"):
        return _Reading(None, "duration", _duration(1, unit))
    length = {"day": 1, "week": 7, "month": 31, "year": 366}.get(unit, 0) * (count or 4)
    ahead = mod in ("next", "coming", "following")
    other = _days(place.day, length if ahead else -length)
    span = None
    if place.day is not None and other is not None and length:
        a, b = sorted((place.day.isoformat(), other.isoformat()))
        span = (a, b)
    return _Reading(None, "duration" if match["n"] else "vague", _duration(count, unit), span)


def _read_half(match: re.Match[str], place: _Place) -> _Reading:
    year = match["y"] or place.published[:4] or None
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["q"].lower(), 4)
    letter = "Q" if match["u"].lower() == "quarter" else "H"
    return _Reading(year, "period", f"{year}-{letter}{number}" if year else None)


def _read_decade(match: re.Match[str], _: _Place) -> _Reading:
    return _Reading(None, "period", match["y"] + "X", (f"{match['y']}0-01-01", f"{match['y']}9-12-31"))


def _read_times_a(match: re.Match[str], _: _Place) -> _Reading:
    unit = match["u"].lower()
    if unit in WEEKDAYS:
        return _Reading(None, "set", f"XXXX-WXX-{WEEKDAYS[unit] + 1}")
    return _Reading(None, "set", _duration(2 if match["n"] == "other" else _count(match["n"]) or 1, unit))


_OFTEN = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H"}


def _read_often(match: re.Match[str], _: _Place) -> _Reading:
    return _Reading(None, "set", _OFTEN[match["x"].lower()])


def _read_half_hours(match: re.Match[str], _: _Place) -> _Reading:
    unit = match["u"].lower().rstrip("s")
    return _Reading(None, "duration", f"PT{match['n']}H30M" if unit == "hour" else _duration(match["n"] + ".5", unit))


def _read_lasting(match: re.Match[str], _: _Place) -> _Reading:
    return _Reading(None, "duration", _duration(_count(match["n"]), match["u"].lower()))


_HOLIDAYS = {"christmas eve": (12, 24), "christmas": (12, 25), "new year's day": (1, 1), "new year's eve": (12, 31)}


def _read_holiday(match: re.Match[str], place: _Place) -> _Reading:
    name = match["x"].lower().replace("’", "'").replace("christmas day", "christmas")
    if place.day is None:
        return _Reading(None, "day")
    anchor = place.day
    if name.startswith("thanksgiving"):
        offered = [_thanksgiving(year) for year in (anchor.year - 1, anchor.year) if year > 0]
        return _of_day(min(offered, key=lambda day: abs((day - anchor).days)))
    month, day = _HOLIDAYS[name]
    year = _nearest_year(place, match, month, day)
    value = _iso(year, month, day) if year else None
    return _Reading(value, "day", value)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 21)


def _read_year(match: re.Match[str], _: _Place) -> _Reading:
    year, until = match["y"], match["y2"]
    if until and len(until) == 2:
        until = year[:2] + until
    if until and until > year:
        return _Reading(year, "year", year, (f"{year}-01-01", f"{until}-12-31"))
    return _Reading(year, "year", year)


def _read_ref(match: re.Match[str], _: _Place) -> _Reading:
    word = match["x"].lower()
    past, future = ("recently", "the past"), ("the future",)
    return _Reading(None, "vague", "PAST_REF" if word in past else "FUTURE_REF" if word in future else "PRESENT_REF")


_READERS: Mapping[str, Callable[[re.Match[str], _Place], _Reading | None]] = {
    "iso": _read_iso, "dmy": _month_day, "mdy": _month_day, "numeric": _read_numeric,
    "month_year": _read_month_year, "weekday": _read_weekday, "weekday_weeks": _read_weekday_weeks,
    "near_day": _read_near_day, "word_day": _read_word_day, "this_part": _read_this_part, "ago": _read_ago,
    "ahead": _read_ahead, "near_unit": _read_near_unit, "near_month": _read_near_month,
    "near_season": _read_near_season, "season_year": _read_season_year, "day_unit": _read_day_unit,
    "near_units": _read_near_units, "half": _read_half, "decade": _read_decade, "times_a": _read_times_a,
    "often": _read_often, "half_hours": _read_half_hours, "lasting": _read_lasting, "month": _read_month,
    "clock": _read_clock, "holiday": _read_holiday, "year": _read_year, "ref": _read_ref,
}  # fmt: skip
