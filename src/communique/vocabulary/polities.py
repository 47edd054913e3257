"""The world's states, bodies and armed movements as words, from ``polities.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from communique.data import ActorKind, Polity
from communique.vocabulary.loading import checked, table

_KINDS: Mapping[str, ActorKind] = {"states": "state", "bodies": "organisation", "movements": "organisation"}
_LISTS = ("aliases", "demonyms", "capitals", "metonyms")


@cache
def polities() -> tuple[Polity, ...]:
    """All shipped polities, in the order of the file; VocabularyError where it breaks its own rules."""
    return tuple(_polity(kind, row) for kind, row in _rows())


@cache
def part_of() -> Mapping[str, str]:
    """The name of a body, to the name of the polity that it is an organ of."""
    return {row["name"]: row["part_of"] for _, row in _rows() if "part_of" in row}


@cache
def not_states() -> frozenset[str]:
    """Names that may look like states in the news and are none: provinces, continents, peoples, parties."""
    return frozenset(_file()["not_states"])


def _file() -> Mapping[str, Any]:
    return checked("polities", "the file", table("polities"), required=(*_KINDS, "not_states"))


def _rows() -> Iterator[tuple[ActorKind, Mapping[str, Any]]]:
    file = _file()
    for group, kind in _KINDS.items():
        for row in file[group]:
            name = str(row.get("name"))
            yield kind, checked("polities", name, row, required=("name",), optional=("code", "part_of", *_LISTS))


def _polity(kind: ActorKind, row: Mapping[str, Any]) -> Polity:
    lists = {key: tuple(row.get(key, ())) for key in _LISTS}
    return Polity(name=row["name"], kind=kind, country=row.get("code"), **lists)
