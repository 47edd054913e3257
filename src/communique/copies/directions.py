"""Which of two articles came first, how sure that is, and why, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from communique.copies.kinds import Likeness
from communique.data import Article, Correction

_STAMP = re.compile(r"\b(?:UPDATE|WRAPUP|RPT|ROUNDUP|LEAD|TAKE)[ -]?(\d{1,2})\b")
_REDONE = re.compile(
    r"\b(?:CORRECTED|REFILE|AMENDED)\b|^\((?:Adds|Updates|Recasts|Corrects|Refiles|Writes)\b", re.MULTILINE
)
_HEAD = 600  # characters: where a version stamp stands


class Direction(NamedTuple):
    """The article that came first, the one that came later, how sure (0.5..1), and why."""

    earlier: Article
    later: Article
    confidence: float
    reason: str


Clue = tuple[int, float, str]  # -1 where the left one is earlier, 1 where later; confidence; reason


def direction(pair: Likeness, corrections: Mapping[str, Set[str]], scores: Mapping[str, float]) -> Direction:
    """Who came first. ``corrections`` maps the article of a notice to those that still carry the error;
    ``scores`` are how machine-made each article's wording is.
    """
    left, right = pair.left.article, pair.right.article
    for clue in _clues(pair, corrections, scores):
        sign, confidence, reason = clue
        if sign:
            first, second = (left, right) if sign < 0 else (right, left)
            return Direction(first, second, confidence, reason)
    first, second = sorted((left, right), key=lambda article: article.id)
    return Direction(first, second, 0.5, "nothing tells which came first")


def _clues(pair: Likeness, corrections: Mapping[str, Set[str]], scores: Mapping[str, float]) -> Iterator[Clue]:
    left, right = pair.left.article, pair.right.article
    yield _dates(left, right)
    mends = (right.id in corrections.get(left.id, ())) - (left.id in corrections.get(right.id, ()))
    yield mends, 0.9, "its correction notice mends what the other still says"
    yield _sign(stamp(left), stamp(right)), 0.85, "its version stamp is later"
    yield _sign(left.id in corrections, right.id in corrections), 0.7, "it carries a notice about an earlier version"
    credits = _credits(left, right) - _credits(right, left)
    yield credits, 0.8, "it credits the other's outlet"
    own = _own(right) - _own(left) if left.outlet != right.outlet else 0
    yield own, 0.7, "the other is the agency's own"
    size = _sign(len(pair.left.words), len(pair.right.words))
    if pair.kind == "rewording":
        machine = _sign(round(scores.get(left.id, 0), 1), round(scores.get(right.id, 0), 1))
        yield machine, 0.75, "its wording looks machine-made"
        yield -size, 0.6, "it is the shorter of the two, inferred"
    elif pair.kind == "excerpt":
        yield -size, 0.75, "it is a part of the other, inferred"
    elif pair.kind == "version":
        yield size, 0.6, "it has more text, inferred"


def _dates(left: Article, right: Article) -> Clue:
    if not left.published or not right.published or "lineage" in (left.published_from, right.published_from):
        return 0, 0.5, ""
    size = min(len(left.published), len(right.published))
    sign = _sign(left.published[:size], right.published[:size])
    return sign, 0.95, "it was published later"


def _sign(left: float | str | bool, right: float | str | bool) -> int:
    return int(left > right) - int(left < right)  # type: ignore[operator]


def _credits(one: Article, other: Article) -> int:
    """1 where ``one`` credits the outlet of ``other``: in its credit, or in brackets as agencies are credited."""
    if not other.outlet or one.outlet == other.outlet:
        return 0
    names = other.outlet.casefold(), _initials(other.outlet)
    ends = (one.text[:_HEAD] + "\n" + one.text[-_HEAD:]).casefold()
    return int((one.credit or "").casefold() in names or any(f"({name})" in ends for name in names))


def _own(article: Article) -> int:
    """1 where an article credits its own outlet in its dateline, as agencies do."""
    if not article.outlet:
        return 0
    head = article.text[:_HEAD].casefold()
    return int(any(f"({name})" in head for name in (article.outlet.casefold(), _initials(article.outlet))))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).casefold()


def stamp(article: Article) -> int:
    """The number of the version an article says it is: 0 where it says nothing, "CORRECTED" a half step more."""
    head = f"{article.title or ''}\n{article.text[:_HEAD]}"
    number = max((int(found[1]) for found in _STAMP.finditer(head)), default=0)
    return 2 * number + bool(_REDONE.search(head))


def carrying(corrections: Iterable[Correction]) -> dict[str, set[str]]:
    """For each article with a notice, the articles that still carry its error."""
    found: dict[str, set[str]] = {}
    for correction in corrections:
        found.setdefault(correction.article_id, set()).update(place.article_id for place in correction.stale)
    return found
