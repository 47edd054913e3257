"""Which judgements bear on a datum."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Judgement
from communique.record import touching


def said(n: int, about: str, verdict: Any = "accept", by: str = "ann", batch: str | None = None) -> Judgement:
    """The n-th judgement."""
    return Judgement(id=f"j{n}", about=about, verdict=verdict, by=by, at=f"2031-03-0{n}", batch=batch)


GIVEN = [
    said(1, "m1"),
    said(2, "m2", by="bela", batch="b"),
    said(3, "j1", "undo"),
    said(4, "b", "undo", by="bela"),
    said(5, "j3", "undo"),
    said(6, "m3"),
]
CASES = [
    (["m1"], None, ["j1", "j3", "j5"]),
    (["m2"], None, ["j2", "j4"]),
    (["m1", "m2"], "bela", ["j2", "j4"]),
    (["m1"], "bela", []),
    (["j1"], None, ["j3", "j5"]),
    (["nothing"], None, []),
    ([], None, []),
]


@pytest.mark.parametrize(("items", "by", "found"), CASES)
def test_what_was_taken_back_bears_on_it_too(items: list[str], by: str | None, found: list[str]) -> None:
    """Judgements about it, undos of those or of their batch, and undos of those; in order of time."""
    assert [j.id for j in touching(reversed(GIVEN), items, by=by)] == found
