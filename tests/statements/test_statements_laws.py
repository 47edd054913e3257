"""Laws of statements over any text, and the vocabulary behind them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.data import Anchor, Statement
from communique.errors import VocabularyError
from communique.statements import extract
from communique.vocabulary.loading import table
from communique.vocabulary.reporting import forms, load, plural, read
from effort import grows_straight
from factories import article

PIECES = (
    "Lund Ostra she who which the a of in on Monday said says told asked saying reported according to claim that "
    "had was not and but “ ” ‘ ’ \" ' , . : ; — - ? ! … ( ) reporters officials Vell’s called for demand 40"
).split()
NEWS = st.lists(st.sampled_from([*PIECES, "\n"]), max_size=60).map(" ".join)


def _anchors(statement: Statement) -> list[Anchor]:
    return [a for a in (statement.source, statement.cue, *statement.content) if a is not None]


@given(st.one_of(NEWS, st.text(max_size=200)))
def test_statements_of_any_text(text: str) -> None:
    """Anchors quote exactly, contents are in order and apart, ids are unique, chains end, and twice is the same."""
    of = article(text)
    found = extract(of)
    ids = [s.id for s in found]
    assert len(set(ids)) == len(ids)
    assert found == extract(of)
    for s in found:
        assert 0 < s.confidence <= 1
        assert s.content
        assert all(text[a.start : a.end] == a.exact for a in _anchors(s))
        assert all(a.end <= b.start for a, b in zip(s.content, s.content[1:], strict=False))
        assert s.via is None or (s.via in ids and s.via != s.id)


@pytest.mark.parametrize(
    "piece", ["Lund said ", "“Go,” he said. ", ", said she", "who said ", "' ", "a, ", "said that ", "“a b c d e” "]
)
def test_extracting_is_linear(piece: str) -> None:
    """Eight times as much of the hardest text takes about eight times the work (a square would take 64)."""
    extract(article(piece))
    assert grows_straight(lambda count: extract(article(piece * count)), small=50, large=400)


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("claim", {"claim", "claims", "claimed", "claiming"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("say", {"say", "says", "said", "saying"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
    ],
)
def test_verb_forms(lemma: str, expected: set[str]) -> None:
    """Verbs are inflected by rule, the others by the list."""
    irregular = {name: tuple(parts) for name, parts in table("reporting")["irregular"].items()}
    assert {word for _, word in forms(lemma, irregular)} == expected


def test_noun_forms() -> None:
    """Nouns have their plural."""
    assert [plural(word) for word in ("claim", "reply", "speech", "survey")] == [
        "claims",
        "replies",
        "speeches",
        "surveys",
    ]


def test_the_shipped_vocabulary_loads() -> None:
    """Every verb has a frame, and longer phrases are tried first."""
    words = load()
    for verbs in words.verbs.values():
        assert all(verb.frames for verb in verbs)
        assert [len(v.tail) for v in verbs] == sorted((len(v.tail) for v in verbs), reverse=True)
    assert words.nouns["claims"].lemma == "claim"


def _broken(section: str, row: Any) -> dict[str, Any]:
    raw = dict(table("reporting"))
    raw[section] = row
    return raw


@pytest.mark.parametrize(
    "raw",
    [
        _broken("verbs", [{"class": "say", "frames": ["that"]}]),
        _broken("verbs", [{"class": "sing", "frames": ["that"], "words": "sing"}]),
        _broken("verbs", [{"class": "say", "frames": ["tune"], "words": "sing"}]),
        _broken("nouns", [{"class": "sing", "follow": ["that"], "words": "song"}]),
        _broken("irregular", {"sing": ["sang"]}),
        _broken("grammar", {"auxiliaries": "has"}),
        {"verbs": []},
    ],
)
def test_a_broken_vocabulary_is_refused(raw: dict[str, Any]) -> None:
    """A missing key, an unknown class or frame, half a verb: each is named."""
    with pytest.raises(VocabularyError, match=r"reporting\.toml"):
        read(raw)
