"""How acts are judged: the tables of what was claimed and what was right."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import acts_quality


def test_claims_that_come_true_as_often_as_they_say_have_no_gap() -> None:
    """Of each tenth the table has the number of claims, their mean and the share right; the gap their distance."""
    kept = [(0.75, True), (0.75, True), (0.75, True), (0.75, False), (1.0, True)]
    rows, gap = acts_quality.table(kept)
    assert rows[7] == (4, 0.75, 0.75)
    assert rows[9] == (1, 1.0, 1.0)
    assert gap == 0
    assert acts_quality.table([(0.9, False), (0.1, False)])[1] == 0.5
    assert acts_quality.table([])[1] == 0


def test_the_page_shows_what_was_claimed() -> None:
    """Each kind of claim has its table, empty tenths left out."""
    shown = acts_quality.page({"act": [(0.75, True)], "code": []})
    assert "### act" in shown
    assert "| 0.7 to 0.8 | 1 | 0.75 | 1.00 |" in shown
    assert "0 claims" in shown
