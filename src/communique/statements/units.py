"""Sentences as the rules read them: tokens with lower-case forms, quotation marks already paired.

A unit is a sentence of the story, or several where a quotation runs through them, or where a quoted question
is followed by who asked it. Nothing inside a quotation is ever a cue of the outer text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.data import Article
from communique.text import CLOSING, Span, Token, paragraphs, quotations, story_sentences, tokens
from communique.vocabulary.reporting import load

_STRAIGHT = str.maketrans("’‘ʼ", "'''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A stretch of the story, as parallel lists over its tokens.

    ``low`` are the words in lower case with straight apostrophes ("May" keeps its capital: it is no auxiliary);
    ``quoted`` is the index into ``quotes`` of the quotation that holds the token, -1 outside. ``paragraph``
    numbers the article's lines.
    """

    span: Span
    paragraph: int
    text: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[int, ...]
    quotes: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.text)


def units(article: Article) -> list[Unit]:
    """The units of an article's story, in order."""
    text = article.text
    quotes = quotations(text)
    lines = paragraphs(text)
    line_starts = [line.start for line in lines]
    quote_starts = [quote.start for quote in quotes]
    made = []
    for span in _merged(text, story_sentences(article), quotes, quote_starts):
        low = max(0, bisect_right(quote_starts, span.start) - 1)
        high = bisect_right(quote_starts, span.end - 1)
        inside = [Span(max(q.start, span.start), min(q.end, span.end)) for q in quotes[low:high] if q.end > span.start]
        made.append(_unit(text, span, bisect_right(line_starts, span.start) - 1, inside))
    return made


def _unit(text: str, span: Span, paragraph: int, inside: list[Span]) -> Unit:
    found = tokens(text, span.start, span.end)
    flat = text[span.start : span.end].translate(_STRAIGHT)  # of the same length
    quoted = []
    at = 0
    for token in found:
        while at < len(inside) and inside[at].end <= token.start:
            at += 1
        quoted.append(at if at < len(inside) and inside[at].start <= token.start else -1)
    return Unit(
        span=span,
        paragraph=paragraph,
        text=tuple([token.text if token.text != "-" else _hyphen(text, token) for token in found]),
        low=tuple([_low(flat[token.start - span.start : token.end - span.start]) for token in found]),
        starts=tuple([token.start for token in found]),
        ends=tuple([token.end for token in found]),
        quoted=tuple(quoted),
        quotes=tuple(inside),
    )


def _low(word: str) -> str:
    return word if word == "May" else word.lower()


def _hyphen(text: str, token: Token) -> str:
    """A dash, or a hyphen: that inside a word ("78-year-old") becomes one that no rule takes for a dash."""
    if text[token.start - 1 : token.start].isspace() or text[token.end : token.end + 1] in " -":
        return "-"
    return "-" if text[token.start - 1 : token.start] == "-" else "‐"


def _merged(text: str, spans: Sequence[Span], quotes: list[Span], starts: list[int]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        if held is not None and _joined(text, held, span, quotes, starts):
            held = Span(held.start, span.end)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _joined(text: str, before: Span, after: Span, quotes: list[Span], starts: list[int]) -> bool:
    """Whether a quotation runs across the boundary, or ends there with ? or ! and is attributed behind it."""
    if "\n" in text[before.end : after.start]:
        return False
    at = bisect_right(starts, before.end - 1) - 1
    if at < 0:
        return False
    quote = quotes[at]
    if quote.end > after.start:
        return True
    said = text[quote.start : quote.end].rstrip(CLOSING + "\"'’“ ")
    if quote.end != before.end or said[-1:] not in "?!…—–-":
        return False
    return _attributed(text, after)


def _attributed(text: str, span: Span) -> bool:
    verbs = load().verbs
    ahead = [token.text.lower() for token in tokens(text, span.start, min(span.end, span.start + 120))][:9]
    for at, word in enumerate(ahead[:-1]):
        if any("after" in verb.frames and verb.form in ("past", "present") for verb in verbs.get(word, ())):
            return at < 6 and ahead[at + 1] != "that"
    return False
