"""The application: pages, their siblings, the API, static files, and clear pages for what goes wrong."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.web.api import add_api
from communique.web.conflicting import add_conflict
from communique.web.faults import status_of, told
from communique.web.judging import add_judging
from communique.web.live import add_events
from communique.web.pages import add_pages
from communique.web.reviewing import add_review
from communique.web.served import Served
from communique.web.subscribing import add_calendar

_LARGEST = 8_000_000  # bytes of one request: twenty thousand ids and a long reason are far less


def application(served: Served) -> FastAPI:
    """The app of one served case, without the guard that stands before it (see :mod:`communique.web.guarding`)."""
    app = FastAPI(
        title="Communique",
        version=version("communique"),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        max_body_size=_LARGEST,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.mount("/static", StaticFiles(directory=str(files("communique.web").joinpath("static"))), name="static")
    add_pages(app, served)
    add_calendar(app, served)
    add_conflict(app, served)
    add_review(app, served)
    add_judging(app, served)
    add_events(app, served)
    add_api(app, served)

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, CommuniqueError)
        return told(request, status_of(error), str(error))

    async def theirs(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        what = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
        return told(request, error.status_code, what)

    app.add_exception_handler(CommuniqueError, ours)
    app.add_exception_handler(HTTPException, theirs)
    return app
