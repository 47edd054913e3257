"""Windows: every word of the story counts in exactly one, and none is longer than the encoder reads."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.parsing.windows import OVERLAP, PIECES, story, windows
from communique.text import paragraphs
from effort import grows_straight
from encoders import vocabulary
from factories import article, furniture

KNOWN = vocabulary()


def shown(text: str) -> list[tuple[str, str]]:
    """What each window reads, and what of it counts."""
    found = windows(text, paragraphs(text), KNOWN)
    return [(text[w.start : w.end], text[w.first : w.last]) for w in found]


def test_a_paragraph_is_a_window() -> None:
    """A line that fits is read whole."""
    assert shown("a b. C\n\n c ") == [("a b. C", "a b. C"), ("c", "c")]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """As many sentences as fit go together."""
    sentence = "A" + " b" * 99 + "."
    found = shown(" ".join([sentence] * 5))
    assert [text.count(".") for text, _ in found] == [2, 2, 1]
    assert all(text == counts for text, counts in found)


def test_an_endless_sentence_is_cut_with_context() -> None:
    """Windows overlap, and what counts of them does not."""
    text = "a " * 1000
    found = list(windows(text, paragraphs(text), KNOWN))
    assert "".join(text[w.first : w.last] for w in found) == text.strip()
    assert all(b.start <= b.first == a.last <= a.end for a, b in itertools.pairwise(found))
    assert {(a.end - b.start + 1) // 2 for a, b in itertools.pairwise(found)} == {OVERLAP}


@given(
    st.lists(st.sampled_from(["a b.", "C " * 200, "c" * 300 + " ", "“", "\n", "ostra said. ", "東" * 90]), max_size=9)
)
def test_windows_of_any_text(parts: list[str]) -> None:
    """What counts is in order and covers every word; no window has too many pieces."""
    text = "".join(parts)
    found = list(windows(text, paragraphs(text), KNOWN))
    at = 0
    for w in found:
        assert w.start <= w.first <= w.last <= w.end
        assert not text[at : w.first].strip()
        assert sum(len(word.pieces) for word in KNOWN.words(text[w.start : w.end])) <= PIECES
        at = w.last
    assert not text[at:].strip()


def test_furniture_is_left_out() -> None:
    """The story is what stands between the furniture."""
    text = "By Ada Brun\nNEWHAVEN - Lund said so. Photo: Ostra\nThe end."
    pieces = (furniture("byline", text, "By Ada Brun"), furniture("dateline", text, "NEWHAVEN - "))
    of = article(text, furniture=(*pieces, furniture("credit", text, "Photo: Ostra")))
    assert [text[s.start : s.end] for s in story(of)] == ["Lund said so.", "The end."]


@pytest.mark.parametrize("piece", ["a ", "a. ", "A b. ", "“", "a\n", "東"])
def test_cutting_is_linear(piece: str) -> None:
    """Eight times as much text takes about eight times the work."""

    def cut(count: int) -> None:
        text = piece * count
        assert sum(1 for _ in windows(text, paragraphs(text), KNOWN)) > 0

    assert grows_straight(cut, small=2000, large=16000)
