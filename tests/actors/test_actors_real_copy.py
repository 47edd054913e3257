"""What printed news does to names: headlines in capitals, owners and titles in a row, offices elsewhere."""

import pytest

from communique import actors
from communique.actors.words import row, sentence_case
from factories import article


def people(text):
    """Name to name of side, of the people of one article."""
    cast = actors.resolve(article(text), ())
    names = {a.id: a.name for a in cast.actors}
    return {a.name: names.get(a.side) for a in cast.actors if a.kind == "person"}


@pytest.mark.parametrize(
    "text, found",
    [
        (
            "Marlow Threatens Kenya With Duties After Vote\n\nPresident Dan Marlow said on Monday that he would act. "
            "Marlow gave no date.",
            {"Dan Marlow": None},
        ),
        (
            "WATCH Dan Marlow speaks at the port.\n\nOn Monday, Dan Marlow said he would not sign. Marlow then left.",
            {"Dan Marlow": None},
        ),
        (
            "In a call with President Dan Marlow, Kenyan President Ruth Amolo Tende asked for time.",
            {"Dan Marlow": None, "Ruth Amolo Tende": "Kenya"},
        ),
        (
            "Kenyan President Ruth Amolo Tende asked for time. Amolo Tende said that a week was enough.",
            {"Ruth Amolo Tende": "Kenya"},
        ),
    ],
)
def test_names_in_headlines_and_beside_others(text, found):
    """A headline's verbs and another's title are no part of a name, and a family name may be of two words."""
    assert people(text) == found


@pytest.mark.parametrize(
    "text, side",
    [
        ("Kenya's UN ambassador Dan Marlow said no.", "Kenya"),
        ("Kenyan U.N. ambassador Dan Marlow said no.", "Kenya"),
        ("UN ambassador Dan Marlow said no.", None),
        ("The UN's Kenya envoy, Dan Marlow, would take part.", "United Nations"),
        ("Talks went on. Kenya's newly elected President Dan Marlow said no.", "Kenya"),
        ("An inquiry into Kenya's conduct for President Dan Marlow marks a low point.", None),
        ("Dan Marlow, president of Harrow Motors, said no. Kenya and Egypt met. Kenya spoke.", "Harrow Motors"),
        ("The Obama administration waited. President Obama told Kenya to wait.", "United States"),
    ],
)
def test_whose_an_office_is(text, side):
    """The outer owner counts, adjectives do not part an owner from an office, and a firm's president is no state's."""
    assert next(iter(people(text).values())) == side


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Egypt met. Kenya and Egypt talk. Kenyan President Ruth Amolo spoke. Aides to President Marlow left.",
        "Kenya, Egypt and Sudan met. Kenya, Egypt and Sudan talk. Kenyan President Ruth Amolo called President Marlow.",
    ],
)
def test_no_side_is_presumed_in_passing_or_among_three(text):
    """Who is only named in passing, or where three states stand foremost, is given no state by elimination."""
    assert people(text)["Marlow"] is None


def test_a_headline_is_read_in_sentence_case():
    """In a headline In Capitals only words that other sentences capitalise within keep theirs."""
    found = sentence_case(row(article("Marlow Rejects Port Deal With Kenya\n\nOn Monday Marlow said no to Kenya.")))
    assert [word.text for word in found if word.capital][:2] == ["Marlow", "Kenya"]


def test_ordinary_sentences_keep_their_capitals():
    """A sentence with a stop at its end, or with small words in it, is no headline."""
    words = row(article("Kenyan President Ruth Amolo and President Dan Marlow will talk.\n\nThey met Ann Pell."))
    assert sentence_case(words) is words
