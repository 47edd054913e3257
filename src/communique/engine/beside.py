"""A second process that works on something while its owner does something else."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import CancelledError, Future
from functools import cache
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from communique.memory import undisturbed

Memory = TypeVar("Memory")
Made = TypeVar("Made")
_Asked = SimpleQueue["tuple[bytes, Future[bytes]] | None"]


class Beside(Generic[Memory]):
    """A process with a memory of its own, which does one thing after the other for as long as this object is held.

    What lies in the lists, tuples and dictionaries that it is given, or answers with, comes over once: the next time
    that the same work is asked for, a number stands for what has come already. So what is known by identity stays
    known there and here, and of a large case of which little changes little travels. Where that process ends early,
    every answer is None: then the work is to be done here, where its errors can be told.
    """

    def __init__(self, context: BaseContext, memory: Memory, ready: Callable[[], None] | None) -> None:
        """Begin with ``ready`` there, while the first question is being put together here."""
        self._table = _Table()
        self._asked: _Asked = SimpleQueue()
        self._last: Callable[[], object] | None = None
        ours, theirs = context.Pipe()
        context.Process(target=_serve, args=(theirs, memory, ready), daemon=True).start()  # type: ignore[attr-defined]
        theirs.close()
        Thread(target=_converse, args=(ours, self._asked), daemon=True).start()

    def __del__(self) -> None:
        """What was asked for still comes."""
        self._asked.put(None)

    def ask(self, work: Callable[..., Made], *given: object) -> Callable[[], Made | None]:
        """Have ``work(memory, *given)`` done; what comes back waits for it."""
        if self._last is not None:
            self._last()  # what is answered is known to both before anything else is asked
        table, coming = self._table, Future[bytes]()
        self._asked.put((table.packed(work, given), coming))

        @cache
        def made() -> Made | None:
            try:
                (_, kind), parts = table.unpacked(coming.result())
            except CancelledError:
                return None
            found: Made = parts[0] if kind is None else kind(*parts)
            return found

        self._last = made
        return made


def _converse(ours: Connection, asked: _Asked) -> None:
    """Hand over what is asked and wait for the answers: a pipe holds little, and the owner shall not wait at it."""
    with ours:
        while (one := asked.get()) is not None:
            packed, answer = one
            try:
                ours.send_bytes(packed)
                answer.set_result(ours.recv_bytes())
            except (EOFError, OSError):
                answer.cancel()


def _serve(theirs: Connection, memory: object, ready: Callable[[], None] | None) -> None:
    """The other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the owner, with whom this process goes
    table = _Table()
    with theirs, undisturbed():
        try:
            if ready is not None:
                ready()
            while True:
                work, given = table.unpacked(theirs.recv_bytes())
                theirs.send_bytes(table.packed(*_taken_apart(work, work(memory, *given))))
        except Exception:
            return


def _taken_apart(work: Callable[..., object], made: object) -> tuple[Hashable, Sequence[object]]:
    """What is answered, in parts: those of a named tuple, else the one thing that it is."""
    if isinstance(made, tuple) and hasattr(made, "_fields"):
        return (work, type(made)), made
    return (work, None), (made,)


class _Table:
    """The objects that both processes have, each under the same number: those of the last message of each kind."""

    def __init__(self) -> None:
        self._objects: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._said: dict[Hashable, NDArray[np.int64]] = {}
        self._next = 0
        self._many = 0

    def packed(self, head: Hashable, parts: Sequence[object]) -> bytes:
        """A message: what stands for all that is known, and what is not."""
        shapes: list[tuple[type, Any]] = []
        units: list[object] = []
        for part in parts:
            kind = type(part)
            if isinstance(part, list | tuple) and kind in (list, tuple):
                shapes.append((kind, len(part)))
                units += part
            elif isinstance(part, dict):
                shapes.append((dict, [*part]))
                units += part.values()
            else:
                shapes.append((object, 1))
                units.append(part)
        ids = [*map(id, units)]
        fresh = [*{id(one): one for one in units if id(one) not in self._numbers}.values()]
        self._add(fresh)
        numbers = np.fromiter(map(self._numbers.__getitem__, ids), np.int64, len(ids))
        packed = pickle.dumps((head, shapes, numbers, fresh), pickle.HIGHEST_PROTOCOL)
        self._settle(head, numbers)
        return packed

    def unpacked(self, packed: bytes) -> tuple[Any, list[Any]]:
        """The same."""
        head, shapes, numbers, fresh = pickle.loads(packed)  # noqa: S301 - from the process at the other end
        self._add(fresh)
        units = map(self._objects.__getitem__, numbers.tolist())
        parts: list[Any] = []
        for kind, of in shapes:
            if kind is dict:
                parts.append(dict(zip(of, units, strict=False)))
            else:
                parts.append(next(units) if kind is object else kind(islice(units, of)))
        self._settle(head, numbers)
        return head, parts

    def _add(self, fresh: Sequence[object]) -> None:
        for number, one in enumerate(fresh, self._next):
            self._objects[number], self._numbers[id(one)] = one, number
        self._next += len(fresh)

    def _settle(self, head: Hashable, numbers: NDArray[np.int64]) -> None:
        """Once half is of no message any more, forget that: both do so at the same message."""
        self._said[head] = numbers
        if len(self._objects) <= 2 * self._many:
            return
        kept = {n: self._objects[n] for n in np.unique(np.concatenate([*self._said.values()])).tolist()}
        self._objects, self._many = kept, len(kept)
        self._numbers = {id(one): number for number, one in kept.items()}
