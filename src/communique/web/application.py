"""The application: pages, their siblings, the API, static files, and clear pages for what goes wrong."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from communique.errors import BadQuestion, CommuniqueError, JudgementError, StaleJudgement, UnknownName
from communique.web.pages import add_pages
from communique.web.rendering import render
from communique.web.served import Served

_STATUS: tuple[tuple[type[CommuniqueError], int], ...] = (
    (StaleJudgement, 409),
    (UnknownName, 404),
    (JudgementError, 422),
    (BadQuestion, 400),
    (CommuniqueError, 503),
)


def application(served: Served) -> FastAPI:
    """The app of one served case, without the guard that stands before it (see :mod:`communique.web.guarding`)."""
    app = FastAPI(
        title="Communique",
        version=version("communique"),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.mount("/static", StaticFiles(directory=str(files("communique.web").joinpath("static"))), name="static")
    add_pages(app, served)

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, CommuniqueError)
        return _told(request, next(status for kind, status in _STATUS if isinstance(error, kind)), str(error))

    async def theirs(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        what = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
        return _told(request, error.status_code, what)

    app.add_exception_handler(CommuniqueError, ours)
    app.add_exception_handler(HTTPException, theirs)
    return app


def _told(request: Request, status: int, what: str) -> Response:
    """What went wrong, as a page for people and as an object for scripts."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        return JSONResponse({"error": what}, status)
    return HTMLResponse(render("error.html", status=status, what=what), status)
