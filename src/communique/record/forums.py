"""At which table an act was done: that of the one meeting told of in its words, or held that day by its party."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.data import Meeting, Move


def with_forums(moves: Iterable[Move], meetings: Sequence[Meeting]) -> list[Move]:
    """The moves, each with the forum where that is plain; one that has a forum keeps it."""
    told: dict[str, list[tuple[int, int, Meeting]]] = defaultdict(list)
    held: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for anchor in meeting.evidence:
            told[anchor.article_id].append((anchor.start, anchor.end, meeting))
        if meeting.when is not None and meeting.status == "held":
            held[meeting.when].append(meeting)
    return [
        m
        if m.forum or (m.article_id not in told and m.when not in held) or (forum := _forum(m, told, held)) is None
        else dataclasses.replace(m, forum=forum)
        for m in moves
    ]


def _forum(
    move: Move, told: Mapping[str, Sequence[tuple[int, int, Meeting]]], held: Mapping[str, Sequence[Meeting]]
) -> str | None:
    place = move.evidence[0]
    near = {m.id: m for start, end, m in told.get(move.article_id, ()) if start < place.end and place.start < end}
    if not near and move.when is not None and not move.history:
        near = {m.id: m for m in held.get(move.when, ()) if set(m.parties) & set(move.actors)}
    if len(near) != 1:
        return None
    (meeting,) = near.values()
    forum = meeting.forum
    if forum and meeting.place and meeting.place not in forum:
        return f"{forum}, {meeting.place}"
    return forum
