"""An invented round of talks as a snapshot, for the tests of views and pages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import httpx

from communique.data import (
    Actor,
    Answer,
    Article,
    Correction,
    Dispute,
    Event,
    Judgement,
    Move,
    Position,
    Problem,
    Support,
    digest,
)
from communique.snapshot import Snapshot
from communique.web import Served, application
from factories import anchor, article, copied, figure, lineage, meeting, move, statement

FIRST = article(
    "MAREN (Coast Wire) - Ordune will close the strait, minister Hanna Brask said.\n\n"
    "Quellis offered talks in Maren on 9 May. Some 40 ships wait.",
    path="one.txt",
    outlet="Coast Wire",
    title="Ordune to close the strait",
    published="2031-03-04",
    url="https://coast.example/one",
)
SECOND = article(
    "Ordune will close the strait, minister Hanna Brask said.\n"
    "Quellis offered talks in Maren on 9 May. Some 60 ships wait, correcting an earlier figure.",
    path="two.txt",
    outlet="Harbour Post",
    published="2031-03-05",
)
THIRD = article(
    "Quellis may yield if Ordune waits, an envoy said.", path="three.txt", published=None, outlet="<b>Evil</b>"
)
BRASK = Actor(id="b", name="Hanna Brask", kind="person", side="o")
ORDUNE = Actor(id="o", name="Ordune", kind="state", side="o")
QUELLIS = Actor(id="q", name="Quellis", kind="state", side="q")


def _moves() -> list[Move]:
    closing = {"code": "THREATEN", "actors": ("o",), "recipients": ("q",), "issue": "trade and tariffs", "speaker": "b"}
    offer = {"code": "OFFER", "actors": ("q",), "issue": "status of talks", "when": "2031-03-04"}
    said = SAID.id
    return [
        move(FIRST, "Ordune will close the strait", id="m1", event="e1", statement=said, confidence=0.9, **closing),
        move(SECOND, "Ordune will close the strait", id="m2", event="e1", confidence=0.8, **closing),
        move(FIRST, "Quellis offered talks in Maren on 9 May", id="m3", event="e2", **offer),
        move(
            THIRD,
            "Quellis may yield if Ordune waits",
            id="m4",
            event="e3",
            code="CONCEDE",
            actors=("q",),
            issue="trade and tariffs",
            modality="conditional",
            condition="if Ordune waits",
            confidence=0.4,
        ),
    ]


SAID = statement(FIRST, "Ordune will close the strait", source="minister Hanna Brask", cue="said", actor="b")


def _event(name: str, moves: Iterable[Move], voices: int) -> Event:
    told = list(moves)
    first = told[0]
    return Event(
        id=name,
        code=first.code,
        actors=first.actors,
        recipients=first.recipients,
        issue=first.issue,
        when=first.when,
        moves=tuple(m.id for m in told),
        support=Support(anchors=tuple(m.evidence[0] for m in told), voices=voices, reports=len(told)),
        first_reported_by=first.article_id,
        modality=first.modality,
        reason="words alike",
    )


def _position(name: str, event: Event, actor: str, stance: str, **fields: Any) -> Position:
    base: dict[str, Any] = {"red_line": False, "since": "2031-03-04", "until": None, "history": ()} | fields
    return Position(
        id=name,
        actor=actor,
        issue=event.issue or "",
        stance=stance,
        code=event.code,
        events=(event.id,),
        support=event.support,
        **base,
    )


def lists() -> dict[str, list[Any]]:
    """Every list of the talks by its name in the store."""
    moves = _moves()
    events = [_event("e1", moves[:2], 1), _event("e2", moves[2:3], 1), _event("e3", moves[3:], 1)]
    ships = [figure(FIRST, "Some 40 ships", 40), figure(SECOND, "Some 60 ships", 60)]
    answers = tuple(Answer(value=f.value, support=Support(anchors=(f.anchor,), voices=1, reports=1)) for f in ships)
    return {
        "moves": moves,
        "events": events,
        "positions": [
            _position("p1", events[0], "o", "Ordune will close the strait, minister Hanna Brask said.", red_line=True),
            _position("p2", events[2], "q", "Quellis may yield if Ordune waits, an envoy said.", since=None),
        ],
        "figures": ships,
        "disputes": [Dispute(id="d1", kind="figure", question="How many ships?", answers=answers)],
        "meetings": [meeting(FIRST, "talks in Maren on 9 May", id="t1", when="2031-05-09", place="Maren")],
        "statements": [SAID],
        "actors": [BRASK, ORDUNE, QUELLIS],
        "copies": [copied(SECOND, FIRST, "Ordune will close the strait, minister Hanna Brask said.")],
        "lineages": [lineage(FIRST, SECOND), lineage(THIRD)],
        "corrections": [
            Correction(
                id="c1",
                article_id=SECOND.id,
                notice=anchor(SECOND, "correcting an earlier figure"),
                wrong="40 ships",
                right="60 ships",
                stale=(anchor(FIRST, "40 ships"),),
            )
        ],
        "wordings": [],
    }


def snapshot(
    articles: Iterable[Article] = (FIRST, SECOND, THIRD),
    judgements: Iterable[Judgement] = (),
    problems: Iterable[Problem] = (),
    **changed: list[Any],
) -> Snapshot:
    """The talks as a snapshot, with other lists where they are given."""
    known = lists() | changed
    key = digest("snapshot", *(a.id for a in articles))
    return Snapshot(
        key=key, articles=articles, judgements=judgements, problems=problems, read=lambda name: known.get(name, [])
    )


def empty(*articles: Article) -> Snapshot:
    """A case in which nothing was found, of these articles."""
    return snapshot(articles, **{name: [] for name in lists()})


class Shown:
    """A served case that stays as it is."""

    def __init__(self, now: Snapshot) -> None:
        self.snapshot = now
        self.path = Path("talks.communique")
        self.by = "ann"


def get(path: str, now: Snapshot | None = None) -> httpx.Response:
    """What the page at an address answers about a snapshot."""
    app = application(cast("Served", Shown(now or snapshot())))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.get(path)

    return asyncio.run(asked())


def judgement(about: str, verdict: Any, **fields: Any) -> Judgement:
    """A judgement of Ann's."""
    base: dict[str, Any] = {"by": "ann", "at": "2031-03-06T10:00:00Z"} | fields
    return Judgement(id=digest("judgement", about, verdict, base["by"]), about=about, verdict=verdict, **base)
