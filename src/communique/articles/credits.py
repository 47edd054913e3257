"""Who supplied a report or a picture: credit lines, and credits stuck to the end of a line of the story."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.text import trimmed
from communique.vocabulary.outlets import agencies

_TAIL = 130  # characters at the end of a line in which a credit may stand
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]\n]{2,90})[)\]]\.?$")
_DASHED = re.compile(r"(?:^|(?<=[.!?”\"’)] )|(?<=[.!?”\"’)]))(?:—|–|--|-|~|/) ?([^\n—–/]{2,40}?)/?\.?$")
_ALONE = re.compile(r"(?:\W{0,3})(?:via )?([^\n,.:]{2,45}?)\W{0,2}$")
_PHOTO_WORDS = re.compile(
    r"\b(?:photos?|image|images|handout|pool|file|pictures?|photographer|archive|stock)\b", re.IGNORECASE
)
_SLASHED = re.compile(r"\s{0,2}[/|]\s{0,2}|\s[–—-]\s|\s?,\s|\s+(?:via|for|through|and|/)\s+")
# "… in the square.Jane Doe / AFP": a name and a supplier behind the last stop of a line.
_GLUED = re.compile(r"[.!?”\"’)] {0,2}((?:[^\W\d_a-zà-ÿ][\w.’'-]{0,25} ){1,4}?(?:[/|–—-]|via|for) [^.!?\n]{2,60})$")
_SUPPLIED = re.compile(r"^(?:[Pp]hoto(?:graph)?s?|[Ii]mage|[Pp]icture|[Cc]redit)(?: by| courtesy of| credit|:)")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.&’'-]*)(?: (?:[^\W\d_a-z][\w.&’'-]*|of|the|and|for|de|on|in)){0,6}$")


class Credit(NamedTuple):
    """A credit found in a line: the offsets within the line, its kind (credit or caption), and who is named."""

    start: int
    end: int
    kind: str
    name: str | None


def agency(words: str) -> str | None:
    """The full name of the agency that ``words`` is a form of, None where it is none."""
    form = " ".join(words.split()).removesuffix(".").strip(" —–-/|")
    known = agencies().get(form) or agencies().get(form.removeprefix("the ").removeprefix("The "))
    return known.name if known else None


def find(line: str, *, late: bool) -> Credit | None:
    """The credit that ends a line, or is all of it; ``late`` lines are among the last of their text."""
    at = max(0, len(line) - _TAIL)
    tail = line[at:]
    return _photo(line, tail, at) or _report(line, tail, at, late=late)


def _photo(line: str, tail: str, at: int) -> Credit | None:
    found = _PARENTHESIS.search(tail)
    if found and _supplier(found[1]):
        # A caption is a line of its own; behind a long paragraph only the credit is one.
        start = 0 if len(line.split()) <= 60 else at + found.start()
        return Credit(start, len(line), "caption", None)
    found = _GLUED.search(tail)
    if found and _supplier(found[1]):
        return Credit(at + found.start(1), len(line), "caption", None)
    if len(line) <= 90 and _NAME.match(line) is None and "/" in line and _supplier(line):
        return Credit(0, len(line), "caption", None)
    if len(line) <= 90 and len(parts(line)) > 1 and _supplier(line):
        return Credit(0, len(line), "caption", None)
    return None


def parts(words: str) -> list[str]:
    """The names in a photo credit: "Jane Doe / AFP - Getty Images" has three."""
    return [part for part in _SLASHED.split(words) if part.strip()]


def _supplier(words: str) -> bool:
    """Whether these words say who supplied a picture: names in a row with an agency or a picture word among them."""
    names = parts(words)
    if _SUPPLIED.match(words):
        return True
    if any(part[:1].islower() and agency(part) is None and not _PHOTO_WORDS.search(part) for part in names):
        return False
    known = [part for part in names if agency(part)]
    if len(names) > 1 and (known or _PHOTO_WORDS.search(names[-1])):
        return len(words.split()) <= 14
    single = names[0] if names else ""
    return bool(re.search(r"\b(?:[Pp]hotos?|Images?|Handout|Getty)\b", single)) and len(single.split()) <= 6


def _report(line: str, tail: str, at: int, *, late: bool) -> Credit | None:
    if found := _PARENTHESIS.search(tail):
        whole = at + found.start() == 0
        name = agency(found[1])
        if name or (whole and late and _NAME.fullmatch(found[1]) and len(found[1].split()) <= 6):
            return Credit(at + found.start(), len(line), "credit", name or found[1])
    if not late:
        return None
    if found := _DASHED.search(tail):
        name = agency(found[1])
        if name or (at + found.start() == 0 and _NAME.fullmatch(found[1])):
            return Credit(at + found.start(), len(line), "credit", name or found[1].strip())
    if len(line) <= 60 and (found := _ALONE.fullmatch(line)) and (name := agency(found[1])):
        return Credit(0, len(line), "credit", name)
    return None


_NAMED = re.compile(
    r"(?:\W{0,3}(?:source|via|credit|first published (?:by|in|on)|originally published (?:by|in|on)|with inputs from"
    r"|©(?: ?\d{4})?|copyright(?: \d{4})?|\(c\)(?: \d{4})?)[: ]{1,2}"
    r"|.{0,60}?\b(?:published|appeared|produced|provided) (?:by|in|on|at) )([^\n.,;|()]{2,60})",
    re.IGNORECASE,
)


def named(line: str) -> str | None:
    """Whom a credit line names ("Source: NPA", "This story was first published by the Herald"), None for nobody."""
    found = _NAMED.match(line[:300])
    if found is None:
        return None
    place = trimmed(found[1], 0, len(found[1]))
    words = found[1][place.start : place.end]
    name = words.removeprefix("the ").removeprefix("The ")
    return agency(words) or (name if _NAME.match(name) else None)
