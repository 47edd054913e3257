"""From a record to a model: what each kind of move becomes, and what stays out."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import conflict
from communique.errors import BadConflict
from communique.vocabulary.codebook import codes
from conflict.records import Crisis, chosen, judged, stated

ASK = "Arda demanded that Belisk open the sluices at once."
NO = "Belisk refused to open the sluices, its minister said."


def quarrel() -> Crisis:
    """Arda asks for water and is refused; it threatens with trade, and Belisk keeps its troops."""
    crisis = Crisis()
    crisis.tell("Arda", "DEMAND", ASK, to="Belisk", issue="water")
    crisis.tell("Belisk", "REJECT", NO, issue="water")
    crisis.tell(
        "Arda",
        "THREATEN",
        "Arda will close its markets to Belisk's goods if the sluices stay shut.",
        to="Belisk",
        issue="trade",
        condition="if the sluices stay shut",
        modality="conditional",
    )
    return crisis


def test_each_kind_of_move_becomes_what_it_means() -> None:
    """A demand is the option of whom it is made of and a wish of who makes it; a refusal is a wish to leave it."""
    made = quarrel().model()
    assert chosen(made) == ["arda-acts-trade", "belisk-yields-water"]
    assert stated(made) == {
        ("Arda", 2, "belisk-yields-water"),
        ("Arda", 2, "arda-acts-trade IFF NOT belisk-yields-water"),
        ("Belisk", 2, "NOT belisk-yields-water"),
        ("Belisk", 4, "NOT arda-acts-trade"),
    }
    assert [(party.name, party.maker) for party in made.parties] == [("Arda", True), ("Belisk", True)]
    assert made.unconfirmed == len(made.elements) == 8


def test_every_element_carries_its_moves_and_quotes() -> None:
    """Nothing is in the model without moves of the record, words of a report, and how many voices have it."""
    crisis = quarrel()
    made = crisis.model()
    known = {move.id for move in crisis.moves}
    for one in (*made.options, *made.preferences):
        assert one.moves and set(one.moves) <= known
        assert any(one.quote in anchor.exact for anchor in one.support.anchors)
        assert one.support.voices >= 1


TIERS = [
    ("It is a red line: Belisk must never hold back the water, Arda said.", "DEMAND", 0),
    ("Arda called it essential that Belisk open the sluices.", "DEMAND", 1),
    ("Arda demanded that Belisk open the sluices.", "DEMAND", 2),
    ("Arda asked Belisk to open the sluices.", "REQUEST", 2),
]


@pytest.mark.parametrize(("words", "code", "tier"), TIERS)
def test_tiers_come_from_the_words_and_never_from_how_often(words: str, code: str, tier: int) -> None:
    """A red line stands above what is called essential, that above another demand, be it told once or five times."""
    crisis = quarrel()
    crisis.moves, crisis.articles = crisis.moves[1:], crisis.articles[1:]
    for _ in range(1 if tier == 0 else 5):
        crisis.tell("Arda", code, words, to="Belisk", issue="water")
    assert ("Arda", tier, "belisk-yields-water") in stated(crisis.model())


def test_an_offer_is_tied_to_what_it_asks_in_return() -> None:
    """ "p if q" is p IF q for who offers, who also wants q; and what is offered is welcome to the other."""
    crisis = quarrel()
    crisis.tell(
        "Arda",
        "OFFER",
        "Arda would pull its troops back if Belisk admits inspectors.",
        to="Belisk",
        issue="troops",
        condition="if Belisk admits inspectors",
        modality="conditional",
    )
    made = stated(crisis.model())
    assert ("Arda", 3, "arda-yields-troops IF belisk-yields-monitoring") in made
    assert ("Arda", 3, "belisk-yields-monitoring") in made
    assert ("Belisk", 4, "arda-yields-troops") in made


def test_where_a_side_acts_giving_way_is_to_stop() -> None:
    """A deployment is an option that is done now; what is asked of its side on that issue is that it end."""
    crisis = quarrel()
    crisis.tell("Belisk", "DEPLOY", "Belisk moved two brigades to the border.", to="Arda", issue="troops")
    crisis.tell("Arda", "DEMAND", "Arda demanded that Belisk withdraw its brigades.", to="Belisk", issue="troops")
    made = crisis.model()
    (option,) = [option for option in made.options if option.name == "belisk-deploys-troops"]
    assert option.present == "yes"
    assert ("Arda", 2, "NOT belisk-deploys-troops") in stated(made)
    assert ("Belisk", 4, "belisk-deploys-troops") in stated(made)


PRESENT = [
    ([("DEPLOY", "stated", "2031-03-05")], "yes", False),
    ([("DEPLOY", "stated", "2031-03-05"), ("DE_ESCALATE", "stated", "2031-03-06")], "no", False),
    ([("DE_ESCALATE", "stated", "2031-03-05"), ("DEPLOY", "stated", "2031-03-06")], "yes", False),
    ([("DEPLOY", "stated", "2031-03-05"), ("DENY", "stated", "2031-03-06")], "yes", True),
    ([("DEPLOY", "future", "2031-03-05")], "no", False),
]


@pytest.mark.parametrize(("deeds", "present", "disputed"), PRESENT)
def test_the_latest_deed_says_what_is_done_now(deeds: list[tuple[str, str, str]], present: str, disputed: bool) -> None:
    """A withdrawal ends a deployment, a denial of what reports tell is a dispute, what is only planned is not done."""
    crisis = quarrel()
    for code, modality, day in deeds:
        words = f"On the border, Belisk: {code} of two brigades."
        crisis.tell("Belisk", code, words, to="Arda", issue="troops", modality=modality, day=day)
    (option,) = [o for o in crisis.model().options if o.owner == crisis.moves[1].actors[0] and "troops" in o.issue]
    assert (option.present, option.disputed) == (present, disputed)


def test_the_last_word_holds() -> None:
    """An offer after a refusal leaves the refusal to inference; a refusal after an offer parks the offer."""
    crisis = quarrel()
    crisis.tell("Belisk", "OFFER", "Belisk would open two sluices.", issue="water", day="2031-03-09")
    assert {("Belisk", 3, "belisk-yields-water"), ("Belisk", 2, "NOT belisk-yields-water")} & stated(
        crisis.model()
    ) == {("Belisk", 3, "belisk-yields-water")}
    crisis.tell("Belisk", "REJECT", "Belisk will keep the sluices shut after all.", issue="water", day="2031-03-11")
    made = crisis.model()
    assert ("Belisk", 2, "NOT belisk-yields-water") in stated(made)
    assert "overtaken by its refusal of 2031-03-11" in {wish.parked for wish in made.preferences}


def test_sources_that_conflict_give_both_readings() -> None:
    """A side that on one day both refuses and consents, by different reports, is run both ways."""
    crisis = quarrel()
    crisis.tell("Belisk", "OFFER", "Belisk is ready to open the sluices, an aide said.", issue="water")
    made = crisis.model()
    belisk = made.options[-1].owner
    found = {w.statement: w.credibility for w in made.preferences if w.maker == belisk and w.tier in (2, 3)}
    assert found["NOT belisk-yields-water"] == found["belisk-yields-water"] == "unknown"
    assert {wish.tier for wish in made.preferences if wish.maker == belisk and wish.credibility == "unknown"} == {2}
    assert conflict.Outlook(made).solved.readings > 1


def test_a_threat_is_credible_or_not_as_the_reader_says() -> None:
    """Unknown runs both; a bluff counts for nothing; only a threat can be toggled."""
    outlook = conflict.Outlook(quarrel().model())
    readings = {}
    for belief in ("unknown", "credible", "bluff"):
        readings[belief] = outlook.believing({"arda-acts-trade": belief}).solved.readings
    assert readings["unknown"] == readings["credible"] + readings["bluff"]
    with pytest.raises(BadConflict, match="“belisk-yields-water” is no threat in this model: arda-acts-trade"):
        outlook.believing({"belisk-yields-water": "bluff"})


OUT = [
    ({"history": True}, "background"),
    ({"modality": "hypothetical"}, "what is only imagined"),
    ({"modality": "negated"}, "what is said not to be so"),
]


@pytest.mark.parametrize(("fields", "why"), OUT)
def test_what_tells_nothing_of_the_present_stays_out(fields: dict[str, object], why: str) -> None:
    """Background, the imagined and the negated make no premise."""
    crisis = quarrel()
    before = stated(crisis.model())
    crisis.tell("Arda", "DEMAND", "Arda wanted Belisk to cut its duty.", to="Belisk", issue="sanctions", **fields)
    assert stated(crisis.model()) == before, why


def test_what_one_report_has_and_the_machine_doubts_is_parked() -> None:
    """An unsure move waits for a second independent report, or for a person."""
    crisis = quarrel()
    words = "Arda may want Belisk to cut its duty."
    first = crisis.tell("Arda", "DEMAND", words, to="Belisk", issue="sanctions", confidence=0.3)
    made = crisis.model()
    (option,) = [option for option in made.options if option.issue == "sanctions"]
    assert option.parked.startswith("one report alone has it")
    crisis.copy(first)
    assert "belisk-yields-sanctions" not in chosen(crisis.model())
    crisis.tell("Arda", "DEMAND", words, to="Belisk", issue="sanctions", confidence=0.3)
    assert "belisk-yields-sanctions" in chosen(crisis.model())
    assert "belisk-yields-sanctions" in chosen(
        conflict_of(quarrel(), words).model(judgements=[judged(option.id, "accept")])
    )


def conflict_of(crisis: Crisis, words: str) -> Crisis:
    """The quarrel with one unsure demand more."""
    crisis.tell("Arda", "DEMAND", words, to="Belisk", issue="sanctions", confidence=0.3)
    return crisis


def test_what_others_say_of_a_side_is_no_wish_of_it_for_sure() -> None:
    """A demand that somebody else alleges may not be meant; one in the side's own words is."""
    crisis = quarrel()
    crisis.tell("Belisk", "DEMAND", "Belisk wants Arda to pay, Arda says.", to="Arda", issue="trade", speaker="x")
    crisis.tell(
        "Belisk", "DEMAND", "Belisk wants troops gone.", to="Arda", issue="troops", reported_by="s", modality="reported"
    )
    found = {wish.statement: wish.credibility for wish in crisis.model().preferences}
    assert found["arda-yields-troops"] == "unknown"


def test_a_mediator_is_context() -> None:
    """Who brings the others together, and against whom nobody acts, is no decision maker until a person says so."""
    crisis = quarrel()
    crisis.parties = ("Arda", "Belisk", "Corve")
    crisis.tell("Corve", "MEDIATE", "Corve brought both sides to one table.", to="Arda;Belisk")
    crisis.tell("Corve", "REQUEST", "Corve appealed to Belisk to open the sluices.", to="Belisk", issue="water")
    made = crisis.model()
    (corve,) = [party for party in made.parties if party.name == "Corve"]
    assert (corve.maker, corve.reason) == (False, "it brings the others together")
    assert not [wish for wish in made.preferences if wish.maker == corve.actor]
    again = crisis.model(judgements=[judged(corve.id, "accept")])
    assert [party.gate for party in again.parties if party.name == "Corve"] == ["confirmed"]


def test_what_is_asked_of_an_ally_is_asked_of_the_side_addressed_with_it() -> None:
    """A league that does nothing of its own, but is addressed together with one party, stands behind that party."""
    crisis = quarrel()
    crisis.parties = ("Arda", "Belisk", "The League")
    crisis.tell("Arda", "DEMAND", "Arda demanded guarantees of both.", to="Belisk;The League", issue="sanctions")
    crisis.tell("Arda", "DEMAND", "Arda demanded that its bases go.", to="The League", issue="troops")
    assert {"belisk-yields-sanctions", "belisk-yields-troops"} <= set(chosen(crisis.model()))


def test_a_copy_changes_nothing() -> None:
    """A reprint adds a report, and no voice, statement, option or tier."""
    crisis = quarrel()
    before = crisis.model()
    for move in list(crisis.moves):
        crisis.copy(move)
    after = crisis.model()
    assert stated(after) == stated(before)
    assert conflict.assembled(after).makers != () and _shape(after) == _shape(before)
    assert [o.support.voices for o in after.options] == [o.support.voices for o in before.options]


def _shape(proposal: object) -> object:
    made = conflict.assembled(proposal)  # type: ignore[arg-type]
    return [
        (m.name, [(o.name, o.text) for o in m.options], [(p.statement, p.tier, p.quote) for p in m.preferences])
        for m in made.makers
    ]


def test_other_names_permute_the_model() -> None:
    """Parties that are called otherwise have the same options, wishes and equilibria under their other names."""
    renamed = {"Arda": "Zelkova", "Belisk": "Mirrane"}

    def told(names: dict[str, str]) -> Crisis:
        crisis = Crisis(parties=tuple(names.values()))
        one, two = names.values()
        crisis.tell(one, "DEMAND", f"{one} demanded that {two} open the sluices.", to=two, issue="water")
        crisis.tell(two, "REJECT", f"{two} refused.", issue="water")
        words = f"{one} will close its markets if {two} keeps the sluices shut."
        crisis.tell(one, "THREATEN", words, to=two, issue="trade", condition=f"if {two} keeps the sluices shut")
        return crisis

    before = conflict.Outlook(told({name: name for name in renamed}).model())
    after = conflict.Outlook(told(renamed).model())

    def held(outlook: conflict.Outlook, names: dict[str, str]) -> set[tuple[frozenset[str], tuple[int, ...]]]:
        options = [option.name for option in outlook.solved.model.options]
        found = set()
        for row in outlook.equilibria():
            acts = {name for name, letter in zip(options, row.state, strict=True) if letter == "Y"}
            for old, new in names.items():
                acts = {act.replace(old.lower(), new.lower()) for act in acts}
            found.add((frozenset(acts), row.counts))
        return found

    assert held(before, renamed) == held(after, {})
    assert held(after, {})


def test_without_its_sources_a_premise_goes() -> None:
    """A model rests on its reports: the refusal that nobody reports any more is no longer in it."""
    crisis = quarrel()
    crisis.moves = [move for move in crisis.moves if move.code != "REJECT"]
    assert ("Belisk", 2, "NOT belisk-yields-water") not in stated(crisis.model())


def test_as_of_a_day_later_moves_are_unknown() -> None:
    """Only what was known by then is in the model."""
    crisis = quarrel()
    crisis.tell("Belisk", "OFFER", "Belisk would open two sluices.", issue="water", day="2031-03-09")
    assert stated(crisis.model(as_of="2031-03-08")) == stated(quarrel().model())
    assert stated(crisis.model(as_of="2031-03-09")) != stated(quarrel().model())


def test_more_than_twelve_options_are_parked() -> None:
    """The options about which most parties feel most firmly stay; the rest waits, with the reason."""
    crisis = quarrel()
    for at in range(15):
        words = f"Arda demanded that Belisk do thing {at}."
        crisis.tell("Arda", "DEMAND", words, to="Belisk", issue=f"~matter{chr(97 + at)}")
    made = crisis.model()
    assert len(chosen(made)) == 12
    assert "belisk-yields-water" in chosen(made)
    parked = [option for option in made.options if option.parked]
    assert {option.parked for option in parked} == {"more than 12 options: others matter more to more parties"}
    confirmed = [judged(option.id, "accept") for option in made.options]
    everything = crisis.model(judgements=confirmed)
    assert len(chosen(everything)) == 17
    assert len(chosen(crisis.model(options=conflict.Derivation(options=4)))) == 4


def test_the_order_of_reports_changes_nothing() -> None:
    """Moves, actors and articles in any order give the same proposal."""
    crisis = quarrel()
    first = crisis.model()
    crisis.articles.reverse()
    crisis.parties = crisis.parties[::-1]
    assert crisis.model() == first


FAULTS = [
    ([], "no party is in the record"),
    ([("Arda", "ASSESS", "Arda is hopeful.")], "no party is in the record"),
    ([("Arda", "THREATEN", "Arda will act.")], "no party in the record has an option of its own that concerns another"),
]


@pytest.mark.parametrize(("moves", "fault"), FAULTS)
def test_too_few_parties_are_one_clear_line(moves: list[tuple[str, str, str]], fault: str) -> None:
    """Where nobody, or one alone, has anything to decide there is no conflict, and one line says so."""
    crisis = Crisis()
    for by, code, words in moves:
        crisis.tell(by, code, words)
    with pytest.raises(BadConflict, match=fault):
        conflict.Outlook(crisis.model()).equilibria()


def test_a_turn_is_a_day_that_changed_what_holds() -> None:
    """Each has the states that hold since or no longer, the statements that came, and the moves that brought them."""
    crisis = quarrel()
    late = crisis.tell("Belisk", "OFFER", "Belisk would open two sluices.", issue="water", day="2031-03-09")
    days = ["2031-03-06", "2031-03-07", "2031-03-08", "2031-03-09"]
    outlook = conflict.Outlook(crisis.model(), known=lambda day: crisis.model(as_of=day), days=days)
    first, second = outlook.turns()
    assert (first.day, second.day) == ("2031-03-07", "2031-03-09")
    assert first.lost == () and first.gained
    assert "belisk-yields-water" in {wish.statement for wish in second.new}
    assert second.moves == (late.id,)
    assert conflict.Outlook(crisis.model()).turns() == ()


@st.composite
def crises(draw: st.DrawFn) -> Crisis:
    """Any moves of four sides in any order, some conditional, some doubtful, some of no issue."""
    names = ("Arda", "Belisk", "Corve", "Doran")
    crisis = Crisis(parties=names)
    for at in range(draw(st.integers(0, 25))):
        one, other = draw(st.permutations(names))[:2]
        condition = draw(st.sampled_from([None, f"if {other} attacks", "unless they pay", "if, if (", "IFF NOT"]))
        crisis.tell(
            one,
            draw(st.sampled_from(sorted(codes()))),
            f"{one} said number {at} of {other}{f' {condition}' if condition else ''}",
            to=draw(st.sampled_from(["", other, f"{other};{names[0]}"])),
            issue=draw(st.sampled_from(["", "water", "troops", "status of talks", "~NN-Y", "~…", "~if"])),
            condition=condition,
            modality=draw(st.sampled_from(["stated", "negated", "conditional", "future", "hypothetical", "reported"])),
            confidence=draw(st.sampled_from([0.2, 0.9])),
            day=draw(st.sampled_from(["2031-03-05", "2031-03", "2031", "2031-03-07"])),
        )
    return crisis


@given(crises())
@settings(max_examples=60)
def test_any_record_gives_a_proposal_and_a_conflict_or_one_line(crisis: Crisis) -> None:
    """Whatever was coded, the model rests on moves of the record, is the same twice, and is solved or refused."""
    made = crisis.model()
    assert made == crisis.model()
    known = {move.id for move in crisis.moves}
    assert all(set(one.moves) <= known for one in (*made.options, *made.preferences))
    assert len({one.name for one in made.options}) == len(made.options)
    try:
        built = conflict.assembled(made)
        assert conflict.parse(conflict.written(built)) == built
        conflict.Outlook(made, conflict.Options(readings=3)).equilibria(limit=1)
    except BadConflict as fault:
        assert "\n" not in str(fault)


@given(crises())
@settings(max_examples=40)
def test_copies_of_any_report_change_no_model(crisis: Crisis) -> None:
    """When every report is reprinted, no option, statement, tier, gate or value of now is another."""
    before = crisis.model()
    for move in list(crisis.moves):
        crisis.copy(move)
    after = crisis.model()
    assert [_said(one) for one in after.options] == [_said(one) for one in before.options]
    assert [_said(one) for one in after.preferences] == [_said(one) for one in before.preferences]
    assert [(p.name, p.maker, p.reason) for p in after.parties] == [(p.name, p.maker, p.reason) for p in before.parties]


def _said(one: object) -> dict[str, object]:
    """An element without what counts its reports."""
    return {f.name: getattr(one, f.name) for f in fields(one) if f.name not in ("moves", "support")}  # type: ignore[arg-type]
