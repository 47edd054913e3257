"""Which states are stable, for whom and by which concept.

State s is stable for a decision maker i exactly when no change of its own leads to an s1 with
``min(u(s1), w(s1)) > u(s)``: u is its payoff, and w the worst that the others can make of s1. That is

- Nash (R): nothing, they do not answer;
- GMR: the least u wherever they can bring it; SEQ: wherever they can by changes that each of them prefers;
- SMR and SSEQ: likewise with m for u, the most that i can make of a state by a change of its own afterwards.

(Fang, Hipel and Kilgour 1993, Interactive Decision Making; Rego and Vieira 2017 for SSEQ.) Sequences of changes are
legal: nobody twice in a row; in option form that is plain reachability, because two changes in a row are one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, Reading

CONCEPTS = ("R", "GMR", "SMR", "SEQ", "SSEQ")


def stabilities(model: Model, reading: Reading) -> NDArray[np.bool_]:
    """For each concept and decision maker, in which states it is stable: an array [concept, maker, state]."""
    payoffs = payoffs_of(model, reading)
    stable = np.empty((len(CONCEPTS), len(model.makers), model.size), np.bool_)
    for maker, rows in _by_maker(model, payoffs):
        stable[:, maker] = rows
    return stable


def equilibria(model: Model, reading: Reading) -> NDArray[np.bool_]:
    """For each concept, which states are stable for all: an array [concept, state]."""
    stable = np.repeat(model.feasible[None], len(CONCEPTS), axis=0)
    for _, rows in _by_maker(model, payoffs_of(model, reading)):
        for concept, row in enumerate(rows):
            stable[concept] &= row
    return stable


def payoffs_of(model: Model, reading: Reading) -> NDArray[np.int32]:
    """The payoff of each state for each maker: an array [maker, state]."""
    return np.stack([model.payoff(maker, order) for maker, order in enumerate(reading)])


def _by_maker(model: Model, payoffs: NDArray[np.int32]) -> Iterator[tuple[int, list[NDArray[np.bool_]]]]:
    """Each maker with the states that are stable for it by each concept."""
    from communique.conflict import kernels

    makers = range(len(payoffs))
    heads = np.empty_like(payoffs)
    linked = np.empty((model.size, len(payoffs), 2), np.int32)
    linked[:, :, 0] = payoffs.T
    orders = [kernels.ordered(payoff, model.feasible) for payoff in payoffs]
    for maker in makers:
        kernels.chained(orders[maker], model.masks[maker, 0], heads[maker], linked[:, maker])
    for maker in makers:
        others = np.array([other for other in makers if other != maker], np.int64)
        masks = tuple(int(mask) for mask in model.masks[maker])
        best = np.where(model.feasible, payoffs[maker], np.int32(-1))
        kernels.largest(best, *masks)
        rows = [model.feasible & (best <= payoffs[maker])]
        for better in (False, True):
            for values in (payoffs[maker], best):
                if model.feasible.all() and not better:
                    worst = _anywhere(model, values, others)
                else:
                    order = orders[maker] if values is not best else kernels.ordered(best, model.feasible)
                    worst = kernels.least(values, order, linked, heads.copy(), others, model.masks, better)
                rows.append(kernels.held(payoffs[maker], worst, model.feasible, *masks))
        yield maker, rows


def _anywhere(model: Model, values: NDArray[np.int32], others: NDArray[np.int64]) -> NDArray[np.int32]:
    """The least value wherever ``others`` can bring a state where all states are possible: option by option."""
    from communique.conflict import kernels

    turned = -values
    kernels.largest(turned, *(int(mask) for mask in model.masks[others].sum(axis=0)))
    return -turned
