"""Notes: what a room makes of one article is kept in the case, and not made again while nothing that it saw changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import compress
from operator import ne
from typing import Any, Generic, NamedTuple, TypeVar

from communique.data import Article
from communique.engine import Engine
from communique.store import Store
from communique.store.bodies import unpack

Noun = TypeVar("Noun")

_TOGETHER = 256  # articles whose notes are written at once
_NOTHING = ("", b"")


class Room(NamedTuple, Generic[Noun]):
    """A room that works on one article at a time: its name, and what it makes, also packed for keeping.

    ``given`` is what it makes that of: the articles, or more.
    """

    name: str
    kind: type[Noun]
    make: Callable[[Any], tuple[Noun, bytes]]
    given: Callable[[Sequence[Article]], Sequence[Any]] = list


class Shelf:
    """The notes that this process has unpacked: room to article id to the key, and to what was made."""

    def __init__(self) -> None:
        self._rooms: dict[str, tuple[dict[str, str], dict[str, Any]]] = {}

    def of(self, room: str) -> tuple[dict[str, str], dict[str, Any]]:
        """The keys, and what was made, of one room."""
        return self._rooms.setdefault(room, ({}, {}))


def each(
    store: Store,
    room: Room[Noun],
    found: Sequence[Article],
    keys: Mapping[str, str],
    engine: Engine,
    progress: Callable[[int, int | None], None],
    shelf: Shelf | None = None,
) -> list[Noun]:
    """What a room makes of each article; what the case, or the shelf, holds under the same key is not made again."""
    under, held = (shelf or Shelf()).of(room.name)
    ids = [a.id for a in found]
    wanted = list(compress(found, map(ne, map(under.get, ids), map(keys.__getitem__, ids))))
    kept = store.notes(room.name, [a.id for a in wanted]) if wanted else {}
    fresh = [a for a in wanted if kept.get(a.id, _NOTHING)[0] != keys[a.id]]
    for article_id in {a.id for a in wanted} - {a.id for a in fresh}:
        under[article_id], held[article_id] = keys[article_id], unpack(room.kind, kept[article_id][1])
    waiting: list[tuple[str, str, bytes]] = []
    given = room.given(fresh)
    progress(0, len(fresh))
    for done, (article, (noun, body)) in enumerate(zip(fresh, engine.map(room.make, given), strict=True), 1):
        under[article.id], held[article.id] = keys[article.id], noun
        waiting.append((article.id, keys[article.id], body))
        if len(waiting) >= _TOGETHER:
            store.note(room.name, waiting)
            waiting.clear()
        progress(done, len(fresh))
    store.note(room.name, waiting)
    return list(map(held.__getitem__, ids))


def noted(store: Store, room: str, kind: type[Noun], article_ids: Set[str]) -> list[Noun]:
    """What a room noted of these articles when it last saw them."""
    return [unpack(kind, body) for _, body in store.notes(room, sorted(article_ids)).values()]
