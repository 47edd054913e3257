"""The conflict: who can do what, what each would rather see, and which outcomes would hold.

The graph model for conflict resolution in option form. A decision maker owns options, a state says yes or no to each
of them, preferences rank the states, and five concepts say which states nobody would leave. An equilibrium is not a
forecast, and a stated preference is not always the real one.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.conflict.assembling import assembled, banner, toggled
from communique.conflict.bargains import deals
from communique.conflict.boards import board
from communique.conflict.changing import altered, with_statement_dropped
from communique.conflict.deriving import Derivation, derive
from communique.conflict.drawing import svg
from communique.conflict.exporting import graphml, table
from communique.conflict.graphs import graph
from communique.conflict.outlook import Outlook
from communique.conflict.reading import parse
from communique.conflict.remedies import remedy
from communique.conflict.scoring import accepted, parse_space
from communique.conflict.solved import Options, Solved
from communique.conflict.solving import CONCEPTS
from communique.conflict.weighing import sensitivity
from communique.conflict.writing import written
from communique.data import Actor, Article, Conflict, Judgement, Lineage, Proposal, Record

__all__ = [
    "CONCEPTS",
    "Derivation",
    "Options",
    "Outlook",
    "Solved",
    "accepted",
    "altered",
    "assembled",
    "banner",
    "board",
    "deals",
    "graph",
    "graphml",
    "model",
    "parse",
    "parse_space",
    "remedy",
    "sensitivity",
    "solve",
    "svg",
    "table",
    "toggled",
    "with_statement_dropped",
    "written",
]


def solve(conflict: Conflict, *, options: Options | None = None) -> Solved:
    """The conflict with its equilibria by Nash (R), GMR, SMR, SEQ and SSEQ; BadConflict where it cannot be solved.

    Where preferences leave the order of some statements or states open, every order is solved, or as many as
    ``options`` allow; results are counts of readings, never probabilities.
    """
    return Solved(conflict, options or Options())


def model(
    record: Record,
    actors: Iterable[Actor],
    *,
    articles: Iterable[Article] = (),
    lineages: Iterable[Lineage] = (),
    garbled: Iterable[str] = (),
    judgements: Iterable[Judgement] = (),
    as_of: str | None = None,
    name: str = "",
    options: Derivation | None = None,
) -> Proposal:
    """The conflict model that a record suggests: parties, options, preferences, each with the moves it rests on.

    ``articles`` give the days of their moves, ``lineages`` which of them are one report, ``garbled`` (ids) which were
    reworded by a machine. ``judgements`` (those in force) are what people decided about the elements of the model.
    ``as_of`` leaves out what was done later.
    """
    return derive(
        record,
        actors,
        articles=articles,
        lineages=lineages,
        garbled=garbled,
        judgements=judgements,
        as_of=as_of,
        name=name,
        options=options or Derivation(),
    )
