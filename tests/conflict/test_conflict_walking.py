"""Ways through a conflict: the trace of a verdict, coalitions, and paths from the status quo."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from communique.conflict import CONCEPTS, parse, solve
from communique.conflict.model import Model
from communique.conflict.solving import stabilities
from communique.conflict.walking import Walks
from communique.data import Transition
from communique.errors import BadConflict
from conflict import models
from conflict.literal import Graphs
from conflict.test_conflict_solving import drawn, literal

CANAL = """
status-quo = "NNN"
[[decision-makers]]
name = "Upland"
options = ["open", { name = "shut", irreversible = "yes" }]
prefers = ["NOT raid", "NOT open", "NOT shut"]
[[decision-makers]]
name = "Lowland"
options = ["raid"]
prefers = ["open", { statement = "raid IFF NOT open", quote = "Open, or we come." }]
"""


def legal(graphs: Graphs, model: Model, steps: tuple[Transition, ...], improving: bool) -> bool:
    """Whether each step is a change that its maker can (and would) make, nobody makes two in a row, and they join."""
    joined = all(one.end == two.start and one.by != two.by for one, two in pairwise(steps))
    ways = graphs.improvements if improving else lambda i, s: graphs.reach[i][s]
    return joined and all(model.state(t.end) in ways(model.maker(t.by), model.state(t.start)) for t in steps)


@pytest.mark.parametrize("seed", range(500, 540))
def test_every_verdict_has_its_trace(seed: int) -> None:
    """The trace says what the solver says and names every improvement; each answer is legal and takes the gain away."""
    model = Model(drawn(seed))
    graphs, feasible = literal(model)
    stable = stabilities(model, model.first())
    walks = Walks(model, model.first())
    for c, concept in enumerate(CONCEPTS):
        for i in range(len(model.makers)):
            for s in feasible[::3]:
                told = walks.stability(s, i, concept)
                assert told.stable == stable[c, i, s]
                assert {model.state(d.to) for d in told.deviations} == graphs.improvements(i, s)
                assert told.improvements == len(told.deviations)
                for deviation in told.deviations:
                    assert legal(graphs, model, deviation.answer, concept in ("SEQ", "SSEQ"))
                    if deviation.answer:
                        end = model.state(deviation.answer[-1].end)
                        assert graphs._hurts(i, s, end, concept in ("SMR", "SSEQ"))


def test_of_many_improvements_the_best_are_told() -> None:
    """Who owns eight options and prefers half the states is told ten ways out, one of which nothing stops."""
    names = [f"o{k}" for k in range(8)]
    told = ", ".join(f'"{name}"' for name in names)
    text = (
        f'[[decision-makers]]\nname = "A"\noptions = [{told}]\nprefers = ["NOT raid", {told}]\n'
        '[[decision-makers]]\nname = "B"\noptions = ["raid"]\nprefers = ["raid IFF NOT o7"]\n'
    )
    solved = solve(parse(text))
    first = solved.stability("N" * 9, "A", "SEQ")
    assert not first.stable
    assert first.improvements == 255
    assert first.deviations[0].to == "YYYYYYYYN"
    last = [deviation for deviation in first.deviations if not deviation.answer]
    assert len(first.deviations) in (10, 11)
    assert last


@pytest.mark.parametrize("seed", range(540, 570))
def test_coalitions_gain_what_the_definition_says(seed: int) -> None:
    """A coalition gains the states that a legal sequence of its members reaches and all of them prefer."""
    model = Model(drawn(seed))
    graphs, feasible = literal(model)
    walks = Walks(model, model.first())
    makers = range(len(model.makers))
    for s in feasible[::4]:
        for members in (members for size in makers for members in combinations(makers, size + 1)):
            reached = graphs.responses(members, s, improving=False) - {s}
            gains = [t for t in sorted(reached) if all(graphs.payoff[i][t] > graphs.payoff[i][s] for i in members)]
            assert walks.gains(s, members) == gains


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("seed", range(570, 590))
def test_paths_are_legal_and_shortest(seed: int, improving: bool) -> None:
    """There is a path exactly where a legal sequence leads, and none is shorter."""
    model = Model(drawn(seed))
    graphs, feasible = literal(model)
    walks = Walks(model, model.first())
    makers = range(len(model.makers))
    way = walks.tree(feasible[0], better=improving)
    distance = {feasible[0]: 0}
    for s in (queue := [feasible[0]]):
        for i in makers:
            for t in graphs.improvements(i, s) if improving else graphs.reach[i][s]:
                if t not in distance:
                    distance[t] = distance[s] + 1
                    queue.append(t)
    for s in feasible:
        steps = tuple(way(s))
        assert len(steps) == distance.get(s, 0)
        assert legal(graphs, model, steps, improving)


def test_one_statement_decides_each_preference() -> None:
    """The first statement in order that tells two states apart decides between them."""
    model = Model(parse(CANAL).__class__(name="", makers=parse(CANAL).makers))
    upland, lowland = model.first()
    assert model.deciding(0, upland, model.state("NNN"), model.state("NNY")) == "NOT raid"
    assert model.deciding(0, upland, model.state("NNN"), model.state("YYN")) == "NOT open"
    assert model.deciding(0, upland, model.state("NYN"), model.state("NNN")) == "NOT shut"
    assert model.deciding(1, lowland, model.state("NNN"), model.state("NNY")) == "raid IFF NOT open"
    assert model.deciding(1, lowland, model.state("NNN"), model.state("NYN")) == ""


@pytest.mark.parametrize("seed", range(10))
def test_payoffs_are_the_order_of_the_statements(seed: int) -> None:
    """A state has the larger payoff exactly when the deciding statement is true in it."""
    texts = ["o0 IF o1", "NOT o2", "o3 AND o0", "o1 IFF o3", "o2 OR NOT o1"]
    chosen = np.random.default_rng(seed).permutation(texts)[:4]
    first = f"prefers = [{', '.join(f'{chr(34)}{text}{chr(34)}' for text in chosen)}]"
    head = '[[decision-makers]]\nname = "A"\noptions = ["o0", "o1"]\n'
    other = '[[decision-makers]]\nname = "B"\noptions = ["o2", "o3"]\nprefers = ["o2"]\n'
    model = Model(parse(f"{head}{first}\n{other}"))
    payoff = model.payoff(0, model.first()[0])
    for s in range(16):
        for t in range(16):
            decides = model.deciding(0, model.first()[0], s, t)
            assert (payoff[s] == payoff[t]) == (decides == "")
            if decides:
                at = [p.statement for p in model.makers[0].preferences].index(decides)
                assert (payoff[s] > payoff[t]) == model._holds(0, at, s)


def test_forty_statements_keep_their_order() -> None:
    """More statements than fit in a machine word rank the states all the same."""
    texts = [f"(o{k} AND NOT o{(k + 1) % 6}) OR (o{j} AND o{k})" for k in range(6) for j in range(6) if j != k]
    told = ", ".join(f'"{text}"' for text in (*texts, "o0", "o1", "o2", "o3"))
    head = '[[decision-makers]]\nname = "A"\noptions = ["o0", "o1", "o2"]\n'
    other = '[[decision-makers]]\nname = "B"\noptions = ["o3", "o4", "o5"]\nprefers = ["o2"]\n'
    model = Model(parse(f"{head}prefers = [{told}]\n{other}"))
    payoff = model.payoff(0, model.first()[0])
    rows = [tuple(model._holds(0, at, s) for at in range(len(model.makers[0].preferences))) for s in range(64)]
    assert sorted(range(64), key=rows.__getitem__) == sorted(range(64), key=lambda s: (payoff[s], rows[s]))
    assert len(set(rows)) == len(set(payoff.tolist()))


def test_unknown_names_are_told() -> None:
    """A state, maker or concept that is not there is named, with those that are."""
    solved = solve(parse(models.DILEMMA))
    for state, maker, concept, fault in (
        ("XX", "First", "R", "“XX” is no state: take a name, or 2 letters Y and N"),
        ("DD", "Third", "R", "“Third” is no decision maker here: First, Second"),
        ("DD", "First", "Q", "“Q” is no concept: R, GMR, SMR, SEQ, SSEQ"),
    ):
        with pytest.raises(BadConflict) as told:
            solved.stability(state, maker, concept)
        assert str(told.value) == fault


def test_the_status_quo_and_what_cannot_be_reached_have_no_path() -> None:
    """A path to where one is, to where no way leads, or from an unknown status quo is empty."""
    solved = solve(parse(models.ELMIRA.replace('status-quo = "s1"', 'status-quo = "s9"')))
    assert solved.path("s9") == solved.path("s5") == ()
    assert solve(parse(models.DILEMMA)).path("DD") == ()
