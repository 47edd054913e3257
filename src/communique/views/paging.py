"""Long lists in parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from communique.views.asked import PER_PAGE, Asked

Item = TypeVar("Item")


def part(items: Sequence[Item], asked: Asked, size: int = PER_PAGE) -> tuple[Sequence[Item], dict[str, Any]]:
    """The items on the page asked for (the last one where there are fewer), and where that is among how many."""
    total = len(items)
    pages = max(1, -(-total // size))
    if asked.page is None:
        return items, {"page": 1, "pages": 1, "from": 1, "to": total, "total": total}
    page = min(asked.page, pages)
    first = (page - 1) * size
    last = min(first + size, total)
    return items[first:last], {"page": page, "pages": pages, "from": first + 1, "to": last, "total": total}
