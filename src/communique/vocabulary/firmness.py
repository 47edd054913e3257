"""How firm a stance is, by the words it is put in."""

from __future__ import annotations

import re
from functools import cache

from communique.vocabulary.loading import checked, table


@cache
def red_line_pattern() -> re.Pattern[str]:
    """One pattern that finds the words of a red line in folded text."""
    phrases = checked("firmness", "the file", table("firmness"), required=["red_line"])["red_line"]
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) + r")\b")
