"""States that only host or mediate the talks of others: no bare title and no "the government" is theirs by default."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.lexicon import Hit, Lexicon
from communique.actors.words import Word

_BETWEEN = ("mediat", "broker", "facilitat", "convene", "chaired", "chairs", "chairing", "hosted", "hosting")
_FROM_OTHERS = frozenset("between with among of".split())
_SEATS = frozenset("capital port resort city town".split())
_FINITE = frozenset("is are was were has have had been which who that also to , it".split())
_OTHERS = frozenset("said says told for accused praised thanked urged asked".split())  # what follows others may do
_AHEAD = 14  # words from a state to what it does


def hosts(lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit]) -> frozenset[str]:
    """The sides of states that mediate ("Norland, which is mediating", "brokered by Norland") or lend their capital."""
    states = {i for i, p in zip(lexicon.ids, lexicon.polities, strict=True) if p.kind == "state"}
    sides = ((hit, lexicon.sides[hit.senses[0].polity]) for hit in hits if len(hit.senses) == 1)
    return frozenset(side for hit, side in sides if side in states and _hosts(words, hit))


def _hosts(words: Sequence[Word], hit: Hit) -> bool:
    sentence = words[hit.first].sentence
    before = [w.low for w in words[max(0, hit.first - 4) : hit.first] if w.sentence == sentence]
    ahead = [w.low for w in words[hit.last : hit.last + _AHEAD] if w.sentence == sentence]
    if hit.senses[0].form == "demonym":
        return (before[-2:] == ["in", "the"] and not _SEATS.isdisjoint(ahead[:2])) or _does(ahead)
    if not _FROM_OTHERS.isdisjoint(before[-2:]) or "between" in before or words[hit.last - 1].owner:
        return False
    by = before[-1:] == ["by"] or before[-2:] == ["by", "the"]
    return (by and any(low.startswith(_BETWEEN) for low in before)) or _does(ahead)


def _does(ahead: Sequence[str]) -> bool:
    """Whether the words behind a name tell that it goes between others: "which has brokered", "are mediating"."""
    for at, low in enumerate(ahead):
        if low in _OTHERS:
            return False
        if low.startswith(_BETWEEN):
            return ahead[at + 1 : at + 2] != ["by"] and (at < 2 or not _FINITE.isdisjoint(ahead[at - 2 : at]))
    return False
