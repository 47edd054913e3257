"""Who did it to whom, on the cameo_ner sentences: the parties that the rules give, as spans of the text."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.moves import fold, key, rows

from communique import actors, moves, parsing, statements
from communique.data import Article, Cast, digest

Spans = set[tuple[str, int, int]]


def scores(path: Path) -> dict[str, float]:
    """Exact and overlapping span F1 over sources and targets, and the share of sentences with both right, in percent.

    A reciprocal party ("R") counts as source and as target.
    """
    exact: Counter[str] = Counter()
    near: Counter[str] = Counter()
    both = sentences = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, gold = _marked(row["tokens"], row["tags"])
            found = _found(text)
            _count(exact, found, gold, lambda a, b: a == b)
            _count(near, found, gold, lambda a, b: a[0] == b[0] and a[1] < b[2] and b[1] < a[2])
            both += found == gold
            sentences += 1
    return {"exact": _f1(exact), "overlap": _f1(near), "both right": 100 * both / sentences}


def folded(path: Path, folder: Path) -> dict[str, float]:
    """The same scores of the encoder alone, with weights (``fold0`` to ``fold4``) that have not seen the sentence."""
    exact: Counter[str] = Counter()
    both = sentences = 0
    for row in rows(path):
        text, gold = _marked(row["tokens"], row["tags"])
        options = parsing.Options(weights=folder / f"fold{fold(key(text))}")
        (sight,) = parsing.parse_texts([text], options=options)
        found = {("S", p.start, p.end) for p in sight.who} | {("T", p.start, p.end) for p in sight.whom}
        _count(exact, found, gold, lambda a, b: a == b)
        both += found == gold
        sentences += 1
    return {"exact": _f1(exact), "both right": 100 * both / sentences}


def _marked(tokens: list[str], tags: list[str]) -> tuple[str, Spans]:
    """The sentence, and the spans that its tags mark."""
    text, gold, open_span = "", set(), None
    for token, tag in zip(tokens, tags, strict=True):
        start = len(text) + bool(text)
        text = f"{text} {token}".strip()
        if tag.startswith("B-"):
            open_span = [tag[2:], start, len(text)]
            gold.add(tuple(open_span))
        elif tag.startswith("I-") and open_span is not None:
            gold.discard(tuple(open_span))
            open_span[2] = len(text)
            gold.add(tuple(open_span))
        else:
            open_span = None
    roles = {"S": "S", "T": "T", "R": "ST"}
    return text, {(role, s, e) for tag, s, e in gold for role in roles[str(tag)]}


def _found(text: str) -> Spans:
    article = Article(id=digest("article", text), path="-", text=text, language="en")
    said = statements.extract(article)
    cast = actors.resolve(article, said)
    found: Spans = set()
    for move in moves.code(article, said, cast).moves[:1]:
        found |= {("S", *span) for actor in move.actors if (span := _mention(cast, actor, move.trigger.start, -1))}
        found |= {("T", *span) for actor in move.recipients if (span := _mention(cast, actor, move.trigger.end, 1))}
    return found


def _mention(cast: Cast, actor: str, place: int, way: int) -> tuple[int, int] | None:
    """The mention of an actor, or of somebody on its side, nearest to a place and preferably on one side of it."""
    ours = {a.id for a in cast.actors if actor in (a.id, a.side)}
    named = [m.anchor for m in cast.mentions if m.actor in ours]
    best = min(named, key=lambda a: ((a.start - place) * way < 0, abs(a.start - place)), default=None)
    return None if best is None else (best.start, best.end)


def _count(counts: Counter[str], found: Spans, gold: Spans, same: object) -> None:
    counts["right"] += sum(any(same(a, b) for b in gold) for a in found)  # type: ignore[operator]
    counts["found"] += len(found)
    counts["gold"] += len(gold)


def _f1(counts: Counter[str]) -> float:
    return 200 * counts["right"] / max(1, counts["found"] + counts["gold"])


if __name__ == "__main__":
    print(folded(Path(sys.argv[1]), Path(sys.argv[2])) if len(sys.argv) > 2 else scores(Path(sys.argv[1])))
