"""Changes as objects: since when, what, and what people decided."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Change, Support
from communique.filters import Filter
from communique.views import changes
from communique.views.asked import PER_PAGE, Asked
from communique.views.kept import keep
from factories import anchor
from straits import FIRST, LATER, empty, judgement, snapshot


def change(name: str, kind: Any = "act", how: Any = "new", **fields: Any) -> Change:
    """A change that the last report brought."""
    support = Support(anchors=(anchor(LATER, "Sudmark fired on a boat"),), voices=1, reports=1)
    return Change(id=name, kind=kind, how=how, about=name, support=support, day="2031-03-10", **fields)


def made(now: Any, found: Any = None, **asked: Any) -> dict[str, Any]:
    """The objects, once ``found`` was worked out."""
    question = Asked(**asked)
    day = changes.since(now, question)
    if found is not None and day is not None:
        keep(now, changes.question(day), found)
    return changes.objects(now, question)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ({}, "2031-03-09"),
        ({"where": Filter(since="2031-03-01")}, "2031-03-01"),
        ({"where": Filter(since="2031")}, "2031"),
    ],
)
def test_since_is_the_day_before_the_newest_report_unless_asked(asked: dict[str, Any], day: str) -> None:
    """Of a case without dates nothing is new."""
    assert changes.since(snapshot(), Asked(**asked)) == day
    assert changes.since(empty(), Asked()) is None


def test_the_rest_is_shown_while_the_record_of_before_is_made() -> None:
    """New reports and decisions need no comparison."""
    found = made(snapshot(judgements=[judgement("m1")]))
    assert (found["pending"], found["changes"], found["trouble"]) == (True, None, None)
    assert [r["article"] for r in found["reports"]] == [LATER.id]
    assert len(found["decisions"]) == 1


def test_changes_come_by_kind_the_weightiest_first() -> None:
    """Turns before what is only new, deeds at the table before talk of it."""
    given = [
        change("talk", code="ASSESS", actors=("n",)),
        change("act", code="DEMAND", actors=("n",)),
        change("new", "position", actors=("s",), issue="boats"),
        change("turn", "position", "changed", actors=("n",), issue="boats"),
        change("fix", "correction", "corrected"),
    ]
    found = made(snapshot(), given)
    assert [c["id"] for c in found["changes"]] == ["turn", "new", "act", "talk", "fix"]
    assert found["counts"] == {"position": 2, "act": 2, "meeting": 0, "dispute": 0, "correction": 1}
    assert not found["pending"]


def test_changes_are_filtered() -> None:
    """By party, outlet and issue, without the comparison being made again."""
    given = [change("n", code="DEMAND", actors=("n",)), change("s", code="ATTACK", actors=("s",))]
    now = snapshot()
    assert [c["id"] for c in made(now, given, where=Filter(party="Sudmark"))["changes"]] == ["s"]
    assert made(now, given, where=Filter(outlet="Post"))["changes"] == []


def test_trouble_is_told() -> None:
    """Where the record of before could not be made, the page says why."""
    found = made(snapshot(), "the file is busy")
    assert (found["trouble"], found["changes"], found["pending"]) == ("the file is busy", None, False)


def test_what_was_decided_at_once_is_taken_back_at_once() -> None:
    """A batch is one entry, and one undo."""
    batch = [judgement(f"m{n}", batch="b1", at=f"2031-03-11T08:00:0{n}+00:00") for n in range(3)]
    single = judgement("m9", "reject", at="2031-03-12T08:00:00+00:00", why="a rumour")
    first, second = changes.decisions([*batch, single])
    assert (first["verdict"], first["why"], first["undo"]) == ("reject", "a rumour", single.id)
    assert (second["undo"], [item["about"] for item in second["items"]]) == ("b1", ["m0", "m1", "m2"])


def test_what_was_taken_back_stands_without_an_undo() -> None:
    """The log keeps both the decision and its undo."""
    given = judgement("m1")
    undo = judgement(given.id, "undo", at="2031-03-12T08:00:00+00:00")
    entries = changes.decisions([given, undo])
    assert [(e["verdict"], e["in_force"], e["undo"]) for e in entries] == [
        ("undo", False, None),
        ("accept", False, None),
    ]


def test_parts_are_those_of_the_changes_or_of_the_decisions() -> None:
    """One order of the page turns the leaves of the log, any other those of the changes."""
    now = snapshot(judgements=[judgement(f"m{n}", at=f"2031-03-11T08:{n:02d}:00+00:00") for n in range(60)])
    given = [change(f"c{n:03d}", code="DEMAND") for n in range(70)]
    second = made(now, given, page=2)
    assert (len(second["changes"]), len(second["decisions"])) == (20, PER_PAGE)
    log = made(now, given, page=2, sort=changes.DECISIONS)
    assert (len(log["changes"]), len(log["decisions"])) == (PER_PAGE, 10)
    whole = made(now, given, page=None)
    assert (len(whole["changes"]), len(whole["decisions"])) == (70, 60)


def test_rows_are_changes_then_decisions() -> None:
    """Each row says which it is."""
    now = snapshot(judgements=[judgement("m1", quote="Norland demanded")])
    rows = list(changes.rows(made(now, [change("c", code="DEMAND")], page=None)))
    assert [(row["row"], row.get("words"), row.get("quote")) for row in rows] == [
        ("change", "Sudmark fired on a boat", None),
        ("decision", None, "Norland demanded"),
    ]


def test_an_empty_case_has_no_changes() -> None:
    """Nothing is pending where nothing can be compared."""
    found = made(empty())
    assert (found["since"], found["pending"], found["changes"], found["reports"]) == (None, False, None, [])
    assert made(empty(FIRST))["since"] == "2031-03-04"
