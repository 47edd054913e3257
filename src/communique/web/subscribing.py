"""The calendar as a file that a calendar program can subscribe to, for as long as the server runs."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from communique.export.ics import calendar
from communique.views.kept import kept
from communique.web.guarding import CALENDAR
from communique.web.served import Served


def add_calendar(app: FastAPI, served: Served) -> None:
    """Give the app the address of the calendar (see :mod:`communique.web.guarding` for who may read it)."""

    async def shown(_: Request) -> Response:
        now = served.snapshot
        text = kept(now, "ics", lambda: calendar(now))
        return Response(
            text,
            media_type="text/calendar; charset=utf-8",
            headers={"content-disposition": 'inline; filename="meetings.ics"'},
        )

    app.add_api_route(CALENDAR, shown, methods=["GET"], include_in_schema=False, response_model=None)
