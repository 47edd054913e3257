"""What a minister declares without any verb of diplomacy, and whose "the government" is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import moves
from communique.data import Actor, Anchor, Cast, Mention, Move
from communique.vocabulary.codebook import codes
from factories import article, statement

MINISTER = "Orla Venn"
STATES = ("Norland", "Southmark")


def read(text: str, *said: str, cue: str = "said", source: str = MINISTER) -> tuple[Move, ...]:
    """The moves of ``text``, in which ``source`` says the stretches ``said``; its speaker is known if it is a name."""
    of = article(text)
    actors = [Actor(id=name, name=name, kind="state", side=name) for name in STATES]
    actors.append(Actor(id=MINISTER, name=MINISTER, kind="person", side="Norland"))
    mentions = [
        Mention(
            anchor=Anchor(article_id=of.id, start=found.start(), end=found.end(), exact=found[0]),
            actor=actor.id,
            form="name",
            reason="test",
        )
        for actor in actors
        for found in re.finditer(actor.name, text)
    ]
    statements = [statement(of, content, source=source, cue=cue) for content in said]
    speakers = {s.id: MINISTER for s in statements if source == MINISTER}
    cast = Cast(article_id=of.id, actors=tuple(actors), mentions=tuple(mentions), speakers=speakers)
    return moves.code(of, statements, cast).moves


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("we do not trade in lighthouses", "REJECT"),
        ("not one lamp will be dimmed", "REJECT"),
        ("the lighthouse is not a toy", "STATE_POSITION"),
        ("eleven divers should surface", "DEMAND"),
        ("our pilots were not near the reef", "DENY"),
        ("our divers never saw the wreck", "DENY"),
    ],
)
def test_grammar_alone_tells_a_stance(content, code):
    """A negated copula, a modal or a first person is a stance where no trigger stands."""
    (move,) = read(f"Orla Venn said {content}.", content)
    assert (move.code, move.actors, move.speaker) == (code, ("Norland",), MINISTER)
    assert move.confidence < 0.6


@pytest.mark.parametrize(
    ("condition", "content", "code"),
    [
        ("Unless the lamps are lit", "no pilot would leave the quay", "ULTIMATUM"),
        ("If the lamps go out", "the quay will go dark", "THREATEN"),
        ("If Southmark withdraws its divers", "the lamps will burn again", "OFFER"),
    ],
)
def test_what_hangs_on_a_condition(condition, content, code):
    """A condition that asks a kindness makes an offer, another a threat, "unless" an ultimatum."""
    of = article(f"{condition}, {MINISTER} said, {content}.")
    actors = (
        Actor(id=MINISTER, name=MINISTER, kind="person", side="Norland"),
        Actor(id="Southmark", name="Southmark", kind="state", side="Southmark"),
    )
    said = statement(of, content, source=MINISTER, cue="said")
    place = Anchor(article_id=of.id, start=0, end=len(condition), exact=condition)
    whole = type(said)(
        id=said.id, article_id=of.id, kind=said.kind, source=said.source, cue=said.cue, content=(place, *said.content)
    )
    cast = Cast(article_id=of.id, actors=actors, mentions=(), speakers={said.id: MINISTER})
    (move,) = moves.code(of, [whole], cast).moves
    assert (move.code, move.condition, move.modality) == (code, condition, "conditional")


@pytest.mark.parametrize(
    "content",
    [
        "the lamps were lit at nine",
        "whether the lamps should burn",
        "nobody should hope",
    ],
)
def test_mere_telling_is_no_stance(content):
    """A plain fact, an open question and a scrap declare nothing."""
    assert read(f"Orla Venn said {content}.", content) == ()


def test_the_government_is_that_of_the_state_spoken_of():
    """ "The government" of the outlet's own sentence is the state named last, not the one it acts on."""
    found = read("Storms held Norland in their grip. The government condemned Southmark over the wreck.")
    assert [(move.code, move.actors, move.recipients) for move in found] == [
        ("CRITICISE", ("Norland",), ("Southmark",))
    ]


def test_a_ministry_without_its_country_speaks_for_the_state_spoken_of():
    """A source such as "the ministry" is taken for the state that the article speaks of."""
    content = "it rejected the plan"
    found = read(f"Norland was calm. The ministry said {content}.", content, source="The ministry")
    assert [(move.code, move.actors) for move in found] == [("REJECT", ("Norland",))]


def test_what_a_party_tells_without_an_agent_it_did_itself():
    """ "Nine prisoners were released, the minister said" is a release by the minister's state."""
    content = "nine prisoners were released"
    (move,) = read(f"Orla Venn said {content}.", content)
    assert (move.code, move.actors) == ("DE_ESCALATE", ("Norland",))


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Norland denied that it would attack the port and spoke of its nuclear programme.", "use of force"),
        ("Norland rejected the harbour fees. Such a fee is new.", "~harbour fees"),
        ("Norland rejected the harbour fees.", None),
        ("Norland turned the fees down. Such a fee is new.", "~fees"),
        ("Norland rejected the news. It was bad news.", None),
        ("Norland rejected Southmark’s way.", None),
        ("Norland refused a way.", None),
    ],
)
def test_the_issue_is_that_of_the_act(text, issue):
    """The words nearest to the act tell its issue; no name, no vague noun and nothing spoken of but once ever does."""
    assert read(text)[0].issue == issue


@given(st.text(max_size=200))
def test_odd_statements_give_exact_anchors(text):
    """Any quoted text is read without failing, and its anchors quote it."""
    content = f"we will not {text} until"
    for move in read(f"Orla Venn said {content}.", content):
        assert move.code in codes()
        assert all(place.exact for place in (move.trigger, *move.evidence))
