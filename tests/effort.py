"""How much work a call is, counted instead of timed: the same on every machine, however busy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python ``work`` runs through. What happens inside the C of a pattern is not seen."""
    count = 0

    def look(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def grows_straight(work: Callable[[int], object], *, small: int, large: int) -> bool:
    """Whether work of size ``large`` takes at most three times its share of that of size ``small``."""
    few, many = lines_run(lambda: work(small)), lines_run(lambda: work(large))
    return many <= 3 * (large / small) * max(few, 200)
