"""The fast solver against the definitions word for word, and what holds between the concepts."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from communique.conflict import CONCEPTS
from communique.conflict.model import Model
from communique.conflict.solving import payoffs_of, stabilities
from communique.data import Conflict, DecisionMaker, Option
from conflict.literal import Graphs, option_form


def drawn(seed: int) -> Conflict:
    """A conflict by chance: 2 to 4 makers, 1 to 3 options each (6 at most), some irreversible, ties, holes."""
    chance = random.Random(seed)
    counts = [chance.randint(1, 3) for _ in range(chance.randint(2, 4))]
    while sum(counts) > 6:
        counts[counts.index(max(counts))] -= 1
    total = sum(counts)
    holes = chance.choice([0, 0, 0.2, 0.5])
    states = [s for s in range(1 << total) if chance.random() >= holes]
    if len(states) < 2:
        states = [0, (1 << total) - 1]
    oneway = chance.choice([0, 0, 0.3])
    makers = []
    for at, count in enumerate(counts):
        ways = [chance.choice(["yes", "no"]) if chance.random() < oneway else "" for _ in range(count)]
        options = tuple(Option(name=f"o{at}{k}", irreversible=way) for k, way in enumerate(ways))  # type: ignore[arg-type]
        worth = {s: chance.randrange(max(2, len(states) // chance.choice([1, 1, 3]))) for s in states}
        worth[states[0]], worth[states[1]] = 0, 1
        chain = sorted(states, key=worth.__getitem__)
        text = f"s{chain[0]}"
        for s, t in pairwise(chain):
            text = f"s{t} {'=' if worth[s] == worth[t] else '>'} {text}"
        makers.append(DecisionMaker(name=f"m{at}", options=options, ranking=(text,)))
    named = tuple((f"s{s}", "".join("NY"[s >> b & 1] for b in range(total))) for s in states)
    return Conflict(name="drawn", makers=tuple(makers), states=named)


def literal(model: Model) -> tuple[Graphs, list[int]]:
    """The same conflict over explicit sets."""
    feasible = [int(s) for s in np.flatnonzero(model.feasible)]
    payoffs = payoffs_of(model, model.first())
    lasting = {at: option.irreversible for at, option in enumerate(model.options) if option.irreversible}
    owned = [[model.numbers[option.name] for option in maker.options] for maker in model.makers]
    return option_form(owned, feasible, lasting, [{s: int(row[s]) for s in feasible} for row in payoffs]), feasible


@pytest.mark.parametrize("seed", range(400))
def test_the_fast_solver_is_the_definitions(seed: int) -> None:
    """A state of a drawn conflict is stable for a maker by a concept exactly when the definition says so."""
    model = Model(drawn(seed))
    graphs, feasible = literal(model)
    fast = stabilities(model, model.first())
    for c, concept in enumerate(CONCEPTS):
        for i in range(len(model.makers)):
            assert [s for s in feasible if graphs.stable(concept, i, s)] == np.flatnonzero(fast[c, i]).tolist()


@pytest.mark.parametrize("seed", range(400, 440))
def test_the_concepts_include_each_other(seed: int) -> None:
    """R is in SMR, which is in GMR; R is in SSEQ, which is in SEQ and in SMR; SEQ is in GMR."""
    model = Model(drawn(seed))
    by = dict(zip(CONCEPTS, stabilities(model, model.first()), strict=True))
    for inner, outer in map(str.split, ("R SMR", "SMR GMR", "R SSEQ", "SSEQ SEQ", "SEQ GMR", "SSEQ SMR")):
        assert not (by[inner] & ~by[outer]).any()


@pytest.mark.parametrize("seed", range(440, 460))
def test_relabelled_makers_change_nothing_else(seed: int) -> None:
    """The order in which decision makers are told permutes the states, and changes no verdict."""
    conflict = drawn(seed)
    counts = [len(maker.options) for maker in conflict.makers]
    starts = [sum(counts[:at]) for at in range(len(counts))]

    def turned(pattern: str) -> str:
        parts = [pattern[start : start + count] for start, count in zip(starts, counts, strict=True)]
        return "".join(reversed(parts))

    states = tuple((name, turned(pattern)) for name, pattern in conflict.states)
    other = Conflict(name="turned", makers=conflict.makers[::-1], states=states)
    found = []
    for told in (conflict, other):
        model = Model(told)
        stable = stabilities(model, model.first()).all(axis=1)
        found.append([{model.name(int(s)) for s in np.flatnonzero(row)} for row in stable])
    assert found[0] == found[1]
