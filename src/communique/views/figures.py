"""Figures: every number that counts something, with its hedge, who claims it, and whether it is in dispute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.data import Figure
from communique.export.objects import whole
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.disputes import Place
from communique.views.kept import kept
from communique.views.paging import part
from communique.views.places import in_context

Object = dict[str, Any]
SORTS = ("what", "value", "-value", "when", "-when", "who")


def objects(now: Snapshot, asked: Asked) -> Object:
    """The figures that are asked for, by what they count unless ``sort`` is another of SORTS."""
    where = replace(asked.where, limit=None)
    sort = asked.sort if asked.sort in SORTS else SORTS[0]
    found = kept(now, ("figures", where, asked.words, sort), lambda: _ordered(now, asked, sort))
    shown, paging = part(found[: asked.where.limit], asked)
    return {"figures": [figure(one, now) for one in shown], "sort": sort, "paging": paging}


def rows(made: Object) -> Iterable[Object]:
    """One row a figure."""
    for row in made["figures"]:
        yield {key: value for key, value in row.items() if key != "anchor"} | row["anchor"]


def figure(one: Figure, now: Snapshot) -> Object:
    """One figure, and the dispute that it is part of."""
    return {
        "id": one.id,
        "what": one.what,
        "value": whole(one.value),
        "low": whole(one.low),
        "high": whole(one.high),
        "unit": one.unit,
        "hedge": one.hedge,
        "status": one.status,
        "who": one.who,
        "who_name": now.names.get(one.who, one.who) if one.who else None,
        "when": one.when,
        "dispute": _disputed(now).get((one.article_id, one.anchor.start, one.anchor.end)),
        "anchor": in_context(one.anchor, now),
    }


def _ordered(now: Snapshot, asked: Asked, sort: str) -> Sequence[Figure]:
    words = asked.words.casefold()
    names, days = now.names, now.days
    found = [
        f
        for f in now.figures(replace(asked.where, limit=None, code=None, issue=None))
        if not words or words in f"{f.what} {f.unit or ''} {f.anchor.exact}".casefold()
    ]
    keys: Mapping[str, Any] = {
        "what": lambda f: (f.what, f.value, f.id),
        "value": lambda f: (f.value, f.id),
        "when": lambda f: (f.when or days[f.article_id] or "9999", f.id),
        "who": lambda f: (f.who is None, names.get(f.who or "", ""), f.what, f.id),
    }
    return sorted(found, key=keys[sort.lstrip("-")], reverse=sort.startswith("-"))


def _disputed(now: Snapshot) -> Mapping[Place, str]:
    """The dispute in which each place is quoted."""

    def made() -> Mapping[Place, str]:
        return {
            (anchor.article_id, anchor.start, anchor.end): dispute.id
            for dispute in now.disputes()
            for answer in dispute.answers
            for anchor in answer.support.anchors
        }

    return kept(now, "disputed", made)
