"""Which edition of Communique this is, down to the last rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def edition() -> str:
    """A hash of our own code and vocabulary: when a rule changes, what it made is made again."""
    parts = hashlib.sha256()
    for name, entry in sorted(_sources(files("communique"), "")):
        parts.update(name.encode())
        parts.update(entry.read_bytes())
    return parts.hexdigest()[:16]


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "demo":
                yield from _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".toml", ".sql")):
            yield prefix + entry.name, entry
