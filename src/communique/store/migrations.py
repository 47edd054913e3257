"""Bringing an older case file to the present layout, one numbered step after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

STEPS: Mapping[int, tuple[str, ...]] = {}
"""The statements that lead to each version from the one before it; version 1 is schema.sql itself."""


def migrate(connection: sqlite3.Connection, target: int, steps: Mapping[int, tuple[str, ...]] = STEPS) -> None:
    """Take the case up to version ``target`` in one transaction: all steps or none."""
    present = connection.execute("PRAGMA user_version").fetchone()[0]
    if present == target:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(present + 1, target + 1):
            for statement in steps[version]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {int(target)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
