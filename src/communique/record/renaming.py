"""What people call things: issues renamed or joined, actors joined, parted or added, articles linked."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Mapping, Sequence, Set

from communique.data import Actor, Cast, Copy, Identities, Judgement, Move, digest
from communique.errors import UnknownName
from communique.record.judging import PARTIES, Datum, edited, parts
from communique.text import fold

PROPOSED = "~"
"""The first character of an issue that the machine proposed and nobody confirmed."""


def renamed(moves: Iterable[Move], judgements: Mapping[str, Judgement]) -> tuple[Move, ...]:
    """The moves with their issues as people call them; two issues under one name are one."""
    return with_names(moves, issue_names(judgements))


def issue_names(judgements: Mapping[str, Judgement]) -> Mapping[str, str | None]:
    """What people call the issues that they renamed, in order of time; None for one that they rejected."""
    return {j.about: new_name(j) for j in judgements.values() if j.kind == "issue" and j.verdict != "add"}


def with_names(moves: Iterable[Move], names: Mapping[str, str | None]) -> tuple[Move, ...]:
    """The moves with their issues under these names."""
    if not names:
        return tuple(moves)
    return tuple(
        move if move.issue not in names else dataclasses.replace(move, issue=_last(move.issue, names)) for move in moves
    )


def new_name(judgement: Judgement) -> str | None:
    """What an issue is called after this judgement: None where it was rejected."""
    if judgement.verdict == "reject":
        return None
    return judgement.changes.get("name") or judgement.about.removeprefix(PROPOSED)


def _last(issue: str | None, names: Mapping[str, str | None]) -> str | None:
    """The name at the end of a chain of renamings, each followed once and only forward in time."""
    for old, new in names.items():
        if issue == old:
            issue = new
    return issue


def linked(judgements: Mapping[str, Judgement], copies: Iterable[Copy], articles: Iterable[str]) -> tuple[Copy, ...]:
    """The copies, with those that people found; about one article a person's word takes the place of the machine's."""
    known = set(articles)
    found = {
        j.about: Copy(
            id=digest("copy", j.about, j.changes["with"]),
            article_id=j.about,
            original_id=j.changes["with"],
            kind="rewording",
            similarity=0.0,
            direction_confidence=1.0,
            reason=f"{j.by} says so{': ' * bool(j.why)}{j.why}",
        )
        for j in judgements.values()
        if j.kind == "article" and j.verdict == "merge" and {j.about, j.changes["with"]} <= known
    }
    machine = (copy for copy in copies if copy.article_id not in found)
    return tuple(sorted((*machine, *found.values()), key=lambda copy: copy.id)) if found else tuple(copies)


def with_present(judgements: Mapping[str, Judgement], same: Mapping[str, str]) -> dict[str, Judgement]:
    """The judgements, naming actors by the ids that they have now, after others were joined to them."""

    def now(name: str, text: str) -> str:
        return ";".join(same.get(actor, actor) for actor in parts(text)) if name in PARTIES else text

    return {
        key: dataclasses.replace(j, changes={name: now(name, text) for name, text in j.changes.items()})
        if PARTIES & set(j.changes)
        else j
        for key, j in judgements.items()
    }


def without(nouns: Iterable[Datum], gone: Set[str]) -> tuple[Datum, ...]:
    """The nouns, naming nobody of those who are ``gone`` because a person said that they are no actors."""
    if not gone:
        return tuple(nouns)
    kept: list[Datum] = []
    for noun in nouns:
        named = {name: getattr(noun, name) for name in PARTIES if hasattr(noun, name)}
        left = {
            name: tuple(actor for actor in who if actor not in gone) if isinstance(who, tuple) else who
            for name, who in named.items()
        }
        left = {name: None if isinstance(who, str) and who in gone else who for name, who in left.items()}
        kept.append(noun if left == named else dataclasses.replace(noun, **left))  # type: ignore[type-var]
    return tuple(kept)


def identified(identities: Identities, casts: Iterable[Cast], judgements: Mapping[str, Judgement]) -> Identities:
    """Who is who after what people said: in order of time, actors are joined, parted and added."""
    said = [j for j in judgements.values() if j.kind == "actor" and j.verdict in ("merge", "split", "add")]
    if not said:
        return identities
    people = _People(identities, casts)
    for judgement in said:
        if judgement.verdict == "merge":
            people.join(judgement)
        elif judgement.verdict == "split":
            people.part(judgement)
        else:
            people.add(judgement)
    return people.identities()


class _People:
    """The actors of a case while they are joined and parted."""

    def __init__(self, identities: Identities, casts: Iterable[Cast]) -> None:
        self.actors = {actor.id: actor for actor in identities.actors}
        self.same = dict(identities.same)
        self.reasons = dict(identities.reasons)
        self.local = {actor.id: fold(actor.name) for cast in casts for actor in cast.actors}

    def join(self, judgement: Judgement) -> None:
        """Make one actor another."""
        gone, kept = (self.same.get(i, i) for i in (judgement.about, judgement.changes["with"]))
        if gone not in self.actors or kept not in self.actors or gone == kept:
            return
        old, new = self.actors.pop(gone), self.actors[kept]
        aliases = {old.name, *old.aliases, *new.aliases} - {new.name}
        side = kept if new.side == gone else new.side or (None if old.side == gone else old.side)
        self.actors[kept] = dataclasses.replace(
            new, aliases=tuple(sorted(aliases)), side=side, offices=tuple(dict.fromkeys((*new.offices, *old.offices)))
        )
        self._move({key for key, actor in self.same.items() if actor == gone} | {gone}, kept, f"{judgement.by} says so")
        for actor in self.actors.values():
            if actor.side == gone:
                self.actors[actor.id] = dataclasses.replace(actor, side=kept)

    def part(self, judgement: Judgement) -> None:
        """Make an actor of its own of those who bear some of the names."""
        whole = self.same.get(judgement.about, judgement.about)
        names = parts(judgement.changes["names"])
        if whole not in self.actors:
            return
        actor, taken = self.actors[whole], {fold(name) for name in names}
        left = [name for name in (actor.name, *actor.aliases) if fold(name) not in taken]
        keys = {key for key, name in self.local.items() if self.same.get(key, key) == whole and name in taken}
        if not left or not keys:
            return
        new = digest("parted", whole, *sorted(taken))
        side = new if actor.side == whole and actor.kind == "state" else actor.side
        self.actors[new] = dataclasses.replace(
            actor, id=new, name=names[0], aliases=tuple(sorted(names[1:])), side=side, offices=()
        )
        self.actors[whole] = dataclasses.replace(actor, name=left[0], aliases=tuple(left[1:]))
        self._move(keys, new, f"{judgement.by} says so")

    def add(self, judgement: Judgement) -> None:
        """Add an actor whom the machine missed."""
        made = added_actor(judgement.about, judgement.changes)
        self.actors.setdefault(made.id, made)

    def _move(self, keys: Iterable[str], to: str, reason: str) -> None:
        for key in keys:
            self.same[key] = to
            self.reasons[key] = reason

    def identities(self) -> Identities:
        """Everybody, as they are now."""
        actors = tuple(self.actors[key] for key in sorted(self.actors))
        return Identities(
            actors=actors, same=dict(sorted(self.same.items())), reasons=dict(sorted(self.reasons.items()))
        )


def added_actor(name: str, changes: Mapping[str, str]) -> Actor:
    """The actor that a person added by name; JudgementError where a field does not fit."""
    bare = Actor(id=digest("actor added", fold(name)), name=name, kind="group")
    return edited(bare, changes)


def called(name: str, people: Sequence[Actor]) -> Actor:
    """The actor of which ``name`` is the id, the name or an alias."""
    folded = name.casefold()
    for actor in people:
        if folded in (actor.id, actor.name.casefold(), *(alias.casefold() for alias in actor.aliases)):
            return actor
    raise UnknownName(f"{name}: no such actor; {hint(name, [a.name for a in people])}")


def hint(name: str, known: Iterable[str]) -> str:
    """A hint at what may have been meant."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, 3, 0.4) or names[:3]
    return f"did you mean {' or '.join(near)}?" if near else "there are none"
