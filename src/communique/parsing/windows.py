"""Windows: what the encoder reads at once, a paragraph or as many of its sentences as fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.data import Article
from communique.parsing.wordpieces import Vocabulary, Word
from communique.text import Span, paragraphs, sentences

PIECES = 254  # a window's pieces, with the encoder's first and last 256
OVERLAP = 64  # pieces that two windows of one endless sentence share


class Window(NamedTuple):
    """``text[start:end]`` is read; what is found in ``first``..``last`` counts (the rest is context)."""

    start: int
    end: int
    first: int
    last: int


def story(article: Article) -> list[Span]:
    """The paragraphs of an article's story: the stretches of its lines between the furniture."""
    found: list[Span] = []
    at = 0
    for piece in sorted(article.furniture, key=lambda f: (f.start, f.end)):
        found.extend(_lines(article.text, at, piece.start))
        at = max(at, piece.end)
    found.extend(_lines(article.text, at, len(article.text)))
    return found


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    if start < end:
        yield from (Span(start + line.start, start + line.end) for line in paragraphs(text[start:end]))


def windows(text: str, lines: list[Span], vocabulary: Vocabulary) -> Iterator[Window]:
    """The windows of these paragraphs, in order: none has more pieces than the encoder reads."""
    for line in lines:
        # No piece is shorter than a sign: a short line needs no counting.
        if line.end - line.start <= PIECES or _length(text, line, vocabulary) <= PIECES:
            yield Window(line.start, line.end, line.start, line.end)
        else:
            yield from _packed(text, line, vocabulary)


def _length(text: str, span: Span, vocabulary: Vocabulary) -> int:
    return sum(len(word.pieces) for word in vocabulary.words(text[span.start : span.end]))


def _packed(text: str, line: Span, vocabulary: Vocabulary) -> Iterator[Window]:
    """Sentences of a long paragraph, as many together as fit; one that fits nowhere is cut."""
    start, end, used = line.start, line.start, 0
    for sentence in sentences(text, line.start, line.end):
        length = _length(text, sentence, vocabulary)
        if used and used + length > PIECES:
            yield Window(start, end, start, end)
            used = 0
        if length > PIECES:
            yield from _cut(text, sentence, vocabulary)
            continue
        start = start if used else sentence.start
        end, used = sentence.end, used + length
    if used:
        yield Window(start, end, start, end)


def _cut(text: str, sentence: Span, vocabulary: Vocabulary) -> Iterator[Window]:
    """Overlapping windows over an endless sentence: each word counts where it has context on both sides."""
    words = vocabulary.words(text[sentence.start : sentence.end])
    at, first = 0, sentence.start
    while at < len(words):
        end = _reach(words, at, PIECES)
        after = _reach(words, at, PIECES - OVERLAP)
        middle = _reach(words, at, PIECES - OVERLAP // 2)
        last = sentence.end if end == len(words) else sentence.start + words[middle].start
        yield Window(sentence.start + words[at].start, sentence.start + words[end - 1].end, first, last)
        if end == len(words):
            return
        at, first = after, last


def _reach(words: list[Word], at: int, pieces: int) -> int:
    """The index behind the last word from ``at`` on that still fits."""
    used = 0
    while at < len(words) and used + len(words[at].pieces) <= pieces:
        used += len(words[at].pieces)
        at += 1
    return at
