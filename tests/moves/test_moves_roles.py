"""Who acts and towards whom: one invented sentence or two for each rule."""

from __future__ import annotations

import pytest

from communique import actors, moves, statements
from factories import article, statement


def brief(text: str) -> list[tuple[str, str, str]]:
    """The moves of ``text`` as code, actors and recipients by name."""
    of = article(text)
    said = statements.extract(of)
    cast = actors.resolve(of, said)
    name = {actor.id: actor.name for actor in cast.actors}
    return [
        (m.code, "+".join(sorted(name[a] for a in m.actors)), "+".join(sorted(name[r] for r in m.recipients)))
        for m in moves.code(of, said, cast).moves
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway's regional allies Spain and Italy, as well as Chile's main ally, Peru, urged Malta to talk.",
            ("REQUEST", "Italy+Peru+Spain", "Malta"),
        ),
        ("Spain and its allies rejected the plan.", ("REJECT", "Spain", "")),
        (
            "Spanish President Ana Rask and Peruvian President Ivo Lund agreed to hold a meeting.",
            ("ACCEPT", "Peru+Spain", ""),
        ),
        ("U.S. lawmakers rejected the deal.", ("REJECT", "U.S. lawmakers", "")),
        ("Peru cancelled the summit in Malta.", ("REJECT", "Peru", "")),
        (
            "Peru, which has denied any part in the war despite arming militants there, is also calling for the "
            "removal of the bases.",
            ("DEMAND", "Peru", ""),
        ),
        ("In the suburbs of Lima, militants struck the port.", ("ATTACK", "militants", "")),
        ("Peru, Spain and Malta rejected the plan.", ("REJECT", "Malta+Peru+Spain", "")),
        ("Peru and Spain quarrel. Spain's president held talks on Monday.", ("MEET", "Peru+Spain", "")),
        ("“It was a massacre,” Spanish President Ana Rask said of the raid.", ("ACCUSE", "Spain", "")),
        ("The row led to Peru shooting down two Maltese jets.", ("ATTACK", "Peru", "Malta")),
        ("The row ended with Peru demanding that Malta leave.", ("DEMAND", "Peru", "Malta")),
        ("Peru's and Malta's negotiators met for six hours.", ("MEET", "Malta+Peru", "")),
        ("Peru's foreign minister led a large delegation to Malta.", ("MEET", "Malta+Peru", "")),
        ("Peru's president flew to Malta for talks with its leader.", ("MEET", "Malta+Peru", "")),
        ("Peruvian troops were deployed along the Maltese border.", ("DEPLOY", "Peru", "Malta")),
        ("Heavy Peruvian equipment has been moved to Malta.", ("DEPLOY", "Peru", "Malta")),
        ("Peru's president will not meet with Malta's leader.", ("REJECT", "Peru", "Malta")),
        ("Peru's ministry said Malta is a pirate and accused Spain of theft.", ("ACCUSE", "Peru", "Spain")),
        ("Peruvian rebels attacked Malta. The rebels left.", ("ATTACK", "Peruvian rebels", "Malta")),
        ("The Peruvian opposition leader, Ana Rask, demanded a vote.", ("DEMAND", "Ana Rask", "")),
        ("Rebel commanders in Peru rejected the plan.", ("REJECT", "Rebel commanders in Peru", "")),
        (
            "At the forum, attended by such leaders as Spanish President Ana Rask and Maltese Prime Minister Ivo "
            "Lund, the Peruvian president criticised the plan.",
            ("CRITICISE", "Peru", ""),
        ),
        (
            "Spanish President Ana Rask called Peruvian President Ivo Lund. Both leaders agreed to meet.",
            ("ACCEPT", "Peru+Spain", ""),
        ),
        (
            "Peru's liberal government, which seeks better ties with Spain, said the border must be opened.",
            ("DEMAND", "Peru", ""),
        ),
        ("Peru hit Spain with new tariffs.", ("SANCTION", "Peru", "Spain")),
        ("Malta wants the reserves that Peru froze in April.", ("SANCTION", "Peru", "")),
        (
            "Malta sharply criticised remarks by Peru’s trade adviser, Ivo Lund, that it was slow.",
            ("CRITICISE", "Malta", "Peru"),
        ),
        (
            "Spain’s regional allies Chile and Italy, as well as Peru’s main ally, Norway, urged Spain to wait.",
            ("REQUEST", "Chile+Italy+Norway", "Spain"),
        ),
        ("Peru has been rolling back its commitments under the treaty.", ("VIOLATE", "Peru", "")),
        ("Peru said it would no longer observe the limits of the treaty.", ("VIOLATE", "Peru", "")),
        ("Spanish President Ana Rask said Peru must first release the funds.", ("DEMAND", "Spain", "Peru")),
    ],
)
def test_who_acts_and_towards_whom(text, expected):
    """Allies named beside a state act, all that are joined act together, and a place is nobody's recipient."""
    assert expected in brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian stocks rallied on Monday.",
        "The rebel was killed by Peru-backed militants.",
        "The Associated Press rejected the plan.",
        "The duties, imposed in March, stay in place, Peru believes.",
        "Peru quarrels with Spain. Spanish President Ana Rask received a shipment of rockets.",
        "Peru quarrels with Spain. Spanish President Ana Rask held talks with regional powers.",
        "Spanish President Ana Rask spoke amid the outcry over the massacre.",
        "Peru quarrels with Spain. Spanish President Ana Rask met with union leaders.",
        "Peru quarrels with Spain. Spanish President Ana Rask met with her generals.",
        "Peru quarrels with Spain. It was late, after clerks had spent nine hours on the text.",
        "Critics of Peru rejected the plan.",
        "Juan Lund, co-director of the Basin Programme of Ansel University, rejected the plan.",
    ],
)
def test_what_describes_does_not_act(text):
    """Stocks, militants that somebody backs, the press, participles, scholars and others' deeds are no state's move."""
    assert not [row for row in brief(text) if row[1] != "militants"]


def test_he_said_goes_on_with_the_speaker_before():
    """Who is told of in the sentence before a quotation, and does not speak in it, is not "he"."""
    rows = brief(
        "Spanish President Ivo Rask left. Peruvian Foreign Minister Juan Lund said the country valued Mr Rask's work. "
        '"We reject the threats," he said.'
    )
    assert [row[1] for row in rows if row[0] == "REJECT"] == ["Peru"]


def test_the_subject_of_a_verb_is_not_the_phrase_that_a_comma_ends():
    """What a statement takes for its source does not act where the grammar names somebody else before a comma."""
    of = article("Peru, which denies arming militants with tanks, is calling for the removal of the bases of Spain.")
    said = [statement(of, "the removal of the bases", source="militants with tanks,", cue="is calling for")]
    cast = actors.resolve(of, said)
    made = moves.code(of, said, cast).moves
    name = {actor.id: actor.name for actor in cast.actors}
    assert [name[a] for m in made if m.code == "DEMAND" for a in m.actors] == ["Peru"]
