"""Work on a case that takes longer than a page may: done beside the server, one piece at a time, and kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue

from communique.case import Case
from communique.errors import CommuniqueError
from communique.snapshot import Snapshot
from communique.views.kept import keep, recall

Make = Callable[[Case], object]

PATIENCE = 1.0
"""Seconds that a page waits for its work before it is shown without."""


class Workshop:
    """One thread with a case of its own for each piece of work; what it makes is kept of the snapshot it is about.

    The thread is not waited for at the end: nothing that it does is lost that could not be made again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: SimpleQueue[tuple[Snapshot, Hashable, Make, Future[None]]] = SimpleQueue()
        self._begun: dict[tuple[str, Hashable], Future[None]] = {}
        self._thread: threading.Thread | None = None

    async def worked(self, now: Snapshot, question: Hashable, make: Make, *, patience: float | None) -> None:
        """Have ``make`` answer a question about a snapshot, once; wait so many seconds for it, or to the end.

        The answer is then kept (see :func:`communique.views.kept.recall`); where it failed, it is the reason in words.
        """
        if recall(now, question) is not None:
            return
        begun = self._begun.get((now.key, question)) or self._begin(now, question, make)
        done = asyncio.wrap_future(begun)
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
            keep(now, question, self._made(make))
            self._begun.pop((now.key, question), None)
            begun.set_result(None)
            del now, make  # the next piece may be long in coming, and a snapshot is large

    def _made(self, make: Make) -> object:
        try:
            with Case(self._path, create=False) as case:
                return make(case)
        except CommuniqueError as error:
            return str(error)
        except Exception as error:
            return f"this went wrong: {error!r}"  # the thread goes on: other pages wait for theirs
