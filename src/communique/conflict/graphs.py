"""The graph of a conflict: which states there are and who would turn which into which, or the part worth looking at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from communique.conflict.model import Model
from communique.conflict.solved import Solved
from communique.conflict.solving import CONCEPTS
from communique.data import Arrow, Graph, Node, Transition

MOST = 30  # states that a drawing of the graph can show and still be read


def graph(solved: Solved, *, most: int = MOST) -> Graph:
    """The states, and every transition that its maker prefers, with every tier ordered as it is written.

    Of more than ``most`` states only the equilibria, the status quo and the ways from it to them: those that hold by
    most concepts first, as many as fit. Steps of these ways that nobody prefers are kept, and marked so.
    """
    model = solved.model
    whole = int(model.shown.sum()) <= most
    chosen = [int(state) for state in np.flatnonzero(model.shown)] if whole else _part(solved, most)
    arrows = list(_improvements(solved, chosen))
    drawn = {(arrow.start, arrow.end) for arrow in arrows}
    shown = {model.named(state)[1] for state in chosen}
    for step in (step for state in chosen for step in _ways(solved, state)):
        start, end = (model.named(model.state(name))[1] for name in (step.start, step.end))
        if {start, end} <= shown and (start, end) not in drawn:
            drawn.add((start, end))
            arrows.append(Arrow(by=step.by, start=start, end=end, better=False))
    makers = tuple(maker.name for maker in model.makers)
    return Graph(
        makers=makers,
        nodes=tuple(_node(solved, state) for state in chosen),
        arrows=tuple(arrows),
        whole=whole,
        readings=solved.readings,
    )


def _part(solved: Solved, most: int) -> list[int]:
    """The status quo, then equilibria with their ways from it, as long as they fit."""
    model = solved.model
    chosen = [] if model.status_quo is None else [model.status_quo]
    for row in solved.equilibria(limit=most):
        end = model.state(row.state)
        added = [model.state(step.end) for step in _ways(solved, end)]
        new = [state for state in dict.fromkeys([*added, end]) if state not in chosen]
        if len(chosen) + len(new) <= most:
            chosen += new
    return sorted(chosen)


def _ways(solved: Solved, state: int) -> Iterable[Transition]:
    pattern = solved.model.pattern(state)
    if not solved.holds(state):
        return ()
    return solved.path(pattern, improving=True) or solved.path(pattern)


def _improvements(solved: Solved, chosen: Sequence[int]) -> Iterator[Arrow]:
    """Every transition between the chosen states that its maker prefers; those that share a name are one."""
    model = solved.model
    home = {state: state for state in chosen}
    home.update({int(same): int(states[0]) for states in model.shared for same in states if int(states[0]) in home})
    seen = set()
    for start in home:
        for at, maker in enumerate(model.makers):
            few = 1 << model.owned[at].bit_count() <= len(home)
            for end in model.reach(at, start) if few else _reached(model, at, start, home):
                arrow = home[start], home.get(end), at
                if end in home and solved.prefers(at, end, start) and arrow not in seen:
                    seen.add(arrow)
                    yield Arrow(by=maker.name, start=model.named(start)[1], end=model.named(end)[1], better=True)


def _reached(model: Model, maker: int, start: int, among: Iterable[int]) -> list[int]:
    """Which of some states a maker can bring about by one change of its own."""
    free, up, down = (int(mask) for mask in model.masks[maker])
    open_ = free | (up & ~start) | (down & start)
    return [end for end in among if end != start and not (start ^ end) & ~open_]


def _node(solved: Solved, state: int) -> Node:
    model = solved.model
    name, pattern = model.named(state)
    counts = solved.counts(state)
    return Node(
        state=pattern,
        name=name,
        concepts=tuple(concept for concept, count in zip(CONCEPTS, counts, strict=True) if count),
        now=state == model.status_quo,
    )
