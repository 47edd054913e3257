"""Counts that one report sets against each other, each with somebody who claims it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique.data import Article, Figure
from communique.record.comparing import (
    PEOPLE_AND_ARMS,
    about,
    about_fits,
    counted_as,
    crowded,
    fit,
    one_order,
    same_question,
    things,
)
from communique.record.happenings import GONE, happenings, one_happening
from communique.record.vouching import sentence_of, vouched
from communique.vocabulary import units

_NEAR = 400  # characters between two counts that a report sets against each other
# "55 percent, up from 40": the second number is an earlier one, not another's.
_CHANGE = re.compile(r"\b(?:from|than|compared|earlier|previously)\b")
_BARE = re.compile(r"[\"”’)]?(?:[.,;:)]|$)")
_OWN_SIDE = re.compile(r"[^.;:\n]{0,30}\b(?:its|their|his|her)\sown\b")
_SAYS = re.compile(r"\b(?:says?|said|counts?|counted|claims?|claimed|put\sit\sat|puts\sit\sat)\s$")
_DIGITS = re.compile(r"[\d.,\s]+")
_NOT = re.compile(r",\s(?:[^.;:\n]{1,30},\s)?(?:and\s)?not\s(?:the\s)?$")  # "2,100 jobs, he said, not 1,200"
_ASKED = re.compile(r"\b(?:insist\w{0,3}\son|demand|ask|want|return|offer|propos|seek|agree)", re.IGNORECASE)
_MEASURED = units.load().measured
# A report that mends its own number, as a live blog does, does not set one claim against another.
_MENDED = re.compile(
    r"\b(?:correct(?:ed|s|ion|ing)|revis(?:ed|es|ing|ion)|updat(?:ed|es|ing)|amended|initial(?:ly)?|mistaken(?:ly)?|"
    r"incorrect(?:ly)?|in error|earlier (?:report|version|figure|count|estimate|toll)s?)\b",
    re.I,
)


def contrasts(counted: Sequence[Figure], article: Article, sides: Mapping[str, str]) -> list[tuple[Figure, Figure]]:
    """The counts of one unit that a report sets against each other; ``counted`` are all of its own, in order."""
    crowd = bool(crowded(counted))
    return [
        (figure, other)
        for n, figure in enumerate(counted)
        for other in counted[n + 1 : n + 4]
        if _set_against(figure, other, article, sides) and (not crowd or _side_by_side(figure, other, article))
    ]


def _set_against(a: Figure, b: Figure, article: Article, sides: Mapping[str, str]) -> bool:
    """Whether two figures differ, and have claimants of two sides who speak of one thing, or stand close.

    Close together, a claim each will do; of people and arms, the claimants that are known must be of two sides, and of
    measures and money in one sentence one of them must be known.
    """
    if fit(a, b) or not _comparable(a, b, article):
        return False
    between = article.text[a.anchor.end : b.anchor.start]
    if "\n" not in between and ". " not in between and _NOT.search(between):
        return a.unit == b.unit and a.who is not None and _ASKED.search(sentence_of(article.text, a)) is None
    if "\n" not in between and ". " not in between and _CHANGE.search(between):
        return False
    apart = a.who is not None and b.who is not None and sides.get(a.who, a.who) != sides.get(b.who, b.who)
    if not apart and len(between) <= _NEAR and _mended(a, b, article):
        return False
    if len(between) > _NEAR and not (apart and same_question(a, b) and about(a) & about(b)):
        return False
    people = counted_as(a.unit or "") in PEOPLE_AND_ARMS
    if a.who is not None and b.who is not None:
        return apart and (people or _claimed(a, b, article))
    listed = ". " not in between or a.unit == "percentage"  # by a report that tells what it has read
    if a.who is None and b.who is None and a.unit in _MEASURED and listed:
        return False
    one = people or _one_thing(a, b, article) or _taken_up(a, b, article)
    return one and _claimed(a, b, article)


def _comparable(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two counts can be of one thing: neither its own, nor the one that another took the place of."""
    if not about_fits(a, b) or not one_order(a, b) or _left(a, article) or _left(b, article):
        return False
    if any(_OWN_SIDE.match(article.text, f.anchor.end) for f in (a, b)):
        return False
    ours, theirs = (happenings([f], {article.id: article}) for f in (a, b))
    if not (one_happening(ours, theirs) or ("" in ours | theirs and GONE.isdisjoint(ours | theirs))):
        return False
    # Residents may be among the people counted.
    return a.unit == b.unit or bool((ours & theirs) - {""} or about(a) & about(b))


def _mended(a: Figure, b: Figure, article: Article) -> bool:
    """Whether the report says, around two counts, that it mends what it had."""
    between = article.text[a.anchor.end : b.anchor.start]
    return _MENDED.search(sentence_of(article.text, a) + between + sentence_of(article.text, b)) is not None


def _left(figure: Figure, article: Article) -> bool:
    """Whether another took the place of a count: "from 2 billion to 1.6 billion", "40 today, after 60 on Monday"."""
    start, end = figure.anchor.start, figure.anchor.end
    before = article.text[max(0, start - 12) : start]
    return before.endswith(" after ") or (before.endswith("from ") and article.text[end : end + 4] == " to ")


def _one_thing(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two measures name the same thing, or the next sentence takes up what the one before it has named."""
    ours, theirs = things(a), things(b)
    if ours and theirs:
        return bool(ours & theirs)
    between = article.text[a.anchor.end : b.anchor.start]
    return bool(ours or theirs) and ". " in between and _side_by_side(a, b, article)


def _taken_up(a: Figure, b: Figure, article: Article) -> bool:
    """Whether a bare number takes up what the one before it counts: "says 90 members left; the port says 40"."""
    between = article.text[a.anchor.end : b.anchor.start]
    bare = _BARE.match(article.text, b.anchor.end) is not None or (
        _DIGITS.fullmatch(b.anchor.exact) is not None and _SAYS.search(between) is not None
    )
    return bare and a.unit == b.unit and a.unit not in _MEASURED and _side_by_side(a, b, article)


def _side_by_side(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two counts stand in one paragraph, in one sentence or the next."""
    between = article.text[a.anchor.end : b.anchor.start]
    return "\n" not in between and between.count(". ") < 2


def _claimed(a: Figure, b: Figure, article: Article) -> bool:
    """Whether somebody vouches for each."""
    return vouched(a, article) and vouched(b, article)
