"""Opening a case file: what is there is looked at before anything in it is trusted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from communique.errors import CaseBusy, CaseError, DamagedCase, NewerCase, NotACase
from communique.store.migrations import migrate

APPLICATION_ID = 0x434D4E51  # "CMNQ"
VERSION = 2
BUSY_SECONDS = 10.0
"""How long a write waits for that of another process."""
_MAGIC = b"SQLite format 3\x00"


def connect(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """A connection to the case at ``path``, which is made where it is missing and ``create`` says so.

    Raises NotACase, NewerCase, DamagedCase, or CaseError where the folder cannot be written.
    """
    if path.is_dir():
        raise NotACase(f"{path}: is a folder, not a case file")
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh and not create:
        raise NotACase(f"{path}: there is no such case; make one with: communique build PATH --case {path}")
    try:
        if not fresh:
            _inspect(path)
        return _prepared(path, fresh=fresh)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise trouble(path, error) from error
    except OSError as error:
        raise CaseError(f"{path}: cannot be opened ({error.strerror or error})") from error


def trouble(path: Path, error: Exception) -> CaseError:
    """What ``error``, met while using the case at ``path``, means to its user."""
    if isinstance(error, sqlite3.OperationalError) and not str(error).startswith("Could not decode"):
        if "locked" in str(error) or "busy" in str(error):
            return CaseBusy(f"{path}: another process is writing to it; try again when that has finished")
        if "readonly" in str(error):
            return CaseError(f"{path}: is read-only here and would have to be written; copy it to a folder of your own")
        return CaseError(f"{path}: cannot be read or written ({error}); nothing of this step was kept")
    return DamagedCase(f"{path}: damaged ({error}); restore it from a backup")


def _prepared(path: Path, *, fresh: bool) -> sqlite3.Connection:
    reading = not fresh and not _writable(path)
    place = _read_only(path) if reading else str(path)
    connection = sqlite3.connect(place, uri=reading, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON" if reading else "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if fresh:
            _lay_out(connection)
        migrate(connection, VERSION)
        _compare_schema(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _writable(path: Path) -> bool:
    """Whether we may write the case: the file, and its folder, where the write-ahead log stands."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _read_only(path: Path) -> str:
    """The address of a case that is only read.

    SQLite reads a case of this kind only with a write-ahead log beside it, which we may not make, or would leave there
    as ours, unless told that nobody writes: while there is no log, nobody does.
    """
    alone = not _writable(path) and not path.with_name(f"{path.name}-wal").exists()
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"


def _lay_out(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another process did so first."""
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        for statement in _statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _inspect(path: Path) -> None:
    """Look at the file read-only: is it SQLite, is it ours, is it of a version that we know.

    The file is opened by SQLite alone: to close it by any other way would release the locks that another connection of
    this process holds on it, and the next process to close it would take away the log under our hands.
    """
    try:
        with closing(sqlite3.connect(_read_only(path), uri=True, timeout=BUSY_SECONDS)) as peek:
            application = peek.execute("PRAGMA application_id").fetchone()[0]
            version = peek.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB and not _begins_as_sqlite(path):
            raise NotACase(f"{path}: is not a Communique case; choose another name for --case") from error
        raise
    if application != APPLICATION_ID:
        raise NotACase(f"{path}: is a database, but not a Communique case; choose another name for --case")
    if version > VERSION:
        raise NewerCase(f"{path}: was written by a newer Communique (case version {version}); update this one")
    if version < 1:
        raise DamagedCase(f"{path}: damaged (case version {version}); restore it from a backup")


def _begins_as_sqlite(path: Path) -> bool:
    """Whether a file that SQLite does not take was one of its own, and is damaged."""
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def _compare_schema(connection: sqlite3.Connection, path: Path) -> None:
    """A case holds our tables and triggers, word for word: a foreign trigger would run with our rights."""
    if _layout(connection) != _expected():
        raise DamagedCase(f"{path}: its tables are not those of a Communique case; restore it from a backup")


@cache
def _expected() -> frozenset[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as model:
        for statement in _statements():
            model.execute(statement)
        return _layout(model)


def _layout(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Everything with a definition of its own; SQLite's own indexes have none, and ANALYZE may add its tables."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
    )
    return frozenset((kind, name, sql) for kind, name, sql in rows)


@cache
def _statements() -> tuple[str, ...]:
    """The statements of schema.sql, one by one: executescript would commit an open transaction."""
    script = files("communique.store").joinpath("schema.sql").read_text("utf-8")
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return tuple(found)


def close(connection: sqlite3.Connection) -> None:
    """Close, folding the write-ahead log back into the one file where nobody else needs it; twice does no harm."""
    with suppress(sqlite3.DatabaseError, sqlite3.ProgrammingError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
