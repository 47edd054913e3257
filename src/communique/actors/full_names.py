"""What a full name of a person tells by itself: what it may be shortened to, and the gender of its first name."""

from __future__ import annotations

from collections.abc import Sequence

from communique import text as texts
from communique.vocabulary.offices import offices


def core(name: str) -> str:
    """A full name without initials in its middle and without honorifics."""
    parts = name.split()
    return " ".join(p for n, p in enumerate(parts) if not (0 < n < len(parts) - 1 and len(p.rstrip(".")) == 1)) or name


def families(key: str) -> set[str]:
    """What a folded full name may be shortened to: its last word, or the first where family names stand in front."""
    parts = key.split()
    return {parts[-1], parts[0]} if in_front(parts) else {parts[-1]}


def in_front(parts: Sequence[str]) -> bool:
    """Whether a folded name begins with its family name: "Kim Jong-un", but not "Kim Novak" or "Sung Kim"."""
    sets = offices().words
    known = sets["names.families"]
    joined = "-" in parts[-1] or len(parts) == 3
    given = parts[0] in sets["given.men"] or parts[0] in sets["given.women"]
    return parts[0] in known and parts[-1] not in known and (joined or not given)


def gender_of(name: str) -> str:
    """m or f by the first name, or "" where it does not tell."""
    sets = offices().words
    parts = texts.fold(name).split()
    first = "" if in_front(parts) else parts[0]
    return "m" if first in sets["given.men"] else "f" if first in sets["given.women"] else ""


def gender_of_noun(head: str) -> str:
    """The gender that a noun itself tells: "spokeswoman"."""
    sets = offices().words
    return "m" if head in sets["people.men"] else "f" if head in sets["people.women"] else ""
