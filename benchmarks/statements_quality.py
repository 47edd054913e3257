"""How well statements are found, on the PolNeAR development articles (see benchmarks/README.md for the data).

Span scores follow the protocol of the published ones: spans are maximal runs of one role's given tokens within a
line, a discontinuous span counts as several, and a hit is exact. Every coder's article counts by itself.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from communique import parsing
from communique.data import Article, Statement
from communique.statements import extract
from communique.text import quotations

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear_dev.jsonl.gz"
ROLES = ("source", "cue", "content")
Run = tuple[int, int]


def scores(path: Path = DATA) -> dict[str, float]:
    """F1 in per cent by role (exact, IoU >= 0.5), of whole attributions, and the share of quotations found."""
    tallies: dict[str, list[int]] = {}
    quotes = [0, 0, 0]
    seconds = 0.0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        article = Article(id=row["id"], path=row["id"], text=row["text"])
        began = time.process_time()
        found = extract(article, parsing.parse(article) if parsing.available() else None)
        seconds += time.process_time() - began
        _quotes(row, found, quotes)
        if row.get("tokens"):
            _article(row, found, tallies)
    result = {name: _f1(*tally) for name, tally in tallies.items()}
    result["quotes found"] = 100 * quotes[1] / max(1, quotes[0])
    result["quotes exact"] = 100 * quotes[2] / max(1, quotes[0])
    result["articles_per_second"] = len(rows) / seconds
    return result


def _f1(hits: int, found: int, gold: int) -> float:
    return 200 * hits / max(1, found + gold)


def _article(row: dict[str, Any], found: tuple[Statement, ...], tallies: dict[str, list[int]]) -> None:
    lines = _lines(row["text"], row["tokens"])
    gold = [{role: _runs(a[role], row["tokens"], lines) for role in ROLES} for a in row["attributions"]]
    ours = [{role: _runs(_spans(s, role), row["tokens"], lines) for role in ROLES} for s in found]
    for role in ROLES:
        truth = {run for a in gold for run in a[role]}
        said = {run for a in ours for run in a[role]}
        _add(tallies, f"{role} exact", len(truth & said), len(said), len(truth))
        close = sum(any(_iou(a, b) >= 0.5 for b in truth) for a in said)
        _add(tallies, f"{role} IoU", close, len(said), len(truth))
    _add(tallies, "attribution", _linked(gold, ours), len(ours), len([a for a in gold if a["content"]]))


def _add(tallies: dict[str, list[int]], name: str, *counts: int) -> None:
    tally = tallies.setdefault(name, [0, 0, 0])
    for place, count in enumerate(counts):
        tally[place] += count


def _spans(statement: Statement, role: str) -> list[Run]:
    part = getattr(statement, role)
    anchors = part if isinstance(part, tuple) else (part,)
    return [(a.start, a.end) for a in anchors if a is not None]


def _lines(text: str, tokens: list[Run]) -> list[int]:
    breaks = [place for place, mark in enumerate(text) if mark == "\n"]
    return [bisect_left(breaks, start) for start, _ in tokens]


def _runs(spans: Iterable[Run], tokens: list[Run], lines: list[int]) -> list[Run]:
    inside = sorted({i for start, end in spans for i in _within(start, end, tokens)})
    runs: list[list[int]] = []
    for i in inside:
        if runs and runs[-1][1] == i and lines[i - 1] == lines[i]:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return [(a, b) for a, b in runs]


def _within(start: int, end: int, tokens: list[Run]) -> Iterable[int]:
    first = bisect_left(tokens, start, key=lambda token: token[1] - 1)
    for i in range(first, len(tokens)):
        if tokens[i][0] >= end:
            return
        yield i


def _iou(a: Run, b: Run) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (max(a[1], b[1]) - min(a[0], b[0]))


def _near(a: list[Run], b: list[Run]) -> bool:
    mine = {i for start, end in a for i in range(start, end)}
    other = {i for start, end in b for i in range(start, end)}
    return bool(mine | other) and len(mine & other) / len(mine | other) >= 0.5


def _linked(gold: list[dict[str, list[Run]]], ours: list[dict[str, list[Run]]]) -> int:
    """Attributions whose source and content are both matched (overlap of at least half), each used once."""
    free = list(ours)
    hits = 0
    for truth in gold:
        for mine in free:
            same = not truth["source"] and not mine["source"]
            if _near(truth["content"], mine["content"]) and (same or _near(truth["source"], mine["source"])):
                free.remove(mine)
                hits += 1
                break
    return hits


def _quotes(row: dict[str, Any], found: tuple[Statement, ...], tally: list[int]) -> None:
    """Quotations that gold content takes whole: how many some statement's content touches, and equals."""
    text = row["text"]
    marks = {(q.start, q.end) for q in quotations(text)}
    gold = {(s, e) for a in row["attributions"] for s, e in a["content"] if (s, e) in marks and e - s > 20}
    ours = [(c.start, c.end) for s in found for c in s.content]
    exact = set(ours)
    tally[0] += len(gold)
    tally[1] += sum(any(a < e and s < b for a, b in ours) for s, e in gold)
    tally[2] += sum(quote in exact for quote in gold)


def main() -> int:
    """Print the table; 0 also where the data is absent, with a line that says so."""
    if not DATA.exists():
        print(f"statements: skipped, {DATA.name} is not there (benchmarks/README.md says where it is published)")
        return 0
    for name, value in scores().items():
        print(f"{name:22} {value:6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
