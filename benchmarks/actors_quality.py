"""How well pronouns find their person: GAP development, scored as its authors do.

    python benchmarks/actors_quality.py ../shared/data/gap_development.tsv.gz

The set is published at github.com/google-research-datasets/gap-coreference. Each row has one pronoun and two names
that it may stand for; an answer for a name counts where the resolver puts both into one actor.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from pathlib import Path

from communique.actors import resolve
from communique.data import Article, Cast

_WOMEN = frozenset(("she", "her", "hers"))


def scores(path: Path) -> dict[str, float]:
    """Pronoun F1 in percent: ``all``, ``masculine``, ``feminine``, and ``bias`` (feminine by masculine)."""
    counts: dict[str, Counter[str]] = {"masculine": Counter(), "feminine": Counter()}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            group = "feminine" if row["Pronoun"].casefold() in _WOMEN else "masculine"
            counts[group].update(_row(row))
    every = counts["masculine"] + counts["feminine"]
    table = {"all": _f1(every), **{group: _f1(count) for group, count in counts.items()}}
    table["bias"] = table["feminine"] / table["masculine"] if table["masculine"] else 0.0
    return table


def _row(row: dict[str, str]) -> Counter[str]:
    article = Article(id=row["ID"], path=row["ID"], text=row["Text"])
    cast = resolve(article, ())
    answer = _actor(cast, int(row["Pronoun-offset"]), len(row["Pronoun"]))
    counts: Counter[str] = Counter()
    for name in ("A", "B"):
        named = _actor(cast, int(row[f"{name}-offset"]), len(row[name]))
        said = answer is not None and answer == named
        counts[("true" if row[f"{name}-coref"].casefold() == "true" else "false") + str(said)] += 1
    return counts


def _actor(cast: Cast, start: int, length: int) -> str | None:
    """The actor of the mention that overlaps a place, or None."""
    for mention in cast.mentions:
        if mention.anchor.start < start + length and mention.anchor.end > start:
            return mention.actor
    return None


def _f1(counts: Counter[str]) -> float:
    right, missed, wrong = counts["trueTrue"], counts["trueFalse"], counts["falseTrue"]
    return 200.0 * right / (2 * right + missed + wrong) if right else 0.0


def main() -> None:
    """Prints the table, or a line that says the data is not there."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data/gap_development.tsv.gz")
    if not path.exists():
        print(f"skipped: {path} is not there; see github.com/google-research-datasets/gap-coreference")
        return
    for name, value in scores(path).items():
        print(f"{name:10} {value:6.2f}")


if __name__ == "__main__":
    main()
