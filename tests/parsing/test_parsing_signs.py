"""Signs: letter case, quotation marks and the start of a sentence, which an uncased encoder cannot see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.parsing.signs import COUNT, signs
from encoders import vocabulary
from strategies import TEXTS

KNOWN = vocabulary()
SHAPES = "digit mark lower upper capital other".split()
PLACES = "out in edge".split()


def told(text: str) -> str:
    """The signs of a text in words; "!" is the start of a sentence."""
    numbers = [sign - 1 for sign in signs(text, KNOWN.words(text))]
    return " ".join(f"{'!' * (n % 2)}{SHAPES[n // 6]}:{PLACES[n // 2 % 3]}" for n in numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund said.", "!capital:out lower:out mark:out"),
        ("The UN, 40", "!capital:out upper:out mark:out digit:out"),
        ("“Go on,” I said", "mark:edge !capital:in lower:in mark:in mark:edge capital:out lower:out"),
        ("He left. She", "!capital:out lower:out mark:out !capital:out"),
        ("東", "!other:out"),
        ("“We go", "mark:edge !capital:in lower:edge"),
    ],
)
def test_signs(text: str, expected: str) -> None:
    """Each word has a shape, a place as to quotation marks, and may begin a sentence."""
    assert told(text) == expected


@given(TEXTS)
def test_every_word_has_a_sign(text: str) -> None:
    """As many signs as words, each within the encoder's table."""
    words = KNOWN.words(text)
    found = signs(text, words)
    assert len(found) == len(words)
    assert all(1 <= sign < COUNT for sign in found)


@given(st.text("“”\"'‘’«» a.", max_size=80))
def test_signs_of_quotation_marks_only(text: str) -> None:
    """Any heap of quotation marks has signs."""
    assert len(signs(text, KNOWN.words(text))) == len(KNOWN.words(text))
