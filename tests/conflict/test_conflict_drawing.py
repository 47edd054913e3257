"""The graph of a conflict, its picture, and its files for other programs."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from communique.conflict import CONCEPTS, Options, parse, solve
from communique.conflict.drawing import CAUTION, svg
from communique.conflict.exporting import graphml, table
from communique.conflict.graphs import MOST, graph
from communique.data import Conflict, DecisionMaker, Graph, Option, Preference
from communique.errors import BadConflict
from conflict import models
from conflict.stated import stated
from conflict.test_conflict_solving import drawn, literal
from conflict.test_conflict_walking import CANAL

SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def large(options: int) -> Conflict:
    """A conflict of many states: each maker wants its own options left and the other's first one done."""
    names = [[f"{side}{at}" for at in range(options // 2)] for side in "ab"]
    makers = tuple(
        DecisionMaker(
            name=f"maker {side}",
            options=tuple(Option(name=name) for name in mine),
            preferences=tuple(
                Preference(statement=told, tier=tier)
                for tier, told in enumerate([theirs[0], *(f"{name} IFF {theirs[1]}" for name in mine)])
            ),
        )
        for side, mine, theirs in (("a", names[0], names[1]), ("b", names[1], names[0]))
    )
    return Conflict(name="large", makers=makers, status_quo="N" * options)


@pytest.mark.parametrize("seed", range(500, 530))
def test_the_arrows_are_the_improvements(seed: int) -> None:
    """A graph that is shown whole has every state, and an arrow for each change that its maker prefers."""
    solved = solve(drawn(seed))
    found = graph(solved, most=64)
    graphs, feasible = literal(solved.model)
    names = {s: solved.model.pattern(s) for s in feasible}
    assert found.whole
    assert [node.state for node in found.nodes] == [names[s] for s in feasible]
    expected = {
        (maker.name, names[s], names[t])
        for at, maker in enumerate(solved.model.makers)
        for s in feasible
        for t in graphs.improvements(at, s)
    }
    assert {(a.by, a.start, a.end) for a in found.arrows if a.better} == expected
    held = {row.name: row.counts for row in solved.equilibria()}
    for node in found.nodes:
        assert node.concepts == tuple(c for c, n in zip(CONCEPTS, held.get(node.name, (0,) * 5), strict=True) if n)


def test_states_that_share_a_name_are_one_box() -> None:
    """All states in which the plant is abandoned are one, and whatever leads to one of them leads there."""
    found = graph(solve(parse(models.ELMIRA)))
    assert len(found.nodes) == 9
    assert {arrow.start for arrow in found.arrows if arrow.end == "---Y-"} == {
        "YYNNN",
        "NNYNN",
        "YYNNY",
        "NNYNY",
        "NYNNN",
    }
    assert [node.name for node in found.nodes if node.now] == ["s1"]
    assert {(arrow.start, arrow.end) for arrow in found.arrows if not arrow.better} == {
        ("NYNNN", "YYNNN"),
        ("NYNNN", "---Y-"),
    }


@pytest.mark.parametrize("options", [6, 10, 14])
def test_of_a_large_conflict_the_core_is_drawn(options: int) -> None:
    """Of more than thirty states the status quo, equilibria and the ways to them are shown, and said to be a part."""
    solved = solve(large(options))
    found = graph(solved)
    assert not found.whole
    assert 1 < len(found.nodes) <= MOST
    assert sum(node.now for node in found.nodes) == 1
    held = {row.state for row in solved.equilibria()}
    kept = {node.state for node in found.nodes}
    assert kept & held
    reached = {"N" * options}
    for _ in found.nodes:
        reached |= {arrow.end for arrow in found.arrows if arrow.start in reached}
    for state in kept & held:
        assert state in reached or not solved.path(state)


@pytest.mark.parametrize("text", [models.DILEMMA, models.ELMIRA, models.EUPHRATES, CANAL])
def test_a_picture_has_all_there_is(text: str) -> None:
    """A picture is XML with a title and a description, a box for each state and a path for each arrow."""
    solved = solve(parse(text))
    found = graph(solved)
    root = ElementTree.fromstring(svg(found, "A <title> & more"))
    assert root.findtext(f"{SVG}title") == "A <title> & more"
    description = root.findtext(f"{SVG}desc") or ""
    assert CAUTION in description
    boxes = [g for g in root.iter(f"{SVG}g") if "state" in (g.get("class") or "").split()]
    assert len(boxes) == len(found.nodes)
    for node, box in (
        (n, b) for n in found.nodes for b in boxes if b.findtext(f"{SVG}title") in (n.name, f"{n.name} {n.state}")
    ):
        kinds = (box.get("class") or "").split()
        assert ("equilibrium" in kinds) == bool(node.concepts)
        assert ("now" in kinds) == node.now
        assert len(box.findall(f"{SVG}rect")) == (2 if node.concepts else 1)  # told by shape too
        assert len(box.findall(f"{SVG}path")) == node.now
    arrows = [p for p in root.iter(f"{SVG}path") if p.get("marker-end")]
    assert len(arrows) == len(found.arrows)
    for equilibrium in solved.equilibria():
        assert equilibrium.name in description


def test_a_picture_takes_the_colours_around_it() -> None:
    """No colour is fixed in a picture for a page; a file of its own has those of light and dark screens."""
    found = graph(solve(parse(models.ELMIRA)))
    told = svg(found, "Elmira")
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b(?!\))", told.replace("url(#", "url("))
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', told)) <= {"none", "currentColor"}
    assert "<style>" not in told
    assert "style=" not in told
    assert "prefers-color-scheme:dark" in svg(found, "Elmira", alone=True)


def test_a_picture_of_nothing_says_so() -> None:
    """Of a large conflict without equilibria and without a status quo there is nothing to draw, and that is told."""
    nothing = svg(Graph(makers=("A", "B"), nodes=(), arrows=(), whole=False), "Nothing")
    texts = [text.text for text in ElementTree.fromstring(nothing).iter(f"{SVG}text")]
    assert texts[0] == "no state holds by any concept, and none is said to be now: there is nothing to draw"
    assert CAUTION in texts


def test_boxes_do_not_overlap() -> None:
    """No two boxes of a picture lie on one another, and all are inside it."""
    for conflict in (parse(models.ELMIRA), large(10), stated(7)):
        root = ElementTree.fromstring(svg(graph(solve(conflict)), "x"))
        _, _, width, height = map(float, (root.get("viewBox") or "").split())
        boxes = []
        for group in root.iter(f"{SVG}g"):
            if "state" in (group.get("class") or "").split():
                rect = group.find(f"{SVG}rect")
                assert rect is not None
                boxes.append(tuple(float(rect.get(key) or 0) for key in ("x", "y", "width", "height")))
        for at, (x, y, w, h) in enumerate(boxes):
            assert 0 <= x <= width - w
            assert 0 <= y <= height - h
            for x2, y2, w2, h2 in boxes[:at]:
                assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_names_are_escaped() -> None:
    """A name that looks like markup stays a name in every file."""
    conflict = replace(parse(CANAL), name='<script>"&\x1b\ud800')
    conflict = replace(conflict, makers=tuple(replace(m, name=f"<{m.name}>&\"'") for m in conflict.makers))
    solved = solve(conflict)
    for text in (svg(graph(solved), solved.model.conflict.name), "\n".join(graphml(solved))):
        assert "<script>" not in text
        ElementTree.fromstring(text)


@pytest.mark.parametrize("seed", range(530, 540))
def test_the_table_has_every_state(seed: int) -> None:
    """Each possible state is a line: its letters, what is done in it, and in how many readings it holds by what."""
    solved = solve(stated(seed, open_orders=True), options=Options(readings=30))
    rows = list(csv.DictReader(table(solved)))
    assert [row["state"] for row in rows] == [
        solved.model.pattern(int(s)) for s in np.flatnonzero(solved.model.feasible)
    ]
    counts = {row.state: row.counts for row in solved.equilibria()}
    for row in rows:
        assert "".join(row[option.name] for option in solved.model.options) == row["state"]
        assert tuple(int(row[concept]) for concept in CONCEPTS) == counts.get(row["state"], (0,) * 5)
        assert int(row["readings"]) == solved.readings


@pytest.mark.parametrize("text", [models.DILEMMA, models.ELMIRA, CANAL])
def test_graphml_has_states_and_improvements(text: str) -> None:
    """GraphML has a node for each state and a directed edge for each change that its maker prefers."""
    solved = solve(parse(text))
    found = graph(solved)
    root = ElementTree.fromstring("\n".join(graphml(solved)))
    nodes = {node.get("id"): {d.get("key"): d.text for d in node} for node in root.iter(f"{GRAPHML}node")}
    assert set(nodes) == {node.state for node in found.nodes}
    for node in found.nodes:
        data = nodes[node.state]
        assert (data["name"], data["now"]) == (node.name, str(node.now).lower())
        assert tuple(c for c in CONCEPTS if data[c] != "0") == node.concepts
    edges = {(e.get("source"), e.get("target"), e.findtext(f"{GRAPHML}data")) for e in root.iter(f"{GRAPHML}edge")}
    assert edges == {(a.start, a.end, a.by) for a in found.arrows if a.better}
    keys = {key.get("id") for key in root.iter(f"{GRAPHML}key")}
    assert {d.get("key") for d in root.iter(f"{GRAPHML}data")} <= keys


def test_too_large_a_graph_is_refused() -> None:
    """GraphML of more states than can be looked at is refused with the limit."""
    with pytest.raises(BadConflict) as told:
        list(graphml(solve(large(14))))
    assert str(told.value) == "16,384 states are too many for a graph: the limit is 4,096; svg shows its core"
