"""Pages that were drawn, kept for whoever asks next, packed and up to a bound."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from weakref import ref

from communique.snapshot import Snapshot

_MOST = 16_000_000  # bytes of packed pages: about a thousand of fifty rows
_LEVEL = 1  # of packing: a tenth of the size at a tenth of the time that drawing takes


class Drawn:
    """The finished pages of the newest snapshot by what was asked; those not asked for longest make room."""

    def __init__(self, *, most: int = _MOST) -> None:
        self._most = most
        self._size = 0
        self._of: Callable[[], Snapshot | None] = lambda: None
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()

    def page(self, now: Snapshot, question: Hashable, draw: Callable[[], str]) -> bytes:
        """The page that answers a question about a snapshot, drawn where it is not kept."""
        if self._of() is not now:
            self._pages.clear()
            self._of, self._size = ref(now), 0
        packed = self._pages.get(question)
        if packed is not None:
            self._pages.move_to_end(question)
            return zlib.decompress(packed)
        page = draw().encode("utf-8", "replace")
        self._pages[question] = packed = zlib.compress(page, _LEVEL)
        self._size += len(packed)
        while self._size > self._most:
            self._size -= len(self._pages.popitem(last=False)[1])
        return page
