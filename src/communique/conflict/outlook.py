"""A conflict as a record suggests it, solved: what would hold, and on what that rests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from communique.conflict.assembling import assembled, banner, toggled
from communique.conflict.solved import Options, Solved
from communique.data import Conflict, Credibility, Equilibrium, Proposal


class Outlook:
    """A proposal with its conflict and its equilibria, each worked out when it is asked for."""

    def __init__(self, proposal: Proposal, options: Options | None = None) -> None:
        self.proposal = proposal
        self._options = options or Options()

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
        return Outlook(toggled(self.proposal, beliefs), self._options)
