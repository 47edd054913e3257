"""Who speaks: from the words of a statement's source to one of the article's mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from communique.actors.entities import Entity, Found
from communique.actors.words import Word
from communique.data import Statement

_VOICES = frozenset("office team ministry cabinet".split())


def quoted(words: Sequence[Word], found: Sequence[Found], statements: Iterable[Statement]) -> dict[int, Entity]:
    """Who speaks in each quotation, by its number; ``found`` is sorted by place."""
    by_quote: dict[int, Entity] = {}
    quote_of = {word.start: word.quoted for word in words if word.quoted >= 0}
    for statement in statements:
        entity = speaker(words, found, statement)
        if entity is None:
            continue
        for part in statement.content:
            for start in (part.start, part.start + 1):  # the mark, or the first word behind it
                if start in quote_of:
                    by_quote.setdefault(quote_of[start], entity)
    return by_quote


def voices(
    words: Sequence[Word], found: Sequence[Found], statements: Sequence[Statement]
) -> tuple[dict[int, Entity], tuple[dict[int, Entity], dict[int, int]]]:
    """Who speaks in each quotation, and the turns of speaking."""
    return quoted(words, found, statements), turns(words, found, statements)


def turns(
    words: Sequence[Word], found: Sequence[Found], statements: Iterable[Statement]
) -> tuple[dict[int, Entity], dict[int, int]]:
    """Who speaks in each sentence by name, and the sentence before the words that each "he said" goes with.

    Both by number; a quotation goes on with the speaker of the sentence before it, more often than not.
    """
    starts = [word.start for word in words]
    named: dict[int, Entity] = {}
    again: dict[int, int] = {}
    for statement in sorted(statements, key=lambda s: (s.source.start if s.source else 0, s.id)):
        source = statement.source
        at = bisect_left(starts, source.start) if source is not None else len(words)
        if source is None or at >= len(words) or not statement.content:
            continue
        if words[at].low in ("he", "she"):
            first = min(bisect_left(starts, statement.content[0].start), at)
            again[at] = words[first].sentence - 1
            continue
        entity = speaker(words, found, statement)
        if entity is not None and entity.kind in ("person", "office", "unnamed"):
            named[words[at].sentence] = entity
    return named, again


def speaker(words: Sequence[Word], found: Sequence[Found], statement: Statement) -> Entity | None:
    """The person that a source names, else whoever it begins with; None where it names nobody known."""
    source = statement.source
    if source is None:
        return None
    within = _within(words, found, source.start, source.end)
    heads = [mention for mention in within if not _owns(words, mention, source.end)]
    if source.exact.split(maxsplit=1)[0].endswith("ed"):
        heads = heads[-1:]  # "attended by N and M, the chairman": a participle goes before whom it tells of
    for mention in heads:
        person = mention.entity.kind == "person" and mention.form != "pronoun"
        if person and not _in_clause(words, mention, source.start):
            return mention.entity
    plain = [mention for mention in heads if not _in_clause(words, mention, source.start)]
    if plain:
        return min(plain, key=lambda m: (m.opening, -m.last)).entity
    voiced = next((m.entity for m in within if m.last < len(words) and words[m.last].low in _VOICES), None)
    return voiced if voiced is not None or not heads else min(heads, key=lambda m: (m.opening, -m.last)).entity


def _within(words: Sequence[Word], found: Sequence[Found], start: int, end: int) -> list[Found]:
    """The mentions that touch a stretch of text."""
    at = bisect_left(found, start, key=lambda m: words[m.first].start)
    nearby = found[max(0, at - 8) : at + 40]  # a source is a phrase: what touches it stands close by
    return [m for m in nearby if words[m.first].start < end and words[m.last - 1].end > start]


def _owns(words: Sequence[Word], mention: Found, end: int) -> bool:
    """Whether a mention only describes what follows it within its source: "Brisk's office", "Russian news"."""
    last = words[mention.last - 1]
    return (last.owner and last.end < end - 2) or (mention.form == "demonym" and last.end < end)


def _in_clause(words: Sequence[Word], mention: Found, start: int) -> bool:
    """Whether a mention stands in a clause about the source: "X, which rejected N's plan"."""
    for i in range(mention.first - 1, max(-1, mention.first - 40), -1):
        if words[i].start < start:
            return False
        if words[i].low in ("which", "who", "that", "whose"):
            return True
    return False
