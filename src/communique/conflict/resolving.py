"""A conflict that is solved again and again with small changes: what a change does not touch is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading
from communique.conflict.orders import Order
from communique.conflict.solving import Answers, payoffs_of
from communique.data import Alteration


class Resolver:
    """One reading of a conflict, with its ``equilibria`` [concept, state], to be solved with other payoffs.

    Whether a state is stable for somebody by R, GMR and SMR hangs on what it prefers itself; by SEQ and SSEQ also on
    what the others prefer. So a change for one leaves three rows of all others as they are.
    """

    def __init__(self, model: Model, reading: Reading) -> None:
        self.model, self.reading = model, reading
        self.payoffs = payoffs_of(model, reading)
        self._answers = Answers(model, self.payoffs)
        self._stable = np.stack([self._answers.stable(maker) for maker in range(len(model.makers))])
        self.equilibria: NDArray[np.bool_] = model.joined(np.all(self._stable, axis=0))
        self._ranks = [_ranks(payoff, model.feasible) for payoff in self.payoffs]

    def changed(self, payoffs: Mapping[int, NDArray[np.int32]]) -> NDArray[np.bool_]:
        """The equilibria [concept, state] with other payoffs of some makers."""
        real = {maker: payoff for maker, payoff in payoffs.items() if not self.same(maker, payoff)}
        if not real:
            return self.equilibria
        answers = self._answers.changed(real)
        stable = np.empty_like(self._stable)
        for maker in range(len(stable)):
            if maker in real:
                stable[maker] = answers.stable(maker)
            else:
                stable[maker, :3] = self._stable[maker, :3]
                stable[maker, 3:] = answers.sequential(maker)
        return self.model.joined(np.all(stable, axis=0))

    def same(self, maker: int, payoff: NDArray[np.int32]) -> bool:
        """Whether a payoff ranks the possible states as the maker does now."""
        return np.array_equal(_ranks(payoff, self.model.feasible), self._ranks[maker])


class Changes:
    """The changes of one maker's statements, as payoffs: made for the reading in which its order is ``order``."""

    def __init__(self, model: Model, maker: int) -> None:
        self.model, self.maker = model, maker
        told = [preference.statement for preference in model.makers[maker].preferences]
        self.numbers = {statement: told.index(statement) for statement in told}  # the first of equal ones

    def payoff(self, order: Order, changes: Iterable[Alteration]) -> NDArray[np.int32]:
        """How good each state is after the changes; what the order has not is not changed."""
        told, denied = list(order), set[int]()
        for change in changes:
            at = self.numbers[change.statement]
            if change.how == "negated":
                denied ^= {at}
            elif change.how == "swapped":
                other = self.numbers[change.other]
                if at in told and other in told:
                    one, two = told.index(at), told.index(other)
                    told[one], told[two] = other, at
            elif at in told:
                told.remove(at)
        return self.model.payoff(self.maker, tuple(told), denied)


def _ranks(payoff: NDArray[np.int32], feasible: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The possible states' payoffs as 0, 1, 2, … without gaps."""
    told = payoff[feasible]
    if told.max() > 8 * len(payoff):  # sparse: sorting is cheaper than a table of all values
        return np.unique(told, return_inverse=True)[1].astype(np.int32)
    there = np.zeros(int(told.max()) + 1, np.int32)
    there[told] = 1
    places: NDArray[np.int32] = (np.cumsum(there, dtype=np.int32) - 1)[told]
    return places
