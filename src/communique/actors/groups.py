"""Groups by what they are ("rebels", "shopkeepers"): on the side that they are called after, or against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.actors.conflict import REBELS
from communique.actors.entities import Entity
from communique.actors.lexicon import Hit, Lexicon
from communique.actors.roles import Role
from communique.actors.words import Word
from communique.vocabulary.offices import offices

_AGAINST = REBELS | frozenset(
    "militant jihadist extremist protester demonstrator opposition dissident exile refugee settler gunman".split()
)
_ONLY_THERE = ("secretary of state", "secretary of defense", "taoiseach")  # others have the other titles, too
_OPPOSED = _AGAINST | frozenset("exiled breakaway jailed".split())


class Groups:
    """The groups of one article: ``entity`` gives the one actor of a kind, key and side, ``movement`` its only one."""

    def __init__(
        self, lexicon: Lexicon, entity: Callable[[str, str, str | None], Entity], movement: str | None
    ) -> None:
        self._entity = entity
        self._movement = movement
        self._lexicon = lexicon
        self._states = {i for i, p in zip(lexicon.ids, lexicon.polities, strict=True) if p.kind == "state"}
        self._called: dict[str, dict[str, Entity]] = {}

    def of(self, role: Role, key: str, side: str | None) -> Entity:
        """Who a group is, which the article calls ``key``.

        "Norlandic rebels" do not act for the state, and "the rebels" after them are the same ones.
        """
        if role.kind == "neutral" or role.head not in _AGAINST:
            return self._entity("group", key, side if role.kind == "group" else None)
        key = role.head if key.startswith(f"{role.head} ") else key
        known = self._called.setdefault(role.head, {})
        if side is None and role.determiner == "the" and len(known) == 1:
            return next(iter(known.values()))
        if role.head in REBELS and side in self._states and self._movement:
            side = self._movement  # "Norlandic rebels", where a report tells of one movement
        against = side in self._states
        group = self._entity("group", f"{key} of {side}" if against else key, None if against else side)
        return group if side is None else known.setdefault(side, group)

    def speaking(self, words: Sequence[Word], role: Role) -> Role:
        """ "Rebel officials" and "the separatist delegation" are the rebels; any other role is what it is."""
        head = words[role.core].low
        theirs = head in REBELS and role.end > role.core + 1 and role.kind in ("unnamed", "organ", "office")
        return replace(role, kind="group", head=head, owner=None, plural=True) if theirs else role

    def seats(self, hits: Sequence[Hit]) -> dict[int, str]:
        """The sides of states by the words that name them or their capitals."""
        told = ((hit, self._lexicon.sides[hit.senses[0].polity]) for hit in hits if len(hit.senses) == 1)
        return {i: side for hit, side in told if side in self._states for i in range(hit.first, hit.last)}

    def by_title(self, office: str, hits: Sequence[Hit]) -> str | None:
        """The side of an office that only one state calls so ("Taoiseach"), or of the states in ``hits`` only one."""
        core, named = office.casefold(), set(self.seats(hits).values())
        if "shadow" in core.split():
            return None  # of the opposition
        for title, owner in offices().owners.items():
            if core.endswith(title) and not core.endswith("secretary of state for"):
                side = next(self._lexicon.sides[n] for n, p in enumerate(self._lexicon.polities) if p.name == owner)
                return side if title in _ONLY_THERE or side in named else None
        return None

    def against(self, words: Sequence[Word], role: Role, owner: Hit) -> bool:
        """Whether somebody is a state's opponent: "Norlandic opposition leader", "rebel commanders in Norland"."""
        told = {word.low for word in words[max(0, role.start - 1) : role.end - 1]}
        return not _OPPOSED.isdisjoint(told) and self._lexicon.sides[owner.senses[0].polity] in self._states
