"""What is told to have happened to those who are counted: who were returned are not who were seized."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from communique.data import Article, Figure
from communique.record.comparing import TOLL
from communique.vocabulary import units

_STANDS_FOR = {
    word: kind
    for kind, words in {
        "held": "held,hold,holding,holds,detained,arrested,custody,captured,captivity,jailed,imprisoned,seized,"
        "impounded,confiscated,kidnapped,abducted,detention,cells",
        "freed": "returned,released,freed,exchanged,swapped",
        "passed": "waved through,let through,allowed through,passed through,crossed",
        "fled": "fled,displaced,evacuated,uprooted,homeless",
        "moved": "deployed,deploy,sent,withdrew,withdrawn",
        "killed": "killed",
        "wounded": "wounded",
        "lost": "lost",
        "rescued": "rescued",
    }.items()
    for word in words.split(",")
}
_HAPPENED = re.compile(rf"\b(?:{'|'.join(_STANDS_FOR)})\b", re.IGNORECASE)
_MEASURED = units.load().measured | {"percentage"}
_OF_UNITS = {"prisoner": "held", "hostage": "held", "displaced": "fled"}
GONE = frozenset({"freed", "passed"})
"""What happened to those who are no longer among those who are counted."""
_TELLING = GONE | {"held", "fled"}
"""What is told of all who are counted so: others, of whom it is not told, are others."""
_REACH = 45  # characters on either side of a count in which its verb stands


def one_happening(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether nothing else is told to have happened to those whom some count than to those whom others count."""
    if not ours.isdisjoint(theirs):
        return True
    return ("" in ours and not theirs <= _TELLING) or ("" in theirs and not ours <= _TELLING)


def happenings(figures: Iterable[Figure], articles: Mapping[str, Article]) -> frozenset[str]:
    """What is told to have happened to those who are counted; "" where that is left open."""
    return frozenset(happening(f, articles[f.article_id].text) for f in figures)


def fates(sentence: str) -> frozenset[str]:
    """What a sentence tells of people that is told of all of them: that they are held, free, or have fled."""
    return frozenset(_STANDS_FOR[word.casefold()] for word in _HAPPENED.findall(sentence)) & _TELLING


def happening(figure: Figure, story: str) -> str:
    """What happened by the verb beside a count, behind it first, within its sentence; "" where there is none.

    The dead and wounded are counted by what happened, and nothing happens to what is measured.
    """
    if figure.unit in TOLL or figure.unit in _MEASURED:
        return ""
    start, end = figure.anchor.start, figure.anchor.end
    behind = story[end : end + _REACH].split(". ")[0]
    before = story[max(0, start - _REACH) : start].rsplit(". ")[-1]
    found = _HAPPENED.search(behind) or next(reversed(list(_HAPPENED.finditer(before + story[start:end]))), None)
    return _STANDS_FOR[found[0].casefold()] if found else _OF_UNITS.get(figure.unit or "", "")
