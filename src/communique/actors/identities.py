"""Who is who over a whole case: variants of a name, lone surnames, offices and their holders."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from communique import text as texts
from communique.actors.people import gender_of
from communique.actors.somebody import Joined, Somebody, joined
from communique.data import Cast, Identities

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

_ONE_NAME = {"organisation": 0, "group": 1, "unnamed": 2}  # what a name may be taken for, the surest first

_NAMES = 100_000  # whose sounds are remembered
_MANY = 60  # names of one sound compared with each other: keeps a huge case linear


@lru_cache(maxsize=_NAMES)
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
    roster = Roster()
    for cast in casts:
        roster.hear(cast)
    return roster.identities()


_Compared = tuple[list[tuple[str, str, str | None, str | None]], list[tuple[int, int]]]


def sides(cast: Cast, identities: Identities) -> dict[str, str]:
    """The sides of a cast's people that other articles of the case tell and this one does not, by local actor id."""
    found = {}
    for actor_id, own in unsure(cast):
        side = identities.told.get(identities.same.get(actor_id, actor_id))
        if side is not None and side != own:
            found[actor_id] = side
    return found


def unsure(cast: Cast) -> tuple[tuple[str, str | None], ...]:
    """The people of a cast whose side it does not tell, each with the side that it presumes."""
    open_ = (a for a in cast.actors if a.kind == "person" and (a.side is None or a.id in cast.presumed))
    return tuple((a.id, a.side) for a in open_)


class Roster:
    """Everybody of a case, by local id; casts may be added and taken away at any time."""

    def __init__(self) -> None:
        self._local: dict[str, Somebody] = {}
        self._merged: dict[str, tuple[list[Somebody], Joined]] = {}
        self._compared: dict[str, _Compared] = {}

    def hear(self, cast: Cast, times: int = 1) -> None:
        """Add the cast of an article; take it away with ``times`` -1."""
        mentioned = Counter(m.actor for m in cast.mentions)
        presumed = set(cast.presumed)
        for actor in cast.actors:
            known = self._local.get(actor.id)
            now = self._local[actor.id] = Somebody(actor.kind) if known is None else known.again()
            now.hear(actor, 1 + mentioned[actor.id], times, presumed=actor.id in presumed)
            if not now.told:
                del self._local[actor.id]

    def identities(self) -> Identities:
        """The joined actors, what became of each local one, and why."""
        joining = _Joining(self._local, self._compared)
        joining.join_people()
        joining.join_named()
        joining.join_offices()
        groups: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._local):
            groups[joining.find(key)].append(key)
        merged: dict[str, tuple[list[Somebody], Joined]] = {}
        for root, keys in sorted(groups.items()):
            members = [self._local[root], *(self._local[key] for key in keys)]
            before = self._merged.get(root)
            merged[root] = (
                before if before and before[0] == members else (members, joined(root, members[0], members[1:]))
            )
        self._merged = merged
        same = {key: root for root, keys in groups.items() for key in keys}
        self._compared = joining.compared
        return Identities(
            actors=tuple(found.actor for _, found in merged.values()),
            same=dict(sorted(same.items())),
            reasons=dict(sorted(joining.reasons.items())),
            told={root: found.told for root, (_, found) in merged.items() if found.told is not None},
        )


class _Joining:
    """A forest of which local actor is joined to which.

    ``compared`` are the names of one sound that were compared the last time, and which of them were the same.
    """

    def __init__(
        self,
        local: Mapping[str, Somebody],
        compared: Mapping[str, _Compared],
    ) -> None:
        self.local = local
        self.root = {key: key for key in local}
        self.reasons: dict[str, str] = {}
        self.known = compared
        self.compared: dict[str, _Compared] = {}
        self.people = sorted(key for key, somebody in local.items() if somebody.kind == "person")

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

    def join_people(self) -> None:
        """Spelling variants of full names, then surnames alone."""
        full = [key for key in self.people if " " in self.local[key].name]
        by_sound: dict[str, list[str]] = defaultdict(list)
        for key in full:
            for form in surname_keys(self.local[key].name):
                by_sound[form].append(key)
        for form, group in by_sound.items():
            if len(group) > 1:
                self._join_alike(form, group)
        self._join_surnames(full)

    def _join_alike(self, form: str, group: Sequence[str]) -> None:
        """The people whose names are alike in one form."""
        ranked = sorted(set(group), key=lambda key: self.local[key].weight, reverse=True)[:_MANY]
        given = [(key, self.local[key].name, self.local[key].side, self.local[key].told_side) for key in ranked]
        known = self.known.get(form)
        same = known[1] if known is not None and known[0] == given else list(self._same(ranked))
        self.compared[form] = given, same
        for n, other in same:
            self.join(ranked[n], ranked[other], f"a spelling of {self.local[ranked[other]].name}")

    def _same(self, ranked: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Each of those that are the same as one before them, and the first such."""
        for n, key in enumerate(ranked):
            other = next((o for o in range(n) if self._same_person(key, ranked[o])), None)
            if other is not None:
                yield n, other

    def _join_surnames(self, full: list[str]) -> None:
        """A surname alone to the only full name that ends in it."""
        by_last: dict[str, set[str]] = defaultdict(set)
        for key in full:
            by_last[_family(self.local[key].name)].add(self.find(key))
        for key in self.people:
            name = self.local[key].name
            if " " in name:
                continue
            fits = [k for k in sorted(by_last.get(_family(name), ())) if self._fit(key, k)]
            if len(fits) == 1:
                self.join(key, fits[0], f"the only {name} of the case is {self.local[fits[0]].name}")

    def _fit(self, a: str, b: str) -> bool:
        return len({side for key in (a, b) if (side := self.local[key].told_side) is not None}) < 2

    def _same_person(self, a: str, b: str) -> bool:
        if not self._fit(a, b):
            return False
        one, two = self.local[a].name, self.local[b].name
        first, second = one.split(), two.split()
        given, other = sound(first[0]), sound(second[0])
        family, kin = _family(one), _family(two)
        if _pair(given, other) or {gender_of(first[0]), gender_of(second[0])} == {"m", "f"}:
            return False
        if family == kin:
            joined = sound("".join(first[:-1])) == sound("".join(second[:-1]))
            return given == other or joined or _near(given, other) or _initial(first[0], second[0])
        if _both(one) == _both(two):
            return True  # the family name first, or last
        return given == other and _near(family, kin) and self.local[a].side is not None and self._sided(a, b)

    def _sided(self, a: str, b: str) -> bool:
        return self.local[a].side == self.local[b].side

    def join_named(self) -> None:
        """Bodies and groups of one name, which one article takes for the one and another for the other; a full name
        that is a person's is that person's."""
        named: dict[str, list[str]] = defaultdict(list)
        for key, somebody in self.local.items():
            if somebody.kind in _ONE_NAME or (somebody.kind == "person" and " " in somebody.name):
                named[texts.fold(somebody.name)].append(key)
        for keys in named.values():
            ranked = sorted(keys, key=lambda key: (_ONE_NAME.get(self.local[key].kind, -1), key))
            for key in ranked[1:]:
                if self.local[key].kind != self.local[ranked[0]].kind and self._fit(key, ranked[0]):
                    self.join(key, ranked[0], f"the same name as {self.local[ranked[0]].name}")

    def join_offices(self) -> None:
        """Offices without a name to the only person of that side who holds them."""
        holders: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        sides: dict[str, set[str]] = defaultdict(set)
        for key in self.people:
            sides[self.find(key)].update(self.local[key].sides)
        for key in self.people:
            root = self.find(key)
            side = next(iter(sides[root])) if len(sides[root]) == 1 else None
            for office in self.local[key].titles:
                holders[office, side].add(root)
                holders[office, "any"].add(root)
        for key in sorted(k for k, somebody in self.local.items() if somebody.kind == "office"):
            title, side = min(self.local[key].titles), self.local[key].side
            fits = holders[title, "any"] if side is None else holders[title, side] or holders[title, None]
            if len(fits) == 1:
                holder = next(iter(fits))
                self.join(key, holder, f"the {title} that the case names is {self.local[holder].name}")


@lru_cache(maxsize=_NAMES)
def surname_keys(name: str) -> tuple[str, ...]:
    """Under what a full name is compared with others."""
    family = _family(name)
    return "family " + family, "given " + sound(name.split()[0]) + " " + family[:2], "both " + _both(name)


@lru_cache(maxsize=_NAMES)
def _family(name: str) -> str:
    """The last part of a name as it sounds, without an article: "al-Sarif" is "Sarif"."""
    heard = sound(name.split()[-1]).split()
    return " ".join(heard[1:] if len(heard) > 1 and heard[0] in _ARTICLES else heard)


@lru_cache(maxsize=_NAMES)
def _both(name: str) -> str:
    """The parts of a name as they sound, in no order."""
    return " ".join(sorted(sound(part) for part in name.split()))


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
