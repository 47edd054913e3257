"""Who is who over a whole case: variants of a name, lone surnames, offices and their holders."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique import text as texts
from communique.actors.people import gender_of
from communique.data import Actor, Anchor, Cast, Identities

# What romanisations write differently for one sound, longest first.
_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"),
    ("iya", "ia"), ("yev", "ev"), ("yy", "y"), ("ey", "ei"), ("ay", "ai"), ("iy", "i"), ("ii", "i"),
    ("kh", "h"), ("ph", "f"), ("ou", "u"), ("ee", "i"), ("oo", "u"),
    ("oe", "o"), ("ue", "u"), ("ae", "a"), ("ck", "k"), ("ks", "x"), ("zh", "j"), ("dj", "j"),
    ("y", "i"), ("w", "v"), ("q", "k"), ("c", "k"),
)  # fmt: skip

# Letters that no accent makes.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "a", "œ": "o", "ı": "i", "ð": "d", "þ": "th"})
_ARTICLES = frozenset("al el ad ar as ash at az an ul".split())

_MANY = 60  # names of one sound compared with each other: keeps a huge case linear


def sound(name: str) -> str:
    """A name as it sounds, roughly: accents and the choices of romanisation taken away."""
    plain = unicodedata.normalize("NFKD", texts.fold(name).translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").replace("'", "")
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    return "".join(c for n, c in enumerate(plain) if n == 0 or c != plain[n - 1])


def unify(casts: Iterable[Cast]) -> Identities:
    """One actor for each somebody of the case. Deterministic, whatever the order of ``casts``.

    People are joined by full name, by spelling variants with a fitting side, and by a surname that only one full
    name has; an office is joined to the one person who holds it. Sides are filled in by majority.
    """
    case = _Case(sorted(casts, key=lambda c: c.article_id))
    case.join_people()
    case.join_offices()
    return case.identities()


def sides(cast: Cast, identities: Identities) -> dict[str, str]:
    """The sides of a cast's people that other articles of the case tell and this one does not, by local actor id."""
    found = {}
    for actor in cast.actors:
        side = identities.told.get(identities.same.get(actor.id, actor.id))
        unsure = actor.side is None or actor.id in cast.presumed
        if actor.kind == "person" and unsure and side not in (None, actor.side):
            found[actor.id] = side
    return found


class _Case:
    """All local actors by id, and a forest of which is joined to which."""

    def __init__(self, casts: list[Cast]) -> None:
        self.local: dict[str, list[Actor]] = defaultdict(list)
        self.told: dict[str, list[Actor]] = defaultdict(list)  # those whose side their article tells
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        for cast in casts:
            mentioned = Counter(m.actor for m in cast.mentions)
            presumed = set(cast.presumed)
            for actor in cast.actors:
                self.local[actor.id].append(actor)
                if actor.side is not None and actor.id not in presumed:
                    self.told[actor.id].append(actor)
                self.names[actor.id][actor.name] += 1 + mentioned[actor.id]
        self.root = {key: key for key in self.local}
        self.reasons: dict[str, str] = {}

    def find(self, key: str) -> str:
        while self.root[key] != key:
            self.root[key] = self.root[self.root[key]]
            key = self.root[key]
        return key

    def join(self, key: str, to: str, reason: str) -> None:
        a, b = self.find(key), self.find(to)
        if a != b:
            self.root[a] = b
            self.reasons[key] = reason

    def _people(self) -> list[str]:
        return sorted(key for key, actors in self.local.items() if actors[0].kind == "person")

    def _name(self, key: str) -> str:
        return max(self.names[key].items(), key=lambda n: (n[1], n[0]))[0]

    def _side(self, key: str) -> str | None:
        return _side(self.told[key]) or _side(self.local[key])

    def _weight(self, key: str) -> tuple[int, str]:
        return sum(self.names[key].values()), self._name(key)

    def join_people(self) -> None:
        """Spelling variants of full names, then surnames alone."""
        full = [key for key in self._people() if " " in self._name(key)]
        by_sound: dict[str, list[str]] = defaultdict(list)
        for key in full:
            for form in _surname_keys(self._name(key)):
                by_sound[form].append(key)
        for group in by_sound.values():
            ranked = sorted(set(group), key=self._weight, reverse=True)[:_MANY]
            for n, key in enumerate(ranked):
                other = next((o for o in ranked[:n] if self._same_person(key, o)), None)
                if other is not None:
                    self.join(key, other, f"a spelling of {self._name(other)}")
        self._join_surnames(full)

    def _join_surnames(self, full: list[str]) -> None:
        """A surname alone to the only full name that ends in it."""
        by_last: dict[str, set[str]] = defaultdict(set)
        for key in full:
            by_last[_family(self._name(key).split())].add(self.find(key))
        for key in self._people():
            if " " in self._name(key):
                continue
            fits = [k for k in sorted(by_last.get(_family([self._name(key)]), ())) if self._fit(key, k)]
            if len(fits) == 1:
                self.join(key, fits[0], f"the only {self._name(key)} of the case is {self._name(fits[0])}")

    def _fit(self, a: str, b: str) -> bool:
        return len({side for key in (a, b) if (side := _side(self.told[key])) is not None}) < 2

    def _same_person(self, a: str, b: str) -> bool:
        if not self._fit(a, b):
            return False
        first, second = self._name(a).split(), self._name(b).split()
        given, other = sound(first[0]), sound(second[0])
        family, kin = _family(first), _family(second)
        if _pair(given, other) or {gender_of(first[0]), gender_of(second[0])} == {"m", "f"}:
            return False
        if family == kin:
            joined = sound("".join(first[:-1])) == sound("".join(second[:-1]))
            return given == other or joined or _near(given, other) or _initial(first[0], second[0])
        if _both(first) == _both(second):
            return True  # the family name first, or last
        return given == other and _near(family, kin) and self._side(a) is not None and self._side(a) == self._side(b)

    def join_offices(self) -> None:
        """Offices without a name to the only person of that side who holds them."""
        holders: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        sides: dict[str, set[str]] = defaultdict(set)
        for key in self._people():
            sides[self.find(key)].update(a.side for a in self.local[key] if a.side is not None)
        for key in self._people():
            known = sides[self.find(key)]
            side = next(iter(known)) if len(known) == 1 else None
            for actor in self.local[key]:
                for office, _ in actor.offices:
                    holders[texts.fold(office), side].add(self.find(key))
                    holders[texts.fold(office), "any"].add(self.find(key))
        for key in sorted(k for k, actors in self.local.items() if actors[0].kind == "office"):
            title, side = texts.fold(self.local[key][0].offices[0][0]), self._side(key)
            fits = holders[title, "any"] if side is None else holders[title, side] or holders[title, None]
            if len(fits) == 1:
                holder = next(iter(fits))
                self.join(key, holder, f"the {title} that the case names is {self._name(holder)}")

    def identities(self) -> Identities:
        """The joined actors, what became of each local one, and why."""
        groups: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.local):
            groups[self.find(key)].append(key)
        actors = tuple(self._merged(root, keys) for root, keys in sorted(groups.items()))
        same = {key: self.find(key) for key in sorted(self.local)}
        told = {root: side for root, keys in sorted(groups.items()) if (side := self._told(keys)) is not None}
        return Identities(actors=actors, same=same, reasons=dict(sorted(self.reasons.items())), told=told)

    def _told(self, keys: Iterable[str]) -> str | None:
        """The side that most articles tell of an actor; those that only presume one are not heard."""
        return _side(actor for key in keys for actor in self.told[key])

    def _merged(self, root: str, keys: list[str]) -> Actor:
        every = [actor for key in keys for actor in self.local[key]]
        people = [key for key in keys if self.local[key][0].kind == self.local[root][0].kind]
        names: Counter[str] = Counter()
        for key in people:
            names.update(self.names[key])
        full = {n: c for n, c in names.items() if " " in n} or dict(names)
        name = max(full.items(), key=lambda n: (n[1], -len(n[0]), n[0]))[0]
        side = self._told(keys) or _side(every)
        countries = Counter(a.country for a in every if a.country is not None and a.side == side)
        offices = {(title, place) for a in every for title, place in a.offices}
        return Actor(
            id=root,
            name=name,
            kind=self.local[root][0].kind,
            side=side,
            aliases=tuple(sorted({alias for a in every for alias in (a.name, *a.aliases)} - {name})),
            country=max(countries.items(), key=lambda c: (c[1], c[0]))[0] if countries else None,
            offices=tuple(sorted(offices, key=_office_order)),
        )


def _side(actors: Iterable[Actor]) -> str | None:
    """The side that most of these give an actor."""
    sides = Counter(a.side for a in actors if a.side is not None)
    return max(sides.items(), key=lambda s: (s[1], s[0]))[0] if sides else None


def _office_order(office: tuple[str, Anchor]) -> tuple[str, str, int]:
    return office[0], office[1].article_id, office[1].start


def _surname_keys(name: str) -> Iterator[str]:
    parts = name.split()
    family = _family(parts)
    yield "family " + family
    yield "given " + sound(parts[0]) + " " + family[:2]
    yield "both " + _both(parts)


def _family(parts: Sequence[str]) -> str:
    """The last part of a name as it sounds, without an article: "al-Sarif" is "Sarif"."""
    heard = sound(parts[-1]).split()
    return " ".join(heard[1:] if len(heard) > 1 and heard[0] in _ARTICLES else heard)


def _both(parts: Sequence[str]) -> str:
    """The parts of a name as they sound, in no order."""
    return " ".join(sorted(sound(part) for part in parts))


def _pair(a: str, b: str) -> bool:
    """Whether two first names are a woman's and a man's of one root: "Maria" and "Mario", "Ivana" and "Ivan"."""
    if not a.endswith("a"):
        a, b = b, a
    return a != b and a.endswith("a") and not b.endswith("a") and a[:-1] in (b, b[:-1])


def _initial(a: str, b: str) -> bool:
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return len(short) == 1 and long[:1].casefold() == short.casefold()


def _near(a: str, b: str) -> bool:
    """Whether two words of four letters or more are at most one edit apart, or two from eight letters on."""
    limit = 0 if min(len(a), len(b)) < 4 else 1 if min(len(a), len(b)) < 8 else 2
    if abs(len(a) - len(b)) > limit or a[:1] != b[:1]:
        return False
    return _distance(a[:40], b[:40]) <= limit


def _distance(a: str, b: str) -> int:
    line = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, line[0] = line[0], i
        for j, y in enumerate(b, 1):
            above, line[j] = line[j], min(line[j] + 1, line[j - 1] + 1, above + (x != y))
    return line[-1]
