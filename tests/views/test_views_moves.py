"""The moves as a view: the filter, the facets, the order, the rows."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

import talks
from communique.errors import UnknownName
from communique.filters import Filter
from communique.views import moves, selecting
from communique.views.asked import Asked


def found(**asked: Any) -> list[str]:
    """The ids of the moves that a question finds, in order."""
    made = moves.objects(talks.snapshot(), Asked(**asked))
    return [row["id"] for row in made["moves"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["m2", "m1", "m3", "m4"]),  # the latest first, the undated last
        ({"sort": "when"}, ["m1", "m3", "m2", "m4"]),
        ({"sort": "code"}, ["m4", "m3", "m1", "m2"]),
        ({"sort": "-sure"}, ["m3", "m1", "m2", "m4"]),
        ({"sort": "-voices"}, ["m1", "m2", "m3", "m4"]),
        ({"sort": "who"}, ["m1", "m2", "m3", "m4"]),
        ({"sort": "issue"}, ["m3", "m1", "m2", "m4"]),
        ({"words": "strait  CLOSE", "sort": "when"}, ["m1", "m2"]),
        ({"words": "brask", "sort": "when"}, ["m1", "m2"]),
        ({"words": "nobody says this"}, []),
        ({"modality": "conditional"}, ["m4"]),
        ({"where": Filter(party="Hanna Brask"), "sort": "when"}, ["m1", "m2"]),
        ({"where": Filter(party="Quellis", code="threaten", outlet="post")}, ["m2"]),
        ({"where": Filter(since="2031-03-05")}, ["m2"]),
        ({"where": Filter(limit=1), "sort": "when"}, ["m1"]),
    ],
)
def test_a_question_finds_moves_in_its_order(asked: dict[str, Any], expected: list[str]) -> None:
    """By filter, words, modality and column."""
    assert found(**asked) == expected


FILTERS = [
    Filter(code=code, party=party, issue=issue, outlet=outlet, since=since, until=until)
    for code, party, issue, outlet, since, until in product(
        (None, "OFFER", "THREATEN"),
        (None, "Ordune", "Hanna Brask"),
        (None, "trade", "talks"),
        (None, "Coast"),
        (None, "2031-03-05"),
        (None, "2031-03-04"),
    )
]


@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_the_selection_is_that_of_the_filter(where: Filter) -> None:
    """The page finds what the lists of the command line find."""
    now = talks.snapshot()
    selected = selecting.select(now, Asked(where=where, sort="when"))
    assert [m.id for m in selected.moves] == [m.id for m in now.moves(where)]


@pytest.mark.parametrize("where", FILTERS, ids=str)
def test_a_facet_counts_what_its_link_would_find(where: Filter) -> None:
    """Each count is that of the same question with that value."""
    now = talks.snapshot()
    facets = selecting.select(now, Asked(where=where)).facets
    for name in ("code", "issue", "outlet"):
        for value, count in facets[name]:
            changed = Filter(**{**{f: getattr(where, f) for f in where.__slots__}, name: value})
            assert count == len(now.moves(changed))
    for actor, count in facets["party"]:
        changed = Filter(**{**{f: getattr(where, f) for f in where.__slots__}, "party": actor})
        assert count == len(now.moves(changed))


@pytest.mark.parametrize(
    "asked",
    [
        {"modality": "maybe"},
        {"sort": "colour"},
        {"where": Filter(party="Atlantis")},
        {"where": Filter(code="SHRUG")},
        {"where": Filter(issue="cheese")},
        {"where": Filter(outlet="Gazette")},
    ],
)
def test_what_is_not_known_is_refused(asked: dict[str, Any]) -> None:
    """With what may have been meant."""
    with pytest.raises(UnknownName):
        found(**asked)


def test_a_row_tells_where_else_its_act_is_told() -> None:
    """Every place, the first report, how many, and why."""
    row = moves.objects(talks.snapshot(), Asked(sort="when"))["moves"][0]
    assert [p["article"] for p in row["act"]["places"]] == [talks.FIRST.id, talks.SECOND.id]
    assert row["act"]["first"]["outlet"] == "Coast Wire"
    assert (row["act"]["voices"], row["act"]["reports"], row["act"]["reason"]) == (1, 2, "words alike")


def test_a_row_names_who_judged_it() -> None:
    """The judgement in force, and none where there is none."""
    given = talks.judgement("m1", "accept", why="clear")
    made = moves.objects(talks.snapshot(judgements=[given]), Asked())["moves"]
    assert {row["id"]: row["judged"] and (row["judged"]["by"], row["judged"]["why"]) for row in made} == {
        "m1": ("ann", "clear"),
        "m2": None,
        "m3": None,
        "m4": None,
    }


def test_many_days_are_counted_by_month() -> None:
    """So that the facet of days stays short."""
    days = [(f"2031-{month:02}-{day:02}", 1) for month in (3, 4) for day in range(1, 29)]
    assert moves._spans(days) == [{"value": "2031-03", "count": 28}, {"value": "2031-04", "count": 28}]


def test_rows_hold_the_words() -> None:
    """One row a move, with its quote and its support."""
    rows = list(moves.rows(moves.objects(talks.snapshot(), Asked(page=None))))
    assert {(row["words"], row["reports"]) for row in rows if row["id"] == "m1"} == {
        ("Ordune will close the strait", 2)
    }


def test_an_empty_case_has_no_moves() -> None:
    """And no facet has a value."""
    made = moves.objects(talks.empty(), Asked())
    assert made["moves"] == []
    assert not any(facet["values"] for facet in made["facets"].values())
