"""What a report's telling of an act says, made ready to be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from communique import text
from communique.data import Actor, Article, Move
from communique.record.likeness import Bag, content, stems

# Codes that news uses for one act in other words.
FAMILY: Mapping[str, str] = {
    "REQUEST": "DEMAND",
    "PROPOSE": "OFFER",
    "ULTIMATUM": "THREATEN",
    "CRITICISE": "ACCUSE",
    "INVITE": "MEET",
}
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,.]*\d(?![\w-])|(?<![\w.,-])\d(?![\w.,-])")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")


class Telling(NamedTuple):
    """A move with what it is known by: its words, those of its sentence and of the one before, its numbers, its side.

    The names of who acts and who speaks are left out: all that a party does has them in common.
    """

    move: Move
    family: str
    sides: frozenset[str]
    words: Bag
    sentence: Bag
    context: Bag
    said: Bag
    numbers: frozenset[str]
    published: str | None
    place: tuple[str, int]
    alone: bool


def tellings(moves: Iterable[Move], articles: Mapping[str, Article], actors: Iterable[Actor]) -> list[Telling]:
    """The moves as they are compared, in order of publication; of one day by article and place."""
    known = tuple(actors)
    names = {a.id: frozenset(s for name in (a.name, *a.aliases) for s in stems(name)) for a in known}
    told: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        told[move.article_id].append(move)
    sides = {a.id: a.side or a.id for a in known}
    made = [t for article_id, some in told.items() for t in _of_article(articles[article_id], some, sides, names)]
    return sorted(made, key=_order)


def _order(telling: Telling) -> tuple[str, str, str, int, str]:
    """By publication, then by words, so that a copy stands beside its original."""
    move = telling.move
    return (telling.published or "9999")[:10], move.evidence[0].exact, move.article_id, move.trigger.start, move.id


def _of_article(
    article: Article, moves: Sequence[Move], sides: Mapping[str, str], names: Mapping[str, Bag]
) -> Iterable[Telling]:
    spans = text.story_sentences(article)
    bags: dict[int, Bag] = {}

    def bag(number: int) -> Bag:
        if number not in bags:
            span = spans[number]
            bags[number] = stems(article.text[span.start : span.end])
        return bags[number]

    starts = [span.start for span in spans]
    families = [(FAMILY.get(m.code, m.code), frozenset(sides.get(a, a) for a in m.actors)) for m in moves]
    for move, (family, of) in zip(moves, families, strict=True):
        number = bisect_right(starts, move.trigger.start) - 1
        own = frozenset(s for who in (*move.actors, *of, move.speaker) for s in names.get(who or "", ()))
        words = content(move)
        here = bag(number) if number >= 0 else words
        before = bag(number - 1) if number > 0 else frozenset[str]()
        yield Telling(
            move=move,
            family=family,
            sides=of,
            words=words - own or words,
            sentence=here - own or here,
            context=(here | before) - own or here,
            said=stems(move.trigger.exact),
            numbers=_numbers(move),
            published=article.published,
            place=(article.id, number),
            alone=sum(f == family and bool(s & of) for f, s in families) == 1,
        )


def _numbers(move: Move) -> frozenset[str]:
    """The numbers of the evidence that count something: no years, and nothing of one digit."""
    found = {m[0].replace(",", "") for anchor in move.evidence for m in _NUMBER.finditer(anchor.exact)}
    return frozenset(n for n in found if len(n) > 1 and not _YEAR.fullmatch(n))
