"""Whose somebody is, by what a title says behind, before and around a name."""

import pytest

from communique import actors, statements
from factories import article


def sides(text: str) -> dict[str, str | None]:
    """The people of a report, each with the name of the side."""
    of = article(text)
    cast = actors.resolve(of, statements.extract(of))
    name = {actor.id: actor.name for actor in cast.actors}
    return {actor.name: name.get(actor.side or "") for actor in cast.actors if actor.kind == "person"}


@pytest.mark.parametrize(
    ("text", "person", "side"),
    [
        ("NATO Secretary-General Orla Venn said the alliance would answer.", "Orla Venn", "NATO"),
        ("EU foreign policy chief Ana Rask said it was too early.", "Ana Rask", "European Union"),
        ("Britain’s chief Brexit negotiator Ivo Lund said time was short.", "Ivo Lund", "United Kingdom"),
        ("Peru’s deputy U.N. ambassador, Ana Rask, said no.", "Ana Rask", "Peru"),
        ("Ivo Lund, a spokesman for Peru’s commerce ministry, said both agreed.", "Ivo Lund", "Peru"),
        ("The head of Peru’s Coastal Guard, Gen. Ivo Lund, said the boats had left.", "Ivo Lund", "Peru"),
        ("Gen. Ivo Lund, the chief of the general staff of Peru’s armed forces, denied it.", "Ivo Lund", "Peru"),
        ("The head of the Peruvian water agency, Ana Rask, said the lake was low.", "Ana Rask", "Peru"),
        ("Ana Rask, the Lima-based consul general of Norway, said Norway would wait.", "Ana Rask", "Norway"),
        ("Ana Rask, the director of planning at the State Department, said no.", "Ana Rask", "United States"),
        ("Peru’s Supreme Leader Ayatollah Ivo Lund said there would be no talks.", "Ivo Lund", "Peru"),
        ("US Director of National Intelligence Ana Rask said no.", "Ana Rask", "United States"),
        ("Peruvian dictator Ivo Lund agreed to talks.", "Ivo Lund", "Peru"),
        ("Chile helped. President Lund “thanked President Rask for her efforts,” the White House said.", "Lund",
         "United States"),
        ("Washington and Lima are at odds. Prime Minister Ana Rask answered. Peru denied the charge of the U.S. envoy.",
         "Ana Rask", "Peru"),
        ("Senate Republicans wrote to Peru. Peruvian President Ivo Lund laughed. Vice President Ana Rask decried it. "
         "Senate Democrats agreed.", "Ana Rask", "United States"),
        ("Labour MPs voted. Prime Minister Ana Rask said Peru must wait. Tory MPs will vote again.", "Ana Rask",
         "United Kingdom"),
    ],
)  # fmt: skip
def test_whose_somebody_is(text, person, side):
    """Titles with the task, the organ or the place of an office in them tell their holder's side."""
    assert sides(text)[person] == side


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Peru waits. Ivo Lund, the director of planning at Harrow Mills, said no.", "Ivo Lund"),
        ("Peruvian officials met aides of President-elect Ivo Lund.", "Ivo Lund"),
        ("Britain waited. Labour MPs and Tory MPs left. MPs heard shadow foreign secretary Ivo Lund.", "Ivo Lund"),
        ("Ivo Lund, who leads the Peruvian-controlled Salt Channel, warned Chile.", "Ivo Lund"),
        ("Senate Republicans, Senate Democrats and two Presidents, President Ivo Lund and President Ana Rask, met.",
         "Ana Rask"),
    ],
)  # fmt: skip
def test_nothing_tells_whose_somebody_is(text, person):
    """A firm's director, who is only spoken of, and one of two presidents whom nothing tells apart have no side."""
    assert sides(text).get(person) is None


def test_a_task_between_chief_and_negotiator_is_nobody():
    """The "Brexit" of "chief Brexit negotiator" is no person."""
    assert set(sides("Britain’s chief Brexit negotiator Ivo Lund said time was short.")) == {"Ivo Lund"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("But Peru’s plans reach past Chile’s coast, as it made known in March.", "Peru"),
        ("Peru said Chile would leave once it was paid.", "Chile"),
    ],
)
def test_it_is_whose_plan_opens_the_sentence(text, meant):
    """Of two owners "it" is the one with whose plan the sentence opens; a subject stands before both."""
    of = article(text)
    cast = actors.resolve(of, statements.extract(of))
    name = {actor.id: actor.name for actor in cast.actors}
    (found,) = [m for m in cast.mentions if m.form == "pronoun"]
    assert name[found.actor] == meant


def test_several_of_a_party_are_no_person():
    """ "Green MPs" is nobody's name, whatever they say."""
    assert sides("Green MPs said no to the plan. MPs will vote again, and Green MPs told Ivo Lund so.").keys() <= {
        "Ivo Lund"
    }
