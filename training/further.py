"""Train the weights that ship further, on acts that were marked since: ``python -m training.further --help``.

The states that the shipped weights came from are not kept, and to make them anew takes a graphics card. So the weights
are opened as they are, learn the new acts beside the old ones and the news, and keep who and whom by learning what they
themselves think of it (as the pupils do, here with one teacher: what was). The mean of two courses, in which what is
real and marked counts most, rests for an epoch in which all invented passages come back.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from dataclasses import asdict, replace
from pathlib import Path

import torch

from communique.parsing.wordpieces import read
from training.build import CARD, as_toml, on_polnear, reported, sources, stamp
from training.calibration import temperatures
from training.encoder import Encoder, placed
from training.export import save
from training.learning import Course, Epoch, finished, learn
from training.moves import KEPT_BACK, sets, split
from training.pupils import OWN, average, drawn, plain, published, retold, some, thought
from training.reading import Example, examples
from training.shipped import opened
from training.train import base, restored

COURSE = Course(
    epochs=2.5,
    rate=1e-4,
    decay=0.88,
    head_rate=4e-4,
    pieces=1536,
    tags=0.7,
    news=0.4,
    early=1.0,
    news_weight=40.0,
    hidden=0.02,
)
COURSES = [replace(COURSE, seed=90), replace(COURSE, seed=91, rate=1.5e-4)]
INVENTED, PARTIES, PLAIN = 2500, 900, 1500  # so many of these an epoch, beside all that is real and marked
REST = replace(COURSE, seed=92, rate=7e-5, head_rate=2.5e-4, epochs=1.0)
REAL, FEW = 2600, 600  # what is real and marked, and sentences with parties, in the last epoch


def further(data: Path, own: Path, weights: Path, kept: Path, out: Path, *, device: str = "cpu") -> None:
    """Train the ``weights`` further and write them to the folder ``out``; states stay in ``kept``."""
    kept.mkdir(parents=True, exist_ok=True)
    vocabulary = read(base() / "vocab.txt")
    known = sets(data, own, vocabulary)
    news = examples(reported(data, own), vocabulary)
    unmarked = plain(data / "polnear_train.jsonl.gz", vocabulary)
    invented, marked, world = (split(each, 0, count=KEPT_BACK) for each in (known.invented, known.news, known.world))
    learnt = known._replace(invented=invented.learnt, news=marked.learnt, world=world.learnt)
    read_ = [*learnt.plv, *learnt.cameo, *learnt.parties, *learnt.passages, *learnt.world, *unmarked]
    told = drawn(read_, thought(placed(opened(weights), device), read_, vocabulary))

    def epoch(dice: random.Random) -> list[Example]:
        return [
            *published(learnt, told, dice),
            *retold(some(learnt.parties, PARTIES, dice), told, dice, OWN["parties"]),
            *retold(some(learnt.invented, INVENTED, dice), told, dice),
            *retold([*learnt.news, *learnt.world], told, dice),
            *retold(some(unmarked, PLAIN, dice), told, dice),
        ]

    def rest(dice: random.Random) -> list[Example]:
        return [
            *published(learnt, told, dice),
            *retold(some(learnt.parties, FEW, dice), told, dice, OWN["parties"]),
            *retold(learnt.invented, told, dice),
            *retold(some([*learnt.news, *learnt.world], REAL, dice), told, dice),
        ]

    def gone(start: Encoder, course: Course, reading: Epoch, state: Path) -> Path:
        if not finished(state, course):
            torch.manual_seed(course.seed)
            learn(placed(start, device), reading, news, vocabulary, course, state)
        return state

    states = [gone(opened(weights), each, epoch, kept / f"further{n}.pt") for n, each in enumerate(COURSES)]
    encoder = restored(gone(average(states), REST, rest, kept / "rest.pt"))
    found = temperatures(encoder, [*invented.held, *marked.held, *world.held], vocabulary)
    name = save(encoder, out, base() / "vocab.txt", temperatures=found)
    before = tomllib.loads((weights / CARD).read_text("utf-8"))
    card = before | stamp(name, sources(data, own)) | {"temperatures": found, "polnear_dev": on_polnear(data, out)}
    card["further"] = {
        "from": before["name"],
        "courses": len(COURSES),
        "rates": [course.rate for course in COURSES],
        **{key: value for key, value in asdict(COURSE).items() if key not in ("rate", "seed")},
    }
    (out / CARD).write_text(as_toml(card), "utf-8")


def main() -> None:
    """Read, train, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    ask.add_argument("--data", type=Path, required=True, help="the folder with the published sets")
    ask.add_argument("--own", type=Path, required=True, help="the folder with our own passages (training/)")
    ask.add_argument("--weights", type=Path, required=True, help="the folder with the weights to begin with")
    ask.add_argument("--kept", type=Path, required=True, help="the folder that keeps the states")
    ask.add_argument("--out", type=Path, required=True, help="the folder for the new weights")
    ask.add_argument("--device", default="cpu", help="cuda, where there is a graphics card")
    ask.add_argument("--threads", type=int, default=2)
    asked = ask.parse_args()
    torch.set_num_threads(asked.threads)
    further(asked.data, asked.own, asked.weights, asked.kept, asked.out, device=asked.device)


if __name__ == "__main__":
    main()
