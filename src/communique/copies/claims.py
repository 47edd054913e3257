"""Claims: what a correction notice says was wrong and what is right, in as few words as tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from communique import text
from communique.copies import sentences, values
from communique.copies.differences import name_runs, printed, shortened
from communique.copies.notices import DATE, INCORRECT, LABEL, MISDONE, OWN, THING, WRONGLY, Notice
from communique.copies.sentences import EMPTY
from communique.text import Span

Topic = Literal["number", "name", "withdrawn", ""]

_NUMBERS = (
    "numbers?|figures?|counts?|sizes?|populations?|capacit(?:y|ies)|lengths?|widths?|distances?|sums?|amounts?|costs?|"
    "prices?|tolls?|ages?|years?|dates?|days?|months?|times?|totals?|percentages?|shares?|weights?|heights?|rates?"
)
_NAMES = "(?:sur|last |first |given |family )?names?|spellings?|titles?|identit(?:y|ies)|affiliations?|employers?"
_KIND = re.compile(rf"\b(?:(?P<number>{_NUMBERS})|(?P<name>{_NAMES}|misspelled|misspelt))\b", re.IGNORECASE)
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|opening|lead|final"
_PARAGRAPH = re.compile(
    r",? ?\(?\b(?:in |the )*(?:paragraphs?|paras?|pars?) "
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?:(?:, | and |-)\d+)*\)?"
    rf"|,? ?\b(?:in )?(?:the )?(?:\d+(?:st|nd|rd|th)|{_ORDINAL}) (?:paragraph|par|sentence)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?:Corrects|Refiles|Fixes|Changes|Clarifies)\b")
_SAYING = (
    "(?:said|says|stated|reported|claimed|suggested|implied|indicated|noted|asserted|showed|stating|saying|reporting|"
    "wrote|included|used|contained|had)"
)
_AS = (
    "(?:identified|described|referred to|named|listed|gave|given|rendered|labell?ed|called|spelled|spelt|cited|quoted|"
    "characteri[sz]ed|dated|misidentified|misnamed|misspelled|misdescribed|had (?:it|him|her|them))"
)
# What the wrong version said. Each alternative ends where the wrong words begin.
_AS_WRONG = re.compile(rf"\b{_AS}\b[^.;]{{0,120}}? as (?:being )?", re.IGNORECASE)
_TO_WRONG = re.compile(r"\b(?:mis)?attributed\b[^.;]{0,160}? to ", re.IGNORECASE)
_SAID_WRONG = re.compile(
    rf"(?:\b{WRONGLY} )?\b{_SAYING}\b(?: {WRONGLY}| in error)?(?: at first)?(?:,? that)? "
    rf"|\b{WRONGLY} (?:called|named|identified|placed|put|gave|described|attributed|listed|referred to|had|\w+ed) "
    r"(?:that )?|\b(?:placed|put|called|gave|named|listed|quoted|identified) ",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:withdrawn|retracted|withdraws?|retract(?:ing|s)?) (?:(?:an?|our|the|this|its) )?(?:\w+ ){0,6}?that ",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    rf"\b(?:{MISDONE}|{INCORRECT}|omitted|stated {WRONGLY}|rendered {WRONGLY}|"
    r"(?:to (?:correct|fix|clarify|amend|update)|corrects|fixes|clarifies|amends)(?! that\b))\b ?",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:to (?:show|say|read|state|reflect|clarify|make clear|note|indicate|specify|refer to)(?: that)?"
    r"|should (?:have read|read|have been|be|have said|say)|corrects? that|makes? clear that) ",
    re.IGNORECASE,
)
# What every notice says and none means.
_BOILER = re.compile(
    rf"\W*(?:(?:this|the|our) (?:\w+ ){{0,3}}{THING} (?:has been|was|is|have been)(?: \w+)? "
    r"(?:corrected|amended|updated|edited|changed|revised)(?: on [^.]{0,30}|accordingly| to reflect (?:that|this|the) "
    r"(?:change|correction))?\W*$"
    r"|(?:we (?:regret|apologi[sz]e)|our apologies|sorry)[^.,]{0,40}\W*$"
    r"|(?:the|this) (?:\w+ ){0,2}error (?:was|has been) [^.]{0,40}$"
    r"|when we learn of |a correction (?:was|has been) made)",
    re.IGNORECASE,
)
_WRONG_SIDE = re.compile(
    rf"\b{OWN}\b|\b{WRONGLY}\b|\b{MISDONE}\b|\b(?:originally|initially|previously|at first)\b|\b{INCORRECT}|\bomitted\b"
    r"|\b(?:an?|the) (?:earlier|previous|original) (?:version|edition|headline)\b|\bthe original (?:said|stated|read)\b"
    r"|^\W*it also (?:said|stated|gave|mis\w+)|\b(?:which|that) said\b"
    r"|\b(?:withdrawn|retracted|withdraws|retracts)\b"
    r"|\b(?:article|report|story)\b[^.]{0,120}\b(?:said|gave|stated|put)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:,? and not(?=,? (?!as ))|,? and not,? as [^,.;]{0,60},|,? not|,? rather than|,? instead of) (?=\S)"
    r"|\(not (?=\S)",
    re.IGNORECASE,
)
# Where the wrong words behind a "not" end.
_NOT_AFTER = re.compile(
    r"[,;] (?:as|which|when|because|after|who|said|in (?:paragraph|the))\b|[;)\]]|\.(?:\s|$)"
    r"|, (?=an? (?:earlier|previous))| as (?:it|we|an?|was|had|the|previously|originally|initially)\b"
)
_BUT = re.compile(r"\bnot ([^,.;]{1,60}),? but ([^,.;]{1,80})", re.IGNORECASE)
_SWAPPED = re.compile(r",? (?:instead of|rather than) ", re.IGNORECASE)
_TO_FROM = re.compile(
    r" to (?!clarify|show|say|reflect|make|state|read|correct|fix|note|indicate|remove|add|refer|specify)"
    r"(?P<right>[^.;()]{1,80}?),? (?:from|instead of|rather than) (?P<wrong>[^.;(),]{1,80})",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r" from (?P<wrong>[^.;(),]{1,80}?) to (?P<right>[^.;(),]{1,80})", re.IGNORECASE)
_READ = re.compile(
    r"[“\"‘']([^”\"’\n]{1,200})[”\"’'] should (?:have read|read|have been|be) [“\"‘']([^”\"’\n]{1,200})[”\"’']"
)
_OF_TO = re.compile(r" to (?=[A-Z\d“\"$£€])")
_WHICH = re.compile(r", which (?:is|was|are|were) ", re.IGNORECASE)
_FIGURES = re.compile(r"\b(?:photo|picture|image|caption|graphic|map|chart|video|photograph)s?\b", re.IGNORECASE)
_CAUSE = re.compile(r"(?:because of|due to|owing to|through|as a result of) [^,.]{1,120}, ", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:correct(?:s|ed)?|chang(?:es|ed)|fix(?:es|ed)|amend(?:s|ed)|revis(?:es|ed))\b", re.IGNORECASE
)
_GAVE_AS = re.compile(r"(?P<right>[^.;]{1,160}), which (?:an?|the|our|we) [^.;]{1,80}? as ", re.IGNORECASE)
_NO_SUCH = re.compile(r"\bno such\b|\b(?:did|does|has|have|had|was|is) (?:not|no)\b", re.IGNORECASE)
_CALLED = re.compile(rf"\b(?:was|were|is|are) {WRONGLY} \w+ (?:as |to be )?", re.IGNORECASE)
_TAIL = re.compile(rf"\b(?:in|by) (?:an?|the|our) [^.;]{{0,40}}?{OWN}|, (?:but|when|while|whereas) ", re.IGNORECASE)
_OF_KIND = re.compile(rf"(?:the )?(?:\w+ )?(?:{_NUMBERS}|{_NAMES}) (?:of|that|when|at|in|for)\b", re.IGNORECASE)
_CONTRARY = re.compile(r", (?:but|when|while|whereas) (?:in fact )?", re.IGNORECASE)
_ASKS = re.compile(r"(?:when|where|who|whom|whose|how|why|which|what|whether)\b", re.IGNORECASE)
_ONLY_CORRECT = re.compile(r"(?:the )?(?:correct|right|proper|accurate|actual) ", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:the (?:correct |right )?\w+ is|(?:it|she|he) (?:is|was)|they are|there (?:are|were)"
    r"|that|the|an?|as|at|in|on|of) (?=\w)",
    re.IGNORECASE,
)
_OWN = re.compile(rf"{OWN}|\b{THING}\b", re.IGNORECASE)
_CLOSING = frozenset("”\"»’'")
_OPENING = frozenset("“\"„«‘'")
_SAY = re.compile(r"^(?:say|show|read|reflect|state|make clear)(?: that)? (?=\S)", re.IGNORECASE)
_THE = re.compile(r"^(?:from (?:the )?|the )(?=\S+(?: \S+){0,4}$)", re.IGNORECASE)
_MOST = 5  # words of a phrase
_HEAD = 120  # characters in which a notice names the picture that it is about


class Claim(NamedTuple):
    """What a notice says: the wrong and the right words ("" where it does not tell), what kind of thing they are,
    all that it speaks of (stems), and whether it is about a picture, whose words no story repeats."""

    wrong: str
    right: str
    topic: Topic
    about: frozenset[str]
    pictured: bool = False


def claims(of: str, notice: Notice) -> list[Claim]:
    """The claims of a notice, in order: one, unless it mends several errors."""
    found: list[Claim] = []
    pictured = bool(_FIGURES.search(of[notice.span.start : min(notice.span.end, notice.span.start + _HEAD)]))
    for error in _errors(_pieces(of, notice) or [""]):
        topic = _topic(error.said)
        wrong, right = _sides(error.stated, error.beside, topic)
        about = sentences.read(error.said, Span(0, len(error.said))).content
        found.append(Claim(_THE.sub("", wrong), _THE.sub("", right), topic, about, pictured))
    return found


def _pieces(of: str, notice: Notice) -> list[str]:
    """The clauses of a notice, without its heading, its paragraph numbers and what every notice says."""
    whole = " ".join(of[notice.span.start : notice.span.end].split())
    bracket = _BRACKET.search(whole)
    whole = whole[bracket.start() + 1 :] if bracket else LABEL.sub("", whole, count=1)
    whole = _CAUSE.sub("", _PARAGRAPH.sub("", whole).strip(" ()*•[]"))
    clauses = [part for span in text.sentences(whole) for part in whole[span.start : span.end].split("; ")]
    return [clause for clause in clauses if not _BOILER.match(clause) and not DATE.fullmatch(clause)]


class _Error(NamedTuple):
    """A clause that tells of an error, the clauses beside it that tell what is right, and all that was said of it."""

    stated: str
    beside: tuple[str, ...]
    said: str


def _errors(pieces: Sequence[str]) -> Iterator[_Error]:
    """The errors that the clauses of a notice tell of, in order."""
    errors = [at for at, piece in enumerate(pieces) if _WRONG_SIDE.search(piece)]
    errors = errors or [at for at, piece in enumerate(pieces) if _TOPIC.search(piece) or _RIGHT.search(piece)][:1]
    errors = errors or [0] * bool(pieces)
    for number, at in enumerate(errors):
        last = errors[number + 1] if number + 1 < len(errors) else len(pieces)
        first = 0 if not number else at
        beside = pieces[at + 1 : last] or pieces[first:at]
        told = tuple(piece for piece in beside if not _TOPIC.search(piece))
        yield _Error(pieces[at], told, " ".join(pieces[first:last]))


def _topic(stated: str) -> Topic:
    if _WITHDRAWN.search(stated):
        return "withdrawn"
    found = _KIND.search(stated)
    return "" if found is None else "number" if found["number"] else "name"


def _sides(stated: str, beside: Sequence[str], topic: Topic) -> tuple[str, str]:
    """The wrong and the right words of an error told in ``stated``, with the clauses ``beside`` it."""
    for piece in (stated, *beside):
        both = _contrasted(piece, swapped=piece is stated and bool(_WRONG_SIDE.search(piece)))
        if both is not None:
            return both
    wrong = _wrong(stated)
    right = _right(stated, beside, wrong, topic)
    if wrong and right:
        return shortened(wrong, right)
    return wrong, _valued(right, topic, quoted="quot" in stated)


def _right(stated: str, beside: Sequence[str], wrong: str, topic: Topic) -> str:
    if gave := _GAVE_AS.search(stated):
        return _valued(gave["right"], topic)
    if topic == "withdrawn":
        return ""
    best = max(beside, key=lambda r: len(_key(r) & _key(wrong or stated)), default="")
    if best:
        return "" if wrong and _NO_SUCH.search(best) and not text.quotations(best) else _clean(best)
    if wrong and (contrary := _CONTRARY.search(stated)):
        return _clean(stated[contrary.end() :])
    shown = _RIGHT.search(stated)
    told = stated[shown.end() :] if shown else "" if wrong else _told_beside(stated)
    return "" if _ONLY_CORRECT.match(told) else _clean(told)


def _contrasted(piece: str, *, swapped: bool) -> tuple[str, str] | None:
    """The sides of "R, not W", "W instead of R", "to R from W", "not W but R" and their like."""
    if read := _READ.search(piece):
        return read[1], read[2]
    said = _SAID_WRONG.search(piece) if swapped else None
    if said is not None and (turn := _SWAPPED.search(piece, said.end())):
        return shortened(_clean(piece[said.end() : turn.start()]), _clean(piece[turn.end() :]))
    changes = _CHANGES.search(piece)
    if changes and (moved := _TO_FROM.search(piece, changes.end()) or _FROM_TO.search(piece, changes.end())):
        return shortened(_clean(moved["wrong"]), _clean(moved["right"]))
    if but := _BUT.search(piece):
        return shortened(_clean(but[1]), _clean(but[2]))
    turn = _last_not(piece)
    if turn is None:
        return None
    right, wrong = piece[: turn.start()], piece[turn.end() :]
    if stop := _NOT_AFTER.search(wrong):
        wrong = wrong[: stop.start()]
    quotations = text.quotations(right)
    if quotations and wrong[:1] in _OPENING and (whole := text.quotations(wrong)):
        wrong = wrong[whole[0].start : whole[0].end]
        right = right[quotations[-1].start : quotations[-1].end]
    shows = _RIGHT.search(right)
    return shortened(_clean(wrong), _clean(right[shows.end() :] if shows else right), beside=True)


def _last_not(piece: str) -> re.Match[str] | None:
    """The "not" that sets two things against each other ("40, not 400"), outside quotation marks.

    A bare "not" with no comma before it denies a verb.
    """
    quotations = text.quotations(piece)
    for found in _NOT.finditer(piece):
        bare = found[0].lstrip().casefold() == "not " and piece[max(0, found.start() - 1)] not in _CLOSING
        if not bare and not any(q.start <= found.start() < q.end for q in quotations):
            return found
    return None


def _wrong(stated: str) -> str:
    """The words that the wrong version had, as far as a clause tells them."""
    if withdrawn := _WITHDRAWN.search(stated):
        return _clean(stated[withdrawn.end() :])
    as_wrong = _AS_WRONG.search(stated) or _TO_WRONG.search(stated)
    said = _SAID_WRONG.search(stated, _after_own(stated)) or _CALLED.search(stated)
    if as_wrong and (said is None or as_wrong.start() <= said.start() + 20):
        return _clean(_TAIL.split(stated[as_wrong.end() :], maxsplit=1)[0])
    if said is None or ((topic := _TOPIC.search(stated)) and topic.start() <= said.start()):
        return ""
    wrong = _clean(_TAIL.split(stated[said.end() :], maxsplit=1)[0])
    return "" if _ASKS.match(wrong) or (_OF_KIND.match(wrong) and not values.numbers(wrong)) else wrong


def _after_own(stated: str) -> int:
    """Where to look for what was said: behind the naming of the version, if it is named."""
    own = _OWN.search(stated)
    return own.end() if own else 0


def _told_beside(stated: str) -> str:
    """What "to correct the year to 2019", "corrects the name, Ana Bel," and "the capacity, which is 12" tell."""
    topic = _TOPIC.search(stated)
    if topic is None:
        return ""
    rest = stated[topic.end() :]
    if which := _WHICH.search(rest):
        return rest[which.end() :]
    to = _OF_TO.search(rest)
    if to is not None and len(rest[to.end() :].split()) <= 6:
        return rest[to.end() :]
    return rest if _topic(stated) == "name" and values.names(rest) else ""


def _clean(words: str) -> str:
    """Words without the marks around them, and a phrase without its article or "it is"."""
    words = _SAY.sub("", words.strip(" \t.,;:–—-()[]*•"), count=1)
    if len(words.split()) <= _MOST:
        words = _LEAD.sub("", words, count=1) if _LEAD.match(words) else words
    quotations = text.quotations(words)
    if len(quotations) == 1 and quotations[0] == (0, len(words)):
        words = words[1:-1].strip(" ,.")
    return words


def _key(phrase: str) -> frozenset[str]:
    return frozenset(sentences.stem(t.text) for t in text.words(phrase) if t.text and t.text not in EMPTY)


def _valued(right: str, topic: Topic, *, quoted: bool = False) -> str:
    """Of a statement of what is right the value, where its kind is known."""
    quotations = text.quotations(right) if quoted else []
    if len(quotations) == 1:
        return right[quotations[0].start + 1 : quotations[0].end - 1].strip(" ,.")
    if topic == "number" and (
        found := [v for v in values.numbers(right) if v.key[-1].isdigit()] or values.numbers(right)
    ):
        return printed(right, found[0])
    if topic == "name" and (runs := name_runs(right)):
        return right[runs[-1].start : runs[-1].end]
    return right
