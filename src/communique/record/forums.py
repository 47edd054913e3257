"""At which table an act was done: that of the one meeting told of in its words, or held that day by its party."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

from communique.data import Meeting, Move
from communique.memory import turned

Row = TypeVar("Row")


class Tables(NamedTuple):
    """The meetings that may be those of an article's acts: those that it tells of, and where, and those held."""

    told: Sequence[tuple[int, int, Meeting]]
    held: Sequence[tuple[str, Sequence[Meeting]]]


class Forums:
    """The meetings of a case, by the articles that tell of them and by the days on which they were held."""

    def __init__(self) -> None:
        self._meetings: Mapping[str, Meeting] = {}
        self._told: dict[str, list[tuple[int, int, Meeting]]] = defaultdict(list)
        self._held: dict[str, list[Meeting]] = defaultdict(list)

    def now(self, meetings: Iterable[Meeting]) -> tuple[Set[str], Set[str]]:
        """Take these for the meetings: the articles that tell of others than before, the days on which others were."""
        before, self._meetings = self._meetings, {meeting.id: meeting for meeting in meetings}
        articles, days = set[str](), set[str]()
        for one in turned(before, self._meetings):
            gone, come = before.get(one), self._meetings.get(one)
            for meeting, enter in ((gone, False), (come, True)):
                if meeting is not None and gone != come:
                    self._enter(meeting, enter=enter)
                    articles.update(anchor.article_id for anchor in meeting.evidence)
                    days.update([meeting.when] if meeting.when else ())
        return articles, days

    def _enter(self, meeting: Meeting, *, enter: bool) -> None:
        """Take a meeting in, or else out."""
        for anchor in meeting.evidence:
            _change(self._told, anchor.article_id, (anchor.start, anchor.end, meeting), enter=enter)
        if meeting.when is not None and meeting.status == "held":
            _change(self._held, meeting.when, meeting, enter=enter)

    def tables(self, article_id: str, days: Iterable[str]) -> Tables:
        """Those at which acts told of in an article, and done on these ``days``, may have been done."""
        held = [(day, tuple(self._held[day])) for day in days if day in self._held]
        return Tables(tuple(self._told.get(article_id, ())), held)


def _change(rows: dict[str, list[Row]], key: str, row: Row, *, enter: bool) -> None:
    """Add a row, or else take it away."""
    if enter:
        rows[key].append(row)
        return
    rows[key].remove(row)
    if not rows[key]:
        del rows[key]


def with_forums(moves: Sequence[Move], tables: Tables) -> tuple[Move, ...]:
    """The moves of an article, each with the forum where that is plain; one that has a forum keeps it."""
    if not tables.told and not tables.held:
        return tuple(moves)
    forums = [None if move.forum else _forum(move, tables) for move in moves]
    return tuple(
        move if forum is None else dataclasses.replace(move, forum=forum)
        for move, forum in zip(moves, forums, strict=True)
    )


def _forum(move: Move, tables: Tables) -> str | None:
    place = move.evidence[0]
    near = {m.id: m for start, end, m in tables.told if start < place.end and place.start < end}
    if not near and move.when is not None and not move.history:
        held = (meetings for day, meetings in tables.held if day == move.when)
        near = {m.id: m for meetings in held for m in meetings if set(m.parties) & set(move.actors)}
    if len(near) != 1:
        return None
    (meeting,) = near.values()
    forum = meeting.forum
    if forum and meeting.place and meeting.place not in forum:
        return f"{forum}, {meeting.place}"
    return forum
