"""Whose side somebody is on, and which sides a stretch of text names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from communique.data import Actor
from communique.vocabulary.polities import polities

_SIDES = frozenset({"state", "organisation", "group"})  # what can be a side by itself
_STEM = 5  # letters from which a name without its last vowel still tells whose people are meant
_VOWELS = "aeiouy"


class Sides:
    """The sides of a case, by the ids of their actors."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in sorted(actors, key=lambda a: a.id)}

    def of(self, actor: str) -> str | None:
        """The side of an actor; None for one that is on no side that is known."""
        found = self._actors.get(actor)
        if found is None:
            return None
        if found.side is not None:
            return found.side
        return actor if found.kind in _SIDES else None

    def name(self, side: str) -> str:
        """What a side is called."""
        return self._actors[side].name if side in self._actors else side

    def words(self, side: str) -> frozenset[str]:
        """The words that stand for a side: its own, its people's, and those that any reader knows."""
        own = {w for a in self._actors.values() if self.of(a.id) == side for w in (a.name, *a.aliases)}
        shipped = (p for p in polities() if p.name == self.name(side))
        known = {w for p in shipped for w in (*p.aliases, *p.demonyms, *p.capitals, *p.metonyms)}
        return frozenset(word for word in own | known if word[:1].isupper() and len(word) > 1)


class Naming:
    """Finds which of some sides a text names, and where."""

    def __init__(self, sides: Sides, wanted: Iterable[str]) -> None:
        owners: dict[str, set[str]] = defaultdict(set)
        stems: dict[str, str] = {}
        for side in sorted(wanted):
            for word in sides.words(side):
                owners[word].add(side)
            if stem := _stem(sides.name(side)):
                stems[stem] = side
        self._words = {word: next(iter(owner)) for word, owner in owners.items() if len(owner) == 1}
        self._stems = stems
        whole = sorted(self._words, key=lambda word: (-len(word), word))
        parts = [rf"(?:{'|'.join(map(re.escape, whole))})(?!\w)"] if whole else []
        parts += [rf"(?P<stem>{'|'.join(map(re.escape, sorted(stems)))})\w{{0,4}}(?!\w)"] if stems else []
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})") if parts else None

    def found(self, text: str) -> list[tuple[int, str]]:
        """Where each side is named, in order: the place and the side."""
        if self._pattern is None:
            return []
        hits = self._pattern.finditer(text)
        return (
            [(hit.start(), self._stems[stem] if (stem := hit["stem"]) else self._words[hit[0]]) for hit in hits]
            if (self._stems)
            else [(hit.start(), self._words[hit[0]]) for hit in hits]
        )


def _stem(name: str) -> str:
    """The part of a name that its adjective shares, where the name is one long word."""
    if not name.isalpha() or len(name) < _STEM:
        return ""
    stem = name.rstrip(_VOWELS)
    return stem if len(stem) >= _STEM - 1 else ""
