"""The gates of a model: what a person confirms, edits, parks, adds or joins, and what that leaves unconfirmed."""

from __future__ import annotations

import pytest

from communique import conflict
from communique.conflict.writing import written
from communique.data import Proposal, ProposedOption, ProposedPreference
from communique.errors import BadConflict
from conflict.records import Crisis, chosen, judged, stated
from conflict.test_conflict_deriving import quarrel


def option(proposal: Proposal, name: str) -> ProposedOption:
    """The option of this name."""
    return next(one for one in proposal.options if one.name == name)


def wish(proposal: Proposal, statement: str) -> ProposedPreference:
    """The first preference that says this."""
    return next(one for one in proposal.preferences if one.statement == statement)


def test_what_is_confirmed_is_counted() -> None:
    """Each element that a person confirms or edits is one less that the banner speaks of."""
    crisis = quarrel()
    first = crisis.model()
    assert conflict.banner(first).startswith("UNCONFIRMED: no person has confirmed 8 of the 8 elements")
    given = [judged(one.id, "accept") for one in first.elements[:3]]
    assert "5 of the 8 elements" in conflict.banner(crisis.model(judgements=given))
    everything = crisis.model(judgements=[judged(one.id, "accept") for one in first.elements])
    assert conflict.banner(everything) == "All 8 elements of this model were confirmed by a person."


def test_a_judgement_survives_new_reports() -> None:
    """Ids are of the meaning: what was confirmed stays so when more reports of the same come in."""
    crisis = quarrel()
    first = crisis.model()
    given = [judged(one.id, "accept") for one in first.elements]
    crisis.tell("Arda", "DEMAND", "Arda again demanded that Belisk open the sluices.", to="Belisk", issue="water")
    assert {one.id for one in crisis.model().elements} == {one.id for one in first.elements}
    assert crisis.model(judgements=given).unconfirmed == 0


def test_a_parked_option_takes_its_statements_with_it() -> None:
    """What speaks of an option that a person parked is parked too, and says so."""
    crisis = quarrel()
    parked = option(crisis.model(), "arda-acts-trade")
    made = crisis.model(judgements=[judged(parked.id, "reject", why="no such plan")])
    assert chosen(made) == ["belisk-yields-water"]
    assert option(made, "arda-acts-trade").parked == "parked by Ina: no such plan"
    assert wish(made, "NOT arda-acts-trade").parked == "it speaks of arda-acts-trade, which is parked"
    with pytest.raises(BadConflict, match="Belisk is the only decision maker in the record"):
        conflict.Outlook(made).equilibria()


def test_an_edited_option_is_renamed_in_every_statement() -> None:
    """Another name, text, owner, value of now or irreversibility holds throughout the model."""
    crisis = quarrel()
    water = option(crisis.model(), "belisk-yields-water")
    changes = {"name": "sluices open", "text": "Open them", "irreversible": "yes", "present": "yes"}
    made = crisis.model(judgements=[judged(water.id, "edit", changes=changes)])
    assert ("Arda", 2, "arda-acts-trade IFF NOT sluices-open") in stated(made)
    built = conflict.assembled(made)
    assert (built.makers[1].options[0].text, built.makers[1].options[0].irreversible) == ("Open them", "yes")
    assert built.status_quo == "NY"


def test_an_edited_preference_has_its_tier_words_and_credibility() -> None:
    """A person may say how much something matters, in which words, and whether it is meant."""
    crisis = quarrel()
    threat = wish(crisis.model(), "arda-acts-trade IFF NOT belisk-yields-water")
    changes = {"tier": "0", "credibility": "bluff", "statement": "arda-acts-trade IF NOT belisk-yields-water"}
    made = wish(crisis.model(judgements=[judged(threat.id, "edit", changes=changes)]), changes["statement"])
    assert (made.id, made.tier, made.credibility, made.gate) == (threat.id, 0, "bluff", "edited")


def test_options_preferences_and_exclusions_can_be_added() -> None:
    """What no report has, a person may add; it counts as confirmed."""
    crisis = quarrel()
    belisk = crisis.moves[1].actors[0]
    given = [
        judged("pay rent", "add", kind="option", changes={"owner": belisk, "text": "Pay for the water"}),
        judged("pay-rent OR belisk-yields-water", "add", kind="preference", changes={"maker": belisk, "tier": "1"}),
        judged("pay-rent AND arda-acts-trade", "add", kind="exclusion"),
    ]
    made = crisis.model(judgements=given)
    assert "pay-rent" in chosen(made)
    assert ("Belisk", 1, "pay-rent OR belisk-yields-water") in stated(made)
    assert conflict.assembled(made).infeasible == ("pay-rent AND arda-acts-trade",)
    assert made.unconfirmed == 8
    again = crisis.model(judgements=[*given, judged(option(made, "pay-rent").id, "reject")])
    assert "pay-rent" not in chosen(again)


def test_two_options_become_one() -> None:
    """What was said of the one is said of the other, once; the first is parked and says where it went."""
    crisis = quarrel()
    crisis.tell("Arda", "DEMAND", "Arda demanded that Belisk admit inspectors.", to="Belisk", issue="monitoring")
    made = crisis.model()
    one, other = option(made, "belisk-yields-monitoring"), option(made, "belisk-yields-water")
    joined = crisis.model(judgements=[judged(one.id, "merge", kind="option", changes={"with": other.id})])
    assert chosen(joined) == ["arda-acts-trade", "belisk-yields-water"]
    assert option(joined, "belisk-yields-monitoring").parked == "one with belisk-yields-water"
    assert stated(joined) == stated(quarrel().model())
    assert set(option(joined, "belisk-yields-water").moves) == {*one.moves, *other.moves}


def test_a_party_can_be_made_context() -> None:
    """Whoever a person parks decides nothing any more; with fewer than two left there is no conflict."""
    crisis = Crisis(parties=("Arda", "Belisk", "Corve"))
    crisis.moves, crisis.articles = (quarrel().moves, quarrel().articles)
    crisis.tell("Arda", "DEMAND", "Arda demanded that Corve withdraw its troops.", to="Corve", issue="troops")
    crisis.tell("Corve", "REJECT", "Corve refused to withdraw its troops.", issue="troops")
    made = crisis.model()
    assert [party.name for party in made.parties if party.maker] == ["Arda", "Belisk", "Corve"]
    corve = made.parties[-1]
    less = crisis.model(judgements=[judged(corve.id, "reject")])
    assert [party.name for party in less.parties if party.maker] == ["Arda", "Belisk"]
    assert not [one for one in less.options if one.owner == corve.actor and not one.parked]


def test_opposite_statements_of_a_person_are_one_clear_line() -> None:
    """Two statements that deny each other, of which one is said to matter more, are refused with both."""
    crisis = quarrel()
    belisk = crisis.moves[1].actors[0]
    given = [judged("belisk-yields-water", "add", kind="preference", changes={"maker": belisk, "tier": "1"})]
    with pytest.raises(BadConflict, match=r"Belisk: “.*belisk-yields-water” contradicts “.*belisk-yields-water”"):
        conflict.Outlook(crisis.model(judgements=given)).equilibria()


def test_more_options_than_can_be_solved_are_one_clear_line() -> None:
    """Whoever confirms more than twenty is told how many to park."""
    crisis = quarrel()
    for at in range(21):
        words = f"Arda demanded that Belisk do thing {at}."
        crisis.tell("Arda", "DEMAND", words, to="Belisk", issue=f"~matter{chr(97 + at)}")
    given = [judged(one.id, "accept") for one in crisis.model().options]
    with pytest.raises(BadConflict, match="23 options are more than can be solved: park 3 of them, the limit is 20"):
        conflict.Outlook(crisis.model(judgements=given)).equilibria()


def test_the_model_as_text_reads_back() -> None:
    """A model of a case written as TOML is the same conflict when it is read."""
    made = conflict.assembled(quarrel().model())
    assert conflict.parse(written(made)) == made
