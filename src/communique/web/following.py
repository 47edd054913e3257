"""The reader of a served case: it keeps the newest snapshot and deck, in a thread of its own.

Where the case is not small the record is made in another process (:mod:`communique.web.annex`), and read from the file.
"""

from __future__ import annotations

import threading
import time
from asyncio import CancelledError
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communique.case import Case
from communique.errors import CaseError, CommuniqueError, DamagedCase, NotACase
from communique.intake import fault
from communique.snapshot import Snapshot
from communique.store import Work
from communique.views.case import FACTS, facts
from communique.views.deck import Deck
from communique.views.kept import keep
from communique.web.annex import Annex, refreshed
from communique.web.looking import LOOK, Lookout, is_at
from communique.web.rereading import Rereader
from communique.web.warming import warmed
from communique.web.working import SMALL

_QUIET = 2.0  # seconds without a change after which what another process added is worked out here
_ENDING = 10.0  # seconds that a step of the work may take to notice that we end
_NEVER, _OLD = -1, -2  # in place of the version of the file that a snapshot was taken of
_SELDOM = 60.0  # seconds at most before what failed by a fault of ours is tried again
_TELLING = 0.25  # seconds between two reports of our own progress
_STALLED = (
    "The last decisions are kept, but not in the record yet: the process that makes it was stopped from outside, or "
    "found no memory. It is tried again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom the reader tells what it finds, what it does, and what others do: each is called in a thread of ours.

    ``stalled`` is told why what was decided is not in the snapshot yet, or with None that it is.
    """

    snapshot: Callable[[Snapshot], None]
    deck: Callable[[Deck], None]
    trouble: Callable[[CommuniqueError], None]
    stalled: Callable[[str | None], None]
    work: Callable[[Work | None], None]
    others: Callable[[Work | None], None]


class Follower:
    """Follows a case until it is stopped: reads it anew when it is woken, or when somebody else has written to it.

    While another process works on the case, as a build does, what was there is shown and nothing is worked out here; a
    lookout tells how far that has come.
    """

    def __init__(self, path: Path, told: Told, *, small: int = SMALL) -> None:
        self._path = path
        self._told = told
        self._small = small
        self._annex = Annex(path)
        self._pause = self._again = 0.0
        self._wake = threading.Event()
        self._stopped = self._known = False
        self._waited = False
        self._doing = "", 0.0
        self._lookout = Lookout(path, told.others)
        self._thread = threading.Thread(target=self._watch, name="reader", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._lookout.start()

    def wake(self) -> None:
        """Something was decided: read the case again."""
        self._wake.set()

    def stop(self) -> None:
        """End, in the middle of what is being worked out if need be: nothing of it is kept then."""
        self._stopped = True
        self._wake.set()
        self._annex.close()
        self._lookout.stop()
        self._thread.join(_ENDING)

    def _watch(self) -> None:
        """Whatever goes wrong is told, and tried again: what is no trouble of the file more and more seldom."""
        pause = LOOK
        while not self._stopped:
            before = time.monotonic()
            try:
                with (
                    Case(self._path, create=False, progress=self._progress, noting=False) as case,
                    Rereader(self._path) as shelf,
                ):
                    self._follow(case, shelf)
            except CancelledError:
                return
            except CommuniqueError as error:
                self._told.trouble(self._gone() if self._known and not self._path.exists() else error)
                pause = LOOK
            except OSError as error:
                self._told.trouble(CaseError(f"{self._path}: cannot be read ({error.strerror or error})"))
                pause = LOOK
            except Exception as error:
                self._told.trouble(CommuniqueError(fault(error)))
                pause = min(_SELDOM, 2 * max(pause, time.monotonic() - before))
            if not self._stopped:
                self._wake.wait(pause)
                self._wake.clear()

    def _follow(self, case: Case, shelf: Rereader) -> None:
        place = self._path.stat()
        self._known = True
        taken = seen = _NEVER
        quiet = 0.0
        while not self._stopped:
            if not is_at(self._path, place):
                raise self._gone()
            version = case.touched()
            quiet = quiet + LOOK if version == seen else 0.0
            seen = version
            idle = self._others(case.work())
            if taken == _NEVER:
                taken = version if self._open(case, shelf) else _OLD
            elif idle and (self._wake.is_set() or (version != taken and quiet >= _QUIET and self._may_try())):
                self._wake.clear()
                taken = self._renewed(case, shelf)
            self._wait(idle)

    def _gone(self) -> NotACase:
        return NotACase(f"{self._path} is no longer there: put it back, or serve it from where it is now")

    def _open(self, case: Case, shelf: Rereader) -> bool:
        """Show what there is at once, be it out of date: whether it is not. Making it again comes second."""
        current = case.current()
        try:
            self._take(case, shelf)
        except DamagedCase:  # what another version worked out need not be legible
            if current:
                raise
        if not current:
            self._wake.set()
        return current

    def _renewed(self, case: Case, shelf: Rereader) -> int:
        """Have the record made, where it is out of date, and show it: the version of the file that was read."""
        try:
            self._make(case)
        except EOFError:
            if self._stopped:
                raise CancelledError from None
            self._pause = min(_SELDOM, 2 * max(self._pause, LOOK))
            self._again = time.monotonic() + self._pause
            self._told.work(None)
            self._told.stalled(_STALLED)
            return _OLD
        self._pause = self._again = 0.0
        version = case.touched()
        self._take(case, shelf)
        self._told.stalled(None)
        return version

    def _make(self, case: Case) -> None:
        if case.current():
            return
        if len(case.snapshot(renew=False).articles()) <= self._small:
            case.refresh()
        else:
            self._annex.do(refreshed, tell=self._progress)

    def _may_try(self) -> bool:
        return time.monotonic() >= self._again

    def _wait(self, idle: bool) -> None:
        """Until something is decided here; while others work that has to wait for them."""
        if idle:
            self._wake.wait(LOOK)
        elif not self._stopped:
            time.sleep(LOOK)

    def _others(self, work: Work | None) -> bool:
        """Whether nobody else works on the case; when they have done, we need not wait for quiet."""
        if work is None and self._waited:
            self._wake.set()
        self._waited = work is not None
        return work is None

    def _take(self, case: Case, shelf: Rereader) -> None:
        now = shelf.snapshot(case)
        _ = now.by_id  # a decision looks things up in it, and shall not wait for that
        for _ in warmed(now):
            if self._stopped:
                return
        keep(now, FACTS, facts(case, now))
        self._told.snapshot(now)
        if not self._stopped:
            self._told.deck(Deck(now, case.queue(now=now), now.judgements))

    def _progress(self, what: str, done: int, of: int | None) -> None:
        if self._stopped:
            raise CancelledError
        before, at = self._doing
        moment = time.monotonic()
        if what != before or moment - at >= _TELLING or done == of:
            self._doing = what, moment
            self._told.work(None if done == of else Work(what, done, of, time.time()))
