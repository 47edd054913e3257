"""Fixed collocations of world news with a word exchanged: what spinning by synonyms leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType

from communique.vocabulary.loading import checked, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A lower-case phrase that stands for a collocation.

    ``capital``: it does so only where it begins with a capital. ``leaning``: writers use it too, though seldom.
    """

    phrase: str
    capital: bool = False
    leaning: bool = False


@cache
def exchanges() -> Mapping[str, tuple[Exchange, ...]]:
    """Every exchange under the longest word that was put for another, a phrase under the longest of its words.

    VocabularyError where the file is wrong.
    """
    whole = checked("collocations", "the file", table("collocations"), required=("exchanged", "names", "phrases"))
    names = checked("collocations", "names", whole["names"], required=("fixed", "capital", "sound"))
    phrases = checked("collocations", "phrases", whole["phrases"], required=("spun", "leaning"))
    found = {phrase: (phrase, Exchange(phrase=phrase)) for phrase in phrases["spun"]}
    found |= {phrase: (phrase, Exchange(phrase=phrase, leaning=True)) for phrase in phrases["leaning"]}
    for key in ("fixed", "capital"):
        for phrase, put in (pair for name in names[key] for pair in _exchanged(name.split(), whole["exchanged"])):
            if phrase not in names["sound"]:
                found[phrase] = (put, Exchange(phrase=phrase, capital=key == "capital"))
    for name in names["capital"]:
        found |= {
            phrase: (put, Exchange(phrase=phrase, capital=True))
            for phrase, put in _wholly(name.split(), whole["exchanged"])
        }
    under: dict[str, list[Exchange]] = {}
    for _, (put, exchange) in sorted(found.items()):
        under.setdefault(max(put.split(), key=len), []).append(exchange)
    return MappingProxyType({word: tuple(of) for word, of in under.items()})


def _exchanged(words: Sequence[str], others: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The collocation with each of its words exchanged, one at a time, and what was put there."""
    for at, word in enumerate(words):
        for other in others.get(word, ()):
            yield " ".join((*words[:at], other, *words[at + 1 :])), other


def _wholly(words: Sequence[str], others: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The collocation with every word exchanged."""
    for put in product(*(others.get(word, ()) for word in words)):
        yield " ".join(put), max(put, key=len)
