"""The states, movements and bodies that a case's articles introduce, from the clues of all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from communique import text as texts
from communique.actors import seats
from communique.actors.clues import Clues
from communique.data import Polity
from communique.vocabulary.offices import offices
from communique.vocabulary.polities import not_states, polities

_SUFFIXES = frozenset("n an ian ean i ese ish ic er ite ene ene nian vian ine ner lander".split())
_FEW, _FEW_POINTS, _MANY_POINTS = 12, 5, 7  # articles of a small case; points for a state in it, and in a larger one
_NEIGHBOUR, _FOREMOST = 1.0, 1.0  # votes
_MISREAD = 50  # times that a name is met for each time that it is misread as somebody's
_PASSING = 3  # times that a state is named for each of one that is named in passing
_NOTHING: Counter[str] = Counter()  # what is known of a name that was never met; asking must not make it known
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
_VOWELS = "aeiouy"
# Owned by a state and by no town, company or person: one of them must be there where no adjective is.
_CERTAIN = frozenset(
    "government parliament president premier ministry ambassador embassy army navy prime foreign troops "
    "province".split()
)


def learn(clues: Iterable[Clues]) -> tuple[Polity, ...]:
    """The polities that the clues of all articles of a case support, sorted by name.

    A name needs two distinct patterns or a derived adjective in use; never the surname of a person. The order of
    the articles changes nothing.
    """
    board = Board()
    for one in clues:
        board.hear(one)
    return board.polities()


class Board:
    """All clues of a case, by what they are about; articles may be added and taken away at any time."""

    def __init__(self) -> None:
        self.size = 0
        self.persons: Counter[str] = Counter()
        self.about: dict[str, Counter[str]] = defaultdict(Counter)
        self.others: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.adjectives: dict[str, list[str]] = {}
        self._with: dict[str, set[str]] = defaultdict(set)  # the names of which a pattern tells
        self._alike: dict[str, set[str]] = defaultdict(set)  # single words by how their stems begin
        self._beside: dict[str, list[str]] = {}  # those of them that are nobody's name, while nothing is heard of one
        self._fits: dict[str, dict[str, list[str]]] = {}  # and of these, while they stand, those that fit a word
        self._heard: set[str] = set()  # names of which something was heard since the last look
        self._judged: dict[str, tuple[tuple[str, ...], bool]] = {}  # whether a name is a state's, and on which it rests

    def hear(self, clues: Clues, times: int = 1) -> None:
        """Add what an article tells; take it away with ``times`` -1."""
        self.size += times
        for (pattern, name, other), count in clues.found:
            self._heard.add(name)
            self._count(self.about, name, pattern, times * count)
            if name in self.about and self.about[name][pattern]:
                self._with[pattern].add(name)
            else:
                self._with[pattern].discard(name)
            if other:
                self._count(self.others, (pattern, name), other, times * count)
            if " " not in name:
                self._alike[_beginning(name)].add(name)
                self._forget(name)
        for person in clues.persons:
            self._forget(person)
            self.persons[person] += times
            if not self.persons[person]:
                del self.persons[person]

    def _forget(self, name: str) -> None:
        """Something is heard of a name: what is beside it may no longer be what it was."""
        begins = _beginning(name)
        self._beside.pop(begins, None)
        self._fits.pop(begins, None)

    def _count(self, of: dict[Any, Counter[str]], key: object, what: str, times: int) -> None:
        held = of[key]
        held[what] += times
        if not held[what]:
            del held[what]
            if not held:
                del of[key]

    def _named(self, *patterns: str) -> list[str]:
        """The names of which one of the patterns tells, sorted."""
        return sorted(set().union(*(self._with[p] for p in patterns)))

    def polities(self) -> tuple[Polity, ...]:
        """The polities that all clues together support, sorted by name."""
        self.adjectives = self._adjectives()
        rested = ((name, rests) for name, (rests, _) in self._judged.items())
        for name in [name for name, rests in rested if not self._heard.isdisjoint(rests)]:
            del self._judged[name]
        self._heard.clear()
        return tuple(sorted([*self._states(), *self._bodies()], key=lambda p: p.name))

    def _nouns(self, pattern: str, name: str) -> int:
        return len(self.others.get((pattern, name), ()))

    def _certain(self, pattern: str, name: str) -> Set[str]:
        """What only a state has, of what a pattern gives a name."""
        return _CERTAIN.intersection(self.others.get((pattern, name), ()))

    def _person(self, name: str) -> bool:
        """Whether a name is somebody's; a state's, from which an adjective is derived, is nobody's."""
        times = self.persons.get(name.split()[-1], 0)
        return bool(times) and _MISREAD * times > self.about.get(name, _NOTHING)["seen"] and not self._adjectival(name)

    def _adjectival(self, name: str) -> bool:
        """Whether what only a state has stands behind an adjective of this name: "Norlandic army"."""
        near = self._alike[_beginning(name)] if " " not in name else ()
        return any(derived(name, one) and not _CERTAIN.isdisjoint(self.others.get(("before", one), ())) for one in near)

    def _adjectives(self) -> dict[str, list[str]]:
        """Names to the adjectives that are derived from them and stand before state nouns."""
        before = (a for a in self._named("before") if " " not in a)
        used = [a for a in before if self._nouns("before", a) and not self._person(a)]
        pairs: dict[str, list[str]] = defaultdict(list)
        for adjective in used:
            fits = self._rootlike(adjective)
            if fits:
                best = max(fits, key=lambda n: (self.about[n]["seen"], -len(n), n))
                pairs[best].append(adjective)
        rooted = (n for n in self._named("owner", "served", "ruler") if n not in pairs and self._rooted(n))
        for name in list(rooted):
            pairs[name].extend(n for n in self._near(name) if derived(name, n) and not self._rooted(n))
        return {name: adjectives for name, adjectives in pairs.items() if adjectives}

    def _near(self, word: str) -> list[str]:
        """The single words that begin as a word does and are nobody's name, sorted."""
        begins = _beginning(word)
        if begins not in self._beside:
            near = self._alike[begins]
            self._beside[begins] = sorted(n for n in near if n in self.about and not self._person(n))
        return self._beside[begins]

    def _rootlike(self, adjective: str) -> list[str]:
        """The names from which an adjective can be derived."""
        known = self._fits.setdefault(_beginning(adjective), {})
        if adjective not in known:
            known[adjective] = [name for name in self._near(adjective) if derived(name, adjective)]
        return known[adjective]

    def _rooted(self, name: str) -> bool:
        """Whether a name has what only a state has, or somebody negotiates for it."""
        return bool(self._certain("owner", name)) or self.about[name]["served"] > 0 or self.about[name]["ruler"] > 0

    def _small(self, name: str) -> bool:
        """Whether clues of several kinds agree, each of which need be there only once in a small case."""
        seen = self.about[name]
        if not self._rooted(name) or seen["dateline"] or name.endswith("s") or seen["seen"] < 3:
            return False
        certain = len(self._certain("owner", name) | self._certain("served", name))
        active = seen["acting"] + min(seen["town place"] + seen["place"], 1)
        if certain < 2 and not seen["served"] and not self.adjectives.get(name) and active < 2:
            return False
        points = 2 * certain + self._nouns("owner", name) + 2 * self._nouns("served", name)
        points += 2 * bool(self.adjectives.get(name)) + min(active, 2) + min(seen["pair"], 1) + min(seen["ruler"], 1)
        return points >= (_FEW_POINTS if self.size <= _FEW else _MANY_POINTS)

    def _states(self) -> list[Polity]:
        """Names with enough evidence of being a state, with their adjectives and capitals."""
        taken = {a for adjectives in self.adjectives.values() for a in adjectives}
        seats_of = {c: self.others.get(("capital of", c), Counter()) for c in self._named("capital of")}
        found = []
        governed = filter(self._governed, self._named("before"))
        for name in sorted({*self._named("kind", "owner", "served", "ruler"), *self.adjectives, *governed}):
            if name in taken or self._person(name) or not self._state(name):
                continue
            words = {name, *self.adjectives.get(name, ())}
            capitals = {c for c, owners in seats_of.items() if words & set(owners)}
            if name in seats_of.get(name, ()):
                continue
            demonyms = tuple(self.adjectives.get(name, ()))
            found.append(Polity(name=name, kind="state", demonyms=demonyms, capitals=tuple(sorted(capitals))))
        capitals_of = {c for p in found for c in p.capitals}
        return self._seated([p for p in found if p.name not in capitals_of])

    def _seated(self, found: list[Polity]) -> list[Polity]:
        """States without a capital get the town that acts like one, by votes, else the only one left over."""
        free = [p.name for p in found if not p.capitals]
        if not free:
            return found
        names = {word for p in found for word in (p.name, *p.demonyms, *p.capitals)}
        acting = self._with["acting"] | self._with["town acts"]
        placed = (name for name in self._named("place", "dateline", "town place") if name in acting)
        towns = [name for name in placed if name not in names and self._is_town(name)]
        owners = {word: p.name for p in found for word in (p.name, *p.demonyms)}
        told = {(p, name): self.others[p, name] for p in seats.PATTERNS for name in self._named(p)}
        lands = seats.lands(owners, told)
        given = seats.assign(towns, free, owners, told, lands, self._leaning(towns, free), self._main(free))
        silent = [name for name in self._named("town of") if name not in {*names, *towns} and not self._person(name)]
        left = [name for name in free if name not in given]
        given |= seats.assign(silent, left, owners, told, lands, {})  # towns that never act for their state
        return [replace(p, capitals=(given[p.name],)) if p.name in given else p for p in found]

    def _main(self, states: Sequence[str]) -> set[str]:
        """Those of the states that are not named in passing alone, beside the one that is named most."""
        most = max(self.about[state]["seen"] for state in states)
        return {state for state in states if _PASSING * self.about[state]["seen"] >= most}

    def _leaning(self, towns: Sequence[str], states: Sequence[str]) -> dict[tuple[str, str], float]:
        """What speaks for a town's state beside votes: a neighbour of the story acts least in it."""
        leaning = {(t, s): -_NEIGHBOUR for t in towns for s in states if self.about[s]["neighbour"]}
        town = _foremost({t: self.about[t]["acting"] for t in towns})
        state = _foremost({s: self.about[s]["seen"] for s in states})
        if town and state:
            leaning[town, state] = leaning.get((town, state), 0.0) + _FOREMOST
        return leaning

    def _is_town(self, name: str) -> bool:
        seen = self.about[name].get
        if not (seen("acting") or seen("town acts")) or not (seen("place") or seen("dateline") or seen("town place")):
            return False
        return not (seen("movement") or seen("body") or self._person(name))

    def _state(self, name: str) -> bool:
        """Whether a name is a state's; it is while nothing is heard of it, or of its adjectives, in a large case."""
        rests, known = (name, *self.adjectives.get(name, ())), self._judged.get(name)
        if known is None or known[0] != rests or self.size <= _FEW + 1:
            known = self._judged[name] = rests, self._is_state(name)
        return known[1]

    def _is_state(self, name: str) -> bool:
        seen = self.about[name]
        if seen["movement"] or seen["body"] or name in not_states() or texts.fold(name) in _given():
            return False
        if name.endswith("s") and any(p.name.endswith(f" {name[:-1]}") for p in polities()):
            return False  # two states of one name
        sets = offices().words
        if texts.fold(name) in sets["names.bodies"] | sets["names.movements"] | sets["names.ordinary"]:
            return False
        if seen["kind"] and (seen["seen"] >= 2 or seen["ruler"]):
            return not name.endswith("s") or seen["acting"] > 0
        adjectives = self.adjectives.get(name, ())
        if self._small(name):
            return True
        if adjectives:
            contexts = sum(self._nouns("before", a) for a in adjectives)
            acts = min(seen["acting"] + seen["pair"], 2)
            certain = len(self._certain("owner", name))
            return contexts + self._nouns("owner", name) + certain + seen["ruler"] + acts >= 2
        if self._governed(name):
            return True
        if not (self._nouns("owner", name) or seen["ruler"]):
            return False  # "Federal officials", "Big government"
        sure = len(self._certain("owner", name) | self._certain("before", name)) + 2 * min(seen["ruler"], 1)
        nouns = self._nouns("owner", name) + self._nouns("before", name)
        return sure >= 1 and nouns + sure >= 3 and not seen["dateline"] and not name.endswith("s")

    def _governed(self, name: str) -> bool:
        """Whether a name stands plain before what only a state has, and is a place: "the Norland president"."""
        seen = self.about[name]
        if seen["seen"] < 4 or seen["place"] + seen["town place"] < 2:
            return False
        owned = self.others.get(("before", name), _NOTHING)
        return sum(owned[noun] for noun in _CERTAIN) >= 2

    def _bodies(self) -> list[Polity]:
        """Movements and bodies that recur or act, with their initials."""
        bodies = self._named("movement", "body")
        sure = {name for name in bodies if self._recurs(name)}
        families = {name.split()[0] for name in sure if " of " not in name}
        return [
            Polity(name=name, kind="organisation", aliases=tuple(sorted(self.others.get(("initials", name), ()))))
            for name in bodies
            if name in sure or name.split()[0] in families
        ]

    def _recurs(self, name: str) -> bool:
        if name.split()[0].casefold() in _ORDINALS:
            return False  # "the Fourth Brigade" is a part of an army
        seen = self.about[name]
        return seen["movement"] + seen["body"] >= 2 or bool(seen["initials"] or seen["rebel"])


@cache
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


def _beginning(name: str) -> str:
    return _stem(name)[:3].casefold()


@lru_cache(maxsize=1 << 16)
def derived(name: str, adjective: str) -> bool:
    """Whether ``adjective`` can be the adjective of ``name``: Velmara to Velmaran, Osmere to Osmerian."""
    if adjective == name or len(name) < 4:
        return False
    low, adj = name.casefold(), adjective.casefold()
    for stem in {low, _stem(name).casefold(), low[:-1]}:
        if len(stem) >= 3 and adj.startswith(stem) and adj[len(stem) :] in _SUFFIXES:
            return len(adj) > len(stem)
    return False
