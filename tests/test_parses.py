"""What the encoder saw is kept in the case."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoders
from communique import parsing
from communique.data import Article, Document
from communique.engine import SerialEngine
from communique.parses import parses
from communique.parsing import reading
from communique.store import Store
from factories import article

STORY = "Lund said that the talks had failed.\nOstra told a b."


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that a stand-in for the encoder has read."""
    texts: list[str] = []
    parse_texts = reading.parse_texts

    def looked(each: list[str]) -> object:
        texts.extend(each)
        return parse_texts(each)

    monkeypatch.setattr(reading, "load", lambda *_: encoders.model())
    monkeypatch.setattr(parsing, "available", lambda: True)
    monkeypatch.setattr(parsing, "parse_texts", looked)
    return texts


def kept(path: Path, *articles: Article) -> Store:
    """A case with these articles."""
    store = Store(path)
    for one in articles:
        store.add(one, Document(path=one.path, raw=one.text.encode(), media="text"))
    return store


def test_a_window_is_read_once(tmp_path: Path, read: list[str]) -> None:
    """A paragraph that stood in any article of the case is not read again, in this run or a later one."""
    first, copy = article(STORY, path="a"), article(STORY + "\nOstra said the talks had failed.", path="b")
    store = kept(tmp_path / "a.communique", first, copy)
    parses(store, [first], SerialEngine(), lambda *_: None)
    assert sorted(read) == sorted(STORY.split("\n"))
    read.clear()
    found = parses(store, [first, copy], SerialEngine(), lambda *_: None)
    assert read == ["Ostra said the talks had failed."]
    assert found == [parsing.parse(first), parsing.parse(copy)]


def test_other_weights_read_again(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What other weights saw counts for nothing."""
    first = article(STORY, path="a")
    store = kept(tmp_path / "a.communique", first)
    parses(store, [first], SerialEngine(), lambda *_: None)
    read.clear()
    monkeypatch.setattr(parsing, "model_name", lambda: "others")
    (found,) = parses(store, [first], SerialEngine(), lambda *_: None)
    assert len(read) == 2
    assert found.model == "others"


def test_without_weights_nothing_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the weights are not there, every parse is empty and names no model."""
    monkeypatch.setattr(parsing, "available", lambda: False)
    first = article(STORY, path="a")
    (found,) = parses(kept(tmp_path / "a.communique", first), [first], SerialEngine(), lambda *_: None)
    assert (found.parts, found.model) == ((), "")
