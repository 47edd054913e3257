"""The loops over all states, compiled by numba. Import this inside the functions that call it.

A state is an integer whose bit b is option b; ``free``, ``up`` and ``down`` are masks of the options that somebody
can change both ways, can only do, and can only leave.
"""

from __future__ import annotations

import numpy as np

from communique.compiling import Array, compiled

FAR = 2**31 - 1  # better than every payoff


@compiled
def ordered(values: Array, feasible: Array) -> Array:
    """The feasible states in the order of their values (small, not negative), by counting."""
    most = 0
    for s in range(len(values)):
        if feasible[s] and values[s] > most:
            most = values[s]
    place = np.zeros(most + 2, np.int32)
    for s in range(len(values)):
        if feasible[s]:
            place[values[s] + 1] += 1
    for v in range(most + 1):
        place[v + 1] += place[v]
    order = np.empty(place[most + 1], np.int32)
    for s in range(len(values)):
        if feasible[s]:
            order[place[values[s]]] = s
            place[values[s]] += 1
    return order


@compiled
def chained(order: Array, free: int, head: Array, linked: Array) -> None:
    """Link the states that differ in ``free`` options only, in the given order.

    ``head`` gets the first at the state that has none of these options, ``linked[s, 1]`` the next after s; -1 is none.
    """
    last = np.empty(len(head), np.int32)
    head[:] = -1
    for s in order:
        bare = s & ~free
        if head[bare] < 0:
            head[bare] = s
        else:
            linked[last[bare], 1] = s
        last[bare] = s
        linked[s, 1] = -1


@compiled
def least(values: Array, order: Array, linked: Array, heads: Array, others: Array, masks: Array, better: bool) -> Array:
    """For each state the least value at it and wherever the ``others`` can bring it; infeasible states get ``FAR``.

    They change options in turn, as often as they like; where ``better``, only to what the one who changes prefers.
    ``linked[s, j]`` is the payoff of s for j and the state after it in the chain of j, side by side for the cache.
    ``order`` is that of ``values``: the least value goes back along all transitions first, so that every state is
    settled once. Of a chain all up to some payoff are settled at once, hence one pointer (``heads``, used up); what
    leads to them by the same maker (``via``) has been settled with them.
    """
    found = np.full(len(values), FAR, np.int32)
    found[order] = -1
    stack = np.empty(len(order), np.int32)
    via = np.empty(len(order), np.int16)
    left = len(order)
    for first in order:
        if left == 0:
            break
        if found[first] >= 0:
            continue
        found[first] = values[first]
        stack[0], via[0], top = first, -1, 1
        left -= 1
        while top and left:
            top -= 1
            t, known = stack[top], via[top]
            for j in others:
                if j != known:
                    bound = linked[t, j, 0] if better else FAR
                    now = _settled(t, j, bound, values[first], linked, heads, masks, found, stack, via, top)
                    left -= now - top
                    top = now
    return found


@compiled
def _settled(
    t: int,
    j: int,
    bound: int,
    value: int,
    linked: Array,
    heads: Array,
    masks: Array,
    found: Array,
    stack: Array,
    via: Array,
    top: int,
) -> int:
    """Settle what j can turn into t and likes less than ``bound``; put it on the stack, and give its new height."""
    bare = t & ~masks[j, 0]
    turned = (t & masks[j, 1]) | (~t & masks[j, 2])  # what may have been otherwise before
    part = turned
    while True:
        at = bare ^ part
        p = heads[j, at]
        while p >= 0 and linked[p, j, 0] < bound:
            if found[p] < 0:
                found[p] = value
                stack[top] = p
                via[top] = j
                top += 1
            p = linked[p, j, 1]
        heads[j, at] = p
        if part == 0:
            return top
        part = (part - 1) & turned


@compiled
def largest(values: Array, free: int, up: int, down: int) -> None:
    """Raise each value to the largest that its owner can reach by options of its own, itself included."""
    size = len(values)
    step = 1
    while step < size:
        if (free | up | down) & step:
            for start in range(0, size, 2 * step):
                for s in range(start, start + step):
                    one, other = values[s], values[s + step]
                    most = max(one, other)
                    if not down & step:
                        values[s] = most
                    if not up & step:
                        values[s + step] = most
        step *= 2


@compiled
def held(payoff: Array, answers: Array, feasible: Array, free: int, up: int, down: int) -> Array:
    """Which states are stable for one: no change of its own leads to a gain that the worst answer leaves it."""
    left = np.empty(len(payoff), np.int32)
    for s in range(len(payoff)):
        left[s] = min(payoff[s], answers[s]) if feasible[s] else -1
    largest(left, free, up, down)
    stable = np.empty(len(payoff), np.bool_)
    for s in range(len(payoff)):
        stable[s] = feasible[s] and left[s] <= payoff[s]
    return stable


@compiled
def walked(
    start: int, goal: Array, payoffs: Array, feasible: Array, makers: Array, masks: Array, better: bool
) -> tuple[Array, Array, int]:
    """Where ``makers`` can bring ``start`` in turn, nearest first, until a state of ``goal`` is met.

    Gives the state before each (-1: not reached), who changed it, and the state of the goal (-1: none was met).
    """
    parent = np.full(len(goal), -1, np.int32)
    by = np.full(len(goal), -1, np.int16)
    if goal[start]:
        return parent, by, start
    queue = np.empty(len(goal), np.int32)
    queue[0] = start
    parent[start] = start
    at, end = 0, 1
    while at < end:
        s = queue[at]
        at += 1
        for j in makers:
            turned = masks[j, 0] | (masks[j, 1] & ~s) | (masks[j, 2] & s)
            part = turned
            while part:
                t = s ^ part
                if feasible[t] and parent[t] < 0 and not (better and payoffs[j, t] <= payoffs[j, s]):
                    parent[t] = s
                    by[t] = j
                    if goal[t]:
                        return parent, by, t
                    queue[end] = t
                    end += 1
                part = (part - 1) & turned
    return parent, by, -1
