"""Which moves are one act: same party, same kind of act, and words, issue or copied passage that agree.

Moves are taken in order of publication; each joins the event it resembles most, or begins one. Two moves of one
article that differ in words stay apart whatever else agrees: their author told two acts. Meetings are known by who
and when instead: a text that speaks of "the talks" five times tells of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.data import Anchor, Copy, Event, Move, digest
from communique.record.likeness import Weights, content, days_apart, days_fit
from communique.record.support import Voices

# Codes that news uses for one act in other words.
_FAMILY = {"REQUEST": "DEMAND", "PROPOSE": "OFFER", "ULTIMATUM": "THREATEN", "CRITICISE": "ACCUSE", "INVITE": "MEET"}
# Acts of which a party does many in a day on one issue: only their words tell them apart.
_BY_WORDS = frozenset({"ASSESS", "ACCUSE", "STATE_POSITION", "SUPPORT", "CONFIRM", "DECLINE_COMMENT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When two moves are one act.

    ``same_words``: likeness (0..1) from which words alone suffice. ``same_issue``: likeness that suffices where
    issue and day agree. ``within_article``: likeness below which two moves of one article are two acts.
    ``window``: days between two reports that may still tell one undated act.
    """

    same_words: float = 0.5
    same_issue: float = 0.05
    within_article: float = 0.6
    window: int = 3


@dataclass(slots=True)
class _Group:
    """An event in the making."""

    number: int
    members: list[Move] = field(default_factory=list)
    bags: list[frozenset[str]] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    articles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, move: Move, bag: frozenset[str], reason: str) -> None:
        self.articles[move.article_id].append(len(self.members))
        self.members.append(move)
        self.bags.append(bag)
        if reason:
            self.reasons.add(reason)


class Grouping:
    """Puts moves together into events."""

    def __init__(
        self, moves: Iterable[Move], copies: Iterable[Copy], published: Mapping[str, str | None], options: Options
    ) -> None:
        self._published = published
        self._options = options
        self._passages = _Passages(copies)
        given = sorted(moves, key=lambda move: move.trigger.start, reverse=True)
        self._openings = {move.article_id: move.evidence[0].exact for move in given}
        self._moves = sorted(given, key=self._order)
        self._bags = {move.id: content(move) for move in self._moves}
        self._weights = Weights(set(self._bags.values()))  # a copied sentence makes its words no more common

    def _order(self, move: Move) -> tuple[str, str, str, int, str]:
        """By publication; of one day by their article's words, so that a copy stands beside its original."""
        day = self._published.get(move.article_id) or "9999"
        return day[:10], self._openings[move.article_id], move.article_id, move.trigger.start, move.id

    def groups(self) -> list[_Group]:
        """The events in the making, in order of their first report."""
        buckets: dict[tuple[str, Hashable], dict[int, _Group]] = defaultdict(dict)
        found: list[_Group] = []
        for move in self._moves:
            keys = _keys(move)
            candidates = {number: group for key in keys for number, group in buckets[key].items()}
            group, reason = self._best(move, [candidates[number] for number in sorted(candidates)])
            if group is None:
                group = _Group(number=len(found))
                found.append(group)
            for key in keys:
                buckets[key][group.number] = group
            group.add(move, self._bags[move.id], reason)
        return found

    def _best(self, move: Move, candidates: Iterable[_Group]) -> tuple[_Group | None, str]:
        best: tuple[float, _Group | None, str] = (0.0, None, "")
        for group in candidates:
            score, reason = self._score(move, group)
            if score > best[0]:
                best = (score, group, reason)
        return best[1], best[2]

    def _score(self, move: Move, group: _Group) -> tuple[float, str]:
        """How well ``move`` fits ``group`` (0 where it cannot be the same act), and why."""
        bag = self._bags[move.id]
        if not all(days_fit(move.when, other.when) for other in group.members):
            return 0.0, ""
        if _FAMILY.get(move.code, move.code) == "MEET":
            return max(self._meeting(move, other) for other in group.members)
        for index in group.articles.get(move.article_id, ()):
            if self._weights.alike(bag, group.bags[index]) < self._options.within_article:
                return 0.0, ""
        best = (0.0, "")
        for other, words in zip(group.members, group.bags, strict=True):
            best = max(best, self._pair(move, other, bag, words))
        return best

    def _pair(self, move: Move, other: Move, bag: frozenset[str], words: frozenset[str]) -> tuple[float, str]:
        if self._passages.join(move, other):
            return 3.0, "copied passage"  # above the same words, which come to 2 at most
        if not self._compatible(move, other):
            return 0.0, ""
        alike = self._weights.alike(bag, words)
        if alike >= self._options.same_words:
            return 1.0 + alike, "same words"
        if move.code in _BY_WORDS or move.issue is None or move.issue != other.issue:
            return 0.0, ""
        if alike < self._options.same_issue:
            return 0.0, ""
        return alike + 0.01, "same issue and day"

    def _meeting(self, move: Move, other: Move) -> tuple[float, str]:
        """Whether two moves speak of one meeting: parties in common, and one day or reports of the same days."""
        if self._passages.join(move, other):
            return 3.0, "copied passage"
        shared = len(set(move.actors) & set(other.actors))
        same_day = move.when is not None and len(move.when) == 10 and move.when == other.when
        if not shared or (move.modality == "negated") != (other.modality == "negated"):
            return 0.0, ""
        if same_day:
            return 2.0 + shared, "same parties and day"
        planned = (move.modality == "future") != (other.modality == "future")
        same_parties = shared > 1 or move.actors == other.actors
        if planned or not same_parties or not self._near(move, other):
            return 0.0, ""
        return 1.0 + (move.article_id == other.article_id), "same parties, reported at the same time"

    def _near(self, move: Move, other: Move) -> bool:
        """Whether the reports of two moves, or the day of one and the report of the other, are close in time."""
        ours = move.when or self._published.get(move.article_id)
        theirs = other.when or self._published.get(other.article_id)
        apart = days_apart(ours, theirs)
        return apart is None or apart <= self._options.window

    def _compatible(self, move: Move, other: Move) -> bool:
        if (move.modality == "negated") != (other.modality == "negated"):
            return False
        if move.recipients and other.recipients and not set(move.recipients) & set(other.recipients):
            return False
        if move.when is not None and move.when == other.when:
            return True
        apart = days_apart(self._published.get(move.article_id), self._published.get(other.article_id))
        return move.history or apart is None or apart <= self._options.window


def _keys(move: Move) -> list[tuple[str, Hashable]]:
    """Under what a move is looked up: its kind of act and its parties, for a meeting any one of them."""
    family = _FAMILY.get(move.code, move.code)
    return [(family, actor) for actor in move.actors] if family == "MEET" else [(family, frozenset(move.actors))]


class _Passages:
    """Which places of two articles are the same text, taken from one another."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._pairs: dict[tuple[str, str], list[tuple[Anchor, Anchor]]] = defaultdict(list)
        for copy in copies:
            for ours, theirs in copy.shared:
                self._pairs[ours.article_id, theirs.article_id].append((ours, theirs))
                self._pairs[theirs.article_id, ours.article_id].append((theirs, ours))

    def join(self, a: Move, b: Move) -> bool:
        """Whether the triggers of two moves stand at the same place of one copied passage."""
        for ours, theirs in self._pairs.get((a.article_id, b.article_id), ()):
            if _inside(a.trigger, ours) and _inside(b.trigger, theirs):
                drift = abs((a.trigger.start - ours.start) - (b.trigger.start - theirs.start))
                slack = abs((ours.end - ours.start) - (theirs.end - theirs.start)) + 3
                if a.trigger.exact.casefold() == b.trigger.exact.casefold() and drift <= slack:
                    return True
        return False


def _inside(part: Anchor, whole: Anchor) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def event(group: _Group, voices: Voices, published: Mapping[str, str | None]) -> Event:
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
