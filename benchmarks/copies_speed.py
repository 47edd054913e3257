"""Copies beside their peers: one corpus, one core, each contestant in a process of its own, from raw text to pairs.

    python benchmarks/copies_speed.py [--articles N] [--runs N] [--only NAME]

Every contestant gets the same texts in the list that it takes (ours of articles, the peers of strings), does its own
normalising, and has its candidates verified by the same exact count of common 5-grams. What counts as found: pairs
with Jaccard >= 0.3, or with half of the shorter one in the other. Ratios are medians over the runs, in each of which
all contestants take turns.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pickle
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np

import load
from communique.copies import Index, kernels, overlaps
from communique.copies.fingerprints import GRAM, Keys, fingerprints
from communique.data import Article

SOURCE = Path(__file__).resolve().parent.parent.parent / "shared/data/allsides_sample.jsonl.gz"
_OURS = ("ours", "bound")
JACCARD, CONTAINMENT = 0.3, 0.5
SKETCH, BANDS = 128, 32  # of both peers: four rows a band
Pairs = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def corpus(count: int, seed: int = 7) -> tuple[list[str], list[list[int]]]:
    """``count`` texts of about 600 words, and the families of those that come from one text.

    A third are copies, edited, cut, re-ordered or set into another text, so that what is shared runs from all to a
    tenth. The words follow each other as in real news where the sample is at hand (a chain of order 2), else as in
    the invented articles of ``load.py``.
    """
    chance = random.Random(seed)
    fresh = _chained(chance) if SOURCE.exists() else _invented(count)
    texts: list[str] = []
    families: list[list[int]] = []
    while len(texts) < count:
        if families and chance.random() < 1 / 3:
            family = families[-1 - chance.randrange(min(2_000, len(families)))]
            text = _derived(texts[family[0]], next(fresh), chance)
            family.append(len(texts))
        else:
            text = next(fresh)
            families.append([len(texts)])
        texts.append(text)
    return texts, [family for family in families if len(family) > 1]


def _chained(chance: random.Random) -> Iterator[str]:
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        words = [word for line in lines for word in json.loads(line)["text"].replace("\n", " \n ").split(" ") if word]
    follow: dict[tuple[str, str], list[str]] = {}
    for one, two, three in zip(words[:-2], words[1:-1], words[2:], strict=True):
        follow.setdefault((one, two), []).append(three)
    openings = [pair for pair in pairwise(words) if pair[0] == "\n"]
    while True:
        made = list(chance.choice(openings))
        size = chance.randrange(300, 900)
        while len(made) < size:
            after = follow.get((made[-2], made[-1]))
            made.append(after[int(chance.random() * len(after))] if after else "\n")
        yield " ".join(made)


def _invented(count: int) -> Iterator[str]:
    return (row["text"] for row in load.rows(3 * count, copied=0))


def _derived(text: str, other: str, chance: random.Random) -> str:
    """A copy: one word in some edited, a part cut, two parts exchanged, or a part of it within ``other``."""
    words = text.split(" ")
    rate = chance.choice((0.0, 0.01, 0.03, 0.06, 0.1))
    words = [chance.choice(words) if chance.random() < rate else word for word in words]
    at = sorted(chance.sample(range(len(words)), 2))
    way = chance.randrange(4)
    if way == 0:
        words = words[: at[0]] + words[at[1] :]
    elif way == 1:
        words = words[at[1] :] + words[: at[1]]
    elif way == 2:
        mixed = other.split(" ")
        words = mixed[: len(mixed) // 2] + words[at[0] : at[1]] + mixed[len(mixed) // 2 :]
    return " ".join(words)


def ours(articles: Sequence[Article]) -> Pairs:
    """Our sampled index."""
    found = overlaps(articles)
    return np.stack((found.first, found.second), axis=1)


def datasketch(texts: Sequence[str]) -> Pairs:
    """MinHash-LSH in numpy."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=SKETCH, params=(BANDS, SKETCH // BANDS))
    sketches = []
    for n, text in enumerate(texts):
        sketch = MinHash(num_perm=SKETCH)
        sketch.update_batch([gram.encode() for gram in _grams(text)])
        index.insert(n, sketch, check_duplication=False)
        sketches.append(sketch)
    return _earlier((n, other) for n, sketch in enumerate(sketches) for other in index.query(sketch))


def rensa(texts: Sequence[str]) -> Pairs:
    """MinHash-LSH in Rust."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=SKETCH, num_bands=BANDS)
    sketches = RMinHash.from_token_sets([_grams(text) for text in texts], num_perm=SKETCH, seed=7)
    for n, sketch in enumerate(sketches):
        index.insert(n, sketch)
    return _earlier((n, other) for n, sketch in enumerate(sketches) for other in index.query(sketch))


def bound(articles: Sequence[Article]) -> Pairs:
    """No contestant: every 5-gram hashed once and thrown away, the least that anybody must do."""
    for start in range(0, len(articles), 1000):
        _all_grams(articles[start : start + 1000])
    return np.zeros((0, 2), np.int64)


CONTESTANTS: dict[str, Callable[[Any], Pairs]] = {
    "ours": ours,
    "bound": bound,
    "rensa": rensa,
    "datasketch": datasketch,
}


def _grams(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]


def _earlier(pairs: Iterator[tuple[int, int]]) -> Pairs:
    return np.array(sorted((other, n) for n, other in pairs if other < n), np.int64).reshape(-1, 2)


def _articles(texts: Sequence[str]) -> list[Article]:
    return [_article(n, text) for n, text in enumerate(texts)]


def _article(number: int, text: str) -> Article:
    return Article(id=f"{number:08}", path=str(number), text=text)


def _verified(texts: Sequence[str], pairs: Pairs) -> Pairs:
    """Those of the pairs that share enough, by an exact count."""
    pairs = pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))]
    grams = _all_grams(_articles(texts))
    distinct, shared = np.zeros(len(texts), np.int64), np.zeros(len(pairs), np.int64)
    first, second = np.ascontiguousarray(pairs.T)
    kernels.common(grams.hashes, grams.begins, first, second, distinct, shared)
    left, right = distinct[first], distinct[second]
    enough = (shared >= JACCARD * (left + right - shared)) | (shared >= CONTAINMENT * np.minimum(left, right))
    kept: Pairs = pairs[enough & (shared > 0)]
    return kept


def _all_grams(articles: Sequence[Article]) -> Keys:
    return fingerprints(articles, 1 << 30, size=GRAM, sample=1 << 62, grams=True).grams


def _run(name: str, folder: Path) -> None:
    """One contestant, in this process: its seconds, its memory and its pairs go into the folder."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})
    texts = pickle.loads((folder / "texts").read_bytes())
    given = _articles(texts) if name in _OURS else texts
    CONTESTANTS[name](given[:50])  # what is compiled or loaded the first time
    before = _peak()
    begin = time.perf_counter()
    pairs = CONTESTANTS[name](given)
    if name not in _OURS:  # ours are counted already
        _verified(texts, pairs)
    seconds = time.perf_counter() - begin
    np.save(folder / "pairs.npy", pairs)
    told = {"seconds": seconds, "megabytes": _peak(), "before": before}
    (folder / "told.json").write_text(json.dumps(told))


def _peak() -> float:
    """The most megabytes that this process has had; Linux tells it without what its parent had."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(count: int, runs: int, names: Sequence[str]) -> None:
    """Print a line for each contestant: seconds, ratio to ours, memory, recall and how many pairs were found."""
    texts, families = corpus(count)
    size = sum(map(len, texts)) / 1e6
    print(f"  {count} articles, {size:.0f} MB, one core, median of {runs}")
    true = np.array(sorted(pair for family in families for pair in combinations(family, 2)), np.int64)
    true = _verified(texts, true)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    last: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at)
        (folder / "texts").write_bytes(pickle.dumps(texts))
        for _ in range(runs):
            for name in names:
                subprocess.run([sys.executable, __file__, "--run", name, str(folder)], check=True)
                told = json.loads((folder / "told.json").read_text())
                seconds[name].append(told["seconds"])
                last[name] = f"{told['before']:5.0f} to {told['megabytes']:5.0f} MB" + _found(
                    texts, true, np.load(folder / "pairs.npy")
                )
    for name in names:
        ratio = statistics.median(b / a for a, b in zip(seconds["ours"], seconds[name], strict=True))
        print(f"  {name:<10} {statistics.median(seconds[name]):7.2f} s  {ratio:6.2f} x ours  {last[name]}", flush=True)


def one_more(count: int) -> None:
    """Print how long one article takes into an index of ``count``, and how long the index takes to be made."""
    texts, _ = corpus(count + 200)
    articles = _articles(texts)
    begin = time.perf_counter()
    index = Index(articles[:count])
    made = time.perf_counter() - begin
    times = []
    for article in articles[count:]:
        begin = time.perf_counter()
        index.add(article)
        times.append(1000 * (time.perf_counter() - begin))
    middle, worst = statistics.median(times), max(times)
    print(
        f"  one article into an index of {count}: median {middle:.1f} ms, slowest {worst:.1f} ms of {len(times)}; "
        f"the index made in {made:.1f} s, {_peak():.0f} MB with the texts"
    )


def _found(texts: Sequence[str], true: Pairs, pairs: Pairs) -> str:
    if not len(pairs):
        return ""
    verified = {tuple(pair) for pair in _verified(texts, pairs).tolist()}
    hits = sum(tuple(pair) in verified for pair in true.tolist())
    return f"  recall {hits / len(true):.4f} of {len(true)} pairs; {len(pairs)} candidates, {len(verified)} verified"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="ours,bound,rensa,datasketch")
    parser.add_argument("--index", type=int, default=0, help="instead, add to an index of so many articles")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        _run(arguments.run[0], Path(arguments.run[1]))
    elif arguments.index:
        one_more(arguments.index)
    else:
        compare(arguments.articles, arguments.runs, arguments.only.split(","))


if __name__ == "__main__":
    main()
