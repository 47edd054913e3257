"""Talks that are held or will be, told apart from talks that are only spoken of."""

from __future__ import annotations

import pytest

from communique.moves.sittings import named_as_held, sits
from communique.moves.venues import talks_pattern


@pytest.mark.parametrize(
    ("sentence", "held", "expected"),
    [
        ("The talks opened on Monday.", True, True),
        ("After Monday’s talks the envoys were silent.", True, True),
        ("The envoys met on Monday.", True, True),
        ("The meeting will be held on Monday.", False, True),
        ("Preparations for the talks went on through Monday.", True, False),
        ("The meeting was called off on Monday.", True, False),
        ("Norland urged both to salvage the summit on Monday.", False, False),
        ("Hope for a summit rose on Monday.", True, False),
        ("The first round of duties takes effect on Monday.", False, False),
        ("The talks stalled on Monday.", True, False),
        ("They held a meeting on Monday in hopes of a truce.", True, True),
        ("A meeting of the two foreign ministers in Velm has been put off to Monday.", False, True),
        ("A second round of talks is pencilled in for June.", False, True),
        ("The talks begin at ten on Monday.", False, True),
        ("An earlier round on Monday collapsed when Norland walked out.", True, True),
        ("The round on Monday was about to collapse.", True, False),
        (
            "The talks, held under the auspices of the Salt Union, lasted nine hours and will resume on Monday.",
            False,
            True,
        ),
    ],
)
def test_talks_are_held_only_where_the_sentence_says_so(sentence, held, expected):
    """A verb of holding, or "after" and "at", makes talks; hopes, preparations, calls and cancellations do not."""
    words = talks_pattern().search(sentence)
    assert words is not None
    assert sits(sentence, 0, len(sentence), words, held=held) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("after ", " with southmark", True),
        ("the ", " with southmark ended at dawn", True),
        ("ahead of the ", " with southmark", False),
        ("arrangements for the ", " with southmark", False),
        ("the cancelled ", " with southmark", False),
        ("norland wants ", " with southmark", False),
    ],
)
def test_a_noun_of_talks_needs_words_that_hold_them(before, after, expected):
    """ "Talks with Southmark" alone tell of none held."""
    assert named_as_held(before, after) is expected
