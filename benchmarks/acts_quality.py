"""How well the encoder alone sees acts, on invented passages that nothing was trained on, and how far to believe it.

    python benchmarks/acts_quality.py scores [--weights FOLDER]
    python benchmarks/acts_quality.py calibration [--weights FOLDER]

An act counts as found if a word that is likelier an act than not stands among the words marked for it. Code, modality
and parties are asked at the marked words: of the likeliest act among them; where the encoder sees none they count as
wrong. A party is right if the surest one overlaps a marked one; "alone" says that the marked words are it exactly.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.acts import Act, Passage, Spans, read

from communique import parsing
from communique.data import Article, Parse, Party, Trigger

DATA = Path(__file__).with_name("moves_test.txt")
SURE = 0.5  # from here on a word is taken for an act
BINS = 10


def scores(path: Path = DATA, options: parsing.Options | None = None) -> dict[str, float]:
    """F1 of acts, macro-F1 of codes, shares right of the rest, in per cent."""
    counts: Counter[str] = Counter()
    codes: list[tuple[str, str]] = []
    for passage, parse in _parsed(path, options):
        sure = [trigger for trigger in parse.triggers if trigger.score >= SURE]
        counts["found"] += len(sure)
        counts["gold"] += len(passage.acts)
        counts["found right"] += sum(any(_in(trigger, act.words) for act in passage.acts) for trigger in sure)
        counts["gold right"] += sum(any(_in(trigger, act.words) for trigger in sure) for act in passage.acts)
        for act in passage.acts:
            mine = _at(act, parse)
            codes.append((act.code, mine.codes[0][0] if mine else ""))
            counts["modality"] += mine is not None and mine.modalities[0][0] == act.modality
            _count(counts, "actor", act.actors, mine.actors if mine else ())
            _count(counts, "recipient", act.recipients, mine.recipients if mine else ())
    precision, recall = counts["found right"] / max(1, counts["found"]), counts["gold right"] / max(1, counts["gold"])
    return {
        "act f1": 200 * precision * recall / max(1e-9, precision + recall),
        "code macro_f1": _macro(codes),
        "code right": 100 * sum(gold == found for gold, found in codes) / max(1, len(codes)),
        "modality right": 100 * counts["modality"] / max(1, counts["gold"]),
        **{
            f"{side} {what}": 100 * counts[f"{side} {what}"] / max(1, counts[f"{side} of"])
            for side in ("actor", "recipient")
            for what in ("right", "alone")
        },
    }


def _parsed(path: Path, options: parsing.Options | None) -> Iterator[tuple[Passage, Parse]]:
    for passage in read(path):
        article = Article(id=f"acts{passage.line}", path=path.name, text=passage.text, language="en")
        yield passage, parsing.parse(article, options=options)


def _in(seen: Trigger | Party, spans: Spans) -> bool:
    return any(seen.start < end and start < seen.end for start, end in spans)


def _at(act: Act, parse: Parse) -> Trigger | None:
    """The likeliest act among the words of this one."""
    inside = [trigger for trigger in parse.triggers if _in(trigger, act.words)]
    return max(inside, key=lambda trigger: trigger.score, default=None)


def _count(counts: Counter[str], side: str, gold: Spans, found: Sequence[Party]) -> None:
    if gold:
        counts[f"{side} of"] += 1
        counts[f"{side} right"] += bool(found) and _in(found[0], gold)
        counts[f"{side} alone"] += bool(found) and (found[0].start, found[0].end) in gold


def _macro(pairs: Sequence[tuple[str, str]]) -> float:
    names = sorted({gold for gold, _ in pairs})
    return sum(_f1(pairs, name) for name in names) * 100 / max(1, len(names))


def _f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    right = sum(gold == found == name for gold, found in pairs)
    return 2 * right / (sum(gold == name for gold, _ in pairs) + sum(found == name for _, found in pairs))


def believed(path: Path = DATA, options: parsing.Options | None = None) -> dict[str, list[tuple[float, bool]]]:
    """What was claimed with which probability, and whether it was right.

    "act": that a word is one of the words of an act. "code": that it is, and of this code. "modality", "actor" and
    "recipient": of what stands at the words of an act.
    """
    claims: dict[str, list[tuple[float, bool]]] = {n: [] for n in ("act", "code", "modality", "actor", "recipient")}
    for passage, parse in _parsed(path, options):
        for trigger in parse.triggers:
            here = [act for act in passage.acts if _in(trigger, act.words)]
            claims["act"].append((trigger.score, bool(here)))
            claims["code"] += ((sure, any(act.code == code for act in here)) for code, sure in trigger.codes)
            for act in here[:1]:
                claims["modality"] += ((sure, kind == act.modality) for kind, sure in trigger.modalities)
                claims["actor"] += ((party.score, _in(party, act.actors)) for party in trigger.actors)
                claims["recipient"] += ((party.score, _in(party, act.recipients)) for party in trigger.recipients)
    return claims


def table(claims: Sequence[tuple[float, bool]]) -> tuple[list[tuple[int, float, float]], float]:
    """Of each bin of probabilities: how many claims, their mean probability and the share right; and the mean gap."""
    rows = []
    for number in range(BINS):
        inside = [(sure, right) for sure, right in claims if min(BINS - 1, int(sure * BINS)) == number]
        count = len(inside)
        mean = sum(sure for sure, _ in inside) / count if count else 0.0
        rows.append((count, mean, sum(right for _, right in inside) / count if count else 0.0))
    gap = sum(count * abs(mean - share) for count, mean, share in rows) / max(1, len(claims))
    return rows, gap


def page(claims: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """The tables, as the documentation has them."""
    lines = []
    for name, listed in claims.items():
        rows, gap = table(listed)
        lines += [f"### {name}", "", f"{len(listed)} claims, expected calibration error {gap:.3f}.", ""]
        lines += ["| claimed | claims | mean | right |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {at / BINS:.1f} to {(at + 1) / BINS:.1f} | {count} | {mean:.2f} | {share:.2f} |"
            for at, (count, mean, share) in enumerate(rows)
            if count
        ]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Print what was asked for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("what", choices=["scores", "calibration"])
    ask.add_argument("--weights", type=Path)
    ask.add_argument("--data", type=Path, default=DATA)
    asked = ask.parse_args()
    options = parsing.Options(weights=asked.weights) if asked.weights else None
    if asked.what == "scores":
        for name, value in scores(asked.data, options).items():
            print(f"{name:18} {value:.1f}")
    else:
        print(page(believed(asked.data, options)))


if __name__ == "__main__":
    main()
