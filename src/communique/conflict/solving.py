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

from collections.abc import Mapping
from copy import copy

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading
from communique.errors import BadConflict

CONCEPTS = ("R", "GMR", "SMR", "SEQ", "SSEQ")


def row_of(concept: str) -> int:
    """The place of a concept in ``CONCEPTS``; BadConflict where there is none of this name."""
    if concept not in CONCEPTS:
        raise BadConflict(f"“{concept}” is no concept: {', '.join(CONCEPTS)}")
    return CONCEPTS.index(concept)


def stabilities(model: Model, reading: Reading) -> NDArray[np.bool_]:
    """For each concept and decision maker, in which states it is stable: an array [concept, maker, state]."""
    answers = Answers(model, payoffs_of(model, reading))
    return np.stack([answers.stable(maker) for maker in range(len(model.makers))], axis=1)


def equilibria(model: Model, reading: Reading) -> NDArray[np.bool_]:
    """For each concept, which states are stable for all: an array [concept, state]."""
    stable = np.repeat(model.feasible[None], len(CONCEPTS), axis=0)
    answers = Answers(model, payoffs_of(model, reading))
    for maker in range(len(model.makers)):
        stable &= answers.stable(maker)
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

    def changed(self, payoffs: Mapping[int, NDArray[np.int32]]) -> Answers:
        """The same with other payoffs of some makers; what the others have is not worked out again."""
        from communique.conflict import kernels

        other = copy(self)
        other.payoffs, other._heads, other._linked = self.payoffs.copy(), self._heads.copy(), self._linked.copy()
        other._orders = self._orders.copy()
        for maker, payoff in payoffs.items():
            other.payoffs[maker] = payoff
            other._linked[:, maker, 0] = payoff
            other._orders[maker] = kernels.ordered(payoff, self.model.feasible)
            kernels.chained(
                other._orders[maker], self.model.masks[maker, 0], other._heads[maker], other._linked[:, maker]
            )
        return other

    def stable(self, maker: int) -> NDArray[np.bool_]:
        """In which states a maker is stable by each concept: an array [concept, state]."""
        best = self.best(maker)
        nash = self.model.feasible & (best <= self.payoffs[maker])
        return np.stack([nash, *self._held(maker, best, better=False), *self._held(maker, best, better=True)])

    def sequential(self, maker: int) -> NDArray[np.bool_]:
        """The last two rows of :meth:`stable`: those that hang on what the others prefer."""
        return np.stack(self._held(maker, self.best(maker), better=True))

    def _held(self, maker: int, best: NDArray[np.int32], *, better: bool) -> list[NDArray[np.bool_]]:
        from communique.conflict import kernels

        payoff, feasible = self.payoffs[maker], self.model.feasible
        masks = tuple(map(int, self.model.masks[maker]))
        worst = (self.worst(maker, values, better=better) for values in (payoff, best))
        return [kernels.held(payoff, answers, feasible, *masks) for answers in worst]

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
        own = values.base is self.payoffs  # a row of it
        order = self._orders[maker] if own else kernels.ordered(values, model.feasible)
        found: NDArray[np.int32] = kernels.least(
            values, order, self._linked, self._heads.copy(), others, model.masks, better
        )
        return found
