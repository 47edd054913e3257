"""What happens to the case, as it happens: server-sent events for the pages that are open."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from communique.web.served import Served

_AGAIN = 2000  # milliseconds after which a page asks again when the stream broke off


def add_events(app: FastAPI, served: Served) -> None:
    """Give the app the address at which a page listens."""

    async def events(_: Request) -> Response:
        return StreamingResponse(stream(served), media_type="text/event-stream")

    app.add_api_route("/events", events, methods=["GET"], include_in_schema=False, response_model=None)


async def stream(served: Served) -> AsyncIterator[str]:
    """The events of a served case as lines: what is so now, and then whatever changes."""
    yield f"retry: {_AGAIN}\n\n"
    async for message in served.listen():
        yield f"data: {json.dumps(message, ensure_ascii=False)}\n\n"
