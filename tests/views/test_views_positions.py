"""The positions as a view."""

from __future__ import annotations

import dataclasses

import talks
from communique.filters import Filter
from communique.views import positions
from communique.views.asked import Asked


def test_positions_stand_by_party() -> None:
    """With their places and their code."""
    made = positions.objects(talks.snapshot(), Asked())["positions"]
    assert [(row["actor_name"], row["code"], len(row["places"])) for row in made] == [
        ("Ordune", "THREATEN", 2),
        ("Quellis", "CONCEDE", 1),
    ]
    assert len(list(positions.rows({"positions": made}))) == 2


def test_a_stance_that_no_sure_act_tells_is_marked() -> None:
    """As on the state of the talks."""
    doubted = [dataclasses.replace(m, confidence=0.3 if m.event == "e1" else 0.9) for m in talks.lists()["moves"]]
    made = positions.objects(talks.snapshot(moves=doubted), Asked())["positions"]
    assert [(row["actor_name"], row["unsure"]) for row in made] == [("Ordune", True), ("Quellis", False)]


def test_positions_are_narrowed_by_the_filter() -> None:
    """As on every list."""
    made = positions.objects(talks.snapshot(), Asked(where=Filter(party="Quellis")))["positions"]
    assert [row["actor_name"] for row in made] == ["Quellis"]


def test_an_empty_case_has_none() -> None:
    """And says of how many reports."""
    made = positions.objects(talks.empty(talks.FIRST), Asked())
    assert (made["positions"], made["reports"]) == ([], 1)
