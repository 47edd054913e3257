"""The published equilibria of published conflicts."""

from __future__ import annotations

import pytest

from communique.conflict import CONCEPTS, parse, solve
from conflict import models

KNOWN = [
    (models.DILEMMA, {"R": "DD", "GMR": "CC DD", "SMR": "CC DD", "SEQ": "CC DD"}),
    (
        models.ELMIRA,
        {"R": "s5 s8 s9", "GMR": "s1 s4 s5 s8 s9", "SMR": "s1 s4 s5 s8 s9", "SEQ": "s5 s8 s9", "SSEQ": "s5 s8 s9"},
    ),
    (models.EUPHRATES, {"R": "NYY", "GMR": "NNN NYY", "SMR": "NYY", "SEQ": "NYY"}),
]


@pytest.mark.parametrize(("text", "known"), KNOWN, ids=["dilemma", "Elmira", "Euphrates"])
def test_published_equilibria_are_found(text: str, known: dict[str, str]) -> None:
    """The equilibria of a published conflict are those that were published."""
    solved = solve(parse(text))
    found = {concept: {row.name for row in solved.equilibria(concept=concept)} for concept in known}
    assert found == {concept: set(names.split()) for concept, names in known.items()}


def test_the_coalition_of_elmira_leaves_s5_for_s8_only() -> None:
    """Of the equilibria of Elmira s5 alone is left by a coalition, that of MoE and UR, for s8 alone."""
    solved = solve(parse(models.ELMIRA))
    assert solved.coalitions("s5") == ((("MoE", "UR"), ("s8",)),)
    assert solved.coalitions("s8") == ()
    assert solved.coalitions("s9") == ()


def test_the_status_quo_of_the_euphrates_ends_in_escalation() -> None:
    """From the status quo Iraq improves by an attack, and Syria then by escalating: the equilibrium."""
    steps = solve(parse(models.EUPHRATES)).path("NYY", improving=True)
    assert [(step.by, step.end) for step in steps] == [("Iraq", "NNY"), ("Syria", "NYY")]


def test_states_that_share_a_name_are_one() -> None:
    """All states in which the plant is abandoned are listed once, under the pattern that was named."""
    (row,) = [row for row in solve(parse(models.ELMIRA)).equilibria() if row.name == "s9"]
    assert row.state == "---Y-"
    assert row.counts == (1,) * len(CONCEPTS)
