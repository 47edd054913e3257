"""The cheapest of all orders."""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled


@compiled
def cheapest(cost: Array, before: Array) -> Array:
    """The order in which the steps and what stands too late cost least, the first among equals.

    ``cost[i, j]`` is that of the step from i to j, ``before[i, j]`` that of each i after j. For each set of members
    and its last one the cheapest way through the set is found (Held and Karp), so there can be no more than eight.
    """
    size = len(cost)
    spent = np.full((1 << size, size), np.inf)
    order = np.zeros((1 << size, size), np.int64)  # digits of three bits: of two orders the first is the smaller
    for done in range((1 << size) - 1):
        for member in range(size):
            if done >> member & 1:
                continue
            late = _waiting(before, done, member)
            with_it = done | 1 << member
            if not done:
                spent[with_it, member], order[with_it, member] = late, member
            for last in range(size):
                if done >> last & 1:
                    found = np.round(spent[done, last] + cost[last, member] + late, 9)
                    way = order[done, last] << 3 | member
                    if _first(found, way, spent[with_it, member], order[with_it, member]):
                        spent[with_it, member], order[with_it, member] = found, way
    return _digits(spent[-1], order[-1])


@compiled
def _digits(spent: Array, order: Array) -> Array:
    """The best of these orders, one for each last member."""
    size, best = len(order), 0
    for last in range(1, size):
        if _first(spent[last], order[last], spent[best], order[best]):
            best = last
    found = np.empty(size, np.int64)
    for at in range(size):
        found[at] = order[best] >> 3 * (size - 1 - at) & 7
    return found


@compiled
def _first(spent: float, order: int, best: float, known: int) -> bool:
    """Whether an order costs less than another, or as much and comes first."""
    return bool(spent < best or (spent == best and order < known))


@compiled
def _waiting(before: Array, done: int, member: int) -> float:
    """What it costs that others that are not done stand after a member."""
    late = 0.0
    for other in range(len(before)):
        if other != member and not done >> other & 1:
            late += before[other, member]
    return late


@compiled
def inserted(cost: Array, before: Array, rounds: int) -> Array:
    """An order: one member after the other is put in where it costs least, then each again, so often at most."""
    size = len(cost)
    order = np.empty(size, np.int64)
    for member in range(size):
        _insert(order, member, _place(order[:member], member, cost, before), member)
    for _ in range(rounds):
        last = order.copy()
        for member in range(size):
            at = 0
            while order[at] != member:
                at += 1
            for after in range(at, size - 1):
                order[after] = order[after + 1]
            _insert(order, size - 1, _place(order[: size - 1], member, cost, before), member)
        if (order == last).all():
            break
    return order


@compiled
def _insert(order: Array, size: int, place: int, member: int) -> None:
    """Put one more member into so many."""
    for at in range(size, place, -1):
        order[at] = order[at - 1]
    order[place] = member


@compiled
def _place(order: Array, member: int, cost: Array, before: Array) -> int:
    """Where in the order one more member costs least, the first among equals."""
    size = len(order)
    behind = np.zeros(size + 1)
    for at in range(size - 1, -1, -1):
        behind[at] = behind[at + 1] + before[order[at], member]
    ahead, best, least = 0.0, 0, np.inf
    for at in range(size + 1):
        step = 0.0
        if at > 0:
            step += cost[order[at - 1], member]
            ahead += before[member, order[at - 1]]
        if at < size:
            step += cost[member, order[at]]
        if 0 < at < size:
            step -= cost[order[at - 1], order[at]]
        found = np.round(step + ahead + behind[at], 9)
        if found < least:
            best, least = at, found
    return best
