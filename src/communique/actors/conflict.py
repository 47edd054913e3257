"""A conflict of a state with a movement: which state "the government" is, and who "the rebels" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.actors.lexicon import Hit, Lexicon
from communique.actors.words import Word
from communique.vocabulary.offices import offices

REBELS = frozenset("rebel separatist insurgent guerrilla guerilla secessionist".split())
_ADJECTIVES = frozenset(
    "breakaway separatist secessionist rebel insurgent so-called self-styled self-proclaimed self-declared "
    "outlawed".split()
)
_OF_STATES = frozenset(
    "pact treaty union league community alliance bloc organisation organization commission forum concord association "
    "bank fund agency inspectorate compact conference".split()
)
_NEIGHBOUR = frozenset("neighbouring neighboring neighbour neighbor".split())
_PLACING = frozenset("in at near from to visiting".split())


def movement(lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit], shipped: int) -> str | None:
    """The only movement of an article, by id; None where it has several or none.

    A body is one by the last word of its name, by what is said before it, or where it is the only one that the case
    introduced and the article speaks of rebels.
    """
    rebels = any(word.low in REBELS or word.low[:-1] in REBELS for word in words)
    sure: set[str] = set()
    maybe: set[str] = set()
    for hit, number in _single(hits):
        polity = lexicon.polities[number]
        if polity.kind == "state":
            continue
        last = polity.name.rsplit(maxsplit=1)[-1].casefold()
        before = words[hit.first - 1].low if hit.first else ""
        if before in _ADJECTIVES or (last in offices().words["names.movements"] and number >= shipped):
            sure.add(lexicon.sides[number])
        elif rebels and number >= shipped and last not in _OF_STATES:
            maybe.add(lexicon.sides[number])
    found = sure or maybe
    return found.pop() if len(found) == 1 else None


def government(
    lexicon: Lexicon, words: Sequence[Word], hits: Sequence[Hit], home: str | None, hosts: frozenset[str]
) -> str | None:
    """The state that fights a movement: where the article is written, else whom it mentions most as acting.

    Neighbours are none, nor those that host the talks, and neither is a state that is only the place of something.
    """
    states = {i for i, p in zip(lexicon.ids, lexicon.polities, strict=True) if p.kind == "state"}
    if home in states:
        return home
    counts: Counter[str] = Counter()
    out = set(hosts)
    for hit, number in _single(hits):
        side = lexicon.sides[number]
        before = words[hit.first - 1].low if hit.first else ""
        if before in _NEIGHBOUR:
            out.add(side)
        elif side in states and before not in _PLACING:
            counts[side] += 1
    ranked = [(side, count) for side, count in counts.most_common() if side not in out]
    if not ranked or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1] * 2):
        return None
    return ranked[0][0]


def _single(hits: Sequence[Hit]) -> Iterator[tuple[Hit, int]]:
    return ((hit, hit.senses[0].polity) for hit in hits if len(hit.senses) == 1)
