"""A conditional random field over tags: what one tag says about the next, learnt; what cannot be, ruled out."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from communique.parsing.decoding import TAGS

NEVER = -1e4  # the log score of what cannot be


class Crf(nn.Module):
    """The scores of first tags and of neighbours; ``loss`` is how improbable the true tags are."""

    def __init__(self, tags: Sequence[str] = TAGS) -> None:
        super().__init__()
        count = len(tags)
        self.first = nn.Parameter(torch.zeros(count))
        self.next = nn.Parameter(torch.zeros(count, count))
        begins = torch.tensor([0.0 if tag[0] != "I" else NEVER for tag in tags])
        follows = torch.tensor([[0.0 if _may_follow(a, b) else NEVER for b in tags] for a in tags])
        self.register_buffer("begins", begins, persistent=False)
        self.register_buffer("follows", follows, persistent=False)

    @property
    def starts(self) -> Tensor:
        """The score of each tag for a first word."""
        return self.first + self.begins

    @property
    def moves(self) -> Tensor:
        """The score of each tag (column) behind each tag (row)."""
        return self.next + self.follows

    def loss(self, emissions: Tensor, tags: Tensor, counts: Tensor) -> Tensor:
        """The negative log likelihood of ``tags`` a word (rows x words; ``counts`` words of each row are real)."""
        emissions = emissions.float()
        real = torch.arange(tags.shape[1])[None, :] < counts[:, None]
        return (self._all(emissions, real) - self._path(emissions, tags, real)).sum() / counts.sum()

    def _path(self, emissions: Tensor, tags: Tensor, real: Tensor) -> Tensor:
        seen = (emissions.gather(2, tags[:, :, None])[:, :, 0] * real).sum(1)
        moved = (self.moves[tags[:, :-1], tags[:, 1:]] * real[:, 1:]).sum(1)
        return seen + moved + self.starts[tags[:, 0]]

    def _all(self, emissions: Tensor, real: Tensor) -> Tensor:
        score = self.starts + emissions[:, 0]
        for at in range(1, emissions.shape[1]):
            ways = torch.logsumexp(score[:, :, None] + self.moves, 1) + emissions[:, at]
            score = torch.where(real[:, at, None], ways, score)
        return torch.logsumexp(score, 1)


def _may_follow(tag: str, after: str) -> bool:
    """Whether ``after`` may stand right behind ``tag``: the inside of a run only within that run."""
    return after[0] != "I" or tag[2:] == after[2:]
