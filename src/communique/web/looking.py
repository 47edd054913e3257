"""A look at what other processes do with a served case, also while a record is being made here."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from communique.errors import CommuniqueError
from communique.store import Store, Work, work_of

LOOK = 0.5
"""Seconds between two looks at what another process does with the case."""

_ENDING = 2.0  # seconds to wait for a look that is being taken


class Lookout:
    """Tells of the work of others, in a thread of its own; ``told`` is called there, with None when it has ended."""

    def __init__(self, path: Path, told: Callable[[Work | None], None]) -> None:
        self._path = path
        self._told = told
        self._seen: Work | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="lookout", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join(_ENDING)

    def _watch(self) -> None:
        while not self._stopped.is_set():
            try:
                with Store(self._path, create=False) as store:
                    place = self._path.stat()
                    while not self._stopped.is_set() and is_at(self._path, place):
                        self._see(work_of(store))
                        self._stopped.wait(LOOK)
            except (CommuniqueError, OSError):
                self._see(None)  # the reader tells what is wrong
            self._stopped.wait(LOOK)

    def _see(self, work: Work | None) -> None:
        if work != self._seen:
            self._told(work)
        self._seen = work


def is_at(path: Path, place: os.stat_result) -> bool:
    """Whether the file that was opened still lies at its place."""
    try:
        return os.path.samestat(path.stat(), place)
    except OSError:
        return False
