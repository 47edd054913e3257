"""Nouns as the objects of the export contract: names beside ids, anchors as {"article", "start", "end", "exact"}.

The same objects are what ``--json`` prints and what the JSONL files hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from communique import data
from communique.case import Case
from communique.data import Anchor, Article, Support
from communique.export.selecting import select
from communique.filters import Filter
from communique.snapshot import Snapshot
from communique.store.bodies import sha256
from communique.store.codec import plain

Object = dict[str, Any]


class _Names:
    """What the objects repeat from other lists, read once."""

    def __init__(self, now: Snapshot) -> None:
        self.actor = now.names
        self.lineage = now.lineage_by_article
        self.machine_worded = now.machine_worded

    def of(self, actor: str | None) -> str | None:
        return None if actor is None else self.actor.get(actor, actor)

    def all(self, actors: Sequence[str]) -> list[str]:
        return [self.actor.get(actor, actor) for actor in actors]


def objects(case: Case | Snapshot, name: str, where: Filter | None = None) -> list[Object]:
    """The objects of one list of the case that fit the filter, in the order of the case's own answer."""
    now = case.snapshot() if isinstance(case, Case) else case
    return made_objects(name, select(now, name, where or Filter()), now)


def made_objects(name: str, nouns: Iterable[Any], now: Snapshot) -> list[Object]:
    """These nouns as the objects of the list ``name``."""
    names = _Names(now)
    return [_FORMS[name](noun, names) for noun in nouns]


def _article(article: Article, names: _Names) -> Object:
    return {
        "id": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "published": article.published,
        "published_precision": "inferred" if article.published_from == "lineage" else article.published_precision,
        "language": article.language,
        "credit": article.credit,
        "lineage": names.lineage[article.id].id if article.id in names.lineage else None,
        "machine_worded": round(names.machine_worded.get(article.id, 0.0), 3),
        "furniture": [
            plain(Anchor(article_id=article.id, start=f.start, end=f.end, exact=article.text[f.start : f.end]))
            for f in article.furniture
        ],
        "text": article.text,
        "text_sha256": sha256(article.text),
        "characters": len(article.text),
    }


def _copy(copy: data.Copy, _: _Names) -> Object:
    return {
        "id": copy.id,
        "article": copy.article_id,
        "original": copy.original_id,
        "kind": copy.kind,
        "similarity": round(copy.similarity, 4),
        "direction_confidence": round(copy.direction_confidence, 3),
        "shared": plain(copy.shared),
    }


def _lineage(line: data.Lineage, _: _Names) -> Object:
    return {"id": line.id, "articles": list(line.articles), "origin": line.origin, "credit": line.credit}


def _correction(correction: data.Correction, _: _Names) -> Object:
    return {
        "id": correction.id,
        "article": correction.article_id,
        "notice": plain(correction.notice),
        "wrong": correction.wrong,
        "right": correction.right,
        "stale": plain(correction.stale),
    }


def _statement(said: data.Statement, names: _Names) -> Object:
    return {
        "id": said.id,
        "article": said.article_id,
        "kind": said.kind,
        "source": plain(said.source),
        "cue": plain(said.cue),
        "content": plain(said.content),
        "actor": said.actor,
        "actor_name": names.of(said.actor),
    }


def _actor(actor: data.Actor, names: _Names) -> Object:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "side": actor.side,
        "side_name": names.of(actor.side),
        "aliases": list(actor.aliases),
        "country": actor.country,
    }


def _move(move: data.Move, names: _Names) -> Object:
    return {
        "id": move.id,
        "code": move.code,
        "actors": list(move.actors),
        "actors_name": names.all(move.actors),
        "speaker": move.speaker,
        "speaker_name": names.of(move.speaker),
        "recipients": list(move.recipients),
        "recipients_name": names.all(move.recipients),
        "issue": move.issue,
        "when": move.when,
        "forum": move.forum,
        "modality": move.modality,
        "condition": move.condition,
        "reported_by": move.reported_by,
        "responds_to": move.responds_to,
        "confidence": round(move.confidence, 3),
        "evidence": plain(move.evidence),
        "event": move.event,
    }


def _event(event: data.Event, names: _Names) -> Object:
    return {
        "id": event.id,
        "code": event.code,
        "actors": list(event.actors),
        "actors_name": names.all(event.actors),
        "recipients": list(event.recipients),
        "recipients_name": names.all(event.recipients),
        "issue": event.issue,
        "when": event.when,
        "moves": list(event.moves),
        "voices": event.support.voices,
        "reports": event.support.reports,
        "first_reported_by": event.first_reported_by,
    }


def _position(position: data.Position, names: _Names) -> Object:
    return {
        "id": position.id,
        "actor": position.actor,
        "actor_name": names.of(position.actor),
        "issue": position.issue,
        "code": position.code,
        "stance": position.stance,
        "red_line": position.red_line,
        "since": position.since,
        "until": position.until,
        "history": list(position.history),
        "voices": position.support.voices,
        "reports": position.support.reports,
    }


def _figure(figure: data.Figure, names: _Names) -> Object:
    return {
        "id": figure.id,
        "what": figure.what,
        "value": whole(figure.value),
        "low": whole(figure.low),
        "high": whole(figure.high),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "who": figure.who,
        "who_name": names.of(figure.who),
        "when": figure.when,
        "anchor": plain(figure.anchor),
    }


def _dispute(dispute: data.Dispute, _: _Names) -> Object:
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "question": dispute.question,
        "answers": [
            {"value": whole(a.value), "shown": a.shown or str(whole(a.value)), **_support(a.support)}
            for a in dispute.answers
        ],
    }


def _meeting(meeting: data.Meeting, names: _Names) -> Object:
    return {
        "id": meeting.id,
        "forum": meeting.forum,
        "place": meeting.place,
        "when": meeting.when,
        "parties": list(meeting.parties),
        "parties_name": names.all(meeting.parties),
        "status": meeting.status,
        "hours": meeting.hours,
        "revisions": list(meeting.revisions),
        "evidence": plain(meeting.evidence),
    }


def _judgement(judgement: data.Judgement, _: _Names) -> Object:
    made: Object = plain(judgement)
    return made


def _problem(problem: data.Problem, _: _Names) -> Object:
    return {
        "id": problem.id,
        "room": problem.room,
        "article": problem.article_id,
        "path": problem.path,
        "what": problem.what,
    }


def _support(support: Support) -> Object:
    return {"voices": support.voices, "reports": support.reports, "anchors": plain(support.anchors)}


def whole(value: float | str | None) -> float | int | str | None:
    """A whole number without a decimal point, as people write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_FORMS: Mapping[str, Callable[[Any, _Names], Object]] = {
    "articles": _article,
    "copies": _copy,
    "lineages": _lineage,
    "corrections": _correction,
    "statements": _statement,
    "actors": _actor,
    "moves": _move,
    "events": _event,
    "positions": _position,
    "figures": _figure,
    "disputes": _dispute,
    "meetings": _meeting,
    "judgements": _judgement,
    "problems": _problem,
}
LISTS = tuple(_FORMS)
"""The names of all lists, and of the files of the export."""
