"""What is told of a party's view where no act was read in its words."""

import pytest

from communique import actors, moves, statements
from factories import article


def read(text: str) -> list[tuple[str, str, str, float]]:
    """The moves of a report: code, actor by name, the words that show it, confidence."""
    of = article(text)
    said = statements.extract(of)
    cast = actors.resolve(of, said)
    name = {actor.id: actor.name for actor in cast.actors}
    return [(m.code, name[m.actors[0]], m.evidence[0].exact, m.confidence) for m in moves.code(of, said, cast).moves]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peruvian Trade Minister Ana Rask said the harder issues would fill another round.",
            ("ASSESS", "Peru", "the harder issues would fill another round"),
        ),
        (
            "“We must prove it wrong,” Spanish President Ivo Lund told reporters.",
            ("STATE_POSITION", "Spain", "We must prove it wrong"),
        ),
        (
            "Peru said the vote should not have been held.",
            ("STATE_POSITION", "Peru", "the vote should not have been held"),
        ),
        (
            "“The lake belongs to those who live beside it,” Peruvian President Ana Rask said. "
            "“It is as simple as that.”",
            ("STATE_POSITION", "Peru", "It is as simple as that"),
        ),
    ],
)
def test_what_a_party_tells_is_its_view(text, expected):
    """Words of a minister in which no act is read are the state's view, and weigh little."""
    found = read(text)
    assert [row[:3] for row in found] == [expected]
    assert found[0][3] < 0.4


@pytest.mark.parametrize(
    "text",
    [
        "Peru said nine trawlers were in the bay.",
        "Peruvian Trade Minister Ana Rask said the ferry had left at noon.",
        "Peruvian Trade Minister Ana Rask spoke of a plan that could feed the valley.",
        "Peruvian Trade Minister Ana Rask asked whether the ferry would leave at all.",
        "“The price of wool is a matter for the market,” said Juan Lund, an economist at Ansel University.",
        "Peruvian Trade Minister Ana Rask said there are 300 trawlers in the bay.",
    ],
)
def test_mere_telling_is_no_view(text):
    """What has happened, half a clause, a question, a count and an expert's opinion are no view of a party."""
    assert read(text) == []


def test_a_statement_with_an_act_has_no_view_beside_it():
    """Where an act is read in one sentence of what was said, the other sentences add nothing."""
    found = read("“Peru rejects the plan. It is as simple as that,” Peruvian President Ana Rask said.")
    assert [row[0] for row in found] == ["REJECT"]


def test_who_tells_of_anothers_harm_accuses():
    """A state whose minister says that another shelled it makes a charge, beside the act that it alleges."""
    found = read("Peruvian Defence Minister Ana Rask said Spain had shelled the port on Sunday.")
    assert {row[:2] for row in found} == {("ATTACK", "Spain"), ("ACCUSE", "Peru")}


def test_who_tells_of_its_own_attack_accuses_nobody():
    """ "Said its jets had struck" is no charge."""
    assert "ACCUSE" not in {row[0] for row in read("Peru said its fighter jets had shelled the port on Sunday.")}


def test_who_tells_of_anothers_deed_that_harms_nobody_accuses_nobody():
    """A withdrawal that another tells of is no charge."""
    assert "ACCUSE" not in {row[0] for row in read("Peruvian Defence Minister Ana Rask said Spain had withdrawn.")}


def test_a_sentence_that_tells_of_coming_talks_alone_is_a_meeting():
    """Of two meetings that a sentence speaks of, the one whose day it names is told there."""
    of = article(
        "Ministers from Peru and Chile ended talks on Tuesday. The talks, held in the old town hall, lasted nine "
        "hours and will resume on Thursday."
    )
    said = statements.extract(of)
    found = moves.code(of, said, actors.resolve(of, said)).moves
    assert [(m.when, m.modality) for m in found if m.code == "MEET"][-1] == ("2031-03-13", "future")


def test_what_another_failed_to_do_is_charged():
    """An official who tells that another party failed to do something accuses it of that."""
    found = read("Peruvian Trade Minister Ana Rask said Spain had failed to respond to its letter.")
    assert ("ACCUSE", "Peru") in [(code, actor) for code, actor, _, _ in found]


def test_somebody_and_others_act_together():
    """ "Peru and other coastal militants" are Peru too."""
    of = article("Peru and other Salt militants attacked Spain.")
    found = moves.code(of, [], actors.resolve(of, [])).moves
    names = {a.id: a.name for a in actors.resolve(of, []).actors}
    assert {names[actor] for move in found for actor in move.actors} >= {"Peru"}
