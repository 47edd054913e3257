"""What all marked passages share: a passage a line, groups in comments, and marks like ``{a1 …}`` that nest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Passage = TypeVar("Passage")
Spans = list[tuple[int, int]]  # half-open, in code points

_PIECE = re.compile(r"\\n|[{}\\]|[^{}\\]+")
_GROUP = re.compile(r"# \[([^\[\]]+)\]$")


def passages(path: Path, made: Callable[[str, str, int], Passage]) -> list[Passage]:
    """What ``made`` makes of each line, its group and its number; a ``ValueError`` names the first wrong line."""
    found, group = [], ""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line.startswith("#") or not line:
            group = named[1] if (named := _GROUP.match(line)) else group
            continue
        try:
            found.append(made(line, group, number))
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from None
    return found


def unmarked(marked: str, mark: re.Pattern[str], close: Callable[[str, int, str], None]) -> str:
    """The text without its marks; ``close`` hears of each as it ends: its labels, where it began, the text so far.

    ``mark`` matches what opens one, its labels in the first group.
    """
    text = ""
    opened: list[tuple[str, int]] = []
    at = 0
    while at < len(marked):
        if found := mark.match(marked, at):
            opened.append((found[1], len(text)))
            at = found.end()
            continue
        piece = _PIECE.match(marked, at)
        assert piece is not None
        at = piece.end()
        if piece[0] == "}":
            if not opened:
                raise ValueError(f"nothing is open where a mark ends after {text[-20:]!r}")
            labels, start = opened.pop()
            if not text[start:].strip() or text[-1].isspace():
                raise ValueError(f"mark {labels} holds nothing or ends with a blank")
            close(labels, start, text)
        elif piece[0] in ("{", "\\"):
            raise ValueError(f"unknown mark {marked[piece.start() : piece.start() + 12]!r}")
        else:
            text += "\n" if piece[0] == "\\n" else piece[0]
    if opened:
        raise ValueError(f"mark {opened[-1][0]} is never closed")
    return text
