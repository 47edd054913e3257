"""One meeting, however many articles speak of it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.data import Meeting, digest
from communique.record.likeness import days_fit

_LATER = {"announced": 0, "postponed": 1, "cancelled": 2, "held": 3}
_DAY = len("2031-03-07")


def meetings(found: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings of a case in order of time; one not known to the day joins the dated one that it alone can be."""
    cells: list[list[Meeting]] = []
    known: dict[str, dict[int, list[Meeting]]] = defaultdict(dict)  # by day, and by everything else that may join
    for meeting in sorted(_by_id(found), key=_telling):
        dated = len(meeting.when or "") == _DAY
        candidates = {n: cell for key in _keys(meeting, dated=dated) for n, cell in known[key].items()}
        fitting = [n for n in sorted(candidates) if _fits(meeting, candidates[n])]
        number = fitting[0] if fitting and (dated or len(fitting) == 1) else len(cells)
        if number == len(cells):
            cells.append([])
        cells[number].append(meeting)
        for key in {*_keys(meeting, dated=True), *_keys(meeting, dated=False)}:
            known[key][number] = cells[number]
    told = (_joined(cell) for cell in cells)
    return tuple(sorted((m for m in told if _tells(m)), key=lambda m: (m.when or "9999", m.id)))


def _tells(meeting: Meeting) -> bool:
    """Whether there is more to a meeting than that somebody spoke of talks: a place, a party or a body."""
    return bool(meeting.place) or bool(meeting.parties) or not _unnamed(meeting)


def _unnamed(meeting: Meeting) -> bool:
    return meeting.forum is None or meeting.forum.casefold().endswith("talks")


def _by_id(found: Iterable[Meeting]) -> list[Meeting]:
    """The meetings with those of one id, which an article told of in two places, put together."""
    rows: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in found:
        rows[meeting.id].append(meeting)
    return [row[0] if len(row) == 1 else dataclasses.replace(_joined(row), id=row[0].id) for row in rows.values()]


def _keys(meeting: Meeting, *, dated: bool) -> list[str]:
    """Under what a meeting is looked up: its day where that is known, else whatever it has in common with others."""
    if dated:
        return [meeting.when or ""]
    return [f"with {key.casefold()}" for key in (*meeting.parties, meeting.place, meeting.forum) if key]


def _telling(meeting: Meeting) -> tuple[int, str, bool, int, str]:
    """The order in which meetings are placed: the best known first."""
    day = meeting.when or ""
    return -len(day), day, meeting.forum is None, -len(meeting.parties), meeting.id


def _fits(meeting: Meeting, cell: Sequence[Meeting]) -> bool:
    """Whether a meeting can be that of the cell: like each of its tellings, or no more than a part of them.

    "Sulmara's envoy arrived for Thursday's talks" tells of the talks between Sulmara and Tarvenia that day.
    """
    if meeting.when is None and not any((meeting.status == "held") == (other.status == "held") for other in cell):
        return False
    if all(_same(meeting, other) for other in cell):
        return True
    known = {party for other in cell for party in other.parties}
    places = {other.place.casefold() for other in cell if other.place}
    part = _unnamed(meeting) and set(meeting.parties) <= known and meeting.when == cell[0].when
    return part and len(meeting.when or "") == _DAY and (not meeting.place or meeting.place.casefold() in places)


def _same(a: Meeting, b: Meeting) -> bool:
    if not days_fit(a.when, b.when) or (a.place and b.place and a.place.casefold() != b.place.casefold()):
        return False
    shared = set(a.parties) & set(b.parties)
    forums = bool(a.forum and b.forum and a.forum.casefold() == b.forum.casefold())
    places = bool(a.place and b.place)
    return forums or (places and (bool(shared) or not a.parties or not b.parties)) or len(shared) >= 2


def _joined(cell: list[Meeting]) -> Meeting:
    when = max((m.when for m in cell if m.when), key=lambda w: (len(w), w), default=None)
    forum = _most([m.forum for m in cell if m.forum])
    place = _most([m.place for m in cell if m.place])
    anchors = {a for m in cell for a in m.evidence}
    status = max((m.status for m in cell), key=lambda s: _LATER[s])
    return Meeting(
        id=digest("meeting", when, min(m.id for m in cell)),
        forum=forum,
        place=place,
        when=when,
        parties=tuple(sorted({p for m in cell for p in m.parties})),
        status=status,
        evidence=tuple(sorted(anchors, key=lambda a: (a.article_id, a.start, a.end))),
        hours=max((m.hours for m in cell if m.hours is not None), default=None) if status == "held" else None,
    )


def _most(values: list[str]) -> str | None:
    return min(set(values), key=lambda v: (-values.count(v), v), default=None)
