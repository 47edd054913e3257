"""A second process that works on something while its owner does something else."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from functools import cache
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from communique.memory import undisturbed

Memory = TypeVar("Memory")
Made = TypeVar("Made")
_Asked = SimpleQueue["tuple[bytes, Future[bytes]] | None"]


class Beside(Generic[Memory]):
    """A process with a memory of its own, which does one thing after the other.

    Objects that have come over one way or the other travel as numbers from then on: what comes back holds those that
    are here, and what is known by identity stays known. Where that process ends early, every answer is None: then
    the work is to be done here, where its errors can be told. It ends with this object.
    """

    def __init__(self, context: BaseContext, memory: Memory, ready: Callable[[], None] | None) -> None:
        """Begin with ``ready`` there, while the first question is being put together here."""
        self._known = _Known()
        self._asked: _Asked = SimpleQueue()
        ours, theirs = context.Pipe()
        context.Process(target=_serve, args=(theirs, memory, ready), daemon=True).start()  # type: ignore[attr-defined]
        theirs.close()
        Thread(target=_converse, args=(ours, self._asked), daemon=True).start()

    def __del__(self) -> None:
        """What was asked for still comes."""
        self._asked.put(None)

    def ask(self, work: Callable[..., Made], *given: object) -> Callable[[], Made | None]:
        """Have ``work(memory, *given)`` done; what comes back waits for it, and is to be called before the next."""
        known, coming = self._known, Future[bytes]()
        self._asked.put((known.packed((work, given)), coming))
        known.add(given)

        @cache
        def made() -> Made | None:
            try:
                found: Made = known.unpacked(coming.result())
            except CancelledError:
                return None
            known.add(found)
            return found

        return made

    def memory(self) -> Callable[[], Memory | None]:
        """Have the memory brought here; what comes back waits for it."""
        return self.ask(_itself)


def _itself(memory: Memory) -> Memory:
    return memory


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
    known = _Known()
    with theirs, undisturbed():
        try:
            if ready is not None:
                ready()
            while True:
                work, given = known.unpacked(theirs.recv_bytes())
                known.add(given)
                made = work(memory, *given)
                theirs.send_bytes(known.packed(made))
                known.add(made)
        except Exception:
            return


class _Known:
    """The objects that both processes have, each under a number that both find."""

    def __init__(self) -> None:
        self._objects: list[object] = []
        self._numbers: dict[int, int] = {}

    def add(self, come: object) -> None:
        """Know what has come over: what lies in rows, lists and mappings."""
        for one in _within(come):
            self._numbers.setdefault(id(one), len(self._objects))
            self._objects.append(one)

    def packed(self, some: object) -> bytes:
        """Pickled, but for what is known."""
        packed = BytesIO()
        _Pickler(packed, self._numbers).dump(some)
        return packed.getvalue()

    def unpacked(self, packed: bytes) -> Any:  # noqa: ANN401 - whatever was packed
        """The same."""
        return _Unpickler(BytesIO(packed), self._objects).load()


class _Pickler(pickle.Pickler):
    def __init__(self, file: BytesIO, numbers: Mapping[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._numbers = numbers

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - as its supertype has it
        """What is known by its number; this is not asked for texts and numbers, of which there are most."""
        number = self._numbers.get(id(obj))
        return NotImplemented if number is None else (_known, (number,))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BytesIO, objects: list[object]) -> None:
        super().__init__(file)
        self._objects = objects

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - any class or function
        """Where a number is meant, the table of these."""
        return self._objects.__getitem__ if (module, name) == _KNOWN else super().find_class(module, name)


def _known(number: int) -> object:
    """In place of what is known."""
    raise NotImplementedError(number)


_KNOWN = (__name__, _known.__name__)


def _within(come: object) -> Iterator[object]:
    if isinstance(come, Mapping):
        come = [*come.values()]
    if isinstance(come, list | tuple):
        for one in come:
            yield from _within(one)
    else:
        yield come
