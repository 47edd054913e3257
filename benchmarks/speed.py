"""How fast, beside peers in the same run: ``make speed`` (``python benchmarks/speed.py --large`` for larger corpora).

Times are wall clock on all cores; ratios are medians of paired runs, because machines differ and drift.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import chronicle
import copies_speed
import load
from communique import Case, copies
from communique.data import Article, digest
from communique.engine import LocalEngine
from communique.store import DERIVED, Store

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
    print("\none long case: the record made again from what is noted of each article, and one article more")
    for count in (500, 1_000, 2_000, 5_000, 10_000) if arguments.large else (500, 1_000):
        grow(count)
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


def grow(count: int) -> None:
    """A long case (``chronicle``): its record made again, single articles added to it, warm and by a new process."""
    rows = list(chronicle.rows(10_050))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "long.communique"
        with Case(path, engine=LocalEngine()) as case:
            case.add(_file(name, "first", rows[:count]))
        _forget(path)
        with Case(path, engine=LocalEngine()) as case:
            again = _timed(case.refresh)
            more = [_file(name, f"more{n}", [row]) for n, row in enumerate(rows[count : count + 10])]
            times = [_timed(partial(case.add, file)) for file in more]
        last = _file(name, "last", [rows[count + 10]])
        command = [sys.executable, "-m", "communique", "build", str(last), "--case", str(path)]
        cold = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
    print(
        f"  {count:>6} articles: record made again {again:6.1f} s; one more {statistics.median(times):.2f} s", end=" "
    )
    print(f"(median of {len(times)}, slowest {max(times):.2f}), by a new process {cold:.1f} s", flush=True)


def _file(folder: str, name: str, rows: Sequence[dict[str, str]]) -> Path:
    path = Path(folder) / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def _forget(path: Path) -> None:
    """Empty everything derived; what is noted of single articles stays."""
    with Store(path) as store, store.writing():
        for table in reversed([*DERIVED, "inferred_dates"]):
            store.connection.execute(f"DELETE FROM {table}")
        store.connection.execute("DELETE FROM meta WHERE key = 'derived_from'")


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
