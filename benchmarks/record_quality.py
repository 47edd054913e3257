"""Whole records against what their articles hold: the invented crises, and real articles where a gold record lies."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from communique.case import Case
from communique.export import write_jsonl

_KEPT = (
    *("lineage_pairs", "recall_root_and_actor", "recall_code_and_actor", "events_found", "merged_into_one_event"),
    "moves_in_export",
)


def scores(reports: Path, gold: Path, scorer: Path) -> dict[str, float]:
    """The figures of ``scorer`` (a script: export folder and gold record in, one JSON object out), in percent."""
    with tempfile.TemporaryDirectory() as folder, Case(Path(folder) / "gold.communique") as case:
        case.add(reports)
        write_jsonl(case, Path(folder) / "out")
        command = [sys.executable, str(scorer), str(Path(folder) / "out"), str(gold), "--json"]
        made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0])
    table = {k: made[k] if k == "moves_in_export" else 100 * made[k] for k in _KEPT if made.get(k) is not None}
    for part in ("figures", "disputes_found", "meetings", "furniture"):
        right, _, wanted = made[part].partition("/")
        table[part] = 100 * int(right) / max(1, int(wanted))
    return table | {"false_disputes": made["false_disputes"]}


def crises() -> dict[str, tuple[Path, Path]]:
    """The invented crises: articles and truth of each."""
    place = Path(__file__).resolve().parent.parent / "tests/golden"
    spec = importlib.util.spec_from_file_location("renew", place / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    renew = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(renew)
    return {name: (reports, place / name / "truth.json") for name, reports in renew.CRISES.items()}
