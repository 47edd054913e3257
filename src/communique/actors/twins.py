"""Two states of one name, called together: "the two Koreas", "the Korean leaders"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from communique.actors.entities import Entity, Found
from communique.actors.words import Word
from communique.vocabulary.polities import polities

_SIDES = frozenset("north south east west".split())
_TOGETHER = frozenset("leaders presidents governments sides states neighbours neighbors delegations officials".split())
_LEADING = frozenset("the two both".split())


def twins(words: Sequence[Word], entity: Callable[[int], Entity]) -> Iterator[Found]:
    """A mention of each of the two where they are named together; ``entity`` makes a polity an actor."""
    names, peoples = _shared()
    for at, word in enumerate(words):
        if not word.capital or (at and words[at - 1].low in _SIDES):
            continue
        after = words[at + 1].low if at + 1 < len(words) else ""
        pair, last = names.get(word.text, ()), at + 1
        if not pair and after in _TOGETHER:
            pair, last = peoples.get(word.text, ()), at + 2
        first = at
        while first and words[first - 1].low in _LEADING:
            first -= 1
        for number in pair:
            yield Found(first=first, last=last, entity=entity(number), form="group", reason="two states of one name")


@cache
def _shared() -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """The plural that two states share ("Koreas"), and what their people are called without the side ("Korean")."""
    names: dict[str, set[int]] = defaultdict(set)
    peoples: dict[str, set[int]] = defaultdict(set)
    for number, polity in enumerate(polities()):
        sided = polity.name.split()
        if polity.kind == "state" and len(sided) == 2 and sided[0].casefold() in _SIDES:
            names[f"{sided[1]}s"].add(number)
            for demonym in polity.demonyms:
                peoples[demonym.split()[-1]].add(number)
    return _pairs(names), _pairs(peoples)


def _pairs(found: dict[str, set[int]]) -> dict[str, tuple[int, int]]:
    pairs = {name: sorted(numbers) for name, numbers in found.items()}
    return {name: (two[0], two[1]) for name, two in pairs.items() if len(two) == 2}
