"""The redline: what changed from one article to another, the weightier changes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from communique.copies import Change, redline
from communique.data import Article
from communique.snapshot import Snapshot
from communique.store.codec import plain
from communique.views.acts import of_article
from communique.views.asked import Asked

Object = dict[str, Any]


def objects(now: Snapshot, asked: Asked) -> Object:
    """The changes from the article ``a`` of the address to ``b``."""
    return _made(now.article(asked.names["a"]), now.article(asked.names["b"]), now)


def rows(made: Object) -> Iterable[Object]:
    """One row a change."""
    for change in made["changes"]:
        yield {
            "kind": change["kind"],
            "kinds": change["kinds"],
            "status": change["status"],
            "place": change["place"],
            "before": change["before"]["exact"] if change["before"] else None,
            "after": change["after"]["exact"] if change["after"] else None,
        }


def _made(before: Article, after: Article, now: Snapshot) -> Object:
    found = redline(before, after)
    silent = set(map(id, found.silent))
    changes = [_change(change, id(change) in silent) for change in found.changes]
    return {
        "before": of_article(now, before.id),
        "after": of_article(now, after.id),
        "backwards": bool(before.published and after.published and before.published > after.published),
        "counts": dict(Counter(change.kind for change in found.changes)),
        "changes": changes,
        "silent": len(silent),
        "unchanged": len(found.equal),
    }


def _change(change: Change, silent: bool) -> Object:
    made: Object = plain(change)
    return made | {"place": _place(change), "silent": silent}


def _place(change: Change) -> str:
    """What happened to a passage, and where."""
    before, after = change.paragraphs
    if change.status == "inserted":
        return f"inserted, paragraph {after}"
    if change.status == "deleted":
        return f"deleted from paragraph {before}"
    if change.status == "moved":
        where = f"from paragraph {before} to {after}" if before != after else f"within paragraph {after}"
        edited = any(op.kind != "equal" for op in change.ops)
        return f"moved {where}{', and edited' * edited}"
    return f"changed, paragraph {after}" + f" (was {before})" * (before != after)
