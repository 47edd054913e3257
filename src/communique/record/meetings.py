"""One meeting, however many articles speak of it, and what became of it when it was moved or called off."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property, partial
from itertools import combinations
from operator import attrgetter

from communique.data import Meeting, digest
from communique.memory import Notebook
from communique.record.likeness import days_fit
from communique.record.revisions import dated, revised, unnamed
from communique.record.support import Voices

_LATER = {"announced": 0, "postponed": 1, "cancelled": 2, "held": 3}
_DAY = len("2031-03-07")
Reports = Mapping[str, frozenset[str]]
"""A meeting's id to the reports that tell of it."""


class _Cell:
    """What is told of one meeting, and what all that is looked up by; where it grows it is another."""

    def __init__(self, members: tuple[Meeting, ...], keys: frozenset[str]) -> None:
        self.members = members
        self.first = members[0]
        self.keys = keys
        self.asked: dict[_Cell, bool] = {}
        """Of one meeting by itself: which cells it can be of, as far as that was asked."""

    @cached_property
    def order(self) -> tuple[int, str, bool, int, str]:
        """Of one meeting by itself: the order in which it is placed."""
        return _telling(self.first)

    @cached_property
    def told(self) -> Meeting:
        """The one meeting that it tells of."""
        return _joined(self.members)

    @cached_property
    def tells(self) -> bool:
        """Whether it is told for itself."""
        return _tells(self.told)


class Days:
    """The meetings by themselves, and the cells into which those of each day fall, from one time to the next."""

    def __init__(self) -> None:
        self.reports: dict[str, frozenset[str]] = {}
        self.loose: list[_Cell] = []
        """Those not known to the day, in order."""
        self._found: dict[int, Meeting] = {}
        self._alone: dict[str, _Cell] = {}
        self._dated: list[_Cell] = []
        self._cells: dict[int, _Cell] = {}
        self._by_day: dict[str, range] = {}
        self._index: dict[str, set[int]] = defaultdict(set)
        self._ahead = 0  # the first number that no cell had yet
        self._grown: Notebook[_Cell] = Notebook()
        self._sat: Notebook[list[_Cell]] = Notebook()

    def now(self, found: Iterable[Meeting], voices: Voices, others: Set[str]) -> None:
        """Take these for the meetings; what articles among the ``others`` tell may be of other reports by now."""
        rows = [*found]
        last, self._found = self._found, dict(zip(map(id, rows), rows, strict=True))
        stale = {name for name, cell in self._alone.items() if _told_by(cell, others)} if others else set[str]()
        names = {self._found[i].id for i in self._found.keys() - last.keys()}
        names |= {last[i].id for i in last.keys() - self._found.keys()} | stale
        again = {meeting.id: meeting for meeting in _by_id(m for m in rows if m.id in names)} if names else {}
        gone = {n for n in names & self._alone.keys() if n in stale or self._alone[n].first != again.get(n)}
        left = {self._alone.pop(name) for name in gone}
        for name in gone - again.keys():
            del self.reports[name]
        fresh = [self._by_itself(again[name], voices) for name in again if name not in self._alone]
        for rows_of in (self._dated, self.loose):
            rows_of[:] = [cell for cell in rows_of if cell not in left] if left else rows_of
        for cell in fresh:
            insort(self._dated if dated(cell.first) else self.loose, cell, key=attrgetter("order"))
        for day in {str(cell.first.when) for cell in (*left, *fresh) if dated(cell.first)}:
            self._fall(day)

    def _by_itself(self, meeting: Meeting, voices: Voices) -> _Cell:
        of = self.reports[meeting.id] = frozenset(voices.of(anchor.article_id) for anchor in meeting.evidence)
        cell = self._alone[meeting.id] = _Cell((meeting,), frozenset(_keys(meeting, {meeting.id: of})))
        return cell

    def _fall(self, day: str) -> None:
        """Let the meetings of a day fall into cells."""
        for number in self._by_day.pop(day, range(0)):
            for key in self._cells.pop(number).keys:
                self._index[key].discard(number)
        begin, end = (of(self._dated, (-_DAY, day), key=_day) for of in (bisect_left, bisect_right))
        if begin < end:
            cells = _of_day(self._dated[begin:end], self.reports)
            self._by_day[day] = range(self._ahead, self._ahead + len(cells))
            self._ahead += len(cells)
            for number, cell in zip(self._by_day[day], cells, strict=True):
                self._cells[number] = cell
                for key in cell.keys:
                    self._index[key].add(number)

    def sitting(self) -> _Sitting:
        """The cells of all days, which those not known to the day may join."""
        return _Sitting(dict(self._cells), self._index, self._ahead)

    def grown(self, cell: _Cell, more: _Cell) -> _Cell:
        """A cell with what another tells."""
        key = cell.members[0].id, len(cell.members), more.members[0].id
        return self._grown.of(key, (cell, more), partial(_grown, (cell, more)))

    def sat(self, cells: Iterable[_Cell]) -> list[_Cell]:
        """The cells, those of one day joined that have come to tell of the same parties at no two places."""
        by_day: dict[str, list[_Cell]] = defaultdict(list)
        for cell in cells:
            by_day[cell.told.when or ""].append(cell)
        found = []
        for day, of in by_day.items():
            one = len(of) == 1 or len(day) != _DAY
            found += of if one else self._sat.of(day, of, partial(_of_one_day, of, self))
        for kept in (self._grown, self._sat):
            kept.settle()
        return found


class _Sitting:
    """The cells of a case by their numbers, while those not known to the day join them."""

    def __init__(self, cells: dict[int, _Cell], index: Mapping[str, Set[int]], ahead: int) -> None:
        self.cells = cells
        self._index = index
        self._more: dict[str, set[int]] = defaultdict(set)
        self._ahead = ahead

    def add(self, cell: _Cell) -> None:
        """Let there be one more."""
        self._ahead += 1
        self.enter(self._ahead, cell, cell.keys)

    def enter(self, number: int, whole: _Cell, keys: Iterable[str]) -> None:
        """Let the cell of this number be this one, found by these keys too."""
        self.cells[number] = whole
        for key in keys:
            self._more[key].add(number)

    def beside(self, keys: Iterable[str]) -> list[Set[int]]:
        """The numbers of the cells with one of the keys, some of them more than once."""
        return [of[key] for key in keys for of in (self._index, self._more) if key in of]


def meetings(
    found: Iterable[Meeting],
    voices: Voices | None = None,
    published: Mapping[str, str | None] | None = None,
    known: Days | None = None,
    others: Set[str] = frozenset(),
) -> tuple[Meeting, ...]:
    """The meetings of a case in order of time; one not known to the day joins the dated one that it alone can be.

    ``voices`` tells which articles are one report: what its copies tell of a day is one meeting. ``published`` are the
    days of the articles: what is called off or put off without a day is the next one planned. What is ``known`` of the
    same meetings is not worked out again; since then the articles among ``others`` have come to be of other reports.
    """
    days = known or Days()
    days.now(found, voices or Voices(()), others)
    sitting = days.sitting()
    for one in days.loose:
        home = _home(one, sitting, days.reports, published or {})
        if home is None:
            sitting.add(one)
        else:
            sitting.enter(home, days.grown(sitting.cells[home], one), one.keys)
    told = [cell.told for cell in days.sat(sitting.cells[number] for number in sorted(sitting.cells)) if cell.tells]
    return revised(sorted(told, key=lambda m: (m.when or "9999", m.id)))


def _told_by(cell: _Cell, articles: Set[str]) -> bool:
    return not articles.isdisjoint(anchor.article_id for anchor in cell.first.evidence)


def _day(cell: _Cell) -> tuple[int, str]:
    """Where the day of a meeting stands among others."""
    return cell.order[:2]


def _of_day(rows: Iterable[_Cell], reports: Reports) -> list[_Cell]:
    """The meetings of one day, each in the first cell that it can be of."""
    cells: list[tuple[list[Meeting], list[_Cell]]] = []
    for one in rows:
        (meeting,) = one.members
        home = next((cell for cell in cells if _fits(meeting, cell[0], reports)), None)
        if home is None:
            cells.append(([meeting], [one]))
        else:
            home[0].append(meeting)
            home[1].append(one)
    return [parts[0] if len(parts) == 1 else _grown(parts) for _, parts in cells]


def _grown(cells: Sequence[_Cell]) -> _Cell:
    """What all of these tell, of one meeting."""
    members = tuple(meeting for cell in cells for meeting in cell.members)
    return _Cell(members, frozenset().union(*(cell.keys for cell in cells)))


def standing(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings without those put off to another that is among them: that one tells of it in its revisions."""
    rows = list(meetings)
    moved = {note for m in rows if m.status != "postponed" for note in m.revisions}
    return [m for m in rows if not (m.status == "postponed" and moved & set(m.revisions))]


def _tells(meeting: Meeting) -> bool:
    """Whether there is more to a meeting than that somebody spoke of talks: a day and place, a body, two who meet."""
    length = bool(meeting.parties) and meeting.hours is not None
    placed = bool(meeting.place) and meeting.when is not None
    return placed or len(meeting.parties) > 1 or length or not unnamed(meeting)


def _by_id(found: Iterable[Meeting]) -> list[Meeting]:
    """The meetings with those of one id, which an article told of in two places, put together."""
    rows: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in found:
        rows[meeting.id].append(meeting)
    return [row[0] if len(row) == 1 else dataclasses.replace(_joined(row), id=row[0].id) for row in rows.values()]


def _home(alone: _Cell, sitting: _Sitting, reports: Reports, days: Mapping[str, str | None]) -> int | None:
    """The number of the cell that a meeting not known to the day joins.

    It is the only one that it can be of, else the only one that a version of its report tells of; what is put off or
    called off is else the next of those that it can be.
    """
    (meeting,), cells, beside = alone.members, sitting.cells, sitting.beside(alone.keys)
    if len(alone.asked) > 2 * sum(map(len, beside)):
        alone.asked = {cells[n]: alone.asked[cells[n]] for of in beside for n in of if cells[n] in alone.asked}
    found = _two(n for of in beside for n in of if _may_be(alone, cells[n], reports))
    if len(found) > 1:
        own = (n for of in sitting.beside(_of_reports(meeting, reports)) for n in of)
        fits = (n for n in own if _may_be(alone, cells[n], reports))
        found = _two(n for n in fits if any(_copied(meeting, other, reports) for other in cells[n].members))
    if len(found) == 1:
        return found.pop()
    if meeting.when is None and meeting.status in ("postponed", "cancelled"):
        return _next(alone, sitting, reports, days)
    return None


def _two(numbers: Iterable[int]) -> set[int]:
    """The first two of some numbers."""
    found: set[int] = set()
    for number in numbers:
        found.add(number)
        if len(found) > 1:
            break
    return found


def _may_be(alone: _Cell, cell: _Cell, reports: Reports) -> bool:
    """Whether a meeting can be that of a cell; asked once."""
    found = alone.asked.get(cell)
    if found is None:
        copied = not cell.keys.isdisjoint(_of_reports(alone.members[0], reports))
        found = alone.asked[cell] = _fits(alone.members[0], cell.members, reports, copied=copied)
    return found


def _next(alone: _Cell, sitting: _Sitting, reports: Reports, days: Mapping[str, str | None]) -> int | None:
    """The number of the first cell still to come that a meeting called off or put off can be."""
    told = min((day for a in alone.members[0].evidence if (day := days.get(a.article_id))), default="9999")
    to_come = ((sitting.cells[n].first.when or "", n) for of in sitting.beside(alone.keys) for n in of)
    later = ((day, n) for day, n in to_come if len(day) == _DAY and day >= told)
    return next((n for _, n in sorted(later) if _may_be(alone, sitting.cells[n], reports)), None)


def _keys(meeting: Meeting, reports: Reports) -> list[str]:
    """Under what a meeting not known to the day is looked up: what it must have in common with what it joins."""
    named = [f"at {key.casefold()}" for key in (meeting.place, meeting.forum) if key]
    pairs = [f"with {one} {other}" for one, other in combinations(sorted(meeting.parties), 2)]
    return [*named, *pairs, *_of_reports(meeting, reports)]


def _of_reports(meeting: Meeting, reports: Reports) -> list[str]:
    return [f"of {report}" for report in sorted(reports[meeting.id])]


def _telling(meeting: Meeting) -> tuple[int, str, bool, int, str]:
    """The order in which meetings are placed: the best known first."""
    day = meeting.when or ""
    return -len(day), day, meeting.forum is None, -len(meeting.parties), meeting.id


def _of_one_day(cells: Sequence[_Cell], days: Days) -> list[_Cell]:
    """The cells of one day, those joined that have come to tell of the same parties at no two places."""
    kept: list[_Cell] = []
    for cell in cells:
        home = next((n for n, other in enumerate(kept) if _one(cell.told, other.told)), None)
        if home is None:
            kept.append(cell)
        else:
            kept[home] = days.grown(kept[home], cell)
    return kept


def _one(a: Meeting, b: Meeting) -> bool:
    """Whether two meetings of one day are the same: all the parties of one sit at the other."""
    ours, theirs = set(a.parties), set(b.parties)
    inner = len(ours) > 1 and len(theirs) > 1 and (ours <= theirs or theirs <= ours)
    held = (a.status == "held") == (b.status == "held")
    return inner and held and _same(a, b) and (unnamed(a) or unnamed(b) or a.forum == b.forum)


def _fits(meeting: Meeting, cell: Sequence[Meeting], reports: Reports, *, copied: bool = True) -> bool:
    """Whether a meeting can be that of the cell: like each of its tellings, or no more than a part of them.

    "Sulmara's envoy arrived for Thursday's talks" tells of the talks between Sulmara and Tarvenia that day. It is
    ``copied`` where one of its reports may be one of the cell's.
    """
    if meeting.when is None and (meeting.status == "held") not in [other.status == "held" for other in cell]:
        return False
    if _all_same(meeting, cell):
        return True
    if copied and any(_copied(meeting, other, reports) for other in cell):
        return True
    if len(meeting.when or "") != _DAY or meeting.when != cell[0].when or not unnamed(meeting):
        return False
    known = {party for other in cell for party in other.parties}
    places = {other.place.casefold() for other in cell if other.place}
    return set(meeting.parties) <= known and (not meeting.place or meeting.place.casefold() in places)


def _copied(a: Meeting, b: Meeting, reports: Reports) -> bool:
    """Whether two versions of one report tell of one meeting: a party in common, and the day or the length."""
    if reports[a.id].isdisjoint(reports[b.id]):
        return False
    length = a.hours is not None and a.hours == b.hours
    if not length and (a.when != b.when or a.status != b.status):
        return False
    if not days_fit(a.when, b.when):
        return False
    return not set(a.parties).isdisjoint(b.parties) and _places_fit(a, b)


def _all_same(meeting: Meeting, cell: Iterable[Meeting]) -> bool:
    for other in cell:  # noqa: SIM110 - asked a great many times, mostly of one
        if not _same(meeting, other):
            return False
    return True


def _same(a: Meeting, b: Meeting) -> bool:
    if not days_fit(a.when, b.when) or not _places_fit(a, b):
        return False
    if a.forum and b.forum and a.forum.casefold() == b.forum.casefold():
        return True
    shared = len(set(a.parties).intersection(b.parties))
    return shared > 1 or bool(a.place and b.place and (shared or not a.parties or not b.parties))


def _places_fit(a: Meeting, b: Meeting) -> bool:
    return not a.place or not b.place or a.place.casefold() == b.place.casefold()


def _joined(cell: Sequence[Meeting]) -> Meeting:
    when = max((m.when for m in cell if m.when), key=lambda w: (len(w), w), default=None)
    forum = _most([m.forum for m in cell if m.forum])
    place = _most([m.place for m in cell if m.place])
    anchors = {a for m in cell for a in m.evidence}
    told = {m.status for m in cell}
    status = max(told, key=lambda s: _LATER[s])
    again = when is not None and status == "held" and "cancelled" in told
    return Meeting(
        id=digest("meeting", when, min(m.id for m in cell)),
        forum=forum,
        place=place,
        when=when,
        parties=tuple(sorted({p for m in cell for p in m.parties})),
        status=status,
        evidence=tuple(sorted(anchors, key=lambda a: (a.article_id, a.start, a.end))),
        hours=max((m.hours for m in cell if m.hours is not None), default=None) if status == "held" else None,
        revisions=(f"{when} called off, but held",) if again else (),
    )


def _most(values: list[str]) -> str | None:
    return min(set(values), key=lambda v: (-values.count(v), v), default=None)
