"""The calendar: meetings to come and past, as the newest report sees them, with what became of each plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from communique.data import Meeting
from communique.export.ics import on_a_day
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.days import newest
from communique.views.kept import kept
from communique.views.paging import part
from communique.views.places import place

Object = dict[str, Any]
WHEN = ("ahead", "past", "undated")
"""What a meeting is to the newest report; one of its own day is still ahead unless it was held or called off."""


def objects(now: Snapshot, asked: Asked) -> Object:
    """The meetings that are asked for: those ahead, soonest first, then those past, latest first, then the undated.

    ``as_of`` is the day of the newest report, against which ahead and past are told; the clock is not asked.
    """
    where = replace(asked.where, limit=None, code=None, issue=None)
    found = kept(now, ("calendar", where), lambda: _ordered(now, asked))
    shown, paging = part(found[: asked.where.limit], asked)
    as_of = newest(now)
    return {
        "as_of": as_of,
        "meetings": [meeting(one, now, as_of) for one in shown],
        "counts": {name: sum(_when(one, as_of) == name for one in found) for name in WHEN},
        "left_out": sum(not on_a_day(one) for one in found),
        "paging": paging,
    }


def rows(made: Object) -> Iterable[Object]:
    """One row a meeting."""
    for row in made["meetings"]:
        yield row | {"as_of": made["as_of"]}


def meeting(one: Meeting, now: Snapshot, as_of: str | None) -> Object:
    """One meeting with the words that tell of it, the first report first."""
    told = sorted((place(anchor, now) for anchor in one.evidence), key=lambda p: (p["published"] or "9999", p["path"]))
    return {
        "id": one.id,
        "relation": _when(one, as_of),
        "when": one.when,
        "status": one.status,
        "forum": one.forum,
        "place": one.place,
        "parties": list(one.parties),
        "parties_name": [now.names.get(p, p) for p in one.parties],
        "hours": one.hours,
        "revisions": list(one.revisions),
        "in_calendar_file": on_a_day(one),
        "evidence": told,
    }


def _ordered(now: Snapshot, asked: Asked) -> Sequence[Meeting]:
    where = replace(asked.where, limit=None, code=None, issue=None)
    found, as_of = now.meetings(where), newest(now)
    ahead = [m for m in found if _when(m, as_of) == "ahead"]
    past = [m for m in found if _when(m, as_of) == "past"]
    return [*ahead, *reversed(past), *(m for m in found if m.when is None)]


def _when(one: Meeting, as_of: str | None) -> str:
    if one.when is None:
        return "undated"
    if as_of is None:
        return "past" if one.status == "held" else "ahead"
    day = as_of[: len(one.when)]
    over = one.status in ("held", "cancelled", "postponed")
    return "ahead" if one.when[: len(day)] > day or (one.when[: len(day)] == day and not over) else "past"
