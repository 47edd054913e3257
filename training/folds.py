"""What the heads for acts reach on sentences that they have not seen: PLV and cameo_ner in five folds.

Source and target of a PLV sentence are given, as in the published scores. A fold's sentences are left out of every
stage, in whichever set they stand.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from communique.parsing.decoding import PARTIES, Chain, runs
from communique.parsing.wordpieces import Vocabulary, read
from training import acts, losses, moves, news
from training.batches import batch
from training.encoder import Encoder
from training.labels import QUAD, ROOTS
from training.learning import Course, learn
from training.moves import FOLDS, SEED, Gold, fold
from training.reading import Example
from training.train import base, restored, word_scores


class Split(NamedTuple):
    """The sentences of a fold, and all others."""

    learnt: list[Example]
    held: list[Example]


def split(examples: Iterable[Example], number: int, *, seed: int = SEED, count: int = FOLDS) -> Split:
    """One of the folds."""
    found = Split([], [])
    for example in examples:
        (found.held if fold(gold(example).key, seed, count) == number else found.learnt).append(example)
    return found


def seen(encoder: Encoder, examples: Sequence[Example], vocabulary: Vocabulary) -> Iterator[dict[str, torch.Tensor]]:
    """The scores of each example's words."""
    encoder.eval()
    with torch.inference_mode():
        for at in range(0, len(examples), 16):
            made = batch(examples[at : at + 16], vocabulary)
            scores = word_scores(encoder, made, half=False)
            for row, count in enumerate(made.counts.tolist()):
                yield {head: each[row, :count] for head, each in scores.items()}


def roots(scores: dict[str, torch.Tensor], of: Gold) -> np.ndarray:
    """How probable each root of what the source does to the target is, as log shares.

    The head for roots and what codes and modalities make of them are heard alike.
    """
    with torch.inference_mode():
        chances, logs = losses.pair(scores, of)
        shares = chances.log_softmax(-1)[:, None]
        both = torch.stack([(shares + logs).logsumexp(0), (shares + losses.tied(scores)).logsumexp(0)])
    found: np.ndarray = both.mean(0).numpy()
    return found


def gold(example: Example) -> Gold:
    """What an example teaches."""
    assert isinstance(example.gold, Gold)
    return example.gold


def root_scores(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Macro-F1 by root, quad class and cooperation or conflict, in per cent, of (gold, found)."""
    return {
        "macro_f1": _macro(pairs, QUAD),
        "quad_f1": _macro([(QUAD[a], QUAD[b]) for a, b in pairs], (1, 2, 3, 4)),
        "binary_f1": _macro([(QUAD[a] > 2, QUAD[b] > 2) for a, b in pairs], (True, False)),
    }


def _macro(pairs: Sequence[tuple[object, object]], names: Iterable[object]) -> float:
    each = [_f1(pairs, name) for name in names]
    return 100 * sum(each) / len(each)


def _f1(pairs: Sequence[tuple[object, object]], name: object) -> float:
    right = sum(gold == found == name for gold, found in pairs)
    total = sum(gold == name for gold, _ in pairs) + sum(found == name for _, found in pairs)
    return 2 * right / total if total else 0.0


def chain(encoder: Encoder) -> Chain:
    """The chain of who and whom, as the package has it."""
    told = encoder.chains["parties"]
    return Chain(starts=told.starts.detach().numpy(), moves=told.moves.detach().numpy(), roles=PARTIES)


def spans(tags: Sequence[int]) -> set[tuple[str, int, int]]:
    """The spans that tags mark, by words; who is both counts as either."""
    found = set()
    for at, tag in enumerate(tags):
        if tag % 2:
            end = at + 1
            while end < len(tags) and tags[end] == tag + 1:
                end += 1
            role = PARTIES[(tag - 1) // 2]
            found |= {(each, at, end) for each in (("who", "whom") if role == "both" else (role,))}
    return found


class Counts:
    """Spans right, found and wanted; sentences with all of them right."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = self.both = self.sentences = 0

    def add(self, found: set[tuple[str, int, int]], gold: set[tuple[str, int, int]]) -> None:
        """One sentence more."""
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)
        self.both += found == gold
        self.sentences += 1

    def scores(self) -> dict[str, float]:
        """Micro-F1, and the share of sentences with who and whom right, in per cent."""
        return {
            "exact": 200 * self.right / max(1, self.found + self.gold),
            "both right": 100 * self.both / max(1, self.sentences),
        }


def party_scores(encoder: Encoder, held: Sequence[Example], vocabulary: Vocabulary, counts: Counts) -> None:
    """Count who and whom in the sentences of a fold."""
    emissions = [each["parties"].numpy() for each in seen(encoder, held, vocabulary)]
    for example, found in zip(held, runs(emissions, chain(encoder)), strict=True):
        mine = {
            (role, run.first, run.last)
            for run in found
            for role in (("who", "whom") if run.role == "both" else (run.role,))
        }
        counts.add(mine, spans(gold(example).tags or ()))


BASE = Course(epochs=7.0, rate=1e-4)  # what all folds begin with: our own passages and sentences alone
FOLD = Course(epochs=6.0, rate=1.5e-4, rehearsed=0.06)


class Sets(NamedTuple):
    """The sentences that the heads for acts learn from: published, with marked acts, invented with marked parties."""

    plv: list[Example]
    cameo: list[Example]
    invented: list[Example]
    parties: list[Example]

    @property
    def published(self) -> list[Example]:
        """Those of PLV and cameo_ner; a sentence of both has the tags of cameo_ner."""
        return [*self.untagged(self.plv), *self.cameo]

    def untagged(self, plv: Iterable[Example]) -> list[Example]:
        """PLV's sentences without their tags where cameo_ner has them too."""
        better = {gold(example).key for example in self.cameo}
        return [
            replace(example, gold=replace(gold(example), tags=None)) if gold(example).key in better else example
            for example in plv
        ]


ACTS, NEWS, WHO = "negotiations.txt", "news_acts.jsonl", "parties.txt"  # of our own, in one folder


def sets(data: Path, own: Path, vocabulary: Vocabulary) -> Sets:
    """The published sets of the folder ``data`` and our own of the folder ``own``."""
    marked = [*acts.read(own / ACTS), *news.read(own / NEWS, data / "polnear_train.jsonl.gz")]
    return Sets(
        moves.plv(data / "plv_train.jsonl.gz", vocabulary),
        moves.cameo(data / "cameo_ner_train.jsonl.gz", vocabulary),
        [moves.example(passage, vocabulary) for passage in marked],
        moves.parties(own / WHO, vocabulary),
    )


def validated(known: Sets, start: Path, kept: Path, vocabulary: Vocabulary) -> dict[str, float]:
    """Five folds; the state of each is kept as ``fold0.pt`` and so on."""
    first = kept / "base.pt"
    if not finished(first, BASE):
        learn(restored(start), known.parties, known.invented, [], vocabulary, BASE, first)
    pairs: list[tuple[str, str]] = []
    parties = Counts()
    for number in range(FOLDS):
        named, sentences = split(known.plv, number), split(known.cameo, number)
        state = kept / f"fold{number}.pt"
        if not finished(state, FOLD):
            torch.manual_seed(SEED + number)
            learnt = [*known.untagged(named.learnt), *sentences.learnt, *known.parties]
            learn(restored(first), learnt, known.invented, [], vocabulary, FOLD, state)
        encoder = restored(state)
        for example, scores in zip(named.held, seen(encoder, named.held, vocabulary), strict=True):
            best = ROOTS[int(roots(scores, gold(example)).argmax())]
            pairs.append((ROOTS[gold(example).root or 0], best))
        party_scores(encoder, sentences.held, vocabulary, parties)
        print(number, root_scores(pairs), parties.scores(), flush=True)
    found = root_scores(pairs) | parties.scores() | {"seed": SEED}
    (kept / "folds.json").write_text(json.dumps(found), "utf-8")
    return found


def finished(state: Path, course: Course) -> bool:
    """Whether a run of this course has ended there."""
    if not state.exists():
        return False
    kept = torch.load(state, weights_only=True)
    return kept["step"] == kept["of"] and asdict(course).items() <= kept["recipe"].items()


def main() -> None:
    """Print the figures of each fold's end, all folds so far together."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder with PLV and cameo_ner")
    ask.add_argument("--own", type=Path, required=True, help="the folder with our own passages (training/)")
    ask.add_argument("--start", type=Path, required=True, help="the state of the first stage (learn.pt)")
    ask.add_argument("--kept", type=Path, required=True, help="the folder that keeps the states")
    ask.add_argument("--threads", type=int, default=2)
    asked = ask.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(SEED)
    vocabulary = read(base() / "vocab.txt")
    print("seed", SEED, validated(sets(asked.data, asked.own, vocabulary), asked.start, asked.kept, vocabulary))


if __name__ == "__main__":
    main()
