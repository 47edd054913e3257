"""The conflict: who can do what, what each would rather see, and which outcomes would hold.

The graph model for conflict resolution in option form. A decision maker owns options, a state says yes or no to each
of them, preferences rank the states, and five concepts say which states nobody would leave. An equilibrium is not a
forecast, and a stated preference is not always the real one.
"""

from __future__ import annotations

from communique.conflict.bargains import deals
from communique.conflict.boards import board
from communique.conflict.changing import altered, with_statement_dropped
from communique.conflict.drawing import svg
from communique.conflict.exporting import graphml, table
from communique.conflict.graphs import graph
from communique.conflict.reading import parse
from communique.conflict.remedies import remedy
from communique.conflict.scoring import accepted, parse_space
from communique.conflict.solved import Options, Solved
from communique.conflict.solving import CONCEPTS
from communique.conflict.weighing import sensitivity
from communique.conflict.writing import written
from communique.data import Conflict

__all__ = [
    "CONCEPTS",
    "Options",
    "Solved",
    "accepted",
    "altered",
    "board",
    "deals",
    "graph",
    "graphml",
    "parse",
    "parse_space",
    "remedy",
    "sensitivity",
    "solve",
    "svg",
    "table",
    "with_statement_dropped",
    "written",
]


def solve(conflict: Conflict, *, options: Options | None = None) -> Solved:
    """The conflict with its equilibria by Nash (R), GMR, SMR, SEQ and SSEQ; BadConflict where it cannot be solved.

    Where preferences leave the order of some statements or states open, every order is solved, or as many as
    ``options`` allow; results are counts of readings, never probabilities.
    """
    return Solved(conflict, options or Options())
