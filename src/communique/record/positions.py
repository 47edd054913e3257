"""What each party holds on each issue: its stance in force, in its words, and how it came there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from communique.data import Article, Event, Move, Position, digest
from communique.memory import Follower
from communique.record.likeness import days_apart, folded
from communique.record.placing import Around, Placed
from communique.record.stances import STANCE_CHARACTERS, Wording, one_line, wording
from communique.record.support import Voices
from communique.vocabulary.firmness import red_line_pattern

__all__ = ["STANCE_CHARACTERS", "Stances", "one_line"]

# Acts that say where a party stands, the more telling first.
_TELLING = (
    *("DEMAND", "REJECT", "STATE_POSITION", "ULTIMATUM", "OFFER", "CONCEDE", "ACCEPT", "PROPOSE", "REQUEST"),
    *("THREATEN", "DENY"),
)
_FIRM = frozenset({"DEMAND", "REJECT", "STATE_POSITION", "ULTIMATUM"})
_YIELDING = frozenset({"OFFER", "CONCEDE", "ACCEPT", "PROPOSE"})
_RECENT = 120  # days before its report up to which a day of last year is the day of a stance
_STANDS = 3  # days for which what was said before the last of several like acts may still say it better
_FOR_A_VOICE = 2  # a voice more outweighs so many places in the order of telling acts
_SURE = 0.4  # the confidence below which more moves are wrong than right: no such act alone turns a position
_HEARSAY = 2 * len(_TELLING)  # what only somebody else says of a party comes after all that it says itself


class _Said(NamedTuple):
    """The words of an act that say it best, and whether neither its party nor the outlet says them."""

    hearsay: bool
    wording: Wording


@dataclass(frozen=True, slots=True, eq=False)
class _Stance:
    """An act that says where its parties stand: its day, its best words, whether it draws a red line, and is sure."""

    event: Event
    day: str
    said: _Said
    red: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """What a stance is read from; ``worded`` are the words that were looked up."""

    articles: Mapping[str, Article]
    sides: Mapping[str, str]
    garbled: Set[str]
    worded: dict[str, tuple[Any, Wording]]


Line = tuple[str, str]  # a party and an issue


class _Taken(NamedTuple):
    """What came of an event, and the words that were looked up for it."""

    stance: _Stance | None
    worded: dict[str, tuple[Any, Wording]]


class Stances:
    """The stances that parties took, from one time to the next: of an event that stands as it stood it is the same."""

    def __init__(self) -> None:
        self._shown = Follower[str]()
        self._taken: dict[str, _Taken] = {}
        self._lines: dict[Line, dict[tuple[str, int], _Stance]] = defaultdict(dict)
        self._positions: dict[Line, Position] = {}

    def positions(
        self,
        events: Mapping[str, Placed],
        articles: Mapping[str, Article],
        voices: Voices,
        sides: Mapping[str, str],
        garbled: Set[str],
        around: Around,
    ) -> tuple[Position, ...]:
        """A position for each party and issue on which it has taken a stance.

        Background history, what is only imagined, what nobody but another side says of a party, and what only the
        ``garbled`` articles (machines' rewordings, by id) say make none. What only somebody of no side tells, or
        alleges, counts where the party says nothing itself. ``sides`` maps an actor to its side; ``around`` tells
        which of all this is no longer as it was the last time.
        """
        stale = {*self._shown.turned(events)}
        if around.articles or around.actors:
            stale |= {name for name, placed in events.items() if not around.stands(placed)}
        touched = set[Line]()
        for name in stale:
            before = self._taken.pop(name, None)
            if before is not None:
                touched |= self._enter(name, before.stance, enter=False)
            if name in events:
                case = _Case(articles, sides, garbled, {} if before is None else before.worded)
                taken = self._taken[name] = _Taken(_stance(events[name], case), case.worded)
                touched |= self._enter(name, taken.stance, enter=True)
        for line in touched:
            if self._lines[line]:
                self._positions[line] = _position(*line, list(self._lines[line].values()), voices)
            else:
                self._positions.pop(line, None)
                del self._lines[line]
        return tuple(sorted(self._positions.values(), key=lambda p: p.id))

    def _enter(self, name: str, stance: _Stance | None, *, enter: bool) -> set[Line]:
        """Take the stance that an event is into the lines of its parties, or else out; these lines."""
        lines = [(actor, stance.event.issue or "") for actor in stance.event.actors] if stance is not None else []
        for number, line in enumerate(lines):
            if enter and stance is not None:
                self._lines[line][name, number] = stance
            else:
                del self._lines[line][name, number]
        return set(lines)


def _stance(placed: Placed, case: _Case) -> _Stance | None:
    """The stance that an event is of its parties, if any."""
    event = placed.event
    if event.code not in _TELLING or not event.issue or event.history or not _own(placed, case):
        return None
    red = event.code in _FIRM and _is_red(placed.moves)
    sure = any(move.confidence >= _SURE for move in placed.moves)
    return _Stance(event, _day(event, case), _words(placed, case), red, sure)


def _own(placed: Placed, case: _Case) -> bool:
    """Whether at least one report has the stance as the party's own, and not as what another says of it."""
    if placed.event.modality in ("negated", "hypothetical"):
        return False
    return any(_by_itself(move, case) for move in placed.moves)


def _by_itself(move: Move, case: _Case) -> bool:
    """Whether a move is told by its party, the outlet, or somebody of no other side."""
    if move.modality in ("negated", "hypothetical") or move.history or move.article_id in case.garbled:
        return False
    side = case.sides.get(move.speaker or "")
    return side is None or side in {case.sides.get(actor, actor) for actor in move.actors}


def _hearsay(move: Move, case: _Case) -> bool:
    """Whether neither its party nor the outlet tells of a move, but somebody of no side, or who alleges it."""
    told = move.speaker is not None and move.speaker not in move.actors and case.sides.get(move.speaker) is None
    return told or move.reported_by is not None


def _position(actor: str, issue: str, taken: Sequence[_Stance], voices: Voices) -> Position:
    line = sorted(taken, key=lambda s: (s.day, -_TELLING.index(s.event.code), s.event.id))
    now = _now([s for s in line if s.sure] or line)
    return Position(
        id=digest("position", actor, issue),
        actor=actor,
        issue=issue,
        stance=now.said.wording.words,
        code=now.event.code,
        red_line=any(s.red for s in line),
        since=now.day or None,
        until=None,
        history=tuple(f"{s.day or 'undated'} {s.event.code}: {s.said.wording.words}" for s in line if s is not now),
        events=tuple(s.event.id for s in line),
        support=voices.support(anchor for s in line for anchor in s.event.support.anchors),
    )


def _now(line: Sequence[_Stance]) -> _Stance:
    """The stance in force: what says best, and on most voices, what the last acts of one direction said.

    An offer or concession after demands and refusals turns the direction, and so does a refusal after an offer.
    """
    last = max(s.day for s in line)
    of_the_day = (s.event for s in line if s.day == last)
    turn = min(of_the_day, key=lambda e: (-e.support.voices, _TELLING.index(e.code), e.id)).code in _YIELDING
    since: list[_Stance] = []
    for stance in sorted(line, key=lambda s: (s.day, (s.event.code in _YIELDING) == turn)):
        if (stance.event.code in _YIELDING) != turn:
            since = []
        elif _near(stance.day, last):
            since.append(stance)
    return min(since, key=lambda s: (_weight(s), s.event.id))


def _near(day: str, last: str) -> bool:
    apart = days_apart(day, last)
    return day == last or (apart is not None and apart <= _STANDS)


def _weight(stance: _Stance) -> tuple[float, int]:
    """How well an act stands for a position, the better the lower: its kind, its voices, and its words."""
    event, (hearsay, said) = stance.event, stance.said
    order = _TELLING.index(event.code) - _FOR_A_VOICE * (event.support.voices - 1) - 2 * said.quoted + 3 * said.vague
    return order + _HEARSAY * hearsay, -event.support.reports


def _day(event: Event, case: _Case) -> str:
    """When a stance was taken: its day where that is known and recent, else the day of its first report, else "".

    A year long past in the same sentence dates what the stance is about, not the stance; so does a day to come.
    """
    reported = case.articles[event.first_reported_by].published or ""
    if event.when is None or (reported and event.when[: len(reported)] > reported[: len(event.when)]):
        return reported
    recent = not reported or event.when[:4] >= reported[:4] or _close(event.when, reported)
    return event.when if recent else reported


def _close(day: str, reported: str) -> bool:
    apart = days_apart(day, reported)
    return apart is not None and apart <= _RECENT


def _is_red(moves: Iterable[Move]) -> bool:
    pattern = red_line_pattern()
    words = (anchor.exact for move in moves for anchor in move.evidence)
    return any(pattern.search(" ".join(map(folded, text.split()))) for text in words)


def _words(placed: Placed, case: _Case) -> _Said:
    """The words that say it best: of reports in which the party or the outlet says it, else somebody of no side."""
    of_code = [move for move in placed.moves if move.code == placed.event.code]
    own = [move for move in of_code if _by_itself(move, case)] or of_code
    said = (_Said(_hearsay(move, case), _wording(move, case)) for move in own)
    return min(said, key=lambda t: (t.hearsay, t.wording.rank))


def _wording(move: Move, case: _Case) -> Wording:
    article, garbled = case.articles[move.article_id], move.article_id in case.garbled
    given = article, garbled, move.trigger, move.evidence, move.confidence
    known = case.worded.get(move.id)
    if known is None or known[0] != given:
        known = case.worded[move.id] = given, wording(move, article, garbled=garbled)
    return known[1]
