"""What one article says about towns that stand for a government: where they act, and whose they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.actors.words import Word
from communique.data import Article
from communique.vocabulary.offices import offices

_ACTING = frozenset(
    "said says has had would will was must did rejected accused demanded agreed refused warned announced denied "
    "offered gave barred deployed insisted wants expects vowed brought took could may might should does showed "
    "puts denies calls insists blames speaks rejects refuses accuses demands warns offers takes threw drew withdrew "
    "sent tells maintains argues attributes hopes sees keeps made makes is saw put set kept is".split()
)
_PLACING = frozenset("in at near to from".split())
_NO_SUBJECT = frozenset("the a an and or of in on at near from to with by for outside around off via".split())
_ORGANS = frozenset(
    "ministry government cabinet parliament officials official embassy diplomats presidency palace leadership "
    "authorities lawmakers negotiators ministers".split()
)
_HOMEWARD = frozenset("returning returned back home flew returns".split())
_SAYING = frozenset("said says that told".split())
_VOWING = frozenset("declared announced vowed pledged promised said repeated insisted".split())
_LEADING = frozenset("heads headed leads led leading represents represented speaks spoke heading representing".split())
_REACH = 60  # words of one sentence looked at on either side of a town


class Phrase(NamedTuple):
    """An unknown name at ``words[first:last]``."""

    first: int
    last: int
    name: str


Vote = tuple[str, str, str]


def clues(article: Article, words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[Vote]:
    """Clues about towns: ``town acts``, ``town place``, ``seat for``, ``seat against``, ``seat person``.

    And ``person of`` (surname, state's name or adjective), by which a person's town tells about the state.
    """
    yield from _persons(words, phrases)
    yield from _home(article, words, phrases)
    for number, phrase in enumerate(phrases):
        if phrase.last - phrase.first > 2:
            continue
        before = _low(words, phrase.first - 1)
        placed = before in _PLACING and not words[phrase.last - 1].owner
        organ = placed and before in ("in", "at") and _low(words, phrase.first - 2) in _ORGANS
        if placed:
            yield "town place", phrase.name, ""
        if organ:
            yield "town organ", phrase.name, ""
        same = _same_sentence(words, phrases, number)
        if organ or (placed and _low(words, phrase.first - 2) in _HOMEWARD):
            yield from _beside(words, phrase, same)
        if acts(words, phrase.first, phrase.last):
            yield "town acts", phrase.name, ""
            yield from _around(words, phrase, same)


def acts(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name is the subject of a verb, as a government is: "T denies", "T on Friday threw out"."""
    if words[last - 1].owner or _low(words, first - 1) in _NO_SUBJECT:
        return False
    at = last
    if _low(words, at) == "on" and _low(words, at + 1) in offices().words["names.calendar"]:
        at += 2
    after = _low(words, at)
    return after in _ACTING or (after.endswith("ed") and len(after) > 4)


def _low(words: Sequence[Word], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""


def _same_sentence(words: Sequence[Word], phrases: Sequence[Phrase], number: int) -> list[Phrase]:
    """The other names near a name in its sentence, in order."""
    here = phrases[number]
    sentence = words[here.first].sentence
    nearby = phrases[max(0, number - 8) : number + 9]
    return [
        p
        for p in nearby
        if p.name != here.name and words[p.first].sentence == sentence and abs(p.first - here.first) < _REACH
    ]


def _beside(words: Sequence[Word], town: Phrase, same: Sequence[Phrase]) -> Iterator[Vote]:
    """The people of a sentence about an organ of the town, or about a journey home to it."""
    for phrase in same:
        if phrase.last - phrase.first <= 3:
            yield "seat person", town.name, words[phrase.last - 1].text
    nearest = max((p for p in same if p.first < town.first), default=None)
    if nearest is not None and _before_people(words, nearest):
        yield "seat for", town.name, nearest.name


def _around(words: Sequence[Word], town: Phrase, same: Sequence[Phrase]) -> Iterator[Vote]:
    """Whom the sentence in which a town acts sets against it, and who speaks for it there."""
    said = _low(words, town.first - 1) in _SAYING
    for phrase in same:
        surname = words[phrase.last - 1].text
        people = _before_people(words, phrase)
        if phrase.first > town.first:
            yield "seat against", town.name, phrase.name
            if _low(words, phrase.last) in offices().words["names.speaking"]:
                yield "seat person", town.name, surname
        elif people:
            yield "seat for", town.name, phrase.name
        else:
            yield "seat against", town.name, phrase.name
            if said:
                yield "seat person", town.name, surname


def _before_people(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a name stands before somebody's office: "the Velmari trade minister", "a Velmari official"."""
    ends = phrase.last
    return any(_title(_low(words, i)) for i in range(ends, min(ends + 4, len(words))) if words[i].verbal)


def _title(low: str) -> bool:
    heads, unnamed = offices().heads, offices().words["people.unnamed"]
    return low in heads or low in unnamed or low.removesuffix("s") in unnamed


def _neighbours(words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Two names that stand near in a sentence; a "former Norland president N" acts for nobody."""
    for one, two in pairwise(phrases):
        near = words[one.first].sentence == words[two.first].sentence and 1 <= two.first - one.last <= 6
        if near and "former" not in (_low(words, one.first - 1), _low(words, one.last)):
            yield one, two


def _persons(words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[Vote]:
    """Whose minister somebody is: "W Trade Minister N N", "W's minister, N N", "N N, W's minister", "N N of W"."""
    for one, two in _neighbours(words, phrases):
        between = [words[i] for i in range(one.last, two.first)]
        lows = [w.low for w in between]
        vowed = "that" in lows and _low(words, two.last) in ("would", "will") and not _VOWING.isdisjoint(lows)
        led = lows[0] == "," and not _LEADING.isdisjoint(lows) and not words[one.last - 1].owner
        if vowed or led:
            yield "person of", words[one.last - 1].text, two.name
            continue
        titled = any(low in offices().heads for low in lows)
        first, second = words[one.last - 1], words[two.last - 1]
        if titled and lows[0] != "," and all(w.verbal or w.text == "," for w in between) and "and" not in lows:
            if "of" not in lows and "to" not in lows and "with" not in lows:
                yield "person of", second.text, one.name
            elif lows[-1] in ("of", "the"):
                yield "person of", first.text, two.name
        elif lows[0] == "," and not first.owner and lows in ([","], [",", "the"]):
            if _before_people(words, two) and one.last - one.first > 1:
                yield "person of", first.text, two.name
        elif lows == ["of"] and one.last - one.first > 1 and _low(words, one.first - 1) in offices().heads:
            yield "person of", first.text, two.name


def _home(article: Article, words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[Vote]:
    """The people with bare titles in reports from a town, or of a paper named after one: ministers of that town.

    And the name that a report with a dateline opens with.
    """
    town = home_town(article)
    if town:
        yield "dateline", town, ""
        country = _country(article)
        if country:
            yield "dateline of", town, country
            yield "town of", town, country
        if phrases and words[phrases[0].first].sentence == words[0].sentence and phrases[0].first < 8:
            yield "dateline of", town, phrases[0].name
    for place in towns_of(article):
        for phrase in phrases:
            bare = _low(words, phrase.first - 1) in offices().heads and words[phrase.first - 1].capital
            if bare and not _owned(words, phrase.first - 1):
                yield "seat person", place, words[phrase.last - 1].text


def _country(article: Article) -> str:
    """The name behind the town of a dateline: "HARBOUR CITY, Norland, March 3"; "" where a month or nothing stands."""
    line = next((article.text[f.start : f.end] for f in article.furniture if f.kind == "dateline"), "")
    parts = [part.strip() for part in re.split(r"[,(—–-]", line)[1:2]]
    named = bool(parts) and re.fullmatch(r"[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?", parts[0])
    month = bool(parts) and parts[0].split()[:1] and parts[0].split()[0].casefold() in offices().words["names.calendar"]
    return parts[0] if named and not month else ""


def _owned(words: Sequence[Word], i: int) -> bool:
    """Whether a capitalised name or a possessive stands before the words of a title."""
    k = i
    while k >= 0 and i - k < 4 and (words[k].low in offices().heads or words[k].low in offices().modifiers):
        k -= 1
    return (
        k >= 0
        and (words[k].capital or words[k].owner)
        and words[k].sentence == words[i].sentence
        and not (words[k].opens)
    )


def home_town(article: Article) -> str:
    """The town of the dateline as a name, or ""."""
    line = (article.dateline or "").split(",")[0].split("(")[0].strip(" -—–")
    return " ".join(part.capitalize() if part.isupper() else part for part in line.split())


def towns_of(article: Article) -> list[str]:
    """The towns that an article may speak from: of its dateline, and those its outlet may be named after."""
    towns = [home_town(article)]
    parts = (article.outlet or "").removeprefix("The ").split()
    towns += [" ".join(parts[:n]) for n in (1, 2) if len(parts) > n]
    return [town for town in towns if town]
