"""How fast, beside peers in the same run: ``make speed`` (``python benchmarks/speed.py --large`` for larger corpora).

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
from collections.abc import Callable
from pathlib import Path

import copies_speed
import load
from communique import copies
from communique.data import Article, digest

RUNS = 5


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="50,000 articles beside the peers, 10,000 built")
    arguments = parser.parse_args()
    print("start")
    start()
    print("\ncopies: from raw text to verified pairs, beside their peers")
    copies_speed.compare(50_000 if arguments.large else 10_000, RUNS, list(copies_speed.CONTESTANTS))
    copies_speed.one_more(100_000 if arguments.large else 10_000)
    print("\ncopies: the whole room, with kinds, directions, passages, corrections and wording")
    found = [_article(row) for row in load.rows(1000)]
    print(f"  {len(found)} articles: {_timed(lambda: copies.lineages(found, copies.find(found).copies)):.2f} s")
    print("\nbuild: the whole, from files to the record")
    for count in (100, 1_000, 10_000) if arguments.large else (100, 1_000):
        build(count)


def start() -> None:
    """Seconds until ``communique --help`` has answered."""
    command = [sys.executable, "-m", "communique", "--help"]
    times = [_timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(RUNS)]
    print(f"  communique --help  {statistics.median(times) * 1000:.0f} ms (median of {RUNS})")


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
