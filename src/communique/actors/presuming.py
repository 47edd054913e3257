"""The side that an article lets its reader presume for somebody whose bare title ("President N") tells none.

Two states stand foremost in most reports. Who belongs to neither the one that has such an office holder already nor the
one towards which he acts ("N raised duties on Tarnish goods") belongs to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.actors import parties
from communique.actors.beside import Beside
from communique.actors.entities import Entity, Found
from communique.actors.lexicon import Hit, Lexicon
from communique.actors.people import People
from communique.actors.roles import ELSEWHERE
from communique.actors.words import Word
from communique.vocabulary.polities import polities

_SINGLE = (
    "president",
    "king",
    "queen",
    "emir",
    "sultan",
    "chancellor",
    "premier",
    "prime minister",
    "foreign minister",
)
_RULERS = frozenset("president king queen emir sultan".split())  # known abroad, too, by their last names
_ADDRESSING = frozenset(
    "warned accused urged told asked condemned criticised criticized blamed denounced thanked praised threatened "
    "pressed rebuked called warns accuses urges tells asks condemns criticises criticizes blames denounces thanks "
    "praises threatens presses rebukes accusing warning urging".split()
)
_SECOND = frozenset("vice deputy former assistant acting".split())  # beside the one who holds the office
_TOWARDS = frozenset("on against towards toward with to".split())
_STOPS = frozenset("that said says told because while as if when who which after before but".split())
_MOST = 0.5  # how often a third state may be named for each time of the second
_CLAUSE = 14  # words: what somebody does and towards whom stands no further apart
_BEHIND = frozenset("to of under for than like from since before after".split())
_SEATS = frozenset("at in from".split())
_REGIMES = ("regime", "government", "dynasty")
_TELLS = ("told", "said")
_PRESS = frozenset("told said reporters journalists a news press conference briefing statement speech in".split())
_PASSING = 3  # times that one is named for each of another who is named in passing
_NAMED = 2  # times that a report names a state whose ruler it does not introduce


class Surroundings(NamedTuple):
    """One article's row of words, its hits, and which hit has taken each word."""

    lexicon: Lexicon
    words: Sequence[Word]
    hits: Sequence[Hit]
    taken: Sequence[int]
    hosts: frozenset[str] = frozenset()


def housed(person: Entity, mentions: Iterable[Found], around: Surroundings) -> str | None:
    """The state whose government is called after somebody, or in whose house he speaks; None where nothing tells."""
    return governed(person, around) or seated(mentions, around)


def seated(mentions: Iterable[Found], around: Surroundings) -> str | None:
    """The one government in whose house somebody speaks: "At the White House, N said"; None where there is none.

    Its house speaks for him, too: "President N thanked them, the White House said".
    """
    return _only(_seat(found, around) or _voiced(found, around) for found in mentions)


def received(mentions: Iterable[Found], around: Surroundings) -> str | None:
    """The one state in whose capital the holder of a bare government title is told to speak to the press."""
    return _only(_pressed(found, around) for found in mentions)


def _only(told: Iterable[str | None]) -> str | None:
    """The one side that is told; None where there are none or several."""
    sides = {side for side in told if side is not None}
    return sides.pop() if len(sides) == 1 else None


def suggested(
    person: Entity, mentions: Sequence[Found], people: People, around: Surroundings, beside: Beside,
    home: str | None,
) -> str | None:  # fmt: skip
    """The side that the surroundings of a bare government title suggest, at last ``home``; None where nothing does."""
    first = mentions[0]
    fellow = people.previous(first)
    side = parties.of_commissioner(around.lexicon, person, len(polities())) or _another(person, people)
    if side is None and fellow is not None:
        listed = all(word.low in (",", "and") for word in around.words[fellow.last : first.opening])
        if listed and not rivals(person, fellow.entity):
            side = fellow.entity.side or next(iter(fellow.entity.sides), None)
    elif side is None:
        side = parties.side_of_bare_title(around.lexicon, around.words, around.hits, around.taken, first)
    if side is None:
        side = beside.chamber(first)
    if side is None:
        side = received(mentions, around)
    if side is None:
        met = fellow is not None and rivals(person, fellow.entity)
        side = None if _passing(mentions, met, around) else presumed(person, mentions, people.by_name.values(), around)
    known_abroad = " " not in person.name and not _RULERS.isdisjoint(_titles(person))
    others = [other for other in people.by_name.values() if other is not person]
    if side is None and home is None and not any(rivals(person, other) for other in others):
        side = parties.domestic(around.lexicon, around.words, around.hits)
    if side is None and not known_abroad:
        side = home
    return None if _abroad(person) and side == parties.state(around.lexicon, "US") else side


def _another(person: Entity, people: People) -> str | None:
    """The one side of those of whose office somebody is "another" holder."""
    titles = [office.casefold() for office in person.offices]
    same = [title.removeprefix("another ") for title in titles if title.startswith("another ")]
    others = (o for o in people.by_name.values() if any(h.casefold().endswith(x) for h in o.offices for x in same))
    return _only(next(iter(other.sides), None) for other in others if other is not person)


def inner(people: Iterable[Entity]) -> str | None:
    """The one state at home in a report that says "the Foreign Secretary" without saying of what; else None.

    Its navy is "the navy" there. Rulers do not count: "the president" is said of any.
    """
    local = (person for person in people if person.presumed and _RULERS.isdisjoint(_titles(person)))
    return _only(next(iter(person.sides), None) for person in local)


def at_large(person: Entity, people: People, around: Surroundings) -> str | None:
    """The United States, of which English reports everywhere say "President N" without saying of what.

    Only where they are named, nobody else holds the office there or nowhere, nobody without a side is named more
    often, and what he rules is not called a regime.
    """
    if not _holds(person, "president"):
        return None
    side, known = parties.state(around.lexicon, "US"), around.lexicon
    own = [hit for hit in around.hits if len(hit.senses) == 1 and known.sides[hit.senses[0].polity] == side]
    if len(own) < _NAMED or _ruled(person, own, around.words):
        return None
    others = [other for other in people.by_name.values() if other is not person]
    times = Counter(id(found.entity) for found in people.found)
    near = (o for o in others if side in o.sides or (not o.sides and _PASSING * times[id(o)] >= times[id(person)]))
    if any(rivals(person, other) for other in near):
        return None
    first = all(other.sides or other.neutral or times[id(other)] <= times[id(person)] for other in others)
    return side if first else None


def _abroad(person: Entity) -> bool:
    """Whether somebody holds an office that no American holds."""
    return not ELSEWHERE.isdisjoint(_titles(person))


def _ruled(person: Entity, own: Iterable[Hit], words: Sequence[Word]) -> bool:
    """Whether another's administration is told of, or the regime of this one."""
    name = person.name.split()[-1].rpartition("-")[2]  # al-Name's regime is the Name regime
    ends = [(words[hit.first].text, words[hit.last - 1].low) for hit in own]
    if any(end == "administration" and first != name for first, end in ends):
        return True
    return any(one.text == name and two.low in _REGIMES for one, two in pairwise(words))


def chief(holders: Sequence[Entity], named: Mapping[int, Sequence[Found]]) -> Entity | None:
    """Who "the president" of a report is: the only one, or one who is named far more often than all others."""
    ranked = sorted(holders, key=lambda person: -len(named.get(id(person), ())))
    times = [len(named.get(id(person), ())) for person in ranked]
    return ranked[0] if len(ranked) == 1 or (ranked and times[0] >= _PASSING * times[1]) else None


def governed(person: Entity, around: Surroundings) -> str | None:
    """The state whose government is called after somebody: "the N administration"."""
    name = person.name.split()[-1].casefold()
    for hit in around.hits:
        named = around.words[hit.first].low == name and around.words[hit.last - 1].low == "administration"
        if named and len(hit.senses) == 1:
            return around.lexicon.sides[hit.senses[0].polity]
    return None


def elsewhere(end: int, around: Surroundings) -> bool:
    """Whether an office that ends before word ``end`` is of somebody unknown: "president of Harrow Motors"."""
    words, at = around.words, end
    while at < len(words) and words[at].low in ("of", "at", "the"):
        at += 1
    named = end < at < len(words) and words[at].sentence == words[end - 1].sentence
    return named and words[at].capital and around.taken[at] < 0


def presumed(person: Entity, mentions: Sequence[Found], others: Iterable[Entity], around: Surroundings) -> str | None:
    """The presumed side of ``person``, whose ``mentions`` by name these are; None where nothing speaks for one."""
    two = foremost(around.lexicon, around.hits, around.hosts)
    if len(two) > 1 and _abroad(person):
        abroad = [side for side in two if side != parties.state(around.lexicon, "US")]
        if len(abroad) == 1:
            return abroad[0]
    held = {o.side or next(iter(o.sides), None) for o in others if o is not person and rivals(person, o)}
    if len(two) == 1 and held - {None} and two[0] not in held:
        return two[0]  # of the state that the article is about, where another's ruler is told of
    acted = Counter(side for found in mentions for side in _towards(found, around) if side in two)
    blamed = parties.accused(around.lexicon, around.words, around.hits, around.taken, mentions[0])
    acted.update([blamed] if blamed in two else ())
    out = [side for side in two if side in held] or [side for side, _ in acted.most_common(1)]
    left = [side for side in two if side not in out]
    return left[0] if len(two) == 2 and len(left) == 1 else None


def foremost(lexicon: Lexicon, hits: Sequence[Hit], hosts: frozenset[str]) -> list[str]:
    """The two states that an article names most; the first alone where a third is named half as often as the second.

    With three of them, who is not of the one may be of either other; ``hosts`` do not count.
    """
    counts = Counter(
        lexicon.sides[hit.senses[0].polity]
        for hit in hits
        if len(hit.senses) == 1 and lexicon.polities[hit.senses[0].polity].kind == "state"
    )
    ranked = [row for row in counts.most_common() if row[0] not in hosts][:3]
    return [side for side, _ in ranked[: 2 if len(ranked) < 3 or ranked[2][1] < _MOST * ranked[1][1] else 1]]


def _passing(mentions: Sequence[Found], met: bool, around: Surroundings) -> bool:
    """Whether somebody is only named in passing: once, and behind another's title ("an adviser to President N")."""
    found = mentions[0]
    before = around.words[found.opening - 1].low if found.opening else ""
    return len(mentions) == 1 and not met and before in _BEHIND


def rivals(person: Entity, other: Entity) -> bool:
    """Whether both hold an office that a state has once: they stand for two states."""
    return any(_holds(person, title) and _holds(other, title) for title in _SINGLE)


def _holds(person: Entity, title: str) -> bool:
    held = (office.casefold().split() for office in person.offices)
    return any(" ".join(words).endswith(title) and _SECOND.isdisjoint(words) for words in held)


def _titles(person: Entity) -> set[str]:
    """The words of a person's offices."""
    return {word for office in person.offices for word in office.casefold().split()}


def _seat(found: Found, around: Surroundings) -> str | None:
    """The government whose house is the place of what somebody is told to say or do."""
    words, taken = around.words, around.taken
    for i in range(max(1, found.first - 6), min(found.last + 8, len(words))):
        if words[i].sentence == words[found.first].sentence and taken[i] >= 0 and around.hits[taken[i]].first == i:
            senses = around.hits[taken[i]].senses
            if _before(words, i) in _SEATS and len(senses) == 1 and senses[0].form == "metonym":
                return around.lexicon.sides[senses[0].polity]
    return None


def _pressed(found: Found, around: Surroundings) -> str | None:
    """The state of the capital in "Trade Minister N told reporters in C"."""
    words, i = around.words, found.last
    while i < len(words) and words[i].sentence == words[found.first].sentence and words[i].low in _PRESS:
        i += 1
    if i == len(words) or words[i - 1].low != "in" or words[found.last].low not in _TELLS or around.taken[i] < 0:
        return None
    senses = around.hits[around.taken[i]].senses
    return around.lexicon.sides[senses[0].polity] if senses[0].form == "capital" and len(senses) == 1 else None


def _voiced(found: Found, around: Surroundings) -> str | None:
    """The government that tells at the end of a sentence what the ruler with whom it opens did."""
    words, taken, sentence = around.words, around.taken, around.words[found.first].sentence
    if not words[found.opening].opens or words[found.opening].low not in _RULERS:
        return None
    end = found.last
    while end < len(words) and words[end].sentence == sentence:
        end += 1
    for i in range(found.last, end - 1):
        if taken[i] >= 0 and words[i + 1].low == "said" and words[around.hits[taken[i]].first - 2].text in ",”":
            senses = around.hits[taken[i]].senses
            return around.lexicon.sides[senses[0].polity] if senses[0].form == "metonym" and len(senses) == 1 else None
    return None


def _towards(found: Found, around: Surroundings) -> Iterator[str]:
    """The states and bodies towards which somebody acts in the clause that the name opens."""
    words, taken = around.words, around.taken
    for i in range(found.last, min(found.last + _CLAUSE, len(words))):
        word = words[i]
        if word.sentence != words[found.first].sentence or word.low in _STOPS or not word.verbal or word.quoted >= 0:
            return
        if taken[i] >= 0 and around.hits[taken[i]].first == i:
            senses = around.hits[taken[i]].senses
            if len(senses) > 1 or _before(words, i) not in _TOWARDS | _ADDRESSING:
                return
            yield around.lexicon.sides[senses[0].polity]


def _before(words: Sequence[Word], i: int) -> str:
    """The word before word ``i`` and its article."""
    i -= 2 if i > 1 and words[i - 1].low == "the" else 1
    return words[i].low if i >= 0 else ""
