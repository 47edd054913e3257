"""The issues that moves are about, and the words that speak for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.vocabulary.codebook import listed
from communique.vocabulary.loading import checked, table


@cache
def issues() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The words for each issue, in order: a tuple of words for each entry; "word*" matches what begins with it."""
    return {issue: _entries(row["words"]) for issue, row in _rows().items()}


@cache
def hints() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The words that only lean towards each issue, in the same form; those of an issue without any are empty."""
    return {issue: _entries(row.get("hints", "")) for issue, row in _rows().items()}


def _rows() -> Mapping[str, Mapping[str, str]]:
    rows: Mapping[str, Mapping[str, str]] = table("issues")["issues"]
    return {
        issue: checked("issues", issue, row, required=("words",), optional=("hints",)) for issue, row in rows.items()
    }


def _entries(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in listed(words))
