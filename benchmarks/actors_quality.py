"""How well pronouns find their person: GAP development, scored as its authors do.

    python benchmarks/actors_quality.py ../shared/data/gap_development.tsv.gz

The set is published at github.com/google-research-datasets/gap-coreference. Each row has one pronoun and two names
that it may stand for. Names are given, as the task has it; what is measured is the step from a pronoun to its person.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from pathlib import Path

from communique.actors import names, pronouns
from communique.actors import words as words_of
from communique.actors.entities import Entity, Found
from communique.actors.people import gender_of
from communique.actors.words import Word
from communique.data import Article

_NO_NAME = frozenset("the in at from on".split())
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
    """Whether the pronoun was put to A, to B, or to neither: the names are given, as the task has it."""
    words = words_of.row(Article(id=row["ID"], path=row["ID"], text=row["Text"]))
    given = {name: _place(words, int(row[f"{name}-offset"]), row[name]) for name in ("A", "B")}
    found = _named(words, given)
    at = int(row["Pronoun-offset"])
    answer = next((f.entity for f in pronouns.resolve(words, found, {}) if words[f.first].start == at), None)
    counts: Counter[str] = Counter()
    for name, (first, _) in given.items():
        entity = next((f.entity for f in found if f.first == first), None)
        said = answer is not None and answer is entity
        counts[("true" if row[f"{name}-coref"].casefold() == "true" else "false") + str(said)] += 1
    return counts


def _place(words: list[Word], offset: int, name: str) -> tuple[int, int]:
    inside = [i for i, word in enumerate(words) if offset <= word.start < offset + len(name)]
    return (inside[0], inside[-1] + 1) if inside else (-1, -1)


def _named(words: list[Word], given: dict[str, tuple[int, int]]) -> list[Found]:
    """The given names and all other capitalised runs as people; a last or first word alone is the full name."""
    spans = {span: True for span in given.values() if span[0] >= 0}
    fixed = {i for first, last in spans for i in range(first, last)}
    known = {words[i].low for i in fixed}
    for run in names.runs(words, [-1] * len(words), frozenset()):
        before = words[run.first - 1].low if run.first else ""
        if run.body or run.place or before in _NO_NAME or fixed & set(range(run.first, run.last)):
            continue
        if run.last - run.first > 1 or gender_of(run.name) or words[run.first].low in known:
            spans[run.first, run.last] = False
    people: dict[str, Entity] = {}
    found = []
    for first, last in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        parts = [word.low for word in words[first:last]]
        key = " ".join(parts)
        entity = people.get(key)
        if entity is None:
            name = " ".join(word.text for word in words[first:last])
            entity = Entity(kind="person", name=name, key=name, gender=gender_of(name))
            for alias in (key, parts[-1], parts[0]):
                people.setdefault(alias, entity)
        found.append(Found(first=first, last=last, entity=entity, form="name", reason="given"))
    return sorted(found, key=lambda f: f.first)


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
