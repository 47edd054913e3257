"""Agreement as objects: for all coders, for each two, and where they differ."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Judgement
from communique.snapshot import Snapshot
from communique.views import agreement
from communique.views.asked import Asked


def said(by: str, about: str, verdict: Any) -> Judgement:
    """A judgement about a move."""
    at = f"2031-03-0{len(by)}T10:00:00Z"
    return Judgement(id=f"{by} {about}", about=about, verdict=verdict, by=by, at=at, kind="move", quote="the words")


def snapshot(*judgements: Judgement) -> Snapshot:
    """A case of judgements alone."""
    return Snapshot(key="k", articles=(), judgements=judgements, problems=(), read=lambda _: ())


BOTH = [
    said("ann", "m1", "accept"),
    said("bela", "m1", "reject"),
    said("ann", "m2", "accept"),
    said("bela", "m2", "accept"),
]


def test_two_coders_are_compared_field_by_field() -> None:
    """Their figures, and the datum on which they differ with what each says and whose word holds."""
    made = agreement.objects(snapshot(*BOTH), Asked())
    verdict = made["fields"][0]
    assert (verdict["field"], verdict["units"], verdict["percent"], verdict["kappa"]) == ("verdict", 2, 0.5, 0.0)
    assert made["coders"] == ["ann", "bela"]
    assert made["pairs"] == []
    (apart,) = made["disagreements"]
    assert (apart["about"], apart["held"], [c["decision"] for c in apart["coders"]]) == (
        "m1",
        "bela",
        ["accept", "reject"],
    )


def test_of_three_each_two_are_compared_as_well() -> None:
    """Kappa is for two."""
    made = agreement.objects(snapshot(*BOTH, said("cleo", "m1", "reject")), Asked())
    assert [pair["coders"] for pair in made["pairs"]] == [["ann", "bela"], ["ann", "cleo"], ["bela", "cleo"]]
    assert made["fields"][0]["kappa"] is None


@pytest.mark.parametrize("judgements", [[], BOTH[:1]])
def test_where_nobody_can_be_compared_nothing_is_claimed(judgements: list[Judgement]) -> None:
    """No figures, no disagreement."""
    made = agreement.objects(snapshot(*judgements), Asked())
    assert {field["alpha"] for field in made["fields"]} == {None}
    assert made["disagreements"] == []
    assert len(list(agreement.rows(made))) == len(made["fields"])


def test_the_table_has_the_figures_and_the_words() -> None:
    """One row for each field, one for each word on which coders differ."""
    made = agreement.objects(snapshot(*BOTH), Asked())
    rows = list(agreement.rows(made))
    assert len(rows) == len(made["fields"]) + 2
    assert [row["by"] for row in rows[-2:]] == ["ann", "bela"]
