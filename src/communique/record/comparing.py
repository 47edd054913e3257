"""Whether two counts answer one question: of one thing, of one kind of happening, and asked at one time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from communique.data import Article, Figure
from communique.record.likeness import days_apart
from communique.text import fold
from communique.vocabulary import units

TOLL = frozenset({"dead", "wounded", "missing", "casualty"})
"""What is counted up as news comes in."""
PEOPLE_AND_ARMS = frozenset(units.load().counted.values())
"""What is counted of people and weapons: a headline number says by itself what it counts."""
MONEY = frozenset(units.load().currencies.values()) | frozenset(units.load().currencies)
"""Names of currencies."""

_PERSONS = frozenset(
    "people person resident citizen national inhabitant villager islander civilian man fisherman worker picket crewman "
    "marcher protester demonstrator passenger sailor farmer prisoner hostage displaced".split()
)

_WORD = re.compile(r"\w+")
_PLAIN = frozenset("the a an of in on at to by for from with near around about and or its their his her s".split())
_COUNTED_UP = 3  # days after which a higher toll is a later one
_STANDING = 14  # days for which an estimate in round thousands is repeated as it stands
_AT_ONE_TIME = 7  # days for which any other count stands
_LONG_PAST = 3  # months before its report after which the date beside a count is that of another time
_ROUND = 100  # an estimate is round to a hundredth of itself
_THOUSAND = 1000
_MANY_TOLLS = 3  # a report with so many tolls tells of several incidents: only the highest is that of the whole ...
_ONE_ORDER = 50  # ... of which the highest is at most so many times the lowest: "more than 7,000 since 2017" is a war's
_SPREAD = 5  # "hundreds" can be anything from a hundred to a thousand, and contradicts nothing
# "369 of them", "all but three", "including two children": a part of what was counted before.
_PART_AFTER = re.compile(
    r"(?:\s\w+)?,?\s(?:(?:out\s)?of\s(?:those|them|these|whom|which)\b"
    r"|(?:from|out\sof)\s(?:the|its|their)\s(?:[\w-]{1,12}\s){0,2}(?:reserves?|funds?|loan|budget|assets|money|accounts?|aid)\b)",
    re.I,
)
_PART_OF = re.compile(r"\bof\s(?:(?:the|those|these)\s(?![A-Z])|\d)")
_PART_BEFORE = re.compile(
    r"\b(?:involving|exceeding|including|among\s(?:them|those)|of\s(?:whom|which|them|those|these),?|all\sbut|remaining|another|additional)\s(?:[\w-]{1,12}\s){0,2}$",
    re.I,
)


def about(figure: Figure) -> frozenset[str]:
    """What a figure counts, in stems of the words that tell."""
    return _words_of(figure.what, figure.unit)


@lru_cache(maxsize=1 << 16)
def _words_of(what: str, unit_named: str | None) -> frozenset[str]:
    unit = set(_WORD.findall(fold(unit_named or "")))
    words = (fold(w) for w in _WORD.findall(what))
    return frozenset(w[:6] for w in words if w not in _PLAIN and w not in unit and not w.isdigit())


def things(figure: Figure) -> frozenset[str]:
    """What a figure counts, without the names of places and parties: "herring" of "mark, herring, Norland"."""
    return _words_of(" ".join(w for w in _WORD.findall(figure.what) if not w[0].isupper()), figure.unit)


def counted_as(unit: str) -> str:
    """The unit by which counts are set beside each other: residents, citizens and captives are people."""
    return "people" if unit in _PERSONS else unit


def same_question(a: Figure, b: Figure) -> bool:
    """Whether two figures of one unit count the same: much the same words say what, and the size is near."""
    near = 0.2 <= (a.value or 1) / (b.value or 1) <= 5
    return near and times_fit(a.when, b.when) and about_fits(a, b) and (a.unit in TOLL or bool(about(a) & about(b)))


def one_order(a: Figure, b: Figure) -> bool:
    """Whether two figures are not so far apart that they cannot answer one question."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return high <= _ONE_ORDER * max(low, 1)


def about_fits(a: Figure, b: Figure) -> bool:
    """Whether the words that say what is counted do not differ; where one has none they do not."""
    ours, theirs = about(a), about(b)
    return not ours or not theirs or len(ours & theirs) / min(len(ours), len(theirs)) >= 0.6


def times_fit(a: str | None, b: str | None) -> bool:
    """Whether two ISO prefixes can be one time."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def whole(counted: Iterable[Figure], articles: Mapping[str, Article]) -> list[Figure]:
    """The counts that may stand for the whole: no part of another, and no "hundreds"."""
    return [f for f in counted if not _vague(f) and not _part(f, articles[f.article_id].text)]


def crowded(counted: Iterable[Figure]) -> frozenset[str]:
    """The reports with so many different tolls of one order that they must be of several incidents."""
    values: dict[str, set[float]] = defaultdict(set)
    for figure in counted:
        if figure.unit in TOLL and figure.status != "past":  # what somebody counted before
            values[figure.article_id].add(figure.value)
    return frozenset(article for article, own in values.items() if _several(sorted(own)))


def _several(tolls: Sequence[float]) -> bool:
    """Whether so many of the tolls, which are in order, are of one order."""
    return any(high <= _ONE_ORDER * low for low, high in zip(tolls, tolls[_MANY_TOLLS - 1 :], strict=False))


def headlines(counted: Sequence[Figure]) -> list[Figure]:
    """The counts, of many tolls in one report only the highest: the others are of one incident each."""
    several = crowded(counted)
    most: dict[str, float] = {}
    for figure in counted:
        most[figure.article_id] = max(figure.value, most.get(figure.article_id, figure.value))
    return [f for f in counted if f.article_id not in several or f.value == most[f.article_id]]


def _vague(figure: Figure) -> bool:
    return figure.low is not None and figure.high is not None and figure.high >= _SPREAD * max(figure.low, 1)


def _part(figure: Figure, story: str) -> bool:
    start, end = figure.anchor.start, figure.anchor.end
    if _PART_OF.search(figure.anchor.exact):
        return True
    return bool(_PART_AFTER.match(story, end, end + 40) or _PART_BEFORE.search(story[max(0, start - 40) : start]))


Moments = frozenset[tuple[str | None, int]]
"""Days, each with the number of days for which what was counted then stands."""


def at_one_time(ours: Moments, theirs: Moments) -> bool:
    """Whether any of our counts was reported while one of theirs stood; an unknown day fits any.

    A toll that rises with the days of its reports has grown; other counts change within weeks.
    """
    return any(_near(a, b, min(stands, others)) for a, stands in ours for b, others in theirs)


def moments(figures: Iterable[Figure], articles: Mapping[str, Article]) -> Moments:
    """Of what days counts are, and how long each stands."""
    return frozenset((_day(f, articles), _stands(f)) for f in figures)


def _day(figure: Figure, articles: Mapping[str, Article]) -> str | None:
    """Of what day a count is: that of its report, unless a date beside it says that it is long past."""
    reported = articles[figure.article_id].published
    past = figure.when is not None and reported is not None and _months(reported) - _months(figure.when) >= _LONG_PAST
    return figure.when if past else reported


def _months(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7] or 1)


def _near(a: str | None, b: str | None, most: int) -> bool:
    apart = days_apart(a, b)
    return times_fit(a, b) if apart is None else apart <= most


def _stands(figure: Figure) -> int:
    """For how many days a count is repeated as it stands."""
    if figure.value >= _THOUSAND and roundness(figure.value) * _ROUND >= figure.value:
        return _STANDING
    return _COUNTED_UP if figure.unit in TOLL else _AT_ONE_TIME


def fit(a: Figure, b: Figure) -> bool:
    """Whether two figures can both hold, each as widely as its hedge allows."""
    (low, high), (other_low, other_high) = _range(a), _range(b)
    return low <= other_high and other_low <= high


def _range(figure: Figure) -> tuple[float, float]:
    """What a figure can mean: an open end ("more than 13,000") reaches to just below the next figure as round."""
    if figure.low is None and figure.high is None:
        return figure.value, figure.value
    reach = roundness(figure.value) * 0.99
    low = figure.value - reach if figure.low is None else figure.low
    high = figure.value + reach if figure.high is None else figure.high
    return low, high


def roundness(value: float) -> float:
    """The place of the last digit that is not nought (13,000 is round to 1,000); 0.1 for a broken number."""
    if value == 0 or value in (float("inf"), float("-inf")) or value != int(value):
        return 0.1
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return float(step)
