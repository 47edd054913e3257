"""How well copies are found: each function scores one data set and returns its figures."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from communique.copies import find, lineages
from communique.data import Article, Copy, digest
from generate import Truth, generate
from load import rows as loads


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _article(text: str, name: str, **fields: str | None) -> Article:
    return Article(id=digest("scored", name, text), path=name, text=text, **fields)  # type: ignore[arg-type]


def _f1(right: int, found: int, wanted: int) -> float:
    return round(2 * right / (found + wanted), 4) if found + wanted else 1.0


def _pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def generated(texts: Sequence[str], seed: int = 7) -> dict[str, float]:
    """On copies with known truth: F1 of pairs in one lineage, F1 by kind, direction, error in counting voices.

    The F1 of a kind is over pairs (copy, source): right where a link joins the two with that kind.
    """
    articles, truth = generate(texts, seed)
    copies = find(articles).copies
    lines = lineages(articles, copies)
    together, wanted = _pairs(line.articles for line in lines), _pairs(truth.lineages)
    scores = {
        "articles": float(len(articles)),
        "pairs_f1": _f1(len(together & wanted), len(together), len(wanted)),
        "voices_error": round(abs(len(lines) - len(truth.lineages)) / len(truth.lineages), 4),
    }
    return scores | _by_kind(copies, truth) | _directions(copies, truth)


def _by_kind(copies: Sequence[Copy], truth: Truth) -> dict[str, float]:
    scores: dict[str, float] = {}
    for kind in ("duplicate", "version", "excerpt", "rewording"):
        wanted = {article for article, (_, k) in truth.parents.items() if k == kind}
        found = {copy.article_id for copy in copies if copy.kind == kind}
        scores[f"{kind}_f1"] = _f1(len(wanted & found), len(found), len(wanted))
    return scores


def _directions(copies: Sequence[Copy], truth: Truth) -> dict[str, float]:
    """Of the links between a copy and its source, how many point the right way."""
    right = sum(truth.parents.get(c.article_id, ("",))[0] == c.original_id for c in copies)
    wrong = sum(
        c.original_id is not None and truth.parents.get(c.original_id, ("",))[0] == c.article_id for c in copies
    )
    return {"direction": round(right / max(1, right + wrong), 4)}


def independent(path: Path) -> dict[str, float]:
    """On reports of one event by three outlets (BASIL): how many pairs were joined. None should be."""
    articles = [_article(r["text"], f"{r['event']}/{r['outlet']}", outlet=r["outlet"]) for r in rows(path)]
    dated = [r["date"] for r in rows(path)]
    copies = find(articles).copies
    scores = {"articles": float(len(dated)), "joined": float(len(copies))}
    for kind in ("duplicate", "version", "excerpt", "rewording"):
        scores[f"joined_{kind}"] = float(sum(copy.kind == kind for copy in copies))
    return scores


def version_order(path: Path, seed: int = 7) -> dict[str, float]:
    """On undated revisions (Wikipedia): pairs brought into one lineage, and of those in the right order."""
    chance = random.Random(seed)
    joined = ordered = total = 0
    for row in rows(path):
        versions = [_article(text, f"{row['article']}/{n}") for n, text in enumerate(dict.fromkeys(row["versions"]))]
        rank = {article.id: n for n, article in enumerate(versions)}
        shuffled = chance.sample(versions, len(versions))
        total += len(versions) * (len(versions) - 1) // 2
        for line in lineages(shuffled, find(shuffled).copies):
            for first, second in combinations(line.articles, 2):
                joined += 1
                ordered += rank[first] < rank[second]
    return {"pairs": float(total), "joined": round(joined / total, 4), "in_order": round(ordered / max(1, joined), 4)}


def reuse(path: Path) -> dict[str, float]:
    """On answers with their source (Clough and Stevenson): is an answer a copy or not, and found by class."""
    right = 0
    found: dict[str, list[bool]] = {}
    data = rows(path)
    for n, row in enumerate(data):
        pair = [_article(row["source"], f"{n}/source"), _article(row["answer"], f"{n}/answer")]
        linked = bool(find(pair).copies)
        found.setdefault(row["reuse"], []).append(linked)
        right += linked == (row["reuse"] != "non")
    by_class = {f"linked_{name}": round(sum(hits) / len(hits), 4) for name, hits in sorted(found.items())}
    return {"answers": float(len(data)), "binary_accuracy": round(right / len(data), 4)} | by_class


def scores(data: Path) -> dict[str, dict[str, float]]:
    """All scores whose data lie in the folder ``data``, and one on invented reports that share names and phrases."""
    found = {"one_crisis": generated([row["text"] for row in loads(50, copied=0)])}
    if (data / "allsides_sample.jsonl.gz").exists():
        found["generated"] = generated([r["text"] for r in rows(data / "allsides_sample.jsonl.gz")[:600]])
    for name, file, score in (
        ("independent", "basil_dev.jsonl.gz", independent),
        ("version_order", "wikipedia_versions_dev.jsonl.gz", version_order),
        ("reuse", "clough_stevenson_dev.jsonl.gz", reuse),
    ):
        if (data / file).exists():
            found[name] = score(data / file)
    return found


if __name__ == "__main__":
    import sys

    for name, figures in scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")).items():
        print(name, json.dumps(figures))
