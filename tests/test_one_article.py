"""What the rooms make of one article, one after the other."""

from __future__ import annotations

import pytest

from communique import moves, one_article, statements
from communique.data import Article, Parse, Reading
from communique.one_article import Before, Coded, Heard, Shared, coded_in, heard_in, together
from communique.store.bodies import unpack
from factories import article

SHARED = Shared((), statements.Options(), moves.Options())
REPORT = article("Karel Velm demanded on Monday that the gunboats leave the strait. “We will not wait,” Velm said.")


def heard(of: Article = REPORT) -> Heard:
    """What is heard in an article in which no encoder saw anything."""
    return heard_in((of, Parse(article_id=of.id)), SHARED)[0]


def coded(of: Heard, sides: dict[str, str] | None) -> Coded:
    """What is read in the report then."""
    return coded_in(Before(REPORT, Parse(article_id=REPORT.id), of, sides), SHARED)[0]


def test_an_article_is_heard_and_then_coded() -> None:
    """Who speaks and who acts is told by the article itself, and so is what is kept of it."""
    first = heard()
    second = coded(first, None)
    assert [said.content[0].exact for said in first.statements if said.kind == "direct"] == ["“We will not wait,”"]
    assert [move.code for move in second.reading.moves if move.trigger.exact == "demanded"] == ["DEMAND"]
    assert second.cast is None
    assert together(first, second).cast is first.cast
    assert unpack(Heard, heard_in((REPORT, Parse(article_id=REPORT.id)), SHARED)[1]) == first


def test_what_others_tell_of_its_people_counts() -> None:
    """Where others tell the side of somebody, the act is that side's; who is heard stays who it was."""
    first = heard()
    (velm,) = [actor.id for actor in first.cast.actors if actor.kind == "person"]
    second = coded(first, {velm: "norland"})
    assert second.cast is not None
    assert [actor.side for actor in second.cast.actors if actor.id == velm] == ["norland"]
    assert {move.actors for move in second.reading.moves if move.code == "DEMAND"} == {("norland",)}
    assert together(first, second).cast is second.cast
    assert together(first, second).statements is first.statements


@pytest.mark.parametrize("room", ["statements.extract", "actors.resolve"])
def test_an_article_that_cannot_be_heard_is_told_and_not_coded(monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    """A room that fails makes a Problem that names the file; the article tells of nothing then."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("no room for this")

    of, name = room.split(".")
    monkeypatch.setattr(getattr(one_article, of), name, broken)
    first = heard()
    notes = together(first, coded(first, None))
    assert [(p.path, p.article_id) for p in notes.problems] == [(REPORT.path, REPORT.id)]
    assert "no room for this" in notes.problems[0].what
    assert (notes.statements, notes.reading) == ((), Reading(article_id=REPORT.id))


def test_an_article_that_cannot_be_coded_keeps_what_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only its acts cannot be read, its statements and its cast stay."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("no room for this")

    monkeypatch.setattr(one_article.moves, "code", broken)
    first = heard()
    notes = together(first, coded(first, None))
    assert len(notes.problems) == 1
    assert (notes.statements, notes.cast) == (first.statements, first.cast)
    assert notes.reading == Reading(article_id=REPORT.id)
