"""Train the heads for acts, and the encoder with them, while the news of the first stage is rehearsed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from communique.parsing.wordpieces import Vocabulary
from training import losses
from training.batches import Batch, Names, batch, grouped
from training.encoder import Encoder
from training.reading import Example
from training.train import groups, scale, word_scores

WEIGHTS = {"act": 1.0, "modality": 0.5, "root": 0.5, "link": 0.2, "there": 0.2, "pair": 1.0, "tied": 0.5}
Epoch = Callable[[random.Random], list[Example]]  # what an epoch reads, drawn anew each time


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All that decides a stage of the heads for acts, but for the data and the machine's arithmetic."""

    seed: int = 20310307
    epochs: float = 6.0  # of the sentences with acts
    pieces: int = 1024  # a batch of them
    news: float = 0.0  # batches of the first stage's news to each of them, in the last part of the course ...
    early: float = 0.1  # ... and this share of it before: what is remembered is what was read last
    news_pieces: int = 2048
    news_weight: float = 30.0  # its loss is a mean over words, the others are sums over a sentence
    rate: float = 1e-4  # of the top layer
    decay: float = 0.85
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    invented: float = 0.2  # the share of names replaced by invented ones
    given: float = 1.0  # the share of the published sentences in an epoch
    rehearsed: float = 1.0  # the share of the invented passages in an epoch
    hidden: float = 0.0  # the share of words that are hidden, so that more than one word tells of an act
    average: float = 0.4  # the last part of the course, whose states are averaged
    tags: float = 0.3  # the weight of who and whom beside those of WEIGHTS
    alone: bool = False  # only who and whom


def learn(
    encoder: Encoder,
    epoch: Epoch,
    news: Sequence[Example],
    vocabulary: Vocabulary,
    course: Course,
    out: Path | None = None,
) -> None:
    """Train in place on the sentences of an ``epoch``, rehearsing ``news``.

    What the pieces stand for stays as it was: too few are met. The encoder ends as the average of its last states.
    """
    for table in (encoder.pieces, encoder.places):
        table.requires_grad_(requires_grad=False)
    dice = random.Random(course.seed)
    names = Names(vocabulary.listed, course.invented, dice, hidden=course.hidden)
    one = encoder.pieces.weight.device.type == "cpu"  # elsewhere the chains are on another device than the rest
    optimizer = torch.optim.AdamW(groups(encoder, course), weight_decay=course.weight_decay, fused=one)
    rates = [group["lr"] for group in optimizer.param_groups]
    total = round(len(grouped(epoch(random.Random(0)), course.pieces, random.Random(0))) * course.epochs)
    acting = _endless(epoch, course.pieces, dice)
    reporting = _endless(shares((news, 1.0)), course.news_pieces, dice)
    mean = _Average()
    began, sums, owed = time.monotonic(), dict[str, float](), 0.0
    encoder.train()
    for step in range(1, total + 1):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale(step / total, course.warmup)
        optimizer.zero_grad()
        group_ = next(acting)
        found = act_losses(encoder, group_, batch(group_, vocabulary, names), alone=course.alone)
        _sum(found, WEIGHTS | {"tags": course.tags}).backward()
        late = step > total * (1 - course.average)
        owed += course.news * (1.0 if late else course.early)
        while owed >= 1:
            owed -= 1
            made = batch(next(reporting), vocabulary, names)
            loss = _attribution(encoder, made)
            (loss * course.news_weight).backward()
            found["news"] = loss.detach()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        for name, value in found.items():
            sums[name] = sums.get(name, 0.0) * 0.95 + float(value.detach()) * 0.05
        if late and step % 5 == 0:
            mean.add(encoder)
        if step % 50 == 0 or step == total:
            shown = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
            print(f"{step}/{total} {shown} {time.monotonic() - began:.0f} s", flush=True)
        if out is not None and step % 300 == 0 and step < total:
            keep(encoder, course, out, step, total)
    mean.put(encoder)
    if out is not None:
        keep(encoder, course, out, total, total)


def keep(encoder: Encoder, course: Course, out: Path, step: int, total: int) -> None:
    """Write the state so far."""
    recipe = asdict(course) | {"layers": len(encoder.layers), "dropout": encoder.drop.p}
    torch.save({"state": encoder.state_dict(), "recipe": recipe, "step": step, "of": total}, out)


class _Average:
    """The mean of states of an encoder."""

    def __init__(self) -> None:
        self._sums: dict[str, Tensor] = {}
        self._count = 0

    def add(self, encoder: Encoder) -> None:
        self._count += 1
        for name, value in encoder.state_dict().items():
            if name in self._sums:
                self._sums[name] += value
            else:
                self._sums[name] = value.clone()

    def put(self, encoder: Encoder) -> None:
        if self._count:
            encoder.load_state_dict({name: value / self._count for name, value in self._sums.items()})


def shares(*parts: tuple[Sequence[Example], float]) -> Epoch:
    """Epochs of a share of each part, other examples each time."""
    return lambda dice: [example for part, share in parts for example in dice.sample(part, round(len(part) * share))]


def _endless(epoch: Epoch, pieces: int, dice: random.Random) -> Iterator[list[Example]]:
    while examples := epoch(dice):
        yield from grouped(examples, pieces, dice)


def act_losses(encoder: Encoder, group: Sequence[Example], made: Batch, *, alone: bool = False) -> dict[str, Tensor]:
    """The losses of a batch by name, a mean over its rows each; that of the tags ``alone`` if asked."""
    scores = word_scores(encoder, made)
    found: dict[str, list[Tensor]] = {}
    told = losses.golds(group)
    for at, (gold, count) in enumerate(() if alone else zip(told, made.counts.tolist(), strict=True)):
        row = {head: each[at, :count] for head, each in scores.items()}
        if gold.acts is not None:
            parts = losses.of_acts(row, gold)
        elif gold.source or gold.target:
            parts = losses.of_pair(row, gold)
        else:
            continue
        for name, value in parts.items():
            found.setdefault(name, []).append(value)
    means = {name: torch.stack(values).sum() / len(group) for name, values in found.items()}
    tagged = sum(gold.tags is not None for gold in told)
    means["tags"] = losses.of_tags(encoder, scores["parties"], told, made.counts) * tagged / len(group)
    return means


def _sum(found: dict[str, Tensor], weights: dict[str, float]) -> Tensor:
    total: Tensor = torch.stack([value * weights[name] for name, value in found.items()]).sum()
    return total


def _attribution(encoder: Encoder, made: Batch) -> Tensor:
    loss: Tensor = encoder.chains["attribution"].loss(word_scores(encoder, made)["attribution"], made.tags, made.counts)
    return loss


def finished(state: Path, course: Course) -> bool:
    """Whether a run of this course has ended there."""
    if not state.exists():
        return False
    kept = torch.load(state, weights_only=True, map_location="cpu")
    return kept["step"] == kept["of"] and asdict(course).items() <= kept["recipe"].items()
