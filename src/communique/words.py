"""Nouns in words, the same on every view: counts, codes, issues, numbers, lengths."""

from __future__ import annotations


def support(voices: int, reports: int) -> str:
    """Both counts, as every view shows them."""
    return f"{voices} voice{'s' * (voices != 1)}, {reports} report{'s' * (reports != 1)}"


def short(words: str, width: int = 90) -> str:
    """Words on one line, cut at a word."""
    flat = " ".join(words.split())
    return flat if len(flat) <= width else flat[:width].rsplit(" ", 1)[0] + " …"


def bare(words: str) -> str:
    """Words without the quotation marks around all of them; marks within stay."""
    inner = words.strip().strip('“”"').strip()
    return words.strip() if any(mark in inner for mark in '“”"') else inner


def printable(words: str) -> str:
    """Words on one line that any file can hold: without control characters, lone surrogates and turns of direction.

    The joiners of Persian and Indian scripts stay: words are spelt with them.
    """
    return " ".join("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in words).split())


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


_MONTHS = "January February March April May June July August September October November December".split()


def day_named(day: str | None) -> str:
    """An ISO prefix as people write it: 7 March 2031, March 2031, 2031; what is none stays as it is."""
    parts = (day or "").split("-")
    if len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return day or ""
    if len(parts) > 1 and not 1 <= int(parts[1]) <= len(_MONTHS):
        return day or ""
    named = [parts[0], *(_MONTHS[int(month) - 1] for month in parts[1:2]), *(str(int(n)) for n in parts[2:])]
    return " ".join(reversed(named))


_WORK = {
    "reading": "Reading files",
    "wording": "Reading the wording",
    "comparing": "Finding copies",
    "parsing": "Reading sentences",
    "casting": "Finding who speaks",
    "coding": "Coding articles",
    "reconciling": "Reconciling the record",
}


def work(what: str) -> str:
    """A step of the work, as progress names it."""
    return _WORK.get(what, what)
