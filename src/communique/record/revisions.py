"""What became of a meeting that was put off or called off."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from communique.data import Meeting

_DAY = len("2031-03-07")


def dated(meeting: Meeting) -> bool:
    """Whether a meeting is known to the day."""
    return len(meeting.when or "") == _DAY


def unnamed(meeting: Meeting) -> bool:
    """Whether no body is named that meets."""
    return _talks(meeting.forum, meeting.place)


@lru_cache(maxsize=1 << 14)
def _talks(forum: str | None, place: str | None) -> bool:
    """Whether what a meeting is called says no more than that there are talks, and where."""
    called = (forum or "talks").casefold()
    return called.endswith("talks") or (bool(place) and called.endswith(f"talks, {place}".casefold()))


def revised(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings, in order of time, with what became of them: the day from or to which one was put off.

    A day named in the sentence that puts talks off is their new one; else it is that of the next talks of the same
    parties that are told of.
    """
    rows = list(meetings)
    place = {meeting.id: number for number, meeting in enumerate(rows)}
    asked = {anchor.article_id for meeting in rows if meeting.status == "postponed" for anchor in meeting.evidence}
    beside: dict[tuple[str, int], list[int]] = defaultdict(list)  # what a sentence tells of
    for number, meeting in enumerate(rows):
        for anchor in meeting.evidence:
            if anchor.article_id in asked:
                beside[anchor.article_id, anchor.start].append(number)
    for number, meeting in enumerate(rows):
        if meeting.status not in ("postponed", "cancelled") or meeting.when is None:
            continue
        later = None
        if meeting.status == "postponed":
            near = sorted({n for a in meeting.evidence for n in beside[a.article_id, a.start] if n > number})
            later = _moved_to(meeting, (rows[n] for n in (*near, *range(number + 1, len(rows)))))
        to = f" to {later.when}" if later is not None else ""
        note = f"{meeting.when} {'put off' if meeting.status == 'postponed' else 'called off'}{to}"
        rows[number] = _noted(meeting, note)
        if later is not None:
            earlier = [r for r in rows[number].revisions if r != note]
            rows[place[later.id]] = _noted(_completed(rows[place[later.id]], meeting), *earlier, note)
    return tuple(rows)


def _noted(meeting: Meeting, *notes: str) -> Meeting:
    return dataclasses.replace(meeting, revisions=tuple(dict.fromkeys((*meeting.revisions, *notes))))


def _moved_to(meeting: Meeting, later: Iterable[Meeting]) -> Meeting | None:
    """The meeting that one put off has become: the first ``later`` one of them on a day behind its own."""
    day, parties, named, forum = meeting.when or "", set(meeting.parties), not unnamed(meeting), _called(meeting)
    for other in later:
        if parties.isdisjoint(other.parties) and not (named and forum == _called(other)):
            continue  # most of them: the same is asked more closely below
        if not other.when or other.when <= day or not dated(other):
            continue
        if named and not unnamed(other):
            alike = forum == _called(other)  # of one named body
        else:
            least = min(2, max(1, len(parties)), max(1, len(other.parties)))
            alike = len(parties.intersection(other.parties)) >= least
        if alike:
            return other
    return None


def _called(meeting: Meeting) -> str:
    return (meeting.forum or "").casefold()


def _completed(meeting: Meeting, before: Meeting) -> Meeting:
    """A meeting that was put off, with the parties and the place that were told of while it had another day."""
    parties = tuple(sorted({*meeting.parties, *before.parties}))
    forum = meeting.forum if not unnamed(meeting) else before.forum or meeting.forum
    return dataclasses.replace(meeting, parties=parties, place=meeting.place or before.place, forum=forum)
