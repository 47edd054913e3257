"""A solved conflict for other programs: a table of its states, and its graph."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from communique.conflict.drawing import readable
from communique.conflict.graphs import graph
from communique.conflict.solved import Solved
from communique.conflict.solving import CONCEPTS
from communique.data import Arrow, Node
from communique.errors import BadConflict

MOST_STATES = 4096  # of which the graph is written: it has some tens of arrows a state


def table(solved: Solved) -> Iterator[str]:
    """A line of CSV for each possible state: what is done in it, and in how many readings it holds by what."""
    model = solved.model
    yield _row(["state", "name", *(option.name for option in model.options), *CONCEPTS, "readings"])
    for state in map(int, np.flatnonzero(model.shown)):
        name, pattern = model.named(state)
        yield _row([pattern, name, *pattern, *solved.counts(state), solved.readings])


def graphml(solved: Solved) -> Iterator[str]:
    """The states and every transition that its maker prefers as GraphML; BadConflict where there are too many."""
    count = int(solved.model.shown.sum())
    if count > MOST_STATES:
        raise BadConflict(
            f"{count:,} states are too many for a graph: the limit is {MOST_STATES:,}; svg shows its core"
        )
    found = graph(solved, most=MOST_STATES)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for key, kind in (("name", "string"), ("now", "boolean"), *((concept, "int") for concept in CONCEPTS)):
        yield f'  <key id="{key}" for="node" attr.name="{key}" attr.type="{kind}"/>'
    yield '  <key id="by" for="edge" attr.name="by" attr.type="string"/>'
    yield f'  <graph id={_attribute(solved.model.conflict.name or "conflict")} edgedefault="directed">'
    for node in found.nodes:
        yield _node(solved, node)
    for arrow in found.arrows:
        if arrow.better:
            yield _edge(arrow)
    yield "  </graph>"
    yield "</graphml>"


def _row(cells: list[object]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _node(solved: Solved, node: Node) -> str:
    counts = solved.counts(solved.model.state(node.name))
    values = [("name", _text(node.name)), ("now", str(node.now).lower()), *zip(CONCEPTS, counts, strict=True)]
    told = "".join(f'<data key="{key}">{value}</data>' for key, value in values)
    return f"    <node id={_attribute(node.state)}>{told}</node>"


def _edge(arrow: Arrow) -> str:
    ends = f"source={_attribute(arrow.start)} target={_attribute(arrow.end)}"
    return f'    <edge {ends}><data key="by">{_text(arrow.by)}</data></edge>'


def _text(words: str) -> str:
    return escape(readable(words))


def _attribute(words: str) -> str:
    return quoteattr(readable(words))
