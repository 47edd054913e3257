"""Polities as a dictionary of phrases, and where they stand in a row of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from communique import text as texts
from communique.actors.words import Word
from communique.data import Polity, digest
from communique.vocabulary.offices import offices
from communique.vocabulary.polities import part_of, polities

_NO_PLURAL = ("s", "ese", "ish", "ch", "man", "Dutch")
_FAMILY = frozenset("union federation community confederation league alliance bloc".split())
_ORGANS = frozenset("commission council parliament court secretariat tribunal assembly agency committee".split())


class Sense(NamedTuple):
    """What a phrase may stand for: a polity by its number, and how (name, demonym, capital or metonym)."""

    polity: int
    form: str


class Hit(NamedTuple):
    """A phrase of the lexicon at ``words[first:last]``."""

    first: int
    last: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All polities that can be recognised, and the phrases that stand for them, by first word."""

    polities: tuple[Polity, ...]
    ids: tuple[str, ...]
    sides: tuple[str, ...]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Sense, ...]], ...]]
    short: Mapping[str, tuple[int, ...]]
    turned: Mapping[frozenset[str], int]
    """Learned names by their words: a text put through machines may turn them round."""


@lru_cache(maxsize=1 << 14)
def actor_id(kind: str, name: str, side: str | None = None) -> str:
    """The id of an actor: the same name gives the same id in every article."""
    return digest("actor", kind, texts.fold(name), side)


@lru_cache(maxsize=8)
def lexicon(learned: tuple[Polity, ...] = ()) -> Lexicon:
    """The shipped polities with the ``learned`` ones of a case."""
    known = polities()
    names = {polity.name for polity in known}
    every = known + tuple(p for p in learned if p.name not in names)
    ids = tuple(actor_id(p.kind, p.name) for p in every)
    parents = _parents(every)
    by_name = {p.name: i for p, i in zip(every, ids, strict=True)}
    sides = tuple(by_name.get(parents.get(p.name, p.name), i) for p, i in zip(every, ids, strict=True))
    turned = {frozenset(texts.fold(p.name).split()): n for n, p in enumerate(every) if p.name not in names}
    return Lexicon(every, ids, sides, _phrases(every), _short(every), turned)


def _parents(every: Sequence[Polity]) -> dict[str, str]:
    """The shipped organs of bodies, and learned ones that share the first word: X Commission, X Union."""
    parents = dict(part_of())
    families = {p.name.split()[0]: p.name for p in every if _last(p.name) in _FAMILY and len(p.name.split()) == 2}
    for p in every:
        first = p.name.split()[0]
        if p.name not in parents and _last(p.name) in _ORGANS and first in families and len(p.name.split()) == 2:
            parents[p.name] = families[first]
    return parents


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _phrases(every: Sequence[Polity]) -> dict[str, tuple[tuple[tuple[str, ...], tuple[Sense, ...]], ...]]:
    senses: dict[tuple[str, ...], list[Sense]] = {}
    for number, polity in enumerate(every):
        for phrase, form in _forms(polity):
            key = _key(phrase)
            held = senses.setdefault(key, [])
            if key and all(s.polity != number for s in held):
                held.append(Sense(number, form))
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]] = {}
    for key, found in senses.items():
        by_first.setdefault(key[0], []).append((key, tuple(found)))
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for first, rows in by_first.items()}


def _forms(polity: Polity) -> Iterator[tuple[str, str]]:
    for name in (polity.name, *polity.aliases):
        yield name, "name"
    for demonym in polity.demonyms:
        yield demonym, "demonym"
        if not demonym.endswith(_NO_PLURAL):
            yield demonym + "s", "demonym"
    for metonym in polity.metonyms:
        yield metonym, "metonym"
    for capital in polity.capitals:
        yield capital, "capital"


def _key(phrase: str) -> tuple[str, ...]:
    """A phrase as the words of a row would be: split at hyphens, without full stops and apostrophe endings."""
    pieces = (piece for token in texts.tokens(phrase) for piece in token.text.replace("–", "-").split("-"))
    keys = (_bare(piece) for piece in pieces if piece and piece[0].isalnum())
    return tuple(key for key in keys if key)


def _bare(piece: str) -> str:
    if piece.isalpha():
        return piece
    for mark in texts.APOSTROPHES:
        piece = piece.replace(mark, "'")
    return piece.removesuffix("'s").replace(".", "")


def _short(every: Sequence[Polity]) -> dict[str, tuple[int, ...]]:
    """Generic last words ("front", "commission", "alliance") to the polities that they may abbreviate."""
    words = offices().words
    generic = words["names.bodies"] | words["names.movements"]
    found: dict[str, list[int]] = {}
    for number, polity in enumerate(every):
        if polity.kind == "state":
            continue
        for last in sorted({_last(name) for name in (polity.name, *polity.aliases) if " " in name}):
            if last in generic:
                found.setdefault(last, []).append(number)
    alliance = next(n for n, p in enumerate(every) if p.name == "NATO")
    found["alliance"] = sorted({*found.get("alliance", []), alliance})
    for direction, number in _halves(every):
        found.setdefault(direction, []).append(number)
    found["bloc"] = [n for n, p in enumerate(every) if p.kind == "organisation" and _last(p.name) in _FAMILY]
    return {last: tuple(numbers) for last, numbers in found.items()}


def _halves(every: Sequence[Polity]) -> Iterator[tuple[str, int]]:
    """The states that a direction alone may name, because another state of the name lies opposite: "the North"."""
    names = {polity.name: number for number, polity in enumerate(every) if polity.kind == "state"}
    for one, other in (("North", "South"), ("East", "West")):
        for name, number in names.items():
            opposite = names.get(f"{other} {name.removeprefix(one + ' ')}")
            if name.startswith(one + " ") and opposite is not None:
                yield one.casefold(), number
                yield other.casefold(), opposite


def scan(lexicon: Lexicon, words: Sequence[Word]) -> list[Hit]:
    """Where the lexicon's phrases stand, longest first, never overlapping."""
    hits: list[Hit] = []
    i = 0
    while i < len(words):
        word = words[i]
        hit = _at(lexicon, words, i) if word.capital or word.low in ("al",) else None
        if hit is not None:
            hits.append(hit)
            i = hit.last
        else:
            i += 1
    return hits


def _at(lexicon: Lexicon, words: Sequence[Word], i: int) -> Hit | None:
    for first in _spellings(words[i]):
        for key, senses in lexicon.phrases.get(first, ()):
            last = i + len(key)
            if last <= len(words) and words[last - 1].sentence == words[i].sentence and _same(words, i + 1, key[1:]):
                return Hit(i, last, senses)
    return None


def _same(words: Sequence[Word], i: int, key: Iterable[str]) -> bool:
    return all(part in _spellings(words[i + k]) or part.casefold() == words[i + k].low for k, part in enumerate(key))


def _spellings(word: Word) -> tuple[str, ...]:
    key = _bare(word.text)
    if len(key) > 3 and key.isupper():
        return key, key.capitalize()
    return (key,)
