"""What hangs together by pairs: for asking who may carry an error or what is one story, never for lineages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

Item = TypeVar("Item", bound=Any)


def connected(pairs: Iterable[tuple[Item, Item]]) -> dict[Item, Item]:
    """For each item of a pair the least of those that it is connected with by any number of pairs."""
    least: dict[Item, Item] = {}

    def root(item: Item) -> Item:
        least.setdefault(item, item)
        while least[item] != item:
            least[item] = least[least[item]]
            item = least[item]
        return item

    for one, other in pairs:
        first, second = root(one), root(other)
        if first != second:
            least[max(first, second)] = min(first, second)
    return {item: root(item) for item in least}
