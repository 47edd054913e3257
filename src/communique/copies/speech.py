"""Speech that lost its quotation marks: somebody says "we" or "I" with a cue, and no mark tells that it is a quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from communique import text
from communique.text import Span

_VERBS = ("m", "re", "ve", "ll", "d")
_SAID = (
    r"(?:said|says|told|added|stated|noted|declared|explained|insisted|tweeted|wrote|answered|replied|responded|warned)"
)
_BARE = ("we", "our", "my", "I", "We", "Our", "My")
_FIRST = frozenset((*_BARE, *(f"{who}{mark}{verb}" for who in ("I", "We", "we") for mark in "’'" for verb in _VERBS)))
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|I|my|We|Our|My)\b")
# "…, the minister said on Monday", "…, said Brenn", "…, has he declared"
_CUE = re.compile(
    rf", (?:has |have )?(?:he|she|they|(?:[A-Z][\w.’'-]+ ){{0,3}}[A-Z][\w.’'-]+|the [\w -]{{3,40}}?) {_SAID}\b"
    r"|, said (?:[A-Z]|the )"
)
_THAT = re.compile(rf"\b{_SAID} (?:[a-z]+ ){{0,2}}that (?:we|our)\b")
_OWN_VOICE = re.compile(rf"\b(?:I|we|We) (?:have |had |also )?{_SAID}\b|\btold (?:me|us)\b|\b[Aa]s we\b")
_QUOTING = re.compile(r"[\"“”«»‘]|''|(?<!\w)'(?=\w)|(?<=[.,!?])['’]")
_OPENING = ("“", '"', "‘", "'", "«")
_LONG = 1_000  # characters: no sentence of speech
_ENOUGH = 6  # sentences: more says nothing new


def unquoted(read: str, words: Set[str]) -> list[Span]:
    """The sentences that are somebody's speech without quotation marks; none where the author says "I" as often.

    ``words`` are the tokens of the text as ``str.split`` gives them.
    """
    cued: list[Span] = []
    own = 0
    for start, end in _lines(read, _FIRST & words):
        found = [span for span in _cued(read, start, end) if _lost(read[span.start : span.end])]
        cued += found
        own += not found
        if len(cued) >= _ENOUGH:
            break
    return cued if own <= len(cued) else []


def _lines(read: str, forms: Iterable[str]) -> list[Span]:
    """The lines in which one of the ``forms`` of "we" or "I" stands outside quotation marks."""
    found = set()
    for form in forms:
        at = read.find(f"{form} ")
        while at >= 0:
            start = read.rfind("\n", 0, at) + 1
            before = read[max(start, at - _LONG) : at]
            if not before[-1:].isalnum() and not before.endswith(_OPENING) and _closed(before):
                end = read.find("\n", at)
                end = end if end >= 0 else len(read)
                found.add(Span(start, end))
                at = end - 1
            at = read.find(f"{form} ", at + 1)
    return sorted(found)


def _closed(before: str) -> bool:
    """Whether no quotation is open at the end of ``before``."""
    return before.count("“") <= before.count("”") and before.count('"') % 2 == 0


def _cued(read: str, start: int, end: int) -> list[Span]:
    """The sentences of a line that has a cue."""
    if _CUE.search(read, start, end) or (read.find(" that ", start, end) >= 0 and _THAT.search(read, start, end)):
        return text.sentences(read, start, end)
    return []


def _lost(sentence: str) -> bool:
    """Whether somebody speaks of "we" or "I" with a cue and without quotation marks."""
    if len(sentence) > _LONG or _QUOTING.search(sentence):
        return False
    first = _FIRST_PERSON.search(sentence)
    if first is None or _OWN_VOICE.search(sentence):
        return False
    return bool(_CUE.search(sentence, first.end()) or _THAT.search(sentence))
