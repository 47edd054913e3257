"""What would hold, as objects: states in words, who would leave them, and what stops whom, each on whose words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from communique import conflict
from communique.conflict import CONCEPTS, Solved
from communique.data import Alteration, Board, Deals, Deviation, Equilibrium, Sensitivity, Stance
from communique.views.premised import Told

Object = dict[str, Any]
FIRST = ("R", "SEQ")  # what holds without threats that would hurt whoever carries them out
_SHOWN = 8  # states that are told in words
_LOOKED = 60  # of each of the first concepts, of which those that hold in most readings are told
_CARRIERS = 12
_DEALS = 6


class Outcomes:
    """A solved conflict in the words of the elements that it was made of."""

    def __init__(self, solved: Solved, told: Told) -> None:
        self._solved, self._told = solved, told
        self._model = solved.model
        self._options = [
            {"id": one.id, "name": one.name, "text": one.text, "owner": told.names.get(one.owner, one.owner)}
            for one in told.live
        ]
        self._said = {
            (told.names.get(one.maker, one.maker), one.statement): one
            for one in told.made.preferences
            if not one.parked
        }

    def objects(self) -> Object:
        """The equilibria that hold in most readings, those by R and SEQ first, with how many there are of each."""
        solved = self._solved
        found = ranked(solved, _LOOKED)
        return {
            "readings": solved.readings,
            "sampled": solved.sampled,
            "states": int(self._model.shown.sum()),
            "counts": {concept: solved.count(concept) for concept in CONCEPTS},
            "status_quo": None if self._model.status_quo is None else self._model.pattern(self._model.status_quo),
            "equilibria": [self._equilibrium(row) for row in found[:_SHOWN]],
        }

    def standing(self) -> Object:
        """How many states hold by each concept, and in how many readings those that hold in most."""
        solved = self._solved
        found = {row.state: dict(zip(CONCEPTS, row.counts, strict=True)) for row in ranked(solved, _LOOKED)[:_SHOWN]}
        return {"counts": {concept: solved.count(concept) for concept in CONCEPTS}, "equilibria": found}

    def board(self, found: Board) -> Object:
        """Who wants what of every option, and the dilemmas."""
        ids = self._told.ids
        return {
            "makers": list(found.makers),
            "rows": [
                {
                    "option": row.option,
                    "id": ids.get(row.option),
                    "text": row.text,
                    "owner": row.owner,
                    "now": row.now,
                    "positions": [self._stance(stance) for stance in row.positions],
                    "intention": self._stance(row.intention),
                }
                for row in found.rows
            ],
            "dilemmas": [
                asdict(one) | {"because": [self._told.pieces(statement) for statement in one.because]}
                for one in found.dilemmas
            ],
        }

    def sensitivity(self, found: Sensitivity) -> Object:
        """The statements that carry the conclusion, the weightiest first."""
        return {
            "readings": found.readings,
            "sampled": found.sampled,
            "verdicts": found.verdicts,
            "carriers": [
                {name: getattr(row, name) for name in ("maker", "lost", "dropped", "negated", "swapped")}
                | {"said": self.said(row.maker, row.statement)}
                for row in found.carriers[:_CARRIERS]
            ],
            "more": max(0, len(found.carriers) - _CARRIERS),
        }

    def deals(self, found: Deals) -> Object:
        """What all would rather have than now, or the smallest sets of red lines that stand in the way."""
        return {
            "total": found.total,
            "deals": [
                {
                    "state": one.state,
                    "better": list(one.better),
                    "readings": one.readings,
                    "counts": dict(zip(CONCEPTS, one.counts, strict=True)),
                    "changes": self._changes(self._now(), self._model.state(one.state)),
                }
                for one in found.deals[:_DEALS]
            ],
            "red_lines": [self._line(line) for line in found.red_lines],
            "relaxations": [
                {
                    "red_lines": [self._line(line) for line in one.red_lines],
                    "states": [self._changes(self._now(), self._model.state(state)) for state in one.states[:3]],
                }
                for one in found.relaxations
            ],
            "searched": found.searched,
        }

    def said(self, maker: str, statement: str) -> Object | None:
        """A statement with the words that it rests on; None where nothing was said."""
        if not statement:
            return None
        one = self._said.get((maker, statement))
        evidence = [] if one is None else self._told.preference(one)["evidence"][:2]
        return {
            "maker": maker,
            "statement": statement,
            "pieces": self._told.pieces(statement),
            "preference": None if one is None else one.id,
            "quote": "" if one is None else one.quote,
            "evidence": evidence,
        }

    # below

    def _equilibrium(self, row: Equilibrium) -> Object:
        state = self._model.state(row.state)
        way = self._solved.path(row.state, improving=True)
        return {
            "state": row.state,
            "name": row.name,
            "now": state == self._model.status_quo,
            "counts": dict(zip(CONCEPTS, row.counts, strict=True)),
            "changes": self._changes(self._now(), state),
            "done": [one for at, one in enumerate(self._options) if state >> at & 1],
            "improving_path": self._steps(way),
            "makers": [self._maker(row.state, maker.name) for maker in self._model.makers],
        }

    def _maker(self, state: str, maker: str) -> Object:
        """Whether one decision maker would leave a state, and what stops it."""
        alone = self._solved.stability(state, maker, "R")
        answered = self._solved.stability(state, maker, "SEQ")
        return {
            "maker": maker,
            "R": alone.stable,
            "SEQ": answered.stable,
            "improvements": alone.improvements,
            "deviations": [self._deviation(state, maker, one) for one in answered.deviations[:3]],
        }

    def _deviation(self, state: str, maker: str, one: Deviation) -> Object:
        start, end = self._model.state(state), self._model.state(one.to)
        return {
            "changes": self._changes(start, end),
            "for": self.said(maker, one.better),
            "answer": self._steps(one.answer),
            "against": self.said(maker, one.worse),
        }

    def _steps(self, way: Iterable[Any]) -> list[Object]:
        return [
            {"by": step.by, "changes": self._changes(self._model.state(step.start), self._model.state(step.end))}
            for step in way
        ]

    def _now(self) -> int:
        return self._model.status_quo or 0

    def _changes(self, start: int, end: int) -> list[Object]:
        """What is otherwise: each option with whether it is done at the end."""
        turned = start ^ end
        return [one | {"done": bool(end >> at & 1)} for at, one in enumerate(self._options) if turned >> at & 1]

    def _stance(self, one: Stance) -> Object:
        return {
            "maker": one.maker,
            "wants": one.wants,
            "doubted": one.doubted,
            "said": self.said(one.maker, one.because),
        }

    def _line(self, line: Alteration) -> Object:
        return self.said(line.maker, line.statement) or {}


def ranked(solved: Solved, most: int) -> Sequence[Equilibrium]:
    """The equilibria, those that hold by R in most readings first, then by SEQ, then by the looser concepts."""
    found = [row for concept in FIRST for row in solved.equilibria(concept=concept, limit=most)]
    rows = {row.state: row for row in (*found, *solved.equilibria(limit=most))}
    order = [CONCEPTS.index(concept) for concept in ("R", "SEQ", "SSEQ", "SMR", "GMR")]
    return sorted(rows.values(), key=lambda row: tuple(-row.counts[at] for at in order))


def graph(solved: Solved) -> Mapping[str, Any]:
    """The graph of a conflict, or the part of it worth drawing."""
    return asdict(conflict.graph(solved))
