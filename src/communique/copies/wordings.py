"""How machine-made an article's wording looks: marks that no sub-editor leaves, each shown where it stands."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import islice
from typing import NamedTuple

from communique import text
from communique.copies import marks, speech
from communique.data import Article, Wording
from communique.text import Span
from communique.vocabulary.collocations import Exchange, exchanges

_EXCHANGED = 2.5  # the weight of a collocation with a word exchanged: hardly one stands in edited news
_LEANING = 0.5
_LOST_QUOTES = 1.5
_ENOUGH = 3  # marks of one kind that are shown and counted, each half as much as the one before
_DAMAGE = 1.2  # at most so much from how a text was scanned, decoded or laid out: by itself never 0.5
# Of weight in a text of 600 words: one mark of weight 1.5 is then 0.5. One in 600 edited articles weighs as much, and
# nine in ten of fifty paragraphs that were mangled by hand.
_SCALE = 2.15
_WORDS = 600
_WORD = 40  # characters: longer than any word
_READ = 200_000  # characters: more than any report has
_ENGLISH = frozenset(("the", "and", "to", "for", "that", "with", "of", "by"))  # two of them: a text is English


class _Found(NamedTuple):
    """A place that speaks for a machine: how loud, in which way, and whether only as damage."""

    span: Span
    weight: float
    kind: object
    damage: bool = False


def wording(article: Article) -> Wording:
    """The article's score and the spans that speak for it, in order.

    The score is 1 - exp(-w): 0 where no mark was found, and the more marks to the length the nearer to 1. From 0.5
    on a machine is likelier than not, where as many texts are machine-made as not.
    """
    found = sorted(_standing(article, _found(article.text[:_READ])), key=lambda one: one.span)
    length = max(
        article.text.count(" ") - sum(article.text.count(" ", f.start, f.end) for f in article.furniture), _WORDS
    )
    shown = sorted({_shown(article.text, one) for one in found})
    return Wording(
        article_id=article.id,
        score=round(1 - math.exp(-_weight(found) / _SCALE * _WORDS / length), 3),
        evidence=tuple(text.anchor(article, *span) for span in shown),
    )


def _shown(whole: str, one: _Found) -> Span:
    """The place of a mark as a reader wants it: whole words, and the word before where the mark looks back."""
    start, end = text.trimmed(whole, *one.span)
    start, end = _word_start(whole, start), _word_end(whole, end)
    looks_back = isinstance(one.kind, re.Pattern) and "(?<=" in one.kind.pattern
    if looks_back and start > 1 and whole[start - 1] == " ":
        start = _word_start(whole, start - 1)
    return Span(start, end)


def _word_start(whole: str, at: int) -> int:
    least = max(0, at - _WORD)
    while at > least and not whole[at - 1].isspace():
        at -= 1
    return at


def _word_end(whole: str, at: int) -> int:
    most = min(len(whole), at + _WORD)
    while at < most and whole[at].isalnum():
        at += 1
    return at


def _weight(found: Iterable[_Found]) -> float:
    """What the marks say together: each further one of a kind half as much as the one before, damage never much."""
    kinds: dict[object, int] = defaultdict(int)
    wording, damage = 0.0, 0.0
    for one in found:
        if one.damage:
            damage += one.weight * (one.kind not in kinds)
        else:
            wording += one.weight / 2 ** kinds[one.kind]
        kinds[one.kind] += 1
    return wording + min(damage, _DAMAGE)


def _standing(article: Article, found: Iterable[_Found]) -> list[_Found]:
    """Those of the marks that stand in the story and outside quotations: at one place the loudest."""
    marked = sorted(found, key=lambda one: (one.span.start, -one.weight, one.span.end))
    if not marked:
        return []
    quotes = text.quotations(article.text, 0, min(len(article.text), _READ))
    standing: dict[int, _Found] = {}
    for one in marked:
        outside = all(piece.end <= one.span.start or one.span.end <= piece.start for piece in article.furniture)
        if outside and not _within(one.span.start, quotes):
            standing.setdefault(one.span.start, one)
    return list(standing.values())


def _within(place: int, spans: Sequence[Span]) -> bool:
    """Whether one of the sorted, disjoint ``spans`` holds ``place``."""
    at = bisect_right(spans, place, key=lambda span: span.start)
    return at > 0 and spans[at - 1].end > place


def _found(read: str) -> Iterator[_Found]:
    """Every mark in a text, quoted or not; none in one that is not English."""
    tokens = read.split()
    words = set(tokens)
    if len(_ENGLISH & words) < 2:
        return
    for mark in marks.to_try(read, tokens, words):
        if mark.pattern.search(read) is None:  # nearly always: cheaper than to begin a search for all
            continue
        for hit in islice(mark.pattern.finditer(read), _ENOUGH):
            yield _Found(Span(*hit.span()), mark.weight, mark.pattern, mark.damage)
    yield from _exchanges(read, words)
    for span in speech.unquoted(read, words):
        yield _Found(span, _LOST_QUOTES, "speech")


def _exchanges(read: str, words: Set[str]) -> Iterator[_Found]:
    """Fixed collocations with a word exchanged."""
    under = _by_form()
    wanted = [
        one.exchange
        for word in words & _keys()
        for one in under[word]
        if not any(form.isdisjoint(words) for form in one.forms)
    ]
    if not wanted:
        return
    low = read.lower()
    if len(low) != len(read):  # some capitals have two small letters: keep every place
        low = "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in read)
    for exchange in sorted(set(wanted), key=lambda exchange: exchange.phrase):
        at = low.find(exchange.phrase)
        end = at + len(exchange.phrase)
        if at < 0 or low[at - 1 : at].isalnum() or low[end : end + 1].isalnum():
            continue
        if not exchange.capital or read[at].isupper():
            yield _Found(Span(at, end), _LEANING if exchange.leaning else _EXCHANGED, exchange.phrase)


class _Wanted(NamedTuple):
    """An exchange, and for each word of it the forms that a text may have it in."""

    exchange: Exchange
    forms: tuple[frozenset[str], ...]


@cache
def _by_form() -> dict[str, list[_Wanted]]:
    """The exchanges under each form of the word that tells them."""
    found: dict[str, list[_Wanted]] = {}
    for word, exchange in ((word, exchange) for word, under in exchanges().items() for exchange in under):
        wanted = _Wanted(exchange, tuple(_forms(part) for part in exchange.phrase.split() if part != word))
        for form in _forms(word) - (marks.forms([word]) if exchange.capital else frozenset()):
            found.setdefault(form, []).append(wanted)
    return found


def _forms(word: str) -> frozenset[str]:
    return marks.forms((word, word.capitalize(), word.upper()))


@cache
def _keys() -> frozenset[str]:
    return frozenset(_by_form())
