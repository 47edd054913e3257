"""Moves that tell once more what a surer one tells."""

from __future__ import annotations

import pytest

from communique.data import Move
from communique.moves.doubles import single
from factories import article, move

TEXT = "Norland put forward a plan that would give Southmark a port, and Southmark thanked Norland for it."
OF = article(TEXT)
WHOLE = "Norland put forward a plan that would give Southmark a port"
PART = "a plan that would give Southmark a port"


def made(code: str, shown: str, confidence: float, actor: str = "norland", **fields: str) -> Move:
    """A move shown by these words."""
    return move(OF, shown, code=code, actors=(actor,), confidence=confidence, **fields)


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (made("OFFER", WHOLE, 0.3), False),
        (made("OFFER", PART, 0.3), True),
        (made("PROPOSE", PART, 0.45), False),
        (made("OFFER", WHOLE, 0.6), True),
        (made("THREATEN", WHOLE, 0.3), True),
        (made("OFFER", WHOLE, 0.3, actor="southmark"), True),
        (made("OFFER", "Southmark thanked Norland for it", 0.3), True),
        (made("OFFER", WHOLE, 0.3, modality="negated"), True),
    ],
    ids="kin inner same sure stranger another elsewhere undone".split(),
)
def test_an_unsure_second_reading_goes(other: Move, kept: bool) -> None:
    """Of two readings of one act the unsure one goes: of one party, kind and mood, shown by the same words."""
    first = made("PROPOSE", WHOLE, 0.8)
    assert list(single([first, other])) == ([first, other] if kept else [first])


def test_one_of_two_equals_stays() -> None:
    """Of two that are equally unsure the first stays."""
    one, two = made("OFFER", WHOLE, 0.3), made("OFFER", PART, 0.3)
    assert list(single([one, two])) == [one]
