"""Who listens to a served case, from any thread to any number of pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

Message = dict[str, Any]
_FULL = 1000  # messages that one listener may fall behind: then it has gone, or sleeps


class Listeners:
    """The pages that hear what happens to a case."""

    def __init__(self) -> None:
        self._all: set[tuple[asyncio.AbstractEventLoop, asyncio.Queue[Message | None]]] = set()

    async def listen(self, first: Callable[[], Message]) -> AsyncIterator[Message]:
        """What was so at the beginning, and then everything that is announced until the end."""
        heard: asyncio.Queue[Message | None] = asyncio.Queue(_FULL)
        listener = asyncio.get_running_loop(), heard
        self._all.add(listener)
        try:
            yield first()
            while (message := await heard.get()) is not None:
                yield message
        finally:
            self._all.discard(listener)

    def announce(self, message: Message | None) -> None:
        """Tell everybody, from any thread; None is the end."""
        for loop, heard in list(self._all):
            if not loop.is_closed():
                loop.call_soon_threadsafe(_put, heard, message)


def _put(heard: asyncio.Queue[Message | None], message: Message | None) -> None:
    if heard.full():
        heard.get_nowait()
    heard.put_nowait(message)
