"""The issues that moves are about, and the words that speak for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.vocabulary.codebook import listed
from communique.vocabulary.loading import checked, table


@cache
def issues() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The words for each issue, in order: a tuple of words for each entry; "word*" matches what begins with it."""
    found = {}
    for issue, row in table("issues")["issues"].items():
        checked("issues", issue, row, required=("words",))
        found[issue] = tuple(tuple(entry.split()) for entry in listed(row["words"]))
    return found
