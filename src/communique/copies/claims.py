"""Claims: what a correction notice says was wrong and what is right, in as few words as tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from communique import text
from communique.copies import sentences, values
from communique.copies.notices import LABEL, MISDONE, OWN, THING, WRONGLY, Notice
from communique.copies.sentences import EMPTY
from communique.text import Span, Token

Topic = Literal["number", "name", "withdrawn", ""]

_NUMBERS = (
    "numbers?|figures?|counts?|sizes?|populations?|capacit(?:y|ies)|lengths?|distances?|sums?|amounts?|costs?|prices?|tolls?|"
    "ages?|years?|dates?|days?|months?|times?|totals?|percentages?|shares?|values?|weights?|heights?|rates?"
)
_NAMES = "(?:sur|last |first |given |family )?names?|spellings?|titles?|identit(?:y|ies)|affiliations?|employers?"
_KIND = re.compile(rf"\b(?:(?P<number>{_NUMBERS})|(?P<name>{_NAMES}|misspelled|misspelt))\b", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r",? ?\(?\b(?:in |the )*(?:paragraphs?|paras?|pars?) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?:(?:, | and |-)\d+)*\)?"
    r"|,? ?\b(?:in )?(?:the )?(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|opening|lead|final) (?:paragraph|par|sentence)\b",
    re.IGNORECASE,
)
_SAYING = (
    "(?:said|says|stated|reported|claimed|suggested|implied|indicated|noted|asserted|showed|stating|saying|reporting|"
    "wrote|included|used|contained|had)"
)
_AS = "(?:identified|described|referred to|named|listed|gave|given|rendered|labell?ed|called|spelled|spelt|cited|quoted|characteri[sz]ed|dated|misidentified|misnamed|misspelled|misdescribed)"
# What the wrong version said. Each alternative ends where the wrong words begin.
_AS_WRONG = re.compile(rf"\b{_AS}\b(?P<of>[^.;]{{0,120}}?) as (?:being )?", re.IGNORECASE)
_TO_WRONG = re.compile(r"\b(?:mis)?attributed\b(?P<of>[^.;]{0,160}?) to ", re.IGNORECASE)
_SAID_WRONG = re.compile(
    rf"(?:\b{WRONGLY} )?\b{_SAYING}\b(?: {WRONGLY}| in error)?(?: at first)?(?:,? that)? "
    rf"|\b{WRONGLY} (?:called|named|identified|placed|put|gave|described|attributed|listed|referred to|had|quoted|dated|\w+ed) (?:that )?"
    r"|\b(?:placed|put|called|gave|named|listed|quoted|identified) ",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(r"\b(?:withdrawn|retracted|withdraw|retract(?:ing)?) (?:(?:a|an|our|the|this) )?(?:\w+ ){0,4}?that ", re.IGNORECASE)
_TOPIC = re.compile(
    rf"\b(?:{MISDONE}|(?:gave|had|used|contained) (?:the|an?) (?:wrong|incorrect)|omitted|stated {WRONGLY}|"
    r"(?:to (?:correct|fix|clarify|amend|update)|corrects|fixes|clarifies|amends)(?! that\b))\b ?",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:to (?:show|say|read|state|reflect|clarify|make clear|note|indicate|specify)(?: that)?|should (?:have read|read|have been|be|have said|say)"
    r"|corrects? that|makes? clear that) ",
    re.IGNORECASE,
)
_BOILER = re.compile(
    rf"^\W*(?:(?:this|the|our) (?:\w+ ){{0,3}}{THING} (?:has been|was|is|have been)(?: \w+)? (?:corrected|amended|updated|edited|changed|revised)(?: on [^.]{{0,30}})?\W*$"
    rf"|we (?:regret|apologi[sz]e for)[^.,]{{0,40}}\W*$|(?:the|this) (?:\w+ ){{0,2}}error (?:was|has been) [^.]{{0,40}}$)",
    re.IGNORECASE,
)
_WRONG_SIDE = re.compile(
    rf"\b{OWN}\b|\b{WRONGLY}\b|\b{MISDONE}\b|\b(?:originally|initially|previously|at first)\b|\bgave the (?:wrong|incorrect)\b|\bomitted\b"
    rf"|\b(?:an?|the) (?:earlier|previous|original) (?:version|edition|headline)\b|\bthe original (?:said|stated|read)\b"
    rf"|^\W*it also (?:said|stated|gave|mis\w+)|\b(?:which|that) said\b|\b(?:withdrawn|retracted)\b|\barticle\b[^.]{{0,120}}\b(?:said|gave|stated)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:,? and not(?=,? (?!as ))|,? and not,? as [^,.;]{0,60},|,? not|,? rather than|,? instead of) (?=\S)|\(not (?=\S)", re.IGNORECASE
)
_NOT_AFTER = re.compile(r"[,;] (?:as|which|when|because|after|who|said|in (?:paragraph|the))\b|[;)\]]|\.(?:\s|$)|, (?=an? (?:earlier|previous))| as (?:it|we|an?|was|had|the|previously|originally|initially)\b")
_BUT = re.compile(r"\bnot ([^,.;]{1,60}),? but ([^,.;]{1,80})", re.IGNORECASE)
_SWAPPED = re.compile(r" (?:instead of|rather than) ", re.IGNORECASE)
_TO_FROM = re.compile(r" to (?P<right>[^.;()]{1,80}?)(?:,)? (?:from|instead of|rather than) (?P<wrong>[^.;(),]{1,80})", re.IGNORECASE)
_FROM_TO = re.compile(r" from (?P<wrong>[^.;(),]{1,80}?) to (?P<right>[^.;(),]{1,80})", re.IGNORECASE)
_READ = re.compile(r"[“\"‘']([^”\"’\n]{1,200})[”\"’'] should (?:have read|read|have been|be) [“\"‘']([^”\"’\n]{1,200})[”\"’']")
_OF_TO = re.compile(r" to (?=[\w“\"$£€])", re.IGNORECASE)
_FIGURES = re.compile(rf"\b(?:photo|picture|image|caption|graphic|map|chart|video|photograph)s?\b", re.IGNORECASE)
_CAUSE = re.compile(r"^(?:because of|due to|owing to|through|as a result of) [^,.]{1,120}, ", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:correct(?:s|ed)?|chang(?:es|ed)|fix(?:es|ed)|amend(?:s|ed)|revis(?:es|ed))\b", re.IGNORECASE)
_GAVE_AS = re.compile(r"(?P<right>[^.;]{1,160}), which (?:an?|the|our|we) [^.;]{1,80}? as ", re.IGNORECASE)
_NO_SUCH = re.compile(r"\bno such\b|\b(?:did|does|has|have|had|was|is) (?:not|no)\b", re.IGNORECASE)
_CUT = re.compile(r",| (?:who|which|that|of whom|whose) ", re.IGNORECASE)
_ITS = re.compile(r"^(?:it|he|she|they|that|this|there|[A-Z]\w+ [A-Z]\w+) (?:is|was|are|were) (?:an? |the )?", re.IGNORECASE)
_MOST = 5  # words of a difference


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
    pictured = bool(_FIGURES.search(of[notice.span.start : min(notice.span.end, notice.span.start + 120)]))
    for error in _errors(_pieces(of, notice)):
        topic = _topic(error.said)
        wrong, right = _sides(error.stated, error.beside, topic)
        about = sentences.read(error.said, Span(0, len(error.said))).content
        found.append(Claim(wrong, right, topic, about, pictured))
    return found


def _pieces(of: str, notice: Notice) -> list[str]:
    """The clauses of a notice, without its heading, its paragraph numbers and what every notice says."""
    whole = " ".join(of[notice.span.start : notice.span.end].split())
    bracket = re.search(r"\((?:Corrects|Refiles|Fixes|Changes|Clarifies)\b[^\n]*", whole)
    whole = whole[bracket.start() + 1 :] if bracket else LABEL.sub("", whole, count=1)
    whole = _CAUSE.sub("", _PARAGRAPH.sub("", whole).strip(" ()*•[]"))
    clauses = [part for span in text.sentences(whole) for part in whole[span.start : span.end].split("; ")]
    return [clause for clause in clauses if not _BOILER.match(clause)]


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
        return "" if wrong and _NO_SUCH.search(best) else _clean(best)
    shown = _RIGHT.search(stated)
    return _clean(stated[shown.end() :] if shown else "" if wrong else _told_beside(stated))


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
    shows = _RIGHT.search(right)
    return shortened(_clean(wrong), _clean(right[shows.end() :] if shows else right))


def _last_not(piece: str) -> re.Match[str] | None:
    """The "not" that sets two things against each other, outside quotation marks."""
    quotations = text.quotations(piece)
    for found in _NOT.finditer(piece):
        plain = not found[0].lstrip().casefold().startswith("not") or found[0].lstrip() == "(not "
        if not any(q.start <= found.start() < q.end for q in quotations) and (plain or _apposed(piece, found)):
            return found
    return None


def _apposed(piece: str, found: re.Match[str]) -> bool:
    """Whether a bare "not" stands between two things ("40, not 400"), and denies no verb ("did not say")."""
    return found[0].startswith((",", "("))


def _wrong(stated: str) -> str:
    """The words that the wrong version had, as far as a clause tells them."""
    if withdrawn := _WITHDRAWN.search(stated):
        return _clean(stated[withdrawn.end() :])
    as_wrong = _AS_WRONG.search(stated) or _TO_WRONG.search(stated)
    said = _SAID_WRONG.search(stated, _after_own(stated))
    if as_wrong and (said is None or as_wrong.start() <= said.start() + 20):
        return _clean(stated[as_wrong.end() :])
    if said is None or (topic := _TOPIC.search(stated)) and topic.start() <= said.start():
        return ""
    return _clean(stated[said.end() :])


def _after_own(stated: str) -> int:
    """Where to look for what was said: behind the naming of the version, if it is named."""
    own = re.search(rf"{OWN}|\b{THING}\b", stated, re.IGNORECASE)
    return own.end() if own else 0


def _told_beside(stated: str) -> str:
    """What "to correct the year to 2019", "corrects the name, Ana Bel," and "the capacity, which is 12" tell."""
    topic = _TOPIC.search(stated)
    if topic is None:
        return ""
    rest = stated[topic.end() :]
    if which := re.search(r", which (?:is|was|are|were) ", rest):
        return rest[which.end() :]
    to = _OF_TO.search(rest)
    if to is not None and len(rest[to.end() :].split()) <= 6:
        return rest[to.end() :]
    return rest if _topic(stated) == "name" and values.names(rest) else ""


def _clean(words: str) -> str:
    words = words.strip(" \t.,;:–—-()[]*•")
    words = re.sub(r"^(?:that|the|an?|as|at|in|on|of|is|it is|it was|she is|he is|they are|there are|there were|the (?:correct |right )?\w+ is) (?=\w)", "", words, flags=re.IGNORECASE) if len(words.split()) <= _MOST else words
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
    if topic == "number" and (found := values.numbers(right)):
        return right[found[0].start : _with_unit(right, found[0])]
    if topic == "name" and (runs := name_runs(right)):
        return right[runs[-1].start : runs[-1].end]
    return right


def shortened(wrong: str, right: str) -> tuple[str, str]:
    """Two statements of one thing cut to what tells them apart: numbers, quoted words, names, else other words."""
    return _by_number(wrong, right) or _by_quote(wrong, right) or _by_words(wrong, right) or _by_name(wrong, right) or (
        wrong, _close(wrong, right),
    )  # fmt: skip


def _by_number(wrong: str, right: str) -> tuple[str, str] | None:
    left, there = values.numbers(wrong), values.numbers(right)
    keys, others = {v.key for v in left}, {v.key for v in there}
    mine, yours = [v for v in left if v.key not in others], [v for v in there if v.key not in keys]
    pairs = [(_fit(wrong, a, right, b), -i, j, a, b) for i, a in enumerate(mine) for j, b in enumerate(yours) if _day(a) == _day(b)]
    if not pairs:
        return None
    *_, a, b = max(pairs, key=lambda pair: pair[:3])
    return wrong[a.start : _with_unit(wrong, a)], right[b.start : _with_unit(right, b)]


def _day(value: values.Value) -> bool:
    return value.key.isalpha()


def _fit(wrong: str, a: values.Value, right: str, b: values.Value) -> int:
    """How well two numbers stand in one place: the same word behind or before them."""
    behind = _next(wrong, a.end) != "" and _next(wrong, a.end) == _next(right, b.end)
    before, there = wrong[: a.start].split()[-1:], right[: b.start].split()[-1:]
    return 2 * behind + (before == there and bool(before))


def _next(of: str, at: int) -> str:
    after = text.words(of, at, min(len(of), at + 40))
    return after[0].text if after and of[at : after[0].start].strip() == "" else ""


def _with_unit(of: str, value: values.Value) -> int:
    """Where a number with the word that it counts ends: "400 drivers", but "2019"."""
    after = text.tokens(of, value.end, min(len(of), value.end + 40))
    year = re.fullmatch(r"(?:1\d|20)\d\d", of[value.start : value.end]) is not None
    if _day(value) or year or not after or of[value.end : after[0].start] != " ":
        return value.end
    word = after[0].text
    return after[0].end if word[0].isalpha() and word.casefold() not in EMPTY else value.end


def _by_quote(wrong: str, right: str) -> tuple[str, str] | None:
    left, there = text.quotations(wrong), text.quotations(right)
    if len(left) != 1 or len(there) != 1:
        return None
    a, b = wrong[left[0].start + 1 : left[0].end - 1], right[there[0].start + 1 : there[0].end - 1]
    return (a.strip(" ,."), b.strip(" ,.")) if _key(a) != _key(b) or a.casefold() != b.casefold() else None


def name_runs(of: str) -> list[Span]:
    """The proper names of a phrase, each whole; a capital at its start is one where it is no common word."""
    tokens = text.tokens(of)
    found = [(value.start, value.end) for value in values.names(of)]
    if tokens and tokens[0].text[0].isupper() and text.fold(tokens[0].text) not in EMPTY and (not found or found[0][0] > 0):
        alone = len(tokens) == 1 or (found and tokens[1].start == found[0][0]) or not tokens[1].text[0].isalnum()
        found = [(tokens[0].start, tokens[0].end)] * bool(alone) + found
    runs: list[Span] = []
    for start, end in found:
        if runs and of[runs[-1].end : start].strip() == "":
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(Span(start, end))
    return runs


def _by_name(wrong: str, right: str) -> tuple[str, str] | None:
    left, there = name_runs(wrong), name_runs(right)
    known, others = {t.text for t in text.words(wrong)}, {t.text for t in text.words(right)}
    mine = [run for run in left if not {t.text for t in text.words(wrong, *run)} <= others]
    yours = [run for run in there if not {t.text for t in text.words(right, *run)} <= known]
    if not mine or not yours:
        return None
    pairs = [(_alike(wrong[a.start : a.end], right[b.start : b.end]), -i, -j, a, b) for i, a in enumerate(mine) for j, b in enumerate(yours)]
    *_, a, b = max(pairs)
    return wrong[a.start : a.end], right[b.start : b.end]


def _alike(one: str, other: str) -> float:
    return round(SequenceMatcher(None, one[:60].casefold(), other[:60].casefold(), autojunk=False).ratio(), 2)


def _by_words(wrong: str, right: str) -> tuple[str, str] | None:
    """The words that two statements of one thing differ in, each with the word that they share beside it."""
    left, there = text.words(wrong), text.words(right)
    matcher = SequenceMatcher(None, [t.text for t in left], [t.text for t in there], autojunk=False)
    ops = matcher.get_opcodes()
    shared = sum(left[i].text not in EMPTY for tag, i1, i2, *_ in ops if tag == "equal" for i in range(i1, i2))
    best: tuple[int, str, str] | None = None
    for at, (tag, i1, i2, j1, j2) in enumerate(ops):
        if tag != "replace" or max(i2 - i1, j2 - j1) > _MOST or {t.text for t in (*left[i1:i2], *there[j1:j2])} <= EMPTY:
            continue
        after = at + 1 < len(ops) and left[ops[at + 1][1]].text not in EMPTY
        before = at > 0 and left[ops[at - 1][2] - 1].text not in EMPTY
        size = min(i2 - i1, j2 - j1)
        score = 2 * after + before + (i2 - i1 == j2 - j1)
        if best is not None and score <= best[0]:
            continue
        if after:
            best = score, _phrase(wrong, left, i2 - size, i2 + 1), _phrase(right, there, j2 - size, j2 + 1)
        elif before and i2 - i1 == j2 - j1:
            best = score, _phrase(wrong, left, i1 - 1, i2), _phrase(right, there, j1 - 1, j2)
        elif shared and i2 - i1 == j2 - j1:
            best = score, _phrase(wrong, left, i1, i2), _phrase(right, there, j1, j2)
    return (best[1], best[2]) if best else None


def _phrase(of: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return of[tokens[first].start : tokens[last - 1].end]


def _close(wrong: str, right: str) -> str:
    """Of a long statement the end that stands for as many words as the wrong ones, or up to the same last word."""
    tokens, errors = text.words(right), text.words(wrong)
    if (its := _ITS.match(right)) and len(errors) <= _MOST:
        rest = right[its.end() :]
        return rest[: cut.start()] if (cut := _CUT.search(rest)) else rest
    if not errors or len(tokens) <= len(errors) + 2 or len(errors) > _MOST:
        return right
    ends = [i + 1 for i, token in enumerate(tokens) if token.text == errors[-1].text]
    end = ends[-1] if ends else len(tokens)
    extra = 1 if ends else 0  # "deputy commissioner", not "commissioner"
    return _phrase(right, tokens, max(0, end - len(errors) - extra), end)
