"""Progress as others see it: a note in the case while work goes on."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from communique.store import Store, Working, work_of
from communique.store.opening import BUSY_SECONDS


def silent(what: str, done: int, of: int | None) -> None:
    """Nobody looks."""


def begun(store: Store) -> Working:
    """Work that has gone on for two seconds."""
    working = Working(store, silent)
    working("coding", 1, 9)
    working._told -= 2
    return working


def test_short_work_leaves_no_note(tmp_path: Path) -> None:
    """Nothing is written about what takes less than a second; what is written goes with the work."""
    with Store(tmp_path / "a.communique") as store:
        working = Working(store, silent)
        working("coding", 1, 9)
        assert store.meta("working") is None
        working = begun(store)
        working("coding", 2, 9)
        with Store(tmp_path / "a.communique") as other:
            work = work_of(other)
        assert work is not None
        assert (work.what, work.done, work.of) == ("coding", 2, 9)
        working.over()
        assert (work_of(store), store.meta("working")) == (None, None)


def test_notes_are_seldom(tmp_path: Path) -> None:
    """However often progress is told, it is written once a second, and always passed on."""
    told: list[int] = []
    with Store(tmp_path / "a.communique") as store:
        working = Working(store, lambda what, done, of: told.append(done))
        before = store.connection.total_changes
        for n in range(1000):
            working("coding", n, 1000)
        assert told == list(range(1000))
        assert store.connection.total_changes == before


def test_work_never_waits_for_another_writer(tmp_path: Path) -> None:
    """Where somebody else is writing, or we are in the middle of it, the note is left."""
    with Store(tmp_path / "a.communique") as store, Store(tmp_path / "a.communique") as other:
        working = begun(store)
        other.connection.execute("BEGIN IMMEDIATE")
        before = time.monotonic()
        working("coding", 2, 9)
        assert time.monotonic() - before < 2
        other.connection.execute("ROLLBACK")
        assert store.connection.execute("PRAGMA busy_timeout").fetchone()[0] == BUSY_SECONDS * 1000
        with store.writing():
            begun(store)("coding", 3, 9)
        assert store.meta("working") is None


NOTES = [
    (None, False),
    ("", False),
    ("{}", False),
    ("[1, 2]", False),
    ('["coding", "many", null, 1]', False),
    (json.dumps(["coding", 1, None, 0.0]), False),
    ('["coding", 1, null, NEVER]', False),
    ('["coding", 1, null, NOW]', True),
]


@pytest.mark.parametrize(("note", "believed"), NOTES)
def test_a_note_of_a_process_that_was_killed_is_not_believed_for_ever(
    tmp_path: Path, note: str | None, believed: bool
) -> None:
    """An old note, one of the future, and one that cannot be read count for nothing."""
    with Store(tmp_path / "a.communique") as store:
        if note is not None:
            told = note.replace("NOW", str(time.time())).replace("NEVER", str(time.time() + 10**6))
            store.connection.execute("INSERT INTO meta VALUES ('working', ?)", (told,))
        assert (work_of(store) is not None) is believed
