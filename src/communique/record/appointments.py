"""Meetings in dispute: independent reports that give one meeting two places, or two days.

A meeting that was put off had two days, one after the other, and many talks last for days: days are in dispute only
where both are still to come when they are reported, at one time, and no report knows of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from communique.data import Actor, Answer, Article, Dispute, Meeting, digest
from communique.memory import Notebook
from communique.record.likeness import days_apart
from communique.record.support import Voices, independent

_SESSION = 3  # days apart beyond which two meetings are two rounds
_AT_ONCE = 1  # days between reports that tell of one and the same state of the plans
_DAY = len("2031-03-07")
_FIRST = "0001-01-01"  # from where days are counted


def meeting_disputes(
    meetings: Iterable[Meeting],
    articles: Mapping[str, Article],
    people: Mapping[str, Actor],
    voices: Voices,
    known: Notebook[Dispute | None] | None = None,
    others: Set[str] = frozenset(),
) -> list[Dispute]:
    """The disputes about when and where parties meet; ``people`` are the actors by their ids.

    What is ``known`` of two meetings from the last time is not worked out again, unless the articles that tell of them
    are among the ``others``: of another day since then, or of another report.
    """
    firm = [m for m in meetings if len(m.when or "") == _DAY and m.place and len(m.parties) > 1 and not m.revisions]
    kept = known or Notebook[Dispute | None]()
    found = []
    for a, b, both in _near([_known(m) for m in sorted(firm, key=lambda m: (m.when or "", m.id))]):
        parties = " and ".join(sorted(people[p].name if p in people else p for p in both))
        stale = bool(others) and not others.isdisjoint(anchor.article_id for anchor in (*a.evidence, *b.evidence))
        given = a, b, parties, object() if stale else None
        found.append(kept.of((a.id, b.id), given, partial(_between, a, b, parties, articles, voices)))
    kept.settle()
    return [dispute for dispute in found if dispute is not None]


def _between(a: Meeting, b: Meeting, parties: str, articles: Mapping[str, Article], voices: Voices) -> Dispute | None:
    """The dispute about when or where the same parties meet, if there is one."""
    if a.when == b.when and not _one_place(a, b) and _apart(a, b, voices):
        return _dispute(f"Where do {parties} meet on {a.when}?", (a, b), "place", voices)
    if a.status == "announced" and _one_place(a, b) and _rival_days(a, b, articles) and _apart(a, b, voices):
        return _dispute(f"On what day do {parties} meet in {a.place}?", (a, b), "when", voices)
    return None


class _Known(NamedTuple):
    """A meeting, its day as a number, who is there, the body that it is of ("" where it is none), and the place."""

    meeting: Meeting
    day: int | None
    parties: frozenset[str]
    body: str
    place: str


def _known(meeting: Meeting) -> _Known:
    called = (meeting.forum or "talks").casefold()
    day = days_apart(meeting.when, _FIRST)
    body = "" if "talks" in called else called
    return _Known(meeting, day, frozenset(meeting.parties), body, (meeting.place or "").casefold())


def _near(meetings: Sequence[_Known]) -> Iterator[tuple[Meeting, Meeting, frozenset[str]]]:
    """The pairs of meetings, in order of time, that may be one, and the parties that are at both.

    Only those at two places on one day, or announced for two days at one place: of all others nothing is in dispute.
    """
    for number, (one, day, parties, body, place) in enumerate(meetings):
        for other, then, others, of, there in meetings[number + 1 :]:
            if then is not None and day is not None and then - day > _SESSION:
                break
            if one.status != other.status or (body and of and body != of):
                continue
            same = one.when == other.when
            if same == (place in there or there in place) or not (same or one.status == "announced"):
                continue
            both = parties & others
            if len(both) == min(len(one.parties), len(other.parties)):
                yield one, other, both


def _apart(a: Meeting, b: Meeting, voices: Voices) -> bool:
    """Whether independent reports tell of them, and none of both."""
    ours, theirs = ({anchor.article_id for anchor in m.evidence} for m in (a, b))
    return not ours & theirs and independent([ours, theirs], voices)


def _one_place(a: Meeting, b: Meeting) -> bool:
    ours, theirs = (a.place or "").casefold(), (b.place or "").casefold()
    return ours in theirs or theirs in ours


def _rival_days(a: Meeting, b: Meeting, articles: Mapping[str, Article]) -> bool:
    """Whether two days of a plan were reported at one time, both still to come."""
    gap = days_apart(a.when or "", b.when or "")
    told = [[day for anchor in m.evidence if (day := articles[anchor.article_id].published)] for m in (a, b)]
    if gap is None or not 0 < gap <= _SESSION or not all(told):
        return False
    apart = days_apart(max(told[0]), max(told[1]))
    return apart is not None and apart <= _AT_ONCE and max(*told[0], *told[1]) < min(a.when or "", b.when or "")


def _dispute(question: str, rows: Sequence[Meeting], field: str, voices: Voices) -> Dispute:
    answers = [Answer(value=str(getattr(m, field)), support=voices.support(m.evidence)) for m in rows]
    return Dispute(
        id=digest("dispute", "fact", field, *(m.id for m in rows)),
        kind="fact",
        question=question,
        answers=tuple(sorted(answers, key=lambda a: str(a.value))),
    )
