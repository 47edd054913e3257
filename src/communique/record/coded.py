"""The moves of each article as the record has them: plausible, as people judged them, each at its table."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from communique.data import Judgement, Meeting, Move
from communique.memory import turned
from communique.record.forums import Forums, with_forums
from communique.record.judging import judged
from communique.record.renaming import issue_names, with_names

Rows = Mapping[str, tuple[Move, ...]]
"""The moves of each article."""


class _Coded(NamedTuple):
    """The moves of an article, and what they rest on; the days are those on which they were done."""

    found: Sequence[Move]
    published: str | None
    said: Sequence[Judgement]
    plain: tuple[Move, ...]
    days: tuple[str, ...]
    moves: tuple[Move, ...] = ()


class Coded:
    """The moves of each article, from one time to the next; where an article stands as it stood they are the same."""

    def __init__(self) -> None:
        self._forums = Forums()
        self._rows: Mapping[str, Sequence[Move]] = {}
        self._published: Mapping[str, str | None] = {}
        self._judged = False
        self._known: dict[str, _Coded] = {}

    def of(
        self,
        found: Rows,
        added: Iterable[Move],
        published: Mapping[str, str | None],
        meetings: Iterable[Meeting],
        verdicts: Mapping[str, Judgement],
    ) -> Rows:
        """The moves that were ``found`` and those that people ``added``; articles without any are left out."""
        rows: dict[str, Sequence[Move]] = dict(found)
        for article_id, more in _by_article(added).items():
            rows[article_id] = (*rows.get(article_id, ()), *more)
        names = issue_names(verdicts)
        for article_id in self._stale(rows, published, self._forums.now(meetings), judged=bool(verdicts)):
            if article_id not in rows:
                self._known.pop(article_id, None)
                continue
            row, day, known = rows[article_id], published[article_id], self._known.get(article_id)
            said = [verdicts[move.id] for move in row if move.id in verdicts] if verdicts else ()
            if known is None or known[:3] != (row, day, said):
                plain = judged([_plausible(move, day) for move in row], verdicts)
                known = _Coded(row, day, said, plain, tuple(sorted({m.when for m in plain if m.when})))
            moves = with_names(with_forums(known.plain, self._forums.tables(article_id, known.days)), names)
            self._known[article_id] = known._replace(moves=known.moves if known.moves == moves else moves)
        return {article_id: moves for article_id in rows if (moves := self._known[article_id].moves)}

    def _stale(
        self,
        rows: Mapping[str, Sequence[Move]],
        published: Mapping[str, str | None],
        met: tuple[Set[str], Set[str]],
        *,
        judged: bool,
    ) -> set[str]:
        """The articles to look at anew; any, as soon as people have judged."""
        articles, days = met
        stale = turned(self._rows, rows)
        stale |= {i for i, day in published.items() if self._published.get(i, "") != day and i in rows}
        stale |= articles & rows.keys()
        if days:
            stale |= {i for i, known in self._known.items() if not days.isdisjoint(known.days)}
        if judged or self._judged:
            stale |= rows.keys()
        self._rows, self._published, self._judged = rows, published, judged
        return stale


def _by_article(moves: Iterable[Move]) -> Mapping[str, list[Move]]:
    rows: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        rows[move.article_id].append(move)
    return rows


def _plausible(move: Move, reported: str | None) -> Move:
    """The move without what cannot be: an act told as done before its day has come, a party that addresses itself.

    A meeting on a later day is planned; for any other act such a day is part of what it is about.
    """
    recipients = tuple(r for r in move.recipients if r not in move.actors)
    if recipients != move.recipients:
        move = dataclasses.replace(move, recipients=recipients)
    if move.when is None or reported is None or move.when[: len(reported)] <= reported[: len(move.when)]:
        return move
    if move.modality not in ("stated", "reported"):
        return move
    if move.code in ("MEET", "INVITE"):
        return dataclasses.replace(move, modality="future")
    return dataclasses.replace(move, when=None)
