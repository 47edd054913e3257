"""What the notes on an article depend on."""

from __future__ import annotations

from dataclasses import replace

from communique.data import Polity
from communique.keying import NoteKeys
from factories import article

NORLAND = Polity(name="Norland", kind="state", demonyms=("Norlandic",))
SUDRIA = Polity(name="Sudria", kind="state")
FIRST = article("Norlandic envoys spoke.", id="first")
SECOND = article("Sudria was silent.", id="second")


def test_only_the_polities_that_an_article_names_matter() -> None:
    """A polity that comes to be known changes the keys of the articles that name it, and no others."""
    keys = NoteKeys()
    before = keys.of([FIRST, SECOND], [NORLAND], ["x"])
    after = keys.of([FIRST, SECOND], [NORLAND, SUDRIA], ["x"])
    assert (after["first"] == before["first"], after["second"] == before["second"]) == (True, False)


def test_day_and_options_matter() -> None:
    """An article of another day, or other options, make another key; what was known makes none."""
    keys = NoteKeys()
    made = keys.of([FIRST], [NORLAND], ["x", "y"])
    assert keys.of([replace(FIRST, published="2031-04-01")], [NORLAND], ["x", "y"]) != made
    assert keys.of([FIRST], [NORLAND], ["x", "z"]) != made
    assert keys.of([FIRST], [NORLAND], ["x", "y"]) == NoteKeys().of([FIRST], [NORLAND], ["x", "y"]) == made
