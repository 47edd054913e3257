"""Stability of all states by all five concepts, beside the matrix method: one core, each contestant in its own process.

    python benchmarks/conflict_speed.py [--options 20] [--peer 12] [--changed 12] [--runs 3]

Conflicts are drawn by a seed: four decision makers who share the options, twelve statements each; "one way" has an
irreversible option for each maker, "with holes" an infeasible quarter. Seconds are those of the processor, which
other work on the machine disturbs least. The peer is the method in use (Xu, Hipel and Kilgour 2009, "Matrix
representation of solution concepts in multiple-decision-maker graph models", IEEE Transactions on Systems, Man and
Cybernetics A 39): one row and one column a state, products of such matrices by BLAS. Both must find the same.

What a person does to a conflict of twelve options is timed warm: one statement switched off and all solved again, the
sensitivity of forty statements (116 changes), the smallest change for the state of twenty that takes longest, deals
with twelve red lines, and the board.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.conflict import solve
from communique.conflict.bargains import deals
from communique.conflict.boards import board
from communique.conflict.changing import with_statement_dropped
from communique.conflict.model import Model
from communique.conflict.remedies import remedy
from communique.conflict.solving import equilibria, payoffs_of
from communique.conflict.weighing import sensitivity
from communique.data import Conflict, DecisionMaker, Option, Preference

MAKERS = 4
STATEMENTS = 12
FORMS = ("{a} IF {b}", "{a} IFF NOT {b}", "{a} AND NOT {b} OR {c}", "NOT {a} OR {b} AND {c}", "NOT ({a} AND {b})")
Matrix = NDArray[np.float32]


def main() -> None:
    """Print the tables, or one measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--options", type=int, default=20)
    parser.add_argument("--peer", type=int, default=12, help="options of the conflict that the peer solves too")
    parser.add_argument("--changed", type=int, default=12, help="options of the conflict that is changed")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=3, metavar=("METHOD", "OPTIONS", "KIND"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        method, options, kind = arguments.one
        told = changed if method in CHANGES else measured
        print(json.dumps(told(method, int(options), kind, arguments.runs)))
        return
    for kind in ("plain", "one way", "with holes"):
        told = contest("ours", arguments.options, kind, arguments.runs)
        print(
            f"2^{arguments.options} states x {MAKERS}, five concepts, {kind}: {told['seconds']:.2f} s"
            f" (median of {arguments.runs}; the first {told['first']:.2f} s), {told['megabytes']:.0f} MB at most"
        )
    if arguments.changed:
        for name in CHANGES:
            told = contest(name, arguments.changed, "plain", 11)
            print(f"2^{arguments.changed} states x {MAKERS}, {told['what']}: {told['seconds'] * 1000:,.0f} ms")
    if arguments.peer:
        ours = contest("ours", arguments.peer, "plain", 51)
        peer = contest("matrices", arguments.peer, "plain", 1)
        assert ours["found"] == peer["found"], "the contestants disagree"
        print(
            f"2^{arguments.peer} states x {MAKERS}: {ours['seconds'] * 1000:.1f} ms, matrices {peer['seconds']:.1f} s:"
            f" {peer['seconds'] / ours['seconds']:,.0f} times as fast"
        )


def contest(method: str, options: int, kind: str, runs: int) -> dict[str, Any]:
    """One contestant in a process of its own, on one thread."""
    command = [sys.executable, __file__, "--runs", str(runs), "--one", method, str(options), kind]
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    made = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | one)
    told: dict[str, Any] = json.loads(made.stdout)
    return told


def measured(name: str, options: int, kind: str, runs: int) -> dict[str, Any]:
    """Seconds from the conflict to its equilibria, the most memory, and how many equilibria there are."""
    method = METHODS[name]
    conflict = drawn(options, kind)
    times = []
    for _ in range(runs):
        start = time.process_time()
        found = method(Model(conflict))
        times.append(time.process_time() - start)
    return {
        "seconds": statistics.median(times),
        "first": times[0],
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": found.sum(axis=1).tolist(),
    }


def changed(name: str, options: int, kind: str, runs: int) -> dict[str, Any]:
    """Seconds for what is done to a conflict that was solved before."""
    what, make = CHANGES[name]
    work = make(premises(drawn(options, kind)))
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return {"seconds": statistics.median(times), "what": what}


def premises(conflict: Conflict) -> Conflict:
    """The conflict with ten statements a maker, forty in all, and a status quo."""
    makers = tuple(replace(maker, preferences=maker.preferences[:10]) for maker in conflict.makers)
    options = sum(len(maker.options) for maker in makers)
    return replace(conflict, makers=makers, status_quo="N" * options)


def toggling(conflict: Conflict) -> Callable[[], object]:
    """What switches one statement off and solves the rest."""
    maker = conflict.makers[0]
    return lambda: solve(with_statement_dropped(conflict, maker.name, maker.preferences[0].statement))


def moving(conflict: Conflict) -> Callable[[], object]:
    """What seeks the smallest change for the state that takes the longest of some."""
    solved = solve(conflict)
    chance = random.Random(3)
    states = [solved.model.pattern(chance.randrange(solved.model.size)) for _ in range(20)]

    def seconds(state: str) -> float:
        start = time.process_time()
        remedy(solved, state, "SEQ")
        return time.process_time() - start

    slowest = max(states, key=seconds)
    return lambda: remedy(solved, slowest, "SEQ")


def bargaining(conflict: Conflict) -> Callable[[], object]:
    """What seeks deals, or the red lines that bar them, where the first three statements of each maker are such."""
    makers = tuple(
        replace(m, preferences=tuple(replace(p, kind="red line") if p.tier < 3 else p for p in m.preferences))
        for m in conflict.makers
    )
    return partial(deals, solve(replace(conflict, makers=makers)))


def drawn(count: int, kind: str) -> Conflict:
    """A conflict by chance, the same for the same size and kind."""
    chance = random.Random(1)
    names = [f"o{at}" for at in range(count)]
    makers = []
    for at in range(MAKERS):
        own = names[at * count // MAKERS : (at + 1) * count // MAKERS]
        options = tuple(
            Option(name=name, irreversible="yes" if kind == "one way" and name == own[0] else "") for name in own
        )
        wishes: dict[str, Preference] = {}
        while len(wishes) < STATEMENTS:
            a, b, c = chance.sample(names, 3)
            told = chance.choice(FORMS).format(a=a, b=b, c=c)
            wishes[told] = Preference(statement=told, tier=len(wishes))
        makers.append(DecisionMaker(name=f"m{at}", options=options, preferences=tuple(wishes.values())))
    holes = (f"{names[0]} AND {names[-1]}",) if kind == "with holes" else ()
    return Conflict(name="drawn", makers=tuple(makers), infeasible=holes)


def ours(model: Model) -> NDArray[np.bool_]:
    """Our solver."""
    return equilibria(model, model.first())


def matrices(model: Model) -> NDArray[np.bool_]:
    """The matrix method over all states (no holes, nothing irreversible)."""
    payoffs = payoffs_of(model, model.first())
    size = model.size
    states = np.arange(size)
    moves, better = [], []
    for owned, payoff in zip(model.owned, payoffs, strict=True):
        own = ((states[:, None] ^ states[None]) & ~owned) == 0
        np.fill_diagonal(own, False)
        moves.append(own.astype(np.float32))
        better.append((payoff[None] > payoff[:, None]).astype(np.float32))  # better[s, t]: t is preferred to s
    found = np.ones((5, size), np.bool_)
    for i in range(len(payoffs)):
        others = [j for j in range(len(payoffs)) if j != i]
        improving = moves[i] * better[i]
        worse = 1 - better[i].T  # worse[t, s]: t is no better than s
        stuck = worse * (1 - _sign(moves[i] @ better[i].T))  # ... and i cannot get from t to what it prefers to s
        found[0] &= improving.sum(axis=1) == 0
        for first, steps in ((1, moves), (3, [m * b for m, b in zip(moves, better, strict=True)])):
            answers = _reached(steps, others)
            for concept, goal in ((first, worse), (first + 1, stuck)):
                open_ = 1 - _sign(answers @ goal)
                found[concept] &= np.einsum("st,ts->s", improving, open_) == 0
    return found


def _reached(steps: list[Matrix], others: list[int]) -> Matrix:
    """Where the others can bring each state by sequences in which nobody moves twice in a row."""
    last = {j: steps[j].copy() for j in others}
    while True:
        added = False
        for j in others:
            before = _sign(sum((last[k] for k in others if k != j), np.zeros_like(steps[j])))
            now = _sign(last[j] + before @ steps[j])
            added = added or not np.array_equal(now, last[j])
            last[j] = now
        if not added:
            return _sign(sum(last.values(), np.zeros_like(steps[others[0]])))


def _sign(matrix: Matrix) -> Matrix:
    return (matrix > 0).astype(np.float32)


CHANGES: dict[str, tuple[str, Callable[[Conflict], Callable[[], object]]]] = {
    "toggle": ("one of 40 statements switched off, all solved again", toggling),
    "sensitivity": ("sensitivity of 40 statements", lambda c: partial(sensitivity, solve(c))),
    "toward": ("the smallest change, of all pairs", moving),
    "deals": ("deals with 12 red lines", bargaining),
    "board": ("the board", lambda c: partial(board, c)),
}
METHODS: dict[str, Callable[[Model], NDArray[np.bool_]]] = {"ours": ours, "matrices": matrices}

if __name__ == "__main__":
    main()
