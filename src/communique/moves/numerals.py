"""The numerals of a text, digits or words, with their currency sign and scale: what a quantity is built on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique import dates
from communique.vocabulary import units


class Numeral(NamedTuple):
    """A number as printed: where it stands, its value, currency and scale; ``vague`` is the upper end of "dozens"."""

    start: int
    end: int
    value: float
    currency: str | None
    scale: float
    vague: float | None  # the upper end of "dozens", "thousands"


_SCALES = {
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3, "tn": 1e12,
}  # fmt: skip


SMALL = "|".join(sorted(dates.CARDINALS, key=len, reverse=True))


_BIG = "hundred|thousand|million|billion|trillion|dozen"


_SIGN = (
    r"(?:US\s?\$|\$(?:US|A|C|NZ)(?=\d)|(?:C|A|HK|NZ|S|R)\$|(?:USD|EUR|GBP|JPY|CHF|CNY|RMB|INR)\s?(?=\d)|"
    r"(?:PS|RM|Rs\.?\s?|Y=)(?=\d)|[$€£¥₹₽₩₪₴₺])"
)


DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,9})?|\d{1,3}(?:\s\d{3}){1,4}(?![\d,])|\d{1,15}(?:\.\d{1,9})?|\.\d{1,9})"
)


_ATOM = re.compile(
    rf"(?P<sign>{_SIGN})?\s?(?P<digits>{DIGITS})"
    rf"(?:[\s-]?(?P<scale>(?i:hundred|thousand|million|billion|trillion|dozen))s?\b|\s?(?P<letter>bn|mn|mln|tn|[mMBbkK])\b)?"
    rf"(?P<half>\s1/2|½)?"
    rf"|(?P<vague>\b(?i:(?:tens|dozens|scores|hundreds|thousands|millions|billions)(?:\sof\s(?:thousands|millions|billions))?))\b"
    rf"|(?P<fraction>\b(?i:an?|one|two|three|four)[\s-](?i:third|quarter|fifth|tenth)s?)(?=\s(?:of|the)\b)"
    rf"|(?P<words>\b(?i:(?:half\s)?an?\s(?:{_BIG})|(?:several|a\sfew)\s(?:{_BIG})|{SMALL})"
    rf"(?i:(?:-|\s(?:and\s)?)(?:{SMALL}|{_BIG})\b){{0,8}})\b"
)


_DIGIT = re.compile(r"\d")
_WORDS = (*dates.CARDINALS, *_BIG.split("|"), "tens", "scores", "third", "quarter", "fifth", "tenth")


def _may_hold(words: str) -> bool:
    """A quick look for a digit or the letters of a number word: most sentences have neither."""
    if _DIGIT.search(words):
        return True
    low = words.lower()
    return any(word in low for word in _WORDS)


def numerals(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numerals of ``text[start:end]``, in order, without those that are part of a name."""
    if not _may_hold(text[start:end]):
        return
    for match in _ATOM.finditer(text, start, end):
        atom = _worded(match) if match["digits"] is None else _digital(text, match)
        if atom is not None and not _is_name(text, atom):
            yield atom


_GLUED = re.compile(r"[\w./:]$|(?<!minus)(?<=[A-Za-z])-$|\d-$|#$")


_TAIL = re.compile(r"(?:st|nd|rd|th)\b|[:/]\d|\.\d|-(?:based)\b|['’]s\b|s\b", re.IGNORECASE)


def _digital(text: str, match: re.Match[str]) -> Numeral | None:
    begin = match.start("sign") if match["sign"] else match.start("digits")
    before = text[max(0, begin - 6) : begin]
    if _GLUED.search(before) and not (match["sign"] or re.search(r"(?:^|\s)[(~]?$|\d[-–]$", before)):
        return None
    if _TAIL.match(text, match.end()) or (
        re.match(r"[A-Za-z]", text[match.end() :][:1]) and not _unit_glued(text, match)
    ):
        return None
    value = float(re.sub(r"[,\s]", "", match["digits"])) + (0.5 if match["half"] else 0)
    scale = _SCALES[(match["scale"] or match["letter"]).lower()] if match["scale"] or match["letter"] else 1.0
    sign = match["sign"]
    if re.search(r"\bminus[\s-]$", text[max(0, begin - 7) : begin]):
        value = -value
    return Numeral(begin, match.end(), value * scale, _currency(sign) if sign else None, scale, None)


_GLUED_UNIT = re.compile(r"[A-Za-z°]{1,4}(?:/[a-z])?(?![A-Za-z])")


def _unit_glued(text: str, match: re.Match[str]) -> bool:
    glued = _GLUED_UNIT.match(text, match.end())
    known = units.load()
    return glued is not None and (glued[0].lower() in known.measures or glued[0].lower() in known.currencies)


def _currency(sign: str) -> str:
    folded = re.sub(r"[\s.=]", "", sign).lower()
    if folded.startswith("$") and len(folded) > 1:
        folded = folded[1:] + "$"
    return {"ps": "pound sterling", "y": "yen"}.get(folded) or units.load().currencies.get(folded, folded)


_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


_VAGUE = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
}


def _worded(match: re.Match[str]) -> Numeral | None:
    if match["vague"]:
        value = 1.0
        for word in match["vague"].lower().replace(" of ", " ").split():
            value *= _VAGUE[word]
        return Numeral(match.start(), match.end(), value, None, 1.0, value * 10)
    if match["fraction"]:
        part, whole = re.split(r"[\s-]", match["fraction"].lower())
        value = (dates.CARDINALS.get(part) or 1) / _PARTS[whole.rstrip("s")]
        return Numeral(match.start(), match.end(), value, None, 1.0, None)
    value, scale = _value(re.split(r"[\s-]+", match["words"].lower()))
    return Numeral(match.start(), match.end(), value, None, scale, None)


def _value(words: list[str]) -> tuple[float, float]:
    """The number that number words say, and its scale: "two hundred and five thousand" -> 205000, 1000."""
    total, current, scale, half = 0.0, 0.0, 1.0, words[0] == "half"
    for word in words:
        if word in dates.CARDINALS:
            current += dates.CARDINALS[word]
        elif word == "several" or word == "few":
            current += 3
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total += (current or 1.0) * _SCALES[word]
            current, scale = 0.0, _SCALES[word]
    return (total + current) * (0.5 if half else 1.0), scale


# What makes a number part of a name: "Article 5", "Resolution 2202", "Channel 7", "Group of 20".
_NAMED = re.compile(
    r"\b(?:article|articles|resolution|section|chapter|paragraph|clause|annex|page|pages|row|rule|no\.|number|nos\.|"
    r"phase|stage|step|day|week|round|group of|channel|route|highway|flight|room|building|gate|map|figure|table|"
    r"part|volume|update|version|protocol|category|level|tier|division|grade|class|unit|apollo|covid|covid-19|"
    r"formula|chapter vii|game|season|episode|item)[\s-]$",
    re.IGNORECASE,
)


_CAPITAL_BEFORE = re.compile(r"(?:[a-z,]\s|[A-Z]\w*\s)[A-Z][A-Za-z&.]*[\s-]$")


_YEAR = re.compile(r"(?:19|20)\d\d")


_ONE_NOT = re.compile(
    r"\s(?:of\s(?:us|them|those|these|you)\b|another|day\b|who\b|that\b|which\b|in\b|is\b|can\b|or\b|thing\b|and\b|to\b|on\b|"
    r"has\b|was\b|would\b|will\b|could\b|with\b|for\b|by\b|where\b|should\b|knows?\b|said\b|from\b|at\b|as\b|side\b|hand\b)"
    r"|[^\s\w]|$"
)


def _is_name(text: str, atom: Numeral) -> bool:
    before = text[max(0, atom.start - 30) : atom.start]
    counts = re.match(r"\s?%|\s(?:per\scent|percent|pct|people|(?:[a-z]+\s)?[a-z]+s)\b", text[atom.end : atom.end + 30])
    if _NAMED.search(before) and not counts:
        return True
    words = text[atom.start : atom.end]
    if before.endswith(", ") and text[atom.end : atom.end + 1] == "," and words.isdigit() and 14 < atom.value < 100:
        return re.search(r"[A-Z]\w+, $", before) is not None  # "Ana Lund, 44, said"
    if words.lower() == "one":
        return (
            _ONE_NOT.match(text, atom.end) is not None
            or re.search(r"\b(?:no|any|every|this|that|the|which|each|only)[\s-]$", before, re.I) is not None
        )
    if words[0].isdigit() and atom.scale == 1 and (_CAPITAL_BEFORE.search(before) or _YEAR.fullmatch(words)):
        return not counts
    return False
