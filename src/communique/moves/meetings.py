"""Meetings: talks held, announced, postponed or called off, with forum, place, day, parties and length.

A sentence that speaks of talks gives one sighting for each day it names; each takes the place and the forum that
stand nearest to it. Sightings of one meeting within the article then become one ``Meeting``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique import dates, text
from communique.data import Anchor, Article, Cast, Meeting, MeetingStatus, Statement, digest
from communique.vocabulary import forums

_REACH = 90  # code points between a day and the word for the talks that it dates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sighting:
    status: MeetingStatus
    when: str | None
    place: str | None
    forum: str | None
    parties: tuple[str, ...]
    hours: float | None
    evidence: tuple[Anchor, ...]


def find_meetings(article: Article, statements: Sequence[Statement], cast: Cast) -> tuple[Meeting, ...]:
    """The meetings that an article's story tells of, in the order of their days, those without a day last.

    A day inside a statement counts for the talks that it speaks of, never the day on which it was made;
    ``statements`` tell those apart where the words alone do not.
    """
    seen = [s for sentence in text.story_sentences(article) for s in _sightings(article, cast, sentence)]
    dated: list[_Sighting] = []
    for sighting in (s for s in seen if s.when is not None):
        _fold(dated, sighting, _same_day)
    loose: list[_Sighting] = []
    for sighting in (s for s in seen if s.when is None):
        if not _fold(dated, sighting, _fits, add=False) and (sighting.place or sighting.forum):
            _fold(loose, sighting, _fits)
    ordered = sorted(dated, key=lambda s: (s.when or "", s.evidence[0].start))
    return tuple(_meeting(article, cast, s) for s in (*ordered, *loose))


def _same_day(a: _Sighting, b: _Sighting) -> bool:
    return a.when == b.when and a.status == b.status and _agree(a.place, b.place) and _agree(a.forum, b.forum)


def _fits(a: _Sighting, b: _Sighting) -> bool:
    return a.status == b.status and _agree(a.place, b.place) and _agree(a.forum, b.forum)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def _fold(into: list[_Sighting], new: _Sighting, same: object, *, add: bool = True) -> bool:
    """Join ``new`` to the sighting of ``into`` that it repeats: the one with the same place first, the latest next."""
    assert callable(same)
    fitting = [n for n, old in enumerate(into) if same(old, new)]
    if not fitting:
        if add:
            into.append(new)
        return False
    best = max(fitting, key=lambda n: (into[n].place == new.place, into[n].forum == new.forum, into[n].when or "", -n))
    old = into[best]
    into[best] = replace(
        old,
        place=old.place or new.place,
        forum=old.forum or new.forum,
        parties=old.parties if len(old.parties) > 1 else tuple(dict.fromkeys((*old.parties, *new.parties))),
        hours=old.hours if old.hours is not None else new.hours,
        evidence=tuple(dict.fromkeys((*old.evidence, *new.evidence))),
    )
    return True


def _meeting(article: Article, cast: Cast, s: _Sighting) -> Meeting:
    forum = s.forum or _format(cast, s.parties, s.place)
    return Meeting(
        id=digest("meeting", forum, s.place, s.when, article.id),
        forum=forum,
        place=s.place,
        when=s.when,
        parties=s.parties,
        status=s.status,
        evidence=s.evidence,
        hours=s.hours,
    )


def _format(cast: Cast, parties: Sequence[str], place: str | None) -> str | None:
    """The name of talks that no body holds: "Norland-Sudmark talks, Sarn"."""
    names = sorted(actor.name for actor in cast.actors if actor.id in parties)
    if not 2 <= len(names) <= 3:
        return None
    return "-".join(names) + " talks" + (f", {place}" if place else "")


# --- what one sentence says -------------------------------------------------------------------------------------

_VERBS = (
    r"(?:met|meets?|meeting\swith|reconvenes?|reconvened|convenes?|convened|sat\sdown|sit\sdown|sits\sdown|"
    r"(?:be|are|is|expected|due)\sback|gather(?:ed|s)?\sin|return(?:s|ed)?\sto\sthe\s(?:negotiating\s)?table|"
    r"spoke\s(?:again\s)?(?:by|on\sthe)\s(?:tele)?phone|spent\s(?:\w+\s){1,3}hours)"
)
_NOT_MET = (
    r"(?!\s(?:(?:the|its|his|her|their|all|those|these|our|with|every|a|any)\s)?(?:\w+\s)?"
    r"(?:demands?|conditions?|deadlines?|needs?|requirements?|obligations?|target|targets|goals?|halfway|"
    r"criteria|commitments?|resistance|terms|standards?|challenge|silence)\b)"
)


@cache
def _talks() -> re.Pattern[str]:
    words = forums.load()
    nouns = "|".join(sorted(map(re.escape, words.talks), key=len, reverse=True)).replace(r"\ ", r"\s")
    unlike = "".join(rf"(?<!\b{word}\s)" for word in words.not_before)
    return re.compile(rf"\b(?:{unlike}(?:{nouns})|{_VERBS})\b{_NOT_MET}", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    """A forum where it is one: "a meeting of the X", "at the X", "the X meets"."""
    words = forums.load()
    named = "|".join(sorted(map(re.escape, words.names), key=len, reverse=True)).replace(r"\ ", r"\s")
    heads = "|".join(words.heads).replace(" ", r"\s")
    nouns = "|".join(sorted(map(re.escape, words.talks), key=len, reverse=True)).replace(r"\ ", r"\s")
    general = rf"(?:[A-Z][\w–-]{{1,20}}\s){{1,4}}(?:{heads})"
    return re.compile(
        rf"(?:\b(?:{nouns})\s(?:of|at|in|with|within)\s(?:the\s)?|\b(?:at|in|before)\s(?:an?\s|the\s)?)"
        rf"(?P<after>{named}|{general})\b"
        rf"|\b(?P<before>{named}|{general})\s(?=(?:{nouns}|meets?|met|convenes?|convened|will\smeet|would\smeet|is\sto\smeet)\b)"
    )


_PLACE = re.compile(
    r"\b(?:in|at)\s(?:the\s)?(?:(?:city|town|village|resort|port)\sof\s)?"
    r"(?P<name>[A-Z][\w’'-]{1,24}(?:\s[A-Z][\w’'-]{1,24}){0,2})"
)
_HERE = re.compile(r"\bhere\b")
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|tweeted|wrote|warned|announced|reported|added|speaking|spoke\sto|interview|statement|"
    r"insisted|declared|confirmed|denied|vowed|issued|published|remarks)\b(?:\s\w+){0,4}?,?\s(?:on\s)?(?:late\s|early\s)?$",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"(?P<n>\d{{1,2}}(?:\.\d)?|half\san|{'|'.join(dates.CARDINALS)})(?P<half>\sand\sa\shalf)?[\s-](?P<u>hours?|minutes?)\b"
    r"(?![\s-](?:truce|cease-?fire|deadline|ultimatum|notice|pause|window|warning|drive|flight|ago|later|before))",
    re.IGNORECASE,
)


def _sightings(article: Article, cast: Cast, sentence: text.Span) -> Iterator[_Sighting]:
    story = article.text
    talks = [m.span() for m in _talks().finditer(story, sentence.start, sentence.end)]
    if not talks:
        return
    days = _days(article, sentence, talks)
    named = [
        (m.start(), forums.load().names.get(m[m.lastgroup or 0], m[m.lastgroup or 0])) for m in _forums(story, sentence)
    ]
    placed = list(_places(article, sentence))
    parties = _parties(cast, sentence)
    evidence = (text.anchor(article, sentence.start, sentence.end),)
    hours = _length(story, sentence, talks)
    for when in days:
        yield _Sighting(
            status=_status(article, sentence, when, talks),
            when=when.value,
            place=_nearest(placed, when, days),
            forum=_nearest(named, when, days),
            parties=parties,
            hours=hours if when is days[0] else None,
            evidence=evidence,
        )
    if not days:
        status = _undated(story, sentence, talks, hours)
        place = min(placed, key=lambda p: _gap(p[0], talks), default=None)
        if status is not None:
            yield _Sighting(
                status=status,
                when=None,
                place=place[1] if place and _gap(place[0], talks) < 40 else None,
                forum=named[0][1] if named else None,
                parties=parties,
                hours=hours,
                evidence=evidence,
            )


def _forums(story: str, sentence: text.Span) -> Iterator[re.Match[str]]:
    return _bodies().finditer(story, sentence.start, sentence.end)


def _gap(place: int, talks: Sequence[tuple[int, int]]) -> int:
    return min((max(a - place, place - b, 0) for a, b in talks), default=10**6)


def _days(article: Article, sentence: text.Span, talks: Sequence[tuple[int, int]]) -> list[dates.When]:
    """The days that date talks: near the word for them, and not the day on which somebody spoke."""
    found = []
    for when in dates.find(article.text, article.published, sentence.start, sentence.end):
        dates_talks = re.match(r"['’]s\s(?:\w+\s){0,2}", article.text[when.end : when.end + 40]) is not None
        if when.kind not in ("day", "month", "week") or (when.value is None and article.published is not None):
            continue
        if when.relation in ("by", "until", "since", "before") and not dates_talks:
            continue
        before = article.text[max(sentence.start, when.start - 70) : when.start]
        if _gap(when.start, talks) <= _REACH and (dates_talks or not _SPEECH.search(before)):
            found.append(when)
    precise = [when for when in found if when.kind == "day"]
    return precise or found


def _nearest(named: Sequence[tuple[int, str]], when: dates.When, days: Sequence[dates.When]) -> str | None:
    """The name that stands nearest to a day, and nearer to it than to any other day of the sentence."""
    own = [
        (abs(place - when.start), name)
        for place, name in named
        if min(days, key=lambda day: abs(place - day.start)) is when and abs(place - when.start) < 140
    ]
    return min(own)[1] if own else None


def _places(article: Article, sentence: text.Span) -> Iterator[tuple[int, str]]:
    """Towns and the like named in a sentence after "in" or "at"; "here" is where the article was filed."""
    bodies = [m.span() for m in _forums(article.text, sentence)]
    for match in _PLACE.finditer(article.text, sentence.start, sentence.end):
        name = match["name"].removesuffix("’s").removesuffix("'s")
        inside = any(a <= match.start("name") < b for a, b in bodies)
        first = name.split()[0].lower()
        if not inside and first not in dates.MONTHS and first not in dates.WEEKDAYS:
            yield match.start("name"), name
    if article.dateline:
        for match in _HERE.finditer(article.text, sentence.start, sentence.end):
            yield match.start(), article.dateline.split(",")[0].title()


def _parties(cast: Cast, sentence: text.Span) -> tuple[str, ...]:
    """The states and bodies whose people a sentence names, sorted."""
    by_id = {actor.id: actor for actor in cast.actors}
    found = set()
    for mention in cast.mentions:
        actor = by_id.get(mention.actor)
        if actor is None or not sentence.start <= mention.anchor.start < sentence.end:
            continue
        side = actor.side or (actor.id if actor.kind in ("state", "organisation") else None)
        if side is not None:
            found.add(side)
    return tuple(sorted(found))


def _length(story: str, sentence: text.Span, talks: Sequence[tuple[int, int]]) -> float | None:
    """How many hours talks took, where the sentence says so near the word for them."""
    for match in _HOURS.finditer(story, sentence.start, sentence.end):
        if _gap(match.start(), talks) > 60:
            continue
        number = match["n"].lower()
        value = 0.5 if number.startswith("half") else float(dates.CARDINALS.get(number, 0) or number)
        value += 0.5 if match["half"] else 0
        hours = value / 60 if match["u"].lower().startswith("minute") else value
        if hours <= 48:
            return round(hours, 2)
    return None


_OFF = re.compile(
    r"\b(?:cancel\w{0,6}|called?\soff|scrapped|abandoned|will\snot\s(?:take\splace|go\sahead|meet))\b", re.I
)
_LATER = re.compile(r"\b(?:postpone\w{0,6}|delayed|put\soff|pushed\sback|rescheduled|adjourned|deferred|moved)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|to\smeet|are\sto|is\sto|scheduled|due|expected|planned|plans?|set\s(?:to|for)|upcoming|next|agreed\sto\s"
    r"meet|resumes?|reconvenes?|invited|slated)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:met|held|after|following|ended|concluded|emerged|wrapped|sat\sdown|spoke|began|opened|took\splace|hosted|lasted|"
    r"hours?\sof|during|spent|convened|broke\s(?:up|off))\b",
    re.IGNORECASE,
)


def _status(article: Article, sentence: text.Span, when: dates.When, talks: Sequence[tuple[int, int]]) -> MeetingStatus:
    story = article.text
    clause = story[sentence.start : sentence.end]
    if _OFF.search(clause):
        return "cancelled"
    moved = _LATER.search(story, sentence.start, sentence.end)
    if moved:
        new = re.search(
            r"\b(?:to|until|till|for)\s(?:the\s)?$", story[max(sentence.start, when.start - 10) : when.start]
        )
        return "announced" if new and when.start > moved.start() else "postponed"
    if when.value is not None and article.published is not None and article.published_precision == "day":
        today = article.published[: len(when.value)]
        if when.value != today:
            return "held" if when.value < today else "announced"
    near = story[max(sentence.start, min(when.start, talks[0][0]) - 60) : when.start]
    ahead, held = list(_AHEAD.finditer(near)), list(_HELD.finditer(near))
    if ahead and (not held or ahead[-1].start() > held[-1].start()):
        return "announced"
    return "held"


def _undated(
    story: str, sentence: text.Span, talks: Sequence[tuple[int, int]], hours: float | None
) -> MeetingStatus | None:
    """What a sentence without a day says of talks; None where it only speaks about them."""
    clause = story[max(sentence.start, talks[0][0] - 60) : min(sentence.end, talks[0][1] + 40)]
    if re.search(r"\b(?:not|no|neither|if|whether|unless|never)\b", clause, re.IGNORECASE):
        return None
    if hours is not None:
        return "held"
    if _OFF.search(clause):
        return "cancelled"
    if _LATER.search(clause):
        return "postponed"
    if _AHEAD.search(clause):
        return "announced"
    return "held" if _HELD.search(clause) else None
