"""The positions: who holds what on which issue, the weightiest parties first, with what was held before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.data import Position
from communique.export.objects import made_objects
from communique.filters import Filter
from communique.snapshot import Snapshot
from communique.views import ranking
from communique.views.acts import of_article
from communique.views.asked import Asked
from communique.views.kept import remembered
from communique.views.paging import part
from communique.views.state import turn

Object = dict[str, Any]
_PLACES = 12  # that are linked from a position; its moves tell the others


def objects(now: Snapshot, asked: Asked) -> Object:
    """The positions that are asked for, in parts."""
    shown, paging = part(_ordered(now, asked.where), asked)
    made = made_objects("positions", shown, now)
    for row, position in zip(made, shown, strict=True):
        places = position.support.anchors
        row |= {"code": position.code, "turn": turn(now, position), "places_more": max(0, len(places) - _PLACES)}
        row["unsure"] = not ranking.rests(position, ranking.sure(now))
        row["places"] = [of_article(now, a.article_id) | {"start": a.start, "exact": a.exact} for a in places[:_PLACES]]
    return {"positions": made, "paging": paging, "reports": len(now.articles())}


def rows(made: Object) -> Iterable[Object]:
    """One row a position."""
    yield from made["positions"]


@remembered
def _ordered(now: Snapshot, where: Filter) -> Sequence[Position]:
    found = now.positions(where)
    weight = ranking.weights(found)
    issues = {issue: i for i, issue in enumerate(ranking.ranked_issues(found))}
    return sorted(found, key=lambda p: (-weight[p.actor], p.actor, issues[p.issue]))
