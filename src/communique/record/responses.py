"""Which event answers which, where that is plain: a refusal, consent or denial by the one who was addressed."""

from __future__ import annotations

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


def responses(events: Sequence[Event], articles: Mapping[str, Article]) -> dict[str, str]:
    """Event id to the id of the event that it answers: the latest earlier one by the other side on the same issue."""
    on_issue: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.issue is not None and not event.history:
            on_issue[event.issue, event.code].append(event)
    found: dict[str, str] = {}
    for event in events:
        if event.issue is None or event.history:
            continue
        wanted = _ANSWERS.get(event.code, frozenset())
        asked = (e for code in wanted for e in on_issue.get((event.issue, code), ()))
        earlier = [e for e in asked if _answered(event, e, articles)]
        if earlier:
            found[event.id] = max(earlier, key=lambda e: (_day(e, articles), e.id)).id
    return found


def _answered(event: Event, other: Event, articles: Mapping[str, Article]) -> bool:
    if set(other.actors) & set(event.actors):
        return False
    addressed = set(other.recipients) & set(event.actors) or set(event.recipients) & set(other.actors)
    return bool(addressed) and _day(other, articles) <= _day(event, articles)


def _day(event: Event, articles: Mapping[str, Article]) -> str:
    return event.when or articles[event.first_reported_by].published or ""
