"""What is told of as held, and was only planned when it was told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Set

from communique.data import Meeting


class Plans:
    """The meetings as they are reported; each is looked at once, while its reports are of the same day."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Meeting, Meeting]] = {}  # by which object it was: that is kept as well

    def of(
        self, found: Iterable[Meeting], published: Mapping[str, str | None], others: Set[str]
    ) -> tuple[Meeting, ...]:
        """The meetings; those of articles among the ``others`` may be reported on other days than the last time."""
        rows, last = tuple(found), self._known
        if others:
            last = {i: known for i, known in last.items() if others.isdisjoint(_articles(known[0]))}
        latest = max(filter(None, published.values()), default="")
        now = dict(last)
        for meeting in [m for m in rows if id(m) not in last]:
            now[id(meeting)] = meeting, planned(meeting, published, latest)
        made = tuple([now[id(meeting)][1] for meeting in rows])
        undated = [i for i in now.keys() - last.keys() if not all(map(published.get, _articles(now[i][0])))]
        for i in (*undated, *(now.keys() - set(map(id, rows)))):
            now.pop(i, None)
        self._known = now
        return made


def planned(meeting: Meeting, published: Mapping[str, str | None], latest: str) -> Meeting:
    """The meeting, not yet held where its day comes after every report of it (``latest`` for an undated one)."""
    if meeting.status != "held" or not meeting.when:
        return meeting
    reported = max((published[a.article_id] or latest for a in meeting.evidence), default="")
    if reported and meeting.when[: len(reported)] > reported:
        return dataclasses.replace(meeting, status="announced")
    return meeting


def _articles(meeting: Meeting) -> list[str]:
    return [anchor.article_id for anchor in meeting.evidence]
