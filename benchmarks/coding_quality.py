"""How well the rooms together code the moves of passages marked by hand: codes, modality, who and whom.

    python benchmarks/coding_quality.py [PASSAGES.txt] [--misses | --calibration]

The passages (the format of ``training/acts.py``) are read as one case. A move is that of a marked act where its trigger
lies among the act's words, or its evidence holds them and the codes agree; each move counts once. Code F1 is over all
acts and all moves (macro: over the codes of the codebook), "code of found" over the acts that were found, as if given;
the other shares are of the acts that were found.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.acts import Act, Passage, read

from communique import actors, moves, parsing, statements
from communique.data import Article, Cast, Move, Parse, digest
from communique.vocabulary.codebook import codes

DATA = Path(__file__).with_name("moves_test.txt")
_DAY = "2031-03-04"

Row = tuple[Passage, Cast, tuple[Move, ...]]


def coded(passages: Sequence[Passage]) -> list[Row]:
    """The moves that the rooms find in each passage."""
    found = [
        Article(id=digest("passage", n, p.text), path=f"{p.line}", text=p.text, published=_DAY, language="en")
        for n, p in enumerate(passages)
    ]
    parses = [parsing.parse(a) if parsing.available() else Parse(article_id=a.id) for a in found]
    said = [statements.extract(a, parse) for a, parse in zip(found, parses, strict=True)]
    polities = actors.learn([actors.evidence(a) for a in found])
    casts = [actors.resolve(a, s, polities=polities, parse=p) for a, s, p in zip(found, said, parses, strict=True)]
    made = [moves.code(a, s, c, parse=p).moves for a, s, c, p in zip(found, said, casts, parses, strict=True)]
    return list(zip(passages, casts, made, strict=True))


def paired(passage: Passage, found: Sequence[Move]) -> Iterator[tuple[Act | None, Move | None]]:
    """Each act with its move, then the moves that no act has."""
    left = list(found)
    for act in passage.acts:
        move = _of(act, left)
        if move is not None:
            left.remove(move)
        yield act, move
    for move in left:
        yield None, move


def _of(act: Act, found: Sequence[Move]) -> Move | None:
    near = [m for m in found if any(m.trigger.start < end and start < m.trigger.end for start, end in act.words)]
    near = [m for m in near if m.code == act.code] or near
    if near:
        return near[0]
    first = act.words[0]
    held = (m for m in found if m.code == act.code and any(e.start <= first[0] < e.end for e in m.evidence))
    return next(held, None)


def right_party(cast: Cast, spans: Sequence[tuple[int, int]], parties: Sequence[str]) -> bool:
    """Whether somebody mentioned within the marked words is among the parties, or of their side."""
    sides = {a.id: a.side for a in cast.actors}
    within = {
        m.actor for m in cast.mentions if any(m.anchor.start < end and start < m.anchor.end for start, end in spans)
    }
    return any(actor in parties or sides.get(actor) in parties for actor in within)


def scores(path: Path) -> dict[str, float]:
    """F1 of finding acts and of their codes, the codes of what was found, the shares right of the rest, in percent."""
    pairs = [(cast, act, move) for passage, cast, made in coded(read(path)) for act, move in paired(passage, made)]
    found = [(cast, act, move) for cast, act, move in pairs if act is not None and move is not None]
    gold = Counter(act.code for _, act, _ in pairs if act is not None)
    told = Counter(move.code for _, _, move in pairs if move is not None)
    right = Counter(act.code for _, act, move in found if act.code == move.code)
    whose = [right_party(cast, act.actors, move.actors) for cast, act, move in found if act.actors]
    whom = [right_party(cast, act.recipients, move.recipients) for cast, act, move in found if act.recipients]
    return {
        "code macro-F1": _macro(right, gold, told),
        "code F1": 200 * right.total() / max(1, gold.total() + told.total()),
        "code precision": _share(right.total(), told.total()),
        "code recall": _share(right.total(), gold.total()),
        "act found": 200 * len(found) / max(1, gold.total() + told.total()),
        "code of found": _macro(right, Counter(a.code for _, a, _ in found), Counter(m.code for _, _, m in found)),
        "modality": _share(sum(act.modality == move.modality for _, act, move in found), len(found)),
        "actor": _share(sum(whose), len(whose)),
        "recipient": _share(sum(whom), len(whom)),
        "issue": _share(*_issues([(act, move) for _, act, move in found if act.issue])),
    }


def _macro(right: Counter[str], gold: Counter[str], told: Counter[str]) -> float:
    each = [200 * right[code] / (gold[code] + told[code]) for code in codes() if gold[code]]
    return sum(each) / len(each)


def _issues(found: Sequence[tuple[Act, Move]]) -> tuple[int, int]:
    return sum(act.issue == move.issue for act, move in found), len(found)


def _share(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def calibration(path: Path) -> Iterator[str]:
    """A Markdown table: how many moves claim a confidence of each tenth, and how many of them have an act's code."""
    pairs = [pair for passage, _, made in coded(read(path)) for pair in paired(passage, made)]
    rows = [(move.confidence, act is not None and act.code == move.code) for act, move in pairs if move is not None]
    yield from ("| claimed | moves | mean | right |", "| --- | --- | --- | --- |")
    for tenth in range(10):
        here = [row for row in rows if tenth <= min(10 * row[0], 9.999) < tenth + 1]
        if here:
            mean, right = (sum(row[at] for row in here) / len(here) for at in (0, 1))
            yield f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(here)} | {mean:.2f} | {right:.2f} |"


def main() -> None:
    """Print the figures, and on demand every act that is missed or wrong and every move that is no act."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("passages", type=Path, nargs="?", default=DATA)
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--calibration", action="store_true", help="how often a confidence comes true, as a table")
    asked = ask.parse_args()
    if asked.calibration:
        print("\n".join(calibration(asked.passages)))
        return
    if asked.misses:
        for passage, cast, made in coded(read(asked.passages)):
            for act, move in paired(passage, made):
                if act is None or move is None or act.code != move.code or act.modality != move.modality:
                    marked = " … ".join(passage.text[a:b] for a, b in act.words) if act else ""
                    mine = f"{move.code} {move.modality} {move.confidence} «{move.trigger.exact}»" if move else "-"
                    print(
                        f"{passage.line}: {act.code if act else '-'} {act.modality if act else ''} «{marked}» | {mine}"
                    )
                    print(f"    {passage.text}")
                elif act.actors and not right_party(cast, act.actors, move.actors):
                    names = {a.id: a.name for a in cast.actors}
                    who = " … ".join(passage.text[a:b] for a, b in act.actors)
                    print(f"{passage.line}: actor «{who}» | {[names.get(a) for a in move.actors]}\n    {passage.text}")
    for name, value in scores(asked.passages).items():
        print(f"  {name:16} {value:8.3f}")


if __name__ == "__main__":
    main()
