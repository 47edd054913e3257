"""From what the encoder sees in each word to tags that fit each other: the best path, and how sure each tag is.

Windows are decoded side by side, for speed; every step is arithmetic on one window's own row, so that none changes
another's answer by a bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.data import Role

if TYPE_CHECKING:
    from numpy import ndarray

    Numbers = ndarray[Any, Any]

ROLES: tuple[Role, ...] = ("source", "cue", "content")
PARTIES = ("who", "whom", "both")  # the source and the target of a sentence's main act, and who is either


def tagged(roles: Sequence[str]) -> tuple[str, ...]:
    """The tags of these roles: outside, then a beginning and an inside of each."""
    return ("O", *(f"{letter}-{role}" for role in roles for letter in "BI"))


TAGS = tagged(ROLES)


class Run(NamedTuple):
    """Words ``first`` to ``last`` (behind the last) that play one role, as sure as the least sure of them."""

    role: str
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What one tag says about the next: ``starts`` of the first, ``moves[a, b]`` of b behind a (log scores).

    Tag 0 is outside; of each of the ``roles`` there follow a beginning and an inside.
    """

    starts: Numbers
    moves: Numbers
    roles: Sequence[str] = ROLES


def runs(emissions: Sequence[Numbers], chain: Chain) -> list[list[Run]]:
    """The runs of one role in each window, from the scores of each of its words and tags (words x tags)."""
    return decoded(emissions, [chain] * len(emissions))


def decoded(emissions: Sequence[Numbers], chains: Sequence[Chain]) -> list[list[Run]]:
    """The same, of windows that have a chain each; all chains have as many tags."""
    import numpy as np

    counts = np.array([len(each) for each in emissions])
    if not counts.size or not counts.max():
        return [[] for _ in emissions]
    scores = np.zeros((len(emissions), counts.max(), len(chains[0].starts)))
    for at, each in enumerate(emissions):
        scores[at, : len(each)] = each
    starts, moves = np.stack([each.starts for each in chains]), np.stack([each.moves for each in chains])
    paths, sure = _best(scores, counts, starts, moves), _marginals(scores, counts, starts, moves)
    chosen = np.take_along_axis(sure, paths[:, :, None], 2)[:, :, 0]
    told = zip(paths.tolist(), chosen.tolist(), counts.tolist(), chains, strict=True)
    return [_runs(path[:count], each[:count], chain.roles) for path, each, count, chain in told]


def scored(path: Sequence[int], scores: Numbers, chain: Chain) -> list[Run]:
    """The runs of a window's path that was found some other way."""
    import numpy as np

    sure = _marginals(scores[None], np.array([len(scores)]), chain.starts[None], chain.moves[None])[0]
    return _runs(path, sure[np.arange(len(path)), path], chain.roles)


def _runs(tags: Sequence[int], sure: Sequence[float], roles: Sequence[str]) -> list[Run]:
    found: list[list[int]] = []
    for at, tag in enumerate(tags):
        if tag % 2:  # a beginning
            found.append([tag, at, at + 1])
        elif tag:
            found[-1][2] = at + 1
    return [Run(roles[(tag - 1) // 2], first, last, min(sure[first:last])) for tag, first, last in found]


def _best(scores: Numbers, counts: Numbers, starts: Numbers, moves: Numbers) -> Numbers:
    """The path of the highest score in each row (Viterbi); behind a row's end it stays where it was."""
    import numpy as np

    rows, length, width = scores.shape
    score = starts + scores[:, 0]
    back = np.empty((length, rows, width), np.int64)
    back[:] = np.arange(width)
    for at in range(1, length):
        ways = score[:, :, None] + moves
        real = (at < counts)[:, None]
        back[at] = np.where(real, ways.argmax(1), back[at])
        score = np.where(real, ways.max(1) + scores[:, at], score)
    paths = np.empty((rows, length), np.int64)
    paths[:, -1] = score.argmax(1)
    for at in range(length - 1, 0, -1):
        paths[:, at - 1] = back[at, np.arange(rows), paths[:, at]]
    return paths


def _marginals(scores: Numbers, counts: Numbers, starts: Numbers, moves: Numbers) -> Numbers:
    """How probable each tag of each word is, all paths counted (forward and backward)."""
    import numpy as np

    length = scores.shape[1]
    moves = np.exp(moves - moves.max((1, 2), keepdims=True))
    seen = np.exp(scores - scores.max(2, keepdims=True))
    ahead, behind = np.empty(scores.shape), np.ones(scores.shape)
    ahead[:, 0] = _even(np.exp(starts - starts.max(1, keepdims=True)) * seen[:, 0])
    for at in range(1, length):
        ahead[:, at] = _even((ahead[:, at - 1, :, None] * moves).sum(1) * seen[:, at])
    for at in range(length - 2, -1, -1):
        later = _even((moves * (seen[:, at + 1] * behind[:, at + 1])[:, None, :]).sum(2))
        behind[:, at] = np.where((at + 1 < counts)[:, None], later, 1.0)
    return _even(ahead * behind)


def _even(shares: Numbers) -> Numbers:
    """The same shares, adding up to one."""
    total: Numbers = shares / shares.sum(-1, keepdims=True)
    return total
