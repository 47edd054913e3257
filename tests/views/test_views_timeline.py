"""The timeline as objects: acts in order, lanes by party, marks or bars."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from communique.filters import Filter
from communique.views import timeline
from communique.views.asked import Asked
from communique.views.days import stretch, stretches
from communique.views.kinds import kind_of
from factories import article, move
from straits import ATTACK, DEMAND, FIRST, LATER, NORLAND, SUDMARK, empty, event, snapshot


def made(now: Any = None, **asked: Any) -> dict[str, Any]:
    """The objects of one question."""
    return timeline.objects(now or snapshot(), Asked(**asked))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["v1", "v2"]),
        ({"sort": "when"}, ["v2", "v1"]),
        ({"sort": "-reported"}, ["v2", "v1"]),
        ({"sort": "reported"}, ["v1", "v2"]),
        ({"sort": "no such order"}, ["v1", "v2"]),
        ({"words": "reopen"}, ["v1"]),
        ({"words": "attack"}, ["v2"]),
        ({"where": Filter(party="Norland")}, ["v1"]),
        ({"where": Filter(code="attack")}, ["v2"]),
        ({"where": Filter(limit=1)}, ["v1"]),
    ],
)
def test_acts_come_in_the_order_asked_for(asked: dict[str, Any], expected: list[str]) -> None:
    """By day or by report, newest first unless asked otherwise; a filter leaves the rest out."""
    assert [act["id"] for act in made(**asked)["acts"]] == expected


def test_an_act_tells_its_day_and_that_of_its_report() -> None:
    """An act of which only the month is known keeps the month."""
    act = next(act for act in made()["acts"] if act["id"] == "v2")
    assert (act["when"], act["reported"], act["kind"]) == ("2031-03", "2031-03-10", "conflict-deeds")
    assert (act["article"], act["move"], act["words"]) == (LATER.id, "m2", "Sudmark fired on a boat")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("OFFER", "cooperation-words"),
        ("AID", "cooperation-deeds"),
        ("DEMAND", "conflict-words"),
        ("ATTACK", "conflict-deeds"),
        ("OF_A_LATER_CODEBOOK", "cooperation-words"),
    ],
)
def test_every_code_has_a_kind(code: str, kind: str) -> None:
    """The kinds are the quad classes of the codebook."""
    assert kind_of(code) == kind


def test_lanes_are_by_side() -> None:
    """The act of an envoy stands in the lane of the state that the envoy speaks for."""
    acts = [event("a", DEMAND, actors=("e",)), event("b", ATTACK)]
    lanes = made(snapshot(events=acts))["lanes"]["lanes"]
    assert [(lane["party"], lane["total"]) for lane in lanes] == [("Norland", 1), ("Sudmark", 1)]


def test_an_uncertain_day_is_a_range() -> None:
    """A mark of a month reaches from its first to its last day."""
    marks = [mark for lane in made()["lanes"]["lanes"] for mark in lane["marks"]]
    assert {(m["first"], m["last"]) for m in marks} == {("2031-03-05", "2031-03-05"), ("2031-03-01", "2031-03-31")}


def test_what_lies_far_off_is_counted_at_the_edge() -> None:
    """An act of long ago does not make the picture a century wide."""
    old = event("old", DEMAND, when="1931-05-01")
    lanes = made(snapshot(events=[*snapshot().events(), old]))["lanes"]
    norland = next(lane for lane in lanes["lanes"] if lane["party"] == "Norland")
    assert lanes["from"] > "2031"
    assert (norland["earlier"], norland["later"], norland["total"]) == (1, 0, 2)


def test_the_time_asked_for_is_the_time_shown() -> None:
    """Since and until bound the picture."""
    lanes = made(where=Filter(since="2031-03-02", until="2031-03"))["lanes"]
    assert (lanes["from"], lanes["to"]) == ("2031-03-02", "2031-03-31")


def test_many_acts_are_counted_in_bars() -> None:
    """Ten thousand acts are drawn as bars that count them all, few enough to draw."""
    acts = [
        event(
            f"x{n}",
            DEMAND,
            code=("OFFER", "AID", "DEMAND", "ATTACK")[n % 4],
            when=f"2031-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        )
        for n in range(10_000)
    ]
    lanes = made(snapshot(events=acts), where=Filter(since="2031", until="2031"))["lanes"]
    bars = lanes["lanes"][0]["bars"]
    assert not lanes["single"]
    assert sum(sum(bar["counts"]) for bar in bars) == 10_000
    assert len(bars) <= 60


def test_acts_without_any_day_are_counted() -> None:
    """An act of an undated report with no day of its own stands in the list alone."""
    undated = article("Norland demanded a reply.", id="u", published=None)
    told = move(undated, "Norland demanded a reply")
    now = snapshot([undated], moves=[told], events=[event("u1", told)])
    found = made(now)
    assert (found["lanes"]["undated"], found["lanes"]["lanes"], len(found["acts"])) == (1, [], 1)


def test_parties_of_few_acts_share_a_lane() -> None:
    """A picture has lanes for the seven who do most, and more than one thing; everybody else has one together."""
    people = [dataclasses.replace(NORLAND, id=f"p{n}", name=f"Party {n}", side=None) for n in range(12)]
    for most, own in ((12, 7), (4, 3), (1, 1)):
        acts = [event(f"x{n}.{k}", DEMAND, actors=(f"p{n}",)) for n in range(most) for k in range(most - n)]
        lanes = made(snapshot(events=acts, actors=people))["lanes"]["lanes"]
        others = ["everybody else"] if most > own else []
        assert [lane["party"] for lane in lanes] == [*(f"Party {n}" for n in range(own)), *others]


def test_an_empty_case_has_no_lanes() -> None:
    """Nothing found is no error."""
    assert made(empty(FIRST))["lanes"]["lanes"] == []
    assert made(empty())["acts"] == []


def test_the_whole_list_is_given_where_no_page_is_asked() -> None:
    """A sibling holds every act."""
    acts = [event(f"x{n:03}", DEMAND) for n in range(120)]
    now = snapshot(events=acts, actors=[NORLAND, SUDMARK])
    assert len(made(now, page=None)["acts"]) == 120
    assert len(list(timeline.rows(made(now, page=3)))) == 20


@pytest.mark.parametrize(
    ("prefix", "days"),
    [("2031-02-28", 1), ("2031-02", 28), ("2032", 366), ("2031-13", None), ("", None), ("soon", None), ("9999-12", 31)],
)
def test_a_prefix_is_a_stretch_of_days(prefix: str, days: int | None) -> None:
    """A month has its days, a year its own; what is no date is none."""
    span = stretch(prefix)
    assert (None if span is None else span[1] - span[0] + 1) == days


@pytest.mark.parametrize("length", [1, 2, 59, 60, 61, 400, 700, 1800, 6000, 60_000, 700_000])
def test_a_time_is_cut_into_few_stretches(length: int) -> None:
    """They cover it without a gap, and are few enough to draw."""
    first = 730_000
    edges = stretches(first, first + length - 1)
    assert edges[0] <= first
    assert edges[-1] > first + length - 1
    assert edges == sorted(set(edges))
    assert len(edges) <= 100
