"""Moves that only tell once more, and less surely, what another tells in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.data import Move

_KIN = frozenset(
    frozenset(pair.split())
    for pair in ("ACCUSE CRITICISE", "OFFER PROPOSE", "DENY REJECT", "ACCEPT SUPPORT", "ASSESS STATE_POSITION")
)
"""Codes of which two readings of one act are often one each."""
_SEVERAL = frozenset(("ASSESS",))  # of which one sentence may well hold two, of two things
_UNSURE = 0.5  # what is surer is no mere second reading
_CLOSE = 60  # code points between the words for one act
_NEAR = 20  # moves before and behind: more do not stand in one sentence
_WITHIN = 0.8  # of the words of the shorter, or the longer, that both show


def single(moves: Sequence[Move]) -> Iterator[Move]:
    """The moves of an article, in order, without the unsure ones that a surer one of the same party tells as well.

    "Norland proposed a plan that would give it a port": a proposal, and no offer beside it. A coder signs one of them.
    """
    for at, move in enumerate(moves):
        near = range(max(0, at - _NEAR), min(len(moves), at + _NEAR + 1))
        if move.confidence >= _UNSURE or not any(
            _tells(moves[place], move) and (moves[place].confidence, -place) > (move.confidence, -at) for place in near
        ):
            yield move


def _tells(other: Move, move: Move) -> bool:
    """Whether both are of one party and mood, towards nobody else, and shown by the same words.

    Where their codes are two, by those words and no more.
    """
    same = other.code == move.code and move.code not in _SEVERAL
    if not same and frozenset((other.code, move.code)) not in _KIN:
        return False
    if other.actors != move.actors or not {*move.recipients} <= {*other.recipients}:
        return False
    apart = abs(other.trigger.start - move.trigger.start) > _CLOSE  # "will not admit them, nor will it hand over"
    if apart or (other.modality == "negated") != (move.modality == "negated"):
        return False
    one, two = other.evidence[0], move.evidence[0]
    shared = min(one.end, two.end) - max(one.start, two.start)
    lengths = one.end - one.start, two.end - two.start
    return shared >= _WITHIN * (min(lengths) if same else max(lengths))
