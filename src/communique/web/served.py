"""A case while it is served: one thread keeps what the pages show, another writes what people decide."""

from __future__ import annotations

import asyncio
import getpass
import os
import threading
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from communique.case import Case
from communique.data import Judgement, Verdict
from communique.errors import CommuniqueError, NotACase, StaleJudgement
from communique.record.judging import stances
from communique.snapshot import Snapshot

_LOOK = 0.5  # seconds between two looks at whether another process has written to the case
_QUIET = 2.0  # seconds without a change after which what another process added is worked out here


class Served:
    """One case, its snapshot, and the queue of decisions.

    Pages read ``snapshot``, which never waits. A decision is in the file when :meth:`judge` returns; the record that
    follows from it is made in the background and announced to :meth:`listen`. Use it as a context manager.
    """

    def __init__(self, path: Path, *, by: str | None = None) -> None:
        self.path = path
        self.by = by or getpass.getuser()
        self.trouble: CommuniqueError | None = None
        self._snapshot: Snapshot | None = None
        self._wake = threading.Event()
        self._stopped = False
        self._ready = threading.Event()
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Queue[dict[str, Any]]]] = set()
        self._reader = threading.Thread(target=self._watch, name="reader", daemon=True)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._desk: Case | None = None

    def __enter__(self) -> Served:
        self._reader.start()
        self._ready.wait()
        if self._snapshot is None and self.trouble is not None:
            trouble = self.trouble
            self.__exit__()
            raise trouble
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped = True
        self._wake.set()
        self._reader.join()
        self._writer.submit(self._leave).result()
        self._writer.shutdown()

    @property
    def snapshot(self) -> Snapshot:
        """The case as it was last read; raises what keeps it from being read."""
        if self.trouble is not None:
            raise self.trouble
        assert self._snapshot is not None
        return self._snapshot

    async def judge(
        self,
        about: Iterable[str],
        verdict: Verdict,
        *,
        by: str | None = None,
        why: str = "",
        changes: Mapping[str, str] | None = None,
        blind: bool = False,
        seen: str | None = None,
    ) -> list[Judgement]:
        """Write a decision, in the order in which they come in; it is in the file afterwards.

        ``seen`` is the id of the last judgement about it that the page showed ("" for none): StaleJudgement where
        there is another by now. None decides without having looked.
        """
        now, items = self.snapshot, list(about)

        def write() -> list[Judgement]:
            case = self._own()
            if seen is not None:
                _ensure_fresh(case, items, seen)
            return case.judge_all(items, verdict, why=why, by=by or self.by, changes=changes, blind=blind, seen=now)

        made = await asyncio.get_running_loop().run_in_executor(self._writer, write)
        self._wake.set()
        return made

    async def listen(self) -> AsyncIterator[dict[str, Any]]:
        """What happens to the case: a new snapshot, the progress of work, trouble."""
        heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        listener = asyncio.get_running_loop(), heard
        self._listeners.add(listener)
        try:
            while True:
                yield await heard.get()
        finally:
            self._listeners.discard(listener)

    # the writer

    def _own(self) -> Case:
        """The writer's own connection."""
        if self._desk is None:
            self._desk = Case(self.path, create=False)
        return self._desk

    def _leave(self) -> None:
        if self._desk is not None:
            self._desk.close()

    # the reader

    def _watch(self) -> None:
        """Keep the snapshot new until we are stopped; trouble is shown, and tried again."""
        while not self._stopped:
            try:
                with Case(self.path, create=False, progress=self._report) as case:
                    self._follow(case)
            except CommuniqueError as error:
                self._troubled(error)
                self._wake.wait(_LOOK)
                self._wake.clear()

    def _follow(self, case: Case) -> None:
        place = self.path.stat()
        seen, quiet = -1, _QUIET
        while not self._stopped:
            if not self._same(place):
                raise NotACase(f"{self.path} is no longer there: put it back, or serve it from where it is now")
            version = case.touched()
            quiet = quiet + _LOOK if version == seen else 0.0
            if self._wake.is_set() or self._snapshot is None or quiet >= _QUIET:
                self._wake.clear()
                self._take(case.snapshot().load())
            seen = version
            self._wake.wait(_LOOK)

    def _same(self, place: os.stat_result) -> bool:
        """Whether the file that was opened still lies at its place."""
        try:
            return os.path.samestat(self.path.stat(), place)
        except OSError:
            return False

    def _take(self, snapshot: Snapshot) -> None:
        fresh = self._snapshot is None or snapshot.key != self._snapshot.key or self.trouble is not None
        self._snapshot, self.trouble = snapshot, None
        self._ready.set()
        if fresh:
            self._announce({"kind": "snapshot", "key": snapshot.key})

    def _troubled(self, error: CommuniqueError) -> None:
        if str(error) != str(self.trouble):
            self._announce({"kind": "trouble", "what": str(error)})
        self.trouble = error
        self._ready.set()

    def _report(self, what: str, done: int, of: int | None) -> None:
        self._announce({"kind": "progress", "what": what, "done": done, "of": of})

    def _announce(self, message: dict[str, Any]) -> None:
        for loop, heard in list(self._listeners):
            loop.call_soon_threadsafe(heard.put_nowait, message)


def _ensure_fresh(case: Case, items: Iterable[str], seen: str) -> None:
    """Nobody judged any of these since the page was drawn."""
    said = stances(case.judgements())
    last = [max(said[item].values(), key=lambda j: j.at) for item in items if said.get(item)]
    newest = max(last, key=lambda j: j.at, default=None)
    if newest is not None and newest.id != seen:
        raise StaleJudgement(f"{newest.by} judged this while you were looking at it", newest.id)
