"""The articles: when, where, of which report, with what in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from communique.data import Article
from communique.errors import UnknownName
from communique.filters import Filter
from communique.record.renaming import hint
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.kept import remembered
from communique.views.paging import part

Object = dict[str, Any]
_COLUMNS: Mapping[str, Callable[[Object], Any]] = {
    "published": lambda row: row["published"] or "9999",
    "outlet": lambda row: (row["outlet"] or "~").casefold(),
    "title": lambda row: (row["title"] or row["path"]).casefold(),
    "moves": lambda row: row["moves"],
    "copies": lambda row: row["in_report"],
    "machine": lambda row: row["machine_worded"],
}


def objects(now: Snapshot, asked: Asked) -> Object:
    """The articles that are asked for, in parts."""
    found = _found(now, asked.where, " ".join(sorted(set(asked.words.casefold().split()))), asked.sort)
    shown, paging = part(found, asked)
    return {"articles": list(shown), "paging": paging, "total": len(now.articles())}


def rows(made: Object) -> Iterable[Object]:
    """One row an article."""
    yield from made["articles"]


@remembered
def _found(now: Snapshot, where: Filter, words: str, sort: str) -> Sequence[Object]:
    known = _rows(now)
    sought = words.split()
    found = [known[a.id] for a in now.articles(where) if not sought or _holds(a, sought)]
    column = sort.removeprefix("-")
    if column and column not in _COLUMNS:
        raise UnknownName(f"{column}: no such column to sort by; {hint(column, _COLUMNS)}")
    return sorted(found, key=_COLUMNS[column], reverse=sort.startswith("-")) if column else found


def _holds(article: Article, sought: Sequence[str]) -> bool:
    """Whether all of these words stand in an article or in what is known of it."""
    named = (article.title, article.outlet, article.byline, article.path, article.text)
    text = "\n".join(part for part in named if part).casefold()
    return all(word in text for word in sought)


@remembered
def _rows(now: Snapshot) -> Mapping[str, Object]:
    moves = Counter({article: len(found) for article, found in now.moves_by_article.items()})
    kinds: dict[str, set[str]] = defaultdict(set)
    for copy in now.copies():
        kinds[copy.article_id].add(copy.kind)
    return {
        a.id: _row(now, a, moves[a.id], now.machine_worded.get(a.id, 0.0), sorted(kinds[a.id])) for a in now.articles()
    }


def _row(now: Snapshot, article: Article, moves: int, machine: float, kinds: list[str]) -> Object:
    line = now.lineage_by_article.get(article.id)
    inferred = article.published_from == "lineage"
    return {
        "id": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "published_precision": "inferred" if inferred else article.published_precision,
        "credit": article.credit,
        "lineage": line.id if line else None,
        "in_report": len(line.articles) if line else 1,
        "original": line is None or line.origin == article.id,
        "kinds": kinds,
        "moves": moves,
        "machine_worded": round(machine, 3),
        "characters": len(article.text),
    }
