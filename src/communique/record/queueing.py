"""What is worth a person's look, the most pressing first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from communique.data import Card, Event, Judgement, Move, Record
from communique.record.agreement import Disagreement, disagreements
from communique.record.judging import in_force, parts, stances
from communique.record.likeness import Weights, content, days_apart
from communique.record.renaming import PROPOSED

UNSURE = 0.5
"""Below this confidence a move is asked about for its coding alone."""
_ALIKE = 0.3  # in words, of two acts of one party: from here on they are asked about, as one act or two
_RAREST, _NEAREST = 4, 8  # words of an act by which others are found, and how many others: the work stays linear
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
            if d.about in moves and _unwitting(d)
        ]
        cards["orphan"] = [
            Card(about=j.id, kind="orphan", reason="what was judged is no longer found") for j in orphans
        ]
    return tuple(card for kind in _ORDER for card in cards[kind])


def _decided(judgements: Iterable[Judgement], by: str | None) -> frozenset[str]:
    return frozenset(about for about, coders in stances(judgements).items() if by is None or by in coders)


def _unwitting(apart: Disagreement) -> bool:
    """Whether the last word was given without seeing the others: nobody yet decided between them."""
    return max(apart.coders.values(), key=lambda j: j.at).blind


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
    """Acts of one party, close in time, with one code or one issue, and alike in words."""
    acts = [_Act(e, moves[e.moves[0]], e.when or published.get(e.first_reported_by) or "") for e in events]
    bags = {act.event.id: content(act.lead) for act in acts if act.event.actors and not act.event.history}
    weights = Weights(set(bags.values()))
    found: dict[tuple[str, str], float] = {}
    for one, other in _neighbours([act for act in acts if act.event.id in bags], bags, weights):
        alike = weights.alike(bags[one.event.id], bags[other.event.id])
        apart = days_apart(one.day, other.day)
        if alike >= _ALIKE and apart is not None and apart <= _DAYS and not _asked(one.event, other.event, told):
            found[one.lead.id, other.lead.id] = alike
    for one_move, other_move in sorted(found, key=lambda pair: (-found[pair], pair)):
        yield Card(about=one_move, kind="pair", reason="two acts that may be one", moves=(one_move,), other=other_move)


class _Act(NamedTuple):
    """An event, the move that stands for it, and its day."""

    event: Event
    lead: Move
    day: str


def _neighbours(
    acts: Iterable[_Act], bags: Mapping[str, frozenset[str]], weights: Weights
) -> Iterator[tuple[_Act, _Act]]:
    """The pairs that share a party and one of their rarest words, and stand near each other in time."""
    rows: dict[tuple[tuple[str, ...], str], list[_Act]] = defaultdict(list)
    for act in acts:
        for word in sorted(bags[act.event.id], key=lambda word: (-weights.of((word,)), word))[:_RAREST]:
            rows[act.event.actors, word].append(act)
    for row in rows.values():
        row.sort(key=lambda act: (act.day, act.event.id))
        for n, one in enumerate(row):
            for other in row[n + 1 : n + 1 + _NEAREST]:
                if _may_be_one(one, other):
                    yield one, other


def _may_be_one(one: _Act, other: _Act) -> bool:
    """Whether two acts have their code or their issue in common, and are told by different articles."""
    a, b = one.event, other.event
    alike = a.code == b.code or (a.issue is not None and a.issue == b.issue)
    return alike and a.id != b.id and one.lead.article_id != other.lead.article_id


def _asked(one: Event, other: Event, told: Set[frozenset[str]]) -> bool:
    return bool(told) and any(frozenset((a, b)) in told for a in one.moves for b in other.moves)
