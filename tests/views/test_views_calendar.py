"""The calendar as objects: ahead and past as the newest report sees them."""

from __future__ import annotations

from typing import Any

import pytest

from communique.views import calendar
from communique.views.asked import Asked
from factories import article
from straits import FIRST, LATER, empty, meeting, snapshot


def made(now: Any = None, **asked: Any) -> dict[str, Any]:
    """The objects of a question."""
    return calendar.objects(now or snapshot(), Asked(**asked))


def test_ahead_and_past_are_told_from_the_newest_report() -> None:
    """Soonest first, then the past from the latest on; never by the clock."""
    found = made()
    assert found["as_of"] == "2031-03-10"
    assert [(m["id"], m["relation"]) for m in found["meetings"]] == [
        ("t1", "ahead"),
        ("t2", "ahead"),
        ("t3", "ahead"),
        ("t4", "past"),
    ]
    assert found["counts"] == {"ahead": 3, "past": 1, "undated": 0}


@pytest.mark.parametrize(
    ("when", "status", "relation"),
    [
        ("2031-03-10", "announced", "ahead"),
        ("2031-03-10", "held", "past"),
        ("2031-03-09", "announced", "past"),
        ("2031-03", "announced", "ahead"),
        ("2031-03", "held", "past"),
        ("2031-02", "announced", "past"),
        ("2032", "announced", "ahead"),
        ("2032", "cancelled", "ahead"),
        (None, "announced", "undated"),
    ],
)
def test_what_a_meeting_is_to_the_newest_report(when: str | None, status: Any, relation: str) -> None:
    """One of its own day, month or year is still ahead unless it was held."""
    (one,) = made(snapshot(meetings=[meeting("x", when, status)]))["meetings"]
    assert one["relation"] == relation


def test_what_became_of_the_plan_is_kept() -> None:
    """The history of a meeting stands with it, and its parties by name."""
    one = made()["meetings"][1]
    assert one["revisions"] == ["2031-03-12 put off to 2031-03-14"]
    assert one["parties_name"] == ["Norland", "Sudmark"]
    assert one["evidence"][0]["outlet"] == "The Courier"


def test_only_days_go_into_the_calendar_file() -> None:
    """A month is on the page, and said to be missing from the file."""
    found = made()
    assert found["left_out"] == 1
    assert [m["id"] for m in found["meetings"] if not m["in_calendar_file"]] == ["t3"]


def test_without_dated_reports_what_was_held_is_past() -> None:
    """No newest report, no today."""
    undated = article(LATER.text, id=LATER.id, published=None)
    found = made(snapshot([undated], meetings=[meeting("a", "2031-03-14"), meeting("b", "2031-03-01", "held")]))
    assert (found["as_of"], [m["relation"] for m in found["meetings"]]) == (None, ["ahead", "past"])


def test_one_row_a_meeting() -> None:
    """Each says against which day ahead and past are told."""
    assert [row["as_of"] for row in calendar.rows(made(page=None))] == ["2031-03-10"] * 4
    assert list(calendar.rows(made(empty(FIRST)))) == []
