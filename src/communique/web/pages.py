"""The pages: one address each, with siblings in JSON and CSV that hold everything shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.snapshot import Snapshot
from communique.views import (
    agreement,
    article,
    articles,
    calendar,
    case,
    changes,
    conflict,
    disputes,
    figures,
    moves,
    positions,
    redline,
    sources,
    state,
    timeline,
)
from communique.views.asked import Asked
from communique.web import preparing
from communique.web.asking import asked
from communique.web.rendering import render
from communique.web.served import Served

Object = dict[str, Any]
Answer = Callable[[Request], Awaitable[Response]]


class View(Protocol):
    """A module of :mod:`communique.views`."""

    def objects(self, now: Snapshot, asked: Asked) -> Object:
        """Everything that the page shows."""

    def rows(self, made: Object) -> Iterable[Object]:
        """The same as the rows of one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: ``path`` may name parts ("/articles/{id}"); ``name`` is that of its template and, at "/", its files.

    ``prepare`` has made beforehand what takes too long for a view. Without a ``view`` a module of its own answers.
    """

    path: str
    name: str
    title: str
    view: View | None
    prepare: Callable[[Served, Request, Snapshot, Asked], Awaitable[None]] | None = None

    @property
    def stem(self) -> str:
        """The address of its siblings, without their ending."""
        return f"/{self.name}" if self.path == "/" else self.path


REVIEW = Page(path="/review", name="review", title="Review", view=None)
PAGES: tuple[Page, ...] = (
    Page(path="/", name="state", title="State of the talks", view=state),
    Page(path="/timeline", name="timeline", title="Timeline", view=timeline),
    Page(path="/moves", name="moves", title="Moves", view=moves),
    Page(path="/positions", name="positions", title="Positions", view=positions),
    Page(path="/disputes", name="disputes", title="Disputes", view=disputes),
    Page(path="/figures", name="figures", title="Figures", view=figures),
    Page(path="/articles", name="articles", title="Articles", view=articles),
    Page(path="/articles/{id}", name="article", title="Article", view=article),
    Page(path="/articles/{a}/diff/{b}", name="redline", title="Redline", view=redline),
    Page(path="/sources", name="sources", title="Sources", view=sources),
    Page(path="/calendar", name="calendar", title="Calendar", view=calendar),
    Page(path="/conflict", name="conflict", title="Conflict", view=conflict, prepare=preparing.modelled),
    Page(path="/changes", name="changes", title="Changes", view=changes, prepare=preparing.compared),
    Page(path="/case", name="case", title="Case", view=case, prepare=preparing.told),
    REVIEW,
    Page(path="/agreement", name="agreement", title="Agreement", view=agreement),
)
MENU = ("/", "/timeline", "/moves", "/disputes", "/sources", "/calendar", "/conflict", "/changes", "/review", "/case")


def add_pages(app: FastAPI, served: Served) -> None:
    """Give the app an address for every page and each of its siblings."""
    for page in PAGES:
        if page.view is not None:
            _add(app, served, page, page.view)


def _add(app: FastAPI, served: Served, page: Page, view: View) -> None:
    async def made(request: Request, question: Asked) -> Object:
        now = request.state.now = served.snapshot
        if page.prepare is not None:
            await page.prepare(served, request, now, question)
        return view.objects(now, question)

    async def shown(request: Request) -> Response:
        question = asked(request.query_params, request.path_params)
        return HTMLResponse(whole_page(request, served, page, await made(request, question), question))

    async def as_json(request: Request) -> Response:
        return json_of(await made(request, _all(request)))

    async def as_csv(request: Request) -> Response:
        return csv_of(view.rows(await made(request, _all(request))))

    add_routes(app, page, shown, as_json, as_csv)


def add_routes(app: FastAPI, page: Page, shown: Answer, as_json: Answer, as_csv: Answer) -> None:
    """Give the app the addresses of a page and its siblings, with what answers there."""
    # The siblings first: the last part of a page's address would take their ending for a part of a name.
    for path, answer in ((f"{page.stem}.json", as_json), (f"{page.stem}.csv", as_csv), (page.path, shown)):
        app.add_api_route(path, answer, methods=["GET"], include_in_schema=False, response_model=None)


def whole_page(request: Request, served: Served, page: Page, made: Object, question: Asked) -> str:
    """The page around what it shows: menu, filter, siblings."""
    menu = [(other.path, other.title) for path in MENU for other in PAGES if other.path == path]
    query = str(request.url.query)
    stem = page.stem.format(**request.path_params)
    siblings = {end: f"{stem}.{end}" + (f"?{query}" if query else "") for end in ("json", "csv")}
    return render(
        f"{page.name}.html",
        page=page,
        now=getattr(request.state, "now", served.snapshot),
        menu=menu,
        siblings=siblings,
        asked=question,
        # No name that the templates keep for themselves: those begin with an underscore.
        query={name: value for name, value in request.query_params.items() if not name.startswith("_")},
        case_name=served.path.name,
        calendar_key=request.scope.get("state", {}).get("calendar_key"),
        host=request.url.netloc,
        snapshot=served.snapshot.key,
        **made,
    )


def _all(request: Request) -> Asked:
    """Siblings hold the whole list, unless one page of it is asked for."""
    return asked(request.query_params, request.path_params, whole="page" not in request.query_params)


def json_of(made: Mapping[str, Any]) -> Response:
    """Objects as the JSON sibling of a page."""
    text = json.dumps(made, ensure_ascii=False, sort_keys=True)
    return Response(text, media_type="application/json")


def csv_of(rows: Iterable[Object]) -> Response:
    """Rows as the CSV sibling: nested values as JSON, and no cell that a spreadsheet would take for a formula."""
    listed = list(rows)
    columns = list(dict.fromkeys(name for row in listed for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in listed)
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8")


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        value = "; ".join(value)
    elif isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
