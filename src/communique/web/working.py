"""Work on a case that takes longer than a page may: done beside the server, one piece at a time, and kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from communique.case import Case
from communique.errors import CommuniqueError
from communique.snapshot import Snapshot
from communique.views.kept import keep, recall
from communique.web.annex import Annex

Make = Callable[[Any], object]
"""What makes an answer, from the case, or from the snapshot of it."""

PATIENCE = 0.1
"""Seconds that the first page to ask waits for the work, before it is shown without."""
SMALL = 50
"""Articles: the work on so few is over before another process has started, and the server then takes 281 MB at most
(benchmarks/web_load.py); at 200 it would be 371 MB."""


class Unmade(str):
    """Why there is no answer, where there may be one the next time that somebody asks."""

    __slots__ = ()


class Workshop:
    """One thread that takes the pieces of work in turn; what each makes is kept of the snapshot it is about.

    A case of more than ``small`` articles is worked on in a process of its own, so that the pages go on as fast as
    before, and what that takes of memory is free again. ``done`` is called after each piece, in that thread. Nobody
    waits at the end: nothing is lost that could not be made again.
    """

    def __init__(self, path: Path, *, small: int = SMALL, done: Callable[[], None] = lambda: None) -> None:
        self._path = path
        self._annex = Annex(path, stays=0)
        self._small = small
        self._done = done
        self._waiting: SimpleQueue[tuple[Snapshot, Hashable, Make, Future[None]]] = SimpleQueue()
        self._begun: dict[tuple[str, Hashable], Future[None]] = {}
        self._thread: threading.Thread | None = None

    async def worked(self, now: Snapshot, question: Hashable, make: Make, *, patience: float | None) -> None:
        """Have ``make``, which can be pickled, answer a question about a snapshot, once.

        Who asks first waits so many seconds, and who asks again does not; None waits to the end. The answer is then
        kept (see :func:`communique.views.kept.recall`); where the work failed, it is the reason in words.
        """
        known = recall(now, question)
        if known is not None and not isinstance(known, Unmade):
            return
        begun = self._begun.get((now.key, question))
        if begun is not None and patience is not None:
            return
        done = asyncio.wrap_future(begun or self._begin(now, question, make))
        await asyncio.wait([done], timeout=patience)

    def _begin(self, now: Snapshot, question: Hashable, make: Make) -> Future[None]:
        begun: Future[None] = Future()
        self._begun[now.key, question] = begun
        self._waiting.put((now, question, make, begun))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="workshop", daemon=True)
            self._thread.start()
        return begun

    def _work(self) -> None:
        while True:
            now, question, make, begun = self._waiting.get()
            keep(now, question, self._made(now, make))
            self._begun.pop((now.key, question), None)
            begun.set_result(None)
            self._done()
            del now, make  # the next piece may be long in coming, and a snapshot is large

    def close(self) -> None:
        """End what is being done: whoever waits for it is told that there is no answer."""
        self._annex.close()

    def _made(self, now: Snapshot, make: Make) -> object:
        job = partial(_tried, make)
        try:
            if len(now.articles()) > self._small:
                return self._annex.do(job)
            with Case(self._path, create=False) as case:
                return job(case)
        except Exception as error:
            return _reason(error)


class Desk(Workshop):
    """The same for what needs nothing but the snapshot itself: a thread of its own, in memory."""

    def __init__(self, *, done: Callable[[], None] = lambda: None) -> None:
        super().__init__(Path(), done=done)

    def _made(self, now: Snapshot, make: Make) -> object:
        return _tried(make, now)


def _tried(make: Make, what: object) -> object:
    try:
        return make(what)
    except Exception as error:
        return _reason(error)  # the thread goes on: other pages wait for theirs


def _reason(error: Exception) -> str:
    """Why there is no answer, in words."""
    if isinstance(error, EOFError):
        return Unmade(error)
    return str(error) if isinstance(error, CommuniqueError) else f"this went wrong: {error!r}"
