"""The weights that ship: they load, and see who said what in plain news. Skipped in a checkout without them."""

from __future__ import annotations

import tomllib

import pytest

from communique.parsing import available, parse, parse_texts
from communique.parsing.model import WEIGHTS, load
from factories import article

pytestmark = pytest.mark.skipif(not available(), reason="no weights here: training/README.md builds them")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will not sign,” Foreign Minister Ilse Tarn said on Monday.",
            {("content", "“We will not sign,”"), ("source", "Foreign Minister Ilse Tarn"), ("cue", "said")},
        ),
        (
            "The ministry said that the border would stay open.",
            {("source", "The ministry"), ("cue", "said"), ("content", "that the border would stay open")},
        ),
        (
            "The talks have failed, according to two diplomats.",
            {("content", "The talks have failed"), ("cue", "according to"), ("source", "two diplomats")},
        ),
        ("The bridge was opened in the spring.", set()),
    ],
)
def test_plain_news_is_read(text: str, expected: set[tuple[str, str]]) -> None:
    """Source, cue and content of plain sentences are found to the letter."""
    found = parse(article(text)).parts
    assert {(part.role, text[part.start : part.end]) for part in found} == expected


def test_neighbours_change_no_answer() -> None:
    """A text among others has the very parse that it has alone, scores included."""
    texts = ["“Go,” said Lund.", "Ostra’s minister told reporters that she would stay.", "Nothing happened. " * 20]
    assert parse_texts(texts) == [parse_texts([text])[0] for text in texts]


def test_the_card_names_the_weights() -> None:
    """The card beside the weights is of these weights."""
    card = tomllib.loads((WEIGHTS / "card.toml").read_text("utf-8"))
    assert card["name"] == load().name


def test_the_weights_are_small() -> None:
    """The package stays small enough to send by mail."""
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 25_000_000


def test_a_plain_act_is_seen() -> None:
    """A refusal is known for one, with who refuses; a bridge that stands there does nothing."""
    text = "The Ostran government on Monday rejected a proposal by Keldovia to share the river."
    acts = parse(article(text)).triggers
    refusal = next(act for act in acts if text[act.start : act.end] == "rejected")
    assert refusal.score > 0.9
    assert refusal.codes[0][0] == "REJECT"
    assert refusal.modalities[0][0] == "stated"
    assert "Ostran government" in text[refusal.actors[0].start : refusal.actors[0].end]
    assert parse(article("The bridge over the Tarn is the oldest in the valley.")).triggers == ()
