"""A conflict with its equilibria, in every reading of the preferences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading
from communique.conflict.solving import CONCEPTS, equilibria, row_of
from communique.conflict.walking import Walks
from communique.data import Conflict, Equilibrium, Stability, Transition

DEFAULT_READINGS = 200  # enough that a count of all is not chance, and 12 options still take a second

KEPT = 2**20  # states times readings that are kept side by side: some 100 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many readings of incomplete preferences are solved at most, and the seed by which more are drawn."""

    readings: int = DEFAULT_READINGS
    seed: int = 0


class Solved:
    """The equilibria of a conflict, and why: made by :func:`communique.conflict.solve`."""

    def __init__(self, conflict: Conflict, options: Options) -> None:
        self.model = Model(conflict)
        self.options = options
        readings, self.readings = self.model.readings(options.readings, options.seed)
        self.sampled = self.model.reading_count(options.readings) > options.readings
        self._counts: NDArray[np.int32] = np.zeros((len(CONCEPTS), self.model.size), np.int32)
        for reading in readings:
            self._counts += self.model.joined(equilibria(self.model, reading))

    def equilibria(self, *, concept: str | None = None, limit: int | None = None) -> tuple[Equilibrium, ...]:
        """States that are stable for all in some reading, those that hold by most concepts and readings first.

        With ``concept`` only those that are by this one.
        """
        counts = self._counts
        rows = counts.any(axis=0) if concept is None else counts[row_of(concept)] > 0
        found = np.flatnonzero(rows & self.model.shown)
        ranked = found[np.lexsort((found, -counts[:, found].sum(axis=0)))][:limit]
        return tuple(
            Equilibrium(
                state=self.model.named(int(state))[1],
                name=self.model.name(int(state)),
                counts=self.counts(int(state)),
                readings=self.readings,
            )
            for state in ranked
        )

    def count(self, concept: str) -> int:
        """How many states are equilibria by a concept in some reading."""
        return int(((self._counts[row_of(concept)] > 0) & self.model.shown).sum())

    def counts(self, state: int) -> tuple[int, ...]:
        """In how many readings a state, by its number, is an equilibrium by each concept."""
        return tuple(map(int, self._counts[:, state]))

    def holds(self, state: int) -> bool:
        """Whether a state, by its number, is an equilibrium by some concept in some reading."""
        return bool(self._counts[:, state].any())

    def prefers(self, maker: int, one: int, other: int) -> bool:
        """Whether a maker likes one state more than another, both by number, with every tier as it is written."""
        payoff = self._walks.payoffs[maker]
        return bool(payoff[one] > payoff[other])

    def sample(self, most: int) -> tuple[list[Reading], bool]:
        """The readings to solve again with changes, and whether they are drawn by chance: at most ``most``.

        Of large conflicts there are fewer, so that they fit into memory; one is that in which all is as written.
        """
        most = min(most, self.options.readings, max(1, KEPT // self.model.size))
        more = self.model.reading_count(most) > most
        if most == 1:
            return [self.model.first()], more
        return list(self.model.readings(most, self.options.seed)[0]), more

    def stability(self, state: str, maker: str, concept: str) -> Stability:
        """Why a state is stable for a maker, or not, with every tier ordered as it is written."""
        return self._walks.stability(self.model.state(state), self.model.maker(maker), concept)

    def coalitions(self, state: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Coalitions that gain by leaving a state, each with the states that all its members prefer and can reach."""
        names = [maker.name for maker in self.model.makers]
        return tuple(
            (tuple(names[member] for member in members), tuple(map(self.model.name, gains)))
            for members, gains in self._walks.coalitions(self.model.state(state))
        )

    def path(self, state: str, *, improving: bool = False) -> tuple[Transition, ...]:
        """The fewest transitions from the status quo to a state; empty where there is no way, or it is there.

        ``improving``: only transitions that whoever makes them prefers.
        """
        ways = self._improving if improving else self._moving
        return tuple(ways(self.model.state(state)))

    @cached_property
    def _walks(self) -> Walks:
        return Walks(self.model, self.model.first())

    @cached_property
    def _moving(self) -> Callable[[int], list[Transition]]:
        return self._ways(better=False)

    @cached_property
    def _improving(self) -> Callable[[int], list[Transition]]:
        return self._ways(better=True)

    def _ways(self, *, better: bool) -> Callable[[int], list[Transition]]:
        now = self.model.status_quo
        return (lambda _: []) if now is None else self._walks.tree(now, better=better)
