"""Decisions from the page: a plain form, answered by the page that follows, or by one that says why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from communique.data import Judgement, Move
from communique.errors import BadQuestion, CommuniqueError, JudgementError, StaleJudgement
from communique.filters import Filter
from communique.record import Issue
from communique.views import review
from communique.views.deck import Decided, Sitting, told
from communique.views.selecting import select
from communique.views.telling import decision
from communique.web.asking import FILTERS, asked
from communique.web.faults import status_of
from communique.web.forms import Decision, changed, local, pile_asked, read, share, value_of
from communique.web.rendering import render
from communique.web.served import Served

ALL, QUEUE = "all", "queue"
"""Every move that fits the filters; every act that the review under these filters still asks about."""
_FORMS = (b"application/x-www-form-urlencoded", b"multipart/form-data")
_FIELDS = 20_000  # fields of one form: as many data may be judged by their ids at once


def add_judging(app: FastAPI, served: Served) -> None:
    """Give the app the address that decisions are sent to."""

    async def judged(request: Request) -> Response:
        if parse_options_header(request.headers.get("content-type"))[0] not in _FORMS:
            raise BadQuestion("a decision is sent here as a form; as JSON it goes to /api/v1/judgements")
        async with request.form(max_fields=_FIELDS) as form:
            try:
                await decide(served, read(form), form)
            except CommuniqueError as error:
                return _refused(form, error, served)
            return RedirectResponse(local(value_of(form, "next") or _before(request)), 303)

    app.add_api_route("/judgements", judged, methods=["POST"], include_in_schema=False, response_model=None)


def _before(request: Request) -> str:
    """The page that the form stood on, as far as the browser tells it."""
    place = urlsplit(request.headers.get("referer", ""))
    return f"{place.path}?{place.query}" if place.query else place.path


async def decide(served: Served, wanted: Decision, where: Mapping[str, Any]) -> list[Judgement]:
    """Keep a decision; ``where`` has the filters of one about all that fits them."""
    sitting = await served.sitting(wanted.by or None, blind=wanted.blind)
    card = _card(sitting, wanted.card)
    verdict, changes = wanted.verdict, wanted.changes
    if wanted.like:
        like = _given(sitting, wanted.like)
        verdict, changes = like.verdict, like.changes
    if wanted.heir:
        return await _give_on(served, sitting, wanted, card)
    made = await served.judge(
        await _premises(served, _items(sitting, wanted, where), verdict),
        verdict,
        by=sitting.by,
        why=wanted.why,
        changes=changes,
        blind=wanted.blind,
        seen=wanted.seen,
    )
    if verdict != "undo" or card is not None:
        ids = (made[0].batch or made[0].id,)
        served.remember(Decided(by=sitting.by, ids=ids, told=told(made[0], len(made)), card=card))
    return made


async def _give_on(
    served: Served, sitting: Sitting, wanted: Decision, card: Mapping[str, Any] | None
) -> list[Judgement]:
    """The same judgement about the move that stands there now; the orphan is taken back."""
    orphan = _given(sitting, wanted.about[0])
    why = wanted.why or orphan.why or "given on from a judgement that lost its datum"
    made = await served.judge([wanted.heir], orphan.verdict, by=sitting.by, why=why, changes=orphan.changes)
    gone = await served.judge([orphan.id], "undo", by=sitting.by, why=f"given on as {made[0].id}", seen=wanted.seen)
    served.remember(Decided(by=sitting.by, ids=(gone[0].id, made[0].id), told=told(made[0]), card=card))
    return [*made, *gone]


def _given(sitting: Sitting, judgement_id: str) -> Judgement:
    for judgement in sitting.given:
        if judgement.id == judgement_id:
            return judgement
    raise JudgementError(f"{judgement_id}: no judgement has that id")


def _card(sitting: Sitting, about: str) -> Mapping[str, Any] | None:
    """The card on which somebody decides, as it was shown."""
    if not about:
        return None
    card = next((c for c in sitting.left if c.about == about), None)
    return sitting.put_back(about) if card is None else review.drawn(sitting, card)


def _items(sitting: Sitting, wanted: Decision, where: Mapping[str, Any]) -> Sequence[Any]:
    """What a decision is about: a blind coder judges what that coder's own record shows."""
    now = sitting.deck.now
    if wanted.about in ((ALL,), (QUEUE,)):
        return _bulk(sitting, wanted, where)
    if wanted.verdict == "undo":
        return wanted.about
    named = {card.about for card in sitting.deck.cards if card.kind == "issue"}
    return [Issue(id=item) if item in named else now.by_id.get(item, item) for item in wanted.about]


async def _premises(served: Served, items: Sequence[Any], verdict: str) -> Sequence[Any]:
    """The same, with elements of the conflict as its page shows them, which may be newer than the record."""
    now = served.snapshot
    unknown = {item for item in items if isinstance(item, str) and item not in now.by_id}
    if verdict not in ("accept", "reject", "edit") or not unknown:
        return items
    known = await run_in_threadpool(served.modeller.premises, now, served.given, unknown)
    return [known.get(item, item) if isinstance(item, str) else item for item in items]


def _bulk(sitting: Sitting, wanted: Decision, where: Mapping[str, Any]) -> Sequence[Move]:
    """The moves that fit the filters, or those that the review still asks about under them."""
    query = {name: str(where.get(name) or "") for name in (*FILTERS, "words", "modality", "kind", "above", "below")}
    question = asked(query, {})
    low, high = share(query["above"], "above"), share(query["below"], "below")
    now = sitting.deck.now
    if wanted.about == (QUEUE,):
        cards = sitting.asked(question.where, pile_asked(query["kind"]))
        found = [now.moves_by_id[move] for move in review.moves_of(cards)]
    else:
        if question.where == Filter() and not any(query.values()):
            raise BadQuestion("about: “all” needs a filter, so that nobody judges a whole case by mistake")
        found = list(select(now, question).moves)  # those that the list of moves shows
    sure = [m for m in found if (low is None or m.confidence >= low) and (high is None or m.confidence < high)]
    count = str(where.get("count") or len(sure))
    if count != str(len(sure)):
        raise JudgementError(f"the filter leaves {len(sure)} moves by now, and not {count}: look at them again")
    return sure


def _refused(form: FormData, error: CommuniqueError, served: Served) -> Response:
    """Why nothing was kept, with the decision as it was sent, so that one can send it again."""
    theirs = _theirs(error, served) if isinstance(error, StaleJudgement) else None
    fields = [(k, v) for k, v in form.multi_items() if isinstance(v, str) and k not in ("seen", "count")]
    if isinstance(error, StaleJudgement):
        fields.append(("seen", error.judgement_id))
    elif "seen" in form:
        fields.append(("seen", value_of(form, "seen")))
    page = render(
        "refused.html",
        what=str(error),
        theirs=theirs,
        yours=_yours(form),
        fields=fields,
        back=local(value_of(form, "next")),
        again=not isinstance(error, BadQuestion),
    )
    return HTMLResponse(page, status_of(error))


def _theirs(error: StaleJudgement, served: Served) -> dict[str, str]:
    """What somebody else decided, in words."""
    found = next(j for j in served.given if j.id == error.judgement_id)
    words = decision(found, served.snapshot.names)
    return {"decision": words, "by": found.by, "at": found.at, "why": found.why, "quote": found.quote}


def _yours(form: FormData) -> dict[str, str]:
    """What the reader decided, in words."""
    verdict = value_of(form, "verdict") or ("edit" if "change" in form else "")
    try:
        changes = changed(form, verdict)
    except BadQuestion:
        changes = {}
    words = "; ".join(f"{name} = {value}" if value else f"no {name}" for name, value in changes.items())
    return {"decision": f"{verdict} {words}".strip(), "why": value_of(form, "why").strip()}
