"""The meetings as an iCalendar file (RFC 5545): whole days, the same bytes for the same case."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from icalendar import Calendar, Event

from communique.case import Case
from communique.data import Meeting
from communique.errors import InputError
from communique.snapshot import Snapshot
from communique.words import length, short

_STATUS: Final = {
    "announced": "TENTATIVE",
    "held": "CONFIRMED",
    "postponed": "CANCELLED",  # on this day they do not meet; the new day is an entry of its own
    "cancelled": "CANCELLED",
}
_DAY = len("2031-03-07")
_EPOCH = date(1970, 1, 1)  # the stamp of what no dated report tells of
_QUOTED, _WIDTH = 3, 240  # quotations in a description, and characters of each


def on_a_day(meeting: Meeting) -> bool:
    """Whether the day of a meeting is known: a month or a year has no place in a calendar."""
    return meeting.when is not None and len(meeting.when) == _DAY


def calendar(now: Snapshot) -> bytes:
    """Every meeting whose day is known, with its status, parties, history and the words that tell of it."""
    made = Calendar()
    made.add("prodid", "-//Communique//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Talks")
    for meeting in now.meetings():
        if on_a_day(meeting):
            made.add_component(_event(meeting, now))
    text: bytes = made.to_ical()
    return text


def write_ics(case: Case, folder: Path) -> list[Path]:
    """Write the meetings of ``case`` as ``meetings.ics`` into ``folder``, which is made where it is missing.

    The file is written beside its place and then put there. Raises InputError where the folder cannot be written.
    """
    final, draft = folder / "meetings.ics", folder / f".meetings.ics.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(calendar(case.snapshot()))
        draft.replace(final)
    except OSError as error:
        if folder.is_dir():
            draft.unlink(missing_ok=True)
        raise InputError(f"{folder}: the export could not be written ({error.strerror or error})") from error
    return [final]


def _event(meeting: Meeting, now: Snapshot) -> Event:
    made = Event()
    made.add("uid", f"{meeting.id}@communique.invalid")
    made.add("dtstamp", datetime.combine(_stamp(meeting, now), datetime.min.time(), UTC))
    made.add("dtstart", date.fromisoformat(meeting.when or ""))
    made.add("summary", _plain(_summary(meeting, now)))
    made.add("status", _STATUS[meeting.status])
    made.add("sequence", len(meeting.revisions))
    made.add("transp", "TRANSPARENT")
    if meeting.place:
        made.add("location", _plain(meeting.place))
    made.add("description", _plain("\n".join(_description(meeting, now))))
    return made


def _stamp(meeting: Meeting, now: Snapshot) -> date:
    """The day of the last report that tells of it: the clock would make every export another."""
    days = sorted(day for a in meeting.evidence if (day := now.days.get(a.article_id)) and len(day) == _DAY)
    return date.fromisoformat(days[-1]) if days else _EPOCH


def _summary(meeting: Meeting, now: Snapshot) -> str:
    forum = meeting.forum or "Talks"
    parties = [name for p in meeting.parties if (name := now.names.get(p, p)) not in forum]
    return f"{forum} ({', '.join(parties)})" if parties else forum


def _description(meeting: Meeting, now: Snapshot) -> Sequence[str]:
    lines = [meeting.status + (f", {length(meeting.hours)}" if meeting.hours else ""), *meeting.revisions]
    for anchor in meeting.evidence[:_QUOTED]:
        article = now.articles_by_id[anchor.article_id]
        told = ", ".join(part for part in (article.outlet or article.path, article.published) if part)
        lines.append(f"“{short(anchor.exact.strip('“”'), _WIDTH)}” ({told})")
    return lines


def _plain(words: str) -> str:
    """Without the control characters that a calendar file may not hold."""
    return "".join(c for c in words if c == "\n" or c.isprintable())
