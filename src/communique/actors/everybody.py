"""Everybody of a case by what they may be joined by; whoever an article tells more of is entered anew."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from typing import NamedTuple

from communique import text as texts
from communique.actors.bodies import OF_MANY
from communique.actors.identities import family_name, surname_keys
from communique.actors.somebody import Somebody
from communique.data import Actor, ActorKind
from communique.vocabulary.offices import offices

_AGAIN = 3  # an article, and twice in it
_FEW = 2  # letters: no initials that stand alone
_NAMED = frozenset({"organisation", "group", "unnamed"})  # who may be another kind of somebody by the same name


class _Entry(NamedTuple):
    """Under what somebody was entered."""

    kind: ActorKind
    alone: bool
    forms: tuple[str, ...]
    family: str
    name: str
    titles: frozenset[str]
    shorts: frozenset[str]


class Heard(NamedTuple):
    """Of whom something was heard, and under which forms of names they were or are entered."""

    keys: set[str]
    forms: set[str]


class Everybody:
    """The local actors of a case, in order of their ids, and by their names and offices."""

    def __init__(self) -> None:
        self.local: dict[str, Somebody] = {}
        self.keys: list[str] = []
        self.alone: set[str] = set()
        """People of whom only a surname is told, and those of one name who may be such: nothing says what they are."""
        self.offices: set[str] = set()
        self.forms: dict[str, set[str]] = defaultdict(set)
        """People with full names, by the forms under which these are compared."""
        self.families: dict[str, set[str]] = defaultdict(set)
        self.named: dict[str, set[str]] = defaultdict(set)
        """Bodies, groups, and people with full names, by what they are called."""
        self.mixed: set[str] = set()
        """The names by which two kinds of somebody are called."""
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.shorts: dict[str, set[str]] = defaultdict(set)
        """Bodies by what is short for them: their initials, or "the union"."""
        self._entries: dict[str, _Entry] = {}
        self._heard: set[str] = set()

    def hear(self, actor: Actor, mentions: int, times: int, *, presumed: bool) -> None:
        """Add what an article tells of an actor; take it away with ``times`` -1."""
        known = self.local.get(actor.id)
        now = self.local[actor.id] = Somebody(actor.kind) if known is None else known.again()
        now.hear(actor, mentions, times, presumed=presumed)
        if not now.told:
            del self.local[actor.id]
        self._heard.add(actor.id)

    def settle(self) -> Heard:
        """Enter all that was heard; what to look at anew."""
        touched: set[str] = set()
        for key in sorted(self._heard):
            before, somebody = self._entries.pop(key, None), self.local.get(key)
            now = None if somebody is None else _entry(somebody)
            if before is not None:
                touched.update(before.forms)
            if now is not None:
                touched.update(now.forms)
                self._entries[key] = now
            if before != now:
                self._move(key, before, now)
        heard, self._heard = self._heard, set()
        return Heard(heard, touched)

    def place(self, form: str) -> tuple[str, str]:
        """Where a form of names comes among others: by the first who has it."""
        return min(self.forms[form]), _ORDER[form.split(" ", 1)[0]]

    def _move(self, key: str, before: _Entry | None, now: _Entry | None) -> None:
        if before is not None:
            self._leave(key, before)
        if now is not None:
            self._enter(key, now)
        for entry in (before, now):
            if entry is not None and entry.name:
                self.mixed.discard(entry.name)
                if len({self._entries[k].kind for k in self.named.get(entry.name, ())}) > 1:
                    self.mixed.add(entry.name)

    def _enter(self, key: str, entry: _Entry) -> None:
        insort(self.keys, key)
        if entry.alone:
            self.alone.add(key)
        if entry.kind == "office":
            self.offices.add(key)
        for held, name in self._rows(entry):
            held[name].add(key)

    def _leave(self, key: str, entry: _Entry) -> None:
        del self.keys[bisect_left(self.keys, key)]
        self.alone.discard(key)
        self.offices.discard(key)
        for held, name in self._rows(entry):
            held[name].discard(key)
            if not held[name]:
                del held[name]

    def _rows(self, entry: _Entry) -> list[tuple[dict[str, set[str]], str]]:
        """Where an entry stands."""
        rows = [(self.forms, form) for form in entry.forms] + [(self.titles, title) for title in entry.titles]
        rows += [(self.families, entry.family)] if entry.family else []
        rows += [(self.shorts, short) for short in sorted(entry.shorts)]
        return [*rows, (self.named, entry.name)] if entry.name else rows


_ORDER = {"family": "0", "given": "1", "both": "2"}  # of the forms of one name


def _entry(somebody: Somebody) -> _Entry:
    person = somebody.kind == "person"
    full = person and " " in somebody.name
    return _Entry(
        kind=somebody.kind,
        alone=(person and not full) or _one_word(somebody),
        forms=surname_keys(somebody.name) if full else (),
        family=family_name(somebody.name) if full else "",
        name=texts.fold(somebody.name) if full or somebody.kind in _NAMED else "",
        titles=somebody.titles if person else frozenset(),
        shorts=_shorts(somebody) if somebody.kind == "organisation" else frozenset(),
    )


def _one_word(somebody: Somebody) -> bool:
    """Whether somebody whom an article only names, again and again, may be a person: "Harrow", of no known side."""
    bare = somebody.kind == "organisation" and somebody.name.isalpha() and somebody.name.istitle()
    again = sum(somebody.told.values()) >= _AGAIN * max(somebody.aliases.values(), default=1)
    return bare and not somebody.sides and again


def _shorts(body: Somebody) -> frozenset[str]:
    """What is short for a body, folded: capitals, or the word for what it is."""
    told = [alias.removeprefix("the ").removeprefix("The ") for alias in body.aliases if alias != body.name]
    words = OF_MANY | offices().words["names.movements"]
    return frozenset(texts.fold(s) for s in told if s.lower() in words or (s.isupper() and len(s) > _FEW))
