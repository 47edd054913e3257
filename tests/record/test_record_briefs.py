"""A stance in a few words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.record.briefs import BRIEF_WORDS, brief


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("Norland demands that the gunboats leave.", "Norland demands that the gunboats leave."),
        (
            "Ana Velmar, Norland’s chief envoy, insisted after the meeting that no gunboat would pass the strait.",
            "no gunboat would pass the strait.",
        ),
        (
            "Speaking in Sarn on Sunday, Velmar said Norland would not pay for the herring that Sudmark had taken.",
            "Norland would not pay for the herring that Sudmark had taken.",
        ),
        (
            "He denied that a secret payment had already been made through the owners of the trawler, Tomas and Sons.",
            "He denied that a secret payment had already been made through the owners of the trawler, Tomas …",
        ),
        (
            "“The strait is not for sale, and it never will be,” she told reporters who had waited in the rain.",
            "“The strait is not for sale, and it never will be”",
        ),
        (
            "Norland, which has mined the strait since May, will let forty trawlers pass a day in return for coal.",
            "Norland … will let forty trawlers pass a day in return for coal.",
        ),
        (
            "He held out something else: forty trawlers a day might pass, provided that inspectors were on board.",
            "forty trawlers a day might pass, provided that inspectors were on board.",
        ),
        (
            "If Sudmark moves its gunboats into the strait, Norland will close its ports to every ship under its flag.",
            "If Sudmark moves its gunboats into the strait, Norland will close its ports to every ship …",
        ),
        (
            "According to an official who asked for silence, Velmar promised that the nets would not be cut by spring.",
            "the nets would not be cut by spring.",
        ),
    ],
)
def test_a_stance_in_a_few_words(stance: str, words: str) -> None:
    """What leads to a stance is left out, unless it says the contrary; the cut comes where a clause or phrase ends."""
    assert brief(stance) == words


@given(st.text(st.sampled_from("ab ,.;:—–-“”\"'…\n") | st.characters(), max_size=300))
def test_any_text(stance: str) -> None:
    """Any line gives one line, no longer than the line itself but for a closing mark."""
    words = brief(stance)
    assert "\n" not in words
    assert len(words) <= len(stance) + 3


def test_linear() -> None:
    """A million characters without an end of anything take no time."""
    assert len(brief("Norland said " + "word, " * 200_000).split()) <= BRIEF_WORDS + 200_003
