"""A process beside the server for what takes much memory: it has the case open, stays for a while, and then ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from communique.case import Case
from communique.errors import CaseError, CommuniqueError
from communique.intake import Progress
from communique.web.looking import is_at

Job = Callable[[Case], Any]
"""A piece of work on a case, which can be pickled, as can what it makes."""

STAYS = 600.0
"""Seconds that it stays without anything to do: a reviewer thinks for minutes, and what it remembers costs seconds."""
_LEAVING = 2.0  # seconds that it gets to close the case where it has nothing to do
_BROKEN = "the work was broken off"
_GONE = (EOFError, OSError)  # what a pipe says when there is nobody at its other end


class Annex:
    """Does work on a case in a process of its own, begun when it is first asked, and ended with the server or before.

    As many pieces as it has ``doors`` are done at the same time, one behind each; it can be asked from any thread. The
    process ``stays`` so many seconds after the last piece.
    """

    def __init__(self, path: Path, *, doors: int = 1, stays: float = STAYS) -> None:
        self._path = path
        self._stays = stays
        self._doors = [threading.Lock() for _ in range(doors)]
        self._lock = threading.Lock()
        self._house: _House | None = None
        self._inside = 0
        self._leaving: threading.Timer | None = None
        self._closed = False

    def do(self, job: Job, *, door: int = 0, tell: Progress = lambda *_: None) -> Any:  # noqa: ANN401
        """What the job makes of the case, or the error of ours that it raises; ``tell`` hears how far it has come.

        A process that has ended meanwhile is begun again, once. Raises EOFError where the process ends in the middle
        of the work, as one does that is killed or finds no memory, and RuntimeError for what the work did not foresee.
        """
        with self._doors[door]:
            for again in (False, True):
                house, fresh = self._enter()
                try:
                    kind, what = house.ask(door, job, tell)
                except _GONE:
                    self._end(house)
                    if fresh or again or self._closed:
                        raise EOFError(_BROKEN) from None
                except BaseException:  # what it says next would be taken for the answer to another question
                    self._end(house)
                    raise
                else:
                    if kind == "raised":
                        raise what
                    return what
                finally:
                    self._leave()
        raise AssertionError  # one of the two came to an end

    def close(self) -> None:
        """End for good, in the middle of the work if need be: whoever waits for it gets EOFError."""
        with self._lock:
            self._closed = True
            self._stay(None)
            house, self._house = self._house, None
            busy = self._inside
        if house is not None:
            house.close(0 if busy else _LEAVING)

    @property
    def pid(self) -> int | None:
        """The number of the process, while there is one."""
        return None if self._house is None else self._house.process.pid

    def _enter(self) -> tuple[_House, bool]:
        with self._lock:
            if self._closed:
                raise EOFError(_BROKEN)
            self._stay(None)
            fresh = self._house is None
            try:
                self._house = self._house or _House(self._path, len(self._doors))
            except OSError as error:
                raise EOFError(f"no process could be begun ({error.strerror or error})") from error
            self._inside += 1
            return self._house, fresh

    def _leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and not self._closed:
                self._stay(self._stays)

    def _stay(self, seconds: float | None) -> None:
        """End the process after so many seconds in which nobody asks; None forgets it."""
        if self._leaving is not None:
            self._leaving.cancel()
        self._leaving = None
        if seconds is not None and self._house is not None:
            self._leaving = threading.Timer(seconds, self._rest)
            self._leaving.daemon = True
            self._leaving.start()

    def _rest(self) -> None:
        with self._lock:
            if self._inside or self._house is None:
                return
            house, self._house = self._house, None
        house.close(_LEAVING)

    def _end(self, house: _House) -> None:
        with self._lock:
            if self._house is house:
                self._house = None
        house.close(0)


class _House:
    """The process, and a pipe to each of its doors."""

    def __init__(self, path: Path, doors: int) -> None:
        context = multiprocessing.get_context("spawn")  # the server has threads, which a fork would not survive
        pairs = [context.Pipe() for _ in range(doors)]
        self._pipes = [ours for ours, _ in pairs]
        self.process: SpawnProcess = context.Process(target=_live, args=(path, [theirs for _, theirs in pairs]))
        self.process.daemon = True
        with _uninterrupted():
            self.process.start()
        for _, theirs in pairs:
            theirs.close()

    def ask(self, door: int, job: Job, tell: Progress) -> tuple[str, Any]:
        """Have a job done behind a door: "made" and what, or "raised" and what."""
        pipe = self._pipes[door]
        pipe.send(job)
        while True:
            kind, what = pipe.recv()
            if kind != "progress":
                return kind, what
            tell(*what)

    def close(self, seconds: float) -> None:
        """End the process: by itself within so many seconds, or else by force. What it writes is all there or not."""
        if seconds:
            for pipe in self._pipes:
                pipe.close()
            self.process.join(seconds)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is begun meanwhile is deaf to Ctrl+C, which a terminal sends to it too: the server ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# in the other process


def refreshed(case: Case) -> None:
    """The job of bringing everything derived up to date."""
    case.refresh()


def _live(path: Path, doors: list[Connection]) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    rooms = [threading.Thread(target=_answer, args=(path, door)) for door in doors]
    for room in rooms:
        room.start()
    for room in rooms:
        room.join()


def _follow() -> None:
    """End with the server, however that came to its end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)  # whatever was being written is rolled back by who opens the case next


def _answer(path: Path, door: Connection) -> None:
    """Do what is asked for at a door until nobody is there any more; the case stays open between the pieces."""
    with door, _Kept(path, lambda *so_far: door.send(("progress", so_far))) as kept, suppress(*_GONE):
        while True:
            made = _made(kept, door.recv())
            try:
                door.send(made)
            except _GONE:
                raise
            except Exception as error:  # it cannot be sent
                door.send(("raised", _fault(error)))
            del made


def _made(kept: _Kept, job: Job) -> tuple[str, Any]:
    try:
        return "made", job(kept.case())
    except CommuniqueError as error:
        if isinstance(error, CaseError):
            kept.close()
        return "raised", error
    except Exception as error:
        kept.close()
        return "raised", _fault(error)


def _fault(error: Exception) -> RuntimeError:
    """What was not foreseen, in words: not every error can be sent."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return RuntimeError(f"{type(error).__name__} at {frame.name}:{frame.lineno}: {error}")


class _Kept:
    """The case that lies there now, open for as long as it does."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path = path
        self._progress = progress
        self._open: tuple[Case, os.stat_result] | None = None

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def case(self) -> Case:
        """The case, opened anew where another file lies there now."""
        if self._open is not None and not is_at(self._path, self._open[1]):
            self.close()
        if self._open is None:
            case = Case(self._path, create=False, progress=self._progress, noting=False)
            try:
                self._open = case, self._path.stat()
            except OSError as error:
                case.close()
                raise CaseError(f"{self._path}: cannot be read ({error.strerror or error})") from error
        return self._open[0]

    def close(self) -> None:
        if self._open is not None:
            self._open[0].close()
        self._open = None
