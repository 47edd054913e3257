"""One line to build a noun for a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from communique.data import Anchor, Article, Copy, Figure, Furniture, Lineage, Meeting, Move, Statement, digest
from communique.record import likeness


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


def move(of: Article, evidence: str, **fields: Any) -> Move:
    """A demand by "n" in the words ``evidence`` of an article; its first word is the trigger unless told otherwise."""
    place = anchor(of, evidence)
    base: dict[str, Any] = {"code": "DEMAND", "actors": ("n",), "trigger": anchor(of, evidence.split()[0])} | fields
    if isinstance(base["trigger"], str):
        base["trigger"] = anchor(of, base["trigger"])
    base.setdefault("id", digest("move", of.id, evidence, *sorted(base.items(), key=lambda item: item[0])))
    return Move(article_id=of.id, evidence=(place,), **base)


def figure(of: Article, words: str, value: float, **fields: Any) -> Figure:
    """A figure at ``words``, exact unless told otherwise."""
    base: dict[str, Any] = {"what": "dead in the clash", "low": None, "high": None, "unit": "dead", "hedge": None}
    base |= fields
    base.setdefault("id", digest("figure", of.id, words, value))
    return Figure(article_id=of.id, value=value, anchor=anchor(of, words), **base)


def meeting(of: Article, words: str, **fields: Any) -> Meeting:
    """A meeting spoken of in the words ``words``, announced unless told otherwise."""
    base: dict[str, Any] = {"forum": None, "place": None, "when": None, "parties": (), "status": "announced"} | fields
    base.setdefault("id", digest("meeting", of.id, words, *sorted(base.items())))
    return Meeting(evidence=(anchor(of, words),), **base)


def lineage(*articles: Article) -> Lineage:
    """The lineage of articles that come from the first of them."""
    return Lineage(id=digest("lineage", articles[0].id), articles=tuple(a.id for a in articles), origin=articles[0].id)


def copied(of: Article, original: Article, passage: str) -> Copy:
    """An article that took a passage, word for word, from another."""
    return Copy(
        id=digest("copy", of.id, original.id),
        article_id=of.id,
        original_id=original.id,
        kind="version",
        similarity=0.9,
        direction_confidence=0.9,
        reason="later",
        shared=((anchor(of, passage), anchor(original, passage)),),
    )


@contextmanager
def known_from(bags: int) -> Iterator[None]:
    """Words weigh as they were known on a day from so many bags on, as in a large case."""
    usual = likeness.KNOWN
    likeness.KNOWN = bags
    try:
        yield
    finally:
        likeness.KNOWN = usual
