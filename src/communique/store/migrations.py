"""Bringing an older case file to the present layout, one numbered step after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

STEPS: Mapping[int, tuple[str, ...]] = {}
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
