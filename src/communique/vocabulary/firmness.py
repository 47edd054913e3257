"""How firm a stance is, by the words it is put in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from communique.vocabulary.loading import checked, table


@cache
def red_line_pattern() -> re.Pattern[str]:
    """One pattern that finds the words of a red line in folded text."""
    return _pattern(_lists()["red_line"])


@cache
def essential_pattern() -> re.Pattern[str]:
    """One pattern that finds, in folded text, the words by which a party says what matters most to it."""
    return _pattern(_lists()["essential"])


def _lists() -> Mapping[str, Sequence[str]]:
    return checked("firmness", "the file", table("firmness"), required=["red_line", "essential"])


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) + r")\b")
