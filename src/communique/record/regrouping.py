"""Acts and meetings that people joined or parted: done after the machine's own grouping, in order of time."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.data import Judgement, Meeting, Move
from communique.record.events import Group
from communique.record.judging import parts


def regrouped(
    by_place: Mapping[Any, Group], judgements: Mapping[str, Judgement], published: Mapping[str, str | None]
) -> Mapping[Any, Group]:
    """The groups of moves as people left them: two acts made one, or a move taken out of its act.

    A merge names a move of each act, a split the moves from which one is parted. What is named but not there
    changes nothing.
    """
    links = [j for j in judgements.values() if j.kind == "move" and j.verdict in ("merge", "split")]
    if not links:
        return by_place
    groups = [by_place[place] for place in sorted(by_place)]
    home = {move.id: number for number, group in enumerate(groups) for move in group.members}
    first = dict(home)
    reasons: dict[int, str] = {}
    for link in links:
        if link.about in home:
            number = _merge(home, link) if link.verdict == "merge" else _split(home, link)
            if number is not None:
                reasons[number] = f"{'joined' if link.verdict == 'merge' else 'parted'} by {link.by}"
    if home == first:
        return by_place
    cells: dict[int, list[Move]] = defaultdict(list)
    for group in groups:
        for move in group.members:
            cells[home[move.id]].append(move)
    origin = {home[m]: groups[first[m]] for m in reversed(list(home))}
    made = (_made(origin[n], cells[n], reasons.get(n), published) for n in cells)
    return {group.first: group for group in made}


def _merge(home: dict[str, int], link: Judgement) -> int | None:
    other = home.get(link.changes.get("with", ""))
    if other is None:
        return None
    ours = home[link.about]
    for move, number in home.items():
        if number == ours:
            home[move] = other
    return other


def _split(home: dict[str, int], link: Judgement) -> int | None:
    apart = {home.get(move) for move in parts(link.changes.get("from", "")) if move != link.about}
    if home[link.about] not in apart:
        return None
    home[link.about] = max(home.values()) + 1
    return home[link.about]


def _made(origin: Group, members: Sequence[Move], reason: str | None, published: Mapping[str, str | None]) -> Group:
    """A group of these moves, in order of publication; ``origin`` itself where it holds just them."""
    if reason is None and [m.id for m in origin.members] == [m.id for m in members]:
        return origin
    reasons = ({*origin.reasons, reason} if reason else set(origin.reasons)) if len(members) > 1 else set()
    ordered = sorted(members, key=lambda move: _order(move, published))
    return Group(ordered[0].id, ordered, reasons)


def _order(move: Move, published: Mapping[str, str | None]) -> tuple[str, str, int, str]:
    return published.get(move.article_id) or "9999", move.article_id, move.trigger.start, move.id


def remet(found: Iterable[Meeting], judgements: Mapping[str, Judgement]) -> tuple[Meeting, ...]:
    """The meetings, those made one that people say are one: what the kept one does not know, the other tells."""
    known = {meeting.id: meeting for meeting in found}
    joined: dict[str, str] = {}
    for link in judgements.values():
        if link.kind == "meeting" and link.verdict == "merge":
            gone, kept = (joined.get(i, i) for i in (link.about, link.changes.get("with", "")))
            if gone in known and kept in known and gone != kept:
                known[kept] = _both(known[kept], known.pop(gone))
                joined = {i: kept if to == gone else to for i, to in joined.items()} | {gone: kept}
    return tuple(sorted(known.values(), key=lambda m: (m.when or "9999", m.id)))


def _both(kept: Meeting, other: Meeting) -> Meeting:
    return dataclasses.replace(
        kept,
        forum=kept.forum or other.forum,
        place=kept.place or other.place,
        when=kept.when or other.when,
        hours=kept.hours if kept.hours is not None else other.hours,
        parties=tuple(sorted({*kept.parties, *other.parties})),
        evidence=tuple(sorted({*kept.evidence, *other.evidence}, key=lambda a: (a.article_id, a.start, a.end))),
        revisions=tuple(sorted({*kept.revisions, *other.revisions})),  # each begins with its day
    )
