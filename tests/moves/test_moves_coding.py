"""What becomes a move: invented sentences with two states, Norland and Southmark, and one minister."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import moves
from communique.data import Actor, Anchor, Cast, Mention, Move
from communique.vocabulary.codebook import codes
from factories import article, statement

STATES = ("Norland", "Southmark", "Eastmere")
MINISTER = "Orla Venn"
ANALYST = "Piet Amsel"


def cast(of):
    """Three states, Norland's minister and a private analyst, wherever their names stand."""
    actors = [Actor(id=name, name=name, kind="state", side=name) for name in STATES]
    actors += [Actor(id=MINISTER, name=MINISTER, kind="person", side="Norland")]
    office = ("analyst", Anchor(article_id=of.id, start=0, end=1, exact=of.text[:1]))
    actors += [Actor(id=ANALYST, name=ANALYST, kind="person", offices=(office,))]
    mentions = [
        Mention(
            anchor=Anchor(article_id=of.id, start=found.start(), end=found.end(), exact=found[0]),
            actor=actor.id,
            form="name",
            reason="test",
        )
        for actor in actors
        for found in re.finditer(actor.name, of.text)
    ]
    return Cast(article_id=of.id, actors=tuple(actors), mentions=tuple(mentions), speakers={})


def read(text: str, *said: tuple[str, str, str], **fields) -> tuple[Move, ...]:
    """The moves of ``text``; each of ``said`` is a content, its source and its cue."""
    of = article(text, **fields)
    statements = [statement(of, content, source=source, cue=cue) for content, source, cue in said]
    speakers = {s.id: source for s, (_, source, _) in zip(statements, said, strict=True)}
    base = cast(of)
    whole = Cast(article_id=of.id, actors=base.actors, mentions=base.mentions, speakers=speakers)
    return moves.code(of, statements, whole).moves


def brief(move: Move) -> tuple[str, str, str, str]:
    """A move as code, actors, recipients and modality."""
    return move.code, "+".join(move.actors), "+".join(move.recipients), move.modality


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland threatened to attack Southmark.", ("THREATEN", "Norland", "Southmark", "stated")),
        ("Norland rejected the plan.", ("REJECT", "Norland", "", "stated")),
        ("Norland has fired no rockets.", ("ATTACK", "Norland", "", "negated")),
        ("Norland called on Southmark to leave, or else it would close the port.",
         ("ULTIMATUM", "Norland", "Southmark", "conditional")),
        ("Norland and neighbouring Southmark signed the accord.", ("SIGN", "Norland+Southmark", "", "stated")),
        ("Norland’s army trained side by side last month.", ("COOPERATE", "Norland", "", "stated")),
        ("Norland has closed the valley road to all traffic.", ("COERCE", "Norland", "", "stated")),
        ("Norland called its delegation home.", ("SUSPEND_TALKS", "Norland", "", "stated")),
        ("Norland called its ambassador home for consultations.", ("SANCTION", "Norland", "", "stated")),
        ("Norland gave Southmark until Friday to clear its debt or see the pumps stop.",
         ("ULTIMATUM", "Norland", "Southmark", "stated")),
        ("Norland brushed aside the charge that it had throttled the line.", ("DENY", "Norland", "", "stated")),
        ("Norland wants every crown of it paid.", ("DEMAND", "Norland", "", "stated")),
        ("Norland would no longer pursue the interest on the loan.", ("CONCEDE", "Norland", "", "stated")),
        ("Norland told Southmark to withdraw its guards.", ("DEMAND", "Norland", "Southmark", "stated")),
        ("Norland stuck to its guns.", ("STATE_POSITION", "Norland", "", "stated")),
        ("Norland was having none of it.", ("REJECT", "Norland", "", "stated")),
        ("Norland missed a payment on the bond.", ("VIOLATE", "Norland", "", "stated")),
        ("Norland rolled over the loan.", ("CONCEDE", "Norland", "", "stated")),
        ("Norland gave the new price short shrift.", ("REJECT", "Norland", "", "stated")),
        ("Norland has begun looking into the price formula.", ("INVESTIGATE", "Norland", "", "stated")),
        ("Norland started sending Southmark gas on Monday.", ("AID", "Norland", "Southmark", "stated")),
        ("Norland was under no illusion about the round.", ("ASSESS", "Norland", "", "stated")),
        ("The plan was rejected by Norland.", ("REJECT", "Norland", "", "stated")),
        ("Norland has called for calm in the valley.", ("REQUEST", "Norland", "", "stated")),
        ("Norland demanded that Southmark leave the ridge.", ("DEMAND", "Norland", "Southmark", "stated")),
        ("Norland offered to lift the duty if Southmark opens up.", ("OFFER", "Norland", "Southmark", "conditional")),
        ("Norland massed 4,000 troops on its border with Southmark.", ("DEPLOY", "Norland", "Southmark", "stated")),
        ("Norland and Southmark held talks on Thursday.", ("MEET", "Norland+Southmark", "", "stated")),
        ("Norland signed a border treaty with Southmark.", ("SIGN", "Norland", "Southmark", "stated")),
        ("Norland walked out of the talks.", ("SUSPEND_TALKS", "Norland", "", "stated")),
        ("Norland freed nine prisoners.", ("DE_ESCALATE", "Norland", "", "stated")),
        ("Norland shelled a Southmark village.", ("ATTACK", "Norland", "Southmark", "stated")),
        ("Norland, which borders Southmark, expelled two diplomats.", ("SANCTION", "Norland", "", "stated")),
        ("Norland has not agreed to the plan.", ("ACCEPT", "Norland", "", "negated")),
        ("Norland will not sign the treaty.", ("REJECT", "Norland", "", "stated")),
        ("Norland declined to comment.", ("DECLINE_COMMENT", "Norland", "", "stated")),
        ("Norland welcomed the decision by Southmark.", ("SUPPORT", "Norland", "Southmark", "stated")),
        ("Officials in Norland condemned the raid.", ("CRITICISE", "Norland", "", "stated")),
        ("The foreign minister of Norland proposed a joint patrol.", ("PROPOSE", "Norland", "", "stated")),
        ("Eastmere brokered a truce with Southmark.", ("MEDIATE", "Eastmere", "Southmark", "stated")),
    ],
)  # fmt: skip
def test_what_the_outlet_reports_becomes_a_move(text, expected):
    """An act told in the outlet's own voice has its code, its actors, its recipients and its modality."""
    assert [brief(move) for move in read(text)] == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Southmark would face massive consequences", ("THREATEN", "Norland", "Southmark", "stated")),
        (
            "Southmark would face massive consequences if it invaded",
            ("THREATEN", "Norland", "Southmark", "conditional"),
        ),
        ("we will not allow anyone to close the strait", ("REJECT", "Norland", "", "stated")),
        ("Southmark must withdraw its troops", ("DEMAND", "Norland", "Southmark", "stated")),
        ("Southmark had massed troops at the port", ("DEPLOY", "Southmark", "", "reported")),
        ("the proposal is a non-starter", ("REJECT", "Norland", "", "stated")),
        ("there had been no progress", ("ASSESS", "Norland", "", "stated")),
        ("we have no intention of attacking Southmark", ("DENY", "Norland", "Southmark", "stated")),
    ],
)
def test_what_a_minister_says_is_an_act_of_the_state(content, expected):
    """In a minister's words the state acts; what is said of another's deed is that deed, reported."""
    found = read(f"Orla Venn said {content}.", (content, MINISTER, "said"))
    assert [brief(move) for move in found] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norland and Southmark differ. Both sides agreed to meet again.",
            ("ACCEPT", "Norland+Southmark", "", "stated"),
        ),
        ("Norland met Eastmere. Negotiators agreed to go on.", ("ACCEPT", "Eastmere+Norland", "", "stated")),
        ("Norland faces Southmark. Little was settled after the talks.", ("MEET", "Norland+Southmark", "", "stated")),
    ],
)
def test_both_sides_are_the_parties_of_the_article(text, expected):
    """ "Both sides" and bare "negotiators" are the two parties that the article speaks of most."""
    assert brief(read(text)[-1]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norland asked not to be named.",
        "Norland spoke on condition of anonymity.",
        "No deal is in sight, provided Norland lifts the ban.",
    ],
)
def test_idioms_are_no_acts(text):
    """Wordings that only look like a trigger give no move."""
    assert read(text) == ()


def test_reported_deeds_name_the_statement_that_alleges_them():
    """A deed told by an opponent carries the id of the statement; an own act carries the speaker."""
    told, own = (
        read(f"Orla Venn said {content}.", (content, MINISTER, "said"))[0]
        for content in ("Southmark had shelled the port", "Southmark must withdraw")
    )
    assert told.reported_by is not None
    assert told.speaker is None
    assert own.reported_by is None
    assert own.speaker == MINISTER


@pytest.mark.parametrize(
    ("text", "code", "condition"),
    [
        ("Norland will slap a duty on steel unless the levy goes.", "ULTIMATUM", "unless the levy goes"),
        ("If Southmark closes the port, Norland will impose sanctions.", "THREATEN", "If Southmark closes the port"),
        ("Norland offered to free the crew in exchange for fuel.", "OFFER", "in exchange for fuel"),
    ],
)  # fmt: skip
def test_conditions_are_quoted(text, code, condition):
    """What an act hangs on is kept in the words of the article."""
    (move,) = read(text)
    assert (move.code, move.condition, move.modality) == (code, condition, "conditional")


def test_an_accusation_holds_the_alleged_deed():
    """ "Accused X of massing troops" is an accusation, and a deployment on the accuser's word."""
    found = read("Norland accused Southmark, which annexed the delta in 2019, of massing troops.")
    assert [(move.code, move.actors, move.modality) for move in found] == [
        ("ACCUSE", ("Norland",), "stated"),
        ("COERCE", ("Southmark",), "stated"),
        ("DEPLOY", ("Southmark",), "reported"),
    ]
    assert [(move.when, move.history) for move in found] == [(None, False), ("2019", True), (None, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said Norland could attack Southmark.",
        "Norland is a mountainous country.",
        "Critics of Norland rejected the plan.",
        "Norland’s allies condemned the raid.",
        "There are fears that Norland will attack Southmark.",
        "The attack was the third this year.",
        "Norland has the means to attack.",
    ],
)
def test_no_act_no_move(text):
    """Speculation, description, and the acts of nobody known give no move."""
    assert read(text) == ()


def test_an_analyst_makes_no_move():
    """What somebody who belongs to no party says is not a move at the table."""
    said = "Norland must withdraw"
    assert read(f"Piet Amsel said {said}.", (said, ANALYST, "said")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norland’s minister met families freed last week by Southmark.",
        "The war between herders and Norland’s farmers has left 90 dead.",
    ],
)
def test_what_only_describes_is_no_attack_and_no_release(text):
    """A participle that tells which people are meant, or a war's toll, is no act of the party named beside it."""
    assert {"DE_ESCALATE", "ATTACK"}.isdisjoint(move.code for move in read(text))


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("“The port is ours,” Orla Venn said.", "The port is ours", "“The port is ours,” Orla Venn said."),
        (
            "“The talks are long and the mood in the hall is hopeless,” Orla Venn said.",
            "The talks are long and the mood in the hall is hopeless",
            "The talks are long and the mood in the hall is hopeless",
        ),
    ],
)
def test_evidence_is_a_clause_that_can_be_read(text, said, shown):
    """A move shows the whole of what was said, or its short sentence, and never a scrap."""
    assert {move.evidence[0].exact for move in read(text, (said, MINISTER, "said"))} == {shown}


def test_somebody_at_an_institute_acts_for_nobody():
    """A person whom the article places at an institute makes no move."""
    text = "Vera Holm of the Institute for River Studies criticised the plan."
    of = article(text)
    who = Actor(id="Vera Holm", name="Vera Holm", kind="person")
    place = Mention(
        anchor=Anchor(article_id=of.id, start=0, end=9, exact="Vera Holm"), actor=who.id, form="name", reason="test"
    )
    assert moves.code(of, (), Cast(article_id=of.id, actors=(who,), mentions=(place,), speakers={})).moves == ()


def test_low_confidence_can_be_left_out():
    """A higher bar keeps fewer moves."""
    of = article("Norland rejected the plan.")
    assert moves.code(of, (), cast(of), options=moves.Options(confidence=0.95)).moves == ()


def test_ids_do_not_depend_on_the_code():
    """A move's id comes from its place, so that a judgement survives better rules."""
    first, second = read("Norland rejected the plan."), read("Norland rejected the plan.")
    assert [move.id for move in first] == [move.id for move in second]


@given(st.text(max_size=300))
def test_odd_text_gives_exact_anchors(text):
    """Any text is read without failing, and every anchor quotes it exactly."""
    of = article(f"Norland said it rejected {text}, and Southmark attacked.")
    for move in moves.code(of, (), cast(of)).moves:
        for place in (move.trigger, *move.evidence):
            assert of.text[place.start : place.end] == place.exact
        assert move.code in codes()
        assert 0 < move.confidence <= 1


def test_time_grows_with_the_text():
    """A hundred times the text takes about a hundred times the work: one long line is read in a second."""
    of = article("Norland rejected the plan, and " * 3000)
    assert len(moves.code(of, (), cast(of)).moves) >= 1


def test_an_accusation_set_in_commas_is_its_speakers() -> None:
    """Who "charged" between two halves of a charge is the accuser, and the one named before it is not."""
    text = "The Southmark board, Orla Venn charged, had padded the bills."
    moved = read(text, ("had padded the bills", MINISTER, "charged"))
    assert [(m.code, m.actors) for m in moved] == [("ACCUSE", ("Norland",))]


def test_settled_accounts_and_fees_charged_are_no_moves() -> None:
    """Paying a bill accepts nothing, and charging for a service accuses nobody."""
    assert not read("Norland has been charging for storage.")
    assert not read("Southmark had settled its account.")


def test_a_denial_after_a_blame_put_down_to_something_counts() -> None:
    """ "Puts that down to drought and denies" holds two acts: "that" opens no clause there."""
    found = read("Norland puts that down to drought and denies holding back water.")
    assert [move.code for move in found] == ["ACCUSE", "DENY"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland fishermen were being held in Southmark ports.", ("COERCE", "Southmark", "Norland", "stated")),
        (
            "Two Norland boats had been seized off the cape early that same morning by the navy of Southmark.",
            ("COERCE", "Southmark", "Norland", "stated"),
        ),
        ("The talks were chaired by Eastmere.", ("MEDIATE", "Eastmere", "", "stated")),
        ("Norland put its ultimatum off for a week.", ("CONCEDE", "Norland", "", "stated")),
        ("Norland put a compromise text to both sides.", ("PROPOSE", "Norland", "", "stated")),
        ("Norland no longer objects to inspectors.", ("CONCEDE", "Norland", "", "stated")),
        ("Norland was forced to walk back its demand.", ("CONCEDE", "Norland", "", "stated")),
        ("Norland appeared to backtrack on Monday.", ("CONCEDE", "Norland", "", "stated")),
        (
            "Norland seized on the moment of calm to call on Southmark to talk.",
            ("REQUEST", "Norland", "Southmark", "stated"),
        ),
        ("Norland used the term to demand that Southmark leave.", ("DEMAND", "Norland", "Southmark", "stated")),
        ("Norland went out of its way on Monday to praise Southmark.", ("SUPPORT", "Norland", "Southmark", "stated")),
        ("Norland has started the process of levying tariffs on steel.", ("SANCTION", "Norland", "", "stated")),
        ("Norland pledged to impose tariffs on Southmark.", ("THREATEN", "Norland", "Southmark", "stated")),
        ("Norland pledged to lift the tariffs on Southmark.", ("OFFER", "Norland", "Southmark", "stated")),
        ("Norland intends to terminate NAFTA.", ("REJECT", "Norland", "", "future")),
    ],
    ids="whose-ports by-far-behind chaired put-off put-to no-longer forced appeared seized-on used way process "
    "pledged-harm pledged-good treaty-by-name".split(),
)
def test_who_does_what_is_told_in_other_words(text, expected):
    """Who holds others is told by the place, who did a thing by a "by" further on, and what is put off is conceded."""
    assert expected in {brief(move) for move in read(text)}


def test_what_is_announced_at_a_meeting_is_no_meeting():
    """ "Announced at a party meeting" invites nobody; "announced a meeting" does."""
    assert not [m for m in read("Norland announced at a party meeting that it was late.") if m.code == "INVITE"]
    assert [m for m in read("Norland announced a new meeting with Southmark.") if m.code in ("INVITE", "MEET")]


def test_two_who_say_it_both_do_it():
    """What "Norland and Southmark said" is an act of both; a friend of theirs is neither."""
    said = "the tariffs are unacceptable"
    of = article(f"Norland and Southmark said {said}. A friend of Norland and Southmark said that {said} too.")
    base = cast(of)
    for source, both in (("Norland and Southmark", 2), ("A friend of Norland and Southmark", 1)):
        told = statement(of, said, source=source, cue="said")
        whole = Cast(article_id=of.id, actors=base.actors, mentions=base.mentions, speakers={told.id: "Norland"})
        assert {len(move.actors) for move in moves.code(of, [told], whole).moves} == {both}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norland insisted that the fleet was ready to leave.", "STATE_POSITION"),
        ("Norland insisted that Southmark must open the port.", "DEMAND"),
        ("Norland insisted on an open port.", "DEMAND"),
    ],
)
def test_what_is_insisted_on(text, code):
    """Who insists that something is so holds a position; who insists that it must be, or on it, demands it."""
    assert {move.code for move in read(text)} == {code}


def test_retaliation_of_others_is_no_threat_of_the_speaker():
    """ "We will retaliate" threatens; "even if they retaliate" and "would not retaliate" do not."""
    for said, threat in (
        ("we will retaliate", True),
        ("talks go on even if they retaliate", False),
        ("it would not retaliate", False),
    ):
        found = read(f"{MINISTER} said {said}.", (said, MINISTER, "said"))
        assert ("THREATEN" in {move.code for move in found}) is threat


def test_what_was_shot_down_is_no_threat():
    """ "Will be shot down" threatens; "was shot down" tells what happened."""
    for said, threat in (("any drone would be shot down", True), ("the airliner was shot down", False)):
        found = read(f"{MINISTER} said {said}.", (said, MINISTER, "said"))
        assert ("THREATEN" in {move.code for move in found}) is threat


def test_nobody_holds_his_own_people_and_says_so():
    """What is told of one's own citizens without an agent is not one's own act."""
    said = "68 Norland fishermen will be detained"
    found = read(f"{MINISTER} said {said}.", (said, MINISTER, "said"))
    assert not [move for move in found if move.code == "COERCE" and move.actors == ("Norland",)]


def test_who_reports_a_session_is_not_at_it():
    """Where a report tells of talks without saying whose, they are those of its two parties."""
    text = (
        "Norland and Southmark met. Southmark and Norland said little. "
        "The session has been moved to 12 March, Eastmere let it be known."
    )
    (ahead,) = [move for move in read(text) if move.code == "MEET" and move.when == "2031-03-12"]
    assert (ahead.actors, ahead.modality) == (("Norland", "Southmark"), "future")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norland's delegation walked out for two hours in protest.", "SUSPEND_TALKS"),
        ("Dockers walked out over pay in Norland.", "PROTEST"),
    ],
)
def test_a_delegation_that_walks_out_leaves_talks(text, code):
    """Who walks out of a room leaves talks, and who walks out of work is on strike; never the other way round."""
    assert {move.code for move in read(text)} <= {code}
