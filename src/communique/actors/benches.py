"""Parties of a parliament, and for which of them a lawmaker sits: "Ana Brisk, R-Texas", "Labour MP Ana Brisk"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from communique.actors.entities import Entity, Found
from communique.actors.parties import governs
from communique.actors.words import Word
from communique.vocabulary.offices import offices

_LETTERS = {"R": "republican", "D": "democrat"}
_EACH = frozenset("every each".split())
_BEFORE = frozenset("senate house congressional many most some few several all other but both and the".split())
_APPOSED = 5  # words in which an apposition tells a party: ", the top Republican on"


class Benches:
    """The parties of one article's lawmakers: ``bodies`` by the id that is their side."""

    def __init__(self, words: Sequence[Word], entity: Callable[[str, str], Entity]) -> None:
        self._words = words
        self._entity = entity
        self.bodies: dict[str, Entity] = {}

    def of(self, person: Entity, mentions: Iterable[Found]) -> list[str]:
        """The side of ``person``, mentioned by name at these places: one at most, and none of who governs."""
        if governs(person):
            return []
        told = {party for found in mentions if (party := self._behind(found.last) or self._ahead(found)) is not None}
        return [self._body(told.pop()).id] if len(told) == 1 else []

    def named(self, taken: Sequence[int]) -> Iterator[Found]:
        """The parties that are called by their members: "Democrats", but not "Social Democrats"."""
        parties = offices().parties
        for at, word in enumerate(self._words):
            party = parties.get(word.low) if word.capital and taken[at] < 0 else None
            if party is None:
                continue
            each = not _EACH.isdisjoint(w.low for w in self._words[max(0, at - 2) : at])
            before = self._words[at - 1] if at and not word.opens else None
            longer = before is not None and before.capital and before.low not in _BEFORE
            if (each or word.low.endswith("s")) and not longer:
                yield Found(
                    first=at, last=at + 1, entity=self._body(party), form="name", reason="a party by its members"
                )

    def _body(self, party: str) -> Entity:
        body = self._entity("organisation", party)
        body.side = body.id
        self.bodies[body.id] = body
        return body

    def _behind(self, at: int) -> str | None:
        """The party in "(R-Texas)", ", a Republican from" or ", Texas Republican,"."""
        words = self._words
        if at + 2 >= len(words) or words[at].text not in (",", "("):
            return None
        if words[at + 2].joined and words[at + 2].capital and words[at + 1].text in _LETTERS:
            return offices().parties[_LETTERS[words[at + 1].text]]
        for word in words[at + 1 : at + 1 + _APPOSED]:
            if not word.verbal:
                break
            if word.capital and word.low in offices().parties:
                return offices().parties[word.low]
        return None

    def _ahead(self, found: Found) -> str | None:
        """The party in "Republican Senator N"."""
        for word in self._words[max(0, found.opening - 1) : found.first]:
            if word.capital and word.low in offices().parties:
                return offices().parties[word.low]
        return None
