"""Who supplied a report or a picture."""

from __future__ import annotations

import pytest

from communique.articles.credits import agency, contributor, named, parts
from communique.vocabulary.outlets import agencies


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("AFP", "Agence France-Presse"),
        ("the Associated Press", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        (" Reuters.", "Reuters"),
        ("Kyodo", "Kyodo News"),
        ("afp", None),
        ("The Lantern", None),
        ("", None),
    ],
)
def test_agencies_are_known_by_their_forms(words: str, name: str | None) -> None:
    """Full names and the short forms in use, as printed."""
    assert agency(words) == name


def test_no_form_stands_for_two_agencies() -> None:
    """A form that two agencies share would credit the wrong one."""
    shipped = set(agencies().values())
    assert sum(len({agency.name, *agency.short}) for agency in shipped) == len(agencies())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source: NPA", "NPA"),
        ("© 2031 The Marabad Lantern. All rights reserved.", "Marabad Lantern"),
        ("This story was first published by the Marabad Post.", "Marabad Post"),
        ("This article originally appeared in AFP.", "Agence France-Presse"),
        ("All rights reserved.", None),
        ("Source: people who were there", None),
    ],
)
def test_a_credit_line_names_somebody(line: str, name: str | None) -> None:
    """The one who is credited is read where the line names one."""
    assert named(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [("The Associated Press contributed to this report.", "Associated Press"),
     ("Ada Brenn and Reuters contributed to this report.", None), ("Reuters was there.", None)],
)  # fmt: skip
def test_an_agency_that_contributed(line: str, name: str | None) -> None:
    """Only an agency that is named alone is credited with a contribution."""
    assert contributor(line) == name


def test_a_photo_credit_falls_into_names() -> None:
    """Slashes, dashes, commas and "via" part the names."""
    assert parts("Ada Brenn / AP – Getty Images via NPA, Pool") == ["Ada Brenn", "AP", "Getty Images", "NPA", "Pool"]
