"""Where talks are held: the standing bodies and formats of diplomacy, and what talks are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.errors import VocabularyError
from communique.vocabulary import loading


@dataclass(frozen=True, slots=True, kw_only=True)
class Forums:
    """``names`` maps every printed form to the forum's name; the rest are the words of the general patterns."""

    names: Mapping[str, str]
    heads: tuple[str, ...]
    talks: tuple[str, ...]
    not_before: tuple[str, ...]


@cache
def load() -> Forums:
    """The shipped forums; VocabularyError where a form stands for two of them."""
    raw = loading.table("forums")
    loading.checked("forums", "file", raw, required=("forums", "patterns"))
    patterns = loading.checked("forums", "patterns", raw["patterns"], required=("heads", "talks", "not_before"))
    names: dict[str, str] = {}
    for name, forms in raw["forums"].items():
        for form in (name, *forms):
            if names.setdefault(form, name) != name:
                raise VocabularyError(f"forums.toml: {form!r} stands for {names[form]} and {name}")
    return Forums(
        names=names,
        heads=tuple(patterns["heads"]),
        talks=tuple(patterns["talks"]),
        not_before=tuple(patterns["not_before"]),
    )
