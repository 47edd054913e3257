"""The review as a page: whose sitting it is, under which filters, and on which card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.data import Modality
from communique.errors import BadQuestion
from communique.filters import Filter
from communique.views import review
from communique.views.deck import PILES, Sitting
from communique.views.review import Place
from communique.vocabulary.codebook import codes
from communique.web.asking import FILTERS, asked
from communique.web.forms import coder, pile_asked
from communique.web.pages import REVIEW, add_routes, csv_of, json_of, whole_page
from communique.web.served import Served

Object = dict[str, Any]
_KEPT = (*FILTERS, "kind", "by", "blind")  # what stays in the address from card to card
_WAITING = replace(REVIEW, name="waiting")
_PATIENCE = 1.5  # seconds that a page waits for the record of a blind coder before it says so
_AGAIN = "3"  # seconds after which it asks again
_MODALITIES = Modality.__args__  # type: ignore[attr-defined]


def add_review(app: FastAPI, served: Served) -> None:
    """Give the app the review and its siblings."""

    async def shown(request: Request) -> Response:
        if not await _is_ready(request, served):
            page = whole_page(request, served, _WAITING, {}, asked(request.query_params, {}))
            return HTMLResponse(page, headers={"refresh": _AGAIN})
        sitting, made = await _made(request, served)
        query = request.query_params
        made |= {
            "here": {name: query[name] for name in _KEPT if query.get(name)},
            "filtered": asked(query, {}).where != Filter(),
            "pile_names": PILES,
            "people": sitting.deck.people,
            "issues": sitting.deck.issues,
            "all_codes": tuple(codes()),
            "modalities": _MODALITIES,
            "others": sorted({j.by for j in sitting.given if j.by != sitting.by}) if not sitting.blind else [],
        }
        return HTMLResponse(whole_page(request, served, REVIEW, made, asked(query, {})))

    async def as_json(request: Request) -> Response:
        return json_of((await _made(request, served, whole=True))[1])

    async def as_csv(request: Request) -> Response:
        return csv_of(review.rows((await _made(request, served, whole=True))[1]))

    add_routes(app, REVIEW, shown, as_json, as_csv)


async def _is_ready(request: Request, served: Served) -> bool:
    """Whether there is something to show: the record of a blind coder alone may take long to be made."""
    query = request.query_params
    return not _blind(request) or await served.ready(coder(query.get("by", "")) or served.by, _PATIENCE)


def _blind(request: Request) -> bool:
    return request.query_params.get("blind", "") not in ("", "0", "no")


async def _made(request: Request, served: Served, *, whole: bool = False) -> tuple[Sitting, Object]:
    """Who sits there, and what is before them."""
    query = request.query_params
    where = asked(query, {}).where
    at = query.get("at", "").strip()
    if at and not (at.isdecimal() and len(at) < 10):
        raise BadQuestion(f"at: “{at}” is no place in the queue")
    place = Place(card=query.get("card", ""), at=int(at or 0), kind=pile_asked(query.get("kind", "")))
    sitting = await served.sitting(coder(query.get("by", "")) or None, blind=_blind(request))
    return sitting, review.objects(sitting, where, place, whole=whole)
