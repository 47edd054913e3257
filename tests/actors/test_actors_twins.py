"""Two states of one name that a report calls together."""

import pytest

from communique import actors
from factories import article


@pytest.mark.parametrize(
    "text, words",
    [
        ("The two Koreas met in May.", "The two Koreas"),
        ("In May the Koreas met.", "the Koreas"),
        ("The Korean leaders met in May.", "The Korean leaders"),
        ("The South Korean leaders met in May.", None),
        ("The Korean pop star left in May.", None),
    ],
)
def test_two_states_of_one_name(text, words):
    """The plural of their name, or their people's leaders without a side, are both of them at one place."""
    found = actors.resolve(article(text), ())
    names = {a.id: a.name for a in found.actors}
    pairs = {(m.anchor.exact, names[m.actor]) for m in found.mentions if m.reason == "two states of one name"}
    assert pairs == ({(words, "North Korea"), (words, "South Korea")} if words else set())
