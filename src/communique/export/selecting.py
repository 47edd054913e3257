"""Which filters each list knows, and what of it fits them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from communique.data import Actor, Dispute
from communique.filters import Filter, in_time
from communique.snapshot import Snapshot

_ALL = tuple(field.name for field in fields(Filter))
_PRESS = ("since", "until", "outlet", "limit")
KNOWN: Mapping[str, Sequence[str]] = {
    "moves": _ALL,
    "events": _ALL,
    "positions": _ALL,
    "changes": _ALL,
    "articles": _ALL,
    "figures": ("since", "until", "party", "outlet", "limit"),
    "meetings": ("since", "until", "party", "outlet", "limit"),
    "disputes": ("since", "until", "party", "outlet", "limit"),
    "statements": ("since", "until", "party", "outlet", "limit"),
    "copies": _PRESS,
    "lineages": _PRESS,
    "corrections": _PRESS,
    "actors": ("party", "limit"),
    "judgements": ("since", "until", "limit"),
    "problems": ("limit",),
}
"""The filters that say something about each list."""


def unknown(name: str, where: Filter) -> list[str]:
    """The filters asked for that say nothing about the list ``name``."""
    return [part for part in _ALL if getattr(where, part) is not None and part not in KNOWN[name]]


def select(now: Snapshot, name: str, where: Filter) -> Sequence[Any]:
    """The nouns of a list that fit the filter, in the case's own order; filters that it does not know are left."""
    known = replace(where, **dict.fromkeys(unknown(name, where)))
    asked: Mapping[str, Callable[[Filter], Sequence[Any]]] = {
        "moves": now.moves,
        "events": now.events,
        "positions": now.positions,
        "figures": now.figures,
        "meetings": now.meetings,
        "articles": lambda wanted: _articles(now, wanted),
    }
    return asked[name](known) if name in asked else _whole(now, name, known)[: where.limit]


def _articles(now: Snapshot, where: Filter) -> list[Any]:
    """The articles; of a party, an issue or a code those that tell of such a move."""
    acts = Filter(party=where.party, issue=where.issue, code=where.code)
    if acts == Filter():
        return list(now.articles(where))
    telling = {move.article_id for move in now.moves(acts)}
    found = now.articles(replace(where, limit=None))
    return [article for article in found if article.id in telling][: where.limit]


def _whole(now: Snapshot, name: str, where: Filter) -> list[Any]:
    """What fits, of the lists that the case gives whole."""
    given: Mapping[str, Sequence[Any]] = {"judgements": now.judgements, "problems": now.problems}
    found = list(given[name] if name in given else now.listed(name))
    if where == Filter(limit=where.limit):
        return found
    if name == "judgements":
        return [item for item in found if in_time(item.at[:10], where)]
    actors = now.actors() if where.party is not None else []
    side = now.party(where.party) if where.party is not None else None
    if name == "actors":
        return [actor for actor in found if side is None or actor.id in side]
    if name == "disputes" and side is not None:
        found = [dispute for dispute in found if _takes_part(dispute, side, actors)]
    elif name == "statements" and side is not None:
        found = [said for said in found if said.actor in side]
    return _reported(now, found, where)


def _takes_part(dispute: Dispute, side: set[str], actors: Iterable[Actor]) -> bool:
    """Whether somebody of a side gives one of the answers, or is asked about."""
    if any(not side.isdisjoint(answer.who) for answer in dispute.answers):
        return True
    return any(actor.name in dispute.question for actor in actors if actor.id in side)


def _reported(now: Snapshot, found: Iterable[Any], where: Filter) -> list[Any]:
    """What an article of the days and the outlet asked for tells of."""
    wanted = Filter(since=where.since, until=where.until, outlet=where.outlet)
    if wanted == Filter():
        return list(found)
    fit = {article.id for article in now.articles(wanted)}
    return [item for item in found if not fit.isdisjoint(_articles_of(item))]


def _articles_of(item: Any) -> set[str]:  # noqa: ANN401 - any noun that articles tell of
    """The ids of the articles that tell of it."""
    if isinstance(item, Dispute):
        return {anchor.article_id for answer in item.answers for anchor in answer.support.anchors}
    lines = getattr(item, "articles", None)
    return set(lines) if lines is not None else {item.article_id}
