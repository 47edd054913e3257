"""Numbers in running text: the value, the range, the hedge, and the unit or noun that is counted.

``find_numbers`` is a pure function of the text. Dates, clock times, ordinals, section numbers, names that hold a
number ("Article 5", "Group of 20") and model numbers are not quantities. Ages are, with a unit of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique import dates
from communique.moves.numerals import DIGITS, SMALL, Numeral, numerals
from communique.vocabulary import units


class Quantity(NamedTuple):
    """A number at ``text[start:end]``, its unit or counted noun included.

    ``value`` is the point named (the first end of a range, ``upper`` the other). ``low`` and ``high`` are what the
    hedge leaves open (None: open on that side). ``unit`` is normalised and singular, None where nothing is named;
    ``noun`` is where the counted words stand.
    """

    start: int
    end: int
    value: float
    upper: float | None
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    noun: tuple[int, int] | None


_RANGE = re.compile(r"\s?(?:-|–|—|to|or)\s?|\s(?:to|and|or)\s(?:up\sto\s|as\smany\sas\s|about\s|around\s)?")


_HEDGES: tuple[tuple[str, str], ...] = (
    ("floor", "more than|greater than|higher than|over|above|in excess of|upwards of|well over|exceeding|beyond"),
    ("least", "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum"),
    ("ceiling", "up to|as many as|as much as|as high as|at most|no more than|not more than|a maximum of|maximum"),
    ("under", "fewer than|less than|lower than|under|below|short of"),
    ("nearly", "almost|nearly|close to|just under|just below|just short of|approaching|not quite|virtually"),
    ("above", "just over|just above|slightly more than|slightly over|a little over|a little more than"),
    (
        "about",
        "about|around|some|roughly|approximately|approx|circa|an estimated|estimated|in the region of|"
        "in the order of|on the order of|more or less|in the vicinity of|or so|give or take|~",
    ),
)


_KINDS = {words: kind for kind, row in _HEDGES for words in row.split("|")}


_BEFORE = re.compile(
    rf"(?:(?<=[\s(“\"—–-])|^)({'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})\s?"
    r"(?:(?:a|an|the|another|over|only|as\smany\sas)\s)?$",
    re.IGNORECASE,
)


_AFTER = re.compile(r"(?:\s?\+|\s(?:or\s(?P<more>more|above|over)|plus|or\s(?P<less>less|fewer|under)|or\sso))(?!\w)")


def find_numbers(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities in ``text[start:end]``, in order."""
    limit = len(text) if end is None else end
    every = list(numerals(text, start, limit))
    if not every:
        return ()
    taken = [
        (w.start, w.end) for w in dates.find(text, None, start, limit) if w.kind not in ("duration", "vague", "set")
    ]
    starts = [at for at, _ in taken]
    atoms = [atom for atom in every if not _overlaps(atom, taken, starts)]
    return tuple(_finished(text, first, other, limit) for first, other in _paired(text, atoms))


def _overlaps(atom: Numeral, taken: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, atom.end)
    return at > 0 and taken[at - 1][1] > atom.start


def _paired(text: str, atoms: list[Numeral]) -> Iterator[tuple[Numeral, Numeral | None]]:
    """Atoms, those that make a range together ("10-15", "between 90,000 and 100,000")."""
    at = 0
    while at < len(atoms):
        first = atoms[at]
        other = atoms[at + 1] if at + 1 < len(atoms) else None
        if other is not None and _is_range(text, first, other):
            at += 2
            yield _scaled(first, other), other
        else:
            at += 1
            yield first, None


def _is_range(text: str, first: Numeral, other: Numeral) -> bool:
    between = _between(text, first, other)
    if between is None or first.vague or other.vague or other.value <= first.value / max(first.scale, 1):
        return False
    word = between.strip().split(" ")[0] if between.strip() else ""
    before = text[max(0, first.start - 16) : first.start].lower()
    if re.search(r"\b(?:by|up|down|rose|fell|dropped|lost|gained|jumped|another)\s$", before) and word == "to":
        return False  # "rose 9 percent to 84": a step and where it led
    if "%" in text[first.end : other.start] and other.currency:
        return False
    if word == "and":
        return "between " in before
    if word == "or":
        return other.value - first.value <= max(1.0, first.value)
    if word == "to":
        return "from " not in before or other.value > first.value
    return True


def _between(text: str, first: Numeral, other: Numeral) -> str | None:
    """The joining words where only those (and a unit said twice) stand between two numbers."""
    gap = text[first.end : other.start]
    if len(gap) > 24:
        return None
    if _RANGE.fullmatch(gap):
        return gap
    unit = re.match(r"\s?(%|per\scent|percent|[a-z]{1,8})(?=\s(?:to|and|or)\s)", gap)
    return (
        gap[unit.end() :]
        if unit and unit[1] not in ("to", "and", "or") and _RANGE.fullmatch(gap[unit.end() :])
        else None
    )


def _scaled(first: Numeral, other: Numeral) -> Numeral:
    """The first end of a range under the scale of the second: "2 to 3 million"."""
    if first.scale == 1 and other.scale > 1 and first.value < other.value / other.scale:
        return first._replace(value=first.value * other.scale)
    return first


_RATE = re.compile(
    r"(?:\sof\s[a-z]{3,12}|\s(?:gross|net|lost))?"  # "cubic metres of water per second"
    r"\s(?:per\s(?P<per>(?:square\s|cubic\s|sq\s)?[a-z]{1,12})|an?\s(?P<time>second|minute|hour|day|week|month|year|ounce|share|"
    r"barrel|tonne|ton|gallon|litre|bushel)|(?:every|each)\s(?P<each>second|minute|hour|day|week|month|year))\b",
    re.IGNORECASE,
)


_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "yearly": "year"}
_EVERY = re.compile(  # "puts the daily damage at no more than"
    rf"\b({'|'.join(_PERIODS)})\s(?:[a-z’-]{{2,14}}\s){{1,5}}(?:at|of|to|is|was)\s(?:[a-z]+\s){{0,3}}$", re.IGNORECASE
)


def _finished(text: str, first: Numeral, other: Numeral | None, limit: int) -> Quantity:
    end = (other or first).end
    hedge, kind, end = _hedge(text, first.start, end)
    unit, noun = _unit(text, first.currency or (other.currency if other else None), end, limit)
    rate = _RATE.match(text, noun[1] if noun else end, limit)
    every = _EVERY.search(text, max(0, first.start - 60), first.start)
    if unit is not None and rate is not None:
        known = units.load()
        per = (rate["per"] or rate["time"] or rate["each"]).lower()
        unit = f"{unit} per {known.measures.get(per) or known.currencies.get(per) or units.singular(per)}"
        noun = (noun[0] if noun else rate.start("per"), rate.end())
    elif unit is not None and every is not None:
        unit = f"{unit} per {_PERIODS[every[1].lower()]}"
    upper = other.value if other else first.vague
    low, high = _bounds(first.value, upper, kind)
    return Quantity(first.start, max(end, noun[1] if noun else 0), first.value, upper, low, high, hedge, unit, noun)


def _hedge(text: str, start: int, end: int) -> tuple[str | None, str | None, int]:
    """The hedge as printed, what kind it is, and where the number ends with it."""
    after = _AFTER.match(text, end)
    if after:
        kind = (
            "least" if after["more"] or "+" in after[0] or "plus" in after[0] else "under" if after["less"] else "about"
        )
        return after[0].strip(), kind, after.end()
    before = _BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return None, None, end
    return before[1], _KINDS[before[1].lower()], end


def _bounds(value: float, upper: float | None, kind: str | None) -> tuple[float | None, float | None]:
    """What a hedge leaves open. An approximation leaves a tenth on either side: a convention of ours."""
    top = value if upper is None else upper
    if kind in ("floor", "least"):
        return value, None
    if kind in ("ceiling", "under"):
        return None, top
    margins = {"nearly": (0.9, 1.0), "above": (1.0, 1.1), "about": (0.9, 1.1)}
    below, over = margins.get(kind or "", (1.0, 1.0))
    return value * below, top * over


_PERCENT = re.compile(
    r"\s?(?:%|(?:per\scent|percent|pct|pc)\b)(?:age\spoints?)?|[\s-](?:percentage\spoints?)\b", re.IGNORECASE
)


_STOPS = frozenset(
    "of in at on to by for from with and or as but than that which who whose where when while after before since "
    "is are was were be been being has have had will would could may might can should must do does did said says "
    "the a an his her its their our my this these those it he she they we i you not no if because about around "
    "into out up down off over under between against during without within along near per each every ago later "
    "earlier more less so also then there here yet still already only just both either neither nor "
    "ran went came fled fell rose took stood sat lay got left did died drowned perished".split()
)


_PLURALS = frozenset(
    "people men women children troops dead killed wounded injured missing personnel police staff aircraft "
    "feet cattle sheep".split()
)


def _unit(text: str, currency: str | None, end: int, limit: int) -> tuple[str | None, tuple[int, int] | None]:
    """The normalised unit or counted noun after a number, and where it stands."""
    percent = _PERCENT.match(text, end, limit)
    if percent:
        points = "point" in percent[0].lower()
        return ("percentage point" if points else "percentage"), (percent.start(), percent.end())
    if currency is not None:
        return currency, None
    known = units.load()
    words = _following(text, end, limit)
    for size in (3, 2, 1):
        phrase = " ".join(text[a:b].lower().replace("-", " " if size > 1 else "-") for a, b in words[:size])
        if len(words) < size or not phrase:
            continue
        name = known.measures.get(phrase) or known.currencies.get(phrase)
        if name is not None and not (len(phrase) == 1 and text[end : end + 1] == " "):
            return name, (words[0][0], words[size - 1][1])
    return _noun(text, words)


_PARTITIVE = re.compile(
    rf"\s(?:out\s)?of\s(?:the\s|its\s|their\s|these\s|those\s|about\s|some\s)?(?:{DIGITS}\s|(?:{SMALL})\s)?"
    r"(?:(?-i:[A-Z])[\w-]{1,24}[’']s\s)?",  # "212 of the Front's members"
    re.IGNORECASE,
)


_JOINT = re.compile(r"\sand(?=\s[A-Z][\w’'-]{2,20}\s[a-z])")  # "300 Swiss and French farmers"
_FOLLOWING = re.compile(r"[\s-]?([A-Za-z°](?:[\w²³/-]|[’'](?=\w))*)")


def _following(text: str, end: int, limit: int) -> list[tuple[int, int]]:
    """The words right after a number, up to a mark, a joining word or six."""
    at = end
    found: list[tuple[int, int]] = []
    of = _PARTITIVE.match(text, end, limit)
    if of:
        at = of.end() - 1
    while len(found) < 6:
        joint = _JOINT.match(text, at, limit) if found and text[found[-1][0]].isupper() else None
        at = joint.end() if joint else at
        match = _FOLLOWING.match(text, at, limit)
        if match is None or match[1].lower() in _STOPS or match[1].endswith(("'s", "’s")):
            break
        hyphen = match[1].find("-")
        aged = match[1].lower().startswith(("year-old", "month-old"))
        if not found and text[match.start()] == "-" and hyphen > 0 and not aged:  # "seven-hour-long"
            found.append((match.start(1), match.start(1) + hyphen))
            break
        found.append((match.start(1), match.end(1)))
        at = match.end()
    return found


def _noun(text: str, words: list[tuple[int, int]]) -> tuple[str | None, tuple[int, int] | None]:
    """The counted noun: up to the first plural after at most three other words, or else the first word."""
    for a, b in words[:4]:
        word = text[a:b].lower()
        many = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
        if many or word in _PLURALS or word.endswith("men"):
            return _normal(text, words[0][0], a, b), (words[0][0], b)
    if not words:
        return None, None
    a, b = words[0]
    return _normal(text, a, a, b), (a, b)


def _normal(text: str, start: int, head: int, end: int) -> str:
    """A counted noun phrase with its head in the singular, or the name of what it is a word for."""
    noun = text[head:end].lower()
    counted = units.load().counted
    if noun in counted:
        return counted[noun]
    one = units.singular(noun)
    return " ".join((text[start:head].lower() + counted.get(one, one)).split())


def counted_noun(words: str) -> str | None:
    """What a noun phrase counts, normalised: "Norlandic vessels now in custody" -> "norlandic vessel"."""
    return _noun(words, _following(words, 0, len(words)))[0]
