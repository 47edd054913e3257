"""Moves as rows: what they say, where, in how many other reports, and who judged them."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from typing import Any

from communique.data import Event, Move
from communique.export.objects import made_objects
from communique.snapshot import Snapshot
from communique.store.codec import plain
from communique.views.judged import judged

Object = dict[str, Any]


def told(now: Snapshot, moves: Iterable[Move], *, places: int | None = None) -> list[Object]:
    """Each move with its article, its act in other reports, and the judgement in force about it.

    Of an act that very many tell, the first so many ``places``; all unless told.
    """
    listed = list(moves)
    made = made_objects("moves", listed, now)
    for row, move in zip(made, listed, strict=True):
        row |= of_article(now, move.article_id)
        row["trigger"] = plain(move.trigger)
        row["history"] = move.history
        row["act"] = act(now, move, places=places)
        row["judged"] = judged(now, move.id)
    return made


def of_article(now: Snapshot, article_id: str) -> Object:
    """What a link to an article is told with; of one that is no longer in the case, its id."""
    article = now.articles_by_id.get(article_id)
    return {
        "article": article_id,
        "outlet": article.outlet if article else None,
        "path": article.path if article else article_id,
        "title": article.title if article else None,
        "published": article.published if article else None,
    }


def act(now: Snapshot, move: Move, *, places: int | None = None) -> Object | None:
    """The act that a move reports: how many tell of it, why they were taken for one, and where they tell it."""
    event = now.events_by_id.get(move.event or "")
    if event is None:
        return None
    return {
        "voices": event.support.voices,
        "reports": event.support.reports,
        "reason": event.reason,
        "first": of_article(now, event.first_reported_by),
        "places": _places(now, event, places),
        "places_more": max(0, len(event.support.anchors) - places) if places else 0,
    }


def _places(now: Snapshot, event: Event, most: int | None) -> list[Object]:
    """The places that tell of an act, in order of publication."""
    days = now.days
    told = event.support.anchors
    anchors = nsmallest(
        most or len(told), told, key=lambda a: (days.get(a.article_id) or "9999", a.article_id, a.start)
    )
    return [of_article(now, a.article_id) | {"start": a.start, "exact": a.exact} for a in anchors]
