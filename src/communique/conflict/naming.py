"""What an option is called in statements, and in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communique.conflict.formulas import RANKS
from communique.conflict.slots import Slot
from communique.text import fold

_LONG = 14  # letters from which the name of a side is cut to its initials
_TELLING = 5  # letters from which a word of an issue says what it is
_SMALL = frozenset("of the and for in to on".split())
_DONE = {
    "DEPLOY": ("deploys", "goes on with what it deploys"),
    "SANCTION": ("sanctions", "goes on with its sanctions or bans"),
    "COERCE": ("coerces", "goes on with its coercion"),
    "ATTACK": ("attacks", "goes on with its attacks"),
    "SUSPEND_TALKS": ("leaves", "stays away from the talks"),
    "VIOLATE": ("breaches", "goes on with the breach"),
}


class Called(NamedTuple):
    """The name of an option and what it says in plain words."""

    name: str
    text: str


def called(slot: Slot, side: str, asked_by: Iterable[str], deed: str) -> Called:
    """The option of ``side`` (its name): ``deed`` is the code of what it does already, "" where it only threatens."""
    issue = slot.issue.removeprefix("~")
    about = f" on {issue}" if issue else ""
    askers = _listed(sorted(asked_by))
    if slot.act == "give":
        word, text = (
            "yields",
            f"{side} does what {askers} asks{about}" if askers else f"{side} does what it offers{about}",
        )
        if len(set(asked_by)) > 1:
            text = text.replace(" asks", " ask")
    elif deed:
        word, does = _DONE[deed]
        text = f"{side} {does}{f' ({issue})' if issue else ''}"
    else:
        word, text = "acts", f"{side} does what it threatens or is warned against{about}"
    parts = [_short(side), word, _slug(issue)]
    return Called("-".join(part for part in parts if part), text)


def unique(names: Mapping[str, str]) -> dict[str, str]:
    """The names by id, with a number behind those that two would have."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(names, key=lambda key: (names[key], key)):
        name, number = names[key], 1
        while name in taken or name.upper() in RANKS or not set(name) - set("YN-"):
            number += 1
            name = f"{names[key]}-{number}"
        taken.add(name)
        given[key] = name
    return given


def _short(side: str) -> str:
    """A side in a few letters: its name, or its initials where that is long."""
    whole = _slugged(side)
    if len(whole) <= _LONG:
        return whole
    words = [word for word in whole.split("-") if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else whole[:_LONG]


def _slug(issue: str) -> str:
    """One telling word of an issue: the first that is not short, or else the longest."""
    words = [word for word in _slugged(issue).split("-") if word not in _SMALL]
    return next((word for word in words if len(word) >= _TELLING), max(words, key=len, default=""))


def _slugged(text: str) -> str:
    found = "-".join(re.findall(r"[^\W_]+", fold(text)))
    return found if not found or found[0].isalpha() else f"x{found}"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
