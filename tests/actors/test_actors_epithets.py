"""States by what they are called after they were named."""

import pytest

from communique import actors
from factories import article


def meant(text, words):
    """The name of the actor for whom words stand, or None."""
    found = actors.resolve(article(text), ())
    names = {a.id: a.name for a in found.actors}
    return next((names[m.actor] for m in found.mentions if m.anchor.exact == words), None)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Japan said no. The island nation would wait.", "island nation", "Japan"),
        ("Kenya cut duties. The world's largest tea exporter was glad.", "world's largest tea exporter", "Kenya"),
        ("Japan met Kenya. The island nation would wait.", "island nation", None),
        ("Japan said no. The other nation would wait.", "other nation", None),
        ("Japan said no. The island nation of Palau would wait.", "island nation", None),
        ("Japan said no. It rained. It snowed. The island nation would wait.", "island nation", None),
        ("Pyongyang said no. The Hermit Kingdom would wait.", "Hermit Kingdom", "North Korea"),
        ("The Islamic Republic said no.", "Islamic Republic", "Iran"),
    ],
)
def test_a_description_is_the_state_just_named(text, words, name):
    """ "The island nation" is the one state named here or in the sentence before; of several it is none."""
    assert meant(text, words) == name
