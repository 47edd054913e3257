"""From a case to a file: Markdown, HTML or Word by the ending of its name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from communique.case import Case
from communique.errors import InputError
from communique.report import hypertext, markdown, word
from communique.report.blocks import Brief
from communique.report.brief import brief

ENDINGS: Mapping[str, Callable[[Brief, Path], None]] = {
    ".md": markdown.write,
    ".html": hypertext.write,
    ".docx": word.write,
}


def write(case: Case, path: Path, *, since: str | None = None) -> list[Path]:
    """Write the brief of a case to ``path``, and the pictures beside it where the kind of file needs them.

    ``since`` is the first day that counts as new; the day before the newest report unless given. All files are
    written beside their place first, so that nobody ever sees half of one. Gives back the files written. Raises
    InputError for an unknown ending, or where the file cannot be written.
    """
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise InputError(f"{path}: the name of a report ends in {', '.join(ENDINGS)}")
    made = brief(case, since)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".communique-") as folder:
            ENDINGS[ending](made, Path(folder) / path.name)
            written = sorted(Path(folder).iterdir())
            return [file.replace(path.parent / file.name) for file in written]
    except OSError as error:
        raise InputError(f"{path}: the report could not be written ({error.strerror or error})") from error
