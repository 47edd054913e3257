"""Ordinary and idiomatic ways of acting, read by the rules alone; all reports are invented."""

from __future__ import annotations

import pytest

from communique import actors, moves, statements
from communique.data import Move
from communique.moves.modality import mood
from communique.moves.scene import scene, stage
from factories import article


def read(text: str) -> list[Move]:
    """The moves of a report, through the rooms as the pipeline runs them without an encoder."""
    of = article(text)
    said = statements.extract(of)
    return list(moves.code(of, said, actors.resolve(of, said)).moves)


def brief(text: str) -> list[tuple[str, str]]:
    """The code and the modality of each move of a report."""
    return [(move.code, move.modality) for move in read(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenya brushed aside the proposal of the bank.", "REJECT"),
        ("Kenya has vowed not to move ahead with the accord.", "REJECT"),
        ("Kenya and Egypt announced that a 25% tariff on wool will end in a week.", "CONCEDE"),
        ("Kenya agreed to postpone a planned tariff hike.", "CONCEDE"),
        ("Kenya hammered out a compromise with Egypt.", "ACCEPT"),
        ("Kenya said it remained open to settling the matter.", "OFFER"),
        ("Kenya would increase imports of tea, its minister said.", "OFFER"),
        ("Kenya's conditions include an end to the blockade.", "DEMAND"),
        ("Kenya unveiled a peace plan.", "PROPOSE"),
        ("Kenya called the deal a positive step.", "SUPPORT"),
        ("Kenya said it stood by Egypt.", "SUPPORT"),
        ("Kenya would have none of the plan.", "REJECT"),
        ("Kenya turned its back on the plan.", "REJECT"),
        ("Kenya insisted that it would never sign.", "REJECT"),
        ("Kenya was forced to issue an apology.", "CONCEDE"),
        ("Kenya placed sanctions on two banks.", "SANCTION"),
        ("Kenya increased the duty on wool.", "SANCTION"),
        ("Kenya launched rockets at the port.", "ATTACK"),
        ("Kenya's senate voted on Monday to oppose the pact.", "REJECT"),
        ("Kenya wants guarantees from Egypt.", "DEMAND"),
        ("Kenya's and Egypt's talks collapsed.", "SUSPEND_TALKS"),
        ("Kenya laughed off the charge.", "DENY"),
        ("Kenya had no hand in the raid.", "DENY"),
        ("Kenya would neither admit nor deny the raid.", "DECLINE_COMMENT"),
        ("Kenya has nothing to say about the raid.", "DECLINE_COMMENT"),
        ("Kenya made no attempt to deny the raid.", "CONFIRM"),
        ("Kenya came back with its own text.", "PROPOSE"),
        ("Kenya gave its word that the port would open.", "OFFER"),
        ("Kenya can live with the text.", "ACCEPT"),
        ("Kenya raised no objection.", "ACCEPT"),
        ("Kenya set aside its demand for a pause.", "CONCEDE"),
        ("Kenya quietly shelved its claim to the delta.", "CONCEDE"),
        ("Kenya expressed deep regret over the shots.", "CONCEDE"),
        ("Kenya regretted the long delay.", "CRITICISE"),
        ("Kenya has bidden Egypt to the capital.", "INVITE"),
        ("Kenya turned to Egypt for grain.", "REQUEST"),
        ("Kenya wants every launcher removed.", "DEMAND"),
        ("Kenya wants to see the base gone.", "DEMAND"),
        ("Kenya holds to its view that the delta is open.", "STATE_POSITION"),
        ("Kenya played down the prospects of a deal.", "ASSESS"),
        ("Kenya took a dim view of the ban.", "CRITICISE"),
        ("Kenya spoke warmly of the plan.", "SUPPORT"),
        ("Kenya put its signature to the treaty.", "SIGN"),
        ("Kenya called a halt to the talks.", "SUSPEND_TALKS"),
        ("Kenya pulled the plug on the talks.", "SUSPEND_TALKS"),
        ("Kenya swapped radar pictures with Egypt.", "COOPERATE"),
        ("Kenya got tents through to the camp.", "AID"),
        ("Kenya sealed its frontier with Egypt.", "SANCTION"),
        ("Kenya went back on its word.", "VIOLATE"),
        ("Kenya is looking at the general's accounts.", "INVESTIGATE"),
    ],
)
def test_idioms_of_diplomacy(text, code):
    """An act told in an idiom is coded as the plain verb would be."""
    assert brief(text) == [(code, "stated")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya will not lift the ban, its envoy said.", [("REJECT", "stated")]),
        ("Kenya will free the crew, its spokesman said.", [("DE_ESCALATE", "future")]),
        ("Kenya would free the crew if Egypt paid, its spokesman said.", [("OFFER", "conditional")]),
        ("Kenya may recall its ambassador.", [("SANCTION", "hypothetical")]),
        ("Kenya complained that Egypt had shelled the port.", [("CRITICISE", "stated"), ("ATTACK", "reported")]),
        ("Kenya rejected Egypt's offer to talk.", [("REJECT", "stated"), ("OFFER", "stated")]),
        ("Kenya has yet to withdraw its troops.", [("DE_ESCALATE", "negated")]),
        ("Kenya dropped its threat to close the port and undertook to dredge it.",
         [("CONCEDE", "stated"), ("OFFER", "stated")]),
        ("“Hand over the crew,” said Kenya.", [("DEMAND", "stated")]),
        ("Kenya said the guards did not hand over the crew.", []),
        ("“Let them try,” said Kenya.", [("THREATEN", "stated")]),
        ("Kenya asked about the crew.", []),
        ("Kenya asked Egypt for grain.", [("REQUEST", "stated")]),
    ],
)  # fmt: skip
def test_how_an_act_is_meant(text, expected):
    """A spokesman tells his own side's acts; what may be is hypothetical; what is charged is reported."""
    assert brief(text) == expected


def test_a_crowd_that_blocks_a_road_protests():
    """What a state does to coerce, a crowd does in protest."""
    assert brief("Kenya blocked the crossing.") == [("COERCE", "stated")]
    assert [code for code, _ in brief("Truckers blocked the crossing in Kenya.")] in ([], ["PROTEST"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not all ministers in Kenya welcomed the plan.", [("SUPPORT", "negated")]),
        ("Tension rose amid fears that Kenya would attack.", []),
        ("Kenya failed to attend the talks.", [("REJECT", "stated")]),
    ],
)
def test_what_is_not_done(text, expected):
    """What its own subject denies is negated; fears are nobody's act."""
    assert brief(text) == expected


def test_a_plain_failure():
    """To fail at something is no refusal."""
    assert "REJECT" not in {code for code, _ in brief("Kenya failed to lift the ban on Egypt.")}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kenya stopped short of accusing Egypt of theft.", "accusing", "negated"),
        ("Kenya refrained from attacking Egypt.", "attacking", "negated"),
        ("Kenya steered clear of the dispute.", "steered", "negated"),
        ("Kenya steered a ship into the port.", "steered", "stated"),
        ("Kenya left, accusing Egypt of theft.", "accusing", "stated"),
    ],
)
def test_what_is_avoided(text, word, expected):
    """An act that somebody stops short of, or steers clear of, is not done."""
    of = article(text)
    said = statements.extract(of)
    sentence = scene(stage(of, said, actors.resolve(of, said)), 0, len(text))
    at = sentence.low.index(word)
    assert mood(sentence, at, at + 1).modality == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenya announced it would lift the ban on Egypt.", "CONCEDE"),
        ("Kenya announced a ban on Egypt.", "SANCTION"),
        ("Kenya ordered the ministry to investigate Egypt.", "INVESTIGATE"),
        ("Kenya offered muted praise for the plan.", "SUPPORT"),
        ("Kenya will hold Egypt accountable for the attack.", "THREATEN"),
        ("Kenya questioned the validity of the vote.", "CRITICISE"),
        ("Kenya approved the deployments.", "DEPLOY"),
        ("Kenya expressed regret over Egypt's withdrawal.", "CRITICISE"),
        ("Kenya expressed regret over the shots.", "CONCEDE"),
    ],
)
def test_what_stands_behind_the_verb_tells(text, code):
    """The same verb is another act with another object."""
    assert [found for found, _ in brief(text)] == [code]


@pytest.mark.parametrize(
    "text", ["Kenya's exports will hit $50 billion.", "Kenya said exports would hit 9 million tons."]
)
def test_a_figure_that_is_reached_is_no_target(text):
    """What hits so many dollars or tons attacks nobody."""
    assert not {"ATTACK", "THREATEN"} & {code for code, _ in brief(text)}


@pytest.mark.parametrize("text", ["Kenya agreed, calling it a stunt.", "Kenya rounded up what the envoys had said."])
def test_what_is_no_act_at_the_table(text):
    """Who agrees in an opinion accepts nothing, and who rounds up remarks detains nobody."""
    assert not {"ACCEPT", "COERCE"} & {code for code, _ in brief(text)}
