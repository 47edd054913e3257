"""How good, on data that anyone can fetch: one table, held against the floors that may not fall.

    python benchmarks/quality.py [--data FOLDER] [--only NAME] [--raise | --lower]

``floors.json`` keeps, for each set, the digest of its file and the floor of every figure. A figure below its floor
ends with exit code 1. ``--raise`` lifts floors to what was measured; ``--lower`` also lets them fall: say why in the
commit. A set that is not there is skipped with a line; README.md tells where each is published.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import actors_quality
import acts_quality
import coding_quality
import copies_quality
import dates_quality
import diplomatic_quality
import figures_quality
import moves_quality
import record_quality
import roles_quality
import statements_quality

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"
# Smaller is better, or neither: printed, never a floor.
_NO_FLOOR = frozenset(
    "moves_in_export false_disputes bias answers articles pairs joined joined_duplicate joined_version joined_excerpt "
    "joined_rewording voices_error linked_non silent articles_per_second negatives_joined joined_background "
    "joined_crisis joined_formulaic joined_one_house joined_press_conference lifted_linked granularity_light "
    "granularity_heavy".split()
)
_SLACK = 0.0005  # what rounding may take


class Set(NamedTuple):
    """One data set: its file, and what is measured on it."""

    name: str
    file: Path
    measure: Callable[[Path], Mapping[str, float]]


def sets(shared: Path) -> Iterator[Set]:
    """Every set that quality is measured on."""
    data = shared / "data"
    yield Set("statements: PolNeAR dev", data / "polnear_dev.jsonl.gz", statements_quality.scores)
    yield Set("statements: diplomatic, invented", diplomatic_quality.DATA, diplomatic_quality.scores)
    yield Set("moves: PLV train", data / "plv_train.jsonl.gz", moves_quality.scores)
    yield Set("moves: negotiations, invented", coding_quality.DATA, coding_quality.scores)
    yield Set("acts the encoder sees, invented", acts_quality.DATA, acts_quality.scores)
    yield Set("who, whom: cameo_ner train", data / "cameo_ner_train.jsonl.gz", roles_quality.scores)
    yield Set("figures: NewsQuant dev", data / "newsquant_dev.jsonl.gz", figures_quality.scores)
    yield Set("dates: TimeML AQUAINT", data / "timeml_aquaint.tar.gz", dates_quality.scores)
    yield Set("actors: GAP development", data / "gap_development.tsv.gz", actors_quality.scores)
    yield Set("copies: generated on AllSides", data / copies_quality.ALLSIDES, _generated)
    yield Set("copies: generated, undated", data / copies_quality.ALLSIDES, _undated)
    yield Set("copies: generated, one crisis", HERE / "newsroom.txt", _one_crisis)
    yield Set("copies: BASIL, independent", data / "basil_dev.jsonl.gz", copies_quality.independent)
    yield Set("copies: Wikipedia versions", data / "wikipedia_versions_dev.jsonl.gz", copies_quality.version_order)
    yield Set("copies: Clough & Stevenson", data / "clough_stevenson_dev.jsonl.gz", copies_quality.reuse)
    scorer = shared / "gold/score.py"
    gold = shared / "gold/geneva-2022.json"
    yield Set("record: five real articles", gold, partial(record_quality.scores, shared / "seeds", scorer=scorer))
    for name, (reports, truth) in record_quality.crises().items():
        if scorer.exists():
            yield Set(f"record: {name}, invented", truth, partial(record_quality.scores, reports, scorer=scorer))


def _generated(path: Path) -> Mapping[str, float]:
    return copies_quality.generated(copies_quality.allsides(path, 0, 600))


def _undated(path: Path) -> Mapping[str, float]:
    return copies_quality.generated(copies_quality.allsides(path, 600, 800), dates=False)


def _one_crisis(_: Path) -> Mapping[str, float]:
    return copies_quality.generated(copies_quality.one_crisis())


def main() -> int:
    """Print the table; 1 where a figure fell below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder that holds data/, gold/ and seeds/")
    parser.add_argument("--only", default="", help="only sets whose name holds this")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="set the floors to what is measured, also downwards")
    arguments = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    fallen = []
    for one in sets(arguments.data):
        if arguments.only not in one.name:
            continue
        if not one.file.exists():
            print(f"{one.name}: not here ({one.file.name}); benchmarks/README.md tells where it is published")
            continue
        measured = {key: round(float(value), 3) for key, value in one.measure(one.file).items()}
        known = floors.get(one.name, {})
        digest = hashlib.sha256(one.file.read_bytes()).hexdigest()[:16]
        if known and known["data"] != digest:
            print(f"{one.name}: other data than the floors were set on; run with --lower to set them anew")
        fallen += _printed(one.name, measured, known.get("floors", {}))
        if arguments.lift or arguments.lower or not known:
            floors[one.name] = {"data": digest, "floors": _floors(measured, known.get("floors", {}), arguments.lower)}
    if arguments.lift or arguments.lower or not FLOORS.exists():
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for line in fallen:
        print(f"FELL: {line}", file=sys.stderr)
    return 1 if fallen and not arguments.lower else 0


def _printed(name: str, measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Print one set; the figures that fell below their floor."""
    print(name)
    fallen = []
    for key, value in measured.items():
        floor = floors.get(key)
        note = "" if floor is None else f"   floor {floor:.3f}"
        print(f"  {key:<28} {value:9.3f}{note}", flush=True)
        if floor is not None and value < floor - _SLACK:
            fallen.append(f"{name}: {key} {value:.3f} < {floor:.3f}")
    return fallen


def _floors(measured: Mapping[str, float], known: Mapping[str, float], lower: bool) -> dict[str, float]:
    kept = {key: value for key, value in measured.items() if key not in _NO_FLOOR}
    return kept if lower else {key: max(value, known.get(key, value)) for key, value in kept.items()}


if __name__ == "__main__":
    sys.exit(main())
