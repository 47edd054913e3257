"""What a few words are about: the issue of a condition, told by the words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from communique.text import fold
from communique.vocabulary.issues import hints, issues

_HINT = 0.4  # what a word that only leans towards an issue weighs against one that names it


def topic(text: str) -> str | None:
    """The issue that most of the words of ``text`` speak for; None where none does."""
    folded = " ".join(fold(text).split())
    weights = {issue: _weight(issue, folded) for issue in issues()}
    best = max(weights, key=lambda issue: weights[issue])  # of equals the first in the vocabulary
    return best if weights[best] > 0 else None


def _weight(issue: str, text: str) -> float:
    plain, leaning = _patterns()[issue]
    return sum(len(hit[0].split()) for hit in plain.finditer(text)) + _HINT * sum(1 for _ in leaning.finditer(text))


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {issue: (_pattern(words), _pattern(hints()[issue])) for issue, words in issues().items()}


def _pattern(entries: Sequence[tuple[str, ...]]) -> re.Pattern[str]:
    if not entries:
        return re.compile(r"(?!)")
    rows = (" ".join(_word(word) for word in entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))
    return re.compile(rf"\b(?:{'|'.join(rows)})\b")


def _word(word: str) -> str:
    return rf"{re.escape(word[:-1])}\w{{0,12}}" if word.endswith("*") else re.escape(word)
