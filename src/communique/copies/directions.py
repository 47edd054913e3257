"""Which of two articles came first, how sure that is, and why, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from communique.copies import signs
from communique.copies.edits import Edits, compared
from communique.copies.kinds import Likeness
from communique.copies.ordering import by_day, grows, is_report
from communique.copies.signs import Sign
from communique.data import Article, Correction

_STAMP = re.compile(r"\b(?:UPDATE|WRAPUP|RPT|ROUNDUP|LEAD|TAKE)[ -]?(\d{1,2})\b")
_REDONE = re.compile(
    r"\b(?:CORRECTED|REFILE|AMENDED)\b|^\((?:Adds|Updates|Recasts|Corrects|Refiles|Writes)\b", re.MULTILINE
)
_HEAD = 600  # characters: where a version stamp stands
_LATE = 2  # days for which a paper may still carry the early version of an agency's story
_APART = 0.3  # between the wordings of two texts: less may be one misprint
_CEILING = 0.9  # of the confidence that signs in the texts can give together


class Direction(NamedTuple):
    """The article that came first, the one that came later, how sure (0.5..1), and why."""

    earlier: Article
    later: Article
    confidence: float
    reason: str


Clue = tuple[int, float, str]  # -1 where the left one is later, 1 where the right one; confidence; reason


class Directions:
    """What tells the direction of every pair: the notices and the wordings of all articles.

    ``corrections`` maps the article of a notice to those that still carry the error; ``scores`` are how machine-made
    each article's wording is.
    """

    def __init__(self, corrections: Mapping[str, Set[str]], scores: Mapping[str, float]) -> None:
        """Keeps both."""
        self._corrections = corrections
        self._scores = scores

    def of(self, pair: Likeness, *, closely: bool = True) -> Direction | None:
        """Who came first, as far as the two tell by themselves; None where only the order of all versions can tell.

        Only ``closely`` are the two texts compared word by word.
        """
        for sign, confidence, reason in self._clues(pair, closely):
            if sign:
                return _told(pair, sign, confidence, reason)
        return None

    def _clues(self, pair: Likeness, closely: bool) -> Iterator[Clue]:
        """By order of trust; a clue that rests on reading both texts is looked for only where it is needed."""
        left, right = pair.left.article, pair.right.article
        stamps = stamp(left), stamp(right)
        if min(stamps) > 0:
            yield _sign(*stamps), 0.95, "its version stamp is later"
        mends = (left.id in self._corrections.get(right.id, ())) - (right.id in self._corrections.get(left.id, ()))
        yield mends, 0.9, "its correction notice mends what the other still says"
        day = by_day(left, right)
        edits = compared(pair.left, pair.right) if closely and (not day or _overtaken(left, right)) else None
        if edits is not None:
            yield _weighed(list(signs.in_place(edits)))
        yield -day, 0.95, "it was published later"
        yield _sign(*stamps), 0.85, "its version stamp is later"
        yield _credits(right, left) - _credits(left, right), 0.85, "it credits the outlet of the other"
        yield (
            _sign(left.id in self._corrections, right.id in self._corrections),
            0.75,
            ("it carries a notice about an earlier version"),
        )
        if left.outlet is None or left.outlet != right.outlet:
            yield _own(left) - _own(right), 0.75, "the other is the agency's own report"
        if edits is not None:
            yield _weighed(self._signs(pair, edits))

    def _signs(self, pair: Likeness, edits: Edits) -> list[Sign]:
        left, right = pair.left, pair.right
        if pair.kind == "rewording":
            return self._spun(pair)
        found = list(signs.cuts(left, right, edits))
        own = grows(left.article, right.article)
        if pair.kind != "excerpt" and (not own or is_report(left.article) or is_report(right.article)):
            found += signs.additions(left, right, edits)
        if own:  # what is gained and lost in all of its versions tells more
            return found
        size = _sign(len(left.words), len(right.words))
        if pair.kind == "duplicate":
            return [*found, Sign(0.6 * size, "it adds a little to the same text")]
        if pair.kind == "excerpt":
            houses = left.article.outlet is not None and right.article.outlet is not None
            return [*found, Sign(-(1.4 if houses else 0.6) * size, "it is a part of the other")]
        return [*found, Sign(-0.25 * size, "it is the shorter, as what is taken over mostly is")]

    def _spun(self, pair: Likeness) -> list[Sign]:
        """The signs of a rewording: between versions of a page that is kept up they tell nothing."""
        left, right = pair.left.article, pair.right.article
        if grows(left, right) and not (is_report(left) or is_report(right)):
            return []
        apart = self._scores.get(right.id, 0) - self._scores.get(left.id, 0)
        machine = _sign(0, apart) if abs(apart) >= _APART else 0
        return [*signs.damage(pair), Sign(1.4 * machine, "its wording looks machine-made")]


def _told(pair: Likeness, sign: int, confidence: float, reason: str) -> Direction:
    first, second = (pair.left, pair.right) if sign > 0 else (pair.right, pair.left)
    return Direction(first.article, second.article, confidence, reason)


def _weighed(found: Sequence[Sign]) -> Clue:
    """The signs of two texts taken together; the strongest of those that agree gives the reason."""
    odds = sum(sign.odds for sign in found)
    if abs(odds) < 0.2:
        return 0, 0.5, ""
    way = 1 if odds > 0 else -1
    reason = max((sign for sign in found if sign.odds * way > 0), key=lambda sign: abs(sign.odds)).reason
    return way, min(_CEILING, confidence_of(odds)), f"{reason}, inferred"


def confidence_of(odds: float) -> float:
    """Natural log-odds, either way, as a confidence from 0.5 on."""
    return round(1 / (1 + math.exp(-abs(odds))), 2)


def _overtaken(left: Article, right: Article) -> bool:
    """Whether the one that was published later may be the early version all the same: in another paper, days after."""
    if left.outlet is not None and left.outlet == right.outlet:
        return False
    days = [_day(left), _day(right)]
    return None not in days and abs((days[0] - days[1]).days) <= _LATE  # type: ignore[operator]


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _sign(left: float | bool, right: float | bool) -> int:
    return int(right > left) - int(right < left)


def _credits(one: Article, other: Article) -> int:
    """1 where ``one`` credits the outlet of ``other``: in its credit, or in brackets as agencies are credited."""
    if not other.outlet or one.outlet == other.outlet:
        return 0
    names = names_of(other.outlet)
    ends = _ends(one.text)
    return int((one.credit or "").casefold() in names or any(f"({name})" in ends for name in names))


@lru_cache(maxsize=1 << 14)
def _ends(of: str) -> str:
    """Where agencies are credited, folded."""
    return (of[:_HEAD] + "\n" + of[-_HEAD:]).casefold()


def absent_source(left: Article, right: Article, outlets: Iterable[str | None]) -> str | None:
    """Whom two houses both credit, where that is the outlet of no article of their family; None without."""
    if left.outlet is not None and left.outlet == right.outlet:
        return None
    if not left.credit or not right.credit or left.credit.casefold() != right.credit.casefold():
        return None
    known = any(credited(left.credit, outlet) for outlet in outlets if outlet)
    return None if known else left.credit


def credited(credit: str, outlet: str) -> bool:
    """Whether a credit names an outlet, in full, in part or by its initials."""
    return credit.casefold() in outlet.casefold() or credit.casefold() == names_of(outlet)[1]


def of_one_house(earlier: Article, later: Article) -> bool:
    """Whether the later of two articles is known to be of the earlier one's outlet, or to have it from there."""
    outlet = earlier.outlet
    return outlet is not None and (outlet == later.outlet or bool(later.credit and credited(later.credit, outlet)))


def _own(article: Article) -> int:
    """1 where an article credits its own outlet in its dateline, as agencies do; or opens so, its outlet unknown."""
    house = article.outlet or article.credit
    if not house:
        return 0
    head = article.text[:_HEAD].casefold()
    return int(any(f"({name})" in head for name in names_of(house)))


def names_of(outlet: str) -> tuple[str, str]:
    """How an outlet is credited: by its name or its initials."""
    return outlet.casefold(), "".join(word[0] for word in outlet.split()).casefold()


def stamp(article: Article) -> int:
    """The number of the version an article says it is: 0 where it says nothing, "CORRECTED" a half step more."""
    return _stamp(f"{article.title or ''}\n{article.text[:_HEAD]}")


@lru_cache(maxsize=1 << 14)
def _stamp(head: str) -> int:
    number = max((int(found[1]) for found in _STAMP.finditer(head)), default=0)
    return 2 * number + bool(_REDONE.search(head))


def carrying(corrections: Iterable[Correction]) -> dict[str, set[str]]:
    """For each article with a notice, the articles that still carry its error."""
    found: dict[str, set[str]] = {}
    for correction in corrections:
        found.setdefault(correction.article_id, set()).update(place.article_id for place in correction.stale)
    return found
