"""What is worth a person's look, the most pressing first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from communique.data import Card, Event, Judgement, Move, Record
from communique.record.agreement import disagreements
from communique.record.judging import in_force, parts, stances
from communique.record.likeness import Weights, content, days_apart
from communique.record.renaming import PROPOSED

UNSURE = 0.7
"""Below this confidence a move is asked about for its coding alone."""
_ALIKE = 0.25  # of two acts of one party on one issue: from here on they are asked about, as one act or two
_DAYS = 3  # between two reports that may still tell one act
_THREATS = frozenset({"THREATEN", "ULTIMATUM"})
_ORDER = ("dispute", "coders", "threat", "unsure", "issue", "pair", "orphan", "rest")


def queue(
    record: Record,
    judgements: Sequence[Judgement],
    published: Mapping[str, str | None],
    *,
    orphans: Iterable[Judgement] = (),
    by: str | None = None,
) -> tuple[Card, ...]:
    """The cards to review: disagreement first, then red lines and threats, what is unsure, issues that the machine
    proposed, acts that may be one, judgements that lost their datum, and the rest.

    What somebody judged is asked no more. ``by`` is a coder who works blind: only what this coder judged counts.
    """
    decided = _decided(judgements, by)
    moves = {move.id: move for move in record.moves}
    cards: dict[str, list[Card]] = defaultdict(list)
    cards["dispute"] = [
        Card(about=d.id, kind="dispute", reason=f"sources disagree: {d.question}")
        for d in record.disputes
        if d.id not in decided
    ]
    red = {event for p in record.positions if p.red_line for event in p.events}
    for event in record.events:
        unseen = tuple(move for move in event.moves if move not in decided)
        if unseen:
            kind, card = _act(event, unseen, moves, red)
            cards[kind].append(card)
    cards["issue"] = _issues(record.moves, decided)
    cards["pair"] = list(_pairs(record.events, moves, published, _told_apart(judgements, by)))
    if by is None:
        cards["coders"] = [
            Card(about=d.about, kind="coders", reason=f"coders disagree on {', '.join(d.fields)}", moves=(d.about,))
            for d in disagreements(judgements)
            if d.about in moves
        ]
        cards["orphan"] = [
            Card(about=j.id, kind="orphan", reason="what was judged is no longer found") for j in orphans
        ]
    return tuple(card for kind in _ORDER for card in cards[kind])


def _decided(judgements: Iterable[Judgement], by: str | None) -> frozenset[str]:
    return frozenset(about for about, coders in stances(judgements).items() if by is None or by in coders)


def _told_apart(judgements: Iterable[Judgement], by: str | None) -> frozenset[frozenset[str]]:
    """The pairs of moves of which a person said whether they are one act."""
    links = [j for j in in_force(judgements) if j.verdict in ("merge", "split") and (by is None or j.by == by)]
    others = ((j.about, other) for j in links for key in ("with", "from") for other in parts(j.changes.get(key, "")))
    return frozenset(map(frozenset, others))


def _act(event: Event, unseen: Sequence[str], moves: Mapping[str, Move], red: Set[str]) -> tuple[str, Card]:
    """The card of an act, which shows its least sure report, and how pressing it is."""
    least = min((moves[move] for move in unseen), key=lambda m: (m.confidence, m.id))
    if event.id in red:
        kind, reason = "threat", "a red line"
    elif event.code in _THREATS:
        kind, reason = "threat", "a threat"
    elif least.confidence < UNSURE:
        kind, reason = "unsure", "the coding is unsure"
    else:
        kind, reason = "rest", "nobody looked at it yet"
    return kind, Card(about=least.id, kind="move", reason=reason, moves=tuple(unseen), confidence=least.confidence)


def _issues(moves: Iterable[Move], decided: Set[str]) -> list[Card]:
    """A card for each issue that the machine proposed, the most used first."""
    used: dict[str, list[str]] = defaultdict(list)
    for move in moves:
        if move.issue and move.issue.startswith(PROPOSED) and move.issue not in decided:
            used[move.issue].append(move.id)
    order = sorted(used, key=lambda issue: (-len(used[issue]), issue))
    return [
        Card(
            about=issue,
            kind="issue",
            reason=f"an issue that the machine proposed, from {_moves(len(used[issue]))}",
            moves=tuple(used[issue]),
        )
        for issue in order
    ]


def _moves(count: int) -> str:
    return f"{count} move{'s' * (count != 1)}"


def _pairs(
    events: Iterable[Event],
    moves: Mapping[str, Move],
    published: Mapping[str, str | None],
    told: Set[frozenset[str]],
) -> Iterator[Card]:
    """Acts of one kind, party and issue, close in time and alike in words: only neighbours in time are compared."""
    rows: dict[tuple[str, tuple[str, ...], str], list[tuple[str, Event]]] = defaultdict(list)
    for event in events:
        if event.issue is not None and not event.history:
            day = event.when or published.get(event.first_reported_by) or ""
            rows[event.code, event.actors, event.issue].append((day, event))
    bags = {event.id: content(moves[event.moves[0]]) for row in rows.values() for _, event in row}
    weights = Weights(set(bags.values()))
    found = []
    for row in rows.values():
        row.sort(key=lambda item: (item[0], item[1].id))
        for (day, one), (later, other) in pairwise(row):
            apart = days_apart(day, later)
            alike = weights.alike(bags[one.id], bags[other.id])
            asked = any(frozenset((a, b)) in told for a in one.moves for b in other.moves) if told else False
            if alike >= _ALIKE and apart is not None and apart <= _DAYS and not asked:
                found.append((-alike, one.moves[0], other.moves[0]))
    for _, one_move, other_move in sorted(found):
        yield Card(about=one_move, kind="pair", reason="two acts that may be one", moves=(one_move,), other=other_move)
