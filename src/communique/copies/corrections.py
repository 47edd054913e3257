"""Corrections: the notice, what was wrong, what is right, the passage mended, and who still carries the error."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from communique import text
from communique.copies import sentences
from communique.copies.sentences import EMPTY, Sentence
from communique.data import Anchor, Article, Correction, digest
from communique.text import Span, Token

_THING = (
    "(?:story|article|report|item|piece|post|column|dispatch|headline|caption|page|text|review|editorial|version|"
    "entry|summary|brief)"
)
_HEADING = "(?:corrections?(?: and clarifications?)?|clarifications?|corrected|erratum)"
_WRONGLY = "(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately)"
_MISDONE = "(?:misstated|misidentified|misspelled|misspelt|misattributed|misquoted|misreported)"
_CUE = re.compile(
    rf"\b(?:earlier|previous|prior|original|initial|first|older) (?:versions?|editions?) of (?:this|the|our) "
    rf"(?:\w+ )?{_THING}\b"
    rf"|\b(?:this|our|the) (?:\w+ )?{_THING} (?:has been|was|is|had been) (?:\w+ )?"
    rf"(?:corrected|amended|clarified|updated to (?:correct|reflect|clarify|show|remove))"
    rf"|\b(?:this|our|an earlier|a previous) {_THING} (?:\w+ )?(?:{_WRONGLY}|{_MISDONE})"
    rf"|^[^\w\n]{{0,3}}(?:{_HEADING} ?[:\-–—(]|corrects \w)",
    re.IGNORECASE | re.MULTILINE,
)
# Every cue holds one of these: a search for them is cheaper than the cues.
_HINTS = (
    "version", "edition", "correct", "clarif", "erratum", "amended", "updated to", "wrongly", "mistakenly",
    "erroneously", "inaccurately", "misstated", "misidentified", "misspel", "misattributed", "misquoted", "misreported",
)  # fmt: skip
_HEADED = re.compile(rf"\W{{0,3}}(?:{_HEADING} ?[:–—-]|corrects\b)", re.IGNORECASE)
_LABEL = re.compile(rf"^\W{{0,3}}(?:{_HEADING}|editor['’]s note) ?[:–—-] ?", re.IGNORECASE)
_WRONG = re.compile(
    rf"\b(?:{_WRONGLY} (?:\w+(?: to)?)|{_MISDONE}|said|stated|reported|gave|placed|put|described|had|suggested|implied|"
    rf"claimed|named|identified|listed|attributed|referred to|called|cited|noted)"
    rf"(?: (?:{_WRONGLY}|in error))?(?: that)?\s+",
    re.IGNORECASE,
)
_TOPIC_ONLY = re.compile(_MISDONE, re.IGNORECASE)
_INSTEAD = re.compile(r",? (?:and )?(?:not|rather than|instead of) (?=[^.;,]{1,80}[.;,)]?)", re.IGNORECASE)
_SHOWS = re.compile(
    r"\b(?:to (?:show|say|read|state|reflect|clarify|make clear|note)(?: that)?"
    r"|(?:that|it) should (?:have read|read|have been|be)) ",
    re.IGNORECASE,
)
_OF_VERSIONS = re.compile(rf"\b(?:versions?|editions?) of\b|\b{_WRONGLY}\b", re.IGNORECASE)
_SWAPPED = re.compile(r" (?:instead of|rather than) ")  # "an earlier version said W instead of R"
_UPDATED = re.compile(
    r"\b(?:has|have) been (?:updated|corrected|amended)\b|\bis now (?:updated|correct)", re.IGNORECASE
)
_LONGEST = 900  # characters of a notice
_WINDOW = 6  # words within which the distinguishing words of an error stand together
_SHARED = 2  # content words beside them that a sentence must share with the claim


class Notice(NamedTuple):
    """A correction notice and its sentences."""

    span: Span
    parts: tuple[Span, ...]


class _Claim(NamedTuple):
    """What a notice says: the wrong and the right words, and all it speaks of (stems)."""

    wrong: str
    right: str
    about: frozenset[str]


def notices(article: Article) -> tuple[Notice, ...]:
    """The correction notices of an article: lines that say that it, or a version of it, was wrong.

    A notice that the text quotes (about somebody else's article) is none.
    """
    lowered = article.text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return ()
    lines: dict[int, Span] = {}
    for cue in _CUE.finditer(article.text):
        start = article.text.rfind("\n", 0, cue.start() + 1) + 1
        end = article.text.find("\n", cue.end())
        span = text.trimmed(article.text, start, len(article.text) if end < 0 else end)
        if span.start not in lines and _says_so(article.text, cue, span):
            lines[span.start] = span
    return tuple(Notice(span, tuple(text.sentences(article.text, *span))) for _, span in sorted(lines.items()))


def _says_so(of: str, cue: re.Match[str], line: Span) -> bool:
    if line.end - line.start > _LONGEST or line.start > cue.start():
        return False
    if any(quote.start <= cue.start() < quote.end for quote in text.quotations(of, *line)):
        return False
    inside = of[line.start : line.end]
    return bool(_HEADED.match(inside) or _WRONG.search(inside) or _SHOWS.search(inside) or "correct" in inside)


class Stories:
    """The stories of articles as sentences without their notices; each is read once, when first asked for."""

    __slots__ = ("_read", "_told")

    def __init__(self, told: Mapping[str, Sequence[Notice]]) -> None:
        """``told`` holds the notices of each article by its id."""
        self._told = told
        self._read: dict[str, list[Sentence]] = {}

    def of(self, article: Article) -> list[Sentence]:
        """The sentences of one story."""
        if article.id not in self._read:
            told = [notice.span for notice in self._told.get(article.id, ())]
            spans = [s for s in text.story_sentences(article) if not any(n.start <= s.start < n.end for n in told)]
            self._read[article.id] = [sentences.read(article.text, span) for span in spans]
        return self._read[article.id]


def corrections(
    article: Article, found: Sequence[Notice], others: Sequence[Article], stories: Stories
) -> list[Correction]:
    """One correction for each notice of ``article``; ``others`` are those of its family, where errors may live on."""
    return [_correction(article, notice, others, stories) for notice in found]


def _correction(article: Article, notice: Notice, others: Sequence[Article], stories: Stories) -> Correction:
    claim = _claim(article.text, notice)
    mended = _best(stories.of(article), claim.right, claim.about)
    about = claim.about | (mended.content if mended else frozenset())
    stale: list[Anchor] = []
    if _key(claim.wrong):
        for other in others:
            place = _best(stories.of(other), claim.wrong, about)
            if place is not None:
                stale.append(text.anchor(other, *place.span))
    return Correction(
        id=digest("correction", article.id, article.text[notice.span.start : notice.span.end]),
        article_id=article.id,
        notice=text.anchor(article, *notice.span),
        wrong=claim.wrong,
        right=claim.right,
        mended=text.anchor(article, *mended.span) if mended else None,
        stale=tuple(stale),
    )


def _best(among: Sequence[Sentence], phrase: str, about: frozenset[str]) -> Sentence | None:
    """The sentence that holds the key words of ``phrase`` together and shares most of what the notice is about."""
    key = _key(phrase)
    if not key:
        return None
    best, most = None, -1
    for sentence in among:
        if key <= sentence.content and _together(sentence, key):
            shared = len((sentence.content - key) & about)
            if shared > most:
                best, most = sentence, shared
    telling = len(key) > 1 and any(word[0].isdigit() for word in key)  # "400 trucks" says enough by itself
    return best if most >= (0 if telling else _SHARED) else None


def _key(phrase: str) -> frozenset[str]:
    return frozenset(sentences.stem(t.text) for t in text.words(phrase) if t.text and t.text not in EMPTY)


def _together(sentence: Sentence, key: frozenset[str]) -> bool:
    at = [i for i, token in enumerate(sentence.words) if token.text and sentences.stem(token.text) in key]
    wide = _WINDOW + len(key)
    return any({sentences.stem(sentence.words[i].text) for i in at if first <= i < first + wide} >= key for first in at)


def _claim(of: str, notice: Notice) -> _Claim:
    whole = of[notice.span.start : notice.span.end]
    about = sentences.read(of, notice.span).content
    for part in notice.parts:
        stated = of[part.start : part.end]
        beside = [of[other.start : other.end] for other in notice.parts if other != part]
        if not _OF_VERSIONS.search(stated) and (claim := _instead(stated, about)):
            return claim
        if _names_the_topic(stated):  # "misstated the size of the lake. It is 12 miles, not 20."
            for other in beside:
                if claim := _instead(other, about):
                    return claim
        if _speaks_of_versions(stated):
            return _Claim(*_versions(stated, beside), about)
    shows = _SHOWS.search(whole)
    return _Claim("", whole[shows.end() :].rstrip(".) ") if shows else "", about)


def _speaks_of_versions(stated: str) -> bool:
    return bool(_WRONG.search(_LABEL.sub("", stated)))


def _names_the_topic(stated: str) -> bool:
    """Whether a sentence says what the error was about, but not what it said."""
    cue = _WRONG.search(_LABEL.sub("", stated))
    return cue is not None and bool(_TOPIC_ONLY.search(cue[0])) and " that" not in cue[0]


def _versions(stated: str, beside: Sequence[str]) -> tuple[str, str]:
    """The wrong and the right words of "An earlier version said W." beside "It is R." """
    stated = _LABEL.sub("", stated)
    cue = _WRONG.search(stated)
    assert cue is not None
    swapped = _SWAPPED.search(stated, cue.end())
    if swapped:
        return stated[cue.end() : swapped.start()], stated[swapped.end() :].rstrip(".) ")
    wrong, _, after = stated[cue.end() :].partition(";")
    wrong = wrong.rstrip(".) ")
    rights = [
        r
        for r in ([after.strip(" .)")] if after.strip() else []) + [_LABEL.sub("", b) for b in beside]
        if r and not _UPDATED.search(r)
    ]
    topic = _names_the_topic(stated)
    if not rights:
        return "" if topic else wrong, ""
    right = max(rights, key=lambda r: len(_key(r) & _key(wrong)))
    if topic:
        return "", right.rstrip(".) ")
    return _differing(wrong, right) or (wrong, right.rstrip(".) "))


def _differing(wrong: str, right: str) -> tuple[str, str] | None:
    """The words that two statements of one thing differ in, each with the word they share beside it."""
    left, there = text.words(wrong), text.words(right)
    matcher = SequenceMatcher(None, [t.text for t in left], [t.text for t in there], autojunk=False)
    best: tuple[int, str, str] | None = None
    ops = matcher.get_opcodes()
    for at, (tag, i1, i2, j1, j2) in enumerate(ops):
        if tag != "replace" or i2 - i1 > 5 or j2 - j1 > 5:
            continue
        after = at + 1 < len(ops) and left[ops[at + 1][1]].text not in EMPTY
        before = at > 0 and left[ops[at - 1][2] - 1].text not in EMPTY
        score = 2 * after + before + (i2 - i1 == j2 - j1)
        if (after or before) and (best is None or score > best[0]):
            size = min(i2 - i1, j2 - j1)
            if after:
                best = score, _phrase(wrong, left, i2 - size, i2 + 1), _phrase(right, there, j2 - size, j2 + 1)
            else:
                best = score, _phrase(wrong, left, i1 - 1, i1 + size), _phrase(right, there, j1 - 1, j1 + size)
    return (best[1], best[2]) if best else None


def _phrase(of: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return of[tokens[first].start : tokens[last - 1].end]


def _instead(stated: str, about: frozenset[str]) -> _Claim | None:
    """The claim of "R, not W": of R the words that stand for W (the same head word, or as many); None without."""
    found = _INSTEAD.search(stated)
    if found is None:
        return None
    right, wrong = stated[: found.start()], stated[found.end() :].rstrip(".;,) ")
    shows = _SHOWS.search(right)
    if shows:
        right = right[shows.end() :]
    tokens, errors = text.words(right), text.words(wrong)
    if not tokens or not errors:
        return _Claim(wrong, right, about)
    size = len(errors)
    ends = [i + 1 for i, token in enumerate(tokens) if token.text == errors[-1].text]
    numbers = [i + 1 for i, token in enumerate(tokens) if token.text[:1].isdigit()]
    end = ends[-1] if ends else numbers[-1] if numbers and errors[0].text[:1].isdigit() else len(tokens)
    first = max(0, end - size)
    return _Claim(wrong, right[tokens[first].start : tokens[end - 1].end], about)
