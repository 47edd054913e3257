"""The case itself as objects."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import Case
from communique.data import Problem
from communique.export.formats import FORMATS
from communique.views import case as view
from communique.views.asked import Asked
from communique.views.kept import keep
from straits import empty, judgement, snapshot

BROKEN = Problem(room="articles", article_id=None, path="page.html", what="nothing but a picture")


def test_what_was_read_is_counted() -> None:
    """Articles, days, languages, kinds of files."""
    read = view.objects(snapshot(), Asked())["read"]
    assert (read["articles"], read["first"], read["last"], read["undated"]) == (3, "2031-03-05", "2031-03-10", 0)
    assert (read["languages"], read["kinds of files"]) == ({"en": 3}, {"txt": 3})


def test_every_problem_stands_with_its_reason() -> None:
    """Where it was found, and what; words find it."""
    now = snapshot(problems=[BROKEN])
    (row,) = view.objects(now, Asked())["problems"]
    assert (row["path"], row["what"]) == ("page.html", "nothing but a picture")
    assert view.objects(now, Asked(words="tape"))["problems"] == []


def test_the_steps_from_reports_to_acts_are_counted() -> None:
    """Each list by its length."""
    counts = view.objects(snapshot(), Asked())["counts"]
    assert (counts["lineages"], counts["copies"], counts["moves"], counts["events"]) == (2, 1, 2, 2)


def test_coders_are_counted_by_verdict() -> None:
    """Whoever judged is listed with what and when last."""
    given = [judgement("m1"), judgement("m2", "reject", at="2031-03-12T08:00:00+00:00"), judgement("m1", by="Ben")]
    ann, ben = view.objects(snapshot(judgements=given), Asked())["coders"]
    assert (ann["by"], ann["judgements"], ann["verdicts"]) == ("Ann", 2, {"accept": 1, "reject": 1})
    assert (ann["last"], ben["judgements"]) == ("2031-03-12T08:00:00+00:00", 1)


def test_what_only_the_file_tells_waits() -> None:
    """Facts and the check are None until they are worked out."""
    now = snapshot()
    assert view.objects(now, Asked())["facts"] is None
    keep(now, view.CHECK, [])
    assert view.objects(now, Asked())["check"] == []


def test_a_sound_case_has_no_damage(tmp_path: Path) -> None:
    """The options of every room are told, and nothing is found that does not fit."""
    with Case(tmp_path / "new.communique") as case:
        told = view.facts(case)
        assert {"articles", "copies", "moves", "record", "statements"} <= told["options"].keys()
        assert (told["orphans"], view.check(case)) == ([], [])


def test_every_export_is_offered() -> None:
    """As the command line has them."""
    assert [row["format"] for row in view.objects(empty(), Asked())["exports"]] == list(FORMATS)


@pytest.mark.parametrize("page", [1, None])
def test_rows_tell_what_they_are(page: int | None) -> None:
    """Counts, problems, coders, orphans and damages in one table."""
    now = snapshot(problems=[BROKEN], judgements=[judgement("m1")])
    keep(now, view.FACTS, {"orphans": [{"judgement": "x"}], "options": {}})
    keep(now, view.CHECK, [{"table": "raw", "at": "a", "what": "other bytes"}])
    kinds = {row["row"] for row in view.rows(view.objects(now, Asked(page=page)))}
    assert kinds == {"count", "problem", "coder", "orphan", "damage"}
