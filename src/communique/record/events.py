"""Which moves are one act: same side, same kind of act, and words, issue, day or copied passage that agree.

The likeliest pairs are joined first, and a pair is joined only where what its two ends have come to be can be one act
as a whole. Two moves of one article that differ in words stay apart whatever else agrees: their author told two acts.
Meetings are known by who and when instead: a text that speaks of "the talks" five times tells of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from communique.data import Actor, Article, Copy, Event, Move, digest
from communique.memory import Follower
from communique.record.joining import COPIED, Joining
from communique.record.kinship import Kinship
from communique.record.likeness import Moved, SteadyWeights, both
from communique.record.support import Voices
from communique.record.tellings import Order, Telling, Tellings
from communique.record.texts import Texts
from communique.record.web import Group, Web
from communique.record.weighing import Options, Weighing

__all__ = ["COPIED", "Group", "Grouping", "Options", "event"]


class Grouping:
    """Puts moves together into events; from one time to the next it looks anew only at what may have changed."""

    def __init__(self, options: Options) -> None:
        self.options = options
        words, sentences = SteadyWeights(), SteadyWeights()
        self._weighing = Weighing(Kinship(options.window, words, sentences), options)
        self._joining = Joining(self._weighing)
        self._tellings = Tellings()
        self._shown = Follower[str]()
        self._told: Mapping[str, tuple[Telling, ...]] = {}
        self._counted: dict[str, tuple[Telling, ...]] = {}
        self._moved: Moved | None = {}
        self._texts = Texts()
        self._web = Web(self._weighing, self._joining)

    def ready(
        self, moves: Mapping[str, tuple[Move, ...]], articles: Mapping[str, Article], actors: Mapping[str, Actor]
    ) -> None:
        """Make ready what of moves is compared, before it is known who took text from whom."""
        self._take(moves, articles, actors)
        self._web.ready(telling for some in self._told.values() for telling in some)

    def groups(
        self,
        moves: Mapping[str, tuple[Move, ...]],
        copies: Iterable[Copy],
        articles: Mapping[str, Article],
        actors: Mapping[str, Actor],
    ) -> Mapping[Order, Group]:
        """The events in the making of the moves of each article, by the place of their first report."""
        self._take(moves, articles, actors)
        moved, self._moved = self._moved, {}
        heavier = partial(self._weighing.kin.words.concerned, moved) if moved != {} else None
        come, gone = self._texts.of(self._told, copies, articles, self._joining, heavier)
        self._web.change(come, gone, moved)
        return self._web.groups

    def _take(
        self, moves: Mapping[str, tuple[Move, ...]], articles: Mapping[str, Article], actors: Mapping[str, Actor]
    ) -> None:
        """Take these for the moves, and remember what weighs other for that."""
        self._told = self._tellings.of(moves, articles, actors)
        moved = self._reweighed(self._told)
        if moved != {}:
            self._web.unready()
        self._moved = both(self._moved, moved)

    def _reweighed(self, told: Mapping[str, tuple[Telling, ...]]) -> Moved | None:
        """What weighs other than the last time, None for all."""
        turned, counted = self._shown.turned(told), self._counted
        past = [t for i in turned for t in counted.pop(i, ())]
        counted.update((i, told[i]) for i in turned if i in told)
        now = [t for i in turned for t in counted.get(i, ())]
        return self._weighing.kin.moved(now, past)


def event(group: Group, voices: Voices, published: Mapping[str, str | None]) -> Event:
    """The event that a group of moves amounts to: its surest move speaks for it."""
    first = group.members[0]
    lead = max(group.members, key=lambda m: (m.confidence, m.issue is not None, m.when is not None, m.id))
    moves = tuple(sorted(m.id for m in group.members))
    return Event(
        id=digest("event", min(group.members, key=lambda m: (published.get(m.article_id) or "9999", m.id)).id),
        code=_most([m.code for m in group.members]),
        actors=lead.actors,
        recipients=_union([m.recipients for m in group.members]),
        issue=_most([m.issue for m in group.members if m.issue]) or None,
        when=max((m.when for m in group.members if m.when), key=lambda w: (len(w), w), default=None),
        moves=moves,
        support=voices.support(anchor for m in group.members for anchor in m.evidence),
        first_reported_by=first.article_id,
        modality=lead.modality,
        history=all(m.history for m in group.members),
        reason=", ".join(sorted(group.reasons)) or "one report",
    )


def _most(values: Sequence[str]) -> str:
    """The most frequent value, the first in the alphabet among equals; "" for none."""
    return min(set(values), key=lambda v: (-values.count(v), v), default="")


def _union(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({item for row in rows for item in row}))
