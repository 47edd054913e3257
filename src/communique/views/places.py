"""Where words stand: an anchor with what a reader wants to know of its article."""

from __future__ import annotations

from typing import Any

from communique.data import Anchor
from communique.snapshot import Snapshot
from communique.text import sentences

Object = dict[str, Any]

_REACH = 160  # characters of a sentence that are shown on either side of the words


def place(anchor: Anchor, now: Snapshot) -> Object:
    """The words, with whose they are: outlet, path, day and language of the article."""
    return {"start": anchor.start, "end": anchor.end, "exact": anchor.exact} | report(anchor.article_id, now)


def in_context(anchor: Anchor, now: Snapshot) -> Object:
    """The same, with what stands ``before`` and ``after`` the words in their sentence."""
    article = now.articles_by_id.get(anchor.article_id)
    text = article.text if article else anchor.exact
    first, last = max(anchor.start - _REACH, 0), min(anchor.end + _REACH, len(text))
    spans = sentences(text, first, last)
    start = max((s.start for s in spans if s.start <= anchor.start), default=anchor.start)
    end = min((s.end for s in spans if s.end >= anchor.end), default=anchor.end)
    before, after = text[start : anchor.start], text[anchor.end : end]
    if start == first > 0:
        before = "… " + before.partition(" ")[2]
    if end == last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return place(anchor, now) | {"before": before, "after": after}


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
