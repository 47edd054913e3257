"""The case file: what goes in comes out, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.data import Actor, Article, Document, Judgement, Problem, Statement, digest
from communique.errors import CaseBusy
from communique.store import DERIVED, Store
from factories import anchor, article

A = article("Norland said on Friday it would return to the talks in Velm.", path="b.txt", outlet="Velm Post")
B = article("The envoy of Sudria refused to comment on the ceasefire.", path="c.txt", title="No comment")


def document(of: Article) -> Document:
    """The bytes that an article was read from."""
    return Document(path=of.path, raw=of.text.encode(), media="text", given={"outlet": of.outlet or ""})


def judgement(about: str, number: int = 1) -> Judgement:
    """A judgement about anything."""
    return Judgement(id=digest(about, number), about=about, verdict="accept", by="ana", at="2031-03-07T10:00:00Z")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new case with one article."""
    with Store(tmp_path / "talks.communique") as made:
        made.add(A, document(A))
        yield made


def test_an_article_comes_out_as_it_went_in(store: Store) -> None:
    """What was added is there after closing and opening again."""
    store.add(B, document(B))
    store.close()
    with Store(store.path, create=False) as again:
        assert again.articles() == sorted([A, B], key=lambda a: a.id)
        assert again.article_ids() == sorted([A.id, B.id])


def test_adding_twice_adds_once(store: Store) -> None:
    """An article that the case has already is not added again."""
    assert store.add(A, document(A)) is False
    assert store.articles() == [A]


@pytest.mark.parametrize("paths", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_the_first_path_stays(tmp_path: Path, paths: tuple[str, str]) -> None:
    """Of two paths to one article the first of the alphabet is kept, in whatever order they came."""
    with Store(tmp_path / "talks.communique") as store:
        for path in paths:
            same = article(A.text, path=path, outlet=A.outlet)
            store.add(same, document(same))
        assert [a.path for a in store.articles()] == ["a.txt"]


def test_the_bytes_are_kept(store: Store) -> None:
    """The bytes that an article was read from are in the case, unchanged."""
    assert store.connection.execute("SELECT bytes FROM raw").fetchone()[0] == A.text.encode()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("norland talks", [A.id]),
        ("ceasefire", [B.id]),
        ("comment", [B.id]),
        ("talks ceasefire", []),
        ("", []),
        ('"', []),
        ("talks OR ceasefire", []),
        ("outlet:velm", []),
        ("NEAR(", []),
    ],
)
def test_search_finds_words(store: Store, words: str, found: list[str]) -> None:
    """Search takes plain words, all of which must stand in the text or title; it has no syntax to trip over."""
    store.add(B, document(B))
    assert store.search(words) == found


def test_judgements_are_kept_in_their_order(store: Store) -> None:
    """Judgements come back in the order in which they were given, each once."""
    given = [judgement("z", 3), judgement("a", 1), judgement("m", 2)]
    for one in [*given, given[0]]:
        store.judge(one)
    assert store.judgements() == given


@pytest.mark.parametrize("sql", ["DELETE FROM judgements", "UPDATE judgements SET verdict = 'reject'"])
def test_judgements_are_only_added(store: Store, sql: str) -> None:
    """Nothing can change or remove a judgement, not even a database browser."""
    store.judge(judgement("x"))
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        store.connection.execute(sql)


def test_a_judgement_of_no_kind_is_refused(store: Store) -> None:
    """A verdict that does not exist is an error, and is not dropped in silence."""
    wrong = Judgement(id="1", about="x", verdict="perhaps", by="ana", at="2031")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.judge(wrong)


def test_one_trouble_is_one_problem(store: Store) -> None:
    """The same trouble with the same file is kept once, however often it is met."""
    trouble = Problem(room="articles", article_id=None, path="x.pdf", what="is not text")
    store.note_problems([trouble, trouble])
    store.note_problems([trouble])
    assert store.problems() == [trouble]


def test_derived_tables_are_replaced(store: Store) -> None:
    """What is derived takes the place of all that was derived before, and says what it rests on."""
    first = Actor(id="1", name="Norland", kind="state", aliases=("the Republic of Norland",), country="NL")
    said = Statement(id="s", article_id=A.id, kind="direct", source=None, cue=anchor(A, "said"), content=(), actor="1")
    store.replace_derived({"actors": [first], "statements": [said]}, {A.id: "2031-03"}, "key 1", "{}")
    assert store.derived("actors") == [first]
    assert store.derived("statements") == [said]
    assert store.inferred_dates() == {A.id: "2031-03"}
    store.replace_derived({"actors": []}, {}, "key 2", "{}")
    assert [store.derived(name) for name in DERIVED] == [[] for _ in DERIVED]
    assert (store.inferred_dates(), store.meta("derived_from")) == ({}, "key 2")


def test_only_rows_that_differ_are_written(store: Store) -> None:
    """Replacing what is derived touches the rows that changed, whether or not one knows what was written before."""
    many = [Actor(id=str(n), name=f"Envoy {n}", kind="person") for n in range(20)]
    written = store.replace_derived({"actors": many}, {}, "key 1", "{}")
    for known, key in ((written, "key 2"), (None, "key 3")):
        many[7] = Actor(id="7", name=f"Envoy of {key}", kind="person")
        before = store.connection.total_changes
        store.replace_derived({"actors": many}, {}, key, "{}", known)
        assert store.derived("actors") == sorted(many, key=lambda a: a.id)
        assert store.connection.total_changes - before <= 6


def test_what_another_wrote_is_seen(store: Store) -> None:
    """Where somebody else wrote since, what this process wrote last is not believed."""
    first, other = Actor(id="1", name="Norland", kind="state"), Actor(id="2", name="Sudria", kind="state")
    written = store.replace_derived({"actors": [first]}, {}, "key 1", "{}")
    store.replace_derived({"actors": [other]}, {}, "key 2", "{}")
    store.replace_derived({"actors": [first]}, {}, "key 3", "{}", written)
    assert store.derived("actors") == [first]


def test_a_step_that_fails_leaves_nothing(store: Store) -> None:
    """When a row of a step does not fit, the whole step is taken back and the case stays as it was."""
    kept = Actor(id="1", name="Norland", kind="state")
    store.replace_derived({"actors": [kept]}, {}, "key", "{}")
    stray = Statement(id="s", article_id="nowhere", kind="direct", source=None, cue=None, content=())
    with pytest.raises(sqlite3.IntegrityError):
        store.replace_derived({"statements": [stray]}, {}, "other key", "{}")
    assert (store.derived("actors"), store.meta("derived_from")) == ([kept], "key")


def test_notes_are_replaced_by_article(store: Store) -> None:
    """A room's note about an article takes the place of its last one, and of no other room's."""
    store.note("article", [(A.id, "k1", b"one")])
    store.note("other", [(A.id, "k1", b"two")])
    store.note("article", [(A.id, "k2", b"three")])
    assert store.notes("article") == {A.id: ("k2", b"three")}
    assert store.notes("other") == {A.id: ("k1", b"two")}


def test_two_may_write_in_turn(store: Store) -> None:
    """Two processes with the case open both keep what they add."""
    with Store(store.path) as other:
        other.add(B, document(B))
        store.judge(judgement("x"))
        assert store.article_ids() == other.article_ids() == sorted([A.id, B.id])
        assert other.judgements() == [judgement("x")]


def test_the_list_of_articles_is_never_old(store: Store) -> None:
    """Whoever adds or renames an article, here or elsewhere, the next look shows it."""
    assert store.article_ids() == [A.id]
    store.add(B, document(B))
    assert store.article_ids() == sorted([A.id, B.id])
    store.rename(A.id, "a.txt")
    assert store.known_paths() == {"a.txt": {A.id}, B.path: {B.id}}
    third = article("Sudria welcomed it.", path="d.txt")
    with Store(store.path) as other:
        other.add(third, document(third))
    assert {one.path for one in store.articles()} == {"a.txt", B.path, "d.txt"}


def test_a_writer_that_waits_in_vain_is_told(store: Store) -> None:
    """Who cannot write because another process holds the case hears so in one line."""
    with Store(store.path) as other:
        other.connection.execute("PRAGMA busy_timeout = 20")
        with store.writing(), pytest.raises(CaseBusy, match="another process"):
            other.add(B, document(B))
        assert other.add(B, document(B))
