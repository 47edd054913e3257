"""Finding articles in what the user names: files, folders, globs, tables of articles, standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from communique.articles import tables
from communique.data import Document, Problem
from communique.errors import NothingToRead

MAX_FILE = 20_000_000  # bytes of one article; a long news page is one hundredth of it
_TEXT = frozenset((".txt", ".md", ".markdown", ".text"))
_HTML = frozenset((".html", ".htm", ".xhtml"))
_READABLE = _TEXT | _HTML | frozenset(tables.LINES)
_LATER = {
    ".warc": "WARC files",
    ".wacz": "WACZ files",
    ".rss": "feeds",
    ".atom": "feeds",
    ".xml": "XML files",
    ".opml": "feed lists",
    ".parquet": "Parquet files",
    ".json": "single JSON files (give one object a line, as .jsonl)",
    ".gz": "compressed files",
    ".zip": "compressed files",
}
_MANIFESTS = ("manifest.csv", "manifest.jsonl")
_SIDE_FILES = frozenset(("thumbs.db", "desktop.ini"))
_TEXTLESS = 20  # rows: a table whose first ones all lack a text is no table of articles
_ROOM = "articles"


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read: where it lies, the folder that was named, and its path as the user will see it."""

    path: Path
    root: Path
    shown: str


def discover(paths: Iterable[str | Path], *, published: str | None = None) -> Iterator[Document | Problem]:
    """Every article in ``paths`` as it was found, and a Problem for everything that is none.

    A path is a file, a folder (read recursively, hidden files skipped), a glob, or "-" for standard input.
    ``published`` is the date of articles that state none. Files are read one by one, in order of their paths.
    Raises NothingToRead, at once, for a path that is not there and for a folder without a readable file.
    """
    named = [str(path) for path in paths]
    if not named:
        raise NothingToRead("no path was given: name a file, a folder or a glob")
    files = _distinct([file for path in named if path != "-" for file in _expand(path)])
    return _documents(files, stdin="-" in named, published=published)


def _documents(files: list[_File], *, stdin: bool, published: str | None) -> Iterator[Document | Problem]:
    fallback = {} if published is None else {"published_default": published}
    if stdin:
        yield _stdin(fallback)
    manifests: dict[Path, _Manifest] = {}
    for file in files:
        if file.path.name.lower() in _MANIFESTS:
            yield from _manifest(file.path.parent, manifests).problems
            continue
        given = {**fallback, **_given(file, manifests)}
        try:
            yield from _open(file, given)
        except OSError as error:
            yield _problem(file.shown, f"the file cannot be opened: {error.strerror or error}")


def _open(file: _File, given: Mapping[str, str]) -> Iterator[Document | Problem]:
    suffix = file.path.suffix.lower()
    if not file.path.is_file():
        yield _problem(file.shown, "this is no ordinary file")
    elif suffix in tables.LINES:
        yield from _rows(file, given)
    elif suffix not in _READABLE:
        kind = _LATER.get(suffix)
        what = f"{kind} are not read yet" if kind else f"files of the kind {suffix or 'without a suffix'} are not read"
        yield _problem(file.shown, what)
    else:
        with file.path.open("rb") as stream:
            raw = stream.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            yield _problem(file.shown, f"the file is larger than {MAX_FILE // 1_000_000} MB: no single article is")
        else:
            yield Document(path=file.shown, raw=raw, media="html" if suffix in _HTML else "text", given=given)


def _rows(file: _File, given: Mapping[str, str]) -> Iterator[Document | Problem]:
    """The articles of a table, one a row; the path of each names its id, or its line where it has none."""
    seen: set[str] = set()
    textless = 0
    for row in tables.rows(file.path):
        if isinstance(row, tables.Fault):
            yield _problem(f"{file.shown}#{row.line}", f"line {row.line}: {row.what}")
            continue
        values = dict(row.values)
        name = " ".join(values.get("id", "").split())[:200] or str(row.line)
        shown = f"{file.shown}#{name}" if name not in seen else f"{file.shown}#{name}:{row.line}"
        seen.add(name)
        html, text = values.pop("html", ""), values.pop("text", "")
        if not (html.strip() or text.strip()):
            yield _problem(shown, f"line {row.line}: the row has no text (a column named text or html is needed)")
            textless += 1
            if textless == len(seen) == _TEXTLESS:
                columns = ", ".join(sorted(values)[:20])
                yield _problem(file.shown, f"no row so far has a text or html column (found: {columns}); it is left")
                return
            continue
        given_here = {**given, **values}
        if text.strip():
            yield Document(path=shown, raw=text.encode(), media="text", given=given_here)
        else:
            yield Document(path=shown, raw=html.encode(), media="html", given=given_here)


def _stdin(given: Mapping[str, str]) -> Document | Problem:
    raw = sys.stdin.buffer.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        return _problem("-", f"standard input is longer than {MAX_FILE // 1_000_000} MB: no single article is")
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    html = start.startswith((b"<!doctype html", b"<html", b"<?xml"))
    return Document(path="-", raw=raw, media="html" if html else "text", given=given)


# What the user named -------------------------------------------------------------------------------------------------


def _expand(named: str) -> list[_File]:
    path = Path(named)
    if path.is_dir():
        return _folder(path)
    if os.path.lexists(path):
        return [_File(path, path.parent, path.name)]
    if glob.has_magic(named):
        root = _fixed_part(path)
        matches = [Path(match) for match in sorted(glob.glob(named, recursive=True))]  # noqa: PTH207  (it takes absolute patterns)
        files = [_File(match, root, _below(match, root)) for match in matches if not match.is_dir()]
        if files:
            return [file for file in files if not _hidden(file.path.name)]
        raise NothingToRead(f"no file fits {named}")
    raise NothingToRead(f"there is no file or folder {named}")


def _fixed_part(path: Path) -> Path:
    parts = path.parts[: next(n for n, part in enumerate(path.parts) if glob.has_magic(part))]
    return Path(*parts) if parts else Path()


def _folder(root: Path) -> list[_File]:
    found: list[_File] = []
    for folder, folders, names in os.walk(root):
        # A page saved by a browser keeps its pictures and scripts in a folder "NAME_files" beside it.
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith("_files"))
        found.extend(
            _File(Path(folder, name), root, _below(Path(folder, name), root)) for name in names if not _hidden(name)
        )
    found.sort(key=lambda file: file.shown)
    kinds = Counter(file.path.suffix.lower() for file in found if file.path.name.lower() not in _MANIFESTS)
    if not kinds.keys() & _READABLE:
        seen = f" (found: {', '.join(sorted(kind or 'no suffix' for kind in kinds))})" if kinds else ""
        raise NothingToRead(f"nothing in {root} can be read: no txt, md, html, jsonl or csv file{seen}")
    return found


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SIDE_FILES


def _below(path: Path, root: Path) -> str:
    return PurePosixPath(path.relative_to(root)).as_posix()


def _distinct(files: list[_File]) -> list[_File]:
    """Each file once, in order; those that would be shown alike get as much of their folder as tells them apart."""
    once = {os.path.realpath(file.path): file for file in sorted(files, key=lambda f: (-len(f.shown), f.shown))}
    shown = {real: file.shown for real, file in once.items()}
    for _ in range(64):
        counts = Counter(shown.values())
        clashing = [real for real, name in shown.items() if counts[name] > 1]
        if not clashing:
            break
        for real in clashing:
            parts = PurePosixPath(Path(real).as_posix()).parts
            depth = len(PurePosixPath(shown[real]).parts) + 1
            shown[real] = "/".join(parts[-min(depth, len(parts) - 1) :])
    kept = [_File(file.path, file.root, shown[real]) for real, file in once.items()]
    return sorted(kept, key=lambda file: (file.shown, str(file.path)))


# Manifests -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What a folder's manifest says about the files in it, by path below the folder, and what is wrong with it."""

    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def _given(file: _File, known: dict[Path, _Manifest]) -> Mapping[str, str]:
    """What the nearest manifest that names the file says about it."""
    folder = file.path.parent
    while True:
        entry = _manifest(folder, known).entries.get(_below(file.path, folder))
        if entry is not None:
            return entry
        if folder in (file.root, folder.parent):
            return {}
        folder = folder.parent


def _manifest(folder: Path, known: dict[Path, _Manifest]) -> _Manifest:
    if folder not in known:
        known[folder] = _read_manifest(folder)
    return known[folder]


def _read_manifest(folder: Path) -> _Manifest:
    entries: dict[str, Mapping[str, str]] = {}
    problems: list[Problem] = []
    for name in _MANIFESTS:
        path = folder / name
        if not path.is_file():
            continue
        for row in tables.rows(path):
            what = row.what if isinstance(row, tables.Fault) else _add_entry(row.values, entries, folder)
            if what:
                problems.append(_problem(f"{name}#{row.line}", f"line {row.line}: {what}"))
    return _Manifest(entries, tuple(problems))


def _add_entry(values: Mapping[str, str], entries: dict[str, Mapping[str, str]], folder: Path) -> str:
    """Take a row of a manifest in; returns what is wrong with it, or nothing."""
    name = PurePosixPath(values.get("file", "").replace("\\", "/")).as_posix()
    if name == ".":
        return "the row names no file (a column named file is needed)"
    if name in entries:
        return f"{name} is named twice; the first row counts"
    if ".." in PurePosixPath(name).parts or name.startswith("/") or not (folder / name).is_file():
        return f"{name} is not there"
    entries[name] = {key: value for key, value in values.items() if key != "file"}
    return ""


def _problem(path: str, what: str) -> Problem:
    return Problem(room=_ROOM, article_id=None, path=path, what=what)
