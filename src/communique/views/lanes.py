"""Acts in lanes by party along the time: each by itself, or counted by stretch where they are many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.data import Event
from communique.filters import Filter
from communique.snapshot import Snapshot
from communique.views.asked import PER_PAGE
from communique.views.days import iso, stretch, stretch_of, stretches
from communique.views.kept import kept
from communique.views.kinds import KINDS, kind_of

Object = dict[str, Any]
OTHERS = "everybody else"
NOBODY = "nobody named"
_LANES = 7  # parties with a lane of their own
_SINGLE = 240  # marks that a picture can show one by one ...
_STACKED = 24  # ... and so many in one lane on one day
_MARGIN = 4  # days before the first and after the last report that the picture shows at least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """An event as the picture needs it: when it can have been, when it was first reported, whose it is."""

    event: Event
    first: int
    last: int
    reported: int | None
    parties: tuple[str, ...]
    number: int

    @property
    def middle(self) -> int:
        return (self.first + self.last) // 2

    def within(self, first: int, last: int) -> int | None:
        """The middle of what of it lies in a time; None where nothing does."""
        start, end = max(self.first, first), min(self.last, last)
        return (start + end) // 2 if start <= end else None


def lanes(events: Sequence[Event], now: Snapshot, where: Filter) -> Object:
    """What the picture shows of ``events``, which are numbered as the list beneath has them.

    ``from`` and ``to`` bound the time; what was before or after is counted at its ends. A lane has ``marks`` (one an
    act) or ``bars`` (one a stretch of time, with how many acts of each kind).
    """
    acts = [act for n, event in enumerate(events) if (act := _act(event, n, now)) is not None]
    undated = len(events) - len(acts)
    if not acts:
        return {"from": None, "to": None, "lanes": [], "reports": [], "single": True, "undated": undated}
    first, last = _bounds(acts, where)
    homes = _homes(acts)
    single = _few(acts, homes, first, last)
    edges = stretches(first, last)
    return {
        "from": iso(first),
        "to": iso(last),
        "single": single,
        "undated": undated,
        "lanes": [_lane(name, of, now, (first, last), edges, single) for name, of in homes.items()],
        "reports": _reports(now, edges, (first, last), where),
    }


def kinds_counted(events: Iterable[Event]) -> dict[str, int]:
    """How many acts of each kind."""
    found = Counter(kind_of(event.code) for event in events)
    return {kind: found[kind] for kind in KINDS}


def sides(now: Snapshot) -> Mapping[str, str]:
    """Actor id to the id of its side, or to itself where it has none."""
    return kept(now, "sides", lambda: {a.id: a.side or a.id for a in now.actors()})


def _act(event: Event, number: int, now: Snapshot) -> _Act | None:
    """The event with its days; None where neither its own day nor that of a report is known."""
    published = now.days.get(event.first_reported_by)
    reported = stretch(published) if published else None
    span = (stretch(event.when) if event.when else None) or reported
    if span is None:
        return None
    home = sides(now)
    parties = tuple(dict.fromkeys(home.get(a, a) for a in event.actors)) or ("",)
    return _Act(
        event=event,
        first=span[0],
        last=span[1],
        reported=reported[0] if reported else None,
        parties=parties,
        number=number,
    )


def _bounds(acts: Sequence[_Act], where: Filter) -> tuple[int, int]:
    """The time that the picture shows: that asked for, or that of the reports with something before and after."""
    told = [act.reported for act in acts if act.reported is not None] or [act.first for act in acts]
    margin = max(_MARGIN, (max(told) - min(told)) // 3)
    first = max(min(act.middle for act in acts), min(told) - margin)
    last = min(max(act.middle for act in acts), max(told) + margin)
    first, last = min(first, min(told)), max(last, max(told))
    since, until = (stretch(day) if day else None for day in (where.since, where.until))
    if since:
        first = since[0]
    if until:
        last = max(until[1], first)
    return (first, last) if first <= last else (first, first)


def _homes(acts: Iterable[_Act]) -> dict[str, list[_Act]]:
    """The acts of each party that has a lane: those of most acts, then all others, then those of nobody.

    A party of a single act has a lane only where it is one of the two that do most.
    """
    counted = Counter(party for act in acts for party in act.parties if party)
    ranked = sorted(counted, key=lambda party: (-counted[party], party))
    own = [party for n, party in enumerate(ranked[:_LANES]) if n < 2 or counted[party] > 1]
    found: dict[str, list[_Act]] = defaultdict(list)
    for act in acts:
        for home in dict.fromkeys((p if p in own else OTHERS) if p else NOBODY for p in act.parties):
            found[home].append(act)
    return {home: found[home] for home in (*own, OTHERS, NOBODY) if home in found}


def _few(acts: Sequence[_Act], homes: Mapping[str, Sequence[_Act]], first: int, last: int) -> bool:
    """Whether every act can have a mark of its own."""
    if len(acts) > _SINGLE:
        return False
    inside = (Counter(day for act in of if (day := act.within(first, last))) for of in homes.values())
    return all(max(days.values(), default=0) <= _STACKED for days in inside)


def _lane(
    home: str, acts: Sequence[_Act], now: Snapshot, bounds: tuple[int, int], edges: Sequence[int], single: bool
) -> Object:
    first, last = bounds
    inside = [act for act in acts if act.first <= last and act.last >= first]
    made: Object = {
        "party": now.names.get(home, home),
        "actor": home if home in now.names else None,
        "total": len(acts),
        "earlier": sum(act.last < first for act in acts),
        "later": sum(act.first > last for act in acts),
    }
    return made | ({"marks": [_mark(act, now) for act in inside]} if single else {"bars": _bars(inside, bounds, edges)})


def _mark(act: _Act, now: Snapshot) -> Object:
    event = act.event
    return {
        "id": event.id,
        "code": event.code,
        "kind": kind_of(event.code),
        "when": event.when,
        "first": iso(act.first),
        "last": iso(act.last),
        "reported": None if act.reported is None else iso(act.reported),
        "modality": event.modality,
        "whom": [now.names.get(r, r) for r in event.recipients],
        "voices": event.support.voices,
        "reports": event.support.reports,
        "page": act.number // PER_PAGE + 1,
    }


def _bars(acts: Iterable[_Act], bounds: tuple[int, int], edges: Sequence[int]) -> list[Object]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for act in acts:
        found[stretch_of(edges, act.within(*bounds) or act.middle)][kind_of(act.event.code)] += 1
    return [
        {"from": iso(edges[at]), "to": iso(edges[at + 1] - 1), "counts": [found[at][kind] for kind in KINDS]}
        for at in sorted(found)
    ]


def _reports(now: Snapshot, edges: Sequence[int], bounds: tuple[int, int], where: Filter) -> list[Object]:
    """How many reports came out in each stretch: of the outlet asked for, else of all."""
    days = (stretch(a.published) for a in now.articles(Filter(outlet=where.outlet)) if a.published)
    found = Counter(stretch_of(edges, day[0]) for day in days if day and bounds[0] <= day[0] <= bounds[1])
    return [{"from": iso(edges[at]), "to": iso(edges[at + 1] - 1), "count": found[at]} for at in sorted(found)]
