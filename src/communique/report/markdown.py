"""The brief as Markdown (CommonMark with tables and footnotes)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.report.blocks import Block, Brief, Heading, Paragraph, Picture, Run, Source, Table
from communique.report.standing import standing_alone
from communique.words import printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def write(brief: Brief, path: Path) -> None:
    """Write the brief; pictures stand beside it as SVG files, named after it."""
    pictures = [block for block in brief.blocks if isinstance(block, Picture)]
    for number, picture in enumerate(pictures, 1):
        _picture_place(path, number).write_text(standing_alone(picture.svg), "utf-8")
    names = {id(picture): _picture_place(path, n).name for n, picture in enumerate(pictures, 1)}
    parts = [_block(block, names) for block in brief.blocks]
    sources = "\n".join(_source(source) for source in brief.sources)
    path.write_text("\n\n".join([*_joined(brief.blocks, parts), "## Sources", sources]).rstrip() + "\n", "utf-8")


def _picture_place(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}.svg")


def _joined(blocks: Iterable[Block], parts: Iterable[str]) -> Iterator[str]:
    """The parts, those of one list without empty lines between them."""
    items: list[str] = []
    for block, part in zip(blocks, parts, strict=True):
        if isinstance(block, Paragraph) and block.item:
            items.append(part)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield part
    if items:
        yield "\n".join(items)


def _block(block: Block, names: dict[int, str]) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escaped(block.words)}"
        case Paragraph():
            return ("- " if block.item else "") + _runs(block.runs)
        case Table():
            lines = [
                [*map(escaped, block.columns)],
                ["---"] * len(block.columns),
                *([_runs(c) for c in row] for row in block.rows),
            ]
            return "\n".join(f"| {' | '.join(line)} |" for line in lines)
        case Picture():
            return f"![{escaped(block.words)}]({names[id(block)].replace(' ', '%20')})"


def _runs(runs: Iterable[Run]) -> str:
    return " ".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escaped(run.words)
    told = {
        "text": words,
        "quote": f"“{words}”" if run.marked else words,
        "strong": f"**{words}**",
        "quiet": f"*{words}*",
    }[run.kind]
    return told + "".join(f"[^{note}]" for note in run.notes)


def _source(source: Source) -> str:
    parts = [source.outlet, f"“{source.title}”" if source.title else "", source.published, source.path, source.url]
    line = ", ".join(escaped(part) for part in parts if part)
    return f"[^{source.number}]: {line}" + (f" ({escaped(source.taken_from)})" if source.taken_from else "")


def escaped(words: str) -> str:
    """Words on one line, in which nothing is taken for Markdown or HTML."""
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(words)))
