"""Write the record of every invented crisis anew: ``make golden``. Read the difference before you commit it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from communique.case import Case
from communique.export import LISTS, objects

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
CRISES = {
    "demo": REPOSITORY / "src/communique/demo/articles",
    **{name: HERE / name / "articles" for name in ("ceasefire-valley", "fishing-strait", "tariff-round")},
}
# Text and anchors of whole articles stand in the articles themselves.
LEFT_OUT = {"articles": ("text", "text_sha256"), "copies": ("shared",), "statements": ("content",)}


def record(reports: Path) -> dict[str, list[Any]]:
    """Everything that is found in a crisis, as the export has it, short enough to read in a difference."""
    with tempfile.TemporaryDirectory() as folder, Case(Path(folder) / "golden.communique") as case:
        case.add(reports)
        made = {name: sorted(objects(case, name), key=lambda row: row["id"]) for name in LISTS}
    for name, fields in LEFT_OUT.items():
        made[name] = [{key: value for key, value in row.items() if key not in fields} for row in made[name]]
    return made


def as_text(made: dict[str, list[Any]]) -> str:
    """One object a line, so that a difference names what changed."""
    return "".join(
        f"{name} {json.dumps(row, ensure_ascii=False, sort_keys=True)}\n" for name, rows in made.items() for row in rows
    )


def main() -> None:
    """Renew every crisis."""
    for name, reports in CRISES.items():
        (HERE / name / "record.txt").write_text(as_text(record(reports)), encoding="utf-8")
        print(f"renewed {name}")


if __name__ == "__main__":
    main()
