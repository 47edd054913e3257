"""The answers to one question as points with what their hedges allow, on one scale."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from communique.pictures.drawing import cut, element, number, picture, text, together
from communique.words import number as written
from communique.words import support

Object = Mapping[str, Any]

_WIDTH, _GUTTER, _TAIL, _ROW = 640, 110, 130, 26
_DECADES = 20  # the largest is so many times the smallest: then a scale of powers shows both
_TICKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Values to places, evenly or by powers of ten."""

    low: float
    high: float
    powers: bool

    def at(self, value: float) -> float:
        low, high, here = (math.log10(v) if self.powers else v for v in (self.low, self.high, value))
        share = 0.5 if high == low else (here - low) / (high - low)
        return _GUTTER + min(max(share, 0), 1) * (_WIDTH - _GUTTER - _TAIL)


def intervals(answers: Sequence[Object]) -> Markup:
    """One row an answer: its value, from ``low`` to ``high``, and how many say so; nothing where none is a number."""
    counted = [a for a in answers if _finite(a["value"])]
    if not counted:
        return Markup("")
    scale = _scale([v for a in counted for v in (a["value"], a["low"], a["high"]) if _finite(v)])
    bottom = _ROW * len(counted) + 4
    rows = together(_row(answer, scale, 4 + _ROW * (n + 0.5)) for n, answer in enumerate(counted))
    told = "; ".join(f"{written(a['value'])}, {support(a['voices'], a['reports'])}" for a in counted)
    note = " (scale by powers of ten)" if scale.powers else ""
    return picture(
        _WIDTH, bottom + 18, f"The answers on one scale{note}: {told}", _ticks(scale, bottom), rows, class_="intervals"
    )


def _finite(value: object) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value)


def _scale(values: Sequence[float]) -> _Scale:
    low, high = min(values), max(values)
    powers = low > 0 and high / low > _DECADES
    if powers:
        first, last = math.floor(math.log10(low)), min(math.ceil(math.log10(high)), 308)
        return _Scale(low=10.0**first, high=10.0**last, powers=True)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1
    return _Scale(low=low - room if low - room > 0 or low < 0 else 0, high=high + room, powers=False)


def _ticks(scale: _Scale, bottom: float) -> Markup:
    return together(
        element(
            "g",
            element("line", x1=scale.at(value), x2=scale.at(value), y1=0, y2=bottom, class_="grid"),
            text(scale.at(value), bottom + 13, _short(value), class_="tick", anchor="middle"),
        )
        for value in _steps(scale)
    )


def _steps(scale: _Scale) -> list[float]:
    if scale.powers:
        first, last = round(math.log10(scale.low)), round(math.log10(scale.high))
        every = max(1, -(-(last - first) // _TICKS))
        return [10.0**power for power in range(first, last + 1, every)]
    rough = (scale.high - scale.low) / _TICKS
    size = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough)
    first = math.ceil(scale.low / step)
    return [n * step for n in range(first, math.floor(scale.high / step) + 1)]


def _row(answer: Object, scale: _Scale, y: float) -> Markup:
    value = answer["value"]
    x = scale.at(value)
    parts = [text(_GUTTER - 12, y + 4, cut(str(_short(value)), 16), class_="value", anchor="end")]
    low, high = (v if _finite(v) else None for v in (answer["low"], answer["high"]))
    if low != high:
        left = scale.at(low) if low is not None else _GUTTER
        right = scale.at(high) if high is not None else _WIDTH - _TAIL
        parts.append(element("line", x1=left, x2=right, y1=y, y2=y, class_="span"))
        parts += [_end(at, y, told is not None, way) for at, told, way in ((left, low, 1), (right, high, -1))]
    parts.append(element("circle", cx=x, cy=y, r=min(3 + math.sqrt(answer["voices"]), 9), class_="point"))
    said = support(answer["voices"], answer["reports"])
    parts.append(text(_WIDTH - _TAIL + 12, y + 4, said, class_="tick"))
    return element("g", element("title", f"{written(value)}: {said}"), *parts)


def _end(x: float, y: float, told: bool, way: int) -> Markup:
    """A bar where a range ends, an arrow where it goes on."""
    d = (
        f"M{number(x)} {number(y - 5)}v10"
        if told
        else f"M{number(x + 5 * way)} {number(y - 4)}l{-5 * way} 4l{5 * way} 4"
    )
    return element("path", d=d, class_="span")


def _short(value: float) -> str:
    """A number as it fits beneath a line: 1.2 million rather than seven digits."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {name}"
    return written(float(f"{value:.6g}"))
