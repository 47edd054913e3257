"""Which states are stable, for whom and by which concept.

State s is stable for a decision maker i exactly when no change of its own leads to an s1 with
``min(u(s1), w(s1)) > u(s)``: u is its payoff, and w the worst that the others can make of s1. That is

- Nash (R): nothing, they do not answer;
- GMR: the least u wherever they can bring it; SEQ: wherever they can by changes that each of them prefers;
- SMR and SSEQ: likewise with m for u, the most that i can make of a state by a change of its own afterwards.

(Fang, Hipel and Kilgour 1993, Interactive Decision Making; Rego and Vieira 2017 for SSEQ.) Sequences of changes are
legal: nobody twice in a row; in option form that is plain reachability, because two changes in a row are one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading

CONCEPTS = ("R", "GMR", "SMR", "SEQ", "SSEQ")


def stabilities(model: Model, reading: Reading) -> NDArray[np.bool_]:
    """For each concept and decision maker, in which states it is stable: an array [concept, maker, state]."""
    stable = np.empty((len(CONCEPTS), len(model.makers), model.size), np.bool_)
    for maker, rows in _by_maker(model, payoffs_of(model, reading)):
        stable[:, maker] = rows
    return stable


def equilibria(model: Model, reading: Reading) -> NDArray[np.bool_]:
    """For each concept, which states are stable for all: an array [concept, state]."""
    stable = np.repeat(model.feasible[None], len(CONCEPTS), axis=0)
    for _, rows in _by_maker(model, payoffs_of(model, reading)):
        for concept, row in enumerate(rows):
            stable[concept] &= row
    return stable


def payoffs_of(model: Model, reading: Reading) -> NDArray[np.int32]:
    """The payoff of each state for each maker: an array [maker, state]."""
    return np.stack([model.payoff(maker, order) for maker, order in enumerate(reading)])


class Answers:
    """The payoffs of all makers, linked so that the worst answers to any state are found fast."""

    def __init__(self, model: Model, payoffs: NDArray[np.int32]) -> None:
        from communique.conflict import kernels

        self.model, self.payoffs = model, payoffs
        self._heads = np.empty_like(payoffs)
        self._linked = np.empty((model.size, len(payoffs), 2), np.int32)
        self._linked[:, :, 0] = payoffs.T
        self._orders = [kernels.ordered(payoff, model.feasible) for payoff in payoffs]
        for maker, order in enumerate(self._orders):
            kernels.chained(order, model.masks[maker, 0], self._heads[maker], self._linked[:, maker])

    def best(self, maker: int) -> NDArray[np.int32]:
        """The most that a maker can make of each possible state by one change of its own; -1 elsewhere."""
        from communique.conflict import kernels

        best = np.where(self.model.feasible, self.payoffs[maker], np.int32(-1))
        kernels.largest(best, *map(int, self.model.masks[maker]))
        return best

    def worst(self, maker: int, values: NDArray[np.int32], *, better: bool) -> NDArray[np.int32]:
        """The least value that the others can make of each state; ``better``: by changes that each prefers."""
        from communique.conflict import kernels

        model = self.model
        others = np.array([other for other in range(len(self.payoffs)) if other != maker], np.int64)
        if model.feasible.all() and not better:  # option by option
            turned = -values
            kernels.largest(turned, *map(int, model.masks[others].sum(axis=0)))
            return -turned
        order = self._orders[maker] if values is self.payoffs[maker] else kernels.ordered(values, model.feasible)
        found: NDArray[np.int32] = kernels.least(
            values, order, self._linked, self._heads.copy(), others, model.masks, better
        )
        return found


def _by_maker(model: Model, payoffs: NDArray[np.int32]) -> Iterator[tuple[int, list[NDArray[np.bool_]]]]:
    """Each maker with the states that are stable for it by each concept."""
    from communique.conflict import kernels

    answers = Answers(model, payoffs)
    for maker, payoff in enumerate(payoffs):
        masks = tuple(map(int, model.masks[maker]))
        best = answers.best(maker)
        rows = [model.feasible & (best <= payoff)]
        for better in (False, True):
            for values in (payoff, best):
                worst = answers.worst(maker, values, better=better)
                rows.append(kernels.held(payoff, worst, model.feasible, *masks))
        yield maker, rows
