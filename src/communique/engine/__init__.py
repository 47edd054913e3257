"""Where the work runs. An engine has one method: it maps a pure function over items, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from communique.engine.beside import Beside
from communique.engine.local import LocalEngine
from communique.engine.serial import SerialEngine

Item = TypeVar("Item")
Made = TypeVar("Made")

__all__ = ["Beside", "Engine", "LocalEngine", "SerialEngine"]


class Engine(Protocol):
    """The contract of every engine: the same answers in the same order, whatever it runs on."""

    def map(self, function: Callable[[Item], Made], items: Sequence[Item]) -> Iterator[Made]:
        """``function`` of each item, lazily, in the order of the items; its first exception is raised here."""
        ...
