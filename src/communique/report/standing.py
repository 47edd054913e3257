"""A picture by itself, outside any page: every rule of the stylesheet that fits becomes an attribute of its element.

Programs that draw an SVG (Word, a Markdown viewer) know neither our stylesheet nor custom properties.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cssselect import GenericTranslator
from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOTE = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_PAINT = frozenset(
    "fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity"
    " font-size font-weight font-style text-anchor visibility".split()
)
_FONT = "DejaVu Sans, Liberation Sans, Arial, sans-serif"


class _Rule(NamedTuple):
    """One selector as XPath, with what it sets."""

    path: str
    sets: dict[str, str]


def stylesheet() -> str:
    """The stylesheet of the page, in which the pictures are drawn too."""
    return files("communique").joinpath("web", "static", "style.css").read_text("utf-8")


def standing_alone(svg: str) -> str:
    """The same picture with the colours of paper written into it."""
    root = etree.fromstring(svg.replace("<svg ", f'<svg xmlns="{_SVG}" ', 1) if "xmlns=" not in svg else svg)
    values: dict[etree._Element, dict[str, str]] = {}
    for rule in _rules():
        for element in root.xpath(rule.path):
            values.setdefault(element, {}).update(rule.sets)
    for element, sets in values.items():
        for name, value in sets.items():
            if name in _PAINT and (found := _resolved(value, element, values)):
                element.set(name, found)
    root.set("font-family", _FONT)
    made: str = etree.tostring(root, encoding="unicode")
    return made


def _resolved(value: str, element: etree._Element, values: dict[etree._Element, dict[str, str]]) -> str:
    """A value without custom properties: those of the element, else of whatever it stands in, else of the page."""
    while match := re.search(r"var\((--[\w-]+)\)", value):
        homes = [element, *element.iterancestors()]
        own = next((values[e][match[1]] for e in homes if match[1] in values.get(e, ())), None)
        value = value.replace(match[0], own or _paper().get(match[1], ""))
    return value.removesuffix("px")


@cache
def _rules() -> tuple[_Rule, ...]:
    """The rules for pictures as they are printed: those of the screen that hold on paper too."""
    translator = GenericTranslator()
    pairs = ((selector.strip(), body) for some, body in _RULE.findall(_plain()) for selector in some.split(","))
    own = ((selector, body) for selector, body in pairs if selector.startswith(".picture") and ":" not in selector)
    return tuple(_Rule(_named(translator.css_to_xpath(selector)), _sets(body)) for selector, body in own)


def _named(path: str) -> str:
    """Elements by their local names: what we draw has a namespace."""
    return re.sub(r"::([a-z]+)\b", r"::*[local-name() = '\1']", path)


@cache
def _paper() -> dict[str, str]:
    """The custom properties of the page in light."""
    body = re.search(r":root\s*\{([^}]*)\}", _plain())
    return {} if body is None else _sets(body[1])


def _plain() -> str:
    """The stylesheet up to its media queries, without notes: those for dark come last or are left out."""
    text = _NOTE.sub("", stylesheet())
    return re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)


def _sets(body: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in body.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}
