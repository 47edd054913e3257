"""Agreement of coders: known answers of the literature, and what is compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.data import Judgement
from communique.record import agreement, alpha, disagreements, kappa, percent


def units(*coders: str) -> list[list[str]]:
    """The values of each unit, from a row for each coder; a star is a missing value."""
    rows = [row.split() for row in coders]
    return [[value for value in unit if value != "*"] for unit in zip(*rows, strict=True)]


# Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, examples A, B and C.
BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = units(
    *("1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *", "1 2 3 3 2 4 4 1 2 5 1 *")
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743), ([["a", "a"], ["b", "b"]], 1.0)],
)
def test_alpha_is_that_of_the_literature(data: Sequence[Sequence[str]], expected: float) -> None:
    """Two coders, several values, many coders with gaps: each comes to the published figure."""
    assert alpha(data) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("data", [[], [["a"]], [["a", "a"], ["a", "a"]]])
def test_alpha_of_nothing_to_compare_is_none(data: list[list[str]]) -> None:
    """Without a pair of values, or with one value only, there is no alpha."""
    assert alpha(data) is None


def table(*cells: tuple[str, str, int]) -> list[tuple[str, str]]:
    """Pairs of ratings from a table of how often each occurred."""
    return [(a, b) for a, b, count in cells for _ in range(count)]


# Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: kappa 0.68.
DIAGNOSES = table(
    *(("p", "p", 75), ("p", "n", 1), ("p", "o", 4), ("n", "p", 5), ("n", "n", 4), ("n", "o", 1), ("o", "o", 10))
)
# Viera and Garrett (2005), Understanding Interobserver Agreement, Family Medicine 37(5): kappa 0.57.
LECTURES = table(("yes", "yes", 15), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 70))


@pytest.mark.parametrize(
    ("pairs", "expected", "share"),
    [(DIAGNOSES, 0.68, 0.89), (LECTURES, 0.57, 0.85), ([("a", "b"), ("b", "a")], -1.0, 0.0)],
)
def test_kappa_is_that_of_the_literature(pairs: list[tuple[str, str]], expected: float, share: float) -> None:
    """Published tables of two coders come to their published kappa and share of agreement."""
    assert kappa(pairs) == pytest.approx(expected, abs=0.005)
    assert percent(pairs) == pytest.approx(share)


@pytest.mark.parametrize("pairs", [[], [("a", "a")]])
def test_kappa_of_nothing_to_compare_is_none(pairs: list[tuple[str, str]]) -> None:
    """Without a unit, or with one value only, there is no kappa."""
    assert kappa(pairs) is None


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=12))
def test_alpha_knows_no_order(data: list[list[str]]) -> None:
    """Neither the order of units nor that of coders makes a difference, and alpha is never above 1."""
    found = alpha(data)
    turned = alpha([values[::-1] for values in reversed(data)])
    assert (found is None) == (turned is None)
    assert found is None or turned is None or (found == pytest.approx(turned) and found <= 1 + 1e-9)


SEEN = {"code": "DEMAND", "actors": "n", "recipients": "", "issue": "borders", "modality": "stated"}


def said(by: str, about: str, verdict: Any, at: int, **changes: str) -> Judgement:
    """What a coder said of a move."""
    return Judgement(
        id=f"{by}{about}{at}",
        about=about,
        verdict=verdict,
        by=by,
        at=f"2031-03-07T00:00:{at:02}",
        changes=changes,
        kind="move",
        seen=SEEN,
        blind=True,
    )


GIVEN = [
    said("ana", "m1", "accept", 1),
    said("ana", "m2", "edit", 2, code="OFFER"),
    said("ana", "m3", "reject", 3),
    said("ana", "m4", "accept", 4),
    said("ben", "m1", "accept", 5),
    said("ben", "m2", "accept", 6),
    said("ben", "m3", "accept", 7),
    said("ben", "m5", "accept", 8),
]


def test_coders_are_compared_field_by_field() -> None:
    """Keeping is compared for all that both judged; a field only where both kept it and saw or gave a value."""
    rows = {row.field: row for row in agreement(GIVEN)}
    assert (rows["verdict"].coders, rows["verdict"].units, rows["verdict"].values) == (("ana", "ben"), 3, 6)
    assert rows["verdict"].percent == pytest.approx(2 / 3)
    assert (rows["code"].units, rows["code"].percent) == (2, 0.5)
    assert (rows["issue"].units, rows["issue"].percent, rows["issue"].alpha) == (2, 1.0, None)


def test_coders_are_chosen() -> None:
    """Named coders alone are compared; kappa is of two."""
    more = [*GIVEN, said("cem", "m1", "reject", 9)]
    assert agreement(more)[0].kappa is None
    assert agreement(more, coders=("ben", "cem"))[0].units == 1
    assert agreement(more, coders=("ana", "ben")) == agreement(GIVEN)


def test_disagreement_is_listed() -> None:
    """What coders judged differently is listed with the fields, and goes when one takes the word back."""
    assert [(d.about, d.fields) for d in disagreements(GIVEN)] == [("m2", ("code",)), ("m3", ("verdict",))]
    undo = Judgement(id="u", about="anam33", verdict="undo", by="ana", at="2031-03-08")
    assert [d.about for d in disagreements([*GIVEN, undo])] == ["m2"]


def test_parties_have_no_order() -> None:
    """Two coders who name the same parties in another order agree."""
    given = [said("ana", "m", "edit", 1, actors="n; s"), said("ben", "m", "edit", 2, actors="s;n")]
    assert disagreements(given) == []
