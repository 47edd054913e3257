"""The pages: one address each, with siblings in JSON and CSV that hold everything shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.snapshot import Snapshot
from communique.views import moves
from communique.views.asked import Asked
from communique.web.asking import asked
from communique.web.rendering import render
from communique.web.served import Served

Object = dict[str, Any]


class View(Protocol):
    """A module of :mod:`communique.views`."""

    def objects(self, now: Snapshot, asked: Asked) -> Object:
        """Everything that the page shows."""

    def rows(self, made: Object) -> Iterable[Object]:
        """The same as the rows of one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: ``path`` may name parts ("/articles/{id}"); ``name`` is that of its template and, at "/", its files."""

    path: str
    name: str
    title: str
    view: View

    @property
    def stem(self) -> str:
        """The address of its siblings, without their ending."""
        return f"/{self.name}" if self.path == "/" else self.path


PAGES: tuple[Page, ...] = (Page(path="/moves", name="moves", title="Moves", view=moves),)
MENU = ("/", "/timeline", "/moves", "/disputes", "/sources", "/calendar", "/conflict", "/changes", "/review", "/case")


def add_pages(app: FastAPI, served: Served) -> None:
    """Give the app an address for every page and each of its siblings."""
    for page in PAGES:
        _add(app, served, page)


def _add(app: FastAPI, served: Served, page: Page) -> None:
    async def shown(request: Request) -> Response:
        question = asked(request.query_params, request.path_params)
        made = page.view.objects(served.snapshot, question)
        return HTMLResponse(whole_page(request, served, page, made, question))

    async def as_json(request: Request) -> Response:
        return _json(page.view.objects(served.snapshot, _all(request)))

    async def as_csv(request: Request) -> Response:
        return _csv(page.view.rows(page.view.objects(served.snapshot, _all(request))))

    for path, answer in ((page.path, shown), (f"{page.stem}.json", as_json), (f"{page.stem}.csv", as_csv)):
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
        menu=menu,
        siblings=siblings,
        asked=question,
        query=dict(request.query_params),
        case_name=served.path.name,
        **made,
    )


def _all(request: Request) -> Asked:
    """Siblings hold the whole list, unless one page of it is asked for."""
    return asked(request.query_params, request.path_params, whole="page" not in request.query_params)


def _json(made: Mapping[str, Any]) -> Response:
    text = json.dumps(made, ensure_ascii=False, sort_keys=True)
    return Response(text, media_type="application/json")


def _csv(rows: Iterable[Object]) -> Response:
    """A table: nested values as JSON, and no cell that a spreadsheet would take for a formula."""
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
