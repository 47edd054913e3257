"""The review: one card, with all that one needs to decide on it, and how many are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.data import Anchor, Article, Card, Dispute, Judgement, Move
from communique.export.objects import made_objects
from communique.filters import Filter
from communique.record.judging import EDITABLE
from communique.record.touching import touching
from communique.store.codec import plain
from communique.views import telling
from communique.views.deck import PILES, Decided, Sitting, pile, told
from communique.words import issue_named

Object = dict[str, Any]
FIELDS = tuple(name for name in EDITABLE["Move"] if name not in ("reported_by", "responds_to"))
"""What of a move the card lets one edit: what needs an id to be known is left to the command line."""
_EXAMPLES = 4  # uses of an issue, and anchors of an answer, that a card shows
_WORDINGS = 12  # different wordings of one act that a card shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the queue somebody stands: the ``card`` wanted, or the one ``at`` a place from 0 where it is gone.

    ``kind`` is one of :data:`communique.views.deck.PILES`, or empty for all.
    """

    card: str = ""
    at: int = 0
    kind: str = ""


def objects(sitting: Sitting, where: Filter, place: Place, *, whole: bool = False) -> Object:
    """The card in its place, what is left, and this coder's last decision; ``whole``: with the queue itself."""
    cards = sitting.asked(where, place.kind)
    at = next((n for n, card in enumerate(cards) if card.about == place.card), None)
    back = sitting.put_back(place.card) if at is None and place.card else None
    at = min(place.at, max(0, len(cards) - 1)) if at is None else at
    shown = cards[at] if cards else None
    last = sitting.last
    made: Object = {
        "coder": {"by": sitting.by, "blind": sitting.blind},
        "at": at,
        "left": len(cards),
        "piles": dict(_piles(sitting)),
        "kind": place.kind,
        "card": None if shown is None or back is not None else drawn(sitting, shown),
        "next": None if at + 1 >= len(cards) else cards[at + 1].about,
        "previous": None if at == 0 else cards[at - 1].about,
        "last": None if last is None else _last(last),
        "figure_keys": list(sitting.deck.codes),
        "bulk": _bulk(sitting, cards),
    }
    if back is not None:
        made["card"] = dict(back) | {"seen": seen_of(sitting, back["items"])}
        made["next"] = cards[at].about if cards else None
    if whole:
        made["queue"] = [brief(sitting, card) for card in cards]
    return made


def _bulk(sitting: Sitting, cards: Iterable[Card]) -> Object:
    """What accepting all at once would accept."""
    moves = moves_of(cards)
    return {"moves": len(moves), "seen": seen_of(sitting, moves)}


def _last(last: Decided) -> Object:
    return {"ids": list(last.ids), "told": last.told, "card": last.card["about"] if last.card else ""}


def rows(made: Object) -> Iterable[Object]:
    """One row a card."""
    yield from made["queue"]


def moves_of(cards: Iterable[Card]) -> list[str]:
    """The moves that cards about acts ask for, each once: what is accepted all at once."""
    return list(dict.fromkeys(move for card in cards if card.kind == "move" for move in card.moves))


def seen_of(sitting: Sitting, items: Sequence[str]) -> str:
    """The last judgement that bears on these, as this coder may know it; empty where there is none."""
    found = touching(sitting.given, items, by=sitting.by if sitting.blind else None)
    return found[-1].id if found else ""


def brief(sitting: Sitting, card: Card) -> Object:
    """A card in a line."""
    move = sitting.deck.now.moves_by_id.get(card.about)
    return {
        "about": card.about,
        "kind": card.kind,
        "reason": card.reason,
        "moves": list(card.moves),
        "other": card.other,
        "confidence": None if card.confidence is None else round(card.confidence, 3),
        "quote": move.evidence[0].exact if move is not None else None,
    }


def drawn(sitting: Sitting, card: Card) -> Object:
    """A card with everything that it shows."""
    now = sitting.deck.now
    about = list(card.moves) if card.kind == "move" else [card.about]
    made = brief(sitting, card) | {
        "items": about,
        "pile": pile(card),
        "seen": seen_of(sitting, about),
        "acts": [],
        "reports": [],
        "near": [],
    }
    if card.kind == "dispute":
        return made | {"dispute": _dispute(next(d for d in now.disputes() if d.id == card.about), sitting)}
    if card.kind == "issue":
        return made | {"issue": issue_named(card.about), "acts": _acts(card.moves[:_EXAMPLES], sitting, around=0)}
    if card.kind == "orphan":
        return made | {"orphan": _orphan(card, sitting)}
    made["acts"] = _acts([move for move in (card.about, card.other) if move], sitting)
    move = now.moves_by_id[card.about]
    made["reports"] = _reports(move, card, sitting)
    if card.kind == "coders":
        made["coders"] = [
            {"judgement": j.id, "by": j.by, "decision": telling.decision(j, now.names), "why": j.why}
            for j in telling.by_coder(card.about, sitting.given)
        ]
    elif card.kind == "move":
        made["near"] = _acts([m.id for m in sitting.deck.near(move)], sitting, around=0)
    return made


def _piles(sitting: Sitting) -> Iterable[tuple[str, int]]:
    counted = sitting.piles
    return ((name, counted[name]) for name in PILES if counted[name])


def _acts(moves: Sequence[str], sitting: Sitting, *, around: int = 1) -> list[Object]:
    now = sitting.deck.now
    nouns = [now.moves_by_id[move] for move in moves]
    return [
        _act(noun, made, sitting, around) for noun, made in zip(nouns, made_objects("moves", nouns, now), strict=True)
    ]


def _act(move: Move, made: Object, sitting: Sitting, around: int) -> Object:
    """A move in its context, with what the machine makes of it and why, and how often it is told."""
    now = sitting.deck.now
    event = now.events_by_id.get(move.event or "")
    return made | {
        "article": _article(now.articles_by_id[move.article_id]),
        "context": _context(now.articles_by_id[move.article_id], move.evidence, around),
        "history": move.history,
        "because": telling.because(move, now.names),
        "fields": _fields(move, now.names),
        "support": None if event is None else {"voices": event.support.voices, "reports": event.support.reports},
        "taken_for_one": event.reason if event is not None and len(event.moves) > 1 else "",
    }


def _fields(move: Move, names: Mapping[str, str]) -> dict[str, str]:
    """What one may edit, in the words that edit it."""
    parties = {"actors": move.actors, "recipients": move.recipients, "speaker": filter(None, [move.speaker])}
    said = {name: "; ".join(names.get(actor, actor) for actor in actors) for name, actors in parties.items()}
    words = {name: getattr(move, name) for name in FIELDS if name not in said}
    words["history"] = "yes" if move.history else "no"
    return {name: (said | words)[name] or "" for name in FIELDS}


def _article(article: Article) -> Object:
    names = ("id", "path", "outlet", "title", "published", "language")
    return {name: getattr(article, name) for name in names}


def _context(article: Article, places: Sequence[Anchor], around: int) -> list[Object]:
    return [piece._asdict() for piece in telling.context(article, places, around)]


def _reports(move: Move, card: Card, sitting: Sitting) -> list[Object]:
    """The other reports of the act, by wording: which of them are decided together with the one shown."""
    now = sitting.deck.now
    event = now.events_by_id.get(move.event or "")
    others = [m for m in (event.moves if event else ()) if m != card.about and m in now.moves_by_id]
    said = telling.wordings([move, *(now.moves_by_id[m] for m in others)])
    found = []
    for words, moves in list(said.items())[:_WORDINGS]:
        told_by = [m for m in moves if m.id != card.about]
        if told_by:
            articles = {m.article_id: now.articles_by_id[m.article_id] for m in told_by}
            found.append(
                {
                    "words": words,
                    "articles": [_article(a) for a in articles.values()],
                    "language": next(iter(articles.values())).language,
                    "together": any(m.id in card.moves for m in told_by),
                    "judged": all(m.id in sitting.judged for m in told_by),
                }
            )
    return found


def _dispute(dispute: Dispute, sitting: Sitting) -> Object:
    now = sitting.deck.now
    (made,) = made_objects("disputes", [dispute], now)
    for answer, noun in zip(made["answers"], dispute.answers, strict=True):
        answer["who"] = [now.names.get(actor, actor) for actor in noun.who]
        answer["said"] = _said(noun.support.anchors, sitting)
    return made


def _said(places: Sequence[Anchor], sitting: Sitting) -> list[Object]:
    """The sentences that give an answer, each wording once with the articles that have it."""
    articles = sitting.deck.now.articles_by_id
    found: dict[str, Object] = {}
    for place in places:
        article = articles[place.article_id]
        pieces = _context(article, (place,), 0)
        words = " ".join("".join(piece["words"] for piece in pieces).split())
        said = found.setdefault(words, {"context": pieces, "articles": []})
        said["articles"].append(_article(article))
    return list(found.values())[:_EXAMPLES]


def _orphan(card: Card, sitting: Sitting) -> Object:
    now = sitting.deck.now
    judgement = next(j for j in sitting.given if j.id == card.about)
    article = now.articles_by_id.get(judgement.article_id or "")
    there = now.moves_by_article.get(judgement.article_id or "", ())
    heirs = telling.heirs(judgement, article, there)
    return {
        "judgement": _judgement(judgement),
        "decision": telling.decision(judgement, now.names),
        "article": None if article is None else _article(article),
        "heirs": [
            {"id": m.id, "code": m.code, "words": m.evidence[0].exact, "language": article.language}
            for m in heirs
            if article is not None
        ],
    }


def _judgement(judgement: Judgement) -> Object:
    made: Object = plain(judgement)
    return made | {"told": told(judgement)}
