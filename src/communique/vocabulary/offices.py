"""Offices, titles, honorifics and the nouns for people and organs, from ``offices.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.vocabulary.loading import checked, table

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": ("unnamed", "neutral", "groups", "men", "women", "acting", "partisans", "inanimate", "describing"),
    "organs": ("words", "modifiers", "things"),
    "honorifics": ("men", "women", "either"),
    "names": (
        "particles",
        "bodies",
        "movements",
        "companies",
        "outlets",
        "places",
        "calendar",
        "families",
        "ordinary",
        "speaking",
    ),
    "given": ("men", "women"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The words of offices, folded: sets by what they are, ``owners`` from a title to the one state that uses it,
    ``parties`` from a word for a party's member to the party.
    """

    heads: frozenset[str]
    modifiers: frozenset[str]
    departments: frozenset[str]
    open_heads: frozenset[str]
    owners: Mapping[str, str]
    parties: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@cache
def offices() -> Offices:
    """The shipped words; VocabularyError where the file breaks its own rules."""
    file = table("offices")
    plain = ("heads", "modifiers", "departments", "open_heads")
    checked("offices", "the file", file, required=(*plain, "owners", "parties", *_GROUPS))
    words: dict[str, frozenset[str]] = {}
    for group, keys in _GROUPS.items():
        row = checked("offices", group, file[group], required=keys)
        words |= {f"{group}.{key}": frozenset(row[key].split()) for key in keys}
    heads, modifiers, departments, open_heads = (frozenset(file[key].split()) for key in plain)
    return Offices(
        heads=heads,
        modifiers=modifiers,
        departments=departments,
        open_heads=open_heads,
        owners=dict(file["owners"]),
        parties=dict(file["parties"]),
        words=words,
    )
