"""The conflict as objects: premises with their words, what holds, what is supposed, and why nothing can be solved."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.conflict.drawing import CAUTION
from communique.data import Judgement, Lineage
from communique.filters import Filter
from communique.snapshot import Snapshot
from communique.views import conflict
from communique.views.asked import Asked
from communique.views.kept import keep
from conflict.records import Crisis, actors, judged


def crisis() -> Crisis:
    """Arda wants water, and threatens; Belisk refuses, and wants trade."""
    told = Crisis()
    told.tell("Arda", "DEMAND", "Arda demanded that Belisk open the sluices", to="Belisk", issue="water")
    told.tell("Belisk", "REJECT", "Belisk refused to open the sluices", to="Arda", issue="water")
    told.tell("Belisk", "DEMAND", "Belisk demanded that Arda lift its tariffs", to="Arda", issue="trade")
    told.tell(
        "Arda",
        "THREATEN",
        "Arda threatened to send troops unless Belisk opens the sluices",
        to="Belisk",
        issue="troops",
        modality="conditional",
        condition="unless Belisk opens the sluices",
    )
    return told


def snapshot(told: Crisis, *given: Judgement) -> Snapshot:
    """A case of these reports."""
    lists: dict[str, list[Any]] = {
        "moves": told.moves,
        "actors": actors(*told.parties),
        "lineages": [Lineage(id=a.id, articles=(a.id,), origin=a.id) for a in told.articles],
    }
    return Snapshot(
        key=f"crisis {len(told.moves)} {len(given)}",
        articles=told.articles,
        judgements=given,
        problems=(),
        read=lambda name: lists.get(name, []),
    )


def made(now: Snapshot, **asked: Any) -> dict[str, Any]:
    """The objects once everything that was asked for is worked out."""
    question = Asked(**asked)
    for show in ("", *conflict.shown(question)):
        look = conflict.looked(now, question, show)
        keep(now, look, conflict.look(now, look))
    found = conflict.objects(now, question)
    return dict(json.loads(json.dumps(found)))


def test_every_view_says_what_is_unconfirmed_and_what_it_is_not() -> None:
    """The banner counts what no person has confirmed; the caution stands beside it."""
    found = made(snapshot(crisis()))
    assert found["banner"].startswith("UNCONFIRMED: no person has confirmed")
    assert str(found["unconfirmed"]) in found["banner"]
    assert found["caution"] == CAUTION
    assert found["trouble"] is None
    assert found["pending"] == []


def test_every_premise_has_its_words_and_where_they_stand() -> None:
    """Each option and each preference quotes the reports that it rests on."""
    found = made(snapshot(crisis()))
    assert found["options"]
    assert found["preferences"]
    for one in (*found["options"], *found["preferences"]):
        assert one["evidence"]
        assert one["moves"]
        assert all(at["exact"] and at["article"] for at in one["evidence"])


def test_states_are_told_by_what_is_otherwise_than_now() -> None:
    """The letters of a state, what is done in it, and what changes say the same."""
    found = made(snapshot(crisis()))
    solution = found["solution"]
    names = [one["name"] for one in found["options"]]
    assert [one["number"] for one in found["options"]] == list(range(1, len(names) + 1))
    for one in solution["equilibria"]:
        assert [d["name"] for d in one["done"]] == [n for n, c in zip(names, one["state"], strict=True) if c == "Y"]
        turned = {n for n, a, b in zip(names, one["state"], solution["status_quo"], strict=True) if a != b}
        assert {change["name"] for change in one["changes"]} == turned


def test_who_would_leave_is_told_with_the_statement_and_its_quote() -> None:
    """Each way out has the statement that decides for it; what stops it has the one against."""
    found = made(snapshot(crisis()))
    ways = [way for one in found["solution"]["equilibria"] for maker in one["makers"] for way in maker["deviations"]]
    assert ways
    assert all(way["for"]["statement"] and way["changes"] for way in ways)
    assert any(way["for"]["quote"] for way in ways)


def test_equilibria_are_ordered_by_r_then_by_seq() -> None:
    """What holds without threats comes first."""
    counts = [(one["counts"]["R"], one["counts"]["SEQ"]) for one in made(snapshot(crisis()))["solution"]["equilibria"]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(("name", "field"), [("without", "without"), ("credible", "credible"), ("bluff", "bluff")])
def test_what_is_supposed_is_solved_and_set_beside_the_model(name: str, field: str) -> None:
    """A what-if changes the solution, never the premises; the counts of before stand beside it."""
    now = snapshot(crisis())
    plain = made(now)
    threat = next(one for one in plain["preferences"] if one["basis"] == "threat")
    found = made(now, **{field: (threat["id"],)})
    assert found["supposed"][name] == [threat["id"]]
    assert found["preferences"] == plain["preferences"]
    assert found["solution"]["before"]["counts"] == plain["solution"]["counts"]
    assert found["solution"]["readings"] < plain["solution"]["readings"]


def test_a_decision_shows_at_once() -> None:
    """A judgement newer than the snapshot changes the model, and is named beside what it is about."""
    told = crisis()
    now = snapshot(told)
    option = made(now)["options"][0]
    decision = judged(option["id"], "accept", kind="option")
    keep(now, conflict.GIVEN, (decision,))
    found = made(now)
    again = next(one for one in found["options"] if one["id"] == option["id"])
    assert (again["gate"], again["decided"]["by"], again["seen"]) == ("confirmed", "Ina", decision.id)
    assert found == made(snapshot(told, decision))


def test_what_a_person_added_can_be_taken_back() -> None:
    """An added option carries the judgement that added it."""
    added = judged("walk out", "add", kind="option", changes={"owner": actors("Arda")[0].id})
    found = made(snapshot(crisis(), added))
    (own,) = [one for one in found["options"] if one["gate"] == "added"]
    assert (own["name"], own["decided"]["id"], own["evidence"]) == ("walk-out", added.id, [])


def one_party() -> Crisis:
    """Arda alone acts."""
    told = Crisis(parties=("Arda",))
    told.tell("Arda", "DEMAND", "Arda demanded that somebody open the sluices", issue="water")
    return told


def mistaken(statement: str) -> Judgement:
    """A preference that a person added."""
    return judged(statement, "add", kind="preference", changes={"maker": actors("Arda")[0].id})


def many() -> list[Judgement]:
    """More options than can be solved."""
    owners = [one.id for one in actors("Arda", "Belisk")]
    return [judged(f"act-{n}", "add", kind="option", changes={"owner": owners[n % 2]}) for n in range(24)]


CASES = {
    "no parties": (snapshot(Crisis(parties=())), "no party"),
    "one party": (snapshot(one_party()), "decision maker|conflict to model|no party"),
    "too many options": (snapshot(crisis(), *many()), "options are more than can be solved"),
    "a malformed statement": (snapshot(crisis(), mistaken("AND AND")), "AND"),
    "an unknown option": (snapshot(crisis(), mistaken("never-heard-of")), "never-heard-of"),
}


@pytest.mark.parametrize("which", CASES)
def test_what_cannot_be_solved_is_one_line_beside_the_premises(which: str) -> None:
    """The reason stands in its place, and the rest of the model with it."""
    now, words = CASES[which]
    found = made(now)
    assert found["solution"] is None
    assert found["pending"] == []
    assert any(word in found["trouble"] for word in words.split("|"))
    assert "\n" not in found["trouble"]
    assert found["banner"]
    assert list(conflict.rows(found)) or which == "no parties"


def test_a_supposition_about_what_is_not_there_is_one_line() -> None:
    """The model is shown as it is."""
    found = made(snapshot(crisis()), without=("nothing",))
    assert "nothing" in found["trouble"]
    assert found["options"]


def test_nothing_is_solved_while_a_page_is_drawn() -> None:
    """What is not worked out yet is named as pending."""
    found = conflict.objects(snapshot(crisis()), Asked())
    assert found["pending"] == ["model", "board"]
    assert found["solution"] is None


@pytest.mark.parametrize(
    ("kept", "trouble", "pending"), [(None, None, True), ("it went wrong", "it went wrong", False)]
)
def test_a_model_of_before_waits_for_the_record_of_before(kept: Any, trouble: Any, pending: bool) -> None:
    """Until it is made the page says so; where it cannot be made, why."""
    now = snapshot(crisis())
    question = Asked(where=Filter(until="2031-03"))
    if kept is not None:
        keep(now, conflict.earlier(now, "2031-03"), kept)
    found = conflict.objects(now, question)
    assert (found["trouble"], bool(found["pending"])) == (trouble, pending)


def test_sensitivity_and_deals_come_when_they_are_asked_for() -> None:
    """Each names statements with their words."""
    now = snapshot(crisis())
    plain = made(now)
    assert (plain["sensitivity"], plain["deals"]) == (None, None)
    found = made(now, show="sensitivity,deals")
    assert found["sensitivity"]["carriers"][0]["said"]["preference"]
    assert set(found["deals"]) == {"total", "deals", "red_lines", "relaxations", "searched"}


def test_the_table_has_a_row_for_each_element_and_state() -> None:
    """Of all kinds."""
    found = made(snapshot(crisis()))
    kinds = {row["row"] for row in conflict.rows(found)}
    assert {"party", "option", "preference", "equilibrium"} <= kinds
