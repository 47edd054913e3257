"""A stance in one line: the sentence of a report that says it best, quoted as it stands there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from communique.data import Article, Move
from communique.text import quotations, sentences

STANCE_CHARACTERS = 200
"""A stance is one line: it is cut at a word after so many characters."""
_SHORT = 6  # words below which a sentence seldom says by itself what it is about
# A sentence that begins so leans on the one before it.
_LEANS = re.compile(
    r"[“\"'‘]?(?:he|she|it|they|this|that|these|those|there|such|his|her|its|their|one|not|but|and|so|if they|i)\b",
    re.I,
)
_LINKING = re.compile(r"(?:that|whether|and|but|so|because)\s+(?=\S)")


class Wording(NamedTuple):
    """The words of one report: whether an official is quoted in them, whether they need others to be understood."""

    words: str
    quoted: bool
    vague: bool
    rank: tuple[bool, bool, bool, bool, float, int, str]


def wording(move: Move, article: Article, *, garbled: bool = False) -> Wording:
    """The line in which an article tells of a move; the lower its rank, the better it says it.

    The words of a ``garbled`` article (a machine's rewording) are nobody's, and come last.
    """
    sentence = _sentence(move, article)
    whole = len(sentence) <= STANCE_CHARACTERS
    words = one_line(balanced(sentence if whole else _without_link(move.evidence[0].exact)))
    quoted = bool(quotations(words))
    vague = bool(_LEANS.match(words)) or len(words.split()) < _SHORT
    rank = (garbled, vague, not quoted, not whole, -move.confidence, len(words), move.id)
    return Wording(words, quoted, vague, rank)


def _without_link(words: str) -> str:
    """A clause without the word that ties it to what stands before it."""
    link = _LINKING.match(words)
    return words[link.end() :] if link else words


def _sentence(move: Move, article: Article) -> str:
    """The sentence in which a move's trigger stands."""
    text = article.text
    start = text.rfind("\n", 0, move.trigger.start) + 1
    end = text.find("\n", move.trigger.end)
    lines = text[start : len(text) if end < 0 else end]
    return _sentence_at(lines, move.trigger.start - start) or move.evidence[0].exact


@lru_cache(maxsize=1 << 13)  # copies have the same lines
def _sentence_at(lines: str, place: int) -> str:
    """The sentence at a place, in quotation marks where it stands within a longer quotation; "" for none."""
    found = next((span for span in sentences(lines) if span.start <= place < span.end), None)
    if found is None:
        return ""
    sentence = lines[found.start : found.end]
    within = any(q.start < found.start and found.end < q.end for q in quotations(lines))
    return f"“{sentence}”" if within else sentence


def balanced(words: str) -> str:
    """``words`` with the partner of a quotation mark that they open or close and whose rest is not shown."""
    opened, closed = words.count("“"), words.count("”")
    if opened == closed and words.count('"') % 2:
        return words + '"' if words.startswith('"') else '"' + words
    if opened > closed:
        return words + "”"
    return "“" + words if closed > opened else words


def one_line(words: str) -> str:
    """``words`` on one line of at most STANCE_CHARACTERS, cut at a word."""
    flat = " ".join(words.split())
    if len(flat) <= STANCE_CHARACTERS:
        return flat
    return flat[:STANCE_CHARACTERS].rsplit(" ", 1)[0] + " …"
