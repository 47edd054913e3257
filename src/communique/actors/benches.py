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
_MEMBERS = frozenset(
    "lawmakers senators congressmen legislators leaders members representatives aides officials governors negotiators "
    "mps deputies backbenchers ministers leadership caucus whips appropriators".split()
)
_STOPS = frozenset(',;:()“”"—–')
_CHAMBERS = frozenset("congressional house senate party top senior leading".split())
_APPOSED = 7  # words in which an apposition tells a party: ", the top Republican on"


class Benches:
    """The parties of one article's lawmakers: ``bodies`` by the id that is their side."""

    def __init__(self, words: Sequence[Word], entity: Callable[[str, str], Entity]) -> None:
        self._words = words
        self._entity = entity
        self.bodies: dict[str, Entity] = {}
        self.members: set[int] = set()
        """The words that call a party by its members."""

    def of(self, person: Entity, mentions: Iterable[Found]) -> list[str]:
        """The side of ``person``, mentioned by name at these places: one at most, and none of who governs."""
        if governs(person):
            return []
        told = {party for found in mentions if (party := self._behind(found.last) or self._ahead(found)) is not None}
        return [self._body(told.pop()).id] if len(told) == 1 else []

    def named(self, taken: Sequence[int]) -> Iterator[Found]:
        """The parties that are called by their members: "Democrats", "Labour leaders", but not "Social Democrats"."""
        parties, plain = offices().parties, _BEFORE | offices().words["names.ordinary"]
        for at, word in enumerate(self._words):
            party = parties.get(word.low) if word.capital and taken[at] < 0 else None
            if party is None:
                continue
            each = not _EACH.isdisjoint(w.low for w in self._words[max(0, at - 2) : at])
            before = self._words[at - 1] if at and not word.opens else None
            longer = before is not None and before.capital and before.low not in plain
            plural = each or word.low.endswith("s")
            last = at + 1 if plural else self._members(at)
            if last and not longer:
                self.members.update(range(at, last))
                yield Found(first=at, last=last, entity=self._body(party), form="name", reason="a party by its members")

    def _members(self, at: int) -> int:
        """Where "Democratic lawmakers", "Labour and Tory MPs" end, of which the first word is a party's; else 0."""
        words, end = self._words, at + 1
        if words[end : end + 1] and words[end].low in ("and", "or") and end + 1 < len(words):
            other = words[end + 1]
            return end if other.low in offices().parties and self._members(end + 1) else 0
        while end < len(words) and words[end].low in _CHAMBERS:
            end += 1
        return end + 1 if end < len(words) and words[end].low in _MEMBERS else 0

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
            if word.text in _STOPS:
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
