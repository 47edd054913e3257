"""A small case at a desk: reports of an invented strait, served, and asked as a browser or a script would."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from communique import Case
from communique.web import Served, application

REPORT = """date 2031-03-0{day}

Ordune, 0{day} March 2031 - Ordune will close the strait on {day} May unless Quellis withdraws its ships, foreign
minister Hanna Brask said on Tuesday. The government of Quellis rejected the
ultimatum and threatened sanctions. Quellis offered talks in Lindhamn on 9 May.

Pellonia welcomed the offer, its spokesman said. Ordune demanded that Quellis free the crew of a seized trawler.
Quellis denied that it had seized any ship, and accused Ordune of jamming its radars. Tarvenia condemned the raid.
Ordune and Pellonia signed a treaty on fishing in Lindhamn.
"""
HOME = "http://127.0.0.1:8474"


def built(folder: Path, days: Sequence[int] = (4, 5)) -> Path:
    """A case of one report a day."""
    reports = folder / "reports"
    reports.mkdir()
    for day in days:
        (reports / f"{day}.txt").write_text(REPORT.format(day=day))
    path = folder / "strait.communique"
    with Case(path) as case:
        case.add(reports)
    return path


class Reader:
    """Somebody who asks an app, one request at a time."""

    def __init__(self, app: ASGIApp, **headers: str) -> None:
        self._app = app
        self._headers = headers

    def ask(self, method: str, path: str, *, follow: bool = False, **given: Any) -> httpx.Response:
        """One request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url=HOME, headers=self._headers, follow_redirects=follow
            ) as client:
                return await client.request(method, path, **given)

        return asyncio.run(asked())

    def get(self, path: str, **given: Any) -> httpx.Response:
        """A page."""
        return self.ask("GET", path, **given)

    def json(self, path: str) -> Any:
        """What the JSON at an address holds."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, data: Mapping[str, Any], **given: Any) -> httpx.Response:
        """A form."""
        return self.ask("POST", path, data=data, **given)


def reader(served: Served) -> Reader:
    """Somebody before the app of a served case, without the guard."""
    return Reader(application(served))


def vanish(_: Case, **asked: object) -> None:
    """Work in the middle of which the process ends, as one does that is killed."""
    os._exit(9)


def within(seconds: float, wanted: Callable[[], bool]) -> bool:
    """Whether something comes to be so in this time."""
    end = time.monotonic() + seconds
    while not (found := wanted()) and time.monotonic() < end:
        time.sleep(0.02)
    return found
