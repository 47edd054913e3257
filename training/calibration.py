"""How far each head for acts is to be believed: a temperature each, fitted on passages that it has not learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from communique.parsing.wordpieces import Vocabulary
from training.encoder import Encoder
from training.losses import links
from training.moves import Gold
from training.reading import Example
from training.train import seen

STEPS = [round(0.5 + 0.05 * at, 2) for at in range(51)]  # the temperatures that are tried, to 3
EVENLY = 1.0  # where there is nothing to fit


def temperatures(encoder: Encoder, held: Sequence[Example], vocabulary: Vocabulary) -> dict[str, float]:
    """Of each head the temperature under which the truth of these passages is likeliest."""
    told: dict[str, list[tuple[Tensor, Tensor]]] = {"act": [], "modality": [], "root": [], "link": []}
    for example, scores in zip(held, seen(encoder, held, vocabulary), strict=True):
        assert isinstance(example.gold, Gold)
        _add(told, scores, example.gold)
    found = {head: _best(pairs, functional.cross_entropy) for head, pairs in told.items() if head != "link"}
    return found | {"link": _best(told["link"], functional.binary_cross_entropy_with_logits)}


def _add(told: dict[str, list[tuple[Tensor, Tensor]]], scores: dict[str, Tensor], gold: Gold) -> None:
    """What a passage says of each head: scores, and what is true."""
    codes = torch.zeros(len(scores["act"]), dtype=torch.long)
    aside = torch.zeros(len(codes), dtype=torch.bool)  # words of an act besides its head: they may be it or not
    for act in gold.acts or ():
        aside[list(act.words)] = True
    for act in gold.acts or ():
        codes[act.head], aside[act.head] = act.code, False
        told["modality"].append((scores["modality"][[act.head]], torch.tensor([act.modality])))
        if act.root is not None:
            told["root"].append((scores["root"][[act.head]], torch.tensor([act.root])))
        for asked, inside in zip(links(scores["link"], act.head), (act.actors, act.recipients), strict=True):
            wanted = torch.zeros(len(codes))
            wanted[list(inside)] = 1
            told["link"].append((asked, wanted))
    told["act"].append((scores["act"][~aside], codes[~aside]))


def _best(pairs: Iterable[tuple[Tensor, Tensor]], loss: object) -> float:
    listed = list(pairs)
    if not listed:
        return EVENLY
    scores, truth = torch.cat([a for a, _ in listed]), torch.cat([b for _, b in listed])
    return min(STEPS, key=lambda step: float(loss(scores / step, truth)))  # type: ignore[operator]
