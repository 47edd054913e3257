"""The graph of a conflict as a picture (SVG): states as boxes, improvements as arrows, one line style a maker.

Nothing is coloured here: lines and letters take the colour of the text around them, and everything has a class, so
that a page can colour it (``.state > rect`` wants filling, so that arrows pass behind the boxes). What matters is told
by shape too: an equilibrium has a double frame and round corners, the status quo a bar on its left, each maker a dash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from communique.data import Arrow, Graph, Node

CAUTION = "A stated preference is not always the real one, and an equilibrium is not a forecast."
DASHES = ("", "6 3", "2 3", "8 3 2 3", "12 4", "1 4")
LETTER = 7.2  # the width of a letter of 12 pixels in the common fixed fonts
WORDS = 560  # the width of the longest line below the picture
HIGH, GAP, ROOM = 40, 26, 90  # a box, the gap below it, the room between two columns
_UNREADABLE = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ALONE = (
    "<style>svg{--paper:#fff;color:#1b1b1b}@media (prefers-color-scheme:dark){svg{--paper:#16181c;color:#eee}}"
    "svg{background:var(--paper)}.state>rect{fill:var(--paper)}</style>"
)


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    wide: float


def readable(words: str) -> str:
    """The words, with a mark for each letter that XML cannot hold."""
    return _UNREADABLE.sub("\ufffd", words)


def svg(graph: Graph, title: str, *, alone: bool = False) -> str:
    """The picture of ``graph``; ``alone``: with the colours of a file of its own, on light and dark screens."""
    wide = max((max(len(node.name), len(_holds(node)) + 2) for node in graph.nodes), default=0) * LETTER + 24
    columns = _columns(graph)
    tall = max(map(len, columns), default=0)
    places: dict[str, _Place] = {}
    for x, column in enumerate(columns):
        top = (tall - len(column)) * (HIGH + GAP) / 2
        for y, node in enumerate(column):
            places[node.state] = _Place(20 + x * (wide + ROOM), 20 + top + y * (HIGH + GAP), wide)
    makers = graph.makers
    width = max(len(columns) * (wide + ROOM) - ROOM / 2 + 40, WORDS)  # the arrows of the last column bend to its right
    height = tall * (HIGH + GAP) + 40
    legend = _legend(graph, makers, height)
    height += 20 * len(legend)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="conflict-graph" role="img" viewBox="0 0 {width:.0f} {height}"'
        ' fill="none" stroke="currentColor" font-family="ui-monospace, monospace" font-size="12"'
        ' aria-labelledby="conflict-title conflict-desc">',
        ALONE if alone else "",
        f'<title id="conflict-title">{_text(title)}</title>',
        f'<desc id="conflict-desc">{_text(_told(graph))}</desc>',
        _heads(len(makers)),
        *(_arrow(arrow, places, makers) for arrow in graph.arrows),
        *(_box(node, places[node.state]) for node in graph.nodes),
        *legend,
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _columns(graph: Graph) -> list[list[Node]]:
    """The states in columns: each at its distance from the status quo, or from the first that nothing leads to."""
    after: dict[str, list[str]] = {node.state: [] for node in graph.nodes}
    before = dict.fromkeys(after, 0)
    for arrow in graph.arrows:
        after[arrow.start].append(arrow.end)
        before[arrow.end] += 1
    column: dict[str, int] = {}
    starts = sorted(graph.nodes, key=lambda node: (not node.now, before[node.state]))
    for start in (node.state for node in starts):
        if start not in column:
            column[start] = 0
            waiting = [start]
            for state in waiting:
                for end in after[state]:
                    if end not in column:
                        column[end] = column[state] + 1
                        waiting.append(end)
    rows = [
        [node for node in graph.nodes if column[node.state] == at] for at in range(max(column.values(), default=-1) + 1)
    ]
    return _untangled(rows, graph.arrows)


def _untangled(rows: list[list[Node]], arrows: Sequence[Arrow]) -> list[list[Node]]:
    """Each column in the order of the middle of what leads to it, so that fewer arrows cross."""
    height = {node.state: float(at) for row in rows for at, node in enumerate(row)}
    for row in rows[1:]:
        middle: dict[str, float] = {}
        for node in row:
            told = [height[arrow.start] for arrow in arrows if arrow.end == node.state]
            middle[node.state] = sum(told) / len(told) if told else height[node.state]
        row.sort(key=lambda node: (middle[node.state], node.state))
        height.update({node.state: float(at) for at, node in enumerate(row)})
    return rows


def _box(node: Node, place: _Place) -> str:
    """A state: its name, the concepts by which it holds, and what marks it."""
    kinds = "state" + (" equilibrium" if node.concepts else "") + (" now" if node.now else "")
    x, y, wide = place.x, place.y, place.wide
    corner = 14 if node.concepts else 2
    frame = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{HIGH}" rx="{corner}"/>'
    if node.concepts:
        frame += f'<rect x="{x + 3:.1f}" y="{y + 3:.1f}" width="{wide - 6:.1f}" height="{HIGH - 6}" rx="{corner - 3}"/>'
    if node.now:
        frame += f'<path class="mark" stroke-width="4" d="M{x - 5:.1f} {y:.1f}v{HIGH}"/>'
    second = _holds(node)
    line = y + (17 if second else 24)
    words = f'<text x="{x + wide / 2:.1f}" y="{line:.1f}">{_text(node.name)}</text>'
    if second:
        words += f'<text class="concepts" font-size="10" x="{x + wide / 2:.1f}" y="{y + 31:.1f}">{second}</text>'
    tip = f"<title>{_text(node.name if node.name == node.state else f'{node.name} {node.state}')}</title>"
    return f'<g class="{kinds}">{tip}{frame}<g fill="currentColor" stroke="none" text-anchor="middle">{words}</g></g>'


def _arrow(arrow: Arrow, places: Mapping[str, _Place], makers: Sequence[str]) -> str:
    one, two = places[arrow.start], places[arrow.end]
    start, end, bend = _ends(one, two)
    number = makers.index(arrow.by) if arrow.better else -1
    kind = f"improvement maker-{number}" if arrow.better else "step"
    dash = DASHES[number % len(DASHES)] if arrow.better else "1 6"
    style = f' stroke-dasharray="{dash}"' if dash else ""
    tip = f"{arrow.by}: {arrow.start} to {arrow.end}" + ("" if arrow.better else " (it does not prefer this)")
    head = "conflict-head" + (f"-{number}" if arrow.better else "")
    return (
        f'<path class="{kind}" marker-end="url(#{head})"{style}'
        f' d="M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}">'
        f"<title>{_text(tip)}</title></path>"
    )


def _ends(one: _Place, two: _Place) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Where an arrow starts and ends, and the point that it bends to."""
    if one.x < two.x:
        start, end = (one.x + one.wide, one.y + HIGH / 2), (two.x - 2, two.y + HIGH / 2)
    elif one.x > two.x:
        start, end = (one.x, one.y + HIGH * 0.75), (two.x + two.wide + 2, two.y + HIGH * 0.75)
    else:  # in one column: out and in on the right
        start, end = (one.x + one.wide, one.y + HIGH * 0.6), (two.x + two.wide + 2, two.y + HIGH * 0.4)
        out = min(30 + abs(one.y - two.y) / 6, ROOM - 10)
        return start, end, (start[0] + out, (start[1] + end[1]) / 2)
    lift = 0.0 if abs(one.x - two.x) <= one.wide + ROOM + 1 else HIGH  # over a column between, not through it
    return start, end, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - lift)


def _heads(makers: int) -> str:
    names = ["conflict-head", *(f"conflict-head-{number}" for number in range(makers))]
    head = (
        '<marker id="{0}" class="{1}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="currentColor" stroke="none"/></marker>'
    )
    kinds = ["head", *(f"head maker-{number}" for number in range(makers))]
    return f"<defs>{''.join(head.format(name, kind) for name, kind in zip(names, kinds, strict=True))}</defs>"


def _legend(graph: Graph, makers: Sequence[str], top: float) -> list[str]:
    """One line for each style of arrow, then what the frames mean."""
    rows: list[str] = []
    moving = {arrow.by for arrow in graph.arrows if arrow.better}
    for number, maker in enumerate(makers):
        if maker in moving:
            at = top + 20 * len(rows)
            line = _sample(f"improvement maker-{number}", DASHES[number % len(DASHES)], at)
            rows.append(_line(f"{maker} prefers where the arrow leads", at, line))
    if any(not arrow.better for arrow in graph.arrows):
        at = top + 20 * len(rows)
        rows.append(_line("a step that its maker does not prefer", at, _sample("step", "1 6", at)))
    notes = ["double frame: holds by the concepts named; bar on the left: now"]
    if not graph.nodes:
        notes = ["no state holds by any concept, and none is said to be now: there is nothing to draw"]
    if graph.readings > 1:
        notes.append(f"frames: in some of {graph.readings} readings; arrows: with every tier as it is written")
    if not graph.whole:
        notes.append("only equilibria, the status quo and the ways to them are shown")
    for note in (*notes, CAUTION):
        rows.append(_line(note, top + 20 * len(rows), ""))
    return rows


def _sample(kind: str, dash: str, y: float) -> str:
    style = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path class="{kind}"{style} d="M20 {y - 4:.0f}h40"/>'


def _line(text: str, y: float, mark: str) -> str:
    return (
        f'<g class="legend">{mark}<text fill="currentColor" stroke="none" font-size="10" x="{70 if mark else 20}"'
        f' y="{y:.0f}">{_text(text)}</text></g>'
    )


def _told(graph: Graph) -> str:
    """The picture in words."""
    held = [f"{node.name} ({', '.join(node.concepts)})" for node in graph.nodes if node.concepts]
    now = next((f" Now: {node.name}." for node in graph.nodes if node.now), "")
    return (
        f"{len(graph.nodes)} states{'' if graph.whole else ' of more'} and {len(graph.arrows)} transitions.{now}"
        f" Equilibria: {'; '.join(held) or 'none'}. {CAUTION}"
    )


def _holds(node: Node) -> str:
    return " ".join(node.concepts)


def _text(words: str) -> str:
    return escape(readable(words), quote=True)
