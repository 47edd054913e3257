"""The moves: one row each, with the words, who spoke them, and where; and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.snapshot import Snapshot
from communique.views.acts import told
from communique.views.asked import Asked
from communique.views.paging import part
from communique.views.selecting import MODALITIES, select

Object = dict[str, Any]
_MOST = 12  # values of a facet that one takes in at a glance; the rest is counted
_PLACES = 12  # of an act that are linked from each row of a page; the page of the article has all
_LONG_SPAN = 31  # days; of a longer span months are counted


def objects(now: Snapshot, asked: Asked) -> Object:
    """The moves that are asked for, in parts, and the facets of the filter."""
    found = select(now, asked)
    shown, paging = part(found.moves, asked)
    made = told(now, shown, places=None if asked.page is None else _PLACES)
    facets = {facet: _facet(now, facet, counts) for facet, counts in found.facets.items()}
    return {"moves": made, "paging": paging, "facets": facets, "modalities": list(MODALITIES)}


def rows(made: Object) -> Iterable[Object]:
    """One row a move."""
    for row in made["moves"]:
        act = row.get("act") or {}
        flat = {key: value for key, value in row.items() if key != "act"}
        yield flat | {
            "words": row["evidence"][0]["exact"] if row["evidence"] else "",
            "voices": act.get("voices"),
            "reports": act.get("reports"),
            "reason": act.get("reason"),
            "first_reported_by": act["first"]["path"] if act else None,
        }


def _facet(now: Snapshot, facet: str, counts: Sequence[tuple[str, int]]) -> Object:
    """The values of a facet with their counts, as many as one takes in, and how many more there are."""
    if facet == "day":
        return {"values": _spans(counts), "more": 0}
    named = [{"value": now.names.get(value, value) if facet == "party" else value, "count": n} for value, n in counts]
    return {"values": named[:_MOST], "more": max(0, len(named) - _MOST)}


def _spans(counts: Sequence[tuple[str, int]]) -> list[Object]:
    """Days with their counts; months or years where there are too many days to show."""
    for characters in (10, 7, 4):
        found: dict[str, int] = {}
        for day, count in counts:
            found[day[:characters]] = found.get(day[:characters], 0) + count
        if len(found) <= _LONG_SPAN:
            break
    return [{"value": day, "count": count} for day, count in found.items()]
