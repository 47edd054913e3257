"""Sides that only the surroundings or the rest of the case tell, and family names that stand in front."""

import pytest

from communique import actors
from factories import article


def cast(text, **more):
    """The cast of one article."""
    return actors.resolve(article(text), (), **more)


def sides(text):
    """Name to name of side, of the people of one article."""
    found = cast(text)
    names = {a.id: a.name for a in found.actors}
    return {a.name: names.get(a.side) for a in found.actors if a.kind == "person"}


TRADE = (
    "China said on Monday that China would answer. The United States had put duties on Chinese steel, and the United "
    "States will add more."
)


@pytest.mark.parametrize(
    "text, name, side",
    [
        ("At the White House, President Dan Marlow told reporters that he would wait.", "Dan Marlow", "United States"),
        (f"{TRADE} President Dan Marlow raised duties on Chinese steel.", "Dan Marlow", "United States"),
        (
            f"{TRADE} Chinese President Wen Zaolin and President Dan Marlow will talk.",
            "Dan Marlow",
            "United States",
        ),
        (
            "Kenya scolded the American envoy, Ann Pell, and Vice President Dan Marlow.",
            "Dan Marlow",
            "United States",
        ),
        ("Talks between Kenya's Ruth Amolo and the Egyptians went on.", "Ruth Amolo", "Kenya"),
        (
            "South Korea's Moon Tae-sol met the North's envoy, Pak Jin-ro. North Korea said no.",
            "Pak Jin-ro",
            "North Korea",
        ),
    ],
)
def test_what_surrounds_a_bare_title(text, name, side):
    """A house of government, whom he acts towards, his opposite number, a list and an owner tell an official's side."""
    assert sides(text)[name] == side


def test_according_to_somebody_else():
    """Who speaks behind "according to N," is not N."""
    text = "Kenyan President Ruth Amolo left. According to Ms. Amolo, the Egyptian leader said he would come."
    assert sides(text)["Ruth Amolo"] == "Kenya"


def test_a_presumed_side_gives_way():
    """A side that only a dateline suggests counts until another article of the case tells one."""
    guessed = cast("NAIROBI — Kenya and Kenya again. President Dan Marlow agreed with Kenya to wait, and Kenya agreed.")
    told = cast("United States President Dan Marlow said no.")
    known = actors.unify([guessed, told])
    better = actors.sides(actors.unsure(guessed), known)
    assert [a.name for a in known.actors if a.id in known.told and a.kind == "person"] == ["Dan Marlow"]
    assert set(better.values()) == {a.id for a in told.actors if a.name == "United States"}
    assert actors.sides(actors.unsure(told), known) == {}


def test_sides_of_the_case_are_believed():
    """A side that the case knows is that of a person whose own article tells none."""
    report = "Dan Marlow said no. Kenya said yes."
    person = next(a for a in cast(report).actors if a.name == "Dan Marlow")
    state = next(a for a in cast(report).actors if a.name == "Kenya")
    again = cast(report, sides={person.id: state.id})
    assert next(a for a in again.actors if a.name == "Dan Marlow").side == state.id


@pytest.mark.parametrize(
    "text, short, name",
    [
        ("Pak Jin-sol said no. Mr. Pak left.", "Pak", "Pak Jin-sol"),
        ("Pak Jin-sol said no. Envoy Pak Wan Du said yes. Mr. Pak left.", "Pak", None),
        ("Pak Jin-sol said no. Mr. Pak left. Envoy Pak Wan Du said yes. Mr. Pak wept.", "Pak", "Pak Jin-sol"),
        ("Pak balks\n\nPak Jin-sol said no. Envoy Sung Pak said yes.", "Pak", "Pak Jin-sol"),
        ("Kim Dorsey said no. Ms. Dorsey left.", "Dorsey", "Kim Dorsey"),
    ],
)
def test_family_names_in_front(text, short, name):
    """A short name is the one introduced first, whether family names stand first or last; of equals nobody."""
    found = cast(text)
    names = {a.id: a.name for a in found.actors}
    meant = {names[m.actor] for m in found.mentions if m.anchor.exact == short}
    assert meant == ({name} if name else set())
