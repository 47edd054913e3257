"""Notes: what a room makes of one article is kept in the case, and not made again while nothing that it saw changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, Generic, NamedTuple, TypeVar

from communique.data import Article
from communique.engine import Engine
from communique.store import Store
from communique.store.file import unpack

Noun = TypeVar("Noun")

_TOGETHER = 256  # articles whose notes are written at once


class Room(NamedTuple, Generic[Noun]):
    """A room that works on one article at a time: its name, and what it makes, also packed for keeping.

    ``given`` is what it makes that of: the articles, or more.
    """

    name: str
    kind: type[Noun]
    make: Callable[[Any], tuple[Noun, bytes]]
    given: Callable[[Sequence[Article]], Sequence[Any]] = list


def each(
    store: Store,
    room: Room[Noun],
    found: Sequence[Article],
    keys: Mapping[str, str],
    engine: Engine,
    progress: Callable[[int, int | None], None],
) -> list[Noun]:
    """What a room makes of each article; what the case holds under the same key is not made again."""
    kept = store.notes(room.name)
    fresh = [a for a in found if kept.get(a.id, ("", b""))[0] != keys[a.id]]
    done: dict[str, Noun] = {}
    waiting: list[tuple[str, str, bytes]] = []
    given = room.given(fresh)
    progress(0, len(fresh))
    for article, (noun, body) in zip(fresh, engine.map(room.make, given), strict=True):
        done[article.id] = noun
        waiting.append((article.id, keys[article.id], body))
        if len(waiting) >= _TOGETHER:
            store.note(room.name, waiting)
            waiting.clear()
        progress(len(done), len(fresh))
    store.note(room.name, waiting)
    return [done[a.id] if a.id in done else unpack(room.kind, kept[a.id][1]) for a in found]


def noted(store: Store, room: str, kind: type[Noun], article_ids: Set[str]) -> list[Noun]:
    """What a room noted of these articles when it last saw them."""
    return [unpack(kind, body) for article_id, (_, body) in store.notes(room).items() if article_id in article_ids]
