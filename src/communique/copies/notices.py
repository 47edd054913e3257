"""Notices: the lines in which an article says that it, or a version of it, was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from communique import text
from communique.data import Article
from communique.text import Span

THING = (
    "(?:story|article|report|item|piece|post|column|dispatch|headline|caption|page|review|editorial|entry|summary|"
    "brief|blog|update|interview|obituary|profile|explainer|graphic|map|chart|newsletter|transcript|podcast|video)"
)
WRONGLY = "(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately)"
MISDONE = (
    "(?:mis(?:stated|identified|spelled|spelt|attributed|quoted|reported|translated|characteri[sz]ed|named|calculated|"
    "described|represented|labell?ed|dated|placed)|(?:over|under)stated)"
)
INCORRECT = "(?:gave|had|used|contained|included|with) (?:the|an?) (?:wrong|incorrect|erroneous|inaccurate|mistaken)"
_OLDER = "(?:earlier|previous|prior|original|initial|first|older|preceding)"
_VERSION = "(?:versions?|editions?|(?:sub)?headlines?|captions?|reports?|drafts?|posts?)"
# "an earlier version of this story", "the original headline on this article"
OWN = (
    rf"(?:{_OLDER} (?:\w+ )?{_VERSION} (?:of|on|to|for|in|accompanying|with) (?:this|our) (?:[\w-]+ )?{THING}"
    rf"|{_OLDER} versions? of the (?:story|article|headline|dispatch|caption))"
)
_MENDED = "(?:corrected|amended|clarified|edited|revised|changed|updated|refiled|republished)"
_TO_MEND = "(?:correct|fix|reflect|clarify|make clear|show|say|state|remove|note|read|indicate|specify|amend|refer to)"
_HEADING = (
    r"(?:(?:(?:one|two|three|four|five|six) |an? )?corrections?"
    r"(?: (?:and|&) clarifications?| (?:appended|notice|to \w+|was made))?"
    r"|clarifications?(?: (?:and|&) corrections?)?|corrected(?: on)?|erratum|errata|retraction|retracted)"
)
_DATED = r"(?: ?\([^()\n]{1,40}\)|,?(?: on)? [A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?(?:, \d{1,2}:\d\d [ap]\.?m\.?)?)?"
# A heading that by itself makes the line a notice.
_HEADED = re.compile(rf"[^\w\n(]{{0,4}}\(?{_HEADING}{_DATED} ?(?:[:–—]|- |\.(?= )|$)", re.IGNORECASE)
# One that only introduces: what follows must speak of an error.
_LABELLED = re.compile(
    rf"[^\w\n(]{{0,4}}(?:(?:editor|publisher)['’]?s['’]? note|note(?: to readers)?|update[sd]?|for the record)"
    rf"{_DATED} ?(?:[:–—]|- |$)",
    re.IGNORECASE,
)
DATE = re.compile(r"\(?[A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?(?:, [A-Z][a-z]+day)?\)?\.?")
LABEL = re.compile(rf"(?:{_HEADED.pattern}|{_LABELLED.pattern}|CORRECTED-) ?", re.IGNORECASE)
_SLIP = "(?:correct|fix|error|typo|spelling|mis|figure|name|day|date|year|number)"
# How agencies say it: "(Corrects day to Friday from Thursday)", "This version corrects ...".
_WIRED = re.compile(
    rf"[^\w\n]{{0,3}}\(?(?:corrects|(?:refiles|fixes|changes|clarifies|removes|amends)(?= [^.\n]{{0,120}}\b{_SLIP}))\b"
    r"|[^\n(]{0,200}\((?:corrects|refiles to (?:correct|fix)|fixes)\b"
    rf"|[^\w\n]{{0,3}}(?:note: ?)?(?:this )?(?:[\w.]+ ){{0,3}}(?:{THING}|version)(?: \w+)? (?:corrects|fixes|amends)\b"
    r"|(?-i:CORRECTED)[- :]|(?-i:REFILE)[- :][^\n]{0,200}\(Refiles to (?:correct|fix)",
    re.IGNORECASE,
)
_AT_FIRST = (
    "(?:originally|initially|previously) (?:said|stated|reported|gave|identified|described|called|included|had|put|"
    "listed|claimed|suggested|named|quoted|attributed|referred|indicated|omitted|mis[a-z]+)"
)
_WE = (
    rf"we (?:{WRONGLY}|{MISDONE}|{_AT_FIRST}"
    r"|(?:regret|apologi[sz]e for) (?:the|an|this|any) (?:\w+ )?(?:errors?|mistakes?|misspelling|inaccurac)"
    r"|got (?:it|this|that|the \w+|\w+) wrong|have (?:withdrawn|retracted|corrected)"
    r"|(?:are )?(?:withdraw|retract)(?:ing)?)"
)
_PLACED = (
    r"(?:on|in (?:some|yesterday|the [A-Z][a-z]+\.? \d)|published|about|posted|with|last|carried|that (?:appeared|ran))"
)
_SPEAKING = re.compile(
    # "an earlier version of this story ...", wherever it stands; "... in an earlier version", where it was wrong
    rf"\b(?P<own>{OWN})\b"
    rf"|\b(?P<bare>(?:an?|the|our) {_OLDER} (?:version|edition|headline|caption)s?)\b(?! of\b)"
    # "this article has been corrected", "the headline was amended to reflect"
    rf"|\b(?P<mended>(?:this|our) (?:[\w.]+ ){{0,3}}{THING}(?: on this \w+| has| have| was| is| had| been){{1,3}} "
    rf"(?:\w+ )?{_MENDED})\b"
    rf"|^(?P<the>[^\w\n]{{0,3}}(?:the|a|an) (?:[\w’'-]+ ){{0,3}}(?:sub)?{THING}"
    r"(?: (?:of|on|in|to|from|with) (?:this|our|[A-Z][\w.]+)[^.\n]{0,60}?)? "
    rf"(?:has been|have been|was|were) (?:\w+ )?{_MENDED}(?: on \w+ \w+(?:,? \d+)?)? to (?:{_TO_MEND}))\b"
    # "this article misstated", "our report wrongly said", "this story originally said"
    rf"|\b(?P<erred>(?:this|our) (?:[\w.]+ ){{0,3}}{THING}(?: [^.\n;:“\"]{{0,60}}?)? "
    rf"(?:{WRONGLY}|{MISDONE}|{INCORRECT}|{_AT_FIRST}|omitted|said {WRONGLY}))\b"
    rf"|\b(?P<we>{_WE})\b"
    # "An article on Tuesday about the lake misstated its size", "A previous version misidentified ..."
    rf"|^(?P<piece>[^\w\n]{{0,3}}(?:because of|due to|owing to|through)?[^\n.:“\"]{{0,80}}?\b(?:an?|the|our) "
    rf"(?:\w+ ){{0,2}}{THING}s? (?:{_PLACED}[^.\n“\"]{{0,250}}? )?"
    rf"(?:{WRONGLY}|{MISDONE}|{INCORRECT}|omitted|in error))\b"
    rf"|^(?P<version>[^\w\n]{{0,3}}(?:this is a corrected version|(?:an?|the) {_OLDER} (?:\w+ )?versions? "
    rf"(?:{WRONGLY}|{MISDONE}|{INCORRECT})))\b"
    r"|(?P<read>[”\"'’] should (?:have read|read|have been|be) [“\"‘'])"
    r"|\b(?P<correct>the (?:correct|right) (?:figure|number|name|date|day|year|spelling|title|amount|sum) "
    r"(?:is|was))\b",
    re.IGNORECASE | re.MULTILINE,
)
_ERROR = re.compile(
    rf"\b(?:{WRONGLY}|{MISDONE}|incorrect|wrong|error|mistake|typo\w*|corrects?|corrected|amended|clarif\w+|should have"
    r"|instead of|rather than|omitted|in fact|originally|previously|had (?:first |earlier )?(?:said|told|stated|given)"
    rf"|{_TO_MEND} that)\b|, (?:and )?not ",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:said|says|stated|reported|gave|given|placed|put|described|had|suggested|implied|claimed|named|identified"
    r"|listed|attributed|referred|called|cited|noted|quoted|showed|included|used|contained|omitted|error"
    rf"|{MISDONE}|{WRONGLY})\b",
    re.IGNORECASE,
)
# "updated with comment", "updated to reflect that talks ended" mend nothing; "updated to correct the year" does.
_UPDATED = re.compile(r"\b(?:updated|edited|changed|revised|republished)$", re.IGNORECASE)
_CERTAIN = re.compile(
    rf"\b(?:{WRONGLY}|{MISDONE}|incorrect|wrong|errors?|mistakes?|typo\w*|correct(?:s|ed|ion)?|clarif\w+|fix|"
    r"make clear|instead of|rather than)\b|, (?:and )?not ",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|wrote|printed|published|issued|accus\w+|claim\w*|announced|insisted|added) "
    r"(?:that |a |an |in |its )?[^.\n]{0,80}$",
    re.IGNORECASE,
)
_MENDING = re.compile(rf"\b(?:amended|corrected|{WRONGLY}|{MISDONE})\b", re.IGNORECASE)
_RECORDED = re.compile(rf"\b(?:an?|the|our|this) [^.\n]{{0,80}}\b(?:{THING}|edition|version)\b", re.IGNORECASE)
_BARE = re.compile(rf"\b(?:{WRONGLY}|{MISDONE})\b", re.IGNORECASE)
_EDITED = re.compile(rf"\b(?:{THING}|editions?|version)\b", re.IGNORECASE)
# The line of every notice holds one of these: a search for them is cheaper than the patterns.
_HINTS = (
    b"orrect", b"version", b"edition", b"amended", b"clarif", b"wrong", b"rroneous", b"inaccura", b"retract",
    b"withdrawn", b"refile", b"originally", b"initially", b"previously ", b"previous headline", b"should have read",
    b"should read", b"should have said", b"? should", b"\" should", b"rror", b"fixes", b"for the record", b"omitted",
    b"updated to", b"changed to", b"revised to", b"errat", b"overstated", b"understated",
)  # fmt: skip
_SLIPS = re.compile(b"mis(?:st|id|sp|at|qu|re|tr|ch|na|ca|de|la|da|pl)")
_HEADING_ALONE = 60  # characters of a heading in a line of its own
_INK = re.compile(r"\S")
_LONGEST = 1_200  # characters of a notice
_MOST = 50  # notices of one article: more is a page of other articles' corrections


class Notice(NamedTuple):
    """A correction notice and its sentences."""

    span: Span
    parts: tuple[Span, ...]


def notices(article: Article) -> tuple[Notice, ...]:
    """The correction notices of an article: lines that say that it, or a version of it, was wrong.

    A notice that the text quotes or reports (about somebody else's article) is none.
    """
    return _notices(article.text)


@lru_cache(maxsize=1 << 14)  # whoever looks for copies asks, and whoever puts them in order
def _notices(of: str) -> tuple[Notice, ...]:
    return tuple(Notice(span, tuple(text.sentences(of, *span))) for span in islice(_lines(of), _MOST))


def _lines(of: str) -> Iterator[Span]:
    headed: Span | None = None
    for line in _hinted(of):
        words = of[line.start : line.end]
        alone = _alone(words)
        below = headed is not None and not of[headed.end : line.start].strip()
        if headed is not None and below and not alone and (_STATES.search(words) or _ERROR.search(words)):
            yield Span(headed.start, line.end)
        elif not alone and _is_notice(of, line, words):
            yield line
        headed = line if alone else None


def _hinted(of: str) -> Iterator[Span]:
    """The lines, in order, that may be notices: those with a hint, and the one below a lone heading."""
    lowered = of.encode("ascii", "replace").lower()  # one byte a sign, so that places stay; other signs are "?"
    starts: set[int] = set()
    for hint in _HINTS:
        at = lowered.find(hint)
        while at >= 0:
            starts.add(lowered.rfind(b"\n", 0, at) + 1)
            end = lowered.find(b"\n", at)
            at = lowered.find(hint, end) if end >= 0 else -1
    starts |= {lowered.rfind(b"\n", 0, slip.start()) + 1 for slip in _SLIPS.finditer(lowered)}
    for start in sorted(starts):
        line = _line(of, start)
        yield from [line] if line.end - line.start <= _LONGEST else []
        if line.end - line.start < _HEADING_ALONE and _alone(of[line.start : line.end]):
            below = _INK.search(of, line.end)
            if below and of.rfind("\n", 0, below.start()) + 1 not in starts:
                line = _line(of, below.start())
                yield from [line] if line.end - line.start <= _LONGEST else []


def _line(of: str, start: int) -> Span:
    end = of.find("\n", start)
    return text.trimmed(of, start, len(of) if end < 0 else end)


def _alone(words: str) -> bool:
    """Whether a line is a heading only: the notice is the line below."""
    found = LABEL.match(words)
    return (
        found is not None
        and len(words) < _HEADING_ALONE
        and (found.end() >= len(words) or bool(DATE.fullmatch(words, found.end())))
    )


def _is_notice(of: str, line: Span, words: str) -> bool:
    if _HEADED.match(words) or _WIRED.match(words):
        return len(words.split()) > 3
    labelled = _LABELLED.match(words)
    for found in _SPEAKING.finditer(words):
        at = line.start + found.start()
        inside = any(q.start <= at < q.end - 1 for q in text.quotations(of, *line))
        if (not inside or found.lastgroup == "read") and not _reported(words, found.start()) and _errs(words, found):
            return True
    return labelled is not None and bool(
        _RECORDED.search(words) if "record" in labelled[0].lower() else _MENDING.search(words)
    )


def _reported(words: str, at: int) -> bool:
    """Whether somebody says it of something: "Officials said that this report had been amended"."""
    begin = max(words.rfind(". ", 0, at), words.rfind(": ", 0, at)) + 1
    return bool(_TOLD.search(words[begin:at]))


def _errs(words: str, found: re.Match[str]) -> bool:
    """Whether the line tells of an error, not of news that was added."""
    kind = found.lastgroup
    if kind == "bare":
        return bool(_BARE.search(words))
    if kind == "correct":
        return bool(_EDITED.search(words))
    if kind == "mended":
        strict = _CERTAIN if _UPDATED.search(found[0]) else _ERROR
        return strict is _ERROR or bool(strict.search(words[: found.start()] + words[found.end() :]))
    return True
