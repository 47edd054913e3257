"""Counts that one report sets against each other, each with somebody who claims it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique.data import Article, Figure
from communique.record.comparing import (
    PEOPLE_AND_ARMS,
    about,
    about_fits,
    crowded,
    fit,
    happenings,
    one_happening,
    one_order,
    same_question,
    things,
)
from communique.vocabulary import units

_NEAR = 400  # characters between two counts that a report sets against each other
# Somebody vouches for a number: what is counted is a claim, not the outlet's own knowledge.
_CLAIM = re.compile(
    r"\b(?:says?|said|puts?|put|claims?|claimed|counts?|counted|estimates?|estimated|reckons?|reckoned|according to|"
    r"version|tally|toll|insists?|insisted|speaks? of|spoke of|registered|records?|recorded|lists?|listed|"
    r"values?|valued|arrives? at|owns? (?:up )?to|admits?|admitted|acknowledges?|acknowledged|contested|disputed|"
    r"maintains?|maintained|repeats?|repeated|reports?|reported)\b"
)
# "55 percent, up from 40": the second number is an earlier one, not another's.
_CHANGE = re.compile(r"\b(?:from|than|compared|earlier|previously)\b")
_BARE = re.compile(r"[\"”’)]?(?:[.,;:)]|$)")
_MEASURED = frozenset({*units.load().measures.values(), *units.load().currencies.values(), "percent", "%"})
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


def vouched(figure: Figure, article: Article) -> bool:
    """Whether somebody claims in its sentence what a figure counts."""
    return _CLAIM.search(_sentence(article.text, figure)) is not None


def _set_against(a: Figure, b: Figure, article: Article, sides: Mapping[str, str]) -> bool:
    """Whether two figures differ, and have claimants of two sides who speak of one thing, or stand close.

    Close together, a claim each will do; of people and arms, the claimants that are known must be of two sides.
    """
    if fit(a, b) or not about_fits(a, b) or not one_order(a, b) or _left(a, article) or _left(b, article):
        return False
    if not one_happening(*(happenings([f], {article.id: article}) for f in (a, b))):
        return False
    between = article.text[a.anchor.end : b.anchor.start]
    if "\n" not in between and ". " not in between and _CHANGE.search(between):
        return False
    apart = a.who is not None and b.who is not None and sides.get(a.who, a.who) != sides.get(b.who, b.who)
    if not apart and len(between) <= _NEAR and _mended(a, b, article):
        return False
    if len(between) > _NEAR and not (apart and same_question(a, b) and about(a) & about(b)):
        return False
    if a.who is not None and b.who is not None:
        return apart and (a.unit in PEOPLE_AND_ARMS or _claimed(a, b, article))
    one = a.unit in PEOPLE_AND_ARMS or _one_thing(a, b, article) or _taken_up(a, b, article)
    return one and _claimed(a, b, article)


def _mended(a: Figure, b: Figure, article: Article) -> bool:
    """Whether the report says, around two counts, that it mends what it had."""
    between = article.text[a.anchor.end : b.anchor.start]
    return _MENDED.search(_sentence(article.text, a) + between + _sentence(article.text, b)) is not None


def _left(figure: Figure, article: Article) -> bool:
    """Whether a count is the one that another took the place of: "from 2 billion to 1.6 billion"."""
    start, end = figure.anchor.start, figure.anchor.end
    return article.text[max(0, start - 5) : start] == "from " and article.text[end : end + 4] == " to "


def _one_thing(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two measures name the same thing, or the next sentence takes up what the one before it has named."""
    ours, theirs = things(a), things(b)
    if ours and theirs:
        return bool(ours & theirs)
    between = article.text[a.anchor.end : b.anchor.start]
    return bool(ours or theirs) and ". " in between and _side_by_side(a, b, article)


def _taken_up(a: Figure, b: Figure, article: Article) -> bool:
    """Whether a bare number takes up what the one before it counts: "says 90 members left; the port says 40"."""
    bare = _BARE.match(article.text, b.anchor.end) is not None
    return bare and a.unit == b.unit and a.unit not in _MEASURED and _side_by_side(a, b, article)


def _side_by_side(a: Figure, b: Figure, article: Article) -> bool:
    """Whether two counts stand in one paragraph, in one sentence or the next."""
    between = article.text[a.anchor.end : b.anchor.start]
    return "\n" not in between and between.count(". ") < 2


def _claimed(a: Figure, b: Figure, article: Article) -> bool:
    """Whether somebody vouches for each."""
    return vouched(a, article) and vouched(b, article)


def _sentence(story: str, figure: Figure) -> str:
    """The words around a figure up to the stops on both sides."""
    start = max(story.rfind(". ", 0, figure.anchor.start), story.rfind("\n", 0, figure.anchor.start), 0)
    ends = [e for mark in (". ", "\n") if (e := story.find(mark, figure.anchor.end)) >= 0]
    return story[start : min(ends, default=len(story))]
