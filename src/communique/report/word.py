"""The brief as a Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from resvg_py import svg_to_bytes

from communique.report.blocks import Block, Brief, Heading, Paragraph, Picture, Run, Source, Table
from communique.report.standing import standing_alone
from communique.words import printable

_WIDTH = Cm(16)
_QUIET = RGBColor(0x55, 0x5B, 0x61)


def write(brief: Brief, path: Path) -> None:
    """Write the brief; the pictures are drawn as images, with their words for those who do not see them."""
    document = docx.Document()
    document.core_properties.title = printable(brief.title)
    document.core_properties.author = "Communique"
    document.core_properties.comments = ""
    document.styles["Normal"].font.size = Pt(10.5)
    for block in brief.blocks:
        _add(document, block)
    document.add_heading("Sources", 2)
    for source in brief.sources:
        document.add_paragraph(printable(_told(source)))
    document.save(str(path))


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(printable(block.words), 0 if block.level == 1 else block.level - 1)
        case Paragraph():
            _fill(document.add_paragraph(style="List Bullet" if block.item else None), block.runs)
        case Table():
            _table(document, block)
        case Picture():
            drawn = io.BytesIO(bytes(svg_to_bytes(svg_string=standing_alone(block.svg), width=1600)))
            shape = document.add_picture(drawn, width=_WIDTH)
            shape._inline.docPr.set("descr", printable(block.words))
            _fill(document.add_paragraph(), (Run(block.words, "quiet"),))


def _table(document: Document, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.columns), style="Light Grid Accent 1")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(head._tr.makeelement(qn("w:tblHeader"), {}))
    for cell, name in zip(head.cells, block.columns, strict=True):
        cell.text = printable(name)
    for row in block.rows:
        for cell, runs in zip(table.add_row().cells, row, strict=True):
            _fill(cell.paragraphs[0], runs)


def _fill(paragraph: Any, runs: Iterable[Run]) -> None:  # noqa: ANN401 - python-docx's paragraph
    for run in runs:
        words = printable(f"“{run.words}”" if run.marked else run.words)
        added = paragraph.add_run(words)
        added.bold, added.italic = run.kind == "strong", run.kind == "quote"
        if run.kind == "quiet":
            added.font.color.rgb = _QUIET
        if run.notes:
            paragraph.add_run(f" [{', '.join(map(str, run.notes))}]").font.superscript = True
        paragraph.add_run(" ")


def _told(source: Source) -> str:
    parts = [source.outlet, f"“{source.title}”" if source.title else "", source.published, source.path, source.url]
    line = ", ".join(part for part in parts if part)
    return f"[{source.number}] {line}" + (f" ({source.taken_from})" if source.taken_from else "")
