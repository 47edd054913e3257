"""Deals: states that all could agree on and that would then hold; and what stands in the way where there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading, believed
from communique.conflict.resolving import Changes, Resolver
from communique.conflict.solved import Solved
from communique.conflict.solving import CONCEPTS
from communique.data import Alteration, Deal, Deals, Relaxation
from communique.errors import BadConflict

READINGS = 5  # so many readings are looked at for each set of red lines: twelve then take five seconds at worst
MOST_LINES = 12  # all sets of so many red lines are tried; of more, no sets larger than ``LARGEST``
LARGEST = 3
TOLD = 20  # so many relaxations of one size are told


def deals(solved: Solved, *, limit: int | None = None) -> Deals:
    """The deals of a conflict, those that hold by most and change least first; BadConflict without a status quo.

    A deal is a state that nobody likes less than the status quo and somebody more, in which every red line is
    kept, that can be reached from the status quo by legal changes, and that is an equilibrium by some concept. Where
    there is none, every smallest set of red lines is sought that opens one when its statements are dropped.
    """
    model = solved.model
    if model.status_quo is None:
        raise BadConflict("a deal is measured against now: the conflict has no “status-quo”")
    lines = red_lines(model)
    table = _Table(model, solved.sample(solved.options.readings)[0], lines)
    found = table.found(())
    relaxations: tuple[Relaxation, ...] = ()
    searched = 0
    if not found.any() and lines:
        relaxations, searched = _relaxed(_Table(model, solved.sample(READINGS)[0], lines), model)
    return Deals(
        status_quo=model.named(model.status_quo)[1],
        deals=tuple(_deal(solved, table, found, state) for state in _ranked(found, table.now)[:limit]),
        total=int(found.any(axis=0).sum()),
        red_lines=lines,
        relaxations=relaxations,
        searched=searched,
    )


def red_lines(model: Model) -> tuple[Alteration, ...]:
    """Every statement that is marked as a red line and no bluff, as the change that would give it up."""
    return tuple(
        Alteration(maker=maker.name, statement=preference.statement, how="dropped")
        for maker in model.makers
        for preference in maker.preferences
        if preference.kind == "red line" and believed(preference) != "bluff"
    )


class _Table:
    """Which states are deals in which readings, with all red lines or without some."""

    def __init__(self, model: Model, readings: Sequence[Reading], lines: Sequence[Alteration]) -> None:
        self.model, self.lines, self.now = model, lines, int(model.status_quo or 0)
        self.resolvers = [Resolver(model, reading) for reading in readings]
        self.made = {maker.name: Changes(model, at) for at, maker in enumerate(model.makers)}
        self.kept = {line: model.row(self._at(line), self.made[line.maker].numbers[line.statement]) for line in lines}
        self.open = _reached(model, self.now) & model.shown

    def found(self, given_up: Sequence[Alteration]) -> NDArray[np.int32]:
        """In how many readings each state is a deal that holds: [concept, state]."""
        count = np.zeros((len(CONCEPTS), self.model.size), np.int32)
        for resolver in self.resolvers:
            payoffs = self._payoffs(resolver, given_up)
            better = self.better(payoffs, given_up)
            if better.any():
                changed = {self._at(line): payoffs[self._at(line)] for line in given_up}
                count += resolver.changed(changed) & better
        return count

    def better(self, payoffs: NDArray[np.int32], given_up: Sequence[Alteration]) -> NDArray[np.bool_]:
        """Which states all like at least as well as now, one of them more, and cross no red line that is left."""
        now = payoffs[:, [self.now]]
        allowed = self.open & (payoffs >= now).all(axis=0) & (payoffs > now).any(axis=0)
        for line, kept in self.kept.items():
            if line not in given_up:
                allowed &= kept
        return allowed

    def gaining(self, state: int) -> tuple[str, ...]:
        """Who likes a deal more than now, in each reading in which it is one."""
        gains = np.ones(len(self.model.makers), np.bool_)
        for resolver in self.resolvers:
            if self.better(resolver.payoffs, ())[state]:
                gains &= resolver.payoffs[:, state] > resolver.payoffs[:, self.now]
        return tuple(maker.name for maker, gain in zip(self.model.makers, gains, strict=True) if gain)

    def openings(self, largest: int) -> set[frozenset[Alteration]]:
        """Red lines that some state crosses which would be better than now for all without them.

        Whoever gives up more than a state crosses only gives up what speaks for it, so no other set can make a state
        better for all; whether it then holds is another matter.
        """
        crossed = np.zeros(self.model.size, np.int64)
        for at, kept in enumerate(self.kept.values()):
            crossed |= (~kept).astype(np.int64) << at
        found = set()
        for number in np.unique(crossed[self.open]):
            given_up = [line for at, line in enumerate(self.lines) if int(number) >> at & 1]
            if 0 < len(given_up) <= largest:
                here = crossed == number
                if any((self.better(self._payoffs(r, given_up), given_up) & here).any() for r in self.resolvers):
                    found.add(frozenset(given_up))
        return found

    def _payoffs(self, resolver: Resolver, given_up: Sequence[Alteration]) -> NDArray[np.int32]:
        payoffs = resolver.payoffs.copy()
        for at in {self._at(line) for line in given_up}:
            mine = [line for line in given_up if self._at(line) == at]
            payoffs[at] = self.made[mine[0].maker].payoff(resolver.reading[at], mine)
        return payoffs

    def _at(self, line: Alteration) -> int:
        return self.model.maker(line.maker)


def _relaxed(table: _Table, model: Model) -> tuple[tuple[Relaxation, ...], int]:
    """The smallest sets of red lines without which there is a deal, and the largest size that was tried in full."""
    largest = len(table.lines) if len(table.lines) <= MOST_LINES else LARGEST
    openings = table.openings(largest)
    for size in range(1, largest + 1 if openings else 0):
        opened = list(_opened(table, model, size, openings))
        if opened:
            return tuple(opened[:TOLD]), size
    return (), largest


def _opened(
    table: _Table, model: Model, size: int, openings: Collection[frozenset[Alteration]]
) -> Iterator[Relaxation]:
    for given_up in combinations(table.lines, size):
        if any(opening <= set(given_up) for opening in openings):
            found = table.found(given_up)
            if found.any():
                yield Relaxation(red_lines=given_up, states=tuple(map(model.name, _ranked(found, table.now)[:TOLD])))


def _ranked(found: NDArray[np.int32], now: int) -> list[int]:
    """The states that are deals: those that hold by most concepts and readings first, then those that change least."""
    states = [int(state) for state in np.flatnonzero(found.any(axis=0))]
    held = found.sum(axis=0)
    return sorted(states, key=lambda state: (-int(held[state]), (state ^ now).bit_count(), state))


def _deal(solved: Solved, table: _Table, found: NDArray[np.int32], state: int) -> Deal:
    name, pattern = solved.model.named(state)
    return Deal(
        state=pattern,
        name=name,
        better=table.gaining(state),
        counts=tuple(map(int, found[:, state])),
        readings=len(table.resolvers),
        path=solved.path(pattern),
    )


def _reached(model: Model, start: int) -> NDArray[np.bool_]:
    """Where all together can bring the status quo by legal changes, it included."""
    from communique.conflict import kernels

    makers = np.arange(len(model.makers), dtype=np.int64)
    nowhere, indifferent = np.zeros(model.size, np.bool_), np.zeros((len(model.makers), model.size), np.int32)
    parent, _, _ = kernels.walked(start, nowhere, indifferent, model.feasible, makers, model.masks, False)
    reached: NDArray[np.bool_] = parent >= 0
    return reached
