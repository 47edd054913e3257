"""Text and places in it: anchors, paragraphs, sentences, tokens, and normalising that remembers offsets.

Everything here keeps offsets into the text as given (code points, half-open) and is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from communique.data import Anchor, Article, Furniture

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
# What begins with one set of signs is found several times as fast as what may begin in several ways.
_MARK = re.compile(r"[“”„«»‹›\"‘’'`](?:(?<=')'|(?<=`)`)?")
_BEFORE = "([—–-/“‘\"'„«"  # what may stand right before an opening mark, besides white space
_LEADING = "“‘\"'„«…([$£€¿¡#@—–"  # what a quotation may begin with, besides a letter or digit
_ELISION = re.compile(r"\d\ds?\b|(?:em|tis|twas|til|cause|round|bout)\b")
# Titles are always followed by their name; these never end a sentence.
_TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt adm cmdr brig sen rep gov pres rev hon st messrs mt ft vs cf".split()
)
# These shorten a word only before a number: "No. 5", "Feb. 27", but "the answer was no."
_BEFORE_NUMBERS = frozenset(
    "no nos art fig sec p pp vol jan feb mar apr jun jul aug sept sep oct nov dec approx est".split()
)
# After these, an initial or "U.S." a new sentence only starts with a word like _STARTERS: "U.S. Senators" goes on.
_TAILS = frozenset("etc inc ltd co corp dept jr sr ed al".split())
_STARTERS = re.compile(r"\s+(?:The|A|An|In|On|At|It|He|She|They|But|And|This|That|Its)\b")
# A sentence may end at one of . ! ? … or 。！？ with closing quotation marks or brackets behind it. The look-behinds
# and the possessive repeats keep long runs of marks linear.
_STOP = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+(?=\s|$)|(?<=[。！？])[。！？]*+[”’」』）]*+)"
)
_NEXT = re.compile(r"\s*+[\"'“‘«(\[—–-]*+\s*+(\S)")


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
        at, limit = line.span()
        for stop in _STOP.finditer(text, at, limit):
            if _ends(text, stop, limit):
                found.append(trimmed(text, at, stop.end()))
                at = stop.end()
        if at < limit:
            found.append(trimmed(text, at, limit))
    return [span for span in found if span.start < span.end]


def _ends(text: str, stop: re.Match[str], limit: int) -> bool:
    after = stop.end()
    following = _NEXT.match(text, after, limit) if after < limit else None
    if following is None:
        return True
    if following[1].islower() or following[1] in ",;":
        return False
    if stop[0].rstrip(")]") != ".":
        return True
    word_start = stop.start()
    while word_start > 0 and (text[word_start - 1].isalpha() or text[word_start - 1] == "."):
        word_start -= 1
    word = text[word_start : stop.start()]
    folded = word.casefold()
    if folded in _BEFORE_NUMBERS:
        return not following[1].isdigit()
    if "." in word or folded in _TAILS or (len(word) == 1 and word.isupper()):
        return _STARTERS.match(text, stop.end(), limit) is not None
    return folded not in _TITLES


def story_sentences(article: Article) -> Sequence[Span]:
    """The sentences of an article's story: those of the stretches between its furniture.

    A dateline before a sentence, or a photo credit stuck to its end, is cut off and the rest stays a sentence.
    """
    return _story_sentences(article.text, article.furniture)


@lru_cache(maxsize=1 << 14)  # several rooms ask, each of all articles
def _story_sentences(text: str, furniture: tuple[Furniture, ...]) -> Sequence[Span]:
    found: list[Span] = []
    at = 0
    for piece in sorted(furniture, key=lambda f: (f.start, f.end)):
        found.extend(sentences(text, at, max(at, piece.start)))
        at = max(at, piece.end)
    found.extend(sentences(text, at))
    return tuple(found)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words, numbers and marks of ``text[start:end]`` with their places; inner apostrophes stay in the word."""
    limit = len(text) if end is None else end
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, limit)]


def words(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens that are words or numbers, folded: lower case, straight apostrophes, no possessive 's."""
    found = ((t, fold(t.text)) for t in tokens(text, start, end) if t.text[0].isalnum())
    return [Token(folded, t.start, t.end) for t, folded in found if folded]  # an apostrophe may be a letter


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


class _Mark(NamedTuple):
    """A quotation mark: its place, its family ("double", "single", "angle"), and what it can do there."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def _line_quotations(text: str, start: int, end: int) -> Iterator[Span]:
    marks = [_mark(text, found, start, end) for found in _MARK.finditer(text, start, end) if found[0] != "`"]
    last_single = max((i for i, mark in enumerate(marks) if mark.family == "single" and mark.closes), default=-1)
    following = _following(marks)
    opened: _Mark | None = None
    depth = 0
    for at, mark in enumerate(marks):
        if opened is None:
            if mark.opens and (mark.family != "single" or at < last_single):
                opened, depth = mark, 0
        elif mark.family != opened.family:
            continue
        elif mark.closes and not (mark.family == "single" and _owner(text, marks, at, following)):
            if depth == 0:
                yield Span(opened.start, mark.end)
                opened = None
            depth -= 1
        elif mark.opens and mark.family != "single":
            if _nested(marks, at, following):
                depth += 1
            else:
                opened, depth = mark, 0  # a lost closing mark: begin again
    if opened is not None and opened.family != "single" and trimmed(text, opened.end, end).end > opened.end:
        yield trimmed(text, opened.start, end)


def _mark(text: str, found: re.Match[str], start: int, end: int) -> _Mark:
    sign = found[0]
    before = text[found.start() - 1] if found.start() > start else " "
    after = text[found.end()] if found.end() < end else " "
    family = "angle" if sign in "«»‹›" else "single" if sign in "‘’'" else "double"
    loose = before.isspace() or before in _BEFORE
    leads = after.isalnum() or after in _LEADING
    if sign in "«‹":
        opens, closes = True, False
    elif sign in "»›":
        opens, closes = False, True
    elif family == "single":
        opens = sign != "’" and loose and leads and _ELISION.match(text, found.end(), end) is None
        closes = sign != "‘" and not before.isspace() and not after.isalnum()
    elif sign in "“„``":
        # German, or typed the wrong way round
        closes = sign == "“" and not leads and (not loose or after in ".,;:!?)")
        opens = not closes
    elif sign == "”":
        opens = loose and leads and not before.isalnum()
        closes = not opens
    else:
        opens = (loose and not after.isspace()) or (before in ",:;." and leads)
        closes = not opens
    return _Mark(found.start(), found.end(), family, opens, closes)


def _following(marks: list[_Mark]) -> list[int]:
    """For each mark the index of the next one of its family that opens or closes (len(marks) for none)."""
    nearest: dict[str, int] = {}
    following = [len(marks)] * len(marks)
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        following[at] = nearest.get(mark.family, len(marks))
        if mark.opens or mark.closes:
            nearest[mark.family] = at
    return following


def _nested(marks: list[_Mark], at: int, following: list[int]) -> bool:
    """Whether the opening mark at ``at`` stands inside a quotation: two closing marks follow it."""
    first = following[at]
    if first >= len(marks) or not marks[first].closes:
        return False
    second = following[first]
    return second < len(marks) and marks[second].closes


def _owner(text: str, marks: list[_Mark], at: int, following: list[int]) -> bool:
    """Whether "states' " is an owner: a lower-case word follows, and the next single mark closes too."""
    mark = marks[at]
    if text[mark.start - 1] != "s" or not text[mark.end : mark.end + 2].strip().islower():
        return False
    after = following[at]
    return after < len(marks) and marks[after].closes
