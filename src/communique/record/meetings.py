"""One meeting, however many articles speak of it, and what became of it when it was moved or called off."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from communique.data import Meeting, digest
from communique.record.likeness import days_fit
from communique.record.support import Voices

_LATER = {"announced": 0, "postponed": 1, "cancelled": 2, "held": 3}
_DAY = len("2031-03-07")


def meetings(found: Iterable[Meeting], voices: Voices | None = None) -> tuple[Meeting, ...]:
    """The meetings of a case in order of time; one not known to the day joins the dated one that it alone can be.

    ``voices`` tells which articles are one report: what its copies tell of a day is one meeting.
    """
    report = (voices or Voices(())).of
    cells: list[list[Meeting]] = []
    known: dict[str, dict[int, list[Meeting]]] = defaultdict(dict)  # by day, and by everything else that may join
    for meeting in sorted(_by_id(found), key=_telling):
        dated = len(meeting.when or "") == _DAY
        candidates = {n: cell for key in _keys(meeting, dated=dated) for n, cell in known[key].items()}
        fitting = [n for n in sorted(candidates) if _fits(meeting, candidates[n], report)]
        if not dated and len(fitting) > 1:
            fitting = [n for n in fitting if any(_copied(meeting, other, report) for other in cells[n])]
        number = fitting[0] if fitting and (dated or len(fitting) == 1) else len(cells)
        if number == len(cells):
            cells.append([])
        cells[number].append(meeting)
        for key in {*_keys(meeting, dated=True), *_keys(meeting, dated=False)}:
            known[key][number] = cells[number]
    told = (_joined(cell) for cell in _of_one_day(cells))
    return revised(sorted((m for m in told if _tells(m)), key=lambda m: (m.when or "9999", m.id)))


def revised(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings, in order of time, with what became of them: the day from or to which one was put off.

    A day named in the sentence that puts talks off is their new one; else it is that of the next talks of the same
    parties that are told of.
    """
    rows = list(meetings)
    for number, meeting in enumerate(rows):
        if meeting.status not in ("postponed", "cancelled") or meeting.when is None:
            continue
        later = _moved_to(meeting, rows[number + 1 :]) if meeting.status == "postponed" else None
        to = f" to {later.when}" if later is not None else ""
        note = f"{meeting.when} {'put off' if meeting.status == 'postponed' else 'called off'}{to}"
        rows[number] = _noted(meeting, note)
        if later is not None:
            place = next(n for n, m in enumerate(rows) if m.id == later.id)
            earlier = [r for r in rows[number].revisions if r != note]
            rows[place] = _noted(_completed(rows[place], meeting), *earlier, note)
    return tuple(rows)


def _noted(meeting: Meeting, *notes: str) -> Meeting:
    return dataclasses.replace(meeting, revisions=tuple(dict.fromkeys((*meeting.revisions, *notes))))


def _moved_to(meeting: Meeting, later: Sequence[Meeting]) -> Meeting | None:
    """The meeting that one put off has become."""
    dated = [m for m in later if len(m.when or "") == _DAY and (m.when or "") > (meeting.when or "")]
    sentences = {(a.article_id, a.start) for a in meeting.evidence}
    beside = [m for m in dated if any((a.article_id, a.start) in sentences for a in m.evidence)]
    return next((m for m in (*beside, *dated) if _alike(meeting, m)), None)


def _alike(a: Meeting, b: Meeting) -> bool:
    """Whether two meetings are of the same parties, or of one named body."""
    named = not _unnamed(a) and not _unnamed(b)
    if named:
        return (a.forum or "").casefold() == (b.forum or "").casefold()
    return len(set(a.parties) & set(b.parties)) >= min(2, max(1, len(a.parties)), max(1, len(b.parties)))


def _completed(meeting: Meeting, before: Meeting) -> Meeting:
    """A meeting that was put off, with the parties and the place that were told of while it had another day."""
    parties = tuple(sorted({*meeting.parties, *before.parties}))
    forum = meeting.forum if not _unnamed(meeting) else before.forum or meeting.forum
    return dataclasses.replace(meeting, parties=parties, place=meeting.place or before.place, forum=forum)


def _tells(meeting: Meeting) -> bool:
    """Whether there is more to a meeting than that somebody spoke of talks: a place, a body, or two who meet."""
    length = bool(meeting.parties) and meeting.hours is not None
    return bool(meeting.place) or len(meeting.parties) > 1 or length or not _unnamed(meeting)


def _unnamed(meeting: Meeting) -> bool:
    forum = (meeting.forum or "talks").casefold()
    return forum.endswith("talks") or (bool(meeting.place) and forum.endswith(f"talks, {meeting.place}".casefold()))


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


def _of_one_day(cells: Sequence[list[Meeting]]) -> list[list[Meeting]]:
    """The cells, those of one day joined that have come to tell of the same parties at no two places."""
    by_day: Mapping[str, list[list[Meeting]]] = defaultdict(list)
    kept: list[list[Meeting]] = []
    for cell in cells:
        whole = _joined(cell)
        if len(whole.when or "") < _DAY:
            kept.append(cell)
            continue
        home = next((other for other in by_day[whole.when or ""] if _one(whole, _joined(other))), None)
        if home is None:
            by_day[whole.when or ""].append(cell)
            kept.append(cell)
        else:
            home.extend(cell)
    return kept


def _one(a: Meeting, b: Meeting) -> bool:
    """Whether two meetings of one day are the same: all the parties of one sit at the other."""
    ours, theirs = set(a.parties), set(b.parties)
    inner = len(ours) > 1 and len(theirs) > 1 and (ours <= theirs or theirs <= ours)
    held = (a.status == "held") == (b.status == "held")
    return inner and held and _same(a, b) and (_unnamed(a) or _unnamed(b) or a.forum == b.forum)


def _fits(meeting: Meeting, cell: Sequence[Meeting], report: Callable[[str], str]) -> bool:
    """Whether a meeting can be that of the cell: like each of its tellings, or no more than a part of them.

    "Sulmara's envoy arrived for Thursday's talks" tells of the talks between Sulmara and Tarvenia that day.
    """
    if meeting.when is None and not any((meeting.status == "held") == (other.status == "held") for other in cell):
        return False
    if all(_same(meeting, other) for other in cell) or any(_copied(meeting, other, report) for other in cell):
        return True
    known = {party for other in cell for party in other.parties}
    places = {other.place.casefold() for other in cell if other.place}
    part = _unnamed(meeting) and set(meeting.parties) <= known and meeting.when == cell[0].when
    return part and len(meeting.when or "") == _DAY and (not meeting.place or meeting.place.casefold() in places)


def _copied(a: Meeting, b: Meeting, report: Callable[[str], str]) -> bool:
    """Whether two versions of one report tell of one meeting: a party in common, and the day or the length."""
    ours, theirs = ({report(anchor.article_id) for anchor in m.evidence} for m in (a, b))
    if not ours & theirs or not set(a.parties) & set(b.parties) or not days_fit(a.when, b.when):
        return False
    length = a.hours is not None and a.hours == b.hours
    return (length or (a.when == b.when and a.status == b.status)) and _places_fit(a, b)


def _same(a: Meeting, b: Meeting) -> bool:
    if not days_fit(a.when, b.when) or not _places_fit(a, b):
        return False
    shared = set(a.parties) & set(b.parties)
    forums = bool(a.forum and b.forum and a.forum.casefold() == b.forum.casefold())
    places = bool(a.place and b.place)
    return forums or (places and (bool(shared) or not a.parties or not b.parties)) or len(shared) >= 2


def _places_fit(a: Meeting, b: Meeting) -> bool:
    return not a.place or not b.place or a.place.casefold() == b.place.casefold()


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
