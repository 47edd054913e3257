"""What hangs together by pairs: for asking who may carry an error or what is one story, never for lineages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

Item = TypeVar("Item", bound=Any)


def connected(pairs: Iterable[tuple[Item, Item]]) -> dict[Item, Item]:
    """For each item of a pair the least of those that it is connected with by any number of pairs."""
    least: dict[Item, Item] = {}

    def root(item: Item) -> Item:
        while (above := least[item]) != item:
            least[item] = item = least[above]
        return item

    for one, other in pairs:
        first = root(one) if one in least else least.setdefault(one, one)
        second = root(other) if other in least else least.setdefault(other, other)
        if first != second:
            least[max(first, second)] = min(first, second)
    return {item: root(item) for item in least}
