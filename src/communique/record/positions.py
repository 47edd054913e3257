"""What each party holds on each issue: its stance in force, in its words, and how it came there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from communique.data import Article, Event, Move, Position, digest
from communique.memory import Notebook
from communique.record.likeness import days_apart
from communique.record.stances import STANCE_CHARACTERS, Wording, one_line, wording
from communique.record.support import Voices
from communique.text import fold
from communique.vocabulary.firmness import red_line_pattern

__all__ = ["STANCE_CHARACTERS", "one_line", "positions"]

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
_HEARSAY = 2 * len(_TELLING)  # what only somebody else says of a party comes after all that it says itself


class Wordings:
    """The words of each report that were looked up, and whether an act names a red line; both kept while they stand."""

    def __init__(self) -> None:
        self._said: Notebook[Wording] = Notebook()
        self._red: Notebook[bool] = Notebook()

    def of(self, move: Move, article: Article, *, garbled: bool) -> Wording:
        """The line in which an article tells of a move."""
        given = article, move.trigger, move.evidence, move.confidence
        return self._said.of((move.id, garbled), given, partial(wording, move, article, garbled=garbled))

    def red(self, moves: tuple[Move, ...]) -> bool:
        """Whether a red line is drawn in the words of these moves."""
        given = [move.evidence for move in moves]
        return self._red.of(moves[0].id, given, partial(_is_red, moves))

    def settle(self) -> None:
        """Forget what was not asked for since the last time."""
        self._said.settle()
        self._red.settle()


@dataclass(frozen=True, slots=True)
class _Case:
    """What a stance is read from."""

    moves: Mapping[str, Move]
    articles: Mapping[str, Article]
    sides: Mapping[str, str]
    garbled: frozenset[str]
    wordings: Wordings
    said: dict[str, _Said]


class _Said(NamedTuple):
    """The words of an act that say it best, and whether neither its party nor the outlet says them."""

    hearsay: bool
    wording: Wording


def positions(
    events: Iterable[Event],
    moves: Mapping[str, Move],
    articles: Mapping[str, Article],
    voices: Voices,
    sides: Mapping[str, str] | None = None,
    garbled: frozenset[str] = frozenset(),
    wordings: Wordings | None = None,
) -> tuple[Position, ...]:
    """A position for each party and issue on which it has taken a stance.

    Background history, what is only imagined, what nobody but another side says of a party, and what only the
    ``garbled`` articles (machines' rewordings, by id) say make none. What only somebody of no side tells, or alleges,
    counts where the party says nothing itself. ``sides`` maps an actor to its side.
    """
    case = _Case(moves, articles, sides or {}, garbled, wordings or Wordings(), {})
    taken: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.code in _TELLING and event.issue and not event.history and _own(event, case):
            for actor in event.actors:
                taken[actor, event.issue].append(event)
    made = [_position(actor, issue, line, case, voices) for (actor, issue), line in sorted(taken.items())]
    case.wordings.settle()
    return tuple(sorted(made, key=lambda p: p.id))


def _own(event: Event, case: _Case) -> bool:
    """Whether at least one report has the stance as the party's own, and not as what another says of it."""
    if event.modality in ("negated", "hypothetical"):
        return False
    return any(_by_itself(case.moves[move], case) for move in event.moves)


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


def _position(actor: str, issue: str, events: Sequence[Event], case: _Case, voices: Voices) -> Position:
    line = sorted(events, key=lambda e: (_day(e, case), -_TELLING.index(e.code), e.id))
    now = _now(line, case)
    earlier = [e for e in line if e is not now]
    return Position(
        id=digest("position", actor, issue),
        actor=actor,
        issue=issue,
        stance=_words(now, case).wording.words,
        code=now.code,
        red_line=any(case.wordings.red(tuple(case.moves[m] for m in e.moves)) for e in line if e.code in _FIRM),
        since=_day(now, case) or None,
        until=None,
        history=tuple(f"{_day(e, case) or 'undated'} {e.code}: {_words(e, case).wording.words}" for e in earlier),
        events=tuple(e.id for e in line),
        support=voices.support(anchor for e in line for anchor in e.support.anchors),
    )


def _now(line: Sequence[Event], case: _Case) -> Event:
    """The stance in force: what says best, and on most voices, what the last acts of one direction said.

    An offer or concession after demands and refusals turns the direction, and so does a refusal after an offer.
    """
    last = max(_day(e, case) for e in line)
    of_the_day = [e for e in line if _day(e, case) == last]
    turn = min(of_the_day, key=lambda e: (-e.support.voices, _TELLING.index(e.code), e.id)).code in _YIELDING
    since: list[Event] = []
    for event in sorted(line, key=lambda e: (_day(e, case), (e.code in _YIELDING) == turn)):
        if (event.code in _YIELDING) != turn:
            since = []
        elif _near(_day(event, case), last):
            since.append(event)
    return min(since, key=lambda e: (_weight(e, case), e.id))


def _near(day: str, last: str) -> bool:
    apart = days_apart(day, last)
    return day == last or (apart is not None and apart <= _STANDS)


def _weight(event: Event, case: _Case) -> tuple[float, int]:
    """How well an act stands for a position, the better the lower: its kind, its voices, and its words."""
    hearsay, said = _words(event, case)
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
    return any(pattern.search(" ".join(map(fold, text.split()))) for text in words)


def _words(event: Event, case: _Case) -> _Said:
    """The words that say it best: of reports in which the party or the outlet says it, else somebody of no side."""
    if event.id not in case.said:
        of_code = [case.moves[move] for move in event.moves if case.moves[move].code == event.code]
        own = [move for move in of_code if _by_itself(move, case)] or of_code
        said = (_Said(_hearsay(m, case), _wording(m, case)) for m in own)
        case.said[event.id] = min(said, key=lambda t: (t.hearsay, t.wording.rank))
    return case.said[event.id]


def _wording(move: Move, case: _Case) -> Wording:
    return case.wordings.of(move, case.articles[move.article_id], garbled=move.article_id in case.garbled)
