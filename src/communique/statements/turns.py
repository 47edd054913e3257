"""Interviews, transcripts and posts: a turn is said by whom its label names, or by whom the interview is with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from communique.data import Article
from communique.statements.linking import Draft
from communique.statements.posts import posts
from communique.statements.units import Unit
from communique.text import Span, paragraphs, trimmed

_CONVERSATIONS = ("interview", "transcript")
_LABEL = re.compile(
    r"\W{0,3}([A-Z][^:\n.!?]{0,70}?(?:[A-Z]\.[^:\n.!?]{0,40})?)(?: \([^()\n]{1,40}\))?\*{0,2}:\*{0,2}(?=\s+\S)"
)
_WITH = re.compile(
    r"\b(?:interview(?:ed|s)?|spoke|speaks|talked|talks|sat\sdown|conversation)\b(?:\s(?:with|to|of))?", re.IGNORECASE
)
_WHO = re.compile(r"(?:[A-Z][\w'’-]+\.?\s){1,4}[A-Z][\w'’-]+")
_PAPERS = frozenset(
    "post times news herald tribune journal gazette guardian telegraph chronicle courier press radio television tv "
    "magazine review weekly daily mail standard ledger observer independent courier wire".split()
)
"""Last words of the names of who asks."""
_RECEIVES = re.compile(  # "The chairman of the league receives us in his office"
    r"(?<![\w,] )\b((?:The|Its)\s(?:[\w’'()-]+\s){1,14}?)"
    r"(?:receives?|received|meets?|met|welcomes?|welcomed|greets?|greeted|answers?|answered)\s(?:us|me|our)\b"
)
_HEAD = frozenset("headline byline site date dateline".split())
_FAR = 120  # code points from "spoke to" to who is spoken to
_OPENING = 2000  # code points of an introduction that names who is asked
_OWN = frozenset("i we us me".split())
_LONGEST = 2000  # code points of a paragraph
_MANY = 40  # paragraphs of one statement
_SURE = 0.95


def spoken(article: Article, found: Sequence[Draft], sheet: Sequence[Unit]) -> list[Draft]:
    """``found`` with the turns of a conversation, or with signed posts: a "we" in one is whoever speaks it."""
    turns = _turns(article) if article.extra.get("genre") in _CONVERSATIONS else list(posts(article))
    if not turns:
        return list(found)
    starts = [content[0].start for _, content in turns]
    kept = []
    for draft in found:
        at = bisect_right(starts, draft.content[0].start) - 1
        inside = at >= 0 and draft.content[0].start < turns[at][1][-1].end
        if inside and draft.source is not None:
            said = article.text[draft.source.start : draft.source.end]
            if draft.source == turns[at][0] or (draft.cue is None and draft.source.start < starts[at]):
                continue  # the label, read as a cue: the whole turn stands for it
            if said.casefold() in _OWN:
                draft.source = turns[at][0]
        elif inside and draft.cue is None:
            draft.source = turns[at][0]
        kept.append(draft)
    begins = [unit.span.start for unit in sheet]
    for source, content in turns:
        unit = max(0, bisect_right(begins, content[0].start) - 1)
        kept.append(Draft(source=source, cue=None, content=content, confidence=_SURE, unit=unit, spoken=True))
    return kept


def _turns(article: Article) -> list[tuple[Span, list[Span]]]:
    """Who speaks and what, turn by turn, a stretch for each paragraph; without turns of which nobody is named."""
    marks = [(f.start, f.end, f.kind) for f in article.furniture]
    starts = [start for start, _, _ in marks]
    asked = next((start for start, _, kind in marks if kind in ("question", "speaker")), 0)
    guest = _guest(article, asked)
    turns: list[tuple[Span | None, list[Span]]] = []
    for line in paragraphs(article.text):
        at = bisect_right(starts, line.start) - 1
        start, kind = line.start, ""
        if at >= 0 and marks[at][1] > line.start:
            start, kind = min(marks[at][1], line.end), marks[at][2]
        label = _LABEL.match(article.text, start, line.end) if not kind else None
        if kind in ("question", "speaker"):
            turns.append((guest, []))
        elif label is not None:
            turns.append((Span(label.start(1), label.end(1)), []))
            start = label.end()
        rest = trimmed(article.text, start, line.end)
        for piece in _pieces(article.text, rest) if turns and kind in ("", "speaker") else ():
            if len(turns[-1][1]) == _MANY:
                turns.append((turns[-1][0], []))
            turns[-1][1].append(piece)
    return [(source, content) for source, content in turns if source is not None and content]


def _pieces(text: str, rest: Span) -> Iterator[Span]:
    """A paragraph, cut at white space where it never ends, so that time stays linear."""
    start, end = rest
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + 1, start + _LONGEST), start + _LONGEST // 2)
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


def _guest(article: Article, asked: int) -> Span | None:
    """Who is interviewed: the name that "spoke to" brings in before the first question, else the one named most."""
    first = 0
    for piece in article.furniture:
        if not article.text[first : piece.start].strip() and piece.kind in _HEAD:
            first = max(first, piece.end)
    end = min(asked, first + _OPENING)
    names = list(_WHO.finditer(article.text, first, end))
    people = [name for name in names if not _paper(name)]
    host = _RECEIVES.search(article.text, first, end)
    if host is not None:
        return trimmed(article.text, *host.span(1))
    cue = _WITH.search(article.text, first, end)
    if cue is not None:
        near = [name for name in names if cue.end() <= name.start() < cue.end() + _FAR]
        ahead = [name for name in people if name.end() <= cue.start()]
        if near and not _paper(near[0]):
            return Span(*near[0].span())
        if ahead:  # "K spoke to the paper"
            return Span(*ahead[-1].span())
    said = Counter(name[0].split()[-1] for name in people)
    chosen = max(people, key=lambda n: (said[n[0].split()[-1]], -n.start()), default=None)
    return None if chosen is None else Span(*chosen.span())


def _paper(name: re.Match[str]) -> bool:
    return name[0].split()[-1].lower() in _PAPERS
