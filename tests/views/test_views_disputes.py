"""Disputes and figures as objects."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from communique.data import Dispute
from communique.errors import UnknownName
from communique.filters import Filter
from communique.views import disputes, figures
from communique.views.asked import Asked
from factories import article, figure
from straits import COPY, FIRST, FORTY, LATER, MORE, SIXTY, answer, empty, snapshot


def dispute(now: Any = None, **asked: Any) -> list[dict[str, Any]]:
    """The disputes that a question finds."""
    found: list[dict[str, Any]] = disputes.objects(now or snapshot(), Asked(**asked))["disputes"]
    return found


def test_answers_stand_side_by_side() -> None:
    """Each with its value, how widely it is meant, who says so, and both counts; the smallest first."""
    forty, sixty = dispute()[0]["answers"]
    assert (forty["value"], forty["low"], forty["high"], forty["hedges"]) == (40, 38, 42, ["some"])
    assert (forty["who_name"], forty["voices"], forty["reports"]) == (["the envoy"], 1, 1)
    assert (sixty["value"], sixty["low"], sixty["high"], sixty["hedges"]) == (60, 60, None, ["more than"])
    assert (sixty["first"], sixty["last"], sixty["voices"]) == ("2031-03-06", "2031-03-10", 2)


def test_the_words_stand_in_their_sentence() -> None:
    """What is before and after them makes the sentence whole."""
    told = dispute()[0]["answers"][0]["anchors"][0]
    assert told["before"] + told["exact"] + told["after"] == "Some 40 boats wait, an envoy said."


def test_who_changed_is_told_with_the_days() -> None:
    """An outlet that gave another answer later has changed; one that gave one answer has not."""
    changed = dispute()[0]["changed"]
    assert [(one["who"], [(s["day"], s["value"]) for s in one["steps"]]) for one in changed] == [
        ("The Courier", [("2031-03-05", 40), ("2031-03-10", 60)])
    ]


def test_an_outlet_that_sets_answers_side_by_side_changed_nothing() -> None:
    """Both answers in one report are no change of mind."""
    both = article("One side counts 40 boats, the other 60 boats.", outlet="The Post", path="both.txt")
    one, other = figure(both, "40 boats", 40.0), figure(both, "60 boats", 60.0)
    made = Dispute(id="d", kind="figure", question="?", answers=(answer(40.0, one), answer(60.0, other)))
    assert dispute(snapshot([both], figures=[one, other], disputes=[made]))[0]["changed"] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 1),
        ({"words": "BOATS"}, 1),
        ({"words": "60"}, 1),
        ({"words": "tanks"}, 0),
        ({"where": Filter(outlet="Post")}, 1),
        ({"where": Filter(since="2031-04")}, 0),
        ({"where": Filter(party="Sudmark")}, 0),
        ({"where": Filter(code="demand", issue="anything")}, 1),
    ],
)
def test_disputes_are_filtered(asked: dict[str, Any], found: int) -> None:
    """By words, by who answers, by outlet and day; code and issue are not asked of a dispute."""
    assert len(dispute(**asked)) == found


def test_facts_need_no_number() -> None:
    """The answers to a question of fact are words; the better supported first."""
    made = Dispute(
        id="f", kind="fact", question="Who fired?", answers=(answer("Norland", FORTY), answer("Sudmark", SIXTY, MORE))
    )
    assert [a["value"] for a in dispute(snapshot(disputes=[made]))[0]["answers"]] == ["Sudmark", "Norland"]


def test_one_row_an_answer() -> None:
    """The table of a dispute has a row for each answer, with the question."""
    rows = list(disputes.rows(disputes.objects(snapshot(), Asked(page=None))))
    assert [(row["question"], row["value"]) for row in rows] == [("How many boats?", 40), ("How many boats?", 60)]


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("what", [40, 60, 60]),
        ("-value", [60, 60, 40]),
        ("value", [40, 60, 60]),
        ("when", [40, 60, 60]),
        ("who", [40, 60, 60]),
    ],
)
def test_figures_come_in_the_order_asked_for(sort: str, values: list[int]) -> None:
    """By what they count, by size, by day, by who says so."""
    made = figures.objects(snapshot(), Asked(sort=sort))
    assert [row["value"] for row in made["figures"]] == values


def test_a_figure_leads_to_its_dispute() -> None:
    """The figures of an answer name the dispute, others none."""
    other = figure(LATER, "14 March", 14.0)
    made = figures.objects(snapshot(figures=[FORTY, other]), Asked())
    assert [row["dispute"] for row in made["figures"]] == ["d1", None]


def test_figures_are_filtered() -> None:
    """By words, outlet and who says so; an unknown name is refused."""
    assert len(figures.objects(snapshot(), Asked(words="boat"))["figures"]) == 3
    assert len(figures.objects(snapshot(), Asked(where=Filter(outlet="post")))["figures"]) == 1
    assert len(figures.objects(snapshot(), Asked(where=Filter(party="Norland")))["figures"]) == 1
    with pytest.raises(UnknownName):
        figures.objects(snapshot(), Asked(where=Filter(party="Atlantis")))


def test_a_row_of_a_figure_has_the_place() -> None:
    """Words, article and outlet stand in the row itself."""
    row = next(iter(figures.rows(figures.objects(snapshot(), Asked(page=None)))))
    assert (row["exact"], row["article"], row["outlet"]) == ("40 boats", FIRST.id, "The Courier")


def test_an_empty_case_has_neither() -> None:
    """Nothing found is no error."""
    assert dispute(empty(COPY)) == []
    assert figures.objects(empty(), Asked())["figures"] == []


def test_a_long_sentence_is_cut() -> None:
    """A sentence without an end is shown in part, at words, and says so."""
    long = article("word " * 200 + "40 boats" + " word" * 200)
    one = dataclasses.replace(figure(long, "40 boats", 40.0))
    made = figures.objects(snapshot([long], figures=[one], disputes=[]), Asked())["figures"][0]["anchor"]
    assert made["before"].startswith("… word")
    assert made["after"].endswith("word …")
    assert len(made["before"] + made["after"]) < 400
