"""One article: its text with what was found in it marked, a card for each of these, its copies and its report."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from communique.data import Anchor, Article, Copy, Correction, Move, Statement
from communique.export.objects import made_objects
from communique.snapshot import Snapshot
from communique.views.acts import of_article, told
from communique.views.asked import Asked
from communique.views.judged import judged
from communique.views.kept import remembered
from communique.views.marking import Mark, paragraphs

Object = dict[str, Any]


def objects(now: Snapshot, asked: Asked) -> Object:
    """Everything about the article of which the address names the id, the path, or the beginning of either."""
    article = now.article(asked.names["id"])
    moves = list(now.moves_by_article.get(article.id, ()))
    statements = _statements(now).get(article.id, [])
    corrections = _corrections(now).get(article.id, [])
    cards = [*_spoken(now, statements, moves), *_corrected(now, corrections, article.id)]
    shown = paragraphs(article, _marks(article.id, statements, moves, corrections), _places(now).get(article.id, ()))
    _place(shown, cards)
    told_of = made_objects("articles", [article], now)[0]
    return {
        "article": {key: value for key, value in told_of.items() if key not in ("text", "furniture")},
        "dated_from": article.published_from,
        "dateline": article.dateline,
        "paragraphs": shown,
        "counts": {"statements": len(statements), "moves": len(moves), "corrections": len(corrections)},
        "report": _report(now, article),
        "copies": _copies(now, article.id),
        "problems": made_objects("problems", (p for p in now.problems if p.article_id == article.id), now),
    }


def rows(made: Object) -> Iterable[Object]:
    """One row a card, in order of place: what was found, in which words, by whom."""
    for paragraph in made["paragraphs"]:
        for card in paragraph["cards"]:
            yield _row(card, made["article"]["id"])
            for move in card.get("moves", ()):
                yield _row(move | {"card": "move"}, made["article"]["id"])


def _row(card: Object, article: str) -> Object:
    spans = card.get("evidence") or card.get("content") or card.get("anchors") or []
    return {
        "article": article,
        "start": spans[0]["start"] if spans else None,
        "end": spans[0]["end"] if spans else None,
        "words": spans[0]["exact"] if spans else None,
        "what": card["card"],
        "id": card["id"],
        "code": card.get("code"),
        "kind": card.get("kind"),
        "who": card.get("actors_name") or card.get("actor_name"),
        "whom": card.get("recipients_name"),
        "speaker": card.get("speaker_name"),
        "issue": card.get("issue"),
        "modality": card.get("modality"),
        "confidence": card.get("confidence"),
        "voices": (card.get("act") or {}).get("voices"),
        "reports": (card.get("act") or {}).get("reports"),
    }


# what stands where, by article


@remembered
def _statements(now: Snapshot) -> Mapping[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for said in now.statements():
        found[said.article_id].append(said)
    return found


@remembered
def _corrections(now: Snapshot) -> Mapping[str, list[Correction]]:
    """Article id to the corrections that it makes or that are still to be made in it."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for correction in now.corrections():
        for article in {correction.article_id, *(a.article_id for a in correction.stale)}:
            found[article].append(correction)
    return found


@remembered
def _places(now: Snapshot) -> Mapping[str, list[Anchor]]:
    """Article id to the places in it that other pages lead to."""
    found: dict[str, list[Anchor]] = defaultdict(list)
    supports = [
        *(e.support for e in now.listed("events")),
        *(p.support for p in now.listed("positions")),
        *(answer.support for d in now.disputes() for answer in d.answers),
    ]
    anchors = [anchor for support in supports for anchor in support.anchors]
    anchors += [f.anchor for f in now.listed("figures")]
    anchors += [anchor for m in now.listed("meetings") for anchor in m.evidence]
    anchors += [anchor for copy in now.copies() for pair in copy.shared for anchor in pair]
    for anchor in anchors:
        found[anchor.article_id].append(anchor)
    return found


def _marks(
    article: str, statements: Iterable[Statement], moves: Iterable[Move], corrections: Iterable[Correction]
) -> list[Mark]:
    def mark(anchor: Anchor, kind: str, card: str) -> Mark:
        return Mark(start=anchor.start, end=anchor.end, kind=kind, card=card)

    found = [mark(a, "content", said.id) for said in statements for a in said.content]
    found += [mark(said.source, "source", said.id) for said in statements if said.source is not None]
    found += [mark(said.cue, "cue", said.id) for said in statements if said.cue is not None]
    found += [mark(a, "move", move.id) for move in moves for a in move.evidence]
    found += [mark(move.trigger, "trigger", move.id) for move in moves]
    found += [mark(a, "stale", c.id) for c in corrections for a in c.stale if a.article_id == article]
    found += [mark(c.notice, "notice", c.id) for c in corrections if c.article_id == article]
    return found


# the cards in the margin


def _spoken(now: Snapshot, statements: Sequence[Statement], moves: Sequence[Move]) -> Iterator[Object]:
    """A card for each statement with the moves that it makes, and one for each move outside of any."""
    made = dict(zip((m.id for m in moves), told(now, moves), strict=True))
    home = {said.id for said in statements}
    within: dict[str, list[Object]] = defaultdict(list)
    for move in moves:
        if move.statement in home:
            within[move.statement or ""].append(made.pop(move.id))
    for said, row in zip(statements, made_objects("statements", statements, now), strict=True):
        yield row | {
            "card": "statement",
            "confidence": round(said.confidence, 3),
            "via": said.via,
            "judged": judged(now, said.id),
            "moves": within[said.id],
        }
    for row in made.values():
        yield row | {"card": "move"}


def _corrected(now: Snapshot, corrections: Sequence[Correction], article: str) -> Iterator[Object]:
    for correction, row in zip(corrections, made_objects("corrections", corrections, now), strict=True):
        notice = correction.article_id == article
        anchors = [a for a in row["stale"] if a["article"] == article]
        yield row | {
            "card": "notice" if notice else "stale",
            "by": of_article(now, correction.article_id),
            "anchors": [row["notice"]] if notice else anchors,
        }


def _place(shown: Sequence[Object], cards: Iterable[Object]) -> None:
    """Give each card to the paragraph in which it begins, in order of place."""
    for paragraph in shown:
        paragraph["cards"] = []
    ends = [paragraph["start"] for paragraph in shown[1:]]
    for card in sorted(cards, key=lambda c: (_begin(c), c["id"])):
        number = bisect_right(ends, _begin(card))
        if shown:
            shown[number]["cards"].append(card)


def _begin(card: Object) -> int:
    spans = [card.get("source"), card.get("cue"), *(card.get("content") or card.get("evidence") or card["anchors"])]
    return min((span["start"] for span in spans if span), default=0)


# the report it belongs to


def _report(now: Snapshot, article: Article) -> Object:
    """The articles that come from the same report, in order of version, and which of them this is."""
    line = now.lineage_by_article.get(article.id)
    ids = [a for a in line.articles if a in now.articles_by_id] if line else [article.id]
    return {
        "id": line.id if line else None,
        "number": ids.index(article.id) + 1,
        "of": len(ids),
        "origin": of_article(now, line.origin) if line and line.origin else None,
        "missing": bool(line and line.origin is None and len(ids) > 1),
        "credit": line.credit if line else None,
        "articles": [of_article(now, a) for a in ids],
    }


@remembered
def _copied(now: Snapshot) -> Mapping[str, list[Copy]]:
    """Article id to the copies that it is, or that were made of it."""
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in now.copies():
        for article in {copy.article_id, copy.original_id} - {None}:
            found[article or ""].append(copy)
    return found


def _copies(now: Snapshot, article: str) -> list[Object]:
    """From which articles this one took text, and which took text from it, the most alike first."""
    found = []
    mine = _copied(now).get(article, [])
    for copy, row in zip(mine, made_objects("copies", mine, now), strict=True):
        taken = copy.article_id == article
        other = copy.original_id if taken else copy.article_id
        row = {key: value for key, value in row.items() if key != "shared"}
        row |= {"taken": taken, "reason": copy.reason, "passages": len(copy.shared)}
        row["other"] = of_article(now, other) if other else None
        found.append(row)
    return sorted(found, key=lambda row: (-row["similarity"], row["id"]))
