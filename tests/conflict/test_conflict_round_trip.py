"""A known conflict, told in reports, comes back: the templates and the analyst are those of the benchmark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "benchmarks"))

import conflict_quality as quality
from communique.conflict import CONCEPTS, Solved, parse, solve
from conflict import models

KNOWN = {crisis.name: crisis for crisis in quality.CRISES}
DILEMMA, RIVER, PLANT = [crisis.name for crisis in quality.CRISES][:3]
FLOORS = {RIVER: (1.0, 0.75), PLANT: (0.85, 0.6)}
"""F1 of options and of statements before anybody judged; all others come back whole."""


@pytest.mark.parametrize("name", KNOWN)
def test_a_conflict_comes_back_from_its_reports(name: str, tmp_path: Path) -> None:
    """What was told is proposed, and once somebody has judged it the equilibria are those of the conflict."""
    found = quality.measured(KNOWN[name], tmp_path)
    options, statements = FLOORS.get(name, (1.0, 1.0))
    assert quality.f1(*found.options) >= options
    assert quality.f1(*found.statements) >= statements
    assert found.same


@pytest.mark.parametrize(
    ("name", "text"), [(DILEMMA, models.DILEMMA), (RIVER, models.EUPHRATES), (PLANT, models.ELMIRA)]
)
def test_the_statements_stand_for_the_published_rankings(name: str, text: str) -> None:
    """The statements that the reports tell have the equilibria of the published rankings, by each concept."""
    ours, theirs = solve(quality.conflict(KNOWN[name])), solve(parse(text))
    for concept in CONCEPTS:
        assert held(ours, concept) == held(theirs, concept)


def held(solved: Solved, concept: str) -> set[frozenset[str]]:
    """What is done in each equilibrium; who abandons the plant does so in one state, whatever else is done."""
    names = [option.name for option in solved.model.options]
    rows = [row.state for row in solved.equilibria(concept=concept)]
    done = [{name for name, letter in zip(names, row, strict=True) if letter == "Y"} for row in rows]
    return {frozenset(acts & {"abandon"} or acts) for acts in done}
