"""A text with what was found in it: cut into pieces, each of which knows the marks that it stands under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any

from communique import text
from communique.data import Anchor, Article

Object = dict[str, Any]
FURNITURE = "furniture"
KINDS = ("stale", "notice", "trigger", "move", "source", "cue", "content", "furniture")
"""What a piece may stand under, in the order in which it decides how the piece looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text under which something was found: ``card`` is the id of what is told about it."""

    start: int
    end: int
    kind: str
    card: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text under the same marks throughout."""

    start: int
    words: str
    marks: tuple[Mark, ...]


def pieces(of: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """The whole text in order, cut wherever a mark begins or ends and at ``cuts``; each character is in one piece."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    ends = {len(of)}
    for mark in marks:
        start, end = max(0, mark.start), min(len(of), mark.end)
        if start < end:
            opening[start].append(mark)
            ends.add(end)
    places = sorted({0, *opening, *ends, *(cut for cut in cuts if 0 < cut < len(of))})
    over: list[Mark] = []
    for place, following in pairwise(places):
        over = [mark for mark in over if mark.end > place] + opening.get(place, [])
        yield Piece(start=place, words=of[place:following], marks=tuple(over))


def paragraphs(article: Article, marks: Sequence[Mark], anchors: Iterable[Anchor]) -> list[Object]:
    """The text as paragraphs of pieces; ``anchors`` are places that a link may lead to without a mark.

    Joined, the words of all pieces are the text of the article: the first paragraph has the white space before it,
    and each that behind it. A paragraph is ``close`` where no empty line stands before it.
    """
    spans = text.paragraphs(article.text)
    begins = [0, *(span.start for span in spans[1:])] if article.text else []
    gaps = [0, *(article.text.count("\n", one.end, other.start) for one, other in pairwise(spans))]
    quiet = [Mark(start=f.start, end=f.end, kind=FURNITURE) for f in article.furniture]
    made: list[Object] = [
        {"start": at, "close": gap == 1, "pieces": []} for at, gap in zip_longest(begins, gaps[: len(begins)])
    ]
    number, linked = -1, set[str]()
    for piece in pieces(article.text, [*marks, *quiet], [*begins, *(a.start for a in anchors)]):
        if number + 1 < len(begins) and piece.start >= begins[number + 1]:
            number += 1
        shown = _shown(piece)
        # Of several pieces that lead to one card, who goes through the page by keyboard stops at the first.
        shown["first"] = shown["card"] is not None and shown["card"] not in linked
        linked.add(shown["card"] or "")
        made[number]["pieces"].append(shown)
    return made


def _visible(words: str) -> bool:
    return any(sign.isprintable() and not sign.isspace() for sign in words)


def _shown(piece: Piece) -> Object:
    """A piece as an object: how it looks, and the card of the smallest mark that it stands under."""
    if not piece.marks:
        return {"start": piece.start, "text": piece.words, "kinds": [], "card": None}
    kinds = {mark.kind for mark in piece.marks}
    carded = [mark for mark in piece.marks if mark.card is not None]
    nearest = min(carded, key=lambda m: (m.end - m.start, KINDS.index(m.kind), m.card), default=None)
    return {
        "start": piece.start,
        "text": piece.words,
        "kinds": [kind for kind in KINDS if kind in kinds],
        "card": nearest.card if nearest is not None and _visible(piece.words) else None,
    }
