"""Which day, and which words, changed what would hold: the model of every day beside that of the day before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from communique.conflict.assembling import assembled
from communique.conflict.solved import Options, Solved
from communique.data import Conflict, Proposal, ProposedPreference, Turn
from communique.errors import BadConflict

Held = frozenset[frozenset[str]]


def turns(known: Callable[[str], Proposal], days: Sequence[str], options: Options) -> Iterator[Turn]:
    """The days (ISO prefixes, in order) whose reports change which states hold by Nash in some reading.

    ``known`` gives the model as of a day. Days on which there is no conflict to solve count as having no such state.
    """
    before: tuple[Held, Proposal | None, Conflict | None] = (frozenset(), None, None)
    for day in days:
        made = known(day)
        conflict = _conflict(made)
        held = before[0] if conflict == before[2] else _held(conflict, options)
        if held != before[0]:
            yield _turn(day, before[0], held, before[1], made)
        before = held, made, conflict


def _turn(day: str, before: Held, now: Held, was: Proposal | None, made: Proposal) -> Turn:
    old = {wish.id: wish for wish in (was.preferences if was is not None else ()) if not wish.parked}
    new = {wish.id: wish for wish in made.preferences if not wish.parked}
    came = [wish for key, wish in new.items() if key not in old or _other(wish, old[key])]
    known = {move for wish in old.values() for move in wish.moves}
    return Turn(
        day=day,
        gained=tuple(sorted(tuple(sorted(state)) for state in now - before)),
        lost=tuple(sorted(tuple(sorted(state)) for state in before - now)),
        new=tuple(came),
        gone=tuple(wish for key, wish in old.items() if key not in new),
        moves=tuple(sorted({move for wish in came for move in wish.moves} - known)),
    )


def _other(one: ProposedPreference, other: ProposedPreference) -> bool:
    """Whether a preference says or weighs something else than it did."""
    return (one.statement, one.tier, one.credibility) != (other.statement, other.tier, other.credibility)


def _conflict(made: Proposal) -> Conflict | None:
    try:
        return assembled(made)
    except BadConflict:
        return None


def _held(conflict: Conflict | None, options: Options) -> Held:
    if conflict is None:
        return frozenset()
    try:
        solved = Solved(conflict, options)
    except BadConflict:
        return frozenset()
    names = [option.name for option in solved.model.options]
    rows = (row.state for row in solved.equilibria(concept="R"))
    return frozenset(frozenset(n for n, letter in zip(names, row, strict=True) if letter == "Y") for row in rows)
