"""A conflict as a record suggests it, solved: what would hold, and on what that rests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from communique.conflict.assembling import assembled, banner, toggled
from communique.conflict.solved import Options, Solved
from communique.conflict.turning import turns
from communique.data import Conflict, Credibility, Equilibrium, Proposal, Turn

DAYS = 60
"""So many days are looked at for what changed: two months, each with a model of its own."""


class Outlook:
    """A proposal with its conflict and its equilibria, each worked out when it is asked for.

    ``known`` gives the proposal as of an earlier day, ``days`` are those on which something was reported.
    """

    def __init__(
        self,
        proposal: Proposal,
        options: Options | None = None,
        *,
        known: Callable[[str], Proposal] | None = None,
        days: Sequence[str] = (),
    ) -> None:
        self.proposal = proposal
        self._options = options or Options()
        self._known, self._days = known, days

    @property
    def banner(self) -> str:
        """How much of the model no person has confirmed, in one sentence."""
        return banner(self.proposal)

    @cached_property
    def conflict(self) -> Conflict:
        """The conflict of all that is in the model; BadConflict where there are not two decision makers."""
        return assembled(self.proposal)

    @cached_property
    def solved(self) -> Solved:
        """The conflict, solved; BadConflict where it cannot be."""
        return Solved(self.conflict, self._options)

    def equilibria(self, *, concept: str | None = None, limit: int | None = None) -> tuple[Equilibrium, ...]:
        """The states that would hold, those that do by most concepts and readings first."""
        return self.solved.equilibria(concept=concept, limit=limit)

    def believing(self, beliefs: Mapping[str, Credibility]) -> Outlook:
        """The same with what is believed of some threats, by the name of their option: credible, bluff or unknown."""
        return Outlook(toggled(self.proposal, beliefs), self._options, known=self._known, days=self._days)

    def turns(self, *, days: int = DAYS) -> tuple[Turn, ...]:
        """The days whose reports changed which states hold by Nash, of the last so many with any report."""
        if self._known is None:
            return ()
        return tuple(turns(self._known, self._days[-days:], self._options))
