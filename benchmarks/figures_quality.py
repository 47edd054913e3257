"""How well ``communique.moves.quantities`` reads numbers: NewsQuant, value F1 and value + unit F1.

    python benchmarks/figures_quality.py NEWSQUANT.jsonl.gz [--misses]

A value counts when it is equal to a relative 1e-5; a range counts when both ends do. A unit counts when it is the
set's printed or normalised unit after lower-casing, or shares its last word (the counted noun).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from communique.moves.quantities import Quantity, find_numbers
from communique.vocabulary import units

Range = tuple[float, float]


def given(value: str) -> Range:
    """A value of the set as its two ends: "7" is (7, 7) and "5.0-10.0" is (5, 10)."""
    low, mark, high = value.partition("-") if not value.startswith("-") and "E" not in value else (value, "", "")
    return (float(low), float(high)) if mark else (float(low), float(low))


def close(quantity: Quantity, value: Range) -> bool:
    """Whether a number that was found is the number marked."""
    ends = (quantity.value, quantity.value if quantity.upper is None else quantity.upper)
    return all(math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-9) for a, b in zip(ends, value, strict=True))


def same_unit(found: str | None, row: dict[str, Any]) -> bool:
    """Whether a unit that was found is the unit marked, printed or normalised."""
    forms = {str(row["unit"]).lower(), str(row["normalized_unit"]).lower()}
    if found is None:
        return "-" in forms or "" in forms
    lasts = {units.singular(form.split()[-1]) for form in forms if form.strip()}
    return found.lower() in forms or units.singular(found.split()[-1]) in lasts


def scores(path: str | Path, misses: Counter[str] | None = None) -> dict[str, float]:
    """Value F1 and value + unit F1 (in percent) of ``find_numbers`` on the set."""
    found = marked = right = both = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            left = list(find_numbers(row["text"]))
            found += len(left)
            marked += len(row["quantities"])
            for gold in row["quantities"]:
                hits = [q for q in left if close(q, given(gold["value"]))]
                best = max(hits, key=lambda q: same_unit(q.unit, gold), default=None)
                if best is not None:
                    left.remove(best)
                    right += 1
                    both += same_unit(best.unit, gold)
                if misses is not None and (best is None or not same_unit(best.unit, gold)):
                    seen = None if best is None else best.unit
                    misses[f"{gold['value']} {gold['unit']} : {best is not None} {seen} | {row['text']}"] += 1
            if misses is not None:
                for extra in left:
                    misses[f"FALSE {extra.value:g} {extra.upper} {extra.unit} | {row['text']}"] += 1
    return {
        "value_f1": round(200 * right / max(found + marked, 1), 1),
        "value_unit_f1": round(200 * both / max(found + marked, 1), 1),
        "value_precision": round(100 * right / max(found, 1), 1),
        "value_recall": round(100 * right / max(marked, 1), 1),
    }


def main() -> None:
    """Print the scores, and on request what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    misses: Counter[str] = Counter()
    print(scores(args.path, misses))
    if args.misses:
        for line, count in sorted(misses.items()):
            print(count, line)


if __name__ == "__main__":
    main()
