"""An office without its holder that can only mean the person just told of: "N arrived. The envoy said no."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from communique.actors.clauses import gender_of_pronoun, place
from communique.actors.entities import Entity, Found
from communique.actors.full_names import gender_of_noun
from communique.actors.people import People
from communique.actors.roles import Role
from communique.actors.words import Word

# Whom a report calls by the office alone because there is only one: no name need stand before it.
_KNOWN = frozenset("president king queen emir sultan pope premier chancellor".split())
_LEADING = frozenset(("opening", "subject", "owner"))
_AHEAD = 40  # words of its sentence before the office
_MANY = 6  # people looked at for one office


class Told:
    """The people of one article by place, and which of them an office has been given to."""

    def __init__(self, words: Sequence[Word], people: People) -> None:
        self.words = words
        self.people = people
        self.full = [run for run in people.runs if run.last - run.first > 1 and not (run.body or run.place)]
        self.given: dict[int, str] = {}

    def person(self, role: Role, core: str) -> Entity | None:
        """The only person of the sentence before ``role``, as its subject, who holds no office that is told."""
        if role.determiner != "the" or role.former or role.possessive is not None or self._known(role):
            return None
        sentence = self.words[role.start].sentence
        near = [f for f in self.people.before(role.start, _MANY) if sentence - self.words[f.first].sentence <= 1]
        if (
            any(f.entity.offices for f in near)
            or self._others(near, role.start)
            or len({id(f.entity) for f in near}) != 1
        ):
            return None
        found = near[0]
        gender = gender_of_noun(role.head)
        if self._spoken_of(role.start, found.last):
            return None  # "she said the envoy": somebody else
        if self.words[found.first].sentence == sentence or (gender and found.entity.gender not in ("", gender)):
            return None
        if self._goes_on(role, found.entity):
            return None
        if place(self.words, found) not in _LEADING or self.given.setdefault(id(found.entity), core) != core:
            return None
        return found.entity

    def _others(self, near: Sequence[Found], i: int) -> bool:
        """Whether another full name, of which it is not known that it is a person's, stands between."""
        names = {f.first for f in near}
        at = bisect_left(self.full, i, key=lambda run: run.first)
        between = self.full[max(0, at - _MANY) : at]
        return any(run.first not in names and run.first > near[0].first for run in between) if near else False

    def _goes_on(self, role: Role, entity: Entity) -> bool:
        """Whether the office says whose it is, or the person is named again beside it: "the judge agreed with N"."""
        if role.end < len(self.words) and self.words[role.end].low in ("of", "for", "at"):
            return True
        sentence = self.words[role.start].sentence
        after = self.people.after(role.end, _MANY)
        return any(f.entity is entity and self.words[f.first].sentence == sentence for f in after)

    def _spoken_of(self, i: int, end: int) -> bool:
        """Whether "he" or "she" stands before the office in its own sentence."""
        here = self.words[i].sentence
        before = self.words[max(end, i - _AHEAD) : i]
        return any(word.sentence == here and word.quoted < 0 and gender_of_pronoun(word.low) for word in before)

    def _known(self, role: Role) -> bool:
        prime = self.words[role.end - 2].low == "prime" if role.end > 1 else False
        return role.head in _KNOWN or prime
