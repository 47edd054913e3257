"""What the heads for acts reach on sentences that they have not seen: PLV and cameo_ner in five folds.

Source and target of a PLV sentence are given, as in the published scores. A fold's sentences are left out of every
stage, in whichever set they stand.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch

from communique.parsing.decoding import PARTIES, Chain, runs
from communique.parsing.model import ACT_HEADS
from communique.parsing.wordpieces import Vocabulary, read
from training import losses
from training.calibration import EVENLY
from training.encoder import Encoder, placed
from training.export import save
from training.labels import QUAD, ROOTS
from training.learning import Course, finished, keep, learn, shares
from training.moves import FOLDS, SEED, Gold, Sets, gold, sets, split
from training.pupils import PUPIL, School, plain, pupils
from training.reading import Example
from training.train import base, restored, seen


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


def validated(known: Sets, kept: Path, school: School) -> dict[str, float]:
    """Five folds; of each the state is kept as ``fold0.pt`` and so on, and the weights in a folder beside it."""
    pairs: list[tuple[str, str]] = []
    parties = Counts()
    for number in range(FOLDS):
        named, sentences = split(known.plv, number), split(known.cameo, number)
        state = kept / f"fold{number}.pt"
        if not finished(state, PUPIL):
            made = pupils(known.learnt(number), [], school.teachers, kept / f"fold{number}", school)
            keep(made, PUPIL, state, 1, 1)
        encoder = restored(state)
        save(encoder, kept / f"fold{number}", base() / "vocab.txt", temperatures=dict.fromkeys(ACT_HEADS, EVENLY))
        for example, scores in zip(named.held, seen(encoder, named.held, school.vocabulary), strict=True):
            best = ROOTS[int(roots(scores, gold(example)).argmax())]
            pairs.append((ROOTS[gold(example).root or 0], best))
        party_scores(encoder, sentences.held, school.vocabulary, parties)
        print(number, root_scores(pairs), parties.scores(), flush=True)
    found = root_scores(pairs) | parties.scores() | {"seed": SEED}
    (kept / "folds.json").write_text(json.dumps(found), "utf-8")
    return found


def begun(known: Sets, start: Path, kept: Path, vocabulary: Vocabulary, device: str) -> Path:
    """The state that teachers and folds begin with: it has read nothing of the published sentences."""
    state = kept / "base.pt"
    if not finished(state, BASE):
        torch.manual_seed(BASE.seed)
        own = shares((known.parties, BASE.given), (known.passages, BASE.rehearsed))
        learn(placed(restored(start), device), own, [], vocabulary, BASE, state)
    return state


def main() -> None:
    """Print the figures of each fold's end, all folds so far together."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the folder with PLV and cameo_ner")
    ask.add_argument("--own", type=Path, required=True, help="the folder with our own passages (training/)")
    ask.add_argument("--start", type=Path, required=True, help="the state of the first stage (learn.pt)")
    ask.add_argument("--kept", type=Path, required=True, help="the folder that keeps the states")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--device", default="cpu", help="cuda, where there is a graphics card")
    asked = ask.parse_args()
    torch.set_num_threads(asked.threads)
    vocabulary = read(base() / "vocab.txt")
    known = sets(asked.data, asked.own, vocabulary)
    unmarked = plain(asked.data / "polnear_train.jsonl.gz", vocabulary)
    first = begun(known, asked.start, asked.kept, vocabulary, asked.device)
    print("seed", SEED, validated(known, asked.kept, School(first, unmarked, vocabulary, asked.device)))


if __name__ == "__main__":
    main()
