"""The order of the versions of one story, from their words alone.

A story mostly grows, and what was cut seldom comes back. So of all orders that one is taken in which least is changed
from version to version, where words lost weigh more than words gained. Many words changed at once are one rewrite and
not many: a change counts by the square root of its words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.copies import kernels
from communique.copies.fingerprints import Hashes, grams, joined
from communique.copies.known import distinct

Costs = NDArray[np.float64]

LOSS = 2.5  # times as much as a gain: anything from 1.5 to 4 orders versions as well, to half a point
_SIZES = (1, 2)  # words of the grams compared: words tell of content, pairs of words of wording
_GRAMS = 8192  # distinct grams compared at most; of more a sample by hash
_EXACT = 8  # members up to which every order is looked at
_ROUNDS = 4  # of improving the order of more members


def changes(members: Sequence[Hashes]) -> tuple[Costs, Costs]:
    """How much is gained and how much lost from each member to each other, as shares of the words of one (0..1.4)."""
    gained = np.zeros((len(members), len(members)))
    lost = np.zeros_like(gained)
    for size in _SIZES:
        common = _common([grams(words, size) for words in members])
        own = common.diagonal()
        scale = max(1.0, float(own.mean()))
        gained += np.sqrt((own[None, :] - common) / scale)
        lost += np.sqrt((own[:, None] - common) / scale)
    return gained / len(_SIZES), lost / len(_SIZES)


def _common(members: Sequence[Hashes]) -> Costs:
    """How many of the distinct grams each two members have in common, and each has itself."""
    every = distinct(np.concatenate(members))
    if len(every) > _GRAMS:
        members = [held[held <= every[_GRAMS - 1]] for held in members]
    held = joined(members)
    second, first = np.tril_indices(len(members))
    shared, own = np.zeros(len(first), np.int64), np.zeros(len(members), np.int64)
    kernels.common(held.hashes, held.begins, first, second, own, shared)
    common = np.zeros((len(members), len(members)))
    common[first, second] = common[second, first] = shared
    return common


def seriated(cost: Costs, before: Costs) -> list[int]:
    """The order with the least cost: of each step, and ``before[i, j]`` for each i that stands after j.

    Members are numbered so that among equals the first given comes first.
    """
    size = len(cost)
    if size < 2:
        return [*range(size)]
    if size <= _EXACT:
        return [*map(int, kernels.cheapest(cost, before))]
    return [*map(int, kernels.inserted(cost, before, _ROUNDS))]
