"""Long lists in parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from communique.views.asked import PER_PAGE, Asked

Item = TypeVar("Item")


def part(items: Sequence[Item], asked: Asked) -> tuple[Sequence[Item], dict[str, Any]]:
    """The items on the page asked for (the last one where there are fewer), and where that is among how many."""
    pages = max(1, -(-len(items) // PER_PAGE))
    if asked.page is None:
        return items, {"page": 1, "pages": 1, "from": 1, "total": len(items)}
    page = min(asked.page, pages)
    first = (page - 1) * PER_PAGE
    return items[first : first + PER_PAGE], {"page": page, "pages": pages, "from": first + 1, "total": len(items)}
