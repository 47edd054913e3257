"""Marks of machine wording: what no sub-editor leaves and no native speaker writes, as patterns with weights.

A pattern is tried only on a text that has one of its words (whole, as ``str.split`` gives them) or one of its signs
(anywhere), so that a clean text is read fast. Each begins with fixed characters where it can, and looks a bounded way.

The weights are classes, after how many of some six thousand edited news articles bear the mark outside quotations:
at most one 2 (3 where no slip of the pen makes it), up to six 1.5, up to thirty 1, more 0.5 and less: what every house
prints now and then stays below 0.1 by itself. Where a sound use is easily thought of, the class is one lower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache
from itertools import islice
from operator import eq
from typing import NamedTuple

from communique.copies import calques

_MISREAD = (
    "tbe Tbe thc Thc tlie Tlie tiie ihe witb wbich wliich bcen hc wc aud lt 1n ofthe tothe inthe tbat thcy tbey wi11"
)
_ENDINGS = ("", ",", ".", ";", ":")  # what may be stuck to a word where text is split at white space


class Mark(NamedTuple):
    """One kind of mark. ``damage``: of scanning, decoding or layout, which says little about who worded the text."""

    weight: float
    pattern: re.Pattern[str]
    damage: bool = False


# Where sentences were cut and joined, and what else white space shows.
_JOINED: tuple[tuple[float, str, str], ...] = (
    (2.0, ".", r"\. \.(?<=[a-z]\. \.)(?= ?\n| [A-Z]|\Z)"),  # "the talks. ."
    (
        1.0,
        "He She They We",
        r" (?:He|She|They|We) (?:(?<=[a-z]{3} He )|(?<=[a-z]{3} She )|(?<=[a-z]{3} They )|(?<=[a-z]{3} We ))"
        r"(?!the\b)[a-z]{2,}",
    ),
    (2.0, "the. an. and. their. than.", r" (?:the|an|and|their|than)\.(?=\s)"),
    (2.0, "- –", r", [-–] (?<=[”\"], . )(?:he|she|[A-Z][a-z]+|the|said|told|added|noted|stated|declared|quotes)\b"),
    (1.0, "However however", r"However, [Hh]owever"),
    (1.5, "M.", r" [a-z]+ M\. [A-Z][a-z]+\b(?! [A-Z][a-z]*\b(?<!day))"),  # "and M. Ramos" for Mr
)
_SIGNED: tuple[tuple[float, tuple[str, ...], str], ...] = (
    (1.0, ("..",), r"\.\.(?<=[a-z]\.\.)(?!\.)(?=\s)"),  # "the talks.."
    (
        1.0,
        (". ",),
        r"\. (?:(?<=[a-z]{5}\. )|(?<= (?:by|it|is|to|of|on|be)\. )|(?<= (?:men|the|him|her|war)\. ))[a-z]{2,} [a-z]+",
    ),
    (2.0, (" the The ",), r" the The (?=[a-z])"),
    (1.5, (".000 ",), r"\.000 (?<=\d\.000 )(?!per|inch)[a-z]{3,}"),
    (1.5, (" l'", " l’"), r" l['’](?!esprit)[aeiouhéê][a-zéèê]+"),
)
# Damage by words (whole tokens) and by signs.
_PRINTED: tuple[tuple[float, str, str], ...] = (
    (0.1, ".", r" \.(?<=[a-z] \.)(?=\s|\Z)(?! \.)"),
    (0.1, ",", r" ,(?<=[a-z] ,)(?= [a-z])"),
    (0.5, ". , ”. ”, “. “,", r"[”\"] [.,](?=\s)(?! \.)| [“”][.,](?=\s)"),
    (1.5, _MISREAD, rf"(?<![\w’'-])(?:{_MISREAD.replace(' ', '|')})(?![\w’'-])"),
)
_DECODED: tuple[tuple[float, tuple[str, ...], str], ...] = (
    (1.0, ("â€", "Ã"), r"â€.?|Ã[©¨¼±]"),
    (0.5, ("-\n",), r"-\n(?<=[a-z]-\n)[a-z]{2,}"),
    (0.2, ("&",), r"&(?:nbsp|amp|quot|#\d+);"),
)
_TWICE = Mark(
    0.2,
    re.compile(r"\b(the|a|an|of|to|in|at|for|with|by|from|and|was|were|will|their|its|this|be|has|have) \1(?![\w’'-])"),
)


class _Place(NamedTuple):
    """A mark, its place in the table, and the words of which there must be one besides; none: nothing more is asked."""

    place: int
    also: frozenset[str]
    mark: Mark


@cache
def _by_word() -> dict[str, list[_Place]]:
    """The marks that need a word, under each such word as a text may have it."""
    found: dict[str, list[_Place]] = {}
    rows = [(row, False) for row in (*calques.ROWS, *_JOINED)] + [(row, True) for row in _PRINTED]
    for place, ((weight, words, pattern), damage) in enumerate(rows):
        first, _, second = words.partition(" & ")
        here = _Place(place, forms(second.split()), Mark(weight, re.compile(pattern), damage))
        for form in forms(first.split()):
            found.setdefault(form, []).append(here)
    return found


def forms(words: Iterable[str]) -> frozenset[str]:
    """The words as they stand in a text that is split at white space."""
    return frozenset(word + ending for word in words for ending in _ENDINGS)


@cache
def _keys() -> frozenset[str]:
    return frozenset(_by_word())


@cache
def _by_sign() -> list[tuple[str, Mark]]:
    """Each sign with the mark that needs it; a mark of several signs stands once for each."""
    rows = [(row, False) for row in _SIGNED] + [(row, True) for row in _DECODED]
    made = [(signs, Mark(weight, re.compile(pattern), damage)) for (weight, signs, pattern), damage in rows]
    return [(sign, mark) for signs, mark in made for sign in signs]


def to_try(read: str, tokens: Sequence[str], words: Set[str]) -> list[Mark]:
    """The marks that ``read`` may bear by its tokens (``words``: the set of them) and its signs, in a fixed order."""
    under = _by_word()
    places = {
        one.place: one.mark
        for word in words & _keys()
        for one in under[word]
        if not one.also or not one.also.isdisjoint(words)
    }
    tried = [places[place] for place in sorted(places)]
    tried += dict.fromkeys(mark for sign, mark in _by_sign() if sign in read)
    if any(map(eq, tokens, islice(tokens, 1, None))):
        tried.append(_TWICE)
    return tried
