"""What goes wrong while a page is asked for: its number, and how it is told."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from communique.errors import BadConflict, BadQuestion, CommuniqueError, JudgementError, StaleJudgement, UnknownName
from communique.web.rendering import render

_STATUS: tuple[tuple[type[CommuniqueError], int], ...] = (
    (StaleJudgement, 409),
    (UnknownName, 404),
    (JudgementError, 422),
    (BadQuestion, 400),
    (BadConflict, 422),
    (CommuniqueError, 503),
)


def status_of(error: CommuniqueError) -> int:
    """The HTTP status of an error of ours."""
    return next(status for kind, status in _STATUS if isinstance(error, kind))


def told(request: Request, status: int, what: str) -> Response:
    """What went wrong, as a page for people and as an object for scripts."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        return JSONResponse({"error": what}, status)
    return HTMLResponse(render("error.html", status=status, what=what), status)
