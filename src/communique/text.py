"""Text and places in it: anchors, paragraphs, sentences, tokens, and normalising that remembers offsets.

Everything here keeps offsets into the text as given (code points, half-open) and is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from communique.data import Anchor, Article

OPENING = "“„«‹"
CLOSING = "”»›"
APOSTROPHES = "’‘ʼ´`′"

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,]\d+)*"  # 100,000  3.5
    r"|[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*"  # words, with inner apostrophes and hyphens
    r"|\w+"
    r"|[^\w\s]"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_ABBREVIATIONS = frozenset(
    "mr mrs ms m dr prof gen lt col maj capt sgt adm cmdr brig sen rep gov pres rev hon st sr jr messrs mt ft "
    "jan feb mar apr jun jul aug sept sep oct nov dec no nos vs etc inc ltd co corp approx est dept "
    "fig art sec p pp vol ed cf al".split()
)
# After "U.S." a new sentence only starts with a word like these: "U.S. Senators" goes on.
_STARTERS = re.compile(r"\s+(?:The|A|An|In|On|At|It|He|She|They|But|And|This|That|Its)\b")
# A sentence may end at one of . ! ? … or 。！？ with closing quotation marks or brackets behind it.
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[”’」』）]*")
_NEXT = re.compile(r"\s*[\"'“‘«(\[—–-]*\s*(\S)")


class Span(NamedTuple):
    """A half-open interval of code points."""

    start: int
    end: int


class Token(NamedTuple):
    """A word, number or punctuation mark with its place."""

    text: str
    start: int
    end: int


def anchor(article: Article, start: int, end: int) -> Anchor:
    """The anchor of ``article.text[start:end]``; ValueError where that is empty or outside the text."""
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"no such place in article {article.id}: {start}..{end}")
    return Anchor(article_id=article.id, start=start, end=end, exact=article.text[start:end])


def trimmed(text: str, start: int, end: int) -> Span:
    """The interval without the white space at its ends (may become empty)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def paragraphs(text: str) -> list[Span]:
    """The non-empty lines of ``text``: in our inputs one line is one paragraph."""
    spans = (trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    return [span for span in spans if span.start < span.end]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``: they never cross a line end, and cover all but white space.

    Rules, not a model: abbreviations, initials and decimal points do not end a sentence, nor does a full stop
    before a lower-case word. A stop inside quotation marks ends one where the next word has a capital.
    """
    found: list[Span] = []
    for line in _PARAGRAPH.finditer(text, start, len(text) if end is None else end):
        at = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends(text, stop, line.end()):
                found.append(trimmed(text, at, stop.end()))
                at = stop.end()
        found.append(trimmed(text, at, line.end()))
    return [span for span in found if span.start < span.end]


def _ends(text: str, stop: re.Match[str], limit: int) -> bool:
    following = _NEXT.match(text, stop.end(), limit)
    if following is None:
        return True
    if following[1].islower() or following[1] in ",;":
        return False
    if stop[0] != ".":
        return True
    word_start = stop.start()
    while word_start > 0 and (text[word_start - 1].isalpha() or text[word_start - 1] == "."):
        word_start -= 1
    word = text[word_start : stop.start()]
    if len(word) == 1 and word.isupper():
        return False  # an initial: "Vladimir V. Putin"
    if "." in word:
        return _STARTERS.match(text, stop.end(), limit) is not None
    return word.casefold() not in _ABBREVIATIONS


def story_sentences(article: Article) -> list[Span]:
    """The sentences of an article's story: those of the stretches between its furniture.

    A dateline before a sentence, or a photo credit stuck to its end, is cut off and the rest stays a sentence.
    """
    found: list[Span] = []
    at = 0
    for piece in sorted(article.furniture, key=lambda f: (f.start, f.end)):
        found.extend(sentences(article.text, at, max(at, piece.start)))
        at = max(at, piece.end)
    found.extend(sentences(article.text, at))
    return found


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words, numbers and marks of ``text[start:end]`` with their places; inner apostrophes stay in the word."""
    limit = len(text) if end is None else end
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, limit)]


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens that are words or numbers, folded: lower case, straight apostrophes, no possessive 's."""
    return [Token(fold(t.text), t.start, t.end) for t in tokens(text, start, end) if t.text[0].isalnum()]


def fold(word: str) -> str:
    """A word for comparing: case folded, apostrophes made straight, a possessive ending and full stops dropped."""
    folded = word.casefold()
    for mark in APOSTROPHES:
        folded = folded.replace(mark, "'")
    return folded.removesuffix("'s").removesuffix("'").replace(".", "")


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Quoted stretches of ``text[start:end]``, marks included, paired across paragraphs.

    Curly, angled and straight double marks, and single marks where the text quotes with them. A quotation that
    a paragraph leaves open goes on when the next paragraph opens with a mark again (the print convention);
    otherwise it ends with its paragraph, so that one lost mark never swallows an article.
    """
    limit = len(text) if end is None else end
    found: list[Span] = []
    for line in _PARAGRAPH.finditer(text, start, limit):
        found.extend(_line_quotations(text, line.start(), line.end()))
    return found


def _line_quotations(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    opener = ""
    for at in range(start, end):
        mark = text[at]
        if opened is None:
            if mark in OPENING or (mark == '"') or _opens_single(text, at, start):
                opened, opener = at, mark
        elif _closes(text, at, end, opener):
            yield Span(opened, at + 1)
            opened = None
        elif mark in OPENING and opener == mark and mark != "„":
            opened = at  # a lost closing mark: begin again
    if opened is not None:
        last = trimmed(text, opened, end)
        if last.end - last.start > 1 and opener not in "‘'":
            yield last


def _opens_single(text: str, at: int, start: int) -> bool:
    if text[at] not in "‘'" or at + 1 >= len(text) or not text[at + 1].isalnum():
        return False
    return at == start or text[at - 1].isspace() or text[at - 1] in "(—–-["


def _closes(text: str, at: int, end: int, opener: str) -> bool:
    mark = text[at]
    if opener in "“„":
        return mark in "”" or (opener == "„" and mark == "“")
    if opener in "«‹":
        return mark in "»›"
    if opener == '"':
        return mark == '"'
    if mark not in "’'":
        return False
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum() and not (text[at - 1] == "s" and after.isspace() and _plural_owner(text, at, end))


def _plural_owner(text: str, at: int, end: int) -> bool:
    """Whether "states' " is an owner: a lower-case word follows and another closing mark comes later."""
    ahead = text[at + 1 : min(end, at + 400)]
    return ahead.lstrip()[:1].islower() and ("’" in ahead or "'" in ahead)


def covering(spans: Iterable[Span], place: int) -> Span | None:
    """The first of ``spans`` that holds ``place``, or None where none does."""
    return next((span for span in spans if span.start <= place < span.end), None)
