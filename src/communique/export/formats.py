"""The kinds of files that a case can be written as; what writes each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from communique.case import Case


class Format(NamedTuple):
    """One kind of files: ``what`` it is in words, and what writes a case into a folder and names the files."""

    what: str
    write: Callable[[Case, Path], list[Path]]


def _jsonl(case: Case, folder: Path) -> list[Path]:
    from communique.export.jsonl import write_jsonl

    return write_jsonl(case, folder)


def _ics(case: Case, folder: Path) -> list[Path]:
    from communique.export.ics import write_ics

    return write_ics(case, folder)


FORMATS: Mapping[str, Format] = {
    "jsonl": Format("one JSON Lines file for each list", _jsonl),
    "ics": Format("the meetings whose day is known, as an iCalendar file", _ics),
}
"""Every format by its name on the command line."""
