"""How well the rules code moves: PLOVER roots on PLV (train), and found, missed and extra moves of a truth file.

    python benchmarks/moves_quality.py plv DATA/plv_train.jsonl.gz [--wrong ROOT]
    python benchmarks/moves_quality.py folds DATA/plv_train.jsonl.gz FOLDER
    python benchmarks/moves_quality.py review TRUTH.json ARTICLES [--extra] [--missed]

On PLV the source and the target of each sentence are given, as in the published scores: they are made the cast
(with the pronouns after the source),
and the rules must find the event. A sentence in which they find none counts as wrong.

``folds`` asks the encoder, of which FOLDER has weights (``fold0`` to ``fold4``) that have not seen the sentences of one
fold each; and the encoder and the rules together, each root of the rules counting as often as it is right in the other
folds.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training import labels
from training.moves import fold, key, place
from training.moves import rows as plv_rows

from communique import actors, articles, moves, parsing, statements
from communique.data import Actor, Anchor, Article, Cast, Mention, Move, Party, Statement
from communique.vocabulary.codebook import codes

YIELD = ("CONCEDE", "RETREAT")
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
RECORD_ONLY = {"DENY": "REJECT", "CONFIRM": "SUPPORT", "STATE_POSITION": "REJECT", "ASSESS": "ACCUSE"}


def root(move: Move) -> str:
    """The PLOVER root of a move, folded the way PLOVER folds modality."""
    plover = codes()[move.code].plover or RECORD_ONLY.get(move.code, "REJECT")
    quad = codes()[move.code].quad
    if move.modality in ("future", "conditional") and plover not in ("REQUEST", "REJECT", "ACCUSE"):
        plover = "AGREE" if quad in (1, 2) else "THREATEN"
    if move.modality == "negated" and quad in (1, 2):
        plover = "REJECT"
    return "YIELD" if plover in YIELD else plover


def predicted(row: dict[str, str]) -> str | None:
    """The root that the rules give a PLV sentence whose source and target are known."""
    of = Article(id=row["id"], path="", text=row["sentence"])
    said = statements.extract(of)
    found = moves.code(of, said, _given(of, row, said), options=moves.Options(confidence=0.0)).moves
    if not found:
        return None
    best = max(found, key=lambda m: ("S" in m.actors, "T" in m.recipients, m.confidence))
    return root(best)


def _given(of: Article, row: dict[str, str], said: Sequence[Statement]) -> Cast:
    mentions = []
    for actor, name in (("S", row["source"].strip()), ("T", row["target"].strip())):
        for match in re.finditer(re.escape(name), of.text):
            place = Anchor(article_id=of.id, start=match.start(), end=match.end(), exact=match[0])
            mentions.append(Mention(anchor=place, actor=actor, form="unnamed", reason="given"))
    first = of.text.find(row["source"].strip())
    for match in re.finditer(r"\b(?:he|she|it|they)\b", of.text):
        if match.start() > first >= 0:
            place = Anchor(article_id=of.id, start=match.start(), end=match.end(), exact=match[0])
            mentions.append(Mention(anchor=place, actor="S", form="pronoun", reason="given"))
    speakers = {s.id: "S" for s in said if s.source is not None and _is_source(s.source.exact, row["source"])}
    cast = tuple(Actor(id=name, name=name, kind="organisation", side=name) for name in "ST")
    return Cast(article_id=of.id, actors=cast, mentions=tuple(mentions), speakers=speakers)


def _is_source(words: str, source: str) -> bool:
    return words in source or source in words or words.lower() in ("he", "she", "it", "they")


def scores(path: Path, wrong: str | None = None) -> dict[str, float]:
    """Macro-F1 over the roots, and the shares right by quad class and by cooperation against conflict, in percent."""
    pairs = [(row["plover"], predicted(row), row) for row in plv_rows(path)]
    for gold, guess, row in pairs:
        if wrong == gold and guess != gold:
            print(guess, "·", row["marked"])
    found = _scores([(gold, guess) for gold, guess, _ in pairs])
    return found | {"silent": 100 * sum(guess is None for _, guess, _ in pairs) / len(pairs)}


def _scores(pairs: Sequence[tuple[str, str | None]]) -> dict[str, float]:
    quad = [(QUAD[gold], QUAD.get(guess or "")) for gold, guess in pairs]
    binary = [(gold > 2, None if guess is None else guess > 2) for gold, guess in quad]
    return {
        "macro_f1": 100 * sum(_f1(pairs, name) for name in QUAD) / len(QUAD),
        "quad_f1": 100 * sum(_f1(quad, q) for q in (1, 2, 3, 4)) / 4,
        "binary_f1": 100 * sum(_f1(binary, b) for b in (True, False)) / 2,
    }


def _f1(pairs: Iterable[tuple[object, object]], name: object) -> float:
    listed = list(pairs)
    right = sum(gold == guess == name for gold, guess in listed)
    total = sum(gold == name for gold, _ in listed) + sum(guess == name for _, guess in listed)
    return 2 * right / total if total else 0.0


def folded(path: Path, folder: Path) -> dict[str, float]:
    """The scores of weights that have not seen the sentence, alone and together with the rules."""
    rows = plv_rows(path)
    ruled = [(fold(key(row["sentence"])), row["plover"], predicted(row)) for row in rows]
    alone, together = [], []
    for row, (number, gold, rule) in zip(rows, ruled, strict=True):
        shares = encoded(row, parsing.Options(weights=folder / f"fold{number}"))
        alone.append((gold, max(QUAD, key=lambda name: (shares[name], name))))
        known = Counter(known for at, known, other in ruled if at != number and other == rule)
        joint = {name: shares[name] * ((known[name] + 0.5) / _sum(ruled, name, number)) for name in QUAD}
        together.append((gold, max(QUAD, key=lambda name: (joint[name], name))))
    return {f"encoder {k}": v for k, v in _scores(alone).items()} | {
        f"together {k}": v for k, v in _scores(together).items()
    }


def _sum(ruled: Sequence[tuple[int, str, str | None]], name: str, number: int) -> float:
    return 8.0 + sum(known == name for at, known, _ in ruled if at != number)  # 8: half a count for each root


def encoded(row: Mapping[str, str], options: parsing.Options) -> dict[str, float]:
    """How probable each root of what the source does to the target is, by what the encoder alone sees."""
    (sight,) = parsing.parse_texts([row["sentence"]], options=options)
    source, target = (place(row, side) for side in ("source", "target"))
    found = dict.fromkeys(QUAD, 1e-3)
    for trigger in sight.triggers:
        weight = trigger.score * _linked(trigger.actors, source) * _linked(trigger.recipients, target)
        for name, share in trigger.roots:
            found[name] += weight * share
        for code, share in trigger.codes:
            for modality, kind in trigger.modalities:
                if name := labels.folded(code, modality):
                    found[name] += weight * share * kind
    total = sum(found.values())
    return {name: value / total for name, value in found.items()}


def _linked(parties: Sequence[Party], spans: Sequence[tuple[int, int]]) -> float:
    """How surely one of the parties stands in these places; what is below the encoder's own bar may still be it."""
    inside = [p.score for p in parties if any(p.start < end and start < p.end for start, end in spans)]
    return max(inside, default=0.05)


def readings(folder: Path) -> Iterator[tuple[str, Article, Cast, tuple[Move, ...]]]:
    """Every article of a folder with its number, cast and moves, through the rooms as the pipeline runs them."""
    read = [(d.path, articles.read(d)) for d in articles.discover([folder]) if hasattr(d, "raw")]
    polities = actors.learn([actors.evidence(article) for _, article in read])
    said = {article.id: statements.extract(article) for _, article in read}
    casts = [actors.resolve(article, said[article.id], polities=polities) for _, article in sorted(read)]
    known = actors.unify(casts)
    whole = {actor.id: actor for actor in known.actors}
    for (path, article), cast in zip(sorted(read), casts, strict=True):
        found = moves.code(article, said[article.id], cast).moves
        joined = tuple(whole[known.same.get(a.id, a.id)] for a in cast.actors if known.same.get(a.id, a.id) in whole)
        local = [replace(m, actors=tuple(_side(known.same.get(a, a), whole) for a in m.actors)) for m in found]
        yield Path(path).name[:3], article, replace(cast, actors=(*cast.actors, *joined, *whole.values())), tuple(local)


def _side(actor: str, whole: Mapping[str, Actor]) -> str:
    return (whole[actor].side or actor) if actor in whole else actor


def review(truth: Path, folder: Path, *, extra: bool, missed: bool) -> dict[str, float]:
    """Recall of a truth file (root and actor, code and actor), and how many moves stand beside it; lists on request."""
    gold = json.loads(truth.read_text("utf-8"))["moves"]
    wanted: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for row in gold:
        for article, phrase in row["evidence"].items():
            wanted[article].append((phrase, row))
    counts: Counter[str] = Counter()
    for number, article, cast, found in readings(folder):
        used = set()
        names = {a.id: {a.name.casefold(), *(x.casefold() for x in a.aliases)} for a in cast.actors}
        for phrase, row in wanted[number]:
            hits = _near(article, phrase, found)
            good = [m for m in hits if _actor(row["actor"], m, names) and _alike(m.code, row["code"])]
            counts["wanted"] += 1
            counts["found"] += bool(good)
            counts["exact"] += any(m.code == row["code"] for m in good)
            used |= {m.id for m in good}
            if missed and not good:
                beside = [(m.code, *(sorted(names.get(a, {a}))[:1] for a in m.actors)) for m in hits]
                print(f"MISSED {number} {row['code']} {row['actor']} «{phrase}» {beside}")
        counts["moves"] += len(found)
        for move in found:
            if move.id not in used:
                counts["extra"] += 1
                if extra:
                    print(_line(number, move, cast))
    return {
        "recall_root_and_actor": counts["found"] / max(1, counts["wanted"]),
        "recall_code_and_actor": counts["exact"] / max(1, counts["wanted"]),
        "moves": counts["moves"],
        "extra": counts["extra"],
    }


def _near(article: Article, phrase: str, found: tuple[Move, ...]) -> list[Move]:
    at = article.text.find(phrase)
    left = max(article.text.rfind("\n", 0, at), article.text.rfind(". ", 0, at)) + 1
    ends = [e for e in (article.text.find("\n", at), article.text.find(". ", at + len(phrase))) if e >= 0]
    right = min(ends, default=len(article.text))
    return [m for m in found if at >= 0 and any(a.start < right and a.end > left for a in m.evidence)]


def _actor(wanted: str, move: Move, names: dict[str, set[str]]) -> bool:
    ours = [set(re.findall(r"\w+", name)) for a in move.actors for name in names.get(a, {a})]
    theirs = [set(re.findall(r"\w+", name.casefold())) for name in wanted.split(";")]
    return any(a <= b or b <= a for a in ours for b in theirs if a and b)


def _alike(ours: str, theirs: str) -> bool:
    roots = {code: row.cameo_root for code, row in codes().items()} | {"REQUEST": "ask", "DEMAND": "ask"}
    also = [{"MEET", "INVITE"}, {"STATE_POSITION", "REJECT"}, {"STATE_POSITION", "DEMAND"}, {"DENY", "REJECT"}]
    return roots[ours] == roots[theirs] or {ours, theirs} in also


def _line(number: str, move: Move, cast: Cast) -> str:
    name = {a.id: a.name for a in cast.actors}
    who = "+".join(name.get(a, a) for a in move.actors)
    whom = "+".join(name.get(a, a) for a in move.recipients)
    head = f"EXTRA {number} {move.code} {who} -> {whom} [{name.get(move.speaker or '', '')}] {move.modality}"
    tail = f"«{move.trigger.exact}» {move.when} {move.issue} {move.confidence} | {move.evidence[0].exact[:200]}"
    return f"{head} {tail}"


def main() -> None:
    """Print the scores asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["plv", "folds", "review"])
    parser.add_argument("path", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--wrong")
    parser.add_argument("--extra", action="store_true")
    parser.add_argument("--missed", action="store_true")
    args = parser.parse_args()
    if not args.path.exists():
        print(f"skipped: {args.path} is not there")
    elif args.what == "plv":
        print(scores(args.path, args.wrong))
    elif args.what == "folds":
        print(folded(args.path, args.articles))
    else:
        print(review(args.path, args.articles, extra=args.extra, missed=args.missed))


if __name__ == "__main__":
    main()
