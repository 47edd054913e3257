"""JSON Lines: one file a noun, one object a line, keys and lines sorted; identical for identical cases."""

from __future__ import annotations

import json
import os
from pathlib import Path

from communique.case import Case
from communique.errors import InputError
from communique.export.objects import LISTS, objects


def write_jsonl(case: Case, folder: Path) -> list[Path]:
    """Write every list of ``case`` into ``folder``, which is made where it is missing; the files written.

    Each file is written beside its place and then put there, so that no reader ever sees half of one; all are
    written before the first is put in place. Raises InputError where the folder cannot be written.
    """
    pending: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in LISTS:
            final = folder / f"{name}.jsonl"
            draft = folder / f".{name}.jsonl.{os.getpid()}"
            pending.append((draft, final))
            draft.write_text(_lines(case, name), encoding="utf-8", newline="\n")
        for draft, final in pending:
            draft.replace(final)
    except OSError as error:
        for draft, _ in pending:
            draft.unlink(missing_ok=True)
        raise InputError(f"{folder}: the export could not be written ({error.strerror or error})") from error
    return [final for _, final in pending]


def _lines(case: Case, name: str) -> str:
    rows = sorted(objects(case, name), key=lambda row: str(row["id"]))
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
