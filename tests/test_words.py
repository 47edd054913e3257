"""Nouns in words: one way to say a thing on every view."""

from __future__ import annotations

import pytest

from communique import words


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (words.support(1, 1), "1 voice, 1 report"),
        (words.support(2, 5), "2 voices, 5 reports"),
        (words.short("a longer\nstory told", 12), "a longer …"),
        (words.short("short", 12), "short"),
        (words.issue_named("~dredging rights"), "dredging rights"),
        (words.issue_named(None), ""),
        (words.code_named("DE_ESCALATE"), "de-escalate"),
        (words.code_named("STATE_POSITION"), "state position"),
        (words.length(0.75), "45 minutes"),
        (words.length(1), "1 hour"),
        (words.length(7.5), "7.5 hours"),
        (words.number(13000.0), "13,000"),
        (words.number(2.5), "2.5"),
        (words.number("Quellis"), "Quellis"),
    ],
)
def test_words(made: str, expected: str) -> None:
    """Counts, codes, issues, lengths and numbers read as people write them."""
    assert made == expected
