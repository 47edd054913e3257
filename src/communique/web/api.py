"""The API for scripts: every list with the filters, one item by its id, the queue, and decisions.

It answers with the objects of the export contract; what goes wrong is {"error": a sentence}.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar, get_args

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from communique.data import Judgement, Verdict
from communique.errors import UnknownName
from communique.export.objects import LISTS, made_objects
from communique.export.selecting import select
from communique.filters import Filter
from communique.store.codec import plain
from communique.views import conflict as conflict_view
from communique.views import review
from communique.views.asked import Asked
from communique.views.paging import part
from communique.web.asking import asked
from communique.web.forms import Decision, coder, pile_asked
from communique.web.judging import decide
from communique.web.preparing import modelled
from communique.web.served import Served

AT = "/api/v1"
Object = dict[str, Any]
Lists = Literal[
    "articles",
    "copies",
    "lineages",
    "corrections",
    "statements",
    "actors",
    "moves",
    "events",
    "positions",
    "figures",
    "disputes",
    "meetings",
    "judgements",
    "problems",
]
Handler = TypeVar("Handler", bound=Callable[..., Any])
assert set(get_args(Lists)) == set(LISTS)  # every noun of the export has its list


class Wrong(BaseModel):
    """What went wrong: one sentence that one can act on."""

    error: str


class Listing(BaseModel):
    """A part of a list: ``items`` are objects of the export contract, ``total`` counts all that fit the filters."""

    items: list[Object]
    page: int
    pages: int
    total: int


class State(BaseModel):
    """The case as it is served: the key of the record shown, how much of everything, and what is being done."""

    case: str
    key: str
    counts: dict[str, int]
    work: Object | None
    left_to_review: int


class Judging(BaseModel):
    """A decision. ``about`` are ids, or "all" for every move that fits ``where`` (the filters of the lists).

    ``changes`` maps fields to new values, parties by name with semicolons between. ``seen`` is the id of the last
    judgement bearing on it that you know of ("" for none): 409 where there is another; null decides without looking.
    """

    model_config = ConfigDict(extra="forbid")

    about: Annotated[list[str], Field(min_length=1, max_length=20_000)] | Literal["all"]
    verdict: Verdict
    why: Annotated[str, Field(max_length=10_000)] = ""
    changes: dict[str, str] = {}
    by: Annotated[str, Field(max_length=100)] = ""
    blind: bool = False
    seen: str | None = None
    where: dict[str, str] = {}


class Undoing(BaseModel):
    """What to take back: the id of a judgement or of a batch; null for your last decision."""

    model_config = ConfigDict(extra="forbid")

    judgement: str | None = None
    why: Annotated[str, Field(max_length=10_000)] = ""
    by: Annotated[str, Field(max_length=100)] = ""


class Kept(BaseModel):
    """The judgements that a decision made."""

    judgements: list[Object]


_WRONG: dict[int | str, dict[str, Any]] = {
    status: {"model": Wrong, "description": what}
    for status, what in (
        (400, "A filter, number or name that makes no sense"),
        (404, "No such list, id, party, issue, code or outlet"),
        (409, "Somebody else decided about it meanwhile"),
        (422, "A decision that cannot be applied"),
        (503, "The case cannot be read or written just now"),
    )
}


class _Wanted(BaseModel):
    """The filters: the same as on every page and on the command line."""

    since: str = ""
    until: str = ""
    party: str = ""
    issue: str = ""
    code: str = ""
    outlet: str = ""
    limit: str = ""
    page: str = ""


class _Supposed(BaseModel):
    """As of when, and what is supposed: ids of preferences with commas between. ``show`` asks for more, likewise."""

    until: str = ""
    without: str = ""
    credible: str = ""
    bluff: str = ""
    show: str = ""


Filters = Annotated[_Wanted, Query()]


def add_api(app: FastAPI, served: Served) -> None:
    """Give the app the API."""
    _add_reading(app, served)
    _add_deciding(app, served)

    async def malformed(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return JSONResponse({"error": what}, 422)

    app.add_exception_handler(RequestValidationError, malformed)


def _add_reading(app: FastAPI, served: Served) -> None:
    def answering(path: str, model: Any, summary: str) -> Callable[[Handler], Handler]:  # noqa: ANN401
        return app.get(f"{AT}{path}", response_model=model, responses=_WRONG, summary=summary, tags=["read"])

    @answering("/state", State, "The case as it is served")
    async def state() -> Response:
        now = served.snapshot
        sitting = await served.sitting()
        lists = {name: len(_nouns(served, name, Filter())) for name in LISTS}
        work = None if served.work is None else dict(served.work._asdict())
        left = len(sitting.left)
        return JSONResponse(
            {"case": served.path.name, "key": now.key, "counts": lists, "work": work, "left_to_review": left}
        )

    @answering("/queue", Listing, "What is worth a look, the most pressing first")
    async def queue(wanted: Filters, by: str = "", blind: bool = False, kind: str = "") -> Response:
        question = _question(wanted)
        sitting = await served.sitting(coder(by) or None, blind=blind)
        shown, paging = part(sitting.asked(question.where, pile_asked(kind)), question)
        return _listing([review.brief(sitting, card) for card in shown], paging)

    @answering("/conflict", Object, "The conflict model and what would hold")
    async def conflict(wanted: Annotated[_Supposed, Query()]) -> Response:
        question = asked(wanted.model_dump(), {}, whole=True)
        now = served.snapshot
        await modelled(served, None, now, question)
        return JSONResponse(conflict_view.objects(now, question))

    @answering("/{name}", Listing, "One list")
    async def one_list(name: Lists, wanted: Filters) -> Response:
        question = _question(wanted)
        now = served.snapshot
        shown, paging = part(_nouns(served, name, question.where), question)
        return _listing(made_objects(name, shown, now), paging)

    @answering("/{name}/{id}", Object, "One item of a list")
    async def item(name: Lists, id: Annotated[str, Path(max_length=300)]) -> Response:
        now = served.snapshot
        found = [noun for noun in _nouns(served, name, Filter()) if noun.id == id]
        if not found:
            raise UnknownName(f"{id}: there is nothing of that id among the {name}")
        return JSONResponse(made_objects(name, found, now)[0])


def _add_deciding(app: FastAPI, served: Served) -> None:
    def answering(path: str, summary: str) -> Callable[[Handler], Handler]:
        return app.post(
            f"{AT}{path}", response_model=Kept, responses=_WRONG, summary=summary, tags=["decide"], status_code=201
        )

    @answering("/judgements", "Decide")
    async def judge(said: Judging) -> Response:
        about = (said.about,) if isinstance(said.about, str) else tuple(said.about)
        wanted = Decision(
            about=about,
            verdict=said.verdict,
            why=said.why,
            changes=said.changes,
            by=coder(said.by),
            blind=said.blind,
            seen=said.seen,
        )
        return _kept(await decide(served, wanted, said.where))

    @answering("/undo", "Take back")
    async def undo(said: Undoing) -> Response:
        sitting = await served.sitting(coder(said.by) or None)
        ids = (said.judgement,) if said.judgement else sitting.last.ids if sitting.last else ()
        if not ids:
            raise UnknownName(f"{sitting.by} has decided nothing that could be taken back")
        return _kept(await decide(served, Decision(about=ids, verdict="undo", why=said.why, by=sitting.by), {}))


def _question(wanted: _Wanted) -> Asked:
    return asked(wanted.model_dump(), {})


def _nouns(served: Served, name: str, where: Filter) -> Sequence[Any]:
    """The nouns of a list that fit a filter; what was judged just now is among the judgements at once."""
    return served.given[: where.limit] if name == "judgements" else select(served.snapshot, name, where)


def _listing(items: list[Object], paging: Mapping[str, Any]) -> Response:
    return JSONResponse({"items": items, **{name: paging[name] for name in ("page", "pages", "total")}})


def _kept(made: list[Judgement]) -> Response:
    return JSONResponse({"judgements": plain(made)}, 201)
