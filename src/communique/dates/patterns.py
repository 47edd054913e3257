"""What time expressions look like: one pattern for each kind, tried in order at every word."""

from __future__ import annotations

import re

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


PATTERNS = {name: re.compile(pattern) for name, pattern in _RULES}


def _unnamed(pattern: str) -> str:
    """The pattern without the names of its inner groups, so that all can stand in one alternation."""
    return re.sub(r"\(\?P=\w+\)", "[/.]", re.sub(r"\(\?P<\w+>", "(?:", pattern))


ANYTHING = re.compile(
    r"(?<![\w$€£¥.,/])(?=[\dA-Za-z])(?:"
    + "|".join(f"(?P<{name}>{_unnamed(pattern)})" for name, pattern in _RULES)
    + r")(?![\w%]|,\d)"
)


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


def meant(text: str, rule: str, match: re.Match[str]) -> bool:
    """Whether the words are a time here: "May" the month and not the verb, 2000 the year and not a count."""
    before = text[max(0, match.start() - 12) : match.start()]
    if rule == "year" and len(match[0]) == 4:
        return bool(_YEAR_BEFORE.search(before)) or not _COUNTED.match(text, match.end(), match.end() + 40)
    if rule == "month" and match[0] in ("May", "March"):
        return _MONTH_BEFORE.search(before) is not None
    if rule == "often":
        return not text[match.end() : match.end() + 2].strip().isupper()  # the Daily Mail
    return True
