"""Sides that only the surroundings or the rest of the case tell, and family names that stand in front."""

import pytest

from communique import actors
from communique.actors.hosts import hosts
from communique.actors.lexicon import lexicon, scan
from communique.actors.words import row
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
        (
            "Kenya scolded the American envoy, Ann Pell. Trade Minister Dan Marlow told reporters in Nairobi that the "
            "United States was late.",
            "Dan Marlow",
            "Kenya",
        ),
        ("Talks between Kenya's Ruth Amolo and the Egyptians went on.", "Ruth Amolo", "Kenya"),
        (
            "South Korea's Moon Tae-sol met the North's envoy, Pak Jin-ro. North Korea said no.",
            "Pak Jin-ro",
            "North Korea",
        ),
        (
            "Kenya waited. Kenya said it would not fight the U.S. Foreign Minister Odo Kirui said Kenya had ended it.",
            "Odo Kirui",
            "Kenya",
        ),
        (
            "Kenyan vice minister of foreign affairs Ruth Amolo wrote to the United States. The United States said "
            "another vice minister of foreign affairs, Odo Kirui, had threatened the United States.",
            "Odo Kirui",
            "Kenya",
        ),
        ("NATO claims that Kenya is late. Col. Odo Kirui, a spokesman, said no.", "Odo Kirui", None),
    ],
)
def test_what_surrounds_a_bare_title(text, name, side):
    """The house of government, whom he acts towards, his opposite number and what he cannot be tell whose he is."""
    assert sides(text)[name] == side


QUARREL = "Kenya has lied for months, the Foreign Secretary, Ann Pell, told parliament. Egypt will not pay for it."


def test_nobody_blames_his_own_state():
    """Who says that one of the two states of a report has lied is the other's."""
    assert sides(f"{QUARREL} Kenya and Egypt met twice.")["Ann Pell"] == "Egypt"
    assert sides(f"{QUARREL.replace('has lied', 'has waited')} Kenya and Egypt met twice.")["Ann Pell"] == "Kenya"


def test_who_acts_towards_a_body_and_a_state():
    """Who asks a body for sanctions on one of the two states of a report is the other's; its president is nobody's."""
    text = (
        "Kenya and Egypt met twice. Kenya and Egypt left. President Ann Pell called on the United Nations to impose "
        "duties on Kenya. The Salt Bank waited. Its president, Dan Marlow, said no."
    )
    assert sides(text)["Ann Pell"] == "Egypt"
    assert sides(text)["Dan Marlow"] is None


def test_the_navy_at_home():
    """The navy of a report that says "the Foreign Secretary" is of the same state, whoever acts right before it."""
    found = cast(f"{QUARREL} Kenya and Egypt met twice. Kenya said no. The navy has sent two ships.")
    names = {a.id: a.name for a in found.actors}
    assert [names[a.side] for a in found.actors if a.name == "navy"] == ["Egypt"]


@pytest.mark.parametrize(
    "text, side",
    [
        ("Kenya and Egypt met. An American envoy praised them. The U.S. and President Dan Marlow said no.", True),
        ("Kenya and Egypt met. An American envoy praised them. President Dan Marlow said no.", False),
        ("Kenya and Egypt met. The U.S. and its American envoy refused the Marlow regime. President Dan Marlow left.",
         False),
        ("Kenya and Egypt met. The U.S. and American President Ann Pell left. President Dan Marlow said no.", False),
        ("Kenya and Egypt met. The U.S. and an American envoy left. Pell waited. President Ann Pell said no. President "
         "Dan Marlow said no.", False),
    ],
)  # fmt: skip
def test_bare_presidents_at_large(text, side):
    """A president of no state that is told is America's where it's named twice and nobody else can be its own."""
    assert sides(text)["Dan Marlow"] == ("United States" if side else None)


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


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Oman, which is mediating, left.", {"Oman"}),
        ("Kenya and Egypt left talks brokered by Oman.", {"Oman"}),
        ("They met in the Omani capital.", {"Oman"}),
        ("Omani Foreign Minister Ana Brisk, who chaired the talks, left.", {"Oman"}),
        ("Kenya praised Oman for mediating.", set()),
        ("Kenya agreed to talks mediated by the league.", set()),
        ("Talks between Kenya and Egypt were hosted on a ship.", set()),
    ],
)
def test_who_only_hosts(text, expected):
    """A state that mediates, or lends its capital, is a host; those that it brings together are none."""
    words, known = row(article(text)), lexicon(())
    names = dict(zip(known.sides, (p.name for p in known.polities), strict=True))
    assert {names[side] for side in hosts(known, words, scan(known, words))} == expected


def test_a_host_lends_nobody_its_side():
    """The bare title of who negotiates in another's capital is not that capital's."""
    text = (
        "MUSCAT, Oman, March 3 (Salt Wire) - Rebels in Kenya's Salt Basin province met envoys of President Ana Brisk. "
        "Oman and the Salt League, a nine-nation bloc, are mediating. The Omani foreign minister spoke. Kenya's Salt "
        "Basin Front fights in Kenya. The Kenyan port is closed."
    )
    found = actors.resolve(article(text, dateline="Muscat"), ())
    names = {a.id: a.name for a in found.actors}
    assert [names.get(a.side) for a in found.actors if a.name == "Ana Brisk"] != ["Oman"]


def test_a_title_of_one_state_asks_for_it():
    """A foreign secretary is Britain's only where the report names Britain."""

    def side(text):
        found = actors.resolve(article(text), ())
        names = {a.id: a.name for a in found.actors}
        return next(names.get(a.side) for a in found.actors if a.name == "Ana Brisk")

    assert side("The Foreign Secretary, Ana Brisk, left London for Kenya. Britain said no.") == "United Kingdom"
    assert side("The Foreign Secretary, Ana Brisk, left the hall.") != "United Kingdom"


def test_the_president_is_who_is_named_far_more_often():
    """Of two presidents, "the president" is the one whom a report names three times as often; else nobody."""
    once = "Kenyan President Ruth Amolo met Egyptian President Dan Marlow. "
    often = once + "Ms. Amolo had waited. Ms. Amolo slept. "
    for text, holder in ((often, "Ruth Amolo"), (once, None)):
        found = cast(text + "In May the president said no.")
        names = {a.id: a.name for a in found.actors if a.kind == "person"}
        assert [names.get(m.actor) for m in found.mentions if m.anchor.exact == "the president"] == [holder]


@pytest.mark.parametrize(
    "text, side",
    [
        ("Kenya waited. Kenyan President Odo Kirui left. Kirui's spokesman rejected the plan.", "Kenya"),
        ("Kenya rejected it. The country's foreign ministry said that it would wait.", "Kenya"),
    ],
)
def test_whose_the_spokesman_of_somebody_is(text, side):
    """The spokesman of a president and the ministry of "the country" are of their state."""
    found = cast(text)
    names = {a.id: a.name for a in found.actors}
    others = [a for a in found.actors if "spokesman" in a.name or "ministry" in a.name]
    assert [names.get(a.side) for a in others] == [side]
