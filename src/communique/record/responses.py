"""Which event answers which, where that is plain: a refusal, consent or denial by the one who was addressed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from communique.data import Article, Event

_ANSWERS: Mapping[str, frozenset[str]] = {
    "REJECT": frozenset({"DEMAND", "REQUEST", "PROPOSE", "OFFER", "INVITE", "ULTIMATUM"}),
    "ACCEPT": frozenset({"DEMAND", "REQUEST", "PROPOSE", "OFFER", "INVITE", "ULTIMATUM", "MEDIATE"}),
    "CONCEDE": frozenset({"DEMAND", "REQUEST", "ULTIMATUM"}),
    "DENY": frozenset({"ACCUSE", "CRITICISE"}),
    "OFFER": frozenset({"DEMAND", "REQUEST", "PROPOSE"}),
    "SANCTION": frozenset({"ATTACK", "COERCE", "DEPLOY", "REJECT"}),
}


_Line = list[tuple[str, str, Event]]  # events by day and id


def responses(events: Sequence[Event], articles: Mapping[str, Article]) -> dict[str, str]:
    """Event id to the id of the event that it answers: the latest earlier one by the other side on the same issue."""
    by: dict[tuple[str, str, str], _Line] = defaultdict(list)
    to: dict[tuple[str, str, str], _Line] = defaultdict(list)
    open_ = [event for event in events if event.issue is not None and not event.history]
    for day, name, event in sorted(((_day(e, articles), e.id, e) for e in open_), key=lambda row: row[:2]):
        for actor in event.actors:
            by[str(event.issue), event.code, actor].append((day, name, event))
        for recipient in event.recipients:
            to[str(event.issue), event.code, recipient].append((day, name, event))
    found: dict[str, str] = {}
    for event in open_:
        asked = [
            answered
            for code in _ANSWERS.get(event.code, ())
            for lines, parties in ((to, event.actors), (by, event.recipients))
            for party in parties
            if (answered := _latest(lines.get((str(event.issue), code, party), []), event, articles)) is not None
        ]
        if asked:
            found[event.id] = max(asked)[1]
    return found


def _latest(line: _Line, event: Event, articles: Mapping[str, Article]) -> tuple[str, str] | None:
    """The day and id of the last event of a line that is not later than ``event`` and not by the same party."""
    own = set(event.actors)
    for at in range(bisect_right(line, _day(event, articles), key=lambda row: row[0]) - 1, -1, -1):
        day, name, other = line[at]
        if own.isdisjoint(other.actors):
            return day, name
    return None


def _day(event: Event, articles: Mapping[str, Article]) -> str:
    return event.when or articles[event.first_reported_by].published or ""
