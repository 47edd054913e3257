"""When a move was made: the time expression of its sentence that stands nearest to it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from datetime import date

from communique import dates
from communique.data import Article
from communique.moves.scene import Scene

_SPANNING = frozenset("after since before until from between to of than the".split())
_EDGES = frozenset("which who whose where ; —".split())
_STAMP = re.compile(r"\W{0,3}(?:(?:[A-Z][a-z]{2,8}\.?|\d{1,2}|\d{1,2},)\s){0,2}\d{4}\s?(?:[:—–]|-\s)")
_BYGONE = frozenset(
    [
        ("cold", "war"),
        ("world", "war"),
        ("last", "century"),
        ("century", "ago"),
        ("centuries", "ago"),
        ("colonial", "rule"),
    ]
)
_OPENING = 40  # code points in which an entry names its date
_DECADE = re.compile(r"(?:1[5-9]|20)\d0")


def times(article: Article, scene: Scene) -> tuple[tuple[int, str], ...]:
    """The calendar dates of a sentence: where each stands and its ISO prefix."""
    found = dates.find(article.text, article.published, scene.start, scene.end)
    return tuple(
        (when.start, when.value)
        for when in found
        if when.value and when.kind not in ("duration", "set", "vague") and not _inside(article, scene, when)
    )


def _inside(article: Article, scene: Scene, when: dates.When) -> bool:
    """Whether a time is no time of an act: "this week" known only to the month, a year that tells apart an object."""
    if len(when.value or "") == 7 and "week" in article.text[when.start : when.end].lower():
        return True
    if len(when.value or "") != 4:
        return False
    at = bisect_right([t.start for t in scene.tokens], when.start) - 1
    ahead = scene.low[max(0, at - 2) : at]
    return not _SPANNING.isdisjoint(ahead[-1:])


def nearest(scene: Scene, found: tuple[tuple[int, str], ...], at: int) -> str | None:
    """The date that stands nearest to token ``at``; a relative clause keeps its date to itself. None for none."""
    ranked = []
    for place, value in found:
        token = max(0, bisect_right([t.start for t in scene.tokens], place) - 1)
        first, last = _relative(scene, token)
        if first <= at < last and _EDGES.isdisjoint(scene.low[min(token, at) : max(token, at)]):
            ranked.append((abs(token - at), value))
    return min(ranked)[1] if ranked else None


def stamp(article: Article, place: int) -> str | None:
    """The date that the paragraph at ``place`` opens with ("1971: …"), as the entries of a chronicle do."""
    start = article.text.rfind("\n", 0, place) + 1
    opening = _STAMP.match(article.text, start, start + _OPENING)
    if opening is None:
        return None
    found = dates.find(article.text, article.published, start, opening.end())
    return next((when.value for when in found if when.value), None)


def bygone(scene: Scene) -> bool:
    """Whether a sentence without a date tells of times long past: "in the 1990s", "during the Cold War"."""
    pairs = list(itertools.pairwise(scene.low))
    return any(pair in _BYGONE or (pair[1] == "s" and _DECADE.fullmatch(pair[0])) for pair in pairs)


def _relative(scene: Scene, at: int) -> tuple[int, int]:
    """The relative clause that token ``at`` stands in, or the whole sentence."""
    first = at
    while first > 0 and scene.low[first] not in (",", ";", "—"):
        first -= 1
    if _EDGES.isdisjoint(scene.low[first + 1 : first + 3]):
        return 0, len(scene.low)
    last = next((p for p in range(at, len(scene.low)) if scene.low[p] in (",", ";", "—")), len(scene.low))
    return first, last


def is_history(when: str | None, published: str | None, days: int) -> bool:
    """Whether ``when`` lies more than ``days`` before the publication."""
    if when is None or published is None:
        return False
    return _last_day(when).toordinal() + days < _last_day(published).toordinal()


def _last_day(value: str) -> date:
    """The last day that an ISO prefix may mean (a month counts 28 days: precision does not matter here)."""
    parts = [int(part) for part in value.split("-")[:3]]
    year, month, day = parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28
    return date(min(max(year, 1), 9999), month, day)
