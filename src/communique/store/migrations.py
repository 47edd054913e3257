"""Bringing an older case file to the present layout, one numbered step after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_JUDGEMENTS_2 = """\
CREATE TABLE judgements (              -- only ever added
  number INTEGER PRIMARY KEY,          -- the order in which they came in
  id TEXT NOT NULL UNIQUE,
  about TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'merge', 'split', 'add', 'undo')),
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  changes TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,
  article_id TEXT,
  seen TEXT NOT NULL,
  blind INTEGER NOT NULL,
  batch TEXT
) STRICT"""

_MEETINGS_2 = """\
CREATE TABLE meetings (
  id TEXT PRIMARY KEY,
  forum TEXT,
  place TEXT,
  "when" TEXT,
  parties TEXT NOT NULL,
  status TEXT NOT NULL,
  evidence TEXT NOT NULL,
  hours REAL,
  revisions TEXT NOT NULL
) STRICT"""

STEPS: Mapping[int, tuple[str, ...]] = {
    2: (  # judgements that merge, split and add, and that say what they were about; what became of a meeting
        "ALTER TABLE judgements RENAME TO judgements_1",
        _JUDGEMENTS_2,
        """INSERT INTO judgements
           SELECT number, id, about, verdict, "by", at, why, changes, '', '', NULL, '{}', 0, NULL FROM judgements_1""",
        "DROP TABLE judgements_1",
        "CREATE INDEX judgements_about ON judgements (about)",
        """CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END""",
        """CREATE TRIGGER judgements_last BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added'); END""",
        "ALTER TABLE meetings RENAME TO meetings_1",  # a column added in place would leave another definition
        _MEETINGS_2,
        """INSERT INTO meetings
           SELECT id, forum, place, "when", parties, status, evidence, hours, '[]' FROM meetings_1""",
        "DROP TABLE meetings_1",
    ),
}
"""The statements that lead to each version from the one before it; version 1 is schema.sql itself."""


def migrate(connection: sqlite3.Connection, target: int, steps: Mapping[int, tuple[str, ...]] = STEPS) -> None:
    """Take the case up to version ``target`` in one transaction: all steps or none."""
    if _version(connection) == target:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(_version(connection) + 1, target + 1):  # asked again: another process may have been first
            for statement in steps[version]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {int(target)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
