"""The smallest change of statements that makes a chosen state an equilibrium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model
from communique.conflict.resolving import Changes
from communique.conflict.solved import Solved
from communique.conflict.solving import payoffs_of, row_of
from communique.conflict.weighing import changes
from communique.data import Alteration, Remedy

MOST = 10_000  # so many combinations are tried: the 7,140 pairs of 120 changes, and some
LEAST = 500  # ... and so many of a conflict with as many states as can be solved, where each takes longer
WORK = 2**26  # states times combinations: a second or two
TOLD = 20  # so many ways are told; a state that ten pairs of changes hold is held by many more

_LOOSER = {"R": "R", "GMR": "GMR", "SMR": "SMR", "SEQ": "GMR", "SSEQ": "SMR"}


def remedy(solved: Solved, state: str, concept: str = "SEQ", *, most: int | None = None) -> Remedy:
    """The single changes that make ``state`` an equilibrium by ``concept``; where there are none, the pairs.

    Every tier is ordered as it is written. At most ``most`` combinations are tried (about ``MOST`` at twelve
    options). BadConflict for an unknown state or concept.
    """
    row_of(concept)
    model = solved.model
    most = min(MOST, max(LEAST, WORK // model.size)) if most is None else most
    search = _Search(model, model.state(state), concept)
    ways: list[tuple[Alteration, ...]] = []
    tried, complete = 0, True
    holds = search.holds({})
    for combination in () if holds or not model.feasible[search.state] else search.combinations():
        if tried == most or len(ways) == TOLD:
            complete = False
            break
        if ways and len(combination) > len(ways[0]):
            break
        tried += 1
        if search.helps(combination):
            ways.append(combination)
    name, pattern = model.named(search.state)
    return Remedy(
        state=pattern, name=name, concept=concept, holds=holds, ways=tuple(ways), tried=tried, complete=complete
    )


class _Search:
    def __init__(self, model: Model, state: int, concept: str) -> None:
        self.model, self.state, self.concept = model, state, concept
        self._states = next((list(map(int, same)) for same in model.shared if state in same), [state])
        self.reading = model.first()
        self.payoffs = payoffs_of(model, self.reading)
        self._made = [Changes(model, maker) for maker in range(len(model.makers))]
        self._all = list(changes(model))
        self._numbers = {maker.name: at for at, maker in enumerate(model.makers)}
        self._may: dict[tuple[int, tuple[Alteration, ...]], bool] = {}

    def combinations(self) -> Iterator[tuple[Alteration, ...]]:
        """Every change, then every pair of them."""
        yield from ((change,) for change in self._all)
        yield from combinations(self._all, 2)

    def helps(self, combination: tuple[Alteration, ...]) -> bool:
        """Whether the state is an equilibrium after these changes."""
        touched = {self._numbers[change.maker] for change in combination}
        if not touched >= self._idle or not all(self._could(at, self._of(at, combination)) for at in touched):
            return False
        return self.holds({at: self._payoff(at, self._of(at, combination)) for at in touched})

    @cached_property
    def _idle(self) -> set[int]:
        """Who would leave the state by its own wishes, whatever the others prefer."""
        return {at for at in range(len(self.payoffs)) if not self._could(at, ())}

    def holds(self, changed: Mapping[int, NDArray[np.int32]]) -> bool:
        """Whether the state is an equilibrium with these payoffs of some."""
        if not self.model.feasible[self.state]:
            return False
        payoffs = self.payoffs.copy()
        for maker, payoff in changed.items():
            payoffs[maker] = payoff
        return all(self._stable(payoffs, maker, self.concept) for maker in range(len(payoffs)))

    def _of(self, maker: int, combination: tuple[Alteration, ...]) -> tuple[Alteration, ...]:
        return tuple(change for change in combination if self._numbers[change.maker] == maker)

    def _could(self, maker: int, mine: tuple[Alteration, ...]) -> bool:
        """Whether the maker is stable by the loosest concept that hangs on nobody else's wishes."""
        key = maker, mine
        if key not in self._may:
            payoffs = self.payoffs.copy()
            payoffs[maker] = self._payoff(maker, mine)
            self._may[key] = self._stable(payoffs, maker, _LOOSER[self.concept])
        return self._may[key]

    def _stable(self, payoffs: NDArray[np.int32], maker: int, concept: str) -> bool:
        return all(_stable(self.model, payoffs, maker, state, concept) for state in self._states)

    def _payoff(self, maker: int, mine: tuple[Alteration, ...]) -> NDArray[np.int32]:
        return self._made[maker].payoff(self.reading[maker], mine)


def _stable(model: Model, payoffs: NDArray[np.int32], maker: int, state: int, concept: str) -> bool:
    """Whether one state is stable for one maker: each improvement is met by an answer that takes the gain away."""
    from communique.conflict import kernels

    payoff, now = payoffs[maker], payoffs[maker, state]
    wanted = [t for t in model.reach(maker, state) if payoff[t] > now]
    if concept == "R" or not wanted:
        return not wanted
    aim = payoff
    if concept in ("SMR", "SSEQ"):
        aim = np.where(model.feasible, payoff, np.int32(-1))
        kernels.largest(aim, *map(int, model.masks[maker]))
    goal = model.feasible & (aim <= now)
    others = np.array([other for other in range(len(payoffs)) if other != maker], np.int64)
    better = concept in ("SEQ", "SSEQ")
    ends = (kernels.walked(t, goal, payoffs, model.feasible, others, model.masks, better)[2] for t in wanted)
    return all(end >= 0 for end in ends)
