"""What is shown of a case whose record another process makes: of a new record only what has changed is made anew."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from communique.case import Case
from communique.snapshot import Snapshot
from communique.store import DERIVED, Store, codec
from communique.store.opening import trouble
from communique.store.written import row_id


class Rereader:
    """Reads the snapshots of a case one after the other; what two of them have in common is in memory once.

    Use it as a context manager, in one thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = Store(path, create=False)
        self._rows: dict[str, tuple[array[int], Sequence[Any]]] = {}  # hashes of rows, and the nouns made of them
        self._now: Snapshot | None = None

    def __enter__(self) -> Rereader:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def snapshot(self, case: Case) -> Snapshot:
        """The record that was last worked out, be it out of date, with every list in memory."""
        plain = case.snapshot(renew=False)
        while self._now is None or self._now.key != plain.key:
            with self._moment():
                lists = {name: self._list(name) for name in DERIVED} if self._key() == plain.key else None
            if lists is None:  # it was made anew in between
                plain = case.snapshot(renew=False)
                continue
            self._now = Snapshot(
                key=plain.key,
                articles=plain.articles(),
                judgements=plain.judgements,
                problems=plain.problems,
                read=lists.__getitem__,
            ).load()
        return self._now

    @contextmanager
    def _moment(self) -> Iterator[None]:
        """The file as it is at one moment, whatever is written to it meanwhile."""
        try:
            self._store.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._store.connection.execute("ROLLBACK")
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise trouble(self._path, error) from error

    def _key(self) -> str:
        return self._store.meta("derived_from") or ""

    def _list(self, name: str) -> Sequence[Any]:
        """A derived list, in order; a row that is the same as before stands for the same noun."""
        hashes, nouns = self._rows.get(name, (array("q"), ()))
        before = {row_id(noun): (told, noun) for told, noun in zip(hashes, nouns, strict=True)}
        fresh_hashes, fresh = array("q"), []
        for row in self._store.connection.execute(f"SELECT * FROM {name} ORDER BY 1"):  # noqa: S608 - a name of ours
            told = hash(tuple(row))
            known = before.get(row[0])
            fresh_hashes.append(told)
            fresh.append(known[1] if known is not None and known[0] == told else self._noun(name, row))
        self._rows[name] = fresh_hashes, fresh
        return fresh

    def _noun(self, name: str, row: sqlite3.Row) -> Any:  # noqa: ANN401 - any derived noun
        try:
            return codec.noun(DERIVED[name], dict(row))
        except codec.UNFIT as error:
            raise trouble(self._path, error) from error
