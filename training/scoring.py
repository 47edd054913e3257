"""How well weights find source, cue and content on the PolNeAR development articles, and how fast.

Spans are maximal runs of the given tokens within a line, a hit is exact, a discontinuous span counts as several
(the protocol of the published scores). Every coder's article counts by itself.
"""

from __future__ import annotations

import argparse
import statistics
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from communique.data import Article
from communique.parsing import Options, parse
from communique.parsing.decoding import ROLES
from training.reading import rows

Run = tuple[str, int, int]


def scores(path: Path, options: Options) -> dict[str, float]:
    """F1 in per cent by role, of the rows that have tokens."""
    hits, found, gold = (dict.fromkeys(ROLES, 0) for _ in range(3))
    for row in rows(path):
        if row.get("tokens"):
            seen = parse(Article(id=row["id"], path=row["id"], text=row["text"]), options=options)
            ours = set(_runs(row, ((p.role, [(p.start, p.end)]) for p in seen.parts)))
            truth = set(_runs(row, ((role, a[role]) for a in row["attributions"] for role in ROLES)))
            for role in ROLES:
                hits[role] += sum(run[0] == role for run in ours & truth)
                found[role] += sum(run[0] == role for run in ours)
                gold[role] += sum(run[0] == role for run in truth)
    return {role: 200 * hits[role] / max(1, found[role] + gold[role]) for role in ROLES}


def _runs(row: dict[str, Any], spans: Iterable[tuple[str, Sequence[Sequence[int]]]]) -> Iterable[Run]:
    """The runs of tokens that each role's stretches cover; a line's end ends a run."""
    starts = [start for start, _ in row["tokens"]]
    ends = [end for _, end in row["tokens"]]
    for role, stretches in spans:
        inside = {i for a, b in stretches for i in range(bisect_right(ends, a), bisect_left(starts, b))}
        run: list[int] = []
        for i in sorted(inside):
            if run and (run[-1] != i - 1 or "\n" in row["text"][ends[i - 1] : starts[i]]):
                yield role, run[0], run[-1] + 1
                run = []
            run.append(i)
        if run:
            yield role, run[0], run[-1] + 1


def speed(path: Path, options: Options, *, words: int = 750, times: int = 5) -> float:
    """Articles of so many words a second, in this process: the median of several passes over the same text."""
    text: list[str] = []
    articles = []
    for line in (line for row in rows(path) for line in row["text"].split("\n") if line.strip()):
        text.append(line)
        if sum(len(part.split()) for part in text) >= words:
            articles.append(Article(id=str(len(articles)), path="", text="\n".join(text)))
            text = []
    articles = articles[:24]
    parse(articles[0], options=options)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        for article in articles:
            parse(article, options=options)
        taken.append(time.perf_counter() - began)
    return len(articles) / statistics.median(taken)


def main() -> None:
    """Print what the weights in each folder reach."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("weights", type=Path, nargs="+", help="folders with weights")
    ask.add_argument("--data", type=Path, required=True, help="polnear_dev.jsonl.gz")
    ask.add_argument("--threads", type=int, nargs="*", default=[], help="measure the speed with so many threads")
    asked = ask.parse_args()
    for folder in asked.weights:
        found = scores(asked.data, Options(weights=folder))
        line = "  ".join(f"{role} {value:.1f}" for role, value in found.items())
        for threads in asked.threads:
            line += f"  {speed(asked.data, Options(weights=folder, threads=threads)):.1f} articles/s ({threads})"
        print(f"{folder.name}  {line}")


if __name__ == "__main__":
    main()
