"""fsck for a case: pages, texts against their hashes, anchors against their texts, the search index."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from communique.data import Anchor
from communique.store import codec
from communique.store.bodies import sha256
from communique.store.file import DERIVED, Store


class Damage(NamedTuple):
    """One thing that does not fit: in which table, which row, and what is wrong."""

    table: str
    row: str
    what: str


def damages(store: Store) -> list[Damage]:
    """Everything in the case that does not fit; empty when it is sound."""
    found: list[Damage] = []
    for look in (_pages, _texts, _bytes, _notes, _rows, _index):
        try:
            found.extend(look(store))
        except (sqlite3.DatabaseError, *codec.UNFIT) as error:
            found.append(Damage("case", look.__name__.strip("_"), f"cannot be read: {error}"))
    return found


def _pages(store: Store) -> Iterator[Damage]:
    for (line,) in map(tuple, store.connection.execute("PRAGMA quick_check(20)")):
        if line != "ok":
            yield Damage("case", "pages", str(line))
    for row in map(tuple, store.connection.execute("PRAGMA foreign_key_check")):
        yield Damage(str(row[0]), str(row[1]), f"points to a row of {row[2]} that is not there")


def _texts(store: Store) -> Iterator[Damage]:
    for row in store.connection.execute("SELECT id, text, text_sha256 FROM articles"):
        if sha256(row["text"]) != row["text_sha256"]:
            yield Damage("articles", row["id"], "its text is not the one that was read")


def _bytes(store: Store) -> Iterator[Damage]:
    for row in store.connection.execute("SELECT article_id, bytes, sha256 FROM raw"):
        if hashlib.sha256(row["bytes"]).hexdigest() != row["sha256"]:
            yield Damage("raw", row["article_id"], "its bytes are not those that came in")


def _notes(store: Store) -> Iterator[Damage]:
    for row in store.connection.execute("SELECT article_id, room, body FROM notes"):
        try:
            json.loads(zlib.decompress(row["body"]))
        except (zlib.error, ValueError) as error:
            yield Damage("notes", f"{row['article_id']} {row['room']}", f"cannot be read: {error}")


def _rows(store: Store) -> Iterator[Damage]:
    texts = {row["id"]: row["text"] for row in store.connection.execute("SELECT id, text FROM articles")}
    for name, kind in DERIVED.items():
        for row in map(dict, store.connection.execute(f"SELECT * FROM {name}")):  # noqa: S608 - a name of ours
            label = str(row.get("id", row.get("article_id")))
            try:
                noun = codec.noun(kind, row)
            except codec.UNFIT as error:
                yield Damage(name, label, f"cannot be read: {error!r}")
                continue
            yield from (Damage(name, label, what) for what in _loose(noun, texts))


def _loose(noun: object, texts: dict[str, str]) -> Iterator[str]:
    """What the anchors anywhere inside ``noun`` claim that their article does not bear out."""
    for anchor in _anchors(json.loads(codec.dump(noun))):
        text = texts.get(anchor.article_id)
        if text is None:
            yield f"quotes article {anchor.article_id}, which is not in the case"
        elif text[anchor.start : anchor.end] != anchor.exact:
            yield f"does not quote article {anchor.article_id} exactly at {anchor.start}"


def _anchors(value: object) -> Iterator[Anchor]:
    if isinstance(value, dict):
        if {"article", "start", "end", "exact"} == set(value):
            yield codec.build(Anchor, value)
        else:
            for item in value.values():
                yield from _anchors(item)
    elif isinstance(value, list):
        for item in value:
            yield from _anchors(item)


def _index(store: Store) -> Iterator[Damage]:
    try:
        with closing(sqlite3.connect(":memory:")) as copy:
            readable = store.connection
            if readable.execute("PRAGMA query_only").fetchone()[0]:
                readable.backup(copy)  # the check is asked for by an INSERT, which a case that is only read refuses
                readable = copy
            readable.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield Damage("search", "index", f"does not fit the articles: {error}")
