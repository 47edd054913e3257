"""All cores of this machine, through processes."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.context import BaseContext
from typing import Generic, NamedTuple, TypeVar

from communique.engine.beside import Beside

Item = TypeVar("Item")
Made = TypeVar("Made")
Memory = TypeVar("Memory")


class LocalEngine:
    """Processes on this machine; work that is too small to repay their start stays in this one.

    ``workers`` defaults to the cores this process may use; ``batch`` items travel together; fewer than
    ``threshold`` items never leave the process.
    """

    def __init__(self, *, workers: int | None = None, batch: int = 16, threshold: int = 48) -> None:
        self.workers = workers or _cores()
        self.batch = batch
        self.threshold = threshold

    def map(self, function: Callable[[Item], Made], items: Sequence[Item]) -> Iterator[Made]:
        """``function`` of each item, in order; at most a few batches per worker are under way at once."""
        if self.workers == 1 or len(items) < self.threshold:
            yield from map(function, items)
            return
        with ProcessPoolExecutor(self.workers, mp_context=_context()) as pool:
            waiting: deque[Future[_Batch[Made]]] = deque()
            try:
                for start in range(0, len(items), self.batch):
                    if len(waiting) >= 3 * self.workers:
                        yield from _answers(waiting.popleft().result())
                    waiting.append(pool.submit(partial(_batch, function), items[start : start + self.batch]))
                while waiting:
                    yield from _answers(waiting.popleft().result())
            finally:  # the pool takes back what nobody waits for: cancelled one by one, it may wait for ever (3.11.2)
                pool.shutdown(cancel_futures=True)

    def beside(self, memory: Memory, ready: Callable[[], None] | None = None) -> Beside[Memory] | None:
        """A process beside this one, where there is a core for it; there ``ready`` is called first."""
        return Beside(_context(), memory, ready) if self.workers > 1 else None


class _Batch(NamedTuple, Generic[Made]):
    """What was made of a batch, and the error that ended it early."""

    made: list[Made]
    error: Exception | None


def _batch(function: Callable[[Item], Made], items: Sequence[Item]) -> _Batch[Made]:
    made: list[Made] = []
    try:
        for item in items:
            made.append(function(item))  # noqa: PERF401 - what came before an error counts
    except Exception as error:
        return _Batch(made, error)
    return _Batch(made, None)


def _answers(batch: _Batch[Made]) -> Iterator[Made]:
    yield from batch.made
    if batch.error is not None:
        raise batch.error


def _context() -> BaseContext:
    """How processes are started: as plain fork does not, safely in programs with threads."""
    return multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")


def _cores() -> int:
    """The cores that this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
