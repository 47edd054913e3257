"""The lines of an article as furniture rules see them: where each stands, and whether it reads like a headline."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.text import paragraphs, sentences

_LONGEST = 160  # characters of a headline
_MOST_WORDS = 17
_QUOTES = "\"'“”‘’«»„"
_STORY_WORDS = re.compile(r"\b(?:said|told|added|noted|according to|has said|have said)\b")
_PAST = re.compile(r"\b(?:was|were|had)\b")
_BULLET = re.compile(r"(?:[-*•·–—▪●]|\d{1,2}[.)])\s")


class Line(NamedTuple):
    """One paragraph: its place, its words, and whether it stands alone (not a part of hard-wrapped text)."""

    start: int
    end: int
    text: str
    alone: bool


def split(text: str) -> list[Line]:
    """The non-empty lines of a text."""
    spans = paragraphs(text)
    airy = re.search(r"\n[ \t]{0,80}\n", text) is not None
    found: list[Line] = []
    for number, span in enumerate(spans):
        above = text[spans[number - 1].end : span.start] if number else "\n\n"
        below = text[span.end : spans[number + 1].start] if number + 1 < len(spans) else "\n\n"
        if airy:
            alone = above.count("\n") > 1 and below.count("\n") > 1
        else:  # one paragraph a line: the line above must have come to an end
            alone = number == 0 or ended(text[spans[number - 1].start : spans[number - 1].end]) or number == 1
        found.append(Line(span.start, span.end, text[span.start : span.end], alone))
    return found


def ended(words: str) -> bool:
    """Whether a line ends as running text does: with a stop, a colon or the like, quotation marks aside."""
    bare = words.rstrip(_QUOTES + ")] ")
    return bare.endswith((".", "!", "?", "…", ":", ";", ",", "—", "–", "-"))


def headline_like(words: str, *, question: bool = False, above: bool = False) -> bool:
    """Whether a line could be a headline: short, one sentence, a capital first, no stop at its end.

    ``question`` lets it end with a question mark, ``above`` a date lets it have the words of a story.
    """
    most = _MOST_WORDS + 3 if question else _MOST_WORDS
    if len(words) > _LONGEST or not 2 <= len(words.split()) <= most:
        return False
    if _BULLET.match(words) or "(@" in words:  # an item of a list, a post signed with its handle
        return False
    first = words.lstrip(_QUOTES)[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    if ended(words) and not (question and words.rstrip(_QUOTES).endswith("?")):
        return False
    if words[0] in _QUOTES and words[-1] in _QUOTES:
        return False  # a bare quotation
    if not above and (_STORY_WORDS.search(words) or (len(words.split()) >= 8 and _PAST.search(words))):
        return False
    return len(sentences(words)) == 1 or question or "?" in words


def title_cased(words: str, *, least: int = 1, share: float = 0.7) -> bool:
    """Whether at least ``share`` of the words of four letters and more have a capital, of ``least`` or more."""
    long: list[str] = re.findall(r"[^\W\d_]{4,}", words)
    return len(long) >= least and sum(word[0].isupper() for word in long) >= share * len(long)


def shouted(words: str) -> bool:
    """Whether a short line is all capitals, as links to other stories are; a quotation is not one."""
    return (
        words.isupper() and 3 <= len(words.split()) <= 20 and words[0] not in _QUOTES and not words.endswith((".", ":"))
    )
