"""The definitions of the graph model word for word, over explicit sets: slow, and the oracle of the fast solver.

Fang, Hipel and Kilgour 1993, Interactive Decision Making: The Graph Model for Conflict Resolution; the symmetric
sequential stability of Rego and Vieira 2017, Group Decision and Negotiation 26.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

States = frozenset[int]


class Graphs:
    """``reach[i][s]`` are the states that i can bring about from s, ``payoff[i][s]`` how good s is for i."""

    def __init__(self, reach: Sequence[Mapping[int, States]], payoff: Sequence[Mapping[int, int]]) -> None:
        self.reach = reach
        self.payoff = payoff

    def improvements(self, i: int, s: int) -> States:
        """The states that i can bring about and prefers."""
        return frozenset(t for t in self.reach[i][s] if self.payoff[i][t] > self.payoff[i][s])

    def responses(self, makers: Iterable[int], s: int, improving: bool) -> States:
        """Wherever ``makers`` can bring s by a legal sequence: nobody changes the state twice in a row."""
        makers = list(makers)
        seen: set[tuple[int, int]] = set()
        waiting = [(s, -1)]
        while waiting:
            at, last = waiting.pop()
            for j in makers:
                if j != last:
                    for t in self.improvements(j, at) if improving else self.reach[j][at]:
                        if (t, j) not in seen:
                            seen.add((t, j))
                            waiting.append((t, j))
        return frozenset(t for t, _ in seen)

    def stable(self, concept: str, i: int, s: int) -> bool:
        """Whether s is stable for i."""
        if concept == "R":
            return not self.improvements(i, s)
        others = [j for j in range(len(self.reach)) if j != i]
        escape = concept in ("SMR", "SSEQ")
        for t in self.improvements(i, s):
            answers = self.responses(others, t, concept in ("SEQ", "SSEQ"))
            if not any(self._hurts(i, s, answer, escape) for answer in answers):
                return False
        return True

    def _hurts(self, i: int, s: int, answer: int, escape: bool) -> bool:
        ends = {answer} | (self.reach[i][answer] if escape else frozenset())
        return all(self.payoff[i][end] <= self.payoff[i][s] for end in ends)


def option_form(
    owned: Sequence[Sequence[int]],
    feasible: Sequence[int],
    lasting: Mapping[int, str],
    payoff: Sequence[Mapping[int, int]],
) -> Graphs:
    """The graphs of a conflict whose states are sets of options (bit by bit); ``lasting`` options go one way only."""

    def legal(s: int, t: int) -> bool:
        for option, way in lasting.items():
            before, after = s >> option & 1, t >> option & 1
            if before != after and after != (way == "yes"):
                return False
        return True

    masks = [sum(1 << option for option in options) for options in owned]
    reach = [
        {s: frozenset(t for t in feasible if t != s and not (s ^ t) & ~mask and legal(s, t)) for s in feasible}
        for mask in masks
    ]
    return Graphs(reach, payoff)
