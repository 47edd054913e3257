"""The conflict as files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from communique import conflict as room
from communique.conflict import Solved
from communique.views import conflict
from communique.web.asking import asked
from communique.web.preparing import modelled
from communique.web.served import Served

_FORMS: Mapping[str, tuple[str, Callable[[Solved], str]]] = {
    "toml": ("application/toml", lambda solved: room.written(solved.model.conflict)),
    "graphml": ("application/graphml+xml", lambda solved: "\n".join(room.graphml(solved)) + "\n"),
    "svg": (
        "image/svg+xml",
        lambda solved: room.svg(room.graph(solved), solved.model.conflict.name or "A conflict", alone=True),
    ),
}


def add_conflict(app: FastAPI, served: Served) -> None:
    """Give the app the files of the conflict, each with the suppositions of the page that leads to it."""

    def answering(kind: str, make: Callable[[Solved], str]) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            now, question = served.snapshot, asked(request.query_params, {}, whole=True)
            await modelled(served, request, now, question)
            looked = conflict.looked(now, question)
            # Aside: the graph of twelve options has half a million lines.
            text = await run_in_threadpool(lambda: make(conflict.solved(now, looked)))
            return Response(text, media_type=kind)

        return answer

    for form, (kind, make) in _FORMS.items():
        app.add_api_route(
            f"/conflict.{form}",
            answering(kind, make),
            methods=["GET"],
            include_in_schema=False,
            response_model=None,
        )
