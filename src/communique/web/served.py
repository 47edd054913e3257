"""A case while it is served: a reader keeps what the pages show, a writer keeps what people decide."""

from __future__ import annotations

import asyncio
import getpass
import os
import threading
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from communique.case import Case
from communique.data import Judgement, Verdict
from communique.errors import CaseError, CommuniqueError, StaleJudgement
from communique.record import touching
from communique.snapshot import Snapshot
from communique.store import Work
from communique.views.deck import Decided, Deck, Sitting
from communique.web.annex import Annex
from communique.web.dealing import dealt, lonely
from communique.web.following import Follower, Told
from communique.web.listening import Listeners, Message
from communique.web.looking import is_at
from communique.web.modelling import Modeller
from communique.web.working import SMALL, Workshop
from communique.words import number
from communique.words import work as work_named

_REMEMBERED = 500  # decisions of which the card is kept, so that taking one back shows it at once
_ALONE = 4  # blind coders whose own record is kept
_POLL = 0.02  # seconds between two looks for a deck that is being made

Made = TypeVar("Made")


class Served:
    """One case, its snapshot, and the queue of decisions.

    Pages read ``snapshot``, which never waits. A decision is in the file when :meth:`judge` returns; the record that
    follows from it is made in the background and announced to :meth:`listen`; ``stalled`` says what keeps it from being
    made. A case of more than ``small`` articles is worked on in other processes, which end with this. Use it as a
    context manager.
    """

    def __init__(self, path: Path, *, by: str | None = None, small: int = SMALL) -> None:
        self.path = path
        self.by = by or getpass.getuser()
        self.trouble: CommuniqueError | None = None
        self.stalled: str | None = None
        self.workshop = Workshop(path, small=small, done=self._worked)
        self.modeller = Modeller(path, small=small, done=self._worked)
        self._aside = Annex(path, stays=0)
        self._small = small
        self.given: Sequence[Judgement] = ()
        self.work: Work | None = None
        self._snapshot: Snapshot | None = None
        self._deck: Deck | None = None
        self._alone: OrderedDict[str, Deck] = OrderedDict()
        self._own_ids: set[str] = set()
        self._dealing: dict[str, Future[Deck]] = {}
        self._decided: deque[Decided] = deque(maxlen=_REMEMBERED)
        self._ready = threading.Event()
        self._ending = False
        self._listeners = Listeners()
        told = Told(
            snapshot=self._taken,
            deck=self._dealt,
            trouble=self._troubled,
            stalled=self._stalled,
            work=partial(self._working, ours=True),
            others=partial(self._working, ours=False),
        )
        self._follower = Follower(path, told, small=small)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._coder = ThreadPoolExecutor(1, thread_name_prefix="coder")
        self._desk: tuple[Case, os.stat_result] | None = None

    def __enter__(self) -> Served:
        self._follower.start()
        self._ready.wait()
        if self._snapshot is None and self.trouble is not None:
            trouble = self.trouble
            self.__exit__()
            raise trouble
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        self.hush()
        for beside in (self.workshop, self.modeller, self._aside):
            beside.close()
        self._follower.stop()
        self._writer.submit(self._leave).result()
        self._writer.shutdown()
        self._coder.shutdown(cancel_futures=True)

    @property
    def snapshot(self) -> Snapshot:
        """The case as it was last read; raises what keeps it from being read."""
        if self.trouble is not None:
            raise self.trouble
        assert self._snapshot is not None
        return self._snapshot

    # the review

    async def ready(self, by: str, seconds: float) -> bool:
        """Whether the record of a blind coder alone is made, or comes to be within so many seconds."""
        done, _ = await asyncio.wait([asyncio.ensure_future(self._deck_of(by))], timeout=seconds)
        return bool(done)

    async def sitting(self, by: str | None = None, *, blind: bool = False) -> Sitting:
        """Somebody before the cards; a blind coder waits where the record of that coder alone is not made yet."""
        coder = by or self.by
        _ = self.snapshot  # raises what keeps the case from being read
        deck = await (self._deck_of(coder) if blind else self._deck_of_all())
        return Sitting(deck=deck, by=coder, blind=blind, given=self.given, decided=tuple(self._decided))

    def remember(self, decided: Decided) -> None:
        """Keep the card of a decision, so that it can be shown again at once when that is taken back."""
        self._decided.append(decided)

    # deciding

    async def judge(
        self,
        about: Iterable[Any],
        verdict: Verdict,
        *,
        by: str | None = None,
        why: str = "",
        changes: Mapping[str, str] | None = None,
        blind: bool = False,
        seen: str | None = None,
    ) -> list[Judgement]:
        """Write a decision, in the order in which they come in; it is in the file afterwards.

        ``seen`` is the id of the last judgement bearing on it that the page showed ("" for none): StaleJudgement
        where there is another by now, of whomever, for a ``blind`` coder of that coder. None decides without having
        looked.
        """
        now, items, coder = self.snapshot, list(about), by or self.by

        def write(case: Case) -> list[Judgement]:
            fresh = None if seen is None else _Fresh(items, seen, coder if blind else None)

            def check(given: Sequence[Judgement]) -> None:
                self._hear(given)
                if fresh is not None:
                    fresh(given)

            made = case.judge_all(
                items, verdict, why=why, by=coder, changes=changes, blind=blind, seen=now, check=check
            )
            self._hear(case.judgements())
            self._own_ids.update(j.id for j in made)
            return made

        return await self._written(write)

    async def _written(self, job: Callable[[Case], Made]) -> Made:
        def write() -> Made:
            case, place = self._own()
            try:
                made = job(case)
            except CaseError:
                self._leave()
                raise
            if not is_at(self.path, place):
                self._leave()
                raise CaseError(f"{self.path} went away while this was being decided: it is not kept; try again")
            return made

        made = await asyncio.get_running_loop().run_in_executor(self._writer, write)
        self._follower.wake()
        return made

    def _own(self) -> tuple[Case, os.stat_result]:
        """The writer's own connection, to the file that lies there now."""
        if self._desk is not None and not is_at(self.path, self._desk[1]):
            self._leave()
        if self._desk is None:
            self._desk = Case(self.path, create=False), self.path.stat()
        return self._desk

    def _leave(self) -> None:
        if self._desk is not None:
            self._desk[0].close()
        self._desk = None

    def _hear(self, given: Sequence[Judgement], *, anew: bool = False) -> None:
        """Judgements are only ever added: of two lists the longer is the newer."""
        if anew or len(given) >= len(self.given):
            self.given = tuple(given)

    # listening

    async def listen(self) -> AsyncIterator[Message]:
        """What happens to the case, from what is so now on: a new snapshot, the progress of work, trouble."""
        async for message in self._listeners.listen(self._state):
            yield message

    def hush(self) -> None:
        """End what is being listened to: the server is about to stop."""
        self._listeners.announce(None)

    def _state(self) -> Message:
        if self.trouble is not None:
            return {"kind": "trouble", "what": str(self.trouble)}
        if self.stalled is not None:
            return {"kind": "trouble", "what": self.stalled}
        if self.work is not None:
            return self._at_work()
        return {"kind": "snapshot", "key": self._snapshot.key if self._snapshot else "", "ours": False}

    def _at_work(self) -> Message:
        assert self.work is not None
        what, done, of, _ = self.work
        share = f" {number(done)} of {number(of)}" if of else f" {number(done)}" if done else ""
        return {"kind": "progress", "what": what, "done": done, "of": of, "text": work_named(what) + share}

    # what the reader finds, in its thread

    def _taken(self, snapshot: Snapshot) -> None:
        back = self.trouble is not None
        fresh = self._snapshot is None or snapshot.key != self._snapshot.key or back
        if back:  # it may be another file that lies there now
            self._deck = None
            self._alone.clear()
            self._decided.clear()
        ours = self._snapshot is not None and not back and self._only_ours(self._snapshot, snapshot)
        self._hear(snapshot.judgements, anew=back)
        self._snapshot, self.trouble = snapshot, None
        self._ready.set()
        if fresh:
            self._listeners.announce({"kind": "snapshot", "key": snapshot.key, "ours": ours})

    def _only_ours(self, before: Snapshot, now: Snapshot) -> bool:
        """Whether nothing is new but what was decided on this page."""
        known = {j.id for j in before.judgements}
        new = [j.id for j in now.judgements if j.id not in known]
        return self._own_ids.issuperset(new) and before.articles_by_id.keys() == now.articles_by_id.keys()

    def _dealt(self, deck: Deck) -> None:
        self._deck = deck

    def _troubled(self, error: CommuniqueError) -> None:
        if str(error) != str(self.trouble):
            self._listeners.announce({"kind": "trouble", "what": str(error)})
        self.trouble = error
        self._ready.set()

    def _stalled(self, what: str | None) -> None:
        if what is not None and what != self.stalled:
            self._listeners.announce({"kind": "trouble", "what": what})
        self.stalled = what

    def _working(self, work: Work | None, *, ours: bool) -> None:
        if work is not None or self.work is not None:
            self.work = work
            self._listeners.announce({"kind": "idle"} if work is None else self._at_work() | {"ours": ours})

    def _worked(self) -> None:
        self._listeners.announce({"kind": "worked"})

    # decks

    async def _deck_of_all(self) -> Deck:
        while self._deck is None:
            _ = self.snapshot  # raises what keeps the case from being read
            await asyncio.sleep(_POLL)
        return self._deck

    async def _deck_of(self, coder: str) -> Deck:
        now = self.snapshot
        kept = self._alone.get(coder)
        if kept is None or kept.now.articles_by_id.keys() != now.articles_by_id.keys():
            begun = self._dealing.get(coder)
            if begun is None:
                begun = self._dealing[coder] = self._coder.submit(self._deal, coder)
            try:
                kept = await asyncio.shield(asyncio.wrap_future(begun))
            finally:
                if begun.done():
                    self._dealing.pop(coder, None)
        self._alone[coder] = kept
        self._alone.move_to_end(coder)
        while len(self._alone) > _ALONE:
            self._alone.popitem(last=False)
        return kept

    def _unless_ending(self, *_: object) -> None:
        if self._ending:
            raise asyncio.CancelledError

    def _deal(self, coder: str) -> Deck:
        """The cards of a blind coder, in a thread of their own."""
        now = self.snapshot
        if len(now.articles()) > self._small:
            deck = lonely(now, coder, self._aside)
            if deck is not None:
                return deck
        with Case(self.path, create=False, progress=self._unless_ending) as case:
            return dealt(case, coder)


class _Fresh:
    """Nothing bears on these but what the page showed."""

    def __init__(self, items: Iterable[Any], seen: str, by: str | None) -> None:
        self._items = [item if isinstance(item, str) else item.id for item in items]
        self._seen = seen
        self._by = by

    def __call__(self, given: Sequence[Judgement]) -> None:
        found = touching(given, self._items, by=self._by)
        newest = found[-1] if found else None
        if newest is not None and newest.id != self._seen:
            what = "took back what was judged here" if newest.verdict == "undo" else "judged this"
            raise StaleJudgement(f"{newest.by} {what} while you were looking at it", newest.id)
