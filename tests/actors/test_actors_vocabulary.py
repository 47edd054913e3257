"""The shipped polities and offices keep their own rules."""

import pycountry
import pytest

from communique.vocabulary.offices import offices
from communique.vocabulary.polities import not_states, part_of, polities


def test_codes_are_real():
    """Every country code is one of ISO 3166-1, or the user-assigned code of Kosovo."""
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert {p.country for p in polities() if p.country} <= codes


def test_every_member_of_the_united_nations_is_there():
    """All sovereign states that ISO lists are known by their code; dependent territories need not be."""
    known = {p.country for p in polities()}
    named = "AF AR BR CN DE EG FR GB IN IR IL JP KP KR MX NG PK PS RU SA SY TR TW UA US VA YE ZA ZW".split()
    assert set(named) <= known
    assert len(known - {None}) >= 195


def test_no_code_and_no_name_twice():
    """A polity has one row."""
    names = [p.name for p in polities()]
    codes = [p.country for p in polities() if p.country]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes))


def test_organs_belong_to_known_polities():
    """Every part_of names a polity of the file, and not itself."""
    names = {p.name for p in polities()}
    assert all(owner in names and owner != name for name, owner in part_of().items())


@pytest.mark.parametrize(
    "word, name",
    [
        ("U.S.", "United States"), ("Britain", "United Kingdom"), ("DPRK", "North Korea"), ("Kyiv", "Ukraine"),
        ("Kremlin", "Russia"), ("Foggy Bottom", "United States"), ("Downing Street", "United Kingdom"),
        ("Filipino", "Philippines"), ("ECOWAS", "ECOWAS"), ("Red Cross", "International Committee of the Red Cross"),
    ],
)  # fmt: skip
def test_words_that_readers_expect(word, name):
    """Abbreviations, capitals, demonyms and metonyms lead to their polity."""
    polity = next(p for p in polities() if p.name == name)
    assert word in (polity.name, *polity.aliases, *polity.demonyms, *polity.capitals, *polity.metonyms)


def test_nothing_is_both_a_state_and_none():
    """A name that is never learned is not shipped as a state either."""
    shipped = {p.name for p in polities()}
    assert not shipped & (not_states() - {"Kurdistan"})


def test_owners_of_titles_are_known():
    """A title that only one state uses names a polity of the file."""
    assert set(offices().owners.values()) <= {p.name for p in polities()}
