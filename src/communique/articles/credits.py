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
_PICTURE = frozenset("photo photos image images handout pool file picture pictures archive stock via courtesy".split())
_SLASHED = re.compile(r"\s{0,2}[/|]\s{0,2}|\s[–—-]\s|\s?,\s|\s(?:via|for|through|and)\s")
# "… in the square.Jane Doe / AFP": a name and a supplier behind the last stop of a line.
_GLUED = re.compile(r"[.!?”\"’)] {0,2}((?:[^\W\d_a-zà-ÿ][\w.’'-]{0,25} ){1,4}?(?:[/|–—-]|via|for) [^.!?\n]{2,60})$")
_IMAGES = re.compile(r"\b(?:Photos?|Images|Handout)\b")
_SUPPLIED = re.compile(r"^(?:[Pp]hoto(?:graph)?s?|[Ii]mage|[Pp]icture|[Cc]redit)(?: by| courtesy of| credit|:)")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.&’'-]*)(?: (?:[^\W\d_a-z][\w.&’'-]*|of|the|and|for|de|on|in)){0,6}$")


_WIRE_NAME = re.compile(
    r"(?:[A-Z][\w.&’'-]* ){1,3}(?:Press|News|Agency|Wire|Newswires?|News (?:Agency|Service)|Wire Service)"
)


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
    if len(line) <= 90 and len(parts(line)) > 1 and _supplier(line):
        return Credit(0, len(line), "caption", None)
    return None


def parts(words: str) -> list[str]:
    """The names in a photo credit: "Jane Doe / AFP - Getty Images" has three."""
    return [part for part in _SLASHED.split(words) if part.strip()]


def _supplier(words: str) -> bool:
    """Whether these words say who supplied a picture: names in a row, an agency or a picture word among them."""
    if _SUPPLIED.match(words):
        return True
    names = parts(words.strip().removesuffix("."))
    if len(words.split()) > 14 or not all(_is_name(name) or agency(name) or _of_pictures(name) for name in names):
        return False
    if len(names) == 1:
        return _of_pictures(names[0]) or bool(_IMAGES.search(names[0]))
    if any(agency(name) or _of_pictures(name) or _IMAGES.search(name) for name in names):
        return True
    return len(names) == 2 and "/" in words and len(names[0].split()) in {2, 3}  # (Jane Doe/The Marabad Post)


def _is_name(words: str) -> bool:
    return _NAME.fullmatch(words.strip()) is not None


def _of_pictures(words: str) -> bool:
    return all(word.casefold() in _PICTURE for word in words.split())


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
    if len(line) > 60:
        return None
    if (found := _ALONE.fullmatch(line)) and (name := agency(found[1])):
        return Credit(0, len(line), "credit", name)
    return Credit(0, len(line), "credit", line) if _WIRE_NAME.fullmatch(line) else None


_CONTRIBUTED = re.compile(
    r"(.{2,60}?) contributed (?:reporting )?(?:to|for) (?:this|the) (?:\w+ )?(?:story|article|report)\.?$"
)


def contributor(line: str) -> str | None:
    """The agency that alone "contributed to this report", None where the line says anything else."""
    found = _CONTRIBUTED.match(line[:140])
    return agency(found[1]) if found else None


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
