"""Meetings: talks held, announced, postponed or called off, with forum, place, day, parties and length.

A sentence that speaks of talks gives one sighting for each day it names; each takes the place and the forum that
stand nearest to it. Sightings of one meeting within the article then become one ``Meeting``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from communique import dates, text
from communique.data import Anchor, Article, Cast, Meeting, MeetingStatus, Statement, digest
from communique.moves.talk_days import LATER, OFF, days_of_talks, decided, is_label, sat, status_of, tense, upcoming
from communique.moves.venues import PLACE, forum_name, forums_in, gap, labels, length, parties_in, places, talks_pattern
from communique.vocabulary.outlets import agencies

_AT = 24  # code points between a town and a day that goes with it
_BESIDE = 60  # code points between a body and a day that goes with it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sighting:
    status: MeetingStatus
    when: str | None
    place: str | None
    forum: str | None
    parties: tuple[str, ...]
    hours: float | None
    evidence: tuple[Anchor, ...]
    weak: bool = False  # only speaks of talks that other sentences tell of
    label: bool = False  # the day is a label: "Monday's talks"


def find_meetings(
    article: Article, statements: Sequence[Statement], cast: Cast, principals: Sequence[str] = ()
) -> tuple[Meeting, ...]:
    """The meetings that an article's story tells of, in the order of their days, those without a day last.

    ``principals`` are the sides that the article is about: they sit at "the talks" of which no more is told.
    The day on which somebody spoke is no day of talks: ``statements`` tell those apart where words alone do not.
    """
    known = frozenset(m["name"] for m in PLACE.finditer(article.text))
    seen = [
        _seated(article, s, principals)
        for sentence in text.story_sentences(article)
        for s in _sightings(article, statements, cast, sentence, known)
    ]
    held = frozenset(s.when for s in seen if s.status == "held")
    ahead = frozenset(s.when for s in seen if s.status in ("announced", "postponed"))
    dated: list[_Sighting] = []
    for sighting in (s for s in seen if s.when is not None):
        _fold(dated, _recalled(_awaited(article, sighting, ahead), held), _same_day)
    loose: list[_Sighting] = []
    for sighting in (s for s in seen if s.when is None):
        if not _fold(dated, sighting, _fits, add=False) and not sighting.weak and (sighting.place or sighting.forum):
            _fold(loose, sighting, _fits)
    ordered = sorted(dated, key=lambda s: (s.when or "", s.evidence[0].start))
    return tuple(_meeting(article, cast, s) for s in (*ordered, *loose))


_DEFINITE = re.compile(
    r"(?:\b(?:the|both|two|three|all|first|second|third|last)|['’]s)\s(?:[\w-]{1,20}\s){0,3}"
    r"(?:talks|negotiations|round|session|meeting|summit|delegations|negotiators|ministers|leaders|presidents|sides|chiefs)\b",
    re.IGNORECASE,
)


def _seated(article: Article, sighting: _Sighting, principals: Sequence[str]) -> _Sighting:
    """The principal parties at "Tuesday's session" or with "the two delegations", where no other party is named."""
    where = sighting.evidence[0]
    plain = len(sighting.parties) < 2 and set(sighting.parties) <= set(principals) and sighting.when is not None
    if plain and _DEFINITE.search(article.text, where.start, where.end):
        return replace(sighting, parties=tuple(sorted(principals)))
    return sighting


def _recalled(sighting: _Sighting, held: frozenset[str | None]) -> _Sighting:
    """ "Monday's talks" are the ones just held on a Monday, where the article tells of such, and not next week's."""
    day = dates.parse_day(sighting.when or "")
    if not sighting.label or sighting.status != "announced" or day is None or day.toordinal() <= 7:
        return sighting
    before = (day - timedelta(7)).isoformat()
    return replace(sighting, when=before, status="held") if before in held else sighting


_LOOKING_AHEAD = re.compile(
    r"\b(?:ahead\sof|before|in\stime\sfor|will|would|hangs?\sover|looms?\sover|prepar\w{1,6}\sfor|await\w{0,3}|until|in\sdoubt)\b",
    re.IGNORECASE,
)


def _awaited(article: Article, sighting: _Sighting, ahead: frozenset[str | None]) -> _Sighting:
    """ "Monday's talks" are next Monday's where the article tells of talks then, or looks ahead to them."""
    day, where = dates.parse_day(sighting.when or ""), sighting.evidence[0]
    if not sighting.label or sighting.status != "held" or day is None or day.year > 9000:
        return sighting
    after = (day + timedelta(7)).isoformat()
    published = (article.published or "")[:10]
    waits = _LOOKING_AHEAD.search(article.text, where.start, where.end) and sighting.hours is None
    if after >= published > (sighting.when or "") and (after in ahead or waits):
        return replace(sighting, when=after, status="announced")
    return sighting


def _same_day(a: _Sighting, b: _Sighting) -> bool:
    return a.when == b.when and a.status == b.status and _agree(a.place, b.place) and _agree(a.forum, b.forum)


def _fits(a: _Sighting, b: _Sighting) -> bool:
    """Whether the undated ``b`` repeats ``a``: a place of its own must be the same, or the parties must meet."""
    joined = b.weak or bool(set(a.parties) & set(b.parties))
    known = b.place in (None, a.place) or (a.place is None and joined)
    return (b.weak or a.status == b.status) and known and _agree(a.forum, b.forum)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def _fold(
    into: list[_Sighting], new: _Sighting, same: Callable[[_Sighting, _Sighting], bool], *, add: bool = True
) -> bool:
    """Join ``new`` to the sighting of ``into`` that it repeats: that of the same place and forum,
    or else the one most told of."""
    fitting = [n for n, old in enumerate(into) if same(old, new)]
    if not fitting:
        if add:
            into.append(new)
        return False
    best = max(
        fitting, key=lambda n: (into[n].place == new.place, into[n].forum == new.forum, len(into[n].evidence), -n)
    )
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
    press = {actor.id for actor in cast.actors if actor.name in agencies()}  # it tells of talks, and has no seat
    parties = tuple(party for party in s.parties if party not in press)
    host = {a.id for a in cast.actors if s.place and a.name.casefold() == s.place.casefold()}
    if len([party for party in parties if party not in host]) > 1:
        parties = tuple(party for party in parties if party not in host)  # where the others meet
    forum = s.forum or _format(cast, parties, s.place)
    return Meeting(
        id=digest("meeting", forum, s.place, s.when, article.id),
        forum=forum,
        place=s.place,
        when=s.when,
        parties=parties,
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


def _sightings(
    article: Article, statements: Sequence[Statement], cast: Cast, sentence: text.Span, known: frozenset[str]
) -> Iterator[_Sighting]:
    story = article.text
    words = list(talks_pattern().finditer(story, sentence.start, sentence.end))
    if not words:
        return
    talks = [m.span() for m in words]
    days = days_of_talks(article, statements, sentence, talks)
    if OFF.search(story, sentence.start, sentence.end) or LATER.search(story, sentence.start, sentence.end):
        days = [when for when in days if not decided(article, sentence, when, talks)]
    named = [(m.start(), forum_name(m)) for m in forums_in(story, sentence)]
    parties = parties_in(story, cast, sentence, talks, known)
    absent = {actor.name for actor in cast.actors if actor.id in parties}  # a party is no town
    placed = [p for p in (*places(article, sentence), *labels(story, talks, known)) if p[1] not in absent]
    blank = _Sighting(
        status="held",
        when=None,
        place=None,
        forum=None,
        parties=parties,
        hours=length(story, sentence, talks),
        evidence=(text.anchor(article, sentence.start, sentence.end),),
    )
    if not days:
        yield from _undated(story, sentence, talks, placed, named, blank)
        return
    only = placed[0][1] if len(placed) == 1 and LATER.search(story, sentence.start, sentence.end) else None
    for when, part in zip(days, _parts(story, sentence, days), strict=True):
        status = status_of(article, sentence, when)
        told = blank.hours is not None or is_label(story, when)
        if status == "held" and not told and not sat(story, sentence, words, when):
            yield replace(blank, weak=True, hours=None)
            continue
        yield replace(
            blank,
            status=status,
            when=upcoming(article, when) if status == "postponed" else when.value,
            place=_nearest([p for p in placed if _of_the_day(p[0], when, talks, beside=_AT)], when, part) or only,
            forum=_nearest([f for f in named if _of_the_day(f[0], when, talks)], when, part),
            label=is_label(story, when),
            hours=blank.hours if when is days[0] else None,
        )


def _parts(story: str, sentence: text.Span, days: Sequence[dates.When]) -> list[text.Span]:
    """A sentence cut between its days, where an "and" joins them: each day has its own place and forum."""
    cuts = [sentence.start]
    for one, other in itertools.pairwise(days):
        gap = story[one.end : other.start]
        joint = re.search(r",\sand\s|;\s", gap) or re.search(r"\sand\s|,\s|\sto\s", gap)
        cuts.append(one.end + (joint.start() if joint else 0))
    cuts.append(sentence.end)
    return [text.Span(a, b) for a, b in itertools.pairwise(cuts)]


def _nearest(named: Sequence[tuple[int, str]], when: dates.When, part: text.Span) -> str | None:
    """The name that stands nearest to a day in the part of the sentence that is the day's own."""
    own = [(abs(at - when.start), name) for at, name in named if part.start <= at < part.end]
    best = min(own, default=None)
    return best[1] if best is not None and best[0] < 140 else None


def _of_the_day(place: int, when: dates.When, talks: Sequence[tuple[int, int]], beside: int = _BESIDE) -> bool:
    """Whether what is named at ``place`` stands at the word for talks that the day stands at, or beside the day."""

    def nearest(at: int) -> tuple[int, int]:
        return min(talks, key=lambda span: (max(span[0] - at, at - span[1], 0), span))

    return abs(place - when.start) <= beside or nearest(place) == nearest(when.start)


def _undated(
    story: str,
    sentence: text.Span,
    talks: Sequence[tuple[int, int]],
    placed: Sequence[tuple[int, str]],
    named: Sequence[tuple[int, str]],
    blank: _Sighting,
) -> Iterator[_Sighting]:
    """What a sentence without a day says of talks; weak where it only speaks about them."""
    clause = story[max(sentence.start, talks[0][0] - 60) : min(sentence.end, talks[0][1] + 40)]
    if re.search(r"\b(?:not|no|neither|if|whether|unless|never)\b", clause, re.IGNORECASE):
        return
    behind = [p for p in placed if p[0] >= talks[0][0] or p[0] - sentence.start < 8]
    nearest = min(behind, key=lambda p: gap(p[0], talks), default=None)
    place = nearest[1] if nearest and gap(nearest[0], talks) < 40 else None
    status = tense(clause, blank.hours)
    if status is not None or place is not None:
        forum = named[0][1] if named else None
        yield replace(blank, status=status or "held", place=place, forum=forum, weak=status is None)
