"""Opening a case: what is no case, or no longer sound, is refused in words."""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from communique.data import Document, Judgement, Wording
from communique.errors import CaseError, CommuniqueError, DamagedCase, NewerCase, NotACase
from communique.store import Damage, Store, damages
from communique.store.bodies import pack
from communique.store.migrations import migrate
from factories import anchor, article

ARTICLES = [article(f"Day {n}: the talks in Velm went on, said Norland. " * 6, path=f"{n:02}.txt") for n in range(12)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound case of a dozen articles, closed."""
    place = tmp_path / "talks.communique"
    with Store(place) as store:
        for one in ARTICLES:
            store.add(one, Document(path=one.path, raw=one.text.encode(), media="text"))
        wording = Wording(article_id=ARTICLES[0].id, score=0.5, evidence=(anchor(ARTICLES[0], "Velm"),))
        store.replace_derived({"wordings": [wording]}, {}, "key", "{}")
        store.note("article", [(ARTICLES[1].id, "key", pack(wording))])
    return place


def change(path: Path, *statements: str) -> None:
    """Change the case behind our back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_closed_case_is_one_file(path: Path) -> None:
    """Nothing lies beside a case that is closed."""
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_open_case_promises_to_keep_what_it_took(path: Path) -> None:
    """Every commit is on the disk before it is acknowledged, and foreign keys hold."""
    with Store(path) as store:
        asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        assert [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["wal", 2, 1, 0]


def test_a_sound_case_has_no_damage(path: Path) -> None:
    """The check finds nothing in a case that nobody tampered with."""
    with Store(path) as store:
        assert damages(store) == []


def test_a_case_in_a_folder_of_others_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither file nor folder may be written, all can be read and checked; writing is refused in one line."""
    with Store(path) as store:
        expected = store.articles()
    before = path.read_bytes()
    monkeypatch.setattr("communique.store.opening.os.access", lambda *_: False)
    with Store(path, create=False) as store:
        assert store.articles() == expected
        assert damages(store) == []
        with pytest.raises(CaseError, match="is read-only here"), store.writing():
            store.connection.execute("DELETE FROM problems")
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_no_file_is_no_case(tmp_path: Path) -> None:
    """A case that should exist but does not is an error that says how to make one."""
    with pytest.raises(NotACase, match="communique build"):
        Store(tmp_path / "none.communique", create=False)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A case cannot be made in a folder that does not exist."""
    with pytest.raises(CaseError, match="cannot be"):
        Store(tmp_path / "no" / "such" / "talks.communique")


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    """A folder is not taken for a case."""
    with pytest.raises(NotACase, match="folder"):
        Store(tmp_path)


@pytest.mark.parametrize("content", [b"date 2031-03-07\nTalks went on.", b"\x00" * 4096, b"SQLite format 2\x00"])
def test_another_kind_of_file_is_no_case(tmp_path: Path, content: bytes) -> None:
    """A file of another kind is refused and left as it was."""
    place = tmp_path / "talks.communique"
    place.write_bytes(content)
    with pytest.raises(NotACase):
        Store(place)
    assert place.read_bytes() == content


def test_another_database_is_no_case(tmp_path: Path) -> None:
    """A database of another program is refused and left as it was."""
    place = tmp_path / "talks.communique"
    change(place, "CREATE TABLE mine (x)")
    before = place.read_bytes()
    with pytest.raises(NotACase, match="not a Communique case"):
        Store(place)
    assert place.read_bytes() == before


def test_a_newer_case_is_refused(path: Path) -> None:
    """A case of a newer version is not touched, and its owner is told to update."""
    change(path, "PRAGMA user_version = 99")
    with pytest.raises(NewerCase, match="99"):
        Store(path)


def test_a_case_of_no_version_is_damaged(path: Path) -> None:
    """A case whose version was lost is damaged."""
    change(path, "PRAGMA user_version = 0")
    with pytest.raises(DamagedCase):
        Store(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON articles BEGIN DELETE FROM problems; END",
        "CREATE TRIGGER sqlite1 AFTER INSERT ON articles BEGIN DELETE FROM problems; END",
        "CREATE VIEW articles_too AS SELECT load_extension('x')",
        "DROP TRIGGER judgements_stay",
        "ALTER TABLE articles ADD COLUMN more TEXT",
    ],
)
def test_a_foreign_schema_is_refused(path: Path, statement: str) -> None:
    """A case with a trigger, view or column that is not ours, or without one that is, is not used."""
    change(path, statement)
    with pytest.raises(DamagedCase, match="tables"):
        Store(path)


def test_a_trigger_under_a_reserved_name_is_refused(path: Path) -> None:
    """A foreign trigger does not hide behind a name that SQLite reserves for itself."""
    change(
        path,
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_x', 'articles', 0, 'CREATE TRIGGER sqlite_x AFTER "
        "INSERT ON articles BEGIN DELETE FROM problems; END')",
    )
    with pytest.raises(DamagedCase):
        Store(path)


def test_statistics_of_a_browser_are_no_damage(path: Path) -> None:
    """A case that a database browser has analysed can still be used."""
    change(path, "ANALYZE")
    with Store(path) as store:
        assert damages(store) == []


@pytest.mark.parametrize(
    ("statement", "table", "what"),
    [
        ("UPDATE articles SET text = replace(text, 'Velm', 'Vulm') WHERE path = '03.txt'", "articles", "not the one"),
        ("UPDATE raw SET bytes = x'00' WHERE rowid = 1", "raw", "not those"),
        ("UPDATE wordings SET evidence = replace(evidence, 'Velm', 'Vulm')", "wordings", "not quote"),
        ("UPDATE wordings SET evidence = replace(evidence, '\"start\":', '\"start\":1')", "wordings", "not quote"),
        ("UPDATE wordings SET evidence = 'nothing'", "wordings", "cannot be read"),
        ("UPDATE wordings SET evidence = '[{\"article\": 1}]'", "wordings", "cannot be read"),
        ("UPDATE notes SET body = x'00'", "notes", "cannot be read"),
        ("DELETE FROM articles WHERE path = '00.txt'", "wordings", "points to a row"),
        ("DELETE FROM search_data WHERE id > 10", "search", "does not fit"),
    ],
)
def test_the_check_finds_what_was_changed(path: Path, statement: str, table: str, what: str) -> None:
    """The check names the table that was tampered with and what is wrong there."""
    change(path, statement)
    with Store(path) as store:
        found = damages(store)
    assert [d for d in found if isinstance(d, Damage) and d.table == table and what in d.what], found


def test_damaged_bytes_never_crash(path: Path) -> None:
    """Whatever a disk does to a case, it opens, is reported, or is refused in words; nothing else is raised."""
    sound = path.read_bytes()
    chance = random.Random(7)
    for number in range(60):
        broken = bytearray(sound)
        for _ in range(1 + number % 8):
            at = chance.randrange(100 if number % 4 == 0 else len(broken))
            broken[at] = chance.randrange(256)
        path.write_bytes(bytes(broken[: chance.randrange(len(broken))] if number % 10 == 9 else broken))
        try:
            with Store(path) as store:
                damages(store)
                store.articles()
                store.search("talks")
                store.add(article("New."), Document(path="n.txt", raw=b"New.", media="text"))
        except CommuniqueError:
            pass
        for beside in path.parent.glob(path.name + "-*"):
            beside.unlink()


def test_damage_to_a_text_is_found(path: Path) -> None:
    """A byte changed anywhere in a stored text is found, or keeps the case from opening."""
    sound = path.read_bytes()
    places = [match.start() for match in re.finditer(rb"the talks in Velm", sound)]
    for at in places[:: max(1, len(places) // 20)]:
        broken = bytearray(sound)
        broken[at] ^= 1
        path.write_bytes(bytes(broken))
        try:
            with Store(path) as store:
                assert damages(store)
        except DamagedCase:
            pass


_ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from factories import article
from communique.data import Document
from communique.store import Store
with Store(Path(sys.argv[1])) as store:
    for number in range(100_000):
        one = article(f"Report {number}: the talks went on. " * 50, path=f"{number}.txt")
        store.add(one, Document(path=one.path, raw=one.text.encode(), media="text"))
        print(one.id, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("wait", [0.01, 0.07, 0.15])
def test_a_kill_loses_nothing_that_was_kept(tmp_path: Path, wait: float) -> None:
    """A process killed while adding leaves a sound case that holds every article it had acknowledged."""
    place = tmp_path / "talks.communique"
    child = subprocess.Popen(
        [sys.executable, "-c", _ADDING, str(place), str(Path(__file__).parent.parent)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = [child.stdout.readline().strip()]
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    said += [line.strip() for line in child.stdout if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    with Store(place, create=False) as store:
        assert set(said) <= set(store.article_ids())
        assert damages(store) == []


_STEPS = {2: ("CREATE TABLE more (x)", "INSERT INTO more VALUES (1)"), 3: ("ALTER TABLE more ADD COLUMN y",)}


def test_an_old_case_is_brought_up_step_by_step() -> None:
    """A migration runs every step from the version of the case to the wanted one."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 1")
        migrate(connection, 3, _STEPS)
        migrate(connection, 3, _STEPS)
        assert connection.execute("SELECT x, y FROM more").fetchall() == [(1, None)]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 3


def test_a_migration_that_fails_changes_nothing() -> None:
    """When a step fails, the case keeps its old version and layout."""
    broken = {**_STEPS, 3: ("ALTER TABLE nowhere ADD COLUMN y",)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 1")
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, 3, broken)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def test_a_case_of_version_one_opens_with_its_judgements(path: Path) -> None:
    """What was judged before judgements could merge, split and add is there, and the layout is that of a new case."""
    columns = 'number, id, about, verdict, "by", at, why, changes'
    with Store(path) as store:
        store.judge(Judgement(id="j", about="m", verdict="edit", by="ana", at="2031", changes={"code": "OFFER"}))
    change(
        path,
        "ALTER TABLE judgements RENAME TO newer",
        "CREATE TABLE judgements (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, about TEXT NOT NULL, "
        "verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'undo')), \"by\" TEXT NOT NULL, "
        "at TEXT NOT NULL, why TEXT NOT NULL, changes TEXT NOT NULL) STRICT",
        f"INSERT INTO judgements SELECT {columns} FROM newer",
        "DROP TABLE newer",
        "CREATE INDEX judgements_about ON judgements (about)",
        "CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'no'); END",
        "CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'no'); END",
        "DROP TABLE meetings",
        'CREATE TABLE meetings (id TEXT PRIMARY KEY, forum TEXT, place TEXT, "when" TEXT, parties TEXT NOT NULL, '
        "status TEXT NOT NULL, evidence TEXT NOT NULL, hours REAL) STRICT",
        "INSERT INTO meetings VALUES ('t', NULL, 'Brasz', '2031', '[]', 'held', '[]', 2.5)",
        "PRAGMA user_version = 1",
    )
    with Store(path) as store:
        (kept,) = store.judgements()
        assert (kept.id, kept.changes, kept.kind, kept.seen, kept.blind) == ("j", {"code": "OFFER"}, "", {}, False)
        store.judge(replace(kept, id="k", verdict="merge", batch="b"))
        assert [j.verdict for j in store.judgements()] == ["edit", "merge"]
        assert [(m.place, m.hours, m.revisions) for m in store.derived("meetings")] == [("Brasz", 2.5, ())]
        assert damages(store) == []
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        change(path, "DELETE FROM judgements")


def test_another_process_leaves_the_log_to_us(tmp_path: Path) -> None:
    """Opening a case a second time gives up no lock of the first: whoever closes it elsewhere is not the last."""
    path = tmp_path / "a.communique"
    told = f"from pathlib import Path; from communique.store import Store; Store(Path({str(path)!r})).close()"
    with Store(path) as first, Store(path) as second:
        with first.writing():
            first.connection.execute("INSERT INTO meta VALUES ('one', '1')")
        subprocess.run([sys.executable, "-c", told], check=True)
        assert path.with_name("a.communique-wal").exists()
        with second.writing():
            second.connection.execute("INSERT INTO meta VALUES ('two', '2')")
        assert first.meta("two") == "2"
