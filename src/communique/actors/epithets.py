"""States by what they are called after they were named: "Sulmara ... The island nation said no"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.entities import Entity, Found
from communique.actors.words import Word

_STATES = frozenset("nation country state republic kingdom emirate sultanate principality".split())
_LARGEST = frozenset("economy exporter importer producer power superpower democracy supplier consumer".split())
_NOT_ITS_OWN = frozenset(
    "whole entire same other another rest host home neighbouring neighboring third welfare nanny deep first second "
    "member sister fellow rival enemy partner donor transit police one new two independent "
    "sovereign separate".split()
)
_GOES_ON = frozenset("of alliance bloc union group club treaty pact".split())  # "the 12-nation bloc" is no state
_LONGEST = 4  # words between "the" and the noun
_BACK = 60  # words in which the state stands before


def described(words: Sequence[Word], found: Sequence[Found], taken: Sequence[int]) -> list[Found]:
    """The descriptions that stand for the one state just named, in this sentence or the one before it.

    ``found`` are the mentions so far, ``taken`` tells which words are part of a known name. What
    describes one of several, or is said of a state by its name ("the island nation of Tarn"), stands for nobody.
    """
    named = [f for f in found if f.entity.kind == "state" and f.form in ("name", "metonym")]
    more: list[Found] = []
    for i, word in enumerate(words):
        if word.low in _STATES or word.low in _LARGEST:
            first = _opening(words, taken, i)
            state = _named_before(words, named, first) if first is not None else None
            if first is not None and state is not None:
                reason = "a description of the state just named"
                more.append(Found(first=first, last=i + 1, entity=state, form="group", reason=reason))
    return more


def _opening(words: Sequence[Word], taken: Sequence[int], at: int) -> int | None:
    """The first word behind the "the" of a description that ends at word ``at``; None where it is none."""
    after = words[at + 1] if at + 1 < len(words) else None
    goes_on = after is not None and (after.joined or after.low in _GOES_ON)
    if words[at].quoted >= 0 or taken[at] >= 0 or goes_on:
        return None
    i = at - 1
    while i >= 0 and at - i <= _LONGEST and words[i].low not in ("the", ".") and taken[i] < 0:
        i -= 1
    inside = [word.low for word in words[i + 1 : at] if word.low == "world" or not word.owner]
    whole = (
        i >= 0 and words[i].low == "the" and words[i].sentence == words[at].sentence and len(inside) == at - i - 1 > 0
    )
    if not whole or not _NOT_ITS_OWN.isdisjoint(inside) or "," in inside:
        return None
    if "world" in inside:
        return i + 1 if any(word.endswith("est") or word in ("top", "leading", "only") for word in inside) else None
    return i + 1 if words[at].low in _STATES and words[at].text.islower() else None


def _named_before(words: Sequence[Word], named: Sequence[Found], at: int) -> Entity | None:
    """The only state named before word ``at`` in its sentence, else in the one before it."""
    near = [f for f in named if at - _BACK <= f.first < at]
    for back in (0, 1):
        there = {id(f.entity): f.entity for f in near if words[at].sentence - words[f.first].sentence == back}
        if there:
            return next(iter(there.values())) if len(there) == 1 else None
    return None
