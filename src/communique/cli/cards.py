"""The cards of the review as text: the words in their context, what the machine makes of them, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.case import Case
from communique.data import Anchor, Article, Card, Event, Judgement, Move, Record
from communique.views import telling
from communique.words import number, support

OPEN, CLOSE = "\x01", "\x02"
"""Stand around the words of the act until they are printed: no article has them, being no printable characters."""
_WORDINGS = 6  # different wordings of one act on its card, the first with its context
_QUOTED = 200  # characters of each of the others
_LABEL = 11  # columns of the names of fields


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the cards are drawn from: read once, so that a decision does not wait for the record to be made again."""

    record: Record
    moves: Mapping[str, Move]
    events: Mapping[str, Event]
    articles: Mapping[str, Article]
    names: Mapping[str, str]
    judgements: Mapping[str, Judgement]


def view(case: Case, by: str | None) -> View:
    """The record as everybody left it, or as one blind coder did."""
    record = case.record() if by is None else case.record(by=by)
    return View(
        record=record,
        moves={m.id: m for m in record.moves},
        events={e.id: e for e in record.events},
        articles={a.id: a for a in case.articles()},
        names=case.names(),
        judgements={j.id: j for j in case.judgements()},
    )


def lines(card: Card, seen: View, width: int) -> Iterator[str]:
    """The card, line by line, without its heading."""
    if card.kind == "dispute":
        yield from _dispute(card, seen, width)
    elif card.kind == "issue":
        yield from _issue(card, seen, width)
    elif card.kind == "orphan":
        yield from _orphan(seen.judgements[card.about], seen, width)
    else:
        yield from _move(seen.moves[card.about], seen, width)
        if card.kind == "move":
            yield from _others(card, seen, width)
        if card.kind == "coders":
            yield from _coders(card, seen)
        if card.other is not None:
            yield from ("", "and", "")
            yield from _move(seen.moves[card.other], seen, width)


def _move(move: Move, seen: View, width: int) -> Iterator[str]:
    article = seen.articles[move.article_id]
    yield _place(article)
    yield ""
    yield from wrapped(_context(article, move.evidence), width, "  ")
    yield ""
    whom = _named(move.recipients, seen)
    how = "" if move.modality == "stated" else f" ({move.modality})"
    act = f"{move.code}{how}  {_named(move.actors, seen) or 'nobody named'}{f' -> {whom}' if whom else ''}"
    yield from wrapped(act, width, "  ")
    fields = (
        ("about", (move.issue or "").lstrip("~") + " (proposed)" * (move.issue or "").startswith("~")),
        ("when", move.when or ""),
        ("where", move.forum or ""),
        ("condition", move.condition or ""),
        ("history", "background, not part of these talks" if move.history else ""),
        ("because", clean(telling.because(move, seen.names))),
        ("told by", _told(move, seen)),
    )
    for name, words in fields:
        if words:
            yield from wrapped(words, width, f"  {name:<{_LABEL}}", " " * (_LABEL + 2))


def _others(card: Card, seen: View, width: int) -> Iterator[str]:
    """Every other wording that the key decides for, each once: one of them may be another act."""
    said = telling.wordings(seen.moves[i] for i in (card.about, *card.moves))
    others = list(said.items())[1:]
    if not others:
        return
    count = len({card.about, *card.moves})
    yield ""
    yield from wrapped(f"decided together, {count} reports; the others say:", width, "  ")
    for words, moves in others[: _WORDINGS - 1]:
        places = ", ".join(sorted({clean(seen.articles[m.article_id].path) for m in moves}))
        shown = clean(words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…")
        yield from wrapped(f"“{shown}”  ({places})", width, "  · ", "    ")
    if len(others) >= _WORDINGS:
        yield f"    and {len(others) - _WORDINGS + 1} more wordings"


def _told(move: Move, seen: View) -> str:
    event = seen.events.get(move.event or "")
    if event is None or len(event.moves) < 2:
        return ""
    return f"{support(event.support.voices, event.support.reports)}, taken for one act: {event.reason}"


def _dispute(card: Card, seen: View, width: int) -> Iterator[str]:
    dispute = next(d for d in seen.record.disputes if d.id == card.about)
    yield from wrapped(dispute.question, width, "  ")
    for answer in dispute.answers:
        yield f"  {number(answer.value)}  [{support(answer.support.voices, answer.support.reports)}]"
        for anchor in answer.support.anchors[:2]:
            article = seen.articles[anchor.article_id]
            yield f"    {_place(article)}"
            yield from wrapped(_context(article, (anchor,), around=0), width, "      ")


def _issue(card: Card, seen: View, width: int) -> Iterator[str]:
    yield f"  {clean(card.about.lstrip('~'))}"
    for move in (seen.moves[i] for i in card.moves[:3]):
        yield f"    {move.code}  {_named(move.actors, seen)}"
        yield from wrapped(_context(seen.articles[move.article_id], move.evidence, around=0), width, "      ")


def _orphan(judgement: Judgement, seen: View, width: int) -> Iterator[str]:
    article = seen.articles.get(judgement.article_id or "")
    if article is not None:
        yield _place(article)
    yield from wrapped(f"“{clean(judgement.quote) or judgement.about}”", width, "  ")
    yield f"  {decision(judgement, seen.names)}  by {judgement.by} on {judgement.at[:10]}"
    if judgement.why:
        yield from wrapped(judgement.why, width, "  why  ")
    for n, move in enumerate(heirs(judgement, seen), 1):
        yield from wrapped(f"{move.code} “{clean(move.evidence[0].exact)}”", width, f"  {n}  now perhaps  ", "     ")


def heirs(judgement: Judgement, seen: View) -> list[Move]:
    """The moves that stand where an orphaned judgement's words do, at most nine."""
    return telling.heirs(judgement, seen.articles.get(judgement.article_id or ""), seen.record.moves)


def _coders(card: Card, seen: View) -> Iterator[str]:
    yield ""
    for n, judgement in enumerate(by_coder(card, seen.judgements.values()), 1):
        why = f": {clean(judgement.why)}" if judgement.why else ""
        yield f"  {n}  {judgement.by}  {decision(judgement, seen.names)}{why}"


def by_coder(card: Card, judgements: Iterable[Judgement]) -> list[Judgement]:
    """What each coder says of the datum of a card, in order of their names."""
    return telling.by_coder(card.about, judgements)


def decision(judgement: Judgement, names: Mapping[str, str]) -> str:
    """What was decided, in words."""
    return clean(telling.decision(judgement, names))


def _place(article: Article) -> str:
    known = (article.path, article.outlet, article.published)
    return clean(" · ".join(part for part in known if part))


def _named(actors: Iterable[str], seen: View) -> str:
    return clean(", ".join(seen.names.get(actor, actor) for actor in actors))


def _context(article: Article, evidence: tuple[Anchor, ...], around: int = 1) -> str:
    """The sentences with the words and those around them, on one line, the words marked."""
    pieces = telling.context(article, evidence, around)
    return "".join(f"{OPEN}{clean(words)}{CLOSE}" if marked else clean(words) for words, marked in pieces)


def clean(words: str) -> str:
    """Words on one line, without anything that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in words)


def wrapped(words: str, width: int, first: str, rest: str | None = None) -> list[str]:
    """Words in lines of at most ``width`` columns."""
    return textwrap.wrap(
        words, width, initial_indent=first, subsequent_indent=first if rest is None else rest, break_on_hyphens=False
    )
