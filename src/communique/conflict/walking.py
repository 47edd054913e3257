"""Ways through a conflict: what stops somebody, what a coalition gains, how to get from now to an equilibrium."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading
from communique.conflict.solving import Answers, payoffs_of, row_of
from communique.data import Deviation, Stability, Transition

TOLD = 10  # so many improvements of a state are traced, the best first; who owns ten options may have a thousand


class Walks:
    """A conflict in one reading of its preferences, to walk through."""

    def __init__(self, model: Model, reading: Reading) -> None:
        self.model = model
        self.reading = reading
        self.payoffs = payoffs_of(model, reading)
        self._answers = Answers(model, self.payoffs)

    def stability(self, state: int, maker: int, concept: str) -> Stability:
        """Whether the state is stable for the maker, and what answers its best improvements."""
        row_of(concept)
        payoff, better = self.payoffs[maker], concept in ("SEQ", "SSEQ")
        wanted = sorted(
            (t for t in self.model.reach(maker, state) if payoff[t] > payoff[state]), key=lambda t: (-payoff[t], t)
        )
        aim = np.empty(0, np.int32)
        stopped: set[int] = set()
        if concept != "R" and wanted:
            aim = self._answers.best(maker) if concept in ("SMR", "SSEQ") else payoff
            worst = self._answers.worst(maker, aim, better=better)
            stopped = {to for to in wanted if worst[to] <= payoff[state]}
        told = wanted[:TOLD]
        if stopped.issuperset(told):  # what is not stopped must be among them
            told += [to for to in wanted if to not in stopped][:1]
        others = [other for other in range(len(self.payoffs)) if other != maker]
        goal = self.model.feasible & (aim <= payoff[state]) if stopped else self.model.feasible
        ways = {to: self.way(to, goal, others, better=better) if to in stopped else [] for to in told}
        return Stability(
            state=self.model.name(state),
            maker=self.model.makers[maker].name,
            concept=concept,
            stable=len(stopped) == len(wanted),
            improvements=len(wanted),
            deviations=tuple(self._deviation(maker, state, to, steps) for to, steps in ways.items()),
        )

    def gains(self, state: int, coalition: Sequence[int]) -> list[int]:
        """The states that the members can bring about in turn, and that each of them prefers."""
        reached = self._walked(state, np.zeros(self.model.size, np.bool_), coalition, better=False)[0] >= 0
        reached[state] = False
        for member in coalition:
            reached &= self.payoffs[member] > self.payoffs[member][state]
        return [int(found) for found in np.flatnonzero(reached)]

    def coalitions(self, state: int) -> list[tuple[tuple[int, ...], list[int]]]:
        """Every coalition of two or more that gains by leaving the state, with the states that it would go to."""
        makers = range(len(self.payoffs))
        sets = (members for size in makers for members in combinations(makers, size + 1) if size)
        return [(members, gains) for members in sets if (gains := self.gains(state, members))]

    def way(self, start: int, goal: NDArray[np.bool_], makers: Sequence[int], *, better: bool) -> list[Transition]:
        """The fewest transitions from ``start`` to a state of ``goal``; none where it is there or cannot be reached."""
        parent, by, end = self._walked(start, goal, makers, better=better)
        return self._steps(parent, by, start, end)

    def tree(self, start: int, *, better: bool) -> Callable[[int], list[Transition]]:
        """What gives the fewest transitions from ``start`` to any state; ``better``: each preferred by its maker."""
        nowhere = np.zeros(self.model.size, np.bool_)
        parent, by, _ = self._walked(start, nowhere, range(len(self.payoffs)), better=better)
        return lambda end: self._steps(parent, by, start, end if parent[end] >= 0 else -1)

    def _steps(self, parent: NDArray[np.int32], by: NDArray[np.int16], start: int, end: int) -> list[Transition]:
        steps = []
        while end not in (-1, start):
            before = int(parent[end])
            name = self.model.makers[int(by[end])].name
            steps.append(Transition(by=name, start=self.model.name(before), end=self.model.name(end)))
            end = before
        return steps[::-1]

    def _walked(
        self, start: int, goal: NDArray[np.bool_], makers: Sequence[int], *, better: bool
    ) -> tuple[NDArray[np.int32], NDArray[np.int16], int]:
        from communique.conflict import kernels

        who = np.array(makers, np.int64)
        model = self.model
        parent, by, end = kernels.walked(start, goal, self.payoffs, model.feasible, who, model.masks, better)
        return parent, by, int(end)

    def _deviation(self, maker: int, state: int, to: int, steps: Sequence[Transition]) -> Deviation:
        order = self.reading[maker]
        end = self.model.state(steps[-1].end) if steps else to
        return Deviation(
            to=self.model.name(to),
            better=self.model.deciding(maker, order, to, state),
            answer=tuple(steps),
            worse=self.model.deciding(maker, order, state, end) if steps else "",
        )
