"""Rows of JSONL, CSV and TSV, streamed: one row in memory at a time, and a broken row never stops the rest."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

MAX_ROW = 20_000_000  # bytes of one row: one article, as for a file of its own
_ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that were not UTF-8
LINES = {".jsonl": "json", ".ndjson": "json", ".csv": "csv", ".tsv": "tsv"}


class Row(NamedTuple):
    """One row: the line it starts on, and its named values as text (what is null is left out)."""

    line: int
    values: Mapping[str, str]


class Fault(NamedTuple):
    """A row that cannot be used: the line it starts on (0 for the whole file), and why."""

    line: int
    what: str


def rows(path: Path) -> Iterator[Row | Fault]:
    """Every row of a table; OSError where the file cannot be opened."""
    with path.open("rb") as file:
        yield from _json_rows(file) if LINES[path.suffix.lower()] == "json" else _csv_rows(file, path.suffix.lower())


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file with their numbers; None for one over the cap, which is skipped unread."""
    number = 0
    while line := file.readline(MAX_ROW + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) <= MAX_ROW:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := file.readline(MAX_ROW)):
            pass
        yield number, None


def _json_rows(file: BinaryIO) -> Iterator[Row | Fault]:
    for number, line in _lines(file):
        if line is None:
            yield Fault(number, f"the line is longer than {MAX_ROW} bytes")
        elif line.strip():
            yield _json_row(number, line)


def _json_row(number: int, line: bytes) -> Row | Fault:
    if b"\x00" in line:
        return Fault(number, "the line holds NUL bytes")
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Fault(number, "the line is not UTF-8")
    except (ValueError, RecursionError):
        cut = "" if line.endswith(b"\n") else " (cut off?)"
        return Fault(number, f"the line is not JSON{cut}")
    if not isinstance(values, dict):
        return Fault(number, "the line is no JSON object")
    if any(not isinstance(values.get(key) or "", str) for key in ("text", "html")):
        return Fault(number, "its text is no string")
    return Row(number, {_name(key): _plain(value) for key, value in values.items() if value is not None})


def _name(key: str) -> str:
    return " ".join(key.casefold().split())


def _plain(value: object) -> str:
    if isinstance(value, str):
        # A lone half of a surrogate pair has no place in any encoding.
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


class _TooLong(Exception):
    """A quoted field that runs past the cap: an opening quotation mark was never closed."""


def _csv_rows(file: BinaryIO, suffix: str) -> Iterator[Row | Fault]:
    source = _CsvLines(file)
    first = source.peek()
    separator = ";" if first.count(";") > first.count(",") else ","
    delimiter = "\t" if suffix == ".tsv" else separator
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    header: list[str] = []
    while True:
        source.taken = 0
        start = source.number + 1
        try:
            with _wide_fields():
                fields = next(reader)
        except StopIteration:
            return
        except _TooLong:
            yield Fault(start, f"from here on a quoted field is longer than {MAX_ROW} bytes; the rest is not read")
            return
        except csv.Error as error:
            yield Fault(start, f"the row is broken: {error}")
            continue
        if header and any(fields):
            yield _csv_row(start, header, fields)
        elif not header:
            header = [_name(field) for field in fields]


def _csv_row(line: int, header: list[str], fields: list[str]) -> Row | Fault:
    if any("\x00" in field for field in fields):
        return Fault(line, "the row holds NUL bytes")
    if any(_ESCAPED.search(field) for field in fields):
        return Fault(line, "the row is not UTF-8")
    if len(fields) != len(header):
        return Fault(line, f"the row has {len(fields)} fields where the header has {len(header)} (cut off?)")
    return Row(line, {key: field for key, field in zip(header, fields, strict=True) if key and field.strip()})


class _CsvLines:
    """Decoded lines for the csv module, counting what one row takes."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = _lines(file)
        self._first = next(self._lines, (0, b""))
        self._waiting = bool(self._first[1])
        self.number = 0
        self.taken = 0

    def peek(self) -> str:
        return (self._first[1] or b"").decode("utf-8", "surrogateescape")

    def __iter__(self) -> _CsvLines:
        return self

    def __next__(self) -> str:
        if self._waiting:
            self.number, line = self._first
            self._waiting = False
        else:
            self.number, line = next(self._lines)
        self.taken += MAX_ROW + 1 if line is None else len(line)
        if line is None or self.taken > MAX_ROW:
            raise _TooLong
        return line.decode("utf-8", "surrogateescape")


@contextmanager
def _wide_fields() -> Iterator[None]:
    """The csv module's field limit is the process's: raised for one row, then put back."""
    before = csv.field_size_limit(MAX_ROW)
    try:
        yield
    finally:
        csv.field_size_limit(before)
