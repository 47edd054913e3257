"""How each sort of copy is made, and what it is called.

- ``duplicate``: the same sentences in the same order; around them perhaps page chrome, in them at most two typing
  errors, other quotation marks or other paragraphs.
- ``version``: more than half of the sentences, most with at most a word or two changed; some cut, moved or added.
- ``excerpt``: under half as long as its source, nothing added but a pointer or page chrome.
- ``rewording``: nearly every sentence put in other words, in the old order, nothing added.

``light`` is what leaves long stretches of text as they were, ``heavy`` what does not.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import edits
import newsroom
import spins
from communique.data import CopyKind
from pieces import Page, length, new, sentences

Strength = Literal["light", "heavy"]


class Desk(NamedTuple):
    """What an editor has at hand: chance, facts of other reports to add, the name of the house."""

    chance: random.Random
    facts: Iterator[str]
    house: str


class Recipe(NamedTuple):
    """How one sort of copy is made, and what it is."""

    kind: CopyKind
    strength: Strength
    make: Callable[[Page, Desk], Page]


def _framed(page: Page, desk: Desk) -> Page:
    above = newsroom.furniture(desk.house, desk.chance, desk.chance.choice((0, 1, 2)))
    below = newsroom.furniture(desk.house, desk.chance, desk.chance.choice((1, 2, 3)))
    return new(*above) + page + new(*below)


def _worded(page: Page, desk: Desk, share: float) -> Page:
    return edits.worded(page, desk.chance, share, lambda word: spins.synonym(word, desk.chance))


def _edited(page: Page, desk: Desk) -> Page:
    page = _worded(edits.cut(page, desk.chance, 0.12), desk, 0.03)
    return edits.added(page, desk.chance, desk.facts, 60)


def _rewritten(page: Page, desk: Desk) -> Page:
    page = edits.moved(_worded(edits.cut(page, desk.chance, 0.3), desk, 0.1), desk.chance, 2)
    return edits.added(page, desk.chance, desk.facts, 120)


def _updated(page: Page, desk: Desk) -> Page:
    """A quarter more, half of the time with a line that says so, as agencies do."""
    page = edits.added(page, desk.chance, desk.facts, max(40, length(sentences(page)) // 4))
    return new(desk.chance.choice(_STAMPS)) + page if desk.chance.random() < 0.5 else page


_STAMPS = (
    "(Adds details, background)",
    "(Updates with reaction, adds quotes)",
    "(Recasts, adds comments from both sides)",
    "UPDATE 1-Talks go on as the sides weigh the draft",
    "UPDATE 2-No end in sight, says the envoy",
)


def _appended(page: Page, desk: Desk) -> Page:
    """An eighth more, all of it above or all of it below."""
    more = edits.added([], desk.chance, desk.facts, max(30, length(sentences(page)) // 8))
    return more + page if desk.chance.random() < 0.5 else page + more


def _part(page: Page, desk: Desk, *, middle: bool) -> Page:
    return edits.part(page, desk.chance, _share(page, desk.chance), middle=middle)


def _share(page: Page, chance: random.Random) -> float:
    """Between a seventh and two fifths, but at least about 60 words."""
    return max(chance.uniform(0.15, 0.4), min(0.4, 60 / max(1, length(sentences(page)))))


def _spun(page: Page, desk: Desk) -> Page:
    return spins.spun(page, desk.chance, 0.95)


def _translated(page: Page, desk: Desk) -> Page:
    return spins.thinned(spins.translated(spins.spun(page, desk.chance, 0.6), desk.chance), desk.chance, 0.1)


def _summarised(page: Page, desk: Desk) -> Page:
    shorter = spins.summarised(page, desk.chance)
    return spins.unquoted(spins.joined(spins.spun(shorter, desk.chance, 0.9), desk.chance, 0.25))


RECIPES: dict[str, Recipe] = {
    "verbatim": Recipe("duplicate", "light", lambda page, _: page),
    "chrome": Recipe("duplicate", "light", _framed),
    "typos": Recipe("duplicate", "light", lambda page, desk: edits.mistyped(page, desk.chance)),
    "typography": Recipe("duplicate", "light", lambda page, desk: edits.restyled(page, desk.chance)),
    "edited": Recipe("version", "light", _edited),
    "rewritten": Recipe("version", "heavy", _rewritten),
    "updated": Recipe("version", "light", _updated),
    "appended": Recipe("version", "light", _appended),
    "shortened": Recipe("version", "light", lambda page, desk: edits.cut(page, desk.chance, 0.3)),
    "reordered": Recipe("version", "light", lambda page, desk: edits.moved(_edited(page, desk), desk.chance, 3)),
    "start": Recipe("excerpt", "light", lambda page, desk: _part(page, desk, middle=False)),
    "middle": Recipe("excerpt", "light", lambda page, desk: _part(page, desk, middle=True)),
    "scattered": Recipe("excerpt", "heavy", lambda p, d: edits.scattered(p, d.chance, _share(p, d.chance))),
    "feed": Recipe("excerpt", "light", lambda p, d: edits.broken_off(p, d.chance, _share(p, d.chance))),
    "edited part": Recipe("excerpt", "light", lambda p, d: _worded(_part(p, d, middle=False), d, 0.02)),
    "spun": Recipe("rewording", "heavy", _spun),
    "thinned": Recipe("rewording", "heavy", lambda p, d: spins.thinned(spins.spun(p, d.chance, 0.6), d.chance, 0.7)),
    "respelled": Recipe("rewording", "heavy", lambda p, d: spins.respelled(_spun(p, d), d.chance)),
    "translated": Recipe("rewording", "heavy", _translated),
    "summarised": Recipe("rewording", "heavy", _summarised),
}
