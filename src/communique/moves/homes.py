"""Whose "the government" is: bodies named without their country, told by what is spoken of around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from communique.data import Actor, Mention, Statement

HOMES = frozenset("government ministry cabinet army military navy authorities administration treasury".split())
"""Words for bodies that every state has."""
BODIES = frozenset(
    "movement group bloc union alliance commission council front federation organisation organization".split()
)
"""Words for bodies of several states, and for movements."""
_FAR = 1200  # code points: about three paragraphs
_PLAIN = re.compile(r"(?:the|its|a|an|two|three|some)\s(?:[a-z-]+\s){0,4}?([a-z-]+)", re.IGNORECASE)


class Homes:
    """The sides of one article in the order in which it mentions them."""

    def __init__(self, actors: Mapping[str, Actor], mentions: Sequence[Mention]) -> None:
        """``mentions`` in order."""
        self._actors = actors
        self._rows: list[tuple[int, str]] = []
        self._housed: list[tuple[int, str, str]] = []  # where "the N administration" stands, and whose it is
        for mention in mentions:
            known = actors.get(mention.actor)
            side = "" if known is None else known.side or known.id
            if side in actors and actors[side].kind in ("state", "organisation", "group"):
                self._rows.append((mention.anchor.start, side))
                last = mention.anchor.exact.lower().split()[-1:]
                if last and last[0] in HOMES and actors[side].kind == "state":
                    self._housed.append((mention.anchor.start, last[0], side))
        self._starts = [start for start, _ in self._rows]

    def before(self, place: int, *, without: frozenset[str] = frozenset(), state: bool = True) -> str | None:
        """The side mentioned last before ``place``, not one of ``without``; a state, or with ``state`` false a body."""
        kinds = ("state",) if state else ("organisation", "group")
        for start, side in reversed(self._rows[: bisect_left(self._starts, place)]):
            if place - start > _FAR:
                break
            if side not in without and self._actors[side].kind in kinds:
                return side
        return None

    def housed(self, place: int, word: str) -> str | None:
        """The state whose ``word`` ("administration") was named last before ``place``, where it is only one."""
        sides = {side for start, said, side in self._housed if said == word and start < place}
        return sides.pop() if len(sides) == 1 else None

    def between(self, start: int, end: int) -> frozenset[str]:
        """The sides mentioned within ``start:end``."""
        return frozenset(
            side for _, side in self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        )

    def named(self, words: str) -> str | None:
        """The one body whose name shares a capitalised word, or its initials, with ``words``."""
        big = set(re.findall(r"\b[A-Z][\w-]{2,}", words)) - {"The", "Two", "Three", "Some"}
        found = {
            actor.id
            for actor in self._actors.values()
            if actor.kind in ("organisation", "group") and actor.side in (None, actor.id)
            and (big & set(actor.name.split()) or re.sub(r"[^A-Z]", "", actor.name) in big)
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def speaking(self, statement: Statement) -> str | None:
        """The side of a source that names none ("the ministry", "the OABS"); None where nothing tells it."""
        if statement.source is None:
            return None
        said = statement.source.exact
        plain = _PLAIN.fullmatch(said) if len(said) < 80 else None
        words = set(said.lower().split())
        if plain is None:
            return None
        without = frozenset[str]().union(*(self.between(a.start, a.end) for a in statement.content))
        if not HOMES.isdisjoint(words):
            return self.before(statement.source.start, without=without)
        found = self.named(said)
        if found is None and plain[1].lower() in BODIES:
            found = self.before(statement.source.start, without=without, state=False)
        return found
