"""What this process wrote last, and what differs from it now: most objects stay from one time to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from communique import data
from communique.memory import Follower
from communique.store import codec

Given = Mapping[Any, Any] | Sequence[Any]
"""The nouns of a table, alone or in rows, be it by some key: most are the same objects from one time to the next."""


class Table:
    """The nouns of a table as they were written."""

    def __init__(self) -> None:
        self._shown = Follower[Any]()
        self._known: dict[Any, Any] = {}

    @property
    def nouns(self) -> Iterator[Any]:
        """All of them."""
        return _alone(self._known.values())

    def changed(self, given: Given) -> tuple[list[tuple[str]], list[dict[str, Any]]]:
        """The keys of what has to go, and the rows to put there; what is the same object is not looked at."""
        known = self._known
        if isinstance(given, Mapping):
            now, turned = given, self._shown.turned(given)
        else:
            now = dict(zip(map(id, given), given, strict=True))
            turned = now.keys() ^ known.keys()
        gone = _by_id([known.pop(key) for key in turned if key in known])
        parts = {key: now[key] for key in turned if key in now}
        known.update(parts)
        come = _by_id(parts.values())
        fresh = (noun for noun_id, noun in come.items() if gone.get(noun_id) != noun)
        return [(noun_id,) for noun_id in gone if noun_id not in come], [codec.row(noun) for noun in fresh]


class Written(NamedTuple):
    """Everything derived as it was written: from what, and table by table."""

    key: str
    tables: Mapping[str, Table]


def nouns(given: Given) -> Iterator[Any]:
    """All nouns of a table."""
    return _alone(given.values() if isinstance(given, Mapping) else given)


def row_id(noun: Any) -> str:  # noqa: ANN401 - any derived noun
    """By what a derived noun is known in its table."""
    found: str = noun.article_id if isinstance(noun, data.Wording) else noun.id
    return found


def _alone(parts: Iterable[Any]) -> Iterator[Any]:
    return (noun for part in parts for noun in (part if isinstance(part, tuple) else (part,)))


def _by_id(parts: Iterable[Any]) -> dict[str, Any]:
    return {row_id(noun): noun for noun in _alone(parts)}
