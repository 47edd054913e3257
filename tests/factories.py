"""One line to build a noun for a test."""

from __future__ import annotations

from typing import Any

from communique.data import Anchor, Article, Furniture, Statement, digest


def article(text: str, **fields: Any) -> Article:
    """An article with ``text``, published on Friday 7 March 2031 unless told otherwise."""
    base: dict[str, Any] = {
        "path": "a.txt",
        "published": "2031-03-07",
        "published_precision": "day",
        "published_from": "explicit",
        "language": "en",
    }
    base |= fields
    base.setdefault("id", digest("article", text, base.get("outlet"), base.get("url")))
    return Article(text=text, **base)


def furniture(kind: str, text: str, part: str) -> Furniture:
    """The furniture that ``part`` is within ``text``."""
    start = text.index(part)
    return Furniture(kind=kind, start=start, end=start + len(part))


def anchor(of: Article, part: str) -> Anchor:
    """The anchor of the first place where ``part`` stands in the article."""
    start = of.text.index(part)
    return Anchor(article_id=of.id, start=start, end=start + len(part), exact=part)


def statement(
    of: Article, content: str, *, source: str | None = None, cue: str | None = None, **fields: Any
) -> Statement:
    """A statement in ``of`` whose parts are given as the words that stand there."""
    parts: dict[str, Any] = {"kind": "indirect", "confidence": 1.0} | fields
    return Statement(
        id=digest("statement", of.id, content, source, cue),
        article_id=of.id,
        source=None if source is None else anchor(of, source),
        cue=None if cue is None else anchor(of, cue),
        content=(anchor(of, content),),
        **parts,
    )
