"""What each party holds on each issue: its latest stance, in its words, and how it came there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique.data import Article, Event, Move, Position, digest
from communique.record.likeness import days_apart
from communique.record.support import Voices
from communique.text import fold, quotations, sentences
from communique.vocabulary.firmness import red_line_pattern

# Acts that say where a party stands, the more telling first.
_TELLING = (
    *("DEMAND", "REJECT", "STATE_POSITION", "ULTIMATUM", "OFFER", "CONCEDE", "ACCEPT", "PROPOSE", "REQUEST"),
    *("THREATEN", "DENY"),
)
_FIRM = frozenset({"DEMAND", "REJECT", "STATE_POSITION", "ULTIMATUM"})
STANCE_CHARACTERS = 200
"""A stance is one line: it is cut at a word after so many characters."""
_RECENT = 120  # days before its report up to which a day of last year is the day of a stance


def positions(
    events: Iterable[Event], moves: Mapping[str, Move], articles: Mapping[str, Article], voices: Voices
) -> tuple[Position, ...]:
    """A position for each party and issue on which it has taken a stance; background history makes none."""
    taken: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.code in _TELLING and event.issue and not event.history and event.modality != "negated":
            for actor in event.actors:
                taken[actor, event.issue].append(event)
    made = [_position(actor, issue, line, moves, articles, voices) for (actor, issue), line in sorted(taken.items())]
    return tuple(sorted(made, key=lambda p: p.id))


def _position(
    actor: str,
    issue: str,
    events: Sequence[Event],
    moves: Mapping[str, Move],
    articles: Mapping[str, Article],
    voices: Voices,
) -> Position:
    line = sorted(events, key=lambda e: (_day(e, articles), -_TELLING.index(e.code), e.id))
    now = _now(line, articles)
    earlier = [e for e in line if e is not now]
    return Position(
        id=digest("position", actor, issue),
        actor=actor,
        issue=issue,
        stance=_stance(now, moves, articles),
        code=now.code,
        red_line=any(_is_red(e, moves) for e in line if e.code in _FIRM),
        since=_day(now, articles) or None,
        until=None,
        history=tuple(f"{_day(e, articles) or 'undated'} {e.code}: {_stance(e, moves, articles)}" for e in earlier),
        events=tuple(e.id for e in line),
        support=voices.support(anchor for e in line for anchor in e.support.anchors),
    )


def _now(line: Sequence[Event], articles: Mapping[str, Article]) -> Event:
    """The stance in force: the most telling act of the last day on which one was taken, widest support first."""
    last = max(_day(e, articles) for e in line)
    of_the_day = [e for e in line if _day(e, articles) == last]
    return min(of_the_day, key=lambda e: (_TELLING.index(e.code), -e.support.voices, -e.support.reports, e.id))


def _day(event: Event, articles: Mapping[str, Article]) -> str:
    """When a stance was taken: its day where that is known and recent, else the day of its first report, else "".

    A year long past in the same sentence dates what the stance is about, not the stance.
    """
    reported = articles[event.first_reported_by].published or ""
    recent = event.when is not None and (not reported or event.when[:4] >= reported[:4] or _close(event.when, reported))
    return event.when if recent and event.when else reported


def _close(day: str, reported: str) -> bool:
    apart = days_apart(day, reported)
    return apart is not None and apart <= _RECENT


def _is_red(event: Event, moves: Mapping[str, Move]) -> bool:
    pattern = red_line_pattern()
    words = (anchor.exact for move in event.moves for anchor in moves[move].evidence)
    return any(pattern.search(" ".join(map(fold, text.split()))) for text in words)


def _stance(event: Event, moves: Mapping[str, Move], articles: Mapping[str, Article]) -> str:
    """The sentence that says it best: one with a quotation in it first, then the surest, then the shorter."""

    def rank(found: tuple[Move, str]) -> tuple[bool, bool, float, int, str]:
        move, words = found
        return (not quotations(words), len(words) > 2 * STANCE_CHARACTERS, -move.confidence, len(words), move.id)

    of_code = [moves[move] for move in event.moves if moves[move].code == event.code]
    told = ((move, _sentence(move, articles)) for move in of_code)
    return one_line(min(told, key=rank)[1])


def _sentence(move: Move, articles: Mapping[str, Article]) -> str:
    """The sentence in which a move's trigger stands, or its evidence where the sentence is too long for a line."""
    text = articles[move.article_id].text
    start = text.rfind("\n", 0, move.trigger.start) + 1
    end = text.find("\n", move.trigger.end)
    spans = sentences(text, start, len(text) if end < 0 else end)
    whole = next((text[a:b] for a, b in spans if a <= move.trigger.start < b), move.evidence[0].exact)
    return whole if len(whole) <= STANCE_CHARACTERS else move.evidence[0].exact


def one_line(words: str) -> str:
    """``words`` on one line of at most STANCE_CHARACTERS, cut at a word."""
    flat = " ".join(words.split())
    if len(flat) <= STANCE_CHARACTERS:
        return flat
    return flat[:STANCE_CHARACTERS].rsplit(" ", 1)[0] + " …"
