"""Interviews, transcripts and live pages by their layout: who asks, where a new speaker or a new entry begins.

What an interviewer asks is not the story, nor are the bare "Q:" and "A:" or the clock that an entry of a live page
opens with: they are marked. A speaker's name before a colon stays, as the source of what follows.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.articles.lines import Line
from communique.text import quotations

_NAME = re.compile(
    r"\W{0,3}([A-Z][\w.'’-]{0,24}(?:,? (?:of|the|de|al|von|[A-Z])[\w.'’-]{0,24}){0,6})(?: \([^()\n]{1,40}\))?"
    r"\*{0,2}:\*{0,2}(?=\s+\S)"
)
_BARE = re.compile(r"\W{0,3}(Q|A|QUESTION|ANSWER|Question|Answer)(?: ?[:.]\*{0,2}(?=\s+\S)|\s?[—–-]\s)")
_CLOCK = re.compile(
    r"\W{0,3}\d{1,2}(?::|\.|h)\d\d(?!\d)\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?(?:\s?/\s?\d{1,2}[:.]\d\d"
    r"\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?)?(?:\s?[:—–|-](?=\s)|(?=\s+[A-Z“\"‘])|\s*$)"
)
_OUR_OWN = re.compile(r"\b(?:I|we|We|you|You|me|us|my|My|our|Our|your|I['’]\w{1,2})\b")
_PLAINLY = re.compile(r"\W{0,3}(?:Yes|No|Never|Absolutely|Of course|Not at all|Certainly)\b")
_ASKERS = frozenset("q question reporter reporters journalist interviewer moderator host".split())
_LEAST = 4  # turns that make a conversation; a quotation after a colon is none
_MOSTLY = 0.5  # of the words of an article that is one, and of its turns that speak of "I", "we" or "you"
_CHANGING = 0.6  # of the turns that another speaker than the one before has
_ASKING = 0.4  # of the turns of who asks that end with a question
_QUESTIONS = 3  # lines that are questions, or clocks, before the layout is taken for one
_ADDRESSED = re.compile(r"\b(?:you|your|yours|sir|minister|president|ambassador|general|secretary)\b", re.IGNORECASE)
_FACING = 0.34  # of the questions speak to whom they ask: those of an explainer speak to nobody
_LONGEST_QUESTION = 60  # words


class Mark(NamedTuple):
    """A stretch that is not the story: ``question``, ``speaker`` ("A:") or ``time``."""

    kind: str
    start: int
    end: int


class Layout(NamedTuple):
    """What the lines of an article are laid out as (None: as a report), with what is marked."""

    genre: str | None
    marks: tuple[Mark, ...] = ()


class _Turn(NamedTuple):
    who: str
    start: int
    spoken: int  # where the label ends
    end: int
    bare: bool


def layout(lines: Sequence[Line], text: str) -> Layout:
    """The layout of the lines of a story."""
    return _labelled(lines, text) or _asked(lines, text) or _live(lines) or Layout(None)


def _labelled(lines: Sequence[Line], text: str) -> Layout | None:
    turns = list(_turns(lines))
    words = sum(len(line.text.split()) for line in lines)
    said = [text[turn.spoken : turn.end] for turn in turns]
    names = Counter(turn.who for turn in turns)
    changes = sum(one.who != other.who for one, other in itertools.pairwise(turns))
    if len(turns) < _LEAST or len(names) < 2 or names.most_common(2)[1][1] < 2:
        return None
    personal = sum(_OUR_OWN.search(words) is not None or words.rstrip(' *”"').endswith("?") for words in said)
    if personal < _MOSTLY * len(turns) or changes < _CHANGING * (len(turns) - 1):
        return None
    if sum(len(text[turn.start : turn.end].split()) for turn in turns) < _MOSTLY * words:
        return None
    asking = _asking(turns, said)
    marks = [Mark("question", t.start, t.end) for t in turns if t.who in asking]
    marks += [Mark("speaker", t.start, t.spoken) for t in turns if t.bare and t.who not in asking]
    return Layout("interview" if asking and len(names) - len(asking) == 1 else "transcript", tuple(marks))


def _turns(lines: Sequence[Line]) -> Iterator[_Turn]:
    """Each labelled line, up to the next one."""
    opened: _Turn | None = None
    for line in lines:
        bare = _BARE.match(line.text)
        found = bare or _NAME.match(line.text)
        if found is not None:
            if opened is not None:
                yield opened
            who = found[1].casefold().split()[-1]  # "PRESIDENT KOLE" and "Kole" are one
            who = who[:1] if bare is not None else who
            opened = _Turn(who, line.start, line.start + found.end(), line.end, bare is not None)
        elif opened is not None:
            opened = opened._replace(end=line.end)
    if opened is not None:
        yield opened


def _asking(turns: Sequence[_Turn], said: Sequence[str]) -> frozenset[str]:
    """Who only asks: by name, or by the questions that its turns end with. Never all of them."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for turn, words in zip(turns, said, strict=True):
        spoken[turn.who].append(words.rstrip(' *”"'))
    asked = {who: sum(words.endswith("?") for words in found) / len(found) for who, found in spoken.items()}
    found = {who for who in asked if who in _ASKERS or (asked[who] >= _ASKING and len(spoken[who]) > 1)}
    return frozenset() if len(found) == len(asked) else frozenset(found)


def _asked(lines: Sequence[Line], text: str) -> Layout | None:
    """Lines that are questions and nothing else, each answered in the first person."""
    found = [at for at, line in enumerate(lines) if _is_question(line)]
    answers = []
    for at, following in itertools.pairwise((*found, len(lines))):
        if following > at + 1:
            answers.append((lines[at + 1].start, lines[following - 1].end))
    own = sum(_speaks(text, *answer) for answer in answers)
    facing = sum(_ADDRESSED.search(lines[at].text) is not None for at in found)
    if len(answers) < _QUESTIONS or own < _MOSTLY * len(answers) or facing < _FACING * len(found):
        return None
    return Layout("interview", tuple(Mark("question", lines[at].start, lines[at].end) for at in found))


def _is_question(line: Line) -> bool:
    words = line.text.strip(" *_#")
    return words.endswith("?") and words[:1].isupper() and 2 < len(words.split()) <= _LONGEST_QUESTION


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether somebody answers for itself in ``start:end``, outside of what is quoted there."""
    if _PLAINLY.match(text, start, end) is not None:
        return True
    quotes = quotations(text, start, end)
    return any(
        not any(quote.start <= found.start() < quote.end for quote in quotes)
        for found in itertools.islice(_OUR_OWN.finditer(text, start, end), 50)
    )


def _live(lines: Sequence[Line]) -> Layout | None:
    """Entries that open with a clock."""
    found = [(line, clock) for line in lines if (clock := _CLOCK.match(line.text)) is not None]
    if len(found) < _QUESTIONS:
        return None
    return Layout("live", tuple(Mark("time", line.start, line.start + clock.end()) for line, clock in found))
