"""A report with everything that comes from it, as a tree along the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from communique.pictures.axis import Axis
from communique.pictures.drawing import cut, element, number, picture, text, together
from communique.views.days import stretch
from communique.views.sources import MACHINE

Object = Mapping[str, Any]
Link = Callable[[Object], str] | None
"""The address of an article; None where nothing can be followed."""

_WIDTH, _NAME, _ROW, _TOP = 1000, 210, 22, 10
_SHOWN = 30  # articles of one lineage in the picture; the list has all
_UNDATED = 26  # room on the left for articles without a day


def lineage(line: Object, link: Link = None) -> Markup:
    """The tree of :func:`communique.views.sources.tree`: a row an article, joined to the one it was taken from.

    The line tells how: a later version whole, a duplicate heavy, an excerpt dashed, a rewording dotted.
    """
    placed = _places(line["articles"])
    rest = len(line["articles"]) - len(placed)
    axis = _axis([node for node, _ in placed])
    rows = {node["article"]: row for row, (node, _) in enumerate(placed)}
    bottom = _TOP + _ROW * len(placed)
    joints = together(_joint(node, rows, axis, placed) for node, _ in placed)
    days = {node["article"]: _x(node, axis) for node, _ in placed}
    names = together(_name(node, depth, row, days, link) for row, (node, depth) in enumerate(placed))
    more = [text(0, bottom + 12, f"and {rest} more in the list", class_="tick")] if rest else []
    label = f"{len(line['articles'])} articles that come from one report, by day; the list beneath holds the same"
    drawn = [] if axis is None else [axis.drawn(0, bottom)]
    return picture(_WIDTH, bottom + 18, label, *drawn, joints, names, *more, links=link is not None, class_="tree")


def sample(kind: str) -> Markup:
    """The line by which a kind of copy is drawn, for the legend."""
    return element("path", d="M0 5H34", class_=f"joint {kind}")


def _places(nodes: Sequence[Object]) -> list[tuple[Object, int]]:
    """The articles from the first on, each followed by what was taken from it, with how deep it lies."""
    known = {node["article"] for node in nodes}
    children: dict[str | None, list[Object]] = defaultdict(list)
    for node in nodes:
        children[node["original"] if node["original"] in known else None].append(node)
    found: list[tuple[Object, int]] = []
    waiting = [(node, 0) for node in reversed(children[None])]
    seen: set[str] = set()
    while waiting and len(found) < _SHOWN:
        node, depth = waiting.pop()
        if node["article"] in seen:
            continue
        seen.add(node["article"])
        found.append((node, depth))
        waiting += [(child, depth + 1) for child in reversed(children[node["article"]])]
    return found


def _axis(nodes: Sequence[Object]) -> Axis | None:
    days = list(_days(nodes))
    if not days:
        return None
    first, last = min(days), max(days)
    spare = max(0, 6 - (last - first)) // 2  # a single day is not as wide as the page
    return Axis(first=max(first - spare, 1), last=last + spare, left=_NAME + _UNDATED, right=_WIDTH - 150)


def _days(nodes: Sequence[Object]) -> Iterator[int]:
    for node in nodes:
        if (day := _day(node)) is not None:
            yield day


def _day(node: Object) -> int | None:
    """The day of an article; in the middle of the month or year where only that is known."""
    told: str | None = node["published"]
    if not told:
        return None
    span = stretch(told)
    return None if span is None else (span[0] + span[1]) // 2


def _x(node: Object, axis: Axis | None) -> float:
    day = _day(node)
    return _NAME + 10 if axis is None or day is None else axis.middle(day)


def _y(row: int) -> float:
    return _TOP + _ROW * (row + 0.5)


def _joint(node: Object, rows: Mapping[str, int], axis: Axis | None, placed: Sequence[tuple[Object, int]]) -> Markup:
    """The line from the original to the article: down, then along."""
    if node["original"] not in rows:
        return Markup("")
    origin, row = rows[node["original"]], rows[node["article"]]
    x, y = _x(placed[origin][0], axis), _y(origin)
    end, down = _x(node, axis), _y(row)
    d = f"M{number(x)} {number(y)}V{number(down)}" + (f"H{number(end)}" if abs(end - x) > 1 else "")
    return element("path", d=d, class_=f"joint {node['kind']}")


def _name(node: Object, depth: int, row: int, days: Mapping[str, float], link: Link) -> Markup:
    """The outlet at the left, its mark at its day, and what it did behind it, or before it where the line comes in."""
    x, y, indent = days[node["article"]], _y(row), min(depth, 4) * 12
    ahead = days.get(node["original"], x) > x + 1
    outlet = node["outlet"] or node["path"]
    like = "" if node["similarity"] is None else f", {round(node['similarity'] * 100)} % alike"
    machine = node["machine_worded"] >= MACHINE
    said = node["kind"] + (", machine-worded" if machine else "")
    parts = (
        element("title", f"{outlet}, {node['published'] or 'no day'}: {node['kind']}{like}"),
        text(indent, y + 4, cut(outlet, 30 - indent // 6), class_="name"),
        _sign(x, y, machine, first=not (node["original"] or depth)),
        text(x - 10 if ahead else x + 10, y + 4, said, class_="tick", anchor="end" if ahead else None),
    )
    return element("g", *parts) if link is None else element("a", *parts, href=link(node))


def _sign(x: float, y: float, machine: bool, *, first: bool) -> Markup:
    if machine:
        return element("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, class_="node machine")
    return element("circle", cx=x, cy=y, r=5, class_="node first" if first else "node")
