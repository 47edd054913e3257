"""The states, movements and bodies that a case's articles introduce, from the clues of all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique import text as texts
from communique.actors import seats
from communique.actors.clues import Clue, Clues
from communique.data import Polity
from communique.vocabulary.offices import offices
from communique.vocabulary.polities import not_states

_SUFFIXES = frozenset("n an ian ean i ese ish ic er ite ene ene nian vian ine ner lander".split())
_FEW, _FEW_POINTS, _MANY_POINTS = 12, 5, 7  # articles of a small case; points for a state in it, and in a larger one
_NEIGHBOUR, _FOREMOST = 1.0, 1.0  # votes
_VOWELS = "aeiouy"
# Owned by a state and by no town, company or person: one of them must be there where no adjective is.
_CERTAIN = frozenset(
    "government parliament president premier ministry ambassador embassy army navy prime foreign troops".split()
)


def learn(clues: Iterable[Clues]) -> tuple[Polity, ...]:
    """The polities that the clues of all articles of a case support, sorted by name.

    A name needs two distinct patterns or a derived adjective in use; never the surname of a person. The order of
    the articles changes nothing.
    """
    total: Counter[Clue] = Counter()
    persons: set[str] = set()
    size = 0
    for one in clues:
        size += 1
        for clue, count in one.found:
            total[clue] += count
        persons.update(one.persons)
    board = _Board(total, persons, size)
    return tuple(sorted([*board.states(), *board.bodies()], key=lambda p: p.name))


class _Board:
    """All clues of a case, by what they are about."""

    def __init__(self, total: Mapping[Clue, int], persons: set[str], size: int) -> None:
        self.size = size
        self.persons = persons
        self.about: dict[str, Counter[str]] = defaultdict(Counter)
        self.others: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for (pattern, name, other), count in sorted(total.items()):
            self.about[name][pattern] += count
            if other:
                self.others[pattern, name][other] += count
        self.adjectives = self._adjectives()

    def _nouns(self, pattern: str, name: str) -> int:
        return len(self.others.get((pattern, name), ()))

    def _person(self, name: str) -> bool:
        return name.split()[-1] in self.persons

    def _adjectives(self) -> dict[str, list[str]]:
        """Names to the adjectives that are derived from them and stand before state nouns."""
        used = [a for a in self.about if " " not in a and self._nouns("before", a) and not self._person(a)]
        by_start: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.about):
            if " " not in name and not self._person(name):
                by_start[_stem(name)[:3].casefold()].append(name)
        pairs: dict[str, list[str]] = defaultdict(list)
        for adjective in sorted(used):
            fits = [n for n in by_start[_stem(adjective)[:3].casefold()] if derived(n, adjective)]
            if fits:
                best = max(fits, key=lambda n: (self.about[n]["seen"], -len(n), n))
                pairs[best].append(adjective)
        for name in sorted(n for n in self.about if n not in pairs and self._rooted(n)):
            near = by_start[_stem(name)[:3].casefold()]
            pairs[name].extend(n for n in near if derived(name, n) and not self._rooted(n))
        return {name: adjectives for name, adjectives in pairs.items() if adjectives}

    def _rooted(self, name: str) -> bool:
        """Whether a name has what only a state has, or somebody negotiates for it."""
        certain = _CERTAIN.intersection(self.others.get(("owner", name), ()))
        return bool(certain) or self.about[name]["served"] > 0 or self.about[name]["ruler"] > 0

    def _small(self, name: str) -> bool:
        """Whether clues of several kinds agree, each of which need be there only once in a small case."""
        seen = self.about[name]
        if not self._rooted(name) or seen["dateline"] or name.endswith("s") or seen["seen"] < 3:
            return False
        owned = self.others.get(("owner", name), Counter())
        certain = len(_CERTAIN.intersection(owned))
        if certain < 2 and not seen["served"] and not self.adjectives.get(name):
            return False
        points = 2 * certain + self._nouns("owner", name) + 2 * self._nouns("served", name)
        points += 2 * bool(self.adjectives.get(name)) + min(seen["acting"], 2) + min(seen["pair"], 1)
        return points >= (_FEW_POINTS if self.size <= _FEW else _MANY_POINTS)

    def states(self) -> list[Polity]:
        """Names with enough evidence of being a state, with their adjectives and capitals."""
        taken = {a for adjectives in self.adjectives.values() for a in adjectives}
        found = []
        for name in sorted(self.about):
            if name in taken or self._person(name) or not self._is_state(name):
                continue
            words = {name, *self.adjectives.get(name, ())}
            capitals = {c for (p, c), owners in self.others.items() if p == "capital of" and words & set(owners)}
            if any(name in owners for (p, c), owners in self.others.items() if p == "capital of" and c == name):
                continue
            demonyms = tuple(self.adjectives.get(name, ()))
            found.append(Polity(name=name, kind="state", demonyms=demonyms, capitals=tuple(sorted(capitals))))
        capitals_of = {c for p in found for c in p.capitals}
        return self._seated([p for p in found if p.name not in capitals_of])

    def _seated(self, found: list[Polity]) -> list[Polity]:
        """States without a capital get the town that acts like one, by votes, else the only one left over."""
        names = {word for p in found for word in (p.name, *p.demonyms, *p.capitals)}
        towns = [name for name in sorted(self.about) if name not in names and self._is_town(name)]
        owners = {word: p.name for p in found for word in (p.name, *p.demonyms)}
        free = [p.name for p in found if not p.capitals]
        given = seats.assign(towns, free, owners, self.others, self._leaning(towns, free))
        return [replace(p, capitals=(given[p.name],)) if p.name in given else p for p in found]

    def _leaning(self, towns: Sequence[str], states: Sequence[str]) -> dict[tuple[str, str], float]:
        """What speaks for a town's state beside votes: a neighbour of the story acts least in it."""
        leaning = {(t, s): -_NEIGHBOUR for t in towns for s in states if self.about[s]["neighbour"]}
        town = _foremost({t: self.about[t]["acting"] for t in towns})
        state = _foremost({s: self.about[s]["seen"] for s in states})
        if town and state:
            leaning[town, state] = leaning.get((town, state), 0.0) + _FOREMOST
        return leaning

    def _is_town(self, name: str) -> bool:
        seen = self.about[name]
        if seen["movement"] or seen["body"] or self._person(name):
            return False
        return bool(seen["place"] or seen["dateline"] or seen["town place"]) and bool(
            seen["acting"] or seen["town acts"]
        )

    def _is_state(self, name: str) -> bool:
        seen = self.about[name]
        if seen["movement"] or seen["body"] or name in not_states() or texts.fold(name) in _given():
            return False
        sets = offices().words
        if texts.fold(name) in sets["names.bodies"] | sets["names.movements"] | sets["names.ordinary"]:
            return False
        if seen["kind"] and seen["seen"] >= 2:
            return not name.endswith("s") or seen["acting"] > 0
        adjectives = self.adjectives.get(name, ())
        if self._small(name):
            return True
        if adjectives:
            contexts = sum(self._nouns("before", a) for a in adjectives)
            acts = min(seen["acting"] + seen["pair"], 2)
            return contexts + self._nouns("owner", name) + seen["ruler"] + acts >= 2
        if not (self._nouns("owner", name) or seen["ruler"]):
            return False  # "Federal officials", "Big government"
        nouns = set(self.others.get(("owner", name), ())) | set(self.others.get(("before", name), ()))
        sure = len(nouns & _CERTAIN) + 2 * min(seen["ruler"], 1)
        return sure >= 1 and len(nouns) + sure >= 3 and not seen["dateline"] and not name.endswith("s")

    def bodies(self) -> list[Polity]:
        """Movements and bodies that recur or act, with their initials."""
        bodies = [name for name, seen in sorted(self.about.items()) if seen["movement"] or seen["body"]]
        sure = {name for name in bodies if self._recurs(name)}
        families = {name.split()[0] for name in sure if " of " not in name}
        return [
            Polity(name=name, kind="organisation", aliases=tuple(sorted(self.others.get(("initials", name), ()))))
            for name in bodies
            if name in sure or name.split()[0] in families
        ]

    def _recurs(self, name: str) -> bool:
        seen = self.about[name]
        return seen["movement"] + seen["body"] >= 2 or bool(seen["initials"] or seen["rebel"])


def _given() -> frozenset[str]:
    """First names of people: "Scott" is no state because something is Scottish."""
    sets = offices().words
    return sets["given.men"] | sets["given.women"]


def _foremost(counts: Mapping[str, int]) -> str | None:
    """The name with twice the count of every other; None where there is none."""
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    clear = len(ranked) > 1 and ranked[0][1] >= max(2 * ranked[1][1], 2)
    return ranked[0][0] if clear or len(ranked) == 1 else None


def _stem(name: str) -> str:
    stem = name.rstrip(_VOWELS)
    return stem if len(stem) >= 3 else name


def derived(name: str, adjective: str) -> bool:
    """Whether ``adjective`` can be the adjective of ``name``: Velmara to Velmaran, Osmere to Osmerian."""
    if adjective == name or len(name) < 4:
        return False
    low, adj = name.casefold(), adjective.casefold()
    for stem in {low, _stem(name).casefold(), low[:-1]}:
        if len(stem) >= 3 and adj.startswith(stem) and adj[len(stem) :] in _SUFFIXES:
            return len(adj) > len(stem)
    return False
