"""The lanes of the timeline: one a party, with a mark for every act, or bars where they are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from communique.pictures.axis import Axis
from communique.pictures.drawing import cut, element, number, picture, text, together
from communique.views.kinds import KINDS
from communique.words import code_named, support

Object = Mapping[str, Any]
Link = Callable[[Object, Object], str] | None
"""The address of a mark or a bar (the second), given the lane it stands in; None where nothing can be followed."""

_WIDTH, _GUTTER, _EDGE = 1000, 150, 30  # of the whole, of the names, and of what is earlier or later
_NAME = 20  # characters of a name that the gutter holds
_ROW, _PAD, _SIZE, _GAP = 15, 8, 5.5, 3  # of marks: between rows, around a lane, half a mark, between two
_BAR, _LANE = 26, 66  # of bars: the tallest one, and the lane
_STRIP = 34  # where the reports are counted


def timeline(made: Object, link: Link = None) -> Markup:
    """The picture of :func:`communique.views.lanes.lanes`."""
    if not made["lanes"]:
        return Markup("")
    axis = Axis(first=_ordinal(made["from"]), last=_ordinal(made["to"]), left=_GUTTER + _EDGE, right=_WIDTH - _EDGE - 4)
    top, drawn = 6.0, []
    tallest = max((_height(bar["counts"]) for lane in made["lanes"] for bar in lane.get("bars", ())), default=1)
    for lane in made["lanes"]:
        inside, height = _marks(lane, axis, link) if made["single"] else _bars(lane, axis, link, tallest)
        drawn.append(element("g", _frame(lane, height), inside, transform=f"translate(0 {number(top)})"))
        top += height
    strip = _strip(made["reports"], axis)
    bottom = top + _STRIP
    label = f"Acts by party from {made['from']} to {made['to']}; the list beneath holds the same"
    return picture(
        _WIDTH,
        bottom + 18,
        label,
        axis.drawn(0, bottom),
        together(drawn),
        element("g", strip, transform=f"translate(0 {number(top)})"),
        links=link is not None,
        class_="timeline",
    )


def mark(kind: str, *, done: bool = True, x: float = 0, y: float = 0) -> Markup:
    """The sign of a kind of act: round for words and square for deeds of cooperation, pointed for conflict.

    It is filled where the act was done, hollow where it is announced, conditional or denied.
    """
    class_ = f"mark {kind}" + ("" if done else " open")
    if kind == "cooperation-words":
        return element("circle", cx=x, cy=y, r=_SIZE, class_=class_)
    if kind == "cooperation-deeds":
        return element("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, class_=class_)
    if kind == "conflict-words":
        return element("path", d=f"M{number(x)} {number(y - 5.5)}l5.6 10h-11.2z", class_=class_)
    return element("path", d=f"M{number(x)} {number(y - 6.2)}l6.2 6.2l-6.2 6.2l-6.2 -6.2z", class_=class_)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _frame(lane: Object, height: float) -> Markup:
    """The name of a lane, how many acts it has, and how many of them lie outside."""
    middle = height / 2
    acts = f"{lane['total']:,} act{'s' * (lane['total'] != 1)}"
    parts = [
        element("line", x1=0, x2=_WIDTH, y1=height, y2=height, class_="rule"),
        text(0, middle, cut(lane["party"], _NAME), class_="name" if lane["actor"] else "name other"),
        text(0, middle + 14, acts, class_="tick"),
    ]
    for count, x, words in (
        (lane["earlier"], _GUTTER + 8, "earlier"),
        (lane["later"], _WIDTH - _EDGE / 2 - 2, "later"),
    ):
        if count:
            title = element("title", f"{count:,} {words}")
            parts.append(element("g", title, text(x, middle + 4, _edge(count, words), class_="tick", anchor="middle")))
    return together(parts)


def _edge(count: int, words: str) -> str:
    return f"‹{count:,}" if words == "earlier" else f"{count:,}›"


# one mark an act


def _marks(lane: Object, axis: Axis, link: Link) -> tuple[Markup, float]:
    placed = list(_rows(lane["marks"], axis))
    height = max(2 * _PAD + _ROW * max((row for _, _, row in placed), default=0) + 2 * _SIZE, 44.0)
    return together(_mark(lane, one, x, _PAD + _SIZE + row * _ROW, axis, link) for one, x, row in placed), height


def _rows(marks: Iterable[Object], axis: Axis) -> Iterator[tuple[Object, float, int]]:
    """Each mark with its place: beside the others of its day while the day is wide enough, else in the next row."""
    ends: list[float] = []
    for one in sorted(marks, key=lambda m: (m["first"], m["last"], m["kind"], m["id"])):
        first, last = _span(one, axis)
        left, right = axis.start(first), axis.start(last + 1)
        middle, reach = (left + right) / 2, max(_SIZE, (right - left) / 2 - _SIZE if first != last else _SIZE)
        for row, end in enumerate([*ends, left]):
            place = middle if first != last else max(min(middle, left + 3 + _SIZE), end + _GAP + _SIZE)
            if place - reach >= end and (row == len(ends) or place + _SIZE <= max(right, middle + _SIZE)):
                break
        if row == len(ends):
            place = middle if first != last else min(middle, left + 3 + _SIZE)
            ends.append(0)
        ends[row] = place + reach
        yield one, place, row


def _span(one: Object, axis: Axis) -> tuple[int, int]:
    return max(_ordinal(one["first"]), axis.first), min(_ordinal(one["last"]), axis.last)


def _mark(lane: Object, one: Object, x: float, y: float, axis: Axis, link: Link) -> Markup:
    first, last = _span(one, axis)
    parts = [element("title", _told(lane, one))]
    if first != last:
        parts.append(_range(one, y, axis))
    reported = _ordinal(one["reported"]) if one["reported"] else None
    if reported is not None and reported > last and reported <= axis.last:
        parts.append(element("path", d=f"M{number(x)} {number(y)}H{number(axis.middle(reported))}", class_="until"))
        parts.append(element("circle", cx=axis.middle(reported), cy=y, r=1.6, class_="told"))
    parts.append(mark(one["kind"], done=one["modality"] in ("stated", "reported"), x=x, y=y))
    return _linked(link, lane, one, *parts)


def _range(one: Object, y: float, axis: Axis) -> Markup:
    """From the first day that it can have been to the last; without an end where that lies outside of the picture."""
    first, last = _span(one, axis)
    left, right = axis.start(first), axis.start(last + 1)
    begin = f"M{number(left)} {number(y - 4)}v8" if _ordinal(one["first"]) == first else ""
    end = f"M{number(right)} {number(y - 4)}v8" if _ordinal(one["last"]) == last else ""
    return element("path", d=f"{begin}M{number(left)} {number(y)}H{number(right)}{end}", class_="range")


def _told(lane: Object, one: Object) -> str:
    whom = f" → {', '.join(one['whom'])}" if one["whom"] else ""
    when = one["when"] or "day not told"
    how = "" if one["modality"] == "stated" else f" ({one['modality']})"
    known = f"; first reported {one['reported']}" if one["reported"] and one["reported"] != one["when"] else ""
    counted = support(one["voices"], one["reports"])
    return f"{when}: {lane['party']}: {code_named(one['code'])}{how}{whom} [{counted}{known}]"


def _linked(link: Link, lane: Object, one: Object, *parts: Markup) -> Markup:
    return element("g", *parts) if link is None else element("a", *parts, href=link(lane, one), tabindex=-1)


# many acts: bars, cooperation up and conflict down


def _bars(lane: Object, axis: Axis, link: Link, tallest: int) -> tuple[Markup, float]:
    """One path for each kind, and one link for each bar."""
    scale = _BAR / tallest
    paths: list[list[str]] = [[] for _ in KINDS]
    links = []
    for bar in lane["bars"]:
        first, last = max(_ordinal(bar["from"]), axis.first), min(_ordinal(bar["to"]), axis.last)
        x, width = axis.start(first) + 0.5, max(axis.start(last + 1) - axis.start(first) - 1, 1.5)
        _stack(bar["counts"], x, width, scale, paths)
        place = element("rect", x=x, y=3, width=width, height=_LANE - 6, class_="reach")
        title = element("title", _counted(lane, bar))
        links.append(_linked(link, lane, bar, title, place))
    drawn = (element("path", d="".join(d), class_=f"bar {kind}") for kind, d in zip(KINDS, paths, strict=True) if d)
    middle = element("line", x1=axis.left, x2=axis.right, y1=_LANE / 2, y2=_LANE / 2, class_="zero")
    return together([*drawn, middle, *links]), _LANE


def _height(counts: Sequence[int]) -> int:
    """How many acts the larger side of a bar has."""
    return max(counts[0] + counts[1], counts[2] + counts[3])


def _stack(counts: Sequence[int], x: float, width: float, scale: float, paths: Sequence[list[str]]) -> None:
    """Deeds next to the middle, words beyond them."""
    for deeds, words, way in ((1, 0, -1), (3, 2, 1)):
        y = _LANE / 2
        for kind in (deeds, words):
            if counts[kind]:
                height = max(counts[kind] * scale, 1.5) * way
                paths[kind].append(f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z")
                y += height


def _counted(lane: Object, bar: Object) -> str:
    days = bar["from"] if bar["from"] == bar["to"] else f"{bar['from']} to {bar['to']}"
    parts = [f"{n:,} {kind.replace('-', ' in ')}" for n, kind in zip(bar["counts"], KINDS, strict=True) if n]
    return f"{lane['party']}, {days}: {', '.join(parts)}"


def _strip(reports: Sequence[Object], axis: Axis) -> Markup:
    """How many reports came out in each stretch of time, beneath the lanes."""
    most = max((bar["count"] for bar in reports), default=1)
    parts = [
        text(0, _STRIP - 12, "reports", class_="name other"),
        text(0, _STRIP + 1, f"at most {most:,}", class_="tick"),
    ]
    for bar in reports:
        first, last = max(_ordinal(bar["from"]), axis.first), min(_ordinal(bar["to"]), axis.last)
        days = bar["from"] if bar["from"] == bar["to"] else f"{bar['from']} to {bar['to']}"
        title = element("title", f"{bar['count']:,} report{'s' * (bar['count'] != 1)}, {days}")
        height = max((_STRIP - 8) * bar["count"] / most, 1)
        width = max(axis.start(last + 1) - axis.start(first) - 1, 1.5)
        place = {"x": axis.start(first) + 0.5, "y": _STRIP - height, "width": width, "height": height}
        parts.append(element("rect", title, class_="report", **place))
    return together(parts)
