"""What each kind of gold asks of the heads for acts, as a number to be made small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder import LINK, Encoder
from training.labels import FOLDED, ROOTS
from training.moves import Gold

if TYPE_CHECKING:
    from training.reading import Example

Scores = Mapping[str, Tensor]

# Of each root the codes and modalities that are folded into it, as a table of log shares: 0 where they are.
_TABLE = torch.tensor(
    [[[0.0 if root == name else -1e4 for name in ROOTS] for root in row] for row in FOLDED]
)  # codes x modalities x roots


def links(link: Tensor, head: int | Tensor) -> tuple[Tensor, Tensor]:
    """How strongly each word answers, as an actor and as a recipient, what acts ask for (acts x words).

    ``link`` has the vectors of the words of one window.
    """
    asked, answer = link[head, : 2 * LINK], link[:, 2 * LINK :]
    scale = LINK**-0.5
    return (
        asked[..., :LINK] @ answer[:, :LINK].T * scale,
        asked[..., LINK:] @ answer[:, LINK:].T * scale,
    )


def of_acts(scores: Scores, gold: Gold) -> dict[str, Tensor]:
    """The losses of a passage whose acts are all known; ``scores`` are those of its words."""
    count = len(scores["act"])
    logs = scores["act"].log_softmax(-1)
    loss = -logs[:, 0]
    for act in gold.acts or ():
        for at in act.words:
            loss = torch.where(torch.arange(count) == at, -torch.logaddexp(logs[at, 0], logs[at, act.code]), loss)
    for act in gold.acts or ():
        loss = torch.where(torch.arange(count) == act.head, -logs[act.head, act.code], loss)
    found = {"act": loss.sum()}
    if gold.acts:
        heads = torch.tensor([act.head for act in gold.acts])
        kinds = torch.tensor([act.modality for act in gold.acts])
        found["modality"] = functional.cross_entropy(scores["modality"][heads], kinds, reduction="sum")
        roots = torch.tensor([-1 if act.root is None else act.root for act in gold.acts])
        found["root"] = functional.cross_entropy(scores["root"][heads], roots, reduction="sum", ignore_index=-1)
        wanted = torch.zeros(2, len(heads), count)
        for row, act in enumerate(gold.acts):
            wanted[0, row, list(act.actors)] = 1
            wanted[1, row, list(act.recipients)] = 1
        asked = torch.stack(links(scores["link"], heads))
        found["link"] = functional.binary_cross_entropy_with_logits(asked, wanted, reduction="sum")
    return found


def pair(scores: Scores, gold: Gold) -> tuple[Tensor, Tensor]:
    """Of every word, how probably it is an act of the source to the target; and the log shares of its roots."""
    acting = -functional.softplus(scores["act"][:, 0] - scores["act"][:, 1:].logsumexp(-1))
    actor, recipient = links(scores["link"], torch.arange(len(acting)))
    chances = acting
    if gold.source:
        chances = chances + functional.logsigmoid(actor[:, list(gold.source)]).mean(-1)
    if gold.target:
        chances = chances + functional.logsigmoid(recipient[:, list(gold.target)]).mean(-1)
    return chances, scores["root"].log_softmax(-1)


def tied(scores: Scores) -> Tensor:
    """The log shares of the roots of every word as its codes and modalities make them."""
    codes = scores["act"][:, 1:].log_softmax(-1)[:, :, None, None]
    kinds = scores["modality"].log_softmax(-1)[:, None, :, None]
    found = (codes + kinds + _TABLE[None]).flatten(1, 2).logsumexp(1)
    return found.clamp(min=-9.0)


def of_pair(scores: Scores, gold: Gold) -> dict[str, Tensor]:
    """The losses of a sentence of which the root of what a source does to a target is known, but not the word."""
    chances, roots = pair(scores, gold)
    found = {"there": -torch.log1p(-_none(chances))}
    if gold.root is not None:
        shares = chances.log_softmax(-1)
        found["pair"] = -(shares + roots[:, gold.root]).logsumexp(-1)
        found["tied"] = -(shares + tied(scores)[:, gold.root]).logsumexp(-1)
    return found


def _none(chances: Tensor) -> Tensor:
    """How probably none of these chances comes true."""
    return torch.log1p(-chances.exp().clamp(max=0.999)).sum().exp().clamp(max=0.999)


def of_tags(encoder: Encoder, emissions: Tensor, golds: Sequence[Gold], counts: Tensor) -> Tensor:
    """The loss of the tags of who and whom, of rows that have some; per row."""
    rows = [at for at, gold in enumerate(golds) if gold.tags is not None]
    if not rows:
        return emissions.sum() * 0
    tags = torch.zeros(len(rows), emissions.shape[1], dtype=torch.long)
    for row, at in enumerate(rows):
        told = golds[at].tags or ()
        tags[row, : len(told)] = torch.tensor(told)
    chain = encoder.chains["parties"]
    kept = counts[rows]
    loss: Tensor = chain.loss(emissions[rows], tags, kept) * kept.sum() / len(rows)
    return loss


def golds(group: Sequence[Example]) -> list[Gold]:
    """The gold of these examples."""
    return [gold if isinstance(gold := example.gold, Gold) else Gold() for example in group]
