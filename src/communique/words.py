"""Nouns in words, the same on every view: counts, codes, issues, numbers, lengths."""

from __future__ import annotations


def support(voices: int, reports: int) -> str:
    """Both counts, as every view shows them."""
    return f"{voices} voice{'s' * (voices != 1)}, {reports} report{'s' * (reports != 1)}"


def short(words: str, width: int = 90) -> str:
    """Words on one line, cut at a word."""
    flat = " ".join(words.split())
    return flat if len(flat) <= width else flat[:width].rsplit(" ", 1)[0] + " …"


def issue_named(issue: str | None) -> str:
    """An issue as people read it: without the mark of those that are only proposed."""
    return (issue or "").lstrip("~")


def code_named(code: str | None) -> str:
    """A code of the codebook as people read it."""
    return (code or "").casefold().replace("de_", "de-").replace("_", " ")


def length(hours: float) -> str:
    """How long a meeting took: in minutes where it was less than an hour."""
    if hours < 1:
        return f"{round(hours * 60)} minutes"
    told = number(int(hours) if float(hours).is_integer() else round(hours, 1))
    return f"{told} hour{'s' * (hours != 1)}"


def number(value: object) -> str:
    """A number as people read it: 13,000; a whole one without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
