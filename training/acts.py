"""Passages with moves marked by hand, as ``negotiations.txt`` holds them.

A line is a passage, with its moves behind two blanks and ``=>``:
``{a1 Norland} {m1 rejected} {r1 Southmark}'s {i1 border plan}.  => 1 REJECT stated territory and borders``.
A mark names the part (a: who acts, r: towards whom, m: the words of the act, i: what it is about) and the number of its
move; ``{a1,r2 she}`` has a part in two of them; marks nest; the same mark again is another actor, another recipient or
another piece of the act. Each move has its code, modality and issue (``-`` for none); moves are apart by ``;``, and a
passage without one says ``none``. Lines that start with ``#`` are comments, ``# [denial]`` names a group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import get_args

from communique.data import Modality
from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues
from training import marks
from training.marks import Spans

_PARTS = {"a": "actors", "r": "recipients", "m": "words", "i": "issue_words"}
_MARK = re.compile(r"\{([armi]\d(?:,[armi]\d)*) (?! )")
_NOTE = re.compile(r"(\d) ([A-Z_]+) ([a-z]+) (.+)")


@dataclass(slots=True)
class Act:
    """One move of a passage: its code, modality and issue, and where its parts stand."""

    number: int
    code: str
    modality: str
    issue: str | None
    actors: Spans = field(default_factory=list)
    recipients: Spans = field(default_factory=list)
    words: Spans = field(default_factory=list)
    issue_words: Spans = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its moves, and the group it stands in."""

    text: str
    acts: list[Act]
    group: str
    line: int


def read(path: Path) -> list[Passage]:
    """The passages of a file; a ``ValueError`` names the file and the line of the first mark that is wrong."""
    return marks.passages(path, passage)


def passage(line: str, group: str = "", number: int = 0) -> Passage:
    """The passage that a marked line holds."""
    marked, arrow, notes = line.partition("  => ")
    if not arrow:
        raise ValueError("the line has no '  => ' with its moves")
    acts = {} if notes == "none" else {act.number: act for act in map(_noted, notes.split("; "))}
    text = _unmarked(marked, acts)
    if text != text.strip() or not text:
        raise ValueError("a passage neither starts nor ends with a blank")
    for act in acts.values():
        if not act.words:
            raise ValueError(f"move {act.number} has no words of the act marked (m{act.number})")
    return Passage(text=text, acts=[acts[at] for at in sorted(acts)], group=group, line=number)


def _noted(note: str) -> Act:
    found = _NOTE.fullmatch(note)
    if found is None:
        raise ValueError(f"this is no move: {note!r}")
    number, code, modality, issue = found.groups()
    if code not in codes():
        raise ValueError(f"{code} is not in the codebook")
    if modality not in get_args(Modality):
        raise ValueError(f"{modality} is no modality")
    if issue != "-" and issue not in issues():
        raise ValueError(f"{issue!r} is no issue of the vocabulary")
    return Act(int(number), code, modality, None if issue == "-" else issue)


def _unmarked(marked: str, acts: dict[int, Act]) -> str:
    """The text without its marks; what they mark goes to the acts they name."""
    return marks.unmarked(marked, _MARK, partial(_close, acts=acts))


def _close(labels: str, start: int, text: str, acts: dict[int, Act]) -> None:
    for label in labels.split(","):
        act = acts.get(int(label[1:]))
        if act is None:
            raise ValueError(f"mark {label} belongs to no move of the line")
        spans: Spans = getattr(act, _PARTS[label[0]])
        spans.append((start, len(text)))
