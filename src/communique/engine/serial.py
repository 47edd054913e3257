"""Everything in this process, one item after the other: for small work, notebooks and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


class SerialEngine:
    """The plainest engine."""

    def map(self, function: Callable[[Item], Made], items: Sequence[Item]) -> Iterator[Made]:
        """``function`` of each item, in order."""
        return map(function, items)
