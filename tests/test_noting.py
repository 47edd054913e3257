"""What a room makes of one article is kept."""

from __future__ import annotations

from pathlib import Path

from communique.data import Article, Document, Wording
from communique.engine import SerialEngine
from communique.noting import Room, each, noted
from communique.store import Store
from communique.store.bodies import pack
from factories import article


def test_a_note_is_made_once(tmp_path: Path) -> None:
    """What stands in the case under the same key is not made again; under another key it is."""
    made: list[str] = []

    def make(one: Article) -> tuple[Wording, bytes]:
        made.append(one.path)
        wording = Wording(article_id=one.id, score=0.5)
        return wording, pack(wording)

    both = [article("The envoys met.", path="a"), article("The envoys left.", path="b")]
    store = Store(tmp_path / "a.communique")
    for one in both:
        store.add(one, Document(path=one.path, raw=one.text.encode(), media="text"))
    room = Room("test", Wording, make)
    keys = {one.id: "first" for one in both}
    first = each(store, room, both, keys, SerialEngine(), lambda *_: None)
    again = each(store, room, both, keys | {both[1].id: "second"}, SerialEngine(), lambda *_: None)
    assert first == again
    assert made == ["a", "b", "b"]
    assert noted(store, "test", Wording, {both[0].id, "elsewhere"}) == [first[0]]
    assert noted(store, "other", Wording, {both[0].id}) == []
