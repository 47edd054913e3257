"""How fast, beside a peer in the same run: ``make speed`` (``python benchmarks/speed.py --large`` for 10,000 articles).

Times are wall clock on all cores; ratios are medians of paired runs, because machines differ and drift.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import load
from communique import copies
from communique.data import Article, digest

RUNS = 5


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also build 10,000 articles")
    arguments = parser.parse_args()
    print("start")
    start()
    print("\ncopies: pairs with 5-gram Jaccard >= 0.3, from raw text, same exact verification")
    found = [_article(row) for row in load.rows(1000)]
    beside_datasketch(found)
    print("\nbuild: the whole, from files to the record")
    for count in (100, 1_000, 10_000) if arguments.large else (100, 1_000):
        build(count)


def start() -> None:
    """Seconds until ``communique --help`` has answered."""
    command = [sys.executable, "-m", "communique", "--help"]
    times = [_timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(RUNS)]
    print(f"  communique --help  {statistics.median(times) * 1000:.0f} ms (median of {RUNS})")


def beside_datasketch(articles: Sequence[Article]) -> None:
    """``copies.find`` with lineages and alignment, against MinHash-LSH with verification only."""
    try:
        import datasketch
    except ImportError:
        print("  datasketch is not installed: pip install -r requirements/bench.txt")
        return

    def peer() -> int:
        index = datasketch.MinHashLSH(threshold=0.3, num_perm=128)
        grams = {a.id: _grams(a.text) for a in articles}
        for name, shingles in grams.items():
            sketch = datasketch.MinHash(num_perm=128)
            sketch.update_batch([s.encode() for s in shingles])
            index.insert(name, sketch)
        buckets = {
            frozenset(b) for table in index.hashtables for key in list(table.keys()) if len(b := table.get(key)) > 1
        }
        pairs = {pair for bucket in buckets for pair in combinations(sorted(bucket), 2)}
        return sum(len(grams[a] & grams[b]) / len(grams[a] | grams[b]) >= 0.3 for a, b in pairs)

    ratios, ours = [], []
    for _ in range(3):
        theirs = _timed(peer)
        ours.append(_timed(lambda: copies.lineages(articles, copies.find(articles).copies)))
        ratios.append(theirs / ours[-1])
    size = sum(len(a.text) for a in articles) / 1e6
    print(
        f"  {len(articles)} articles, {size:.1f} MB: communique (with kinds, alignment, corrections, wording) "
        f"{statistics.median(ours):.2f} s; datasketch takes {statistics.median(ratios):.2f} x as long"
    )


def _grams(text: str) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return {" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def build(count: int) -> None:
    """One build of generated articles in the default way, and a second that has nothing to do."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load.write(folder, count)
        command = [sys.executable, "-m", "communique", "build", str(folder / "articles.jsonl"), "--case"]
        command.append(str(folder / "load.communique"))
        first = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
        size = (folder / "load.communique").stat().st_size
    print(
        f"  {count:>6} articles: {first:6.1f} s, {memory:5.0f} MB in the main process, "
        f"{size / 1e6:5.1f} MB on disk; again: {again:.1f} s"
    )


def _article(row: dict[str, str]) -> Article:
    return Article(
        id=digest("article", row["id"]),
        path=row["id"],
        text=row["text"],
        outlet=row["outlet"],
        published=row["published"],
        published_precision="day",
    )


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
