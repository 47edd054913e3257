"""What numbers count: units of measurement, currencies, and the nouns that mean the same thing counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.errors import VocabularyError
from communique.vocabulary import loading

LENGTH_OF_TALKS = ("hour of talks", "minute of talks")
"""How what is counted begins where it is the length of talks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Every printed form (lower case) with its name; ``irregular`` maps a plural to its singular."""

    measures: Mapping[str, str]
    currencies: Mapping[str, str]
    counted: Mapping[str, str]
    irregular: Mapping[str, str]

    @property
    def measured(self) -> frozenset[str]:
        """The names of what is measured or paid, not counted: "kilometre", "dollar"."""
        return frozenset({*self.measures.values(), *self.currencies.values()})


@cache
def load() -> Units:
    """The shipped units; VocabularyError where a form stands for two things in one table."""
    raw = loading.table("units")
    loading.checked("units", "file", raw, required=("measures", "currencies", "counted", "irregular"))
    return Units(
        measures=_forms("measures", raw["measures"]),
        currencies=_forms("currencies", raw["currencies"]),
        counted=_forms("counted", raw["counted"]),
        irregular=dict(raw["irregular"]),
    )


def _forms(entry: str, rows: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, forms in rows.items():
        for form in (name, *forms):
            if found.setdefault(form, name) != name:
                raise VocabularyError(f"units.toml: {entry}: {form!r} stands for {found[form]} and {name}")
    return found


def singular(word: str) -> str:
    """The singular of an English noun, by rule and by the list of irregular ones ("cities" -> "city")."""
    folded = word.lower()
    known = load().irregular.get(folded)
    if known is not None:
        return known
    if folded.endswith("men") and len(folded) > 6:
        return folded[:-2] + "an"  # crewmen, swordsmen
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    if folded.endswith(("sses", "shes", "ches", "xes", "zes")):
        return folded[:-2]
    if folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        return folded[:-1]
    return folded


@cache
def plural(word: str) -> str | None:
    """The irregular plural of a noun, None where it has none."""
    return next((many for many, one in sorted(load().irregular.items()) if one == word), None)
