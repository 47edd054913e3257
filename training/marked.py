"""Passages with attributions marked by hand, as ``diplomatic.txt`` holds them.

A line is a passage: ``{s1 Ada Brun} {c1 said} {q1 the talks had failed}.`` A mark names the role (s: source, c: cue,
q: content) and the number of its attribution; ``{s1,s2 she}`` speaks in two of them; marks nest; the same mark again is
another piece of the same span. ``\\n`` stands for a line break. Two blanks and ``=> s1: Ada Brun`` at the end say who a
pronoun or a short name is. Lines that start with ``#`` are comments, and one like ``# [denial]`` names a group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

from training import marks
from training.marks import Spans

_ROLES = {"s": "source", "c": "cue", "q": "content"}
_MARK = re.compile(r"\{([scq]\d{1,2}(?:,[scq]\d{1,2})*) (?! )")
_NOTE = re.compile(r"s(\d{1,2}): ([^;:]*[^;: ])")


@dataclass(slots=True)
class Attribution:
    """Who is reported to have said, thought or meant what; the source may be missing."""

    number: int
    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)
    inside: int | None = None  # the attribution within whose content this one is reported


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its attributions, the full names behind its pronouns and short names, and the group it stands in."""

    text: str
    attributions: list[Attribution]
    resolved: dict[int, str]
    group: str
    line: int


def read(path: Path) -> list[Passage]:
    """The passages of a file; a ``ValueError`` names the file and the line of the first mark that is wrong."""
    return marks.passages(path, passage)


def passage(line: str, group: str = "", number: int = 0) -> Passage:
    """The passage that a marked line holds."""
    marked, arrow, notes = line.partition("  => ")
    text, found = _unmarked(marked)
    attributions = [found[at] for at in sorted(found)]
    if text != text.strip() or not text:
        raise ValueError("a passage neither starts nor ends with a blank")
    if list(found) and sorted(found) != list(range(1, len(found) + 1)):
        raise ValueError(f"the attributions are numbered {sorted(found)}")
    for one in attributions:
        _check(one)
        one.inside = _inside(one, attributions)
    resolved = _resolved(notes, found) if arrow else {}
    return Passage(text=text, attributions=attributions, resolved=resolved, group=group, line=number)


def _unmarked(marked: str) -> tuple[str, dict[int, Attribution]]:
    """The text without its marks, and the attributions by number."""
    found: dict[int, Attribution] = {}
    return marks.unmarked(marked, _MARK, partial(_close, found=found)), found


def _close(labels: str, start: int, text: str, found: dict[int, Attribution]) -> None:
    """Give what was marked to each attribution that the mark names."""
    for label in labels.split(","):
        one = found.setdefault(int(label[1:]), Attribution(int(label[1:])))
        spans: Spans = getattr(one, _ROLES[label[0]])
        spans.append((start, len(text)))


def _check(one: Attribution) -> None:
    """A cue and a content are there, and no two pieces of one attribution overlap."""
    if not one.cue or not one.content:
        raise ValueError(f"attribution {one.number} has no cue or no content")
    pieces = sorted(one.source + one.cue + one.content)
    if any(left[1] > right[0] for left, right in pairwise(pieces)):
        raise ValueError(f"pieces of attribution {one.number} overlap")
    for spans in (one.source, one.cue, one.content):
        spans.sort()


def _inside(one: Attribution, others: list[Attribution]) -> int | None:
    """The attribution whose content holds the cue of this one: the closest around it."""
    start, end = one.cue[0][0], one.cue[-1][1]
    around = [
        (b - a, other.number)
        for other in others
        if other is not one
        for a, b in other.content
        if a <= start and end <= b
    ]
    return min(around)[1] if around else None


def _resolved(notes: str, found: dict[int, Attribution]) -> dict[int, str]:
    """Who the sources named by a pronoun or a short name are."""
    names = {}
    for note in notes.split("; "):
        match = _NOTE.fullmatch(note)
        if not match or int(match[1]) not in found or not found[int(match[1])].source:
            raise ValueError(f"a note resolves no source: {note!r}")
        names[int(match[1])] = match[2]
    return names
