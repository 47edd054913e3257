"""The conflict as files for other programs."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from communique.views import conflict
from communique.web.asking import asked
from communique.web.modelling import FORMS
from communique.web.preparing import modelled, modeller
from communique.web.served import Served


def add_conflict(app: FastAPI, served: Served) -> None:
    """Give the app the files of the conflict, each with the suppositions of the page that leads to it."""

    def answering(form: str, kind: str) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            now, question = served.snapshot, asked(request.query_params, {}, whole=True)
            await modelled(served, request, now, question)
            # Aside: the graph of twelve options has half a million lines.
            text = await run_in_threadpool(modeller(served).written, now, conflict.looked(now, question), form)
            return Response(text, media_type=kind)

        return answer

    for form, (kind, _) in FORMS.items():
        app.add_api_route(
            f"/conflict.{form}",
            answering(form, kind),
            methods=["GET"],
            include_in_schema=False,
            response_model=None,
        )
