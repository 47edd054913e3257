"""The acts of a case as answers find them: by their words, their places, and who stands between whom.

From one time to the next little is looked at anew: the table tells which answers an act that came or went may touch.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from communique.data import Article, Event, Move
from communique.memory import Follower, turned
from communique.record.likeness import Bag, content
from communique.record.placing import Placed

READ = 4
"""Tellings of an event that are read for its words."""
_BACK = 8  # acts before an answer that are looked at in its report, or among those to its party
# A word in more of the events than this tells nothing by itself, nor does an issue of so many.
_COMMON = 0.2
_CENTRAL = 0.1
_FEW = 6
_MANY = 50
_LAST = "\U0010ffff"  # behind every id

Way = tuple[str, str]  # "to" or "by", and a party
Key = TypeVar("Key", str, Way)
Row = TypeVar("Row", tuple[int, str], tuple[str, str])


class Act(NamedTuple):
    """An event with its reports, its day ("" where none is known) and its words."""

    placed: Placed
    event: Event
    moves: Sequence[Move]
    day: str
    words: Bag


def _act(told: Placed, day: str) -> Act:
    words = frozenset(word for move in told.moves[:READ] for word in content(move))
    return Act(told, told.event, told.moves, day, words)


class _Found:
    """Acts by what they are found by; ``ways`` says between whom an act stands."""

    def __init__(self, ways: Callable[[Event], Iterator[Way]]) -> None:
        self._ways = ways
        self.words: dict[str, set[str]] = defaultdict(set)
        self.places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.lines: dict[Way, list[tuple[str, str]]] = defaultdict(list)

    def enter(self, act: Act) -> None:
        """Take an act in."""
        name = act.event.id
        for word in act.words:
            self.words[word].add(name)
        for move in act.moves:
            insort(self.places[move.article_id], (move.trigger.start, name))
        for way in self._ways(act.event):
            insort(self.lines[way], (act.day, name))

    def leave(self, act: Act) -> None:
        """Take an act out."""
        name = act.event.id
        for word in act.words:
            self.words[word].discard(name)
            if not self.words[word]:
                del self.words[word]
        for move in act.moves:
            _out(self.places, move.article_id, (move.trigger.start, name))
        for way in self._ways(act.event):
            _out(self.lines, way, (act.day, name))

    def of_days(self, way: Way, first: str, end: str | None) -> Iterator[str]:
        """Those that stand so, from the day ``first`` on and before the day ``end``."""
        line = self.lines.get(way, [])
        last = len(line) if end is None else bisect_left(line, (end, ""))
        return (name for _, name in line[bisect_left(line, (first, "")) : last])


def _out(held: dict[Key, list[Row]], key: Key, row: Row) -> None:
    line = held[key]
    del line[bisect_left(line, row)]
    if not line:
        del held[key]


def _asked(event: Event) -> Iterator[Way]:
    """Whom an act is to, and whose it is."""
    yield from dict.fromkeys(("to", party) for party in event.recipients)
    yield from dict.fromkeys(("by", party) for party in event.actors)


def _answering(event: Event) -> Iterator[Way]:
    """Whom the act that an event answers is to, or whose it is."""
    yield from dict.fromkeys(("to", party) for party in event.actors)
    yield from dict.fromkeys(("by", party) for party in event.recipients)


class Table:
    """The acts of a case. ``answers`` maps the code of an answer to those of what it may answer."""

    def __init__(self, answers: Mapping[str, Iterable[str]]) -> None:
        self._codes = frozenset(answers)
        self._of = frozenset(code for codes in answers.values() for code in codes)
        self._shown = Follower[str]()
        self._articles: Mapping[str, Article] = {}
        self.acts: dict[str, Act] = {}
        self._asked = _Found(_asked)
        self._replies = _Found(_answering)
        self._on: dict[str, set[str]] = defaultdict(set)  # answers by their issue
        self._times: Counter[str] = Counter()
        self._issues: Counter[str] = Counter()
        self._most = 0.0
        self._central: frozenset[str] = frozenset()

    def now(self, now: Mapping[str, Placed], articles: Mapping[str, Article]) -> tuple[set[str], set[str]]:
        """Take these for the events of the case: the answers to look at anew, and those that are none any more."""
        stale, others = {*self._shown.turned(now)}, turned(self._articles, articles) & self._articles.keys()
        if others:
            stale |= {name for name, told in now.items() if told.event.first_reported_by in others}
        self._articles = articles
        gone, come = [], []
        for name in stale:
            before, act = self.acts.get(name), None
            if (told := now.get(name)) is not None and not told.event.history:
                day = told.event.when or articles[told.event.first_reported_by].published or ""
                act = before if before is not None and before[:4:3] == (told, day) else _act(told, day)
            if act is not before:
                gone += [] if before is None else [self.acts.pop(name)]
                come += [] if act is None else [act]
        self.acts.update((act.event.id, act) for act in come)
        again = self._counted(gone, come)
        for act in gone:
            again |= self._left(act)
        for act in come:
            again |= self._entered(act)
        answers = {name for name in again if name in self.acts and self.acts[name].event.code in self._codes}
        return answers, {act.event.id for act in gone} - answers

    def _counted(self, gone: Sequence[Act], come: Sequence[Act]) -> set[str]:
        """Count words and issues; the answers with a word, or on an issue, that tells more or less than before."""
        words = {word for act in (*gone, *come) for word in act.words}
        before = {word for word in words if self._times[word] <= self._most}
        for sign, acts in ((-1, gone), (1, come)):
            for act in acts:
                for word in act.words:
                    self._times[word] += sign
                if act.event.issue:
                    self._issues[act.event.issue] += sign
        most = max(_FEW, min(_MANY, _COMMON * len(self.acts)))
        often = max(_FEW, _CENTRAL * len(self.acts))
        central = frozenset(issue for issue, times in self._issues.items() if times > often)
        again = {name for issue in central ^ self._central for name in self._on.get(issue, ())}
        self._central = central
        if most != self._most:
            self._most = most
            return set(self.acts)
        turned = before ^ {word for word in words if self._times[word] <= most}
        return again | {name for word in turned for name in self._replies.words.get(word, ())}

    def _left(self, act: Act) -> set[str]:
        """Take an act out; the answers that may have been to it."""
        touched = self._beside(act) if act.event.code in self._of else set()
        if act.event.code in self._of:
            self._asked.leave(act)
        if act.event.code in self._codes:
            self._replies.leave(act)
            if act.event.issue:
                self._on[act.event.issue].discard(act.event.id)
        return touched

    def _entered(self, act: Act) -> set[str]:
        """Take an act in; the answers that may be to it, and itself."""
        if act.event.code in self._codes:
            self._replies.enter(act)
            if act.event.issue:
                self._on[act.event.issue].add(act.event.id)
        if act.event.code not in self._of:
            return {act.event.id}
        self._asked.enter(act)
        return self._beside(act) | {act.event.id}

    def _beside(self, act: Act) -> set[str]:
        """The answers among whose candidates an act is, which is in."""
        replies = self._replies
        found = {name for word in self._telling(act.words) for name in replies.words.get(word, ())}
        found |= {name for move in act.moves for _, name in replies.places.get(move.article_id, ())}
        for way in _asked(act.event):
            line = self._asked.lines[way]
            at = bisect_left(line, (act.day, act.event.id)) + _BACK
            found.update(replies.of_days(way, act.day, line[at][0] if at < len(line) else None))
        return found

    def _telling(self, words: Iterable[str]) -> Iterator[str]:
        return (word for word in words if self._times[word] <= self._most)

    def candidates(self, act: Act) -> set[str]:
        """The acts that one may answer: with words of its own, just before it, or the last to its party."""
        asked = self._asked
        names = {name for word in self._telling(act.words) for name in asked.words.get(word, ())}
        for move in act.moves:
            line = asked.places.get(move.article_id, [])
            end = bisect_left(line, (move.trigger.start, ""))
            names.update(name for _, name in line[max(0, end - _BACK) : end])
        for way in _answering(act.event):
            line_of_days = asked.lines.get(way, [])
            end = bisect_left(line_of_days, (act.day, _LAST))
            names.update(name for _, name in line_of_days[max(0, end - _BACK) : end])
        return names

    def shared(self, act: Act, other: Act) -> int:
        """How many words two acts have in common that few others have."""
        return sum(1 for _ in self._telling(act.words & other.words))

    def central(self, act: Act) -> bool:
        """Whether an act is on an issue that many are about."""
        return act.event.issue in self._central
