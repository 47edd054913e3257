"""An invented record as a snapshot, and the pages that show it: two sides, two outlets, a meeting put off."""

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
    Copy,
    Correction,
    Dispute,
    Event,
    Judgement,
    Lineage,
    Meeting,
    Problem,
    Support,
    Wording,
    digest,
)
from communique.snapshot import Snapshot
from communique.web import Served, application
from communique.web.working import Workshop
from factories import anchor, article, figure, move

FIRST = article(
    "Norland demanded that Sudmark reopen the strait. Some 40 boats wait, an envoy said. They meet on 12 March.",
    path="first.txt",
    outlet="The Courier",
    title="Boats wait",
    published="2031-03-05",
)
COPY = article(
    "Norland demanded that Sudmark reopen the strait. Some 60 boats wait, an envoy said.",
    path="copy.txt",
    outlet="The Post",
    published="2031-03-06",
)
LATER = article(
    "Sudmark fired on a boat in March. More than 60 boats wait, one said. Talks in Vell were put off to 14 March.",
    path="later.txt",
    outlet="The Courier",
    published="2031-03-10",
)
NORLAND = Actor(id="n", name="Norland", kind="state", side="n")
SUDMARK = Actor(id="s", name="Sudmark", kind="state", side="s")
ENVOY = Actor(id="e", name="the envoy", kind="person", side="n")
DEMAND = move(FIRST, "Norland demanded that Sudmark reopen the strait", id="m1", recipients=("s",), event="v1")
ATTACK = move(LATER, "Sudmark fired on a boat", id="m2", code="ATTACK", actors=("s",), when="2031-03", event="v2")
FORTY = figure(FIRST, "40 boats", 40.0, what="boat", unit="boat", who="e", hedge="Some", low=38.0, high=42.0)
SIXTY = figure(COPY, "60 boats", 60.0, what="boat", unit="boat")
MORE = figure(LATER, "60 boats", 60.0, what="boat", unit="boat", hedge="More than", low=60.0)


def event(name: str, *moves: Any, code: str = "DEMAND", **fields: Any) -> Event:
    """An act that these moves tell, in as many voices as reports unless told otherwise."""
    anchors = tuple(m.evidence[0] for m in moves)
    base: dict[str, Any] = {
        "id": name,
        "code": code,
        "actors": moves[0].actors,
        "recipients": moves[0].recipients,
        "issue": None,
        "when": moves[0].when,
        "moves": tuple(m.id for m in moves),
        "support": Support(anchors=anchors, voices=len(moves), reports=len(moves)),
        "first_reported_by": moves[0].article_id,
    }
    return Event(**(base | fields))


def answer(value: float | str, *figures: Any, **fields: Any) -> Answer:
    """An answer by figures, each a voice of its own."""
    anchors = tuple(f.anchor for f in figures)
    return Answer(value=value, support=Support(anchors=anchors, voices=len(figures), reports=len(figures)), **fields)


def meeting(name: str, when: str | None, status: Any = "announced", **fields: Any) -> Meeting:
    """Talks between both sides that the last report tells of."""
    base: dict[str, Any] = {"forum": "Strait talks", "place": "Vell", "parties": ("n", "s")}
    words = anchor(LATER, "Talks in Vell were put off to 14 March.")
    return Meeting(id=name, when=when, status=status, evidence=(words,), **(base | fields))


def judgement(about: str, verdict: Any = "accept", **fields: Any) -> Judgement:
    """What Ann decided about something."""
    base: dict[str, Any] = {"by": "Ann", "at": "2031-03-11T08:00:00+00:00"} | fields
    return Judgement(
        id=digest("j", about, verdict, *sorted(map(str, base.items()))), about=about, verdict=verdict, **base
    )


LISTS: dict[str, list[Any]] = {
    "actors": [NORLAND, SUDMARK, ENVOY],
    "moves": [DEMAND, ATTACK],
    "events": [event("v1", DEMAND), event("v2", ATTACK, code="ATTACK")],
    "figures": [FORTY, SIXTY, MORE],
    "disputes": [
        Dispute(
            id="d1", kind="figure", question="How many boats?", answers=(answer(40.0, FORTY), answer(60.0, SIXTY, MORE))
        )
    ],
    "meetings": [
        meeting("t1", "2031-03-12", "postponed", revisions=("2031-03-12 put off to 2031-03-14",)),
        meeting("t2", "2031-03-14", revisions=("2031-03-12 put off to 2031-03-14",)),
        meeting("t3", "2031-04"),
        meeting("t4", "2031-03-01", "held", hours=2.5),
    ],
    "copies": [
        Copy(
            id="c1",
            article_id=COPY.id,
            original_id=FIRST.id,
            kind="version",
            similarity=0.9,
            direction_confidence=0.8,
            reason="published later",
        )
    ],
    "lineages": [
        Lineage(id="l1", articles=(FIRST.id, COPY.id), origin=FIRST.id),
        Lineage(id="l2", articles=(LATER.id,), origin=LATER.id),
    ],
    "corrections": [
        Correction(
            id="k1",
            article_id=COPY.id,
            notice=anchor(COPY, "60 boats"),
            wrong="40 boats",
            right="60 boats",
            stale=(anchor(FIRST, "40 boats"),),
        )
    ],
    "wordings": [Wording(article_id=COPY.id, score=0.7)],
}


def snapshot(
    articles: Iterable[Article] = (FIRST, COPY, LATER),
    judgements: Iterable[Judgement] = (),
    problems: Iterable[Problem] = (),
    **changed: list[Any],
) -> Snapshot:
    """The record as a snapshot, with other lists where they are given."""
    lists = LISTS | changed
    return Snapshot(
        key="strait",
        articles=articles,
        judgements=judgements,
        problems=problems,
        read=lambda name: lists.get(name, []),
    )


def empty(*articles: Article) -> Snapshot:
    """A case of these articles in which nothing was found."""
    return snapshot(articles, **{name: [] for name in LISTS})


class Shown:
    """A served case that stays as it is; its file is missing unless one is given."""

    def __init__(self, now: Snapshot, path: Path = Path("none.communique")) -> None:
        self.snapshot = now
        self.path = path
        self.workshop = Workshop(path)


def get(*paths: str, now: Snapshot | None = None, file: Path = Path("none.communique")) -> list[httpx.Response]:
    """What the page answers at these addresses, one after the other."""
    app = application(cast("Served", Shown(now or snapshot(), file)))

    async def asked() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(asked())
