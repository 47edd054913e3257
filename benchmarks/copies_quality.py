"""How well copies are found: each function scores one data set and returns its figures."""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import copies_scores
import newsroom
from communique.copies import find, lineages
from communique.data import Article, CopyKind, digest
from generate import generate

ALLSIDES = "allsides_sample.jsonl.gz"


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _article(text: str, name: str, **fields: str | None) -> Article:
    return Article(id=digest("scored", name, text), path=name, text=text, **fields)  # type: ignore[arg-type]


def generated(texts: Sequence[str], seed: int = 7, *, dates: bool = True, outlets: bool = True) -> dict[str, float]:
    """On copies with known truth among hard negatives: lineages, kinds, directions, passages, voices."""
    articles, truth = generate(texts, seed, dates=dates, outlets=outlets)
    copies = find(articles).copies
    return copies_scores.judged(articles, truth, copies, lineages(articles, copies))


def by_recipe(texts: Sequence[str], seed: int = 7, *, dates: bool = True, outlets: bool = True) -> str:
    """A table with a line for each way of making copies, to see what is missed."""
    articles, truth = generate(texts, seed, dates=dates, outlets=outlets)
    copies = find(articles).copies
    found = copies_scores.by_recipe(articles, truth, copies, lineages(articles, copies))
    head = f"{'':12} " + " ".join(f"{name[:9]:>9}" for name in next(iter(found.values())))
    rows = (f"{name:12} " + " ".join(f"{value:9.3f}" for value in line.values()) for name, line in found.items())
    return "\n".join([head, *rows])


def allsides(data: Path, first: int, last: int) -> list[str]:
    """The texts of some rows of the AllSides sample that take nothing from each other."""
    return list(strangers(row["text"] for row in rows(data)[first:last]))


def strangers(texts: Iterable[str]) -> Iterator[str]:
    """The texts of which under three in a hundred 8-grams stand in any one before: published ones take from each
    other, and nobody has told which.
    """
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        words = text.split()
        grams = {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}
        shared = Counter(first[gram] for gram in grams if gram in first)
        if max(shared.values(), default=0) < 0.03 * len(grams):
            first |= dict.fromkeys(grams - first.keys(), number)
            yield text


def one_crisis(count: int = 60, seed: int = 7) -> list[str]:
    """Invented reports of one crisis: what is copied among them stands beside what is merely alike."""
    chance = random.Random(seed)
    return newsroom.reports(newsroom.Crisis(chance), count, chance)


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


class Answer(NamedTuple):
    """An answer beside its source: its true class, what was found, and how alike the two are.

    ``alike`` is, of a rewording, the share told again; of shared text, how much of its passages is word for word.
    """

    reuse: str
    found: CopyKind | None
    alike: float


def reuse(path: Path) -> dict[str, float]:
    """On answers with their source (Clough and Stevenson): copy or not, found by class, and the class itself."""
    answers = [_answer(n, row) for n, row in enumerate(rows(path))]
    right = sum(bool(one.found) == (one.reuse != "non") for one in answers)
    by_class: dict[str, list[bool]] = {}
    for one in answers:
        by_class.setdefault(one.reuse, []).append(bool(one.found))
    return {
        "answers": float(len(answers)),
        "binary_accuracy": round(right / len(answers), 4),
        "class_accuracy": _class_accuracy(answers),
    } | {f"linked_{name}": round(sum(hits) / len(hits), 4) for name, hits in sorted(by_class.items())}


def _answer(n: int, row: Mapping[str, str]) -> Answer:
    answer = _article(row["answer"], f"{n}/answer")
    copies = find([_article(row["source"], f"{n}/source"), answer]).copies
    if not copies:
        return Answer(row["reuse"], None, 0.0)
    found = copies[0]
    passages = [one if one.article_id == answer.id else other for one, other in found.shared]
    covered = sum(passage.end - passage.start for passage in passages) / len(answer.text)
    word_for_word = found.similarity / max(found.similarity, covered, 0.01)
    return Answer(row["reuse"], found.kind, found.similarity if found.kind == "rewording" else word_for_word)


def _class_accuracy(answers: Sequence[Answer]) -> float:
    """How many of the four classes are told: each answer by the cut points that are best for all the others."""
    told = [_class(one, *_best([other for other in answers if other is not one])) == one.reuse for one in answers]
    return round(sum(told) / len(told), 4)


def _best(answers: Sequence[Answer]) -> tuple[float, float]:
    """The middle one of the cut points that are right most often."""
    right = {cuts: sum(_class(one, *cuts) == one.reuse for one in answers) for cuts in _CUTS}
    most = max(right.values())
    best = [cuts for cuts in _CUTS if right[cuts] == most]
    return best[len(best) // 2]


_STEPS = [step / 20 for step in range(22)]
_CUTS = [(verbatim, told) for verbatim in _STEPS for told in _STEPS]


def _class(one: Answer, verbatim: float, told: float) -> str:
    """No link is none; shared text is cut and paste or, where words were changed all over it, light revision; a
    rewording is heavy or, where nearly all is told again, light.
    """
    if one.found is None:
        return "non"
    if one.found == "rewording":
        return "light" if one.alike >= told else "heavy"
    return "cut" if one.alike >= verbatim else "light"


def scores(data: Path) -> dict[str, dict[str, float]]:
    """All scores whose data lie in the folder ``data``, and one on invented reports of one crisis."""
    found = {"one_crisis": generated(one_crisis())}
    if (data / ALLSIDES).exists():
        found["generated"] = generated(allsides(data / ALLSIDES, 0, 600))
        found["undated"] = generated(allsides(data / ALLSIDES, 600, 800), dates=False)
    for name, file, score in (
        ("independent", "basil_dev.jsonl.gz", independent),
        ("version_order", "wikipedia_versions_dev.jsonl.gz", version_order),
        ("reuse", "clough_stevenson_dev.jsonl.gz", reuse),
    ):
        if (data / file).exists():
            found[name] = score(data / file)
    return found


def main() -> None:
    """Print every score, or what is missed in a slice of the AllSides sample (first row, last row, dates or not)."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if len(sys.argv) > 3:
        texts = allsides(data / ALLSIDES, int(sys.argv[2]), int(sys.argv[3]))
        known = {"dates": "undated" not in sys.argv, "outlets": "nameless" not in sys.argv}
        print(json.dumps(generated(texts, **known), indent=1))
        print(by_recipe(texts, **known))
    else:
        for name, figures in scores(data).items():
            print(name, json.dumps(figures))


if __name__ == "__main__":
    main()
