"""The state of the talks as a view."""

from __future__ import annotations

import dataclasses

import pytest

import talks
from communique.data import Event, Position
from communique.filters import Filter
from communique.views import phrasing, state
from communique.views.asked import Asked
from communique.vocabulary.codebook import codes
from factories import article, meeting


def test_the_sentence_tells_the_last_act_the_next_meeting_and_the_disputes() -> None:
    """Where there are any of these."""
    assert state.objects(talks.snapshot(), Asked())["status"] == (
        "On 4 March 2031 Quellis made an offer (status of talks), the next meeting is planned for 9 May 2031 in Maren, "
        "and 1 question is in dispute."
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (talks.empty(), "Nothing has been read yet."),
        (
            talks.empty(article("It rained.", published=None)),
            "No act at the table was found, no meeting is planned, and no questions are in dispute.",
        ),
    ],
)
def test_the_sentence_of_an_empty_case_says_so(now: talks.Snapshot, expected: str) -> None:
    """Nothing is made up."""
    made = state.objects(now, Asked())
    assert made["status"] == expected
    assert list(state.rows(made)) == []


def test_the_matrix_has_a_cell_for_each_party_and_issue() -> None:
    """The weightiest party first, and None where nothing was found."""
    made = state.objects(talks.snapshot(), Asked())["matrix"]
    assert made["issues"] == ["trade and tariffs"]
    assert [(row["name"], [c and c["words"] for c in row["cells"]]) for row in made["rows"]] == [
        ("Ordune", ["Ordune will close the strait, minister Hanna Brask said."]),
        ("Quellis", ["Quellis may yield if Ordune waits, an envoy said."]),
    ]
    assert made["rows"][0]["cells"][0]["chips"] == ["red line"]
    assert made["rows"][0]["cells"][0]["speaker"] == "Hanna Brask"
    assert made["rows"][0]["cells"][0]["place"]["article"] == talks.FIRST.id


def test_many_parties_and_issues_leave_the_weightiest() -> None:
    """And the count of the others."""
    one = talks.lists()["positions"][0]
    many = [
        dataclasses.replace(one, id=f"p{i}.{j}", actor=f"a{i}", issue=f"issue {j}", red_line=i == j == 7)
        for i in range(9)
        for j in range(9)
    ]
    made = state.objects(talks.snapshot(positions=many), Asked())["matrix"]
    assert (len(made["issues"]), len(made["rows"])) == (5, 6)
    assert made["issues"][0] == "issue 7"
    assert made["more"] == 81 - 30


EARLIER = {"firm": "DEMAND", "yielding": "OFFER", "asked": "REQUEST"}


@pytest.mark.parametrize(
    ("codes", "turned"),
    [
        (("DEMAND", "OFFER"), "softer"),
        (("OFFER", "REJECT"), "firmer"),
        (("REQUEST", "DEMAND"), "changed"),
        (("DEMAND", "DEMAND"), None),
        (("DEMAND",), None),
    ],
)
def test_a_stance_turns_by_what_was_held_before(codes: tuple[str, ...], turned: str | None) -> None:
    """From a line held to giving way, and back."""
    base: Event = talks.lists()["events"][1]
    line = [dataclasses.replace(base, id=f"x{i}", code=code, when=f"2031-03-0{i + 1}") for i, code in enumerate(codes)]
    held: Position = dataclasses.replace(
        talks.lists()["positions"][0], code=codes[-1], since=line[-1].when, events=tuple(e.id for e in line)
    )
    assert state.turn(talks.snapshot(events=line), held) == turned


def test_a_stance_that_rests_on_a_disputed_place_is_disputed() -> None:
    """And names the question."""
    held = talks.lists()["positions"][0]
    place = talks.lists()["figures"][0].anchor
    position = dataclasses.replace(held, support=dataclasses.replace(held.support, anchors=(place,)))
    cell = state.objects(talks.snapshot(positions=[position]), Asked())["matrix"]["rows"][0]["cells"][0]
    assert cell["disputed"] == ["How many ships?"]
    assert "disputed" in cell["chips"]


def test_a_stance_is_not_disputed_for_the_office_of_its_speaker() -> None:
    """Reports that give a speaker two offices agree on what was said."""
    held, speaker = talks.lists()["positions"][0], talks.lists()["actors"][0]
    place = talks.lists()["figures"][0].anchor
    position = dataclasses.replace(held, support=dataclasses.replace(held.support, anchors=(place,)))
    named = [dataclasses.replace(speaker, offices=(("Harbour Minister", place),)), *talks.lists()["actors"][1:]]
    cell = state.objects(talks.snapshot(positions=[position], actors=named), Asked())["matrix"]["rows"][0]["cells"][0]
    assert cell["disputed"] == []
    assert "disputed" not in cell["chips"]


def test_meetings_are_those_to_come_and_those_held_last() -> None:
    """From the day of the latest report on, with how long they took."""
    of = talks.FIRST
    plans = [
        meeting(of, "talks", id="a", when="2031-03-04", status="announced"),
        meeting(of, "talks", id="b", when="2031-03", status="announced"),
        meeting(of, "talks", id="c", when="2031-03-01", status="held", hours=2.0),
        meeting(of, "talks", id="d", when=None),
    ]
    made = state.objects(talks.snapshot(meetings=plans), Asked())["meetings"]
    assert [m["id"] for m in made["next"]] == ["b"]
    assert [(m["id"], m["took"]) for m in made["held"]] == [("c", "2 hours")]
    assert made["more"] == 1


def test_a_filter_narrows_what_is_shown() -> None:
    """By party as on every list."""
    made = state.objects(talks.snapshot(), Asked(where=Filter(party="Ordune")))
    assert [row["name"] for row in made["matrix"]["rows"]] == ["Ordune"]


def test_a_correction_names_who_still_carries_the_error() -> None:
    """With the place."""
    made = state.objects(talks.snapshot(), Asked())["corrections"]
    assert [(c["by"]["path"], [x["path"] for x in c["carriers"]]) for c in made] == [("two.txt", ["one.txt"])]


def test_every_code_can_be_told_as_done() -> None:
    """So that the sentence knows each act."""
    assert set(phrasing.DONE) == set(codes())


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2031-03-04", "2031-03-04", "4 March 2031"),
        ("2031-03-04", "2031-03-13", "4–13 March 2031"),
        ("2031-03-04", "2031-05-13", "4 March – 13 May 2031"),
        ("2031-03-04", "2032-05-13", "4 March 2031 – 13 May 2032"),
        ("2031", "2031-05-13", "2031 – 13 May 2031"),
    ],
)
def test_a_span_says_month_and_year_once(first: str, last: str, told: str) -> None:
    """Where both days share them."""
    assert phrasing.span_named(first, last) == told


@pytest.mark.parametrize(
    ("names", "told"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed_as_people_write_them(names: list[str], told: str) -> None:
    """With "and" before the last."""
    assert phrasing.listed(names) == told


def test_what_no_sure_act_tells_is_marked_and_no_last_act() -> None:
    """A stance of which the coding may as well be wrong is unsure, and sure acts alone are told as the latest."""
    doubted = [dataclasses.replace(m, confidence=0.3) for m in talks.lists()["moves"]]
    made = state.objects(talks.snapshot(moves=doubted), Asked())
    assert all("unsure" in c["chips"] for row in made["matrix"]["rows"] for c in row["cells"] if c)
    assert made["acts"]
    one = [dataclasses.replace(m, confidence=0.9 if m.event == made["acts"][-1]["id"] else 0.3) for m in doubted]
    again = state.objects(talks.snapshot(moves=one), Asked())
    assert [act["id"] for act in again["acts"]] == [made["acts"][-1]["id"]]
