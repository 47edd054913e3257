"""The pictures with the addresses of the page in them, as the templates ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from communique import pictures
from communique.pictures.drawing import picture
from communique.web.addresses import address

Object = Mapping[str, Any]


def timeline(lanes: Object, query: Mapping[str, str]) -> Markup:
    """The lanes: a mark leads to its act in the list, a bar to the acts that it counts."""
    asked = {name: value for name, value in query.items() if name != "page"}

    def link(lane: Object, one: Object) -> str:
        if "counts" not in one:
            return address("/timeline", **asked, page=one["page"] if one["page"] > 1 else None) + f"#{one['id']}"
        party = {"party": lane["party"]} if lane["actor"] else {}
        return address("/timeline", **(asked | {"since": one["from"], "until": one["to"]} | party))

    return pictures.timeline(lanes, link)


def lineage(line: Object) -> Markup:
    """The tree of a lineage: each article leads to its page."""
    return pictures.lineage(line, lambda node: address("/articles", node["article"]))


def sign(kind: str, *, done: bool = True) -> Markup:
    """The sign of a kind of act, for a line of text that says so too."""
    made = picture(16, 16, kind.replace("-", " in "), pictures.mark(kind, done=done, x=8, y=8), class_="sign")
    return made


def line(kind: str) -> Markup:
    """The line by which a kind of copy is drawn, for the legend that names it."""
    return picture(34, 10, kind, pictures.sample(kind), class_="sample")


intervals = pictures.intervals
