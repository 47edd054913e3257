"""What a copy is called: chrome around a text leaves it a duplicate, facts around it make it a version."""

from __future__ import annotations

import pytest

from communique.copies import find
from factories import article

STORY = (
    "The ferry company of Sarnholm said that its last wooden ship would be broken up before the winter.\n\n"
    "It had carried mail between the two islands since the bridge broke, and no other boat could land there.\n\n"
    "Islanders had collected money, but the surveyor found the keel rotten and refused to sign papers.\n\n"
    "A steel ship bought second hand in the south is to take over the line, though it draws too much water for the old "
    "pier and will have to wait for the tide twice a day.\n\n"
    "The mayor said that nobody would be cut off, because a helicopter could be hired when the sea was too rough."
)
CHROME = "Follow us on your favourite network, and download our free app to read all our stories wherever you are."
FACTS = "On Tuesday the shipyard in Brenk offered 40 tonnes of oak, its owner Maren Tolv told the council."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STORY, "duplicate"),
        (f"{CHROME}\n\n{STORY}", "duplicate"),
        (f"{STORY}\n\n{CHROME}", "duplicate"),
        (STORY.replace("winter", "wniter"), "duplicate"),
        (f"{FACTS}\n\n{STORY}", "version"),
        (f"{STORY}\n\n{FACTS}", "version"),
        (STORY.replace("\n\nA steel", f"\n\n{FACTS}\n\nA steel"), "version"),
        (STORY.replace("the surveyor found the keel rotten and refused to sign", "nobody would sign"), "version"),
        ("\n\n".join(STORY.split("\n\n")[:2]), "excerpt"),
    ],
)
def test_a_copy_is_named_for_what_was_done(text: str, kind: str) -> None:
    """Chrome and typing errors leave a duplicate, facts and edits make a version, a part is an excerpt."""
    first = article(STORY, outlet="Sarn Post", published="2031-03-04")
    second = article(text, outlet="Brenk Herald", published="2031-03-05")
    assert [copy.kind for copy in find([first, second]).copies] == [kind]
