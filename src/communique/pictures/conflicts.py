"""The graph of a conflict, from the objects of a view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from communique.conflict import svg
from communique.data import Arrow, Graph, Node


def conflict(found: Mapping[str, Any], name: str) -> Markup:
    """States as boxes, and the changes that somebody prefers as arrows; once on a page, as its ids are fixed."""
    graph = Graph(
        makers=tuple(found["makers"]),
        nodes=tuple(Node(**node) for node in found["nodes"]),
        arrows=tuple(Arrow(**arrow) for arrow in found["arrows"]),
        whole=found["whole"],
        readings=found["readings"],
    )
    return Markup(svg(graph, name))  # noqa: S704 - escaped where it is drawn
