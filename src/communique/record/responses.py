"""Which event answers which, where that is plain: a refusal, consent, denial or counter-offer by the one addressed.

An answer comes later than what it answers, or behind it in the same report. Both are on one issue, and tied besides:
they have words in common that few others have (two, on an issue that most acts are about), or one stands right behind
the other. An answer that names what it answers ("rejected the offer") needs no issue. Each answers one act at most.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.data import Article, Event, Move
from communique.record.likeness import content

_ASKED = frozenset({"DEMAND", "REQUEST", "PROPOSE", "OFFER", "INVITE", "ULTIMATUM"})
# No code answers one that, through others, answers it: so answers never go in a circle.
ANSWERS: Mapping[str, frozenset[str]] = {
    "REJECT": _ASKED,
    "ACCEPT": _ASKED | {"MEDIATE"},
    "CONCEDE": frozenset({"DEMAND", "REQUEST", "ULTIMATUM", "THREATEN"}),
    "DENY": frozenset({"ACCUSE", "CRITICISE"}),
    "OFFER": frozenset({"DEMAND", "REQUEST", "PROPOSE"}),
    "SANCTION": frozenset({"ATTACK", "COERCE", "DEPLOY", "REJECT"}),
    "SUPPORT": frozenset({"OFFER", "PROPOSE", "CONCEDE", "DE_ESCALATE", "INVITE", "ACCEPT"}),
}
"""What each code can answer."""
_REPLIES = frozenset({"REJECT", "ACCEPT", "DENY"})  # these are always of something
_TURNED = frozenset({"REJECT", "ACCEPT"})  # of these the reports often tell first
_LOOSE = frozenset({"OFFER", "SUPPORT", "SANCTION"})  # and these more often of nothing that was asked
_NOUNS: Mapping[str, frozenset[str]] = {
    "offer": frozenset({"OFFER", "PROPOSE", "CONCEDE"}),
    "proposal": frozenset({"PROPOSE", "OFFER"}),
    "suggestion": frozenset({"PROPOSE", "OFFER"}),
    "idea": frozenset({"PROPOSE", "OFFER", "DEMAND", "REQUEST"}),
    "terms": frozenset({"PROPOSE", "OFFER", "DEMAND", "ULTIMATUM"}),
    "plan": frozenset({"PROPOSE", "OFFER"}),
    "demand": frozenset({"DEMAND", "REQUEST", "ULTIMATUM"}),
    "request": frozenset({"REQUEST", "DEMAND"}),
    "appeal": frozenset({"REQUEST"}),
    "ultimatum": frozenset({"ULTIMATUM"}),
    "invitation": frozenset({"INVITE"}),
    "accusation": frozenset({"ACCUSE"}),
    "allegation": frozenset({"ACCUSE"}),
    "charge": frozenset({"ACCUSE"}),
    "concession": frozenset({"CONCEDE"}),
    "decision": frozenset({"ACCEPT", "CONCEDE", "DE_ESCALATE"}),
}
_NAMED = re.compile(rf"\b({'|'.join(_NOUNS)})s?\b", re.IGNORECASE)
_BEHIND = 400  # characters between an act and an answer that stands right behind it
_READ = 4  # tellings of an event that are read for its words
_BACK = 8  # acts before an answer that are looked at in its report, or among those to its party
# A word in more of the events than this tells nothing by itself, nor does an issue of so many.
_COMMON = 0.2
_CENTRAL = 0.1
_FEW = 6
_MANY = 50
_SHARED = 2  # words that tie two acts on an issue that most are about


def responses(events: Sequence[Event], articles: Mapping[str, Article], moves: Mapping[str, Move]) -> dict[str, str]:
    """Event id to the id of the event that it answers; see above. ``moves`` are those of the events, by id."""
    table = _Table([e for e in events if not e.history], articles, moves)
    found = {}
    for event in table.events:
        if event.code in ANSWERS:
            best = max((rank for other in table.candidates(event) if (rank := table.rank(event, other))), default=None)
            if best is not None:
                found[event.id] = best.event
    return found


class _Rank(NamedTuple):
    """How plainly one act is answered: the last of those that are named, tied closest, and latest."""

    named: bool
    tied: int
    day: str
    event: str


class _Table:
    """The events, found by their words, their places and whom they address."""

    def __init__(self, events: Sequence[Event], articles: Mapping[str, Article], moves: Mapping[str, Move]) -> None:
        self.events = events
        self._by_id = {e.id: e for e in events}
        self._moves = {e.id: [moves[m] for m in e.moves if m in moves] for e in events}
        self._days = {e.id: e.when or articles[e.first_reported_by].published or "" for e in events}
        words = {e.id: [content(m) for m in self._moves[e.id][:_READ]] for e in events}
        self._words = {name: frozenset(w for bag in bags for w in bag) for name, bags in words.items()}
        self._times = Counter(word for bag in self._words.values() for word in bag)
        self._issues = Counter(e.issue for e in events if e.issue)
        self._most = max(_FEW, min(_MANY, _COMMON * len(events)))
        self._places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._between: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        asked = frozenset(code for codes in ANSWERS.values() for code in codes)
        for event in events:
            if event.code in asked:
                self._enter(event)
        for place in self._places.values():
            place.sort()
        for line in self._between.values():
            line.sort()

    def _enter(self, event: Event) -> None:
        for move in self._moves[event.id]:
            self._places[move.article_id].append((move.trigger.start, event.id))
        for word in self._telling(event):
            self._by_word[word].append(event.id)
        for party in event.recipients:
            self._between["to", party].append((self._days[event.id], event.id))
        for party in event.actors:
            self._between["by", party].append((self._days[event.id], event.id))

    def _telling(self, event: Event) -> Iterator[str]:
        return (word for word in sorted(self._words[event.id]) if self._times[word] <= self._most)

    def candidates(self, event: Event) -> list[Event]:
        """The acts that an event may answer: with words of its own, just before it, or the last to its party."""
        names = {name for word in self._telling(event) for name in self._by_word.get(word, ())}
        for move in self._moves[event.id]:
            line = self._places[move.article_id]
            end = bisect_left(line, (move.trigger.start, ""))
            names.update(name for _, name in line[max(0, end - _BACK) : end])
        last = (self._days[event.id], "\U0010ffff")
        keys = (*(("to", a) for a in event.actors), *(("by", r) for r in event.recipients))
        for key in keys:
            line_of_days = self._between.get(key, [])
            end = bisect_left(line_of_days, last)
            names.update(name for _, name in line_of_days[max(0, end - _BACK) : end])
        wanted = ANSWERS[event.code]
        return [other for name in sorted(names) if (other := self._by_id[name]).code in wanted]

    def rank(self, event: Event, other: Event) -> _Rank | None:
        """How plainly ``event`` answers ``other``; None where it does not."""
        if set(event.actors) & set(other.actors) or not self._addressed(event, other):
            return None
        behind = self._behind(event, other)
        near = behind is not None and 0 <= behind <= _BEHIND
        shared = sum(self._times[word] <= self._most for word in self._words[event.id] & self._words[other.id])
        named = self._names_it(event, other)
        if not self._later(event, other, behind, turned=named or (shared >= _SHARED and event.code in _TURNED)):
            return None
        one = event.issue is not None and event.issue == other.issue
        central = self._issues[event.issue or ""] > max(_FEW, _CENTRAL * len(self.events))
        telling = event.code == "DENY" or not (central or event.code in _LOOSE)
        tied = near or shared >= (1 if telling else _SHARED)
        called = event.code in _REPLIES and bool(set(other.recipients) & set(event.actors))
        bare = event.issue is None and (named or (near and called))
        if not (one and tied) and not bare and not (named and (near or one or shared >= _SHARED)):
            return None
        return _Rank(named, min(shared, _SHARED) + near + one, self._days[other.id], other.id)

    def _addressed(self, event: Event, other: Event) -> bool:
        to, by = set(other.recipients) & set(event.actors), set(event.recipients) & set(other.actors)
        return bool(to or by)

    def _behind(self, event: Event, other: Event) -> int | None:
        """How many characters the answer stands behind the act in a report of both; negative where before it."""
        ours = {m.article_id: m.trigger.start for m in reversed(self._moves[event.id])}
        gaps = [ours[m.article_id] - m.trigger.end for m in self._moves[other.id] if m.article_id in ours]
        return min(gaps, key=lambda gap: (gap < 0, abs(gap)), default=None)

    def _later(self, event: Event, other: Event, behind: int | None, *, turned: bool) -> bool:
        """Whether an answer comes after the act; of one day, behind it where a report has both.

        Reports often begin with the answer: one that is ``turned`` to the act by its words may stand before it.
        """
        day, before = self._days[event.id], self._days[other.id]
        if day[: len(before)] == before[: len(day)]:
            return behind is None or behind >= 0 or turned
        return before < day

    def _names_it(self, event: Event, other: Event) -> bool:
        """Whether the words of an answer name what it answers by its kind."""
        return any(
            other.code in _NOUNS[noun.casefold()]
            for move in self._moves[event.id][:_READ]
            for noun in _NAMED.findall(move.evidence[0].exact[:500])
        )
