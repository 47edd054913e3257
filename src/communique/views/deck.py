"""The cards of the review at one moment, and what of them is left while people decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from communique.data import Card, Judgement, Move
from communique.filters import Filter
from communique.record.judging import LINKS, in_force, parts, taken_back
from communique.snapshot import Snapshot
from communique.views.telling import nearest
from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues

_KEYS = 9  # codes that have a figure key
_OFFERED = 200  # names and issues that a field offers while one types
_QUESTIONS = 64  # filters whose answers are kept

PILES = {
    "dispute": "sources disagree",
    "coders": "coders disagree",
    "red": "red lines",
    "threat": "threats",
    "unsure": "unsure coding",
    "issue": "proposed issues",
    "pair": "two acts or one",
    "orphan": "lost judgements",
    "rest": "not looked at yet",
}
"""The kinds of cards as one filters by them, in order of pressure, with their names."""
_REASONS = {"a red line": "red", "a threat": "threat", "the coding is unsure": "unsure"}


def pile(card: Card) -> str:
    """The kind of a card, as one filters by it."""
    return _REASONS.get(card.reason, "rest") if card.kind == "move" else card.kind


class Deck:
    """The queue of one record: as everybody left it, or as one blind coder did."""

    def __init__(self, now: Snapshot, cards: Iterable[Card], known: Iterable[Judgement]) -> None:
        self.now = now
        self.cards = tuple(cards)
        self.known = frozenset(j.id for j in known)
        self._fitting: dict[Filter, frozenset[str]] = {}

    def fitting(self, where: Filter) -> frozenset[str]:
        """The moves that fit a filter; raises UnknownName."""
        if where not in self._fitting:
            if len(self._fitting) >= _QUESTIONS:
                self._fitting.clear()
            self._fitting[where] = frozenset(move.id for move in self.now.moves(replace(where, limit=None)))
        return self._fitting[where]

    def near(self, move: Move) -> list[Move]:
        """One move of each other act that may be the same, at most nine."""
        others = {m.id: m for actor in move.actors for m in self._leads.get(actor, ())}
        return nearest(move, others.values())

    @cached_property
    def piles(self) -> Counter[str]:
        """How many cards there are of each kind."""
        return Counter(map(pile, self.cards))

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The places in the queue of the cards that a decision about an id may answer."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, card in enumerate(self.cards):
            for name in {card.about, *card.moves}:
                found[name].append(n)
        return found

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that have a figure key: the commonest of the case, in the order of the codebook."""
        used = Counter(dict.fromkeys(codes(), 0)) + Counter(m.code for m in self.now.listed("moves"))
        common = [code for code, _ in used.most_common(_KEYS)]
        common += [code for code in codes() if code not in common][: _KEYS - len(common)]
        return tuple(code for code in codes() if code in common)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The names of those who act most."""
        acting = Counter(actor for m in self.now.listed("moves") for actor in (*m.actors, *m.recipients))
        return tuple(self.now.names[actor] for actor, _ in acting.most_common(_OFFERED) if actor in self.now.names)

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The issues that there are: those of the record first."""
        raised = Counter(m.issue for m in self.now.listed("moves") if m.issue)
        return tuple(dict.fromkeys([*(issue for issue, _ in raised.most_common(_OFFERED)), *issues()]))

    @cached_property
    def _leads(self) -> Mapping[str, Sequence[Move]]:
        """Actor to one move of each of its acts."""
        found: dict[str, list[Move]] = defaultdict(list)
        for event in self.now.listed("events"):
            lead = self.now.moves_by_id.get(event.moves[0])
            for actor in lead.actors if lead else ():
                found[actor].append(lead)  # type: ignore[arg-type]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision of this sitting: the judgements (or batches) that it made, and the card as it was shown."""

    by: str
    ids: tuple[str, ...]
    told: str
    card: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Somebody before a deck: what was ``given`` by now, of which the deck may know less."""

    deck: Deck
    by: str
    blind: bool = False
    given: Sequence[Judgement] = ()
    decided: Sequence[Decided] = field(default=())

    @cached_property
    def left(self) -> tuple[Card, ...]:
        """The cards that nobody decided since the deck was made; of some moves, those that are left."""
        cards: list[Card | None] = list(self.deck.cards)
        for n, card in self._answered.items():
            cards[n] = card
        return tuple(card for card in cards if card is not None)

    @cached_property
    def judged(self) -> frozenset[str]:
        """What was judged by now, as far as this coder may know."""
        return frozenset(j.about for j in in_force(self._heard) if j.verdict not in LINKS)

    @property
    def piles(self) -> Counter[str]:
        """How many cards of each kind are left."""
        gone = Counter(pile(self.deck.cards[n]) for n, card in self._answered.items() if card is None)
        return self.deck.piles - gone

    @cached_property
    def _answered(self) -> Mapping[int, Card | None]:
        """What is left, by place, of the cards about which something was decided since the deck was made."""
        if not self._since:
            return {}
        live = [j for j in in_force(self._heard) if j.id not in self.deck.known]
        judged = {j.about for j in live if j.verdict not in LINKS}
        pairs = {frozenset((j.about, other)) for j in live for other in _others(j)}
        gone = judged | {j.about for j in self._since if j.verdict == "undo"}
        named = gone | {name for pair in pairs for name in pair}
        places = {n for name in named for n in self.deck.places.get(name, ())}
        return {n: _left(self.deck.cards[n], gone, pairs) for n in places}

    def asked(self, where: Filter, kind: str) -> tuple[Card, ...]:
        """Those of one kind, about moves that fit a filter."""
        cards = self.left
        if kind:
            cards = tuple(card for card in cards if pile(card) == kind)
        if where != Filter(limit=where.limit):
            kept = self.deck.fitting(where)
            cards = tuple(card for card in cards if not kept.isdisjoint((*card.moves, card.about)))
        return cards[: where.limit]

    def put_back(self, about: str) -> Mapping[str, Any] | None:
        """A card that was decided in this sitting and taken back, as it was shown: the deck may not have it yet."""
        gone = taken_back(self._heard)
        for one in reversed(self.decided):
            if one.card is not None and one.card["about"] == about and gone.issuperset(one.ids):
                return one.card
        return None

    @cached_property
    def last(self) -> Decided | None:
        """This coder's last decision that was not taken back."""
        gone = taken_back(self._heard)
        for one in reversed(self.decided):
            if one.by == self.by and not gone.intersection(one.ids):
                return one
        own = [j for j in in_force(self._heard) if j.by == self.by]
        return None if not own else Decided(by=self.by, ids=(own[-1].batch or own[-1].id,), told=told(own[-1]))

    @property
    def _heard(self) -> Sequence[Judgement]:
        """What this coder may know of."""
        return [j for j in self.given if j.by == self.by] if self.blind else self.given

    @cached_property
    def _since(self) -> list[Judgement]:
        return [j for j in self._heard if j.id not in self.deck.known]


_PAST = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "changed",
    "merge": "merged",
    "split": "split off",
    "add": "added",
    "undo": "taken back",
}


def told(judgement: Judgement, count: int = 1) -> str:
    """What was decided about what, in a few words."""
    words = " ".join(judgement.quote.split())[:80]
    many = f", {count} reports" if count > 1 else ""
    return f"{_PAST[judgement.verdict]}{many}" + (f": “{words}”" if words else "")


def _others(judgement: Judgement) -> Iterator[str]:
    for key in ("with", "from"):
        yield from parts(judgement.changes.get(key, ""))


def _left(card: Card, gone: set[str], pairs: set[frozenset[str]]) -> Card | None:
    """What is left of a card."""
    if card.kind == "move":
        moves = tuple(move for move in card.moves if move not in gone)
        about = card.about if card.about in moves else moves[0] if moves else ""
        return replace(card, moves=moves, about=about) if moves else None
    if card.kind == "pair":
        told_apart = frozenset((card.about, card.other or "")) in pairs
        return None if told_apart else card
    return None if card.about in gone else card
