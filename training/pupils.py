"""Who and whom, the last stage: many teachers, each a short course of its own, and pupils that learn what they think.

Who acts and who is acted upon is marked in few sentences, on which annotators often differ: one course of training is
a draw from many. So the scores of a dozen courses are averaged, tag paths are drawn from what that mean thinks of
sentences, marked or not, and the pupils learn those beside all other acts (distillation, with the paths as labels).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from communique.parsing.wordpieces import Vocabulary
from communique.text import paragraphs, sentences
from training.encoder import Encoder, placed
from training.learning import Course, Epoch, finished, learn
from training.moves import Gold, Sets, example_of, gold, tagged
from training.reading import Example, polnear
from training.train import restored, seen

Numbers = np.ndarray[Any, Any]

# Teachers of who and whom alone, and some that learn all acts beside; different rates and seeds make them differ.
ALONE = Course(epochs=4.6, rate=2e-4, decay=0.88, head_rate=8e-4, invented=0.25, tags=1.0, alone=True)
BESIDE = Course(epochs=3.3, rate=2e-4, decay=0.88, tags=1.0)
TEACHERS = 12
PUPIL = Course(epochs=5.2, rate=2e-4, decay=0.88, pieces=1536, tags=0.7)
LAST = replace(PUPIL, epochs=3.2, rate=1.5e-4, head_rate=5e-4, hidden=0.02, news=0.5, early=1.0, news_weight=40.0)
PUPILS = [replace(PUPIL, seed=7, rate=1.5e-4), *(replace(PUPIL, seed=seed) for seed in (8, 9))]  # of a fold
LASTS = [replace(LAST, seed=70 + at, rate=rate) for at, rate in enumerate((8e-5, 1.5e-4) * 3)]  # of what ships
PATHS = 6  # that are drawn for each sentence; every epoch takes one of them
PLAIN = 8000  # sentences of news without any marks
OWN = {"plv": 0.3, "cameo": 0.5, "parties": 0.6}  # how often a sentence is read as marked


class Thought(NamedTuple):
    """What teachers think, summed: the scores of each word of some examples, and of the chain of tags."""

    scores: Numbers
    starts: Numbers
    moves: Numbers


class School(NamedTuple):
    """What all pupils share: where teachers begin, sentences without marks, the pieces, where is computed."""

    teachers: Path
    plain: list[Example]
    vocabulary: Vocabulary
    device: str = "cpu"


def plain(articles: Path, vocabulary: Vocabulary, count: int = PLAIN) -> list[Example]:
    """Sentences of the PolNeAR file's news, with two names at least, in an order drawn once."""
    found = []
    for article in polnear(articles):
        for start, end in paragraphs(article.text):
            told = (article.text[a:b].strip() for a, b in sentences(article.text, start, end))
            found += [text for text in told if _telling(text.split())]
    random.Random(5).shuffle(found)
    return [replace(example_of(text, vocabulary), gold=Gold()) for text in found[:count]]


def _telling(words: Sequence[str]) -> bool:
    return 10 <= len(words) <= 45 and sum(word[0].isupper() for word in words[1:]) >= 2


def pupils(known: Sets, news: Sequence[Example], start: Path, kept: Path, school: School) -> Encoder:
    """The mean of the pupils that begin with a state, after teachers that begin with another (the school's).

    ``known`` holds nothing that is held back; with ``news`` the attributions are rehearsed. States stay in ``kept``.
    """
    read = [*known.plv, *known.cameo, *known.parties, *known.passages, *known.world, *school.plain]
    kept.mkdir(parents=True, exist_ok=True)
    mean = _mean([_taught(known, number, read, kept, school) for number in range(TEACHERS)])
    epoch = _epoch(known, school.plain, drawn(read, mean), last=bool(news))
    states = []
    for number, course in enumerate(LASTS if news else PUPILS):
        states.append(kept / f"pupil{number}.pt")
        if not finished(states[-1], course):
            torch.manual_seed(course.seed)
            learn(placed(restored(start), school.device), epoch, news, school.vocabulary, course, states[-1])
    return average(states)


def average(states: Sequence[Path]) -> Encoder:
    """An encoder with the mean of kept states."""
    encoders = [restored(state) for state in states]
    told = [encoder.state_dict() for encoder in encoders]
    encoders[0].load_state_dict({name: torch.stack([each[name] for each in told]).mean(0) for name in told[0]})
    return encoders[0]


def _taught(known: Sets, number: int, read: Sequence[Example], kept: Path, school: School) -> Thought:
    """What a teacher thinks of the words of these examples."""
    course, epoch = _teacher(known, number)
    state = kept / f"teacher{number}.pt"
    if not finished(state, course):
        torch.manual_seed(course.seed)
        learn(placed(restored(school.teachers), school.device), epoch, [], school.vocabulary, course, state)
    return thought(placed(restored(state), school.device), read, school.vocabulary)


def thought(encoder: Encoder, read: Sequence[Example], vocabulary: Vocabulary) -> Thought:
    """What an encoder thinks of the words of these examples."""
    chain = encoder.chains["parties"]
    return Thought(
        np.concatenate([scores["parties"].numpy() for scores in seen(encoder, read, vocabulary)]),
        chain.starts.detach().numpy(),
        chain.moves.detach().numpy(),
    )


def _teacher(known: Sets, number: int) -> tuple[Course, Epoch]:
    """The course of a teacher, and what its epochs read: every fourth learns all acts, the others are alone."""
    if number % 4 == 3:
        course = replace(BESIDE, seed=1 + number)
        return course, lambda dice: [
            *known.published,
            *some(known.parties, 1000, dice),
            *some(known.passages, 400, dice),
        ]
    marked = [example for example in known.untagged(known.plv) if gold(example).tags]
    half = 1 + number % 2
    course = replace(
        ALONE, seed=1 + number, rate=(2e-4, 2.5e-4)[number // 4 % 2], hidden=0.05 if number % 4 == 1 else 0.0
    )
    return course, lambda dice: [
        *known.cameo,
        *some(known.parties, 700, dice),
        *some(marked, len(marked) // half, dice),
    ]


def some(examples: Sequence[Example], count: int, dice: random.Random) -> list[Example]:
    """So many of the examples, or all where they are fewer, in a new order."""
    return dice.sample(examples, min(count, len(examples)))


def _mean(thoughts: Iterable[Thought]) -> Thought:
    listed = list(thoughts)
    return Thought(*(sum(parts) / len(listed) for parts in zip(*listed, strict=True)))


Told = dict[int, list[tuple[int, ...]]]  # the tag paths that were drawn for an example, by its identity


def drawn(read: Sequence[Example], mean: Thought) -> Told:
    """Paths for each example, drawn as probably as the mean of the teachers thinks them."""
    dice = np.random.default_rng(PATHS)
    ends = np.cumsum([len(example.words) for example in read])
    scores = np.split(mean.scores, ends[:-1])
    return {
        id(example): paths(each, mean.starts, mean.moves, PATHS, dice)
        for example, each in zip(read, scores, strict=True)
    }


def paths(
    scores: Numbers, starts: Numbers, moves: Numbers, count: int, dice: np.random.Generator
) -> list[tuple[int, ...]]:
    """Tag paths of a sentence (words x tags) drawn from its chain: forward sums, then a draw from the end backwards."""
    forward = [starts + scores[0]]
    for word in scores[1:]:
        ways = forward[-1][:, None] + moves
        forward.append(np.logaddexp.reduce(ways, 0) + word)
    last = _draw(np.repeat(forward[-1][None], count, 0), dice)
    found = [last]
    for sums in reversed(forward[:-1]):
        last = _draw(sums + moves.T[last], dice)
        found.append(last)
    return [tuple(path) for path in np.stack(found[::-1], 1).tolist()]


def _draw(logs: Numbers, dice: np.random.Generator) -> Numbers:
    """A number for each row, as probable as its log score says (the Gumbel trick)."""
    found: Numbers = (logs + dice.gumbel(size=logs.shape)).argmax(1)
    return found


def _epoch(known: Sets, unmarked: Sequence[Example], told: Told, *, last: bool) -> Epoch:
    """What a pupil reads: all published sentences, those of cameo_ner twice, and some of the others."""
    return lambda dice: [
        *published(known, told, dice),
        *retold(known.cameo, told, dice, OWN["cameo"]),
        *retold(some(known.parties, 1200, dice), told, dice, OWN["parties"]),
        *retold(some([*known.passages, *known.world], 3500 if last else 900, dice), told, dice),
        *retold(some(unmarked, 2500, dice), told, dice),
    ]


def published(known: Sets, told: Told, dice: random.Random) -> list[Example]:
    """The sentences of PLV and cameo_ner, some as marked; PLV's tags do not count where cameo_ner has them too."""
    both = {gold(example).key for example in known.cameo}
    single = [example for example in known.plv if gold(example).key not in both]
    double = [example for example in known.plv if gold(example).key in both]
    own = retold(single, told, dice, OWN["plv"]) + retold(known.cameo, told, dice, OWN["cameo"])
    return own + retold(double, told, dice)


def retold(examples: Iterable[Example], told: Told, dice: random.Random, own: float = 0.0) -> list[Example]:
    """The examples with a tag path that was drawn for them, but for a share that keeps its ``own`` tags."""
    return [e if dice.random() < own else tagged(e, dice.choice(told[id(e)])) for e in examples]
