"""Progress as others see it: told to whoever began the work and, now and then, to those who look at the file."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from typing import NamedTuple

from communique.errors import CaseError
from communique.store.file import Store
from communique.store.opening import BUSY_SECONDS

_EVERY = 1.0  # seconds between two notes in the file; work that takes less leaves none
_FORGOTTEN = 120.0  # seconds after which a note is that of a process that was killed: no step is silent for longer


class Work(NamedTuple):
    """What a process does with a case: what, how many are done, of how many, and when it said so (Unix time)."""

    what: str
    done: int
    of: int | None
    at: float


class Working:
    """A progress callback that, where ``noting``, also keeps a note of the work in the case as long as it lasts."""

    def __init__(self, store: Store, report: Callable[[str, int, int | None], None], *, noting: bool = True) -> None:
        self._store = store
        self._report = report
        self._noting = noting
        self._told = math.inf
        self._kept = False

    def __call__(self, what: str, done: int, of: int | None) -> None:
        """Tell what is being done."""
        self._report(what, done, of)
        now = time.monotonic()
        self._told = min(self._told, now)
        if self._noting and now - self._told >= _EVERY:
            self._told, self._kept = now, True
            _note(self._store, json.dumps(Work(what, done, of, time.time())))

    def over(self) -> None:
        """The work has come to an end, good or bad."""
        if self._kept:
            _note(self._store, None)
        self._told, self._kept = math.inf, False


def _note(store: Store, note: str | None) -> None:
    """Keep a note of the work under way, or none; where somebody else is writing just now it is left as it is."""
    if store.connection.in_transaction:
        return
    try:
        store.connection.execute("PRAGMA busy_timeout = 0")
        with store.writing():
            if note is None:
                store.connection.execute("DELETE FROM meta WHERE key = 'working'")
            else:
                store.connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('working', ?)", (note,))
    except CaseError:
        pass  # the work itself will say what is wrong
    finally:
        store.connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def work_of(store: Store) -> Work | None:
    """What another process is doing with the case just now, or None."""
    note = store.meta("working")
    try:
        what, done, of, at = json.loads(note or "null")
        work = Work(str(what), int(done), None if of is None else int(of), float(at))
    except (ValueError, TypeError):
        return None
    return work if abs(time.time() - work.at) < _FORGOTTEN else None
