"""The pictures with the addresses of the page in them, as the templates ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from communique import pictures
from communique.pictures.drawing import picture
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.conflict import looked
from communique.views.kept import kept
from communique.web.addresses import address

Object = Mapping[str, Any]


def timeline(lanes: Object, query: Mapping[str, str], now: Snapshot) -> Markup:
    """The lanes: a mark leads to its act in the list, a bar to the acts that it counts; drawn once for a question."""
    asked = tuple(sorted((name, value) for name, value in query.items() if name != "page"))
    return kept(now, ("picture", asked), lambda: _timeline(lanes, query))


def _timeline(lanes: Object, query: Mapping[str, str]) -> Markup:
    asked = {name: value for name, value in query.items() if name not in ("page", "party", "since", "until")}
    times = {name: query[name] for name in ("since", "until") if name in query}

    @cache
    def of(party: str | None) -> str:
        told = address("/timeline", **asked, party=party)
        return told + ("&" if "?" in told else "?")

    def link(lane: Object, one: Object) -> str:
        if "counts" in one:
            party = lane["party"] if lane["actor"] else query.get("party")
            return f"{of(party)}since={one['from']}&until={one['to']}"
        page = one["page"] if one["page"] > 1 else None
        return address("/timeline", **asked, **times, party=query.get("party"), page=page) + f"#{one['id']}"

    return pictures.timeline(lanes, link)


def lineage(line: Object) -> Markup:
    """The tree of a lineage: each article leads to its page."""
    return pictures.lineage(line, lambda node: address("/articles", node["article"]))


def conflict(found: Object, name: str, now: Snapshot, asked: Asked) -> Markup:
    """The graph of a conflict, drawn once for a question."""
    return kept(now, ("conflict drawn", looked(now, asked)), lambda: pictures.conflict(found, name))


@cache
def sign(kind: str, *, done: bool = True) -> Markup:
    """The sign of a kind of act, for a line of text that says so too."""
    return picture(16, 16, kind.replace("-", " in "), pictures.mark(kind, done=done, x=8, y=8), class_="sign")


@cache
def line(kind: str) -> Markup:
    """The line by which a kind of copy is drawn, for the legend that names it."""
    return picture(34, 10, kind, pictures.sample(kind), class_="sample")


intervals = pictures.intervals
