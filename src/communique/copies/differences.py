"""Differences: two statements of one thing cut to the few words that tell them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from communique import text
from communique.copies import values
from communique.copies.sentences import EMPTY
from communique.copies.values import Value
from communique.text import Span, Token

_ITS = re.compile(
    r"(?:it|he|she|they|that|this|there|(?-i:[A-Z]\w+ [A-Z]\w+)) (?:is|was|are|were) (?:an? |the )?", re.IGNORECASE
)
_CUT = re.compile(r",| (?:who|which|that|of whom|whose) ", re.IGNORECASE)
_UNIT = 2  # words of what is counted: "cubic metres"
_SIGNS = "$£€¥"
_MOST = 5  # words of a difference
_ALIKE = 0.8  # of the telling words of the shorter, doubled: statements in the same words but for a difference
_CLAUSE = 6  # words: the names in two longer clauses may be anybody's

Sides = tuple[str, str]


def shortened(wrong: str, right: str, *, beside: bool = False) -> Sides:
    """Two statements of one thing cut to what tells them apart: numbers, quoted words, other words, names.

    ``beside`` says that the right words lead up to the wrong ones ("R, not W") and may say more before them.
    """
    for cut in (_by_number, _by_quote, _by_words, _by_name):
        if (found := cut(wrong, right)) is not None:
            return found
    return wrong, _close(wrong, right) if beside else _told(wrong, right)


def printed(of: str, value: Value) -> str:
    """A number with its currency sign or its month."""
    start, end = value.start, value.end
    if start and of[start - 1] in _SIGNS:
        start -= 1
    before = [v for v in values.numbers(of, max(0, start - 20), start) if is_day(v)]
    if before and not of[before[-1].end : start].strip(" ."):
        start = before[-1].start
    after = [v for v in values.numbers(of, end, min(len(of), end + 12)) if is_day(v)]
    if after and not of[end : after[0].start].strip():
        end = after[0].end
    return of[start:end]


def is_day(value: Value) -> bool:
    """Whether a value is a weekday or a month, not a number."""
    return value.key.isalpha()


def name_runs(of: str) -> list[Span]:
    """The proper names of a phrase, each whole; a capital at its start is one where it is no common word."""
    tokens = text.tokens(of)
    found = [(value.start, value.end) for value in values.names(of)]
    first = tokens[0] if tokens else None
    if first and first.text[0].isupper() and text.fold(first.text) not in EMPTY and (not found or found[0][0] > 0):
        lone = len(tokens) == 1 or not tokens[1].text[0].isalnum()
        if lone or (found and tokens[1].start == found[0][0]):
            found.insert(0, (first.start, first.end))
    runs: list[Span] = []
    for start, end in found:
        if runs and not of[runs[-1].end : start].strip():
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(Span(start, end))
    return runs


def _by_number(wrong: str, right: str) -> Sides | None:
    left, there = values.numbers(wrong), values.numbers(right)
    keys, others = {v.key for v in left}, {v.key for v in there}
    mine, yours = [v for v in left if v.key not in others], [v for v in there if v.key not in keys]
    pairs = [
        (_fit(wrong, a, right, b), -i, j, a, b)
        for i, a in enumerate(mine)
        for j, b in enumerate(yours)
        if is_day(a) == is_day(b)
    ]
    if not pairs:
        return None
    *_, a, b = max(pairs, key=lambda pair: pair[:3])
    counted = _counted(wrong, a, right, b)
    return printed(wrong, a) + counted[0], printed(right, b) + counted[1]


def _counted(wrong: str, a: Value, right: str, b: Value) -> Sides:
    """What both numbers count, as printed behind them, where that is the same: " drivers"."""
    left, there = (text.words(of, v.end, min(len(of), v.end + 60))[:_UNIT] for of, v in ((wrong, a), (right, b)))
    ends = a.end, b.end
    for mine, yours in zip(left, there, strict=False):
        gaps = wrong[ends[0] : mine.start], right[ends[1] : yours.start]
        if mine.text != yours.text or mine.text in EMPTY or gaps != (" ", " "):
            break
        ends = mine.end, yours.end
    return wrong[a.end : ends[0]], right[b.end : ends[1]]


def _fit(wrong: str, a: Value, right: str, b: Value) -> int:
    """How well two numbers stand in one place: the same word behind or before them."""
    behind = _next(wrong, a.end) != "" and _next(wrong, a.end) == _next(right, b.end)
    before, there = wrong[: a.start].split()[-1:], right[: b.start].split()[-1:]
    return 2 * behind + (before == there and bool(before))


def _next(of: str, at: int) -> str:
    after = text.words(of, at, min(len(of), at + 40))
    return after[0].text if after and not of[at : after[0].start].strip() else ""


def _by_quote(wrong: str, right: str) -> Sides | None:
    left, there = text.quotations(wrong), text.quotations(right)
    if len(left) != 1 or len(there) != 1:
        return None
    a, b = (of[span.start + 1 : span.end - 1].strip(" ,.") for of, span in ((wrong, left[0]), (right, there[0])))
    return (a, b) if a.casefold() != b.casefold() else None


def _by_name(wrong: str, right: str) -> Sides | None:
    """The names exchanged, of which at least one stands in few words."""
    left, there = text.words(wrong), text.words(right)
    if min(len(left), len(there)) > _CLAUSE:
        return None
    known, others = {t.text for t in left}, {t.text for t in there}
    mine = [run for run in name_runs(wrong) if not {t.text for t in text.words(wrong, *run)} <= others]
    yours = [run for run in name_runs(right) if not {t.text for t in text.words(right, *run)} <= known]
    pairs = [
        (_alike(wrong[a.start : a.end], right[b.start : b.end]), -i, -j, a, b)
        for i, a in enumerate(mine)
        for j, b in enumerate(yours)
    ]
    if not pairs:
        return None
    *_, a, b = max(pairs)
    return wrong[a.start : a.end], right[b.start : b.end]


def _alike(one: str, other: str) -> float:
    return round(SequenceMatcher(None, one[:60].casefold(), other[:60].casefold(), autojunk=False).ratio(), 2)


def _by_words(wrong: str, right: str) -> Sides | None:
    """The words that two statements of one thing differ in, each with the word that they share beside it."""
    left, there = text.words(wrong)[:200], text.words(right)[:200]
    matcher = SequenceMatcher(None, [t.text for t in left], [t.text for t in there], autojunk=False)
    ops = matcher.get_opcodes()
    known, others = ({t.text for t in side} - EMPTY for side in (left, there))
    alike = 2 * len(known & others) >= _ALIKE * min(len(known), len(others))
    found: list[tuple[int, int, Sides]] = []
    for at, (tag, i1, i2, j1, j2) in enumerate(ops):
        size, longest = sorted((i2 - i1, j2 - j1))
        if tag != "replace" or longest > _MOST:
            continue
        after = at + 1 < len(ops) and left[ops[at + 1][1]].text not in EMPTY
        before = at > 0 and left[ops[at - 1][2] - 1].text not in EMPTY
        if after:
            cut = i2 - size, i2, j2 - size, j2
            sides = _phrase(wrong, left, cut[0], i2 + 1), _phrase(right, there, cut[2], j2 + 1)
        elif size == longest and (before or alike):
            cut = i1, i2, j1, j2
            sides = _phrase(wrong, left, i1 - before, i2), _phrase(right, there, j1 - before, j2)
        else:
            continue
        pieces = left[cut[0] : cut[1]], there[cut[2] : cut[3]]
        if not any({t.text for t in piece} <= EMPTY for piece in pieces):  # "ships would" and "they will" are one
            found.append((2 * after + before + (size == longest), -at, sides))
    return max(found)[2] if found else None


def _phrase(of: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return of[tokens[first].start : tokens[last - 1].end]


def _told(wrong: str, right: str) -> str:
    """Of "she is the deputy commissioner, who leads ..." what she is, where the wrong words are few."""
    its = _ITS.match(right)
    if its is None or len(wrong.split()) > _MOST:
        return right
    rest = right[its.end() :]
    return rest[: cut.start()] if (cut := _CUT.search(rest)) else rest


def _close(wrong: str, right: str) -> str:
    """Of a long statement the end that stands for as many words as the wrong ones, or up to the same last word."""
    short = _told(wrong, right)
    tokens, errors = text.words(short), text.words(wrong)
    if not errors or len(tokens) <= len(errors) + 2 or len(errors) > _MOST:
        return short
    ends = [i + 1 for i, token in enumerate(tokens) if token.text == errors[-1].text]
    end = ends[-1] if ends else len(tokens)
    extra = 1 if ends else 0  # "deputy commissioner", not "commissioner"
    return _phrase(short, tokens, max(0, end - len(errors) - extra), end)
