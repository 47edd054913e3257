"""Who is a party to the conflict, and who is only around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from communique.conflict.acts import Act, Sources
from communique.data import Move

_STAKES = frozenset({"ask", "proposal", "refusal", "offer", "threat", "pressing", "giving"})
_HARD = frozenset({"refusal", "threat", "pressing", "blame"})  # what a mediator does not do
_FACED = frozenset({"ask", "proposal", "refusal", "threat", "pressing"})  # what makes a side somebody's opponent
_ENOUGH = 2  # acts, or independent reports, from which a side is more than a voice among others


class Standing(NamedTuple):
    """Whether a side is a party, why, and the moves that say so."""

    maker: bool
    reason: str
    moves: tuple[Move, ...]


def standings(acts: Sequence[Act], sources: Sources) -> dict[str, Standing]:
    """For each side that does anything: whether it is a party to the conflict or context.

    A party has stakes of its own (it demands, refuses, offers, threatens or acts), and it asks something of another or
    acts against it, or another does. Where that leaves fewer than two, less is asked for.
    """
    by: dict[str, list[Act]] = defaultdict(list)
    faced: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if sources.sure(act.moves):
            by[act.by].append(act)
            for side in act.to:
                if act.kind in _FACED:
                    faced[side].append(act)
    stakes = {side: [act for act in by[side] if act.kind in _STAKES and act.own] for side in by}
    mediates = {side for side in by if _mediates(by[side], faced[side])}
    able = [side for side in stakes if stakes[side] and side not in mediates]
    busy = [side for side in able if _busy(stakes[side], sources)]
    opposed = [
        side
        for side in busy
        if any(act.by in able for act in faced[side])
        or any(act.kind in _FACED and act.to & set(able) for act in stakes[side])
    ]
    makers = next((row for row in (opposed, busy, able) if len(row) > 1), able)
    return {
        side: Standing(side in makers, _reason(side, makers, mediates, stakes, busy), _moves(acts, side))
        for side in sorted({*by, *faced})
    }


def _busy(stakes: Sequence[Act], sources: Sources) -> bool:
    moves = [move for act in stakes for move in act.moves]
    return len(stakes) >= _ENOUGH or sources.support(moves).voices >= _ENOUGH


def _mediates(own: Sequence[Act], faced: Sequence[Act]) -> bool:
    """Whether a side more often brings others together than it acts against anybody, or anybody against it."""
    hard = sum(act.kind in _HARD for act in own) + sum(act.kind in ("threat", "pressing") for act in faced)
    return sum(act.kind == "mediation" for act in own) > hard


def _reason(
    side: str, makers: Sequence[str], mediates: set[str], stakes: dict[str, list[Act]], busy: Sequence[str]
) -> str:
    if side in makers:
        return "it has stakes of its own in what it and others ask of each other or do"
    if side in mediates:
        return "it brings the others together"
    if not stakes.get(side):
        return "no demand, refusal, offer, threat or deed of its own is reported"
    if side not in busy:
        return "one act of it is reported, once"
    return "it asks nothing of a party, and no party asks anything of it or acts against it"


def _moves(acts: Sequence[Act], side: str) -> tuple[Move, ...]:
    return tuple(move for act in acts if act.by == side for move in act.moves)
