"""Where words stand: an anchor with what a reader wants to know of its article."""

from __future__ import annotations

from functools import lru_cache
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
    before, after = _around(article.text, anchor.start, anchor.end) if article else ("", "")
    return place(anchor, now) | {"before": before, "after": after}


@lru_cache(maxsize=1 << 12)
def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What of the sentence stands before and after a place; both are cut where it is long."""
    first, last = max(start - _REACH, 0), min(end + _REACH, len(text))
    spans = sentences(text, first, last)
    left = max((s.start for s in spans if s.start <= start), default=start)
    right = min((s.end for s in spans if s.end >= end), default=end)
    before, after = text[left:start], text[end:right]
    if left == first > 0:
        before = "… " + before.partition(" ")[2]
    if right == last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


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
