"""What every card of the review tells, in the terminal and on the page: the words in context, why, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from communique.data import Anchor, Article, Card, Judgement, Move
from communique.record.judging import PARTIES, parts, stances
from communique.text import sentences

_AROUND = 1  # sentences shown before and after the one with the act
_LONGEST = 900  # characters of context on one card
_HEIRS = 9  # moves that an orphaned judgement may be given on to: one for each figure key


class Piece(NamedTuple):
    """A stretch of an article as a card shows it: ``marked`` where it is what the card is about."""

    words: str
    marked: bool


def context(article: Article, evidence: Sequence[Anchor], around: int = _AROUND) -> list[Piece]:
    """The sentences with these words and those around them, within their paragraph, the words marked."""
    text = article.text
    opening, closing = min(a.start for a in evidence), max(a.end for a in evidence)
    low, high = text.rfind("\n\n", 0, opening) + 1, text.find("\n\n", closing)
    spans = sentences(text, low, len(text) if high < 0 else high)
    touched = [n for n, (start, end) in enumerate(spans) if start < closing and opening < end]
    start, end = opening, closing
    if touched:
        start = min(opening, spans[max(0, touched[0] - around)][0])
        end = max(closing, spans[min(len(spans) - 1, touched[-1] + around)][1])
    if end - start > _LONGEST:
        start, end = max(start, opening - _LONGEST // 3), min(end, closing + _LONGEST // 3)
    pieces, at = [], start
    for place in sorted(evidence, key=lambda a: a.start):
        pieces += [Piece(text[at : place.start], marked=False), Piece(text[place.start : place.end], marked=True)]
        at = max(at, place.end)
    return [piece for piece in [*pieces, Piece(text[at:end], marked=False)] if piece.words]


def because(move: Move, names: Mapping[str, str]) -> str:
    """What made the machine think so."""
    said = [f"the words “{move.trigger.exact}”" if move.trigger not in move.evidence else "marked by a person"]
    if move.speaker:
        said.append(f"said by {names.get(move.speaker, move.speaker)}")
    if move.reported_by:
        said.append("alleged by somebody else")
    return ", ".join([*said, f"{move.confidence:.0%} sure"])


def wordings(moves: Iterable[Move]) -> dict[str, list[Move]]:
    """Each different wording of an act, once, with the moves that have it, in the order given."""
    said: dict[str, list[Move]] = {}
    for move in moves:
        said.setdefault(" ".join(move.evidence[0].exact.split()), []).append(move)
    return said


def decision(judgement: Judgement, names: Mapping[str, str]) -> str:
    """What was decided, in words."""
    changes = (
        f"{name} = {', '.join(names.get(p, p) for p in parts(text)) if name in PARTIES else text}"
        if text
        else f"no {name}"
        for name, text in judgement.changes.items()
    )
    return " ".join([judgement.verdict, "; ".join(changes)]).strip()


def by_coder(about: str, judgements: Iterable[Judgement]) -> list[Judgement]:
    """What each coder says of a datum, in order of their names."""
    return [j for _, j in sorted(stances(judgements).get(about, {}).items())]


def heirs(judgement: Judgement, article: Article | None, moves: Iterable[Move]) -> list[Move]:
    """The moves of an article that stand where an orphaned judgement's words do, at most nine."""
    at = article.text.find(judgement.quote) if article is not None and judgement.quote else -1
    if article is None or at < 0:
        return []
    end = at + len(judgement.quote)
    near = [m for m in moves if m.article_id == article.id and any(a.start < end and at < a.end for a in m.evidence)]
    return sorted(near, key=lambda m: (m.trigger.start, m.id))[:_HEIRS]


def nearest(ours: Move, others: Iterable[Move]) -> list[Move]:
    """Of moves that stand for other acts, those by the same parties, the likeliest to be the same act first."""
    found = [m for m in others if m.event != ours.event and set(m.actors) & set(ours.actors)]
    found.sort(key=lambda m: (m.issue != ours.issue, m.code != ours.code, m.when or "9999", m.id))
    return found[:_HEIRS]


def questioned(card: Card) -> bool:
    """Whether a card asks how moves are coded."""
    return card.kind in ("move", "pair", "coders")
