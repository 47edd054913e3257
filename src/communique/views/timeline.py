"""The timeline: what was done, by whom and when, and when it was reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from communique.data import Event
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.kept import kept
from communique.views.kinds import kind_of
from communique.views.lanes import kinds_counted, lanes
from communique.views.paging import part
from communique.words import code_named

Object = dict[str, Any]
SORTS = ("-when", "when", "-reported", "reported")


def objects(now: Snapshot, asked: Asked) -> Object:
    """The acts that are asked for, newest first unless ``sort`` is one of SORTS, with the lanes of the picture."""
    where = replace(asked.where, limit=None)
    sort = asked.sort if asked.sort in SORTS else SORTS[0]
    events = kept(now, ("timeline", where, asked.words, sort), lambda: _ordered(now, asked, sort))
    picture = kept(now, ("lanes", where, asked.words, sort), lambda: lanes(events, now, where))
    shown, paging = part(events[: asked.where.limit], asked)
    return {
        "acts": [act(event, now) for event in shown],
        "lanes": picture,
        "kinds": kept(now, ("kinds", where, asked.words), lambda: kinds_counted(events)),
        "sort": sort,
        "paging": paging,
    }


def rows(made: Object) -> Iterable[Object]:
    """One row an act."""
    yield from made["acts"]


def act(event: Event, now: Snapshot) -> Object:
    """One act as the list has it: its day and that of its first report, who, whom, on what, in which words."""
    article = now.articles_by_id[event.first_reported_by]
    anchor = next((a for a in event.support.anchors if a.article_id == article.id), event.support.anchors[0])
    told = (now.moves_by_id[m] for m in event.moves if m in now.moves_by_id)
    return {
        "id": event.id,
        "when": event.when,
        "reported": article.published,
        "kind": kind_of(event.code),
        "code": event.code,
        "actors": list(event.actors),
        "actors_name": [now.names.get(a, a) for a in event.actors],
        "recipients": list(event.recipients),
        "recipients_name": [now.names.get(a, a) for a in event.recipients],
        "issue": event.issue,
        "modality": event.modality,
        "history": event.history,
        "voices": event.support.voices,
        "reports": event.support.reports,
        "words": anchor.exact,
        "article": article.id,
        "outlet": article.outlet,
        "path": article.path,
        "language": article.language,
        "move": next((m.id for m in told if m.article_id == article.id), None),
    }


def _ordered(now: Snapshot, asked: Asked, sort: str) -> Sequence[Event]:
    days = now.days

    def day(event: Event) -> str:
        reported = days.get(event.first_reported_by) or ""
        return reported if sort.endswith("reported") else event.when or reported

    where = replace(asked.where, limit=None)
    words = asked.words.casefold()
    found = [e for e in now.events(where) if not words or _tells(e, words)]
    backwards = sort.startswith("-")
    known = sorted((e for e in found if day(e)), key=lambda e: (day(e), e.id), reverse=backwards)
    return [*known, *(e for e in found if not day(e))]


def _tells(event: Event, words: str) -> bool:
    """Whether the act's words hold what is looked for."""
    return words in code_named(event.code) or any(words in a.exact.casefold() for a in event.support.anchors)
