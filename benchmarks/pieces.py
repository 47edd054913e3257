"""A page under edit as sentences that know where in their source they stand, so that the truth is never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique import text


class Piece(NamedTuple):
    """A sentence of a page, and the interval of the source that it comes from (-1, -1 where it is new)."""

    text: str
    start: int = -1
    end: int = -1

    @property
    def new(self) -> bool:
        """Whether it comes from nowhere in the source."""
        return self.start < 0


Page = list[list[Piece]]  # paragraphs of sentences


class Passage(NamedTuple):
    """``[start, end)`` of a copy comes from ``[source_start, source_end)`` of its source (code points)."""

    source_start: int
    source_end: int
    start: int
    end: int


def cut_up(source: str) -> Page:
    """A text as paragraphs of sentences."""
    page = []
    for line in text.paragraphs(source):
        found = text.sentences(source, line.start, line.end)
        page.append([Piece(source[span.start : span.end], span.start, span.end) for span in found])
    return [line for line in page if line]


def new(*lines: str) -> Page:
    """Paragraphs that come from nowhere."""
    return [[Piece(line)] for line in lines]


def sentences(page: Page) -> list[Piece]:
    """All sentences in order."""
    return [piece for line in page for piece in line]


def length(pieces: Iterable[Piece]) -> int:
    """How many words."""
    return sum(len(piece.text.split()) for piece in pieces)


def printed(page: Page, source: str) -> tuple[str, tuple[Passage, ...]]:
    """The page as text, and which of its passages come from where in ``source``.

    A passage goes on for as long as both sides do: it ends where a sentence was added, left out or moved.
    """
    lines = [[piece for piece in line if piece.text] for line in page]
    lines = [line for line in lines if line]
    return "\n\n".join(" ".join(piece.text for piece in line) for line in lines), tuple(_passages(lines, source))


def _passages(lines: Page, source: str) -> Iterator[Passage]:
    last: Passage | None = None
    at = 0
    for line in lines:
        for piece in line:
            end = at + len(piece.text)
            if last and (piece.new or source[last.source_end : piece.start].strip() or piece.start < last.source_end):
                yield last
                last = None
            if not piece.new:
                begun = last or Passage(piece.start, piece.end, at, end)
                last = begun._replace(source_end=piece.end, end=end)
            at = end + 1
        at += 1
    if last:
        yield last
