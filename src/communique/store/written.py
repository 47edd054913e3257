"""What this process wrote last, and what differs from it now: most objects stay from one time to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from typing import Any, NamedTuple

from communique import data
from communique.store import codec


class Table(NamedTuple):
    """The nouns of a table, alone or in rows, and which objects these are: most stay from one time to the next."""

    parts: tuple[Any, ...]
    held: frozenset[int]

    @property
    def nouns(self) -> Iterator[Any]:
        """All of them."""
        return _nouns(self.parts)

    def unlike(self, other: Table) -> dict[str, Any]:
        """The nouns by id that are not the same objects in the other, or in another row."""
        left = self.held - other.held
        parts = compress(self.parts, map(left.__contains__, map(id, self.parts))) if left else ()
        return {row_id(noun): noun for noun in _nouns(parts)}


def _nouns(parts: Iterable[Any]) -> Iterator[Any]:
    return (noun for part in parts for noun in (part if isinstance(part, tuple) else (part,)))


class Written(NamedTuple):
    """Everything derived as it was written: from what, and table by table the nouns."""

    key: str
    tables: Mapping[str, Table]


def row_id(noun: Any) -> str:  # noqa: ANN401 - any derived noun
    """By what a derived noun is known in its table."""
    found: str = noun.article_id if isinstance(noun, data.Wording) else noun.id
    return found


def changed(before: Table, now: Table) -> tuple[list[tuple[str]], list[dict[str, Any]]]:
    """The keys of what has to go, and the rows to put there; what is the same object is not looked at."""
    come, gone = now.unlike(before), before.unlike(now)
    fresh = {noun_id: noun for noun_id, noun in come.items() if gone.get(noun_id) != noun}
    return [(noun_id,) for noun_id in gone if noun_id not in come], [codec.row(noun) for noun in fresh.values()]
