"""Store: articles, judgements and problems in, derived tables out, one transaction at a time."""

from __future__ import annotations

import json
import sqlite3
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from communique import data
from communique.data import Article, Document, Judgement, Problem
from communique.store import codec, opening
from communique.store.bodies import raw_row, sha256
from communique.store.written import Given, Table, Written, nouns

Noun = TypeVar("Noun")
_Row = dict[str, Any]

DERIVED: Mapping[str, type[Any]] = {
    "copies": data.Copy,
    "lineages": data.Lineage,
    "corrections": data.Correction,
    "wordings": data.Wording,
    "actors": data.Actor,
    "statements": data.Statement,
    "moves": data.Move,
    "events": data.Event,
    "positions": data.Position,
    "figures": data.Figure,
    "disputes": data.Dispute,
    "meetings": data.Meeting,
}
"""The derived tables and the noun that each holds, in an order that satisfies their foreign keys."""


_FEW = 500  # rows that are looked up one by one rather than all read


def _key_column(name: str) -> str:
    return "article_id" if name == "wordings" else "id"


class Merged(NamedTuple):
    """What another case brought in: how many articles and how many judgements were new."""

    articles: int
    judgements: int


class Store:
    """One open case file. Use it as a context manager, or close it."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._connection = opening.connect(path, create=create)
        self._articles: dict[str, Article] = {}
        self._listed: tuple[int, list[tuple[str, str]]] = -1, []
        self._documents: dict[tuple[str, str], str] = {}  # of raw up to the row number _raw: rows are only added
        self._raw = 0
        self._judged: list[tuple[str, int, Judgement]] = []  # time, row number: rows are only added here too

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        opening.close(self._connection)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: everything in it is in the file afterwards, or nothing of it is."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.IntegrityError:
            self._roll_back()
            raise  # rows that do not fit together: a bug of ours, no trouble of the file
        except sqlite3.DatabaseError as error:
            self._roll_back()
            raise opening.trouble(self.path, error) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    # what came in

    def add(self, article: Article, document: Document) -> bool:
        """Keep an article with its bytes, in one transaction; False where the case has it already.

        Of two paths to one article the first in order of the alphabet is kept, so that the order of adding
        leaves no trace.
        """
        if self._rows("SELECT 1 FROM articles WHERE id = ?", article.id):
            self.rename(article.id, article.path)
            return False
        with self.writing():
            self._insert("articles", [codec.row(article) | {"text_sha256": sha256(article.text)}])
            self._insert("raw", [raw_row(article.id, document)])
            self._connection.execute(
                "INSERT INTO search (rowid, title, text) SELECT number, title, text FROM articles WHERE id = ?",
                (article.id,),
            )
        insort(self._listed[1], (article.id, article.path))
        return True

    def rename(self, article_id: str, path: str) -> None:
        """Say that an article also came from ``path``: the first in order of the alphabet is the one kept."""
        known = self._rows("SELECT path FROM articles WHERE id = ?", article_id)
        if path < known[0]["path"]:
            with self.writing():
                self._connection.execute("UPDATE articles SET path = ? WHERE id = ?", (path, article_id))
            self._listed = -1, []

    def known_documents(self) -> dict[tuple[str, str], str]:
        """The article id of each document that was read before, by :func:`document_key`."""
        rows = self._rows(
            "SELECT rowid, sha256, media || given AS said, article_id FROM raw WHERE rowid > ?", self._raw
        )
        self._documents.update(((row["sha256"], row["said"]), row["article_id"]) for row in rows)
        self._raw = max((row["rowid"] for row in rows), default=self._raw)
        return dict(self._documents)

    def articles(self) -> list[Article]:
        """All articles, in order of id; one that was read before is only asked whether its path is still the same."""
        known, rows = self._articles, self._listing()
        stale = [one for one, path in rows if one not in known or known[one].path != path]
        if len(stale) > _FEW:
            known.update((a.id, a) for a in self._nouns(Article, "SELECT * FROM articles"))
        else:
            for one in stale:
                known.update((a.id, a) for a in self._nouns(Article, "SELECT * FROM articles WHERE id = ?", one))
        return [known[one] for one, _ in rows]

    def documents(self) -> Iterator[tuple[Article, Document]]:
        """All articles with the bytes that they were read from, in order of id."""
        for article in self.articles():
            for row in self._rows("SELECT media, given, bytes FROM raw WHERE article_id = ?", article.id):
                given = json.loads(row["given"])
                yield article, Document(path=article.path, raw=row["bytes"], media=row["media"], given=given)

    def article_ids(self) -> list[str]:
        """The ids of all articles, in order."""
        return [one for one, _ in self._listing()]

    def known_paths(self) -> dict[str, set[str]]:
        """The ids of the articles that came from each path."""
        found: dict[str, set[str]] = {}
        for one, path in self._listing():
            found.setdefault(path, set()).add(one)
        return found

    def hashes(self) -> dict[str, str]:
        """The sha256 of each article's text."""
        return {row["id"]: row["text_sha256"] for row in self._rows("SELECT id, text_sha256 FROM articles")}

    def search(self, words: str) -> list[str]:
        """The ids of the articles that hold all of these words, best match first."""
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return []
        rows = self._rows(
            "SELECT a.id FROM search s JOIN articles a ON a.number = s.rowid WHERE search MATCH ? "
            "ORDER BY s.rank, a.id",
            quoted,
        )
        return [row["id"] for row in rows]

    def note_problems(self, problems: Iterable[Problem]) -> None:
        """Keep problems; one that is known already is kept once."""
        rows = [codec.row(problem) | {"id": problem.id} for problem in problems]
        if rows:
            with self.writing():
                self._insert("problems", rows, known="keep")

    def forget_problems(self, paths: Iterable[str]) -> None:
        """Drop the reading problems of files that were read after all."""
        rows = [(path,) for path in paths]
        if rows and self._rows("SELECT 1 FROM problems LIMIT 1"):
            with self.writing():
                self._connection.executemany("DELETE FROM problems WHERE room = 'articles' AND path = ?", rows)

    def replace_problems(self, room: str, problems: Iterable[Problem]) -> None:
        """Put the problems that ``room`` found in place of those that it found before."""
        rows = [codec.row(problem) | {"id": problem.id} for problem in problems]
        with self.writing():
            self._connection.execute("DELETE FROM problems WHERE room = ?", (room,))
            self._insert("problems", rows, known="keep")

    def problems(self) -> list[Problem]:
        """All problems, in order of path and text."""
        return self._nouns(Problem, "SELECT * FROM problems ORDER BY path, what, id")

    def judge(self, *judgements: Judgement, check: Callable[[], None] = lambda: None) -> None:
        """Add judgements in one transaction; giving the same one twice adds it once.

        ``check`` may look at what is in the file by then, while nobody else can write, and raise.
        """
        with self.writing():
            check()
            self._insert("judgements", [codec.row(judgement) for judgement in judgements], known="keep")

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order in which they were given, here or in another case."""
        last = max((number for _, number, _ in self._judged), default=0)
        rows = self._rows("SELECT * FROM judgements WHERE number > ?", last)
        if rows:
            fresh = [(row["at"], row["number"], self._noun(Judgement, row)) for row in rows]
            self._judged = sorted(self._judged + fresh, key=lambda kept: kept[:2])
        return [judgement for _, _, judgement in self._judged]

    def judgement_ids(self) -> list[str]:
        """The ids of all judgements, in that order."""
        return [row["id"] for row in self._rows("SELECT id FROM judgements ORDER BY at, number")]

    def merge(self, other: Store) -> Merged:
        """Keep the articles and judgements of another case that this one does not have; ids and times stay theirs."""
        added = sum(self.add(article, document) for article, document in other.documents())
        known = {judgement.id for judgement in self.judgements()}
        fresh = [judgement for judgement in other.judgements() if judgement.id not in known]
        self.judge(*fresh)
        return Merged(added, len(fresh))

    # what the rooms made of one article

    def notes(self, room: str, articles: Sequence[str] | None = None) -> dict[str, tuple[str, bytes]]:
        """What ``room`` noted, of these articles or of all: article id to (key, body)."""
        sql = "SELECT article_id, key, body FROM notes WHERE room = ?"
        if articles is None or len(articles) > _FEW:
            rows = self._rows(sql, room)
        else:
            rows = [row for one in articles for row in self._rows(f"{sql} AND article_id = ?", room, one)]
        return {row["article_id"]: (row["key"], row["body"]) for row in rows}

    def note(self, room: str, notes: Sequence[tuple[str, str, bytes]]) -> None:
        """Keep (article id, key, body) triples of a room, over what it noted before."""
        rows = [{"article_id": a, "room": room, "key": k, "body": b} for a, k, b in notes]
        if not rows:
            return
        with self.writing():
            self._insert("notes", rows, known="replace")

    # what is derived

    def replace_derived(
        self,
        tables: Mapping[str, Given],
        inferred_dates: Mapping[str, str],
        key: str,
        options: str,
        written: Written | None = None,
    ) -> Written:
        """Put these nouns in place of everything derived, and say by ``key`` what they were derived from.

        A table comes as nouns, or as tuples of nouns, or as a mapping to such, of which only what has changed counts.
        Only rows that differ are touched. ``written`` is what this process wrote last: unless somebody else wrote
        since, nothing needs to be read back to know what differs.
        """
        before = self.meta("derived_from")
        mine = written is not None and written.key == before
        known = written.tables if written is not None and mine else {name: Table() for name in DERIVED}
        changed = {name: known[name].changed(tables.get(name, ())) for name in DERIVED}
        # What differs is found before anybody has to wait for us, unless nothing was there: then all of it does.
        if before is not None and not mine:
            changed = {name: self._differing(name, rows) for name, (_, rows) in changed.items()}
        with self.writing():
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
            now = self.meta("derived_from")
            for name in DERIVED:
                gone, fresh = changed[name]
                if before is None:
                    gone, fresh = self._differing(name, fresh)
                elif now != before:  # somebody else wrote in the meantime
                    gone, fresh = self._differing(name, [*map(codec.row, nouns(tables.get(name, ())))])
                column = _key_column(name)
                self._connection.executemany(f"DELETE FROM {name} WHERE {column} = ?", gone)  # noqa: S608 - ours
                self._insert(name, fresh, known="update")  # a row that statements refer to need not go for that
            if self.inferred_dates() != inferred_dates:
                self._connection.execute("DELETE FROM inferred_dates")
                dates = [{"article_id": i, "published": d} for i, d in sorted(inferred_dates.items())]
                self._insert("inferred_dates", dates)
            self._set("derived_from", key)
            self._set("options", options)
        return Written(key, known)

    def _differing(self, name: str, given: Sequence[_Row]) -> tuple[list[tuple[str]], list[_Row]]:
        """The keys of what has to go from a table, and those of the rows ``given`` to put there."""
        rows = {next(iter(row.values())): row for row in given}
        old = {next(iter(r.values())): r for r in self._rows(f"SELECT * FROM {name}")}  # noqa: S608 - ours
        return [(i,) for i in old if i not in rows], [row for i, row in rows.items() if old.get(i) != row]

    def derived(self, name: str) -> list[Any]:
        """The nouns of one derived table, in order of their first column."""
        kind = DERIVED[name]
        return self._nouns(kind, f"SELECT * FROM {name} ORDER BY 1")  # noqa: S608 - a name of ours

    def inferred_dates(self) -> dict[str, str]:
        """Publication days inferred for articles without one."""
        return {row["article_id"]: row["published"] for row in self._rows("SELECT * FROM inferred_dates")}

    def meta(self, key: str) -> str | None:
        """One of the case's own notes ("derived_from", "options"), or None where it has none of that name."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0]["value"]) if rows else None

    def touched(self) -> int:
        """A number that changes whenever another connection has written to the file."""
        return int(self._rows("PRAGMA data_version")[0]["data_version"])

    def state(self) -> tuple[int, int]:
        """Two numbers of which one changes whenever anything is written to the file, by others or here."""
        return self.touched(), self._connection.total_changes

    def _set(self, key: str, value: str) -> None:
        self._insert("meta", [{"key": key, "value": value}], known="replace")

    def _insert(self, table: str, rows: Sequence[Mapping[str, Any]], *, known: str = "refuse") -> None:
        """Insert rows, which have the same columns in the same order; one whose key is ``known`` is an error, left
        ("keep"), put over ("replace") or made the same."""
        if not rows:
            return
        names = list(rows[0])
        columns = ", ".join(f'"{name}"' for name in names)
        places = ", ".join("?" * len(names))
        verb = "INSERT OR REPLACE" if known == "replace" else "INSERT"
        same = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
        update = f'ON CONFLICT ("{names[0]}") DO UPDATE SET {same}'
        otherwise = {"keep": "ON CONFLICT DO NOTHING", "update": update}.get(known, "")
        sql = f'{verb} INTO "{table}" ({columns}) VALUES ({places}) {otherwise}'
        self._connection.executemany(sql, [tuple(row.values()) for row in rows])

    def _nouns(self, kind: type[Noun], sql: str, *values: str) -> list[Noun]:
        return [self._noun(kind, row) for row in self._rows(sql, *values)]

    def _noun(self, kind: type[Noun], row: Mapping[str, Any]) -> Noun:
        try:
            return codec.noun(kind, row)
        except codec.UNFIT as error:
            raise opening.trouble(self.path, error) from error

    def _listing(self) -> list[tuple[str, str]]:
        """Id and path of all articles, in order of id; read again where another connection has written."""
        if self._listed[0] != (now := self.touched()):
            self._listed = now, [(r["id"], r["path"]) for r in self._rows("SELECT id, path FROM articles ORDER BY id")]
        return self._listed[1]

    def _rows(self, sql: str, *values: str | int) -> list[dict[str, Any]]:
        try:
            return [dict(row) for row in self._connection.execute(sql, values)]
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise opening.trouble(self.path, error) from error

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself, for :mod:`communique.store.checking`."""
        return self._connection
