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


# the rankings of the US and of North Korea, whether an invasion can be undone, and what was published
KOREA = [
    ("8 0 9 10 12 5 4 13 14 1 2 6", "6 14 2 10 0 4 12 5 1 13 8 9", True, {"SEQ": "0 5 10", "SMR": "0 4 5 10 12"}),
    ("8 9 0 10 13 12 5 4 1 2 14 6", "6 14 4 12 5 13 2 0 10 1 9 8", False, {"SEQ": "5 12", "SMR": "5 12"}),
    ("8 9 0 10 13 12 5 4 1 2 14 6", "6 14 4 12 0 10 5 13 2 1 9 8", False, {"SEQ": "0 5 10 12", "SMR": "0 5 10 12"}),
]


@pytest.mark.parametrize(("us", "korea", "undone", "known"), KOREA, ids=["first", "bloodthirsty", "deterred"])
def test_the_korean_standoff_of_2017(us: str, korea: str, undone: bool, known: dict[str, str]) -> None:
    """The twelve states of 2017 have the equilibria that were published, but for the simultaneous sanctions."""
    solved = solve(parse(models.korea(us, korea, undone)))
    assert int(solved.model.shown.sum()) == 12
    found = {concept: {row.name for row in solved.equilibria(concept=concept)} for concept in known}
    assert found == {concept: set(names.split()) for concept, names in known.items()}
