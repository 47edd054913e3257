"""What a brief is made of, before it is Markdown, HTML or a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RunKind = Literal["text", "quote", "strong", "quiet"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one kind, and the numbers of the sources that stand behind them."""

    words: str
    kind: RunKind = "text"
    notes: tuple[int, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether quotation marks stand around the words: not where there are some within."""
        return self.kind == "quote" and not any(mark in self.words for mark in '“”"')


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part: ``level`` 1 for that of the brief, 2 and 3 within it."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words one after the other; ``item`` makes it one of a list."""

    runs: tuple[Run, ...]
    item: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their headings; every cell is a paragraph's worth of words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing as text, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """One article that the brief rests on: its number in the notes, and everything to find it by."""

    number: int
    outlet: str
    title: str
    published: str
    path: str
    url: str
    taken_from: str


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole text: ``sources`` are numbered from 1 in the order in which they are first cited."""

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    newest: str | None
