"""Words and their pieces: the places are those of the text, whatever is written there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.parsing.wordpieces import LONGEST, MOST, Vocabulary
from effort import grows_straight

PIECES = "[PAD] [UNK] [CLS] [SEP] talks talk ##s ##ing erdogan o ' b \" - 東 京 ß ##ve un , said".split()
KNOWN = Vocabulary({piece: number for number, piece in enumerate(PIECES)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks, talking", [("Talks", "talks"), (",", ","), ("talking", "talk ##ing")]),
        ("Erdoğan", [("Erdoğan", "erdogan")]),
        (unicodedata.normalize("NFD", "Erdoğan said"), [("Erdog\u0306an", "erdogan"), ("said", "said")]),
        ("“O’B”", [("“", '"'), ("O", "o"), ("’", "'"), ("B", "b"), ("”", '"')]),
        ("«talk»", [("«", '"'), ("talk", "talk"), ("»", '"')]),
        ("東京talk", [("東", "東"), ("京", "京"), ("talk", "talk")]),
        ("UN\u200f-\u00adtalks", [("UN", "un"), ("-", "-"), ("talks", "talks")]),
        ("o_b", [("o", "o"), ("_", "[UNK]"), ("b", "b")]),
        ("🕊️ talk", [("🕊", "[UNK]"), ("talk", "talk")]),
        ("\u0301", [("\u0301", "[UNK]")]),
        ("talkx", [("talkx", "[UNK]")]),
        ("s" * (LONGEST + 1), [("s" * (LONGEST + 1), "[UNK]")]),
        ("o" + "s" * 50, [("o" + "s" * 50, "o" + " ##s" * (MOST - 1))]),
        (" \n\t\u200f", []),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    """Case and accents are dropped, marks stand alone, unknown words have one piece, unseen characters none."""
    found = [(text[w.start : w.end], " ".join(PIECES[p] for p in w.pieces)) for w in KNOWN.words(text)]
    assert found == expected


@given(st.text(max_size=300))
def test_words_are_in_order_and_apart(text: str) -> None:
    """Every word lies in the text, behind the one before, has pieces, and no blank in it."""
    at = 0
    for word in KNOWN.words(text):
        assert at <= word.start < word.end <= len(text)
        assert 0 < len(word.pieces) <= MOST
        assert not any(sign.isspace() for sign in text[word.start : word.end])
        at = word.end


@pytest.mark.parametrize("piece", ["s", "talks ", "'\"", "\u0301", "東", "🕊️", "s\u0301", "x1y_ "])
def test_spelling_is_linear(piece: str) -> None:
    """Eight times as much text takes about eight times the work."""
    assert grows_straight(lambda count: KNOWN.words(piece * count), small=2000, large=16000)
