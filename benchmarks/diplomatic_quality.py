"""How well statements are found in invented diplomatic reporting that nothing was trained on."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.marked import Attribution, Passage, Spans, read

from communique import actors, parsing
from communique.data import Article, Statement
from communique.statements import extract

DATA = Path(__file__).with_name("diplomatic_test.txt")


def scores(path: Path = DATA) -> dict[str, float]:
    """F1 of contents (IoU >= 0.5), and how many speakers of those found are right: by place, and by full name.

    Shares in per cent. Reports within reports count like all others. The full name is asked of short names and
    pronouns, whose passage tells it.
    """
    hits = found = gold = placed = spoken = named = notes = 0
    for number, passage in enumerate(read(path)):
        article = Article(id=f"diplomatic{number}", path=path.name, text=passage.text, language="en")
        said = extract(article, parsing.parse(article) if parsing.available() else None)
        found += len(said)
        gold += len(passage.attributions)
        names = _names(article, said)
        for truth in passage.attributions:
            mine = _matching(truth, said)
            if mine is None:
                notes += truth.number in passage.resolved
                continue
            hits += 1
            if truth.source:
                spoken += 1
                placed += mine.source is not None and _alike(truth.source, [(mine.source.start, mine.source.end)])
            if truth.number in passage.resolved:
                notes += 1
                named += _same(passage, truth, names.get(mine.id, ""))
    return {
        "content IoU": 200 * hits / max(1, found + gold),
        "speaker right": 100 * placed / max(1, spoken),
        "speaker named": 100 * named / max(1, notes),
    }


def _names(article: Article, said: tuple[Statement, ...]) -> dict[str, str]:
    cast = actors.resolve(article, said)
    known = {actor.id: actor.name for actor in cast.actors}
    return {statement: known.get(actor, "") for statement, actor in cast.speakers.items()}


def _same(passage: Passage, truth: Attribution, name: str) -> bool:
    """Whether a name is the one of the note: articles and capitals aside, with or without what stands before it."""
    wanted, mine = ({w for w in n.casefold().split() if w != "the"} for n in (passage.resolved[truth.number], name))
    return bool(mine) and (mine <= wanted or wanted <= mine)


def _matching(truth: Attribution, said: tuple[Statement, ...]) -> Statement | None:
    for statement in said:
        if _alike(truth.content, [(place.start, place.end) for place in statement.content]):
            return statement
    return None


def _alike(one: Spans, other: Spans) -> bool:
    left = {place for start, end in one for place in range(start, end)}
    right = {place for start, end in other for place in range(start, end)}
    return 2 * len(left & right) >= len(left | right) > 0


if __name__ == "__main__":
    for key, value in scores().items():
        print(f"{key:22} {value:6.1f}")
