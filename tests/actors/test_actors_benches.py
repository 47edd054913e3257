"""Parties of a parliament: whose member a lawmaker is."""

import pytest

from communique import actors
from factories import article


def cast(text):
    """Name to name of side, of everybody in one article."""
    found = actors.resolve(article(text), ())
    names = {a.id: a.name for a in found.actors}
    return {a.name: names.get(a.side) for a in found.actors}


@pytest.mark.parametrize(
    "text, party",
    [
        ("Sen. Dan Marlow, R-Texas, said no.", "Republicans"),
        ("Rep. Dan Marlow (D-Mass.) said no.", "Democrats"),
        ("Dan Marlow, Ohio Republican, said no.", "Republicans"),
        ("Dan Marlow, a Democrat, said no.", "Democrats"),
        ("Republican Senator Dan Marlow said no.", "Republicans"),
        ("Representative Dan Marlow, the No. 2 House Democrat, said no.", "Democrats"),
        ("Labour MP Dan Marlow said no.", "Labour"),
        ("Sen. Dan Marlow said no to Democrats.", None),
        ("Sen. Dan Marlow, D-day veteran, said no.", None),
        ("President Dan Marlow, a Republican, said no.", None),
    ],
)
def test_whose_member_a_lawmaker_is(text, party):
    """Letters, an apposition or the word before a title tell a lawmaker's party; a ruler sits for none."""
    assert cast(text)["Dan Marlow"] == party


def test_a_party_called_by_its_members():
    """Members in the plural are their party, also those of one house; another party's longer name is not theirs."""
    found = cast("Nearly every Senate Republican left. Many Democrats stayed. The Social Democrats did not.")
    assert found["Republicans"] == "Republicans"
    assert found["Democrats"] == "Democrats"
    assert found.get("Social Democrats") is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Democratic lawmakers argued that it would fail.", "Democrats"),
        ("Six Republican senators voted for it.", "Republicans"),
        ("Democratic congressional leaders floated the idea.", "Democrats"),
        ("Labour and Conservative MPs urged her to wait.", "Labour"),
        ("Labour and Conservative MPs urged her to wait.", "Conservatives"),
    ],
)
def test_members_in_the_plural_act_for_their_party(text, party):
    """Lawmakers, leaders or members of a party are the party, each of two that are joined."""
    assert cast(text)[party] == party


def test_a_word_for_a_party_before_a_thing_is_nobody():
    """ "Republican unity" and "the Democratic Republic" name no members."""
    assert "Republicans" not in cast("Marsh praised Republican unity in the debate.")
