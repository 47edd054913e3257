"""Where words stand: an anchor with what a reader wants to know of its article."""

from __future__ import annotations

from typing import Any

from communique.data import Anchor
from communique.snapshot import Snapshot

Object = dict[str, Any]


def place(anchor: Anchor, now: Snapshot) -> Object:
    """The words, with whose they are: outlet, path, day and language of the article."""
    return {"start": anchor.start, "end": anchor.end, "exact": anchor.exact} | report(anchor.article_id, now)


def report(article_id: str, now: Snapshot) -> Object:
    """An article as a line names it."""
    article = now.articles_by_id.get(article_id)
    return {
        "article": article_id,
        "outlet": article.outlet if article else None,
        "path": article.path if article else article_id,
        "published": article.published if article else None,
        "language": article.language if article else None,
    }
