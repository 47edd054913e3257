"""What an uncased encoder cannot see, as one number a word: letter case, quotation marks, the start of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from communique.parsing.wordpieces import Word
from communique.text import Span, quotations, sentences

OUTSIDE = 0  # the sign of what is no word: the encoder's own first and last piece
_SHAPES = 6  # see _shape
_PLACES = 3  # out of quotation marks, within them, a quotation mark itself
COUNT = 1 + _SHAPES * _PLACES * 2


def signs(text: str, words: Sequence[Word]) -> list[int]:
    """The sign of each word, 1 to ``COUNT`` - 1."""
    firsts = _firsts(text, words)
    places = _places(quotations(text), words)
    return [
        1 + (_shape(text[word.start : word.end]) * _PLACES + place) * 2 + (at in firsts)
        for at, (word, place) in enumerate(zip(words, places, strict=True))
    ]


def _shape(word: str) -> int:
    if word[0].isdigit():
        return 0
    if not word[0].isalpha():
        return 1
    if word.islower():
        return 2
    if word.isupper() and len(word) > 1:
        return 3
    return 4 if word[0].isupper() else 5


def _firsts(text: str, words: Sequence[Word]) -> set[int]:
    """The indices of the words that begin a sentence, quotation marks and dashes before them left aside."""
    starts = [word.start for word in words]
    found = set()
    for sentence in sentences(text):
        at = bisect_right(starts, sentence.start - 1)
        while at < len(words) and starts[at] < sentence.end and not text[starts[at]].isalnum():
            at += 1
        found.add(at)
    return found


def _places(quoted: Sequence[Span], words: Sequence[Word]) -> Iterator[int]:
    """Of each word: 0 out of quotation marks, 1 within them, 2 where it is the mark (quotations do not overlap)."""
    at = 0
    for word in words:
        while at < len(quoted) and quoted[at].end <= word.start:
            at += 1
        if at == len(quoted) or word.end <= quoted[at].start:
            yield 0
        else:
            edge = word.start == quoted[at].start or word.end == quoted[at].end
            yield 2 if edge else 1
