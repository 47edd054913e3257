"""How well ``communique.dates`` finds and resolves time expressions: TempEval-3 (AQUAINT part), TIMEX3.

    python benchmarks/dates_quality.py TIMEML.tar.gz [--misses]

Relaxed: a found expression that overlaps a marked one. Value: of those, the TimeML value is the marked one;
F1 over all found and all marked, as TempEval-3 counts. The document's creation time is given, not scored.
"""

from __future__ import annotations

import argparse
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from communique import dates


def documents(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """For each TimeML document of the archive: publication day, text, marked expressions (start, end, value)."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            source = archive.extractfile(member)
            if not member.name.endswith(".tml") or source is None:
                continue
            root = ET.fromstring(source.read())  # our own data file, not a stranger's
            body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
            if body is None or created is None:
                continue
            text, marked = flat(body)
            yield str(created.get("value"))[:10], text, marked


def flat(body: ET.Element) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a TimeML body, and its TIMEX3 spans with their values."""
    parts: list[str] = []
    marked: list[tuple[int, int, str]] = []
    length = 0

    def add(piece: str | None) -> None:
        nonlocal length
        parts.append(piece or "")
        length += len(piece or "")

    def walk(element: ET.Element) -> None:
        start = length
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        if element.tag == "TIMEX3":
            marked.append((start, length, element.get("value") or ""))

    walk(body)
    return "".join(parts), marked


def same(found: str | None, marked: str) -> bool:
    """Whether two TimeML values agree; "1999-W5" is written for "1999-W05" in places."""
    return found is not None and found.replace("-W0", "-W") == marked.replace("-W0", "-W")


def scores(path: str | Path, misses: Counter[str] | None = None) -> dict[str, float]:
    """Relaxed and value F1 (in percent) of ``dates.find`` on a TimeML archive."""
    found = marked = overlapping = hit = right = 0
    for published, text, gold in documents(Path(path)):
        whens = dates.find(text, published)
        found += len(whens)
        marked += len(gold)
        overlapping += sum(any(w.start < e and s < w.end for s, e, _ in gold) for w in whens)
        for start, end, value in gold:
            near = [w for w in whens if w.start < end and start < w.end]
            hit += bool(near)
            best = max(near, key=lambda w: min(w.end, end) - max(w.start, start), default=None)
            good = best is not None and same(best.timex, value)
            right += good
            if misses is not None and not good:
                seen = f"{text[best.start : best.end]!r} {best.timex}" if best else "not found"
                around = " ".join(text[max(0, start - 60) : end + 30].split())
                misses[f"{text[start:end]!r} {value} : {seen} ({published}) | {around}"] += 1
        if misses is not None:
            for w in whens:
                if not any(w.start < e and s < w.end for s, e, _ in gold):
                    around = " ".join(text[max(0, w.start - 40) : w.end + 30].split())
                    misses[f"FALSE {text[w.start : w.end]!r} {w.timex} | {around}"] += 1
    precision, recall = overlapping / max(found, 1), hit / max(marked, 1)
    return {
        "relaxed_f1": round(200 * precision * recall / max(precision + recall, 1e-9), 1),
        "value_f1": round(200 * right / max(found + marked, 1), 1),
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
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
