"""The world's news agencies, by every form in which a report credits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from communique.vocabulary.loading import checked, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A news or picture agency: its full name, the shorter forms in use, whether it supplies pictures only."""

    name: str
    short: tuple[str, ...] = ()
    photo: bool = False


@cache
def agencies() -> Mapping[str, Agency]:
    """Every shipped agency by each of its forms, as printed; VocabularyError where the file is wrong."""
    found: dict[str, Agency] = {}
    for row in table("outlets")["agency"]:
        entry = checked("outlets", str(row.get("name")), row, required=("name", "short"), optional=("photo",))
        agency = Agency(name=entry["name"], short=tuple(entry["short"]), photo=entry.get("photo", False))
        found |= dict.fromkeys((agency.name, *agency.short), agency)
    return MappingProxyType(found)
