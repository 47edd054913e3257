"""The moves: one row each, with the words, who spoke them, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.export.objects import made_objects
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.paging import part

Object = dict[str, Any]


def objects(now: Snapshot, asked: Asked) -> Object:
    """The moves that are asked for, in parts."""
    shown, paging = part(now.moves(asked.where), asked)
    moves = made_objects("moves", shown, now)
    for row, move in zip(moves, shown, strict=True):
        article = now.articles_by_id[move.article_id]
        row |= {"article": article.id, "outlet": article.outlet, "path": article.path, "published": article.published}
    return {"moves": moves, "paging": paging}


def rows(made: Object) -> Iterable[Object]:
    """One row a move."""
    for row in made["moves"]:
        yield row | {"words": row["evidence"][0]["exact"]}
