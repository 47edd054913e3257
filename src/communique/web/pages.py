"""The pages: one address each, with siblings in JSON and CSV that hold everything shown."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
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
from communique.views.kept import told
from communique.web import preparing
from communique.web.asking import asked
from communique.web.drawn import Drawn
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
MENU = (
    *("/", "/positions", "/timeline", "/moves", "/disputes", "/articles", "/sources", "/calendar", "/conflict"),
    *("/changes", "/review", "/case"),
)


def add_pages(app: FastAPI, served: Served) -> None:
    """Give the app an address for every page and each of its siblings."""
    drawn = Drawn()
    # Whole lists are long: they are made beside the pages, one after the other, as two would take twice the memory.
    beside = ThreadPoolExecutor(1, thread_name_prefix="lists")
    for page in PAGES:
        if page.view is not None:
            _add(app, served, page, page.view, drawn, beside)


def _add(app: FastAPI, served: Served, page: Page, view: View, drawn: Drawn, beside: Executor) -> None:
    async def prepared(request: Request, question: Asked) -> Snapshot:
        now: Snapshot = served.snapshot
        request.state.now = now
        if page.prepare is not None:
            await page.prepare(served, request, now, question)
        return now

    async def shown(request: Request) -> Response:
        question = asked(request.query_params, request.path_params)
        now = await prepared(request, question)

        def draw() -> str:
            return whole_page(request, served, page, view.objects(now, question), question)

        return HTMLResponse(drawn.page(now, _drawn_from(request, served, now), draw))

    async def as_json(request: Request) -> Response:
        question = _all(request)
        now = await prepared(request, question)
        return await _done(beside, lambda: json_of(view.objects(now, question)))

    async def as_csv(request: Request) -> Response:
        question = _all(request)
        now = await prepared(request, question)
        return await _done(beside, lambda: csv_of(view.rows(view.objects(now, question))))

    add_routes(app, page, shown, as_json, as_csv)


def add_routes(app: FastAPI, page: Page, shown: Answer, as_json: Answer, as_csv: Answer) -> None:
    """Give the app the addresses of a page and its siblings, with what answers there."""
    # The siblings first: the last part of a page's address would take their ending for a part of a name.
    for path, answer in ((f"{page.stem}.json", as_json), (f"{page.stem}.csv", as_csv), (page.path, shown)):
        app.add_api_route(path, answer, methods=["GET"], include_in_schema=False, response_model=None)


def whole_page(request: Request, served: Served, page: Page, made: Object, question: Asked) -> str:
    """The page around what it shows: menu, filter, siblings."""
    now = getattr(request.state, "now", None) or served.snapshot
    menu = [(other.path, other.title) for path in MENU for other in PAGES if other.path == path]
    query = str(request.url.query)
    stem = page.stem.format(**request.path_params)
    siblings = {end: f"{stem}.{end}" + (f"?{query}" if query else "") for end in ("json", "csv")}
    return render(
        f"{page.name}.html",
        page=page,
        now=now,
        menu=menu,
        siblings=siblings,
        asked=question,
        # No name that the templates keep for themselves: those begin with an underscore.
        query={name: value for name, value in request.query_params.items() if not name.startswith("_")},
        case_name=served.path.name,
        calendar_key=request.scope.get("state", {}).get("calendar_key"),
        host=request.url.netloc,
        snapshot=now.key,
        stalled=_stalled(served),
        **made,
    )


async def _done(beside: Executor, job: Callable[[], Response]) -> Response:
    return await asyncio.get_running_loop().run_in_executor(beside, job)


def _drawn_from(request: Request, served: Served, now: Snapshot) -> Hashable:
    """All that a page depends on beside its snapshot."""
    calendar_key = request.scope.get("state", {}).get("calendar_key")
    return request.url.path, request.url.query, request.url.netloc, calendar_key, _stalled(served), told(now)


def _stalled(served: Served) -> str | None:
    """Why what was decided is not on the pages yet, where it should be."""
    found: str | None = getattr(served, "stalled", None)
    return found


def _all(request: Request) -> Asked:
    """Siblings hold the whole list, unless one page of it is asked for."""
    return asked(request.query_params, request.path_params, whole="page" not in request.query_params)


def json_of(made: Mapping[str, Any]) -> Response:
    """Objects as the JSON sibling of a page."""
    return Response("".join(_json(made)), media_type="application/json")


def _json(made: Mapping[str, Any]) -> Iterator[str]:
    """The text in pieces: of a long list each item is one, so that no piece holds up the pages asked meanwhile."""
    between = "{"
    for name in sorted(made):
        value = made[name]
        yield f"{between}{_dumped(name)}: "
        between = ", "
        if isinstance(value, list) and value:
            yield "["
            for n, item in enumerate(value):
                yield f"{', ' if n else ''}{_dumped(item)}"
            yield "]"
        else:
            yield _dumped(value)
    yield "}" if made else "{}"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


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
