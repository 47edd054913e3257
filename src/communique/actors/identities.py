"""Which names may be one person's: variants of spelling, and what articles tell of the sides of their bearers."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from communique import text as texts
from communique.actors.full_names import gender_of
from communique.actors.somebody import Somebody
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

_NAMES = 100_000  # whose sounds are remembered


@lru_cache(maxsize=_NAMES)
def sound(name: str) -> str:
    """A name as it sounds, roughly: accents and the choices of romanisation taken away."""
    plain = unicodedata.normalize("NFKD", texts.fold(name).translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").replace("'", "")
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    return "".join(c for n, c in enumerate(plain) if n == 0 or c != plain[n - 1])


Unsure = tuple[tuple[str, str | None], ...]
"""The local ids of people whose side an article does not tell, each with the side that it presumes."""


def sides(people: Unsure, identities: Identities) -> dict[str, str]:
    """The sides of an article's people that others of the case tell and it does not, by local actor id."""
    found = {}
    for actor_id, own in people:
        side = identities.told.get(identities.same.get(actor_id, actor_id))
        if side is not None and side != own:
            found[actor_id] = side
    return found


def unsure(cast: Cast) -> Unsure:
    """The people of a cast whose side it does not tell."""
    open_ = (a for a in cast.actors if a.kind == "person" and (a.side is None or a.id in cast.presumed))
    return tuple((a.id, a.side) for a in open_)


def same_person(a: Somebody, b: Somebody) -> bool:
    """Whether two people with full names may be one, written in two ways; no article tells them of two sides."""
    if not fit(a, b):
        return False
    return _one_name(a.name, b.name) or (_nearly_one(a.name, b.name) and a.side is not None and a.side == b.side)


@lru_cache(maxsize=2 * _NAMES)  # the same names are compared again and again, for two rosters
def _one_name(one: str, two: str) -> bool:
    """Whether two full names are one, written in two ways."""
    if _other_given(one, two):
        return False
    if family_name(one) == family_name(two):
        first, second = one.split(), two.split()
        given, other = sound(first[0]), sound(second[0])
        joined = sound("".join(first[:-1])) == sound("".join(second[:-1]))
        return given == other or joined or _near(given, other) or _initial(first[0], second[0])
    return _both(one) == _both(two)  # the family name first, or last


@lru_cache(maxsize=2 * _NAMES)
def _nearly_one(one: str, two: str) -> bool:
    """Whether two full names, of other family names, may be one where those who bear them are of one side."""
    family, kin = family_name(one), family_name(two)
    same = family != kin and sound(one.split()[0]) == sound(two.split()[0])
    return same and not _other_given(one, two) and _near(family, kin)


def _other_given(one: str, two: str) -> bool:
    """Whether one first name is a woman's and the other a man's."""
    first, second = one.split()[0], two.split()[0]
    return _pair(sound(first), sound(second)) or {_gender(first), _gender(second)} == {"m", "f"}


_gender = lru_cache(maxsize=_NAMES)(gender_of)


def fit(a: Somebody, b: Somebody) -> bool:
    """Whether two are not told to be of two sides."""
    return a.told_side is None or b.told_side is None or a.told_side == b.told_side


@lru_cache(maxsize=_NAMES)
def surname_keys(name: str) -> tuple[str, ...]:
    """Under what a full name is compared with others."""
    family = family_name(name)
    return "family " + family, "given " + sound(name.split()[0]) + " " + family[:2], "both " + _both(name)


@lru_cache(maxsize=_NAMES)
def family_name(name: str) -> str:
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
    one, other = _unlike(a[:40], b[:40])
    return max(len(one), len(other)) <= limit or (limit > 1 and _distance(one, other) <= limit)


def _unlike(a: str, b: str) -> tuple[str, str]:
    """What is left of two words without what they begin and end with alike: of one edit at most a letter each."""
    start = _alike(a, b)
    a, b = a[start:], b[start:]
    end = _alike(a[::-1], b[::-1])
    return a[: len(a) - end], b[: len(b) - end]


def _alike(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _distance(a: str, b: str) -> int:
    line = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, line[0] = line[0], i
        for j, y in enumerate(b, 1):
            above, line[j] = line[j], min(line[j] + 1, line[j - 1] + 1, above + (x != y))
    return line[-1]
