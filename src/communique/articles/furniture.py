"""What in an article is not the story: found, named and marked, never deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.articles import conversations, credits, heads, rules
from communique.articles.lines import Line, ended, headline_like, shouted, split, title_cased
from communique.articles.published import iso
from communique.data import Furniture
from communique.text import sentences

_TOP_LINES = 8  # lines in which site name, headline, byline and date are looked for
_LATE_LINES = 6  # lines at the end that may be credits, contributors, notes on the author
_HEAD = 4  # lines down to one that is only a date: what stands above that is no story
_DATELINE_LINES = 4  # paragraphs of the story of which one may open with a dateline
_MOST_HEADLINES = 0.34  # share of lines: where more look like headlines, the text is a list or verse
_HEADING_WORDS = 9
_EARLIER = re.compile(rf"(?:\W{{0,3}}){rules.EARLIER}", re.IGNORECASE)


@dataclass(slots=True)
class Marks:
    """The furniture of one text, and what it says about the article; ``dates`` by where they stand."""

    furniture: list[Furniture] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    credit: str | None = None
    dateline: str | None = None
    leading_date: str | None = None
    dateline_date: str | None = None
    laid_out: str | None = None

    def add(self, kind: str, start: int, end: int) -> None:
        """Mark a stretch."""
        if start < end:
            self.furniture.append(Furniture(kind=kind, start=start, end=end))


def mark(text: str, *, title: str | None = None, outlet: str | None = None, byline: str | None = None) -> Marks:
    """The furniture of ``text``, sorted and disjoint; what is already known of the article helps to find it."""
    marks = Marks(title=title, outlet=outlet, byline=byline)
    lines = split(text)
    marker = heads.date_marker(text)
    if marker is not None:
        marks.add("date", marker.start, marker.end)
        marks.leading_date = marker.says
        lines = [line for line in (_after(line, marker.end, text) for line in lines) if line.text]
    story = _top(lines, text, marks)
    rest = _body(lines[story:], marks)
    _datelines(rest, text, marks)
    found = conversations.layout(rest, text)
    marks.laid_out = found.genre
    for piece in found.marks:
        marks.add(*piece)
    marks.furniture = _disjoint(marks.furniture)
    return marks


def _after(line: Line, end: int, text: str) -> Line:
    start = max(line.start, min(end, line.end))
    while start < line.end and text[start].isspace():
        start += 1
    return line._replace(start=start, text=text[start : line.end])


def _top(lines: list[Line], text: str, marks: Marks) -> int:
    """Mark the lines before the story; returns the number of the first line that is story."""
    had_headline = False
    for number, line in enumerate(lines[:_TOP_LINES]):
        last = number + 1 == len(lines)
        if _notice_or_caption(line, marks, late=False):
            continue
        found = heads.date_line(line) or heads.byline(line, marks.byline) or _name(line, marks, number)
        above = any(heads.date_line(below) for below in lines[number + 1 : number + _HEAD])
        if found is None and not last and (above or not heads.dateline(line.text, text, first=True)):
            found = heads.headline(line, marks.title, question=marks.title is None, above=above)
        if found is None:
            return number
        _note(found, marks, again=had_headline)
        had_headline = had_headline or found.kind == "headline"
    return min(len(lines), _TOP_LINES)


def _name(line: Line, marks: Marks, number: int) -> heads.Top | None:
    return heads.masthead(line, marks.outlet) if number < 2 else None


def _note(found: heads.Top, marks: Marks, *, again: bool) -> None:
    marks.add(found.kind, found.start, found.end)
    if found.kind == "headline" and not again:
        marks.title = marks.title or found.says
    elif found.kind == "byline":
        marks.byline = marks.byline or found.says
    elif found.kind == "site":
        marks.outlet = marks.outlet or found.says
    elif found.kind == "date":
        marks.leading_date = marks.leading_date or found.says


def _notice_or_caption(line: Line, marks: Marks, *, late: bool) -> bool:
    """Mark a line that is furniture as a whole by its words; says whether it was."""
    kind = rules.kind_of(line.text, late=late)
    found = None if kind == "notice" else credits.find(line.text, late=late)
    if kind is None and (found is None or found.start > 0):
        return False
    if kind is None and found is not None:
        kind = found.kind
        marks.credit = marks.credit or (found.name if kind == "credit" else None)
    elif kind == "credit":
        marks.credit = marks.credit or credits.named(line.text)
    elif kind == "byline" and (name := credits.contributor(line.text)):
        kind = "credit"
        marks.credit = marks.credit or name
    marks.add(kind or "caption", line.start, line.end)
    return True


def _body(lines: list[Line], marks: Marks) -> list[Line]:
    """Mark the furniture among the lines from the first of the story on; returns the lines that are story."""
    story: list[Line] = []
    bare: list[Line] = []
    listing = noticing = False
    for number, line in enumerate(lines):
        late = number >= len(lines) - _LATE_LINES
        kind = rules.kind_of(line.text, late=late)
        if _notice_or_caption(line, marks, late=late):
            listing = (kind is not None and rules.opens_list(line.text, kind)) or (listing and kind == "related")
            noticing = kind == "notice" and len(line.text.split()) <= 3
        elif noticing and ended(line.text):
            marks.add("notice", line.start, line.end)
            noticing = False
        elif listing and line.alone and headline_like(line.text, question=True):
            marks.add("related", line.start, line.end)
        elif _bare_headline(line, lines, number):
            bare.append(line)
            listing = False
        else:
            listing = False
            _tails(line, marks, late=late)
            story.append(line)
    if len(bare) > _MOST_HEADLINES * len(lines):
        return sorted(story + bare)
    for line in bare:
        marks.add("headline", line.start, line.end)
    return story


def _bare_headline(line: Line, lines: list[Line], number: int) -> bool:
    """A headline between paragraphs. The last line may be a paragraph cut short, so it must show more."""
    if number > 0 and line.alone and shouted(line.text):
        return True
    if number == 0 or not line.alone or not headline_like(line.text):
        return False
    if lines[number - 1].text.endswith(":") or credits.find(line.text, late=False):
        return False
    # Lines without a stop in a row are the items of a list, unless they are as short as headings.
    beside = lines[number - 1 : number] + lines[number + 1 : number + 2]
    if len(line.text.split()) > _HEADING_WORDS and not all(ended(other.text) for other in beside):
        return False
    if number + 1 == len(lines):
        return len(line.text.split()) <= 12 and title_cased(line.text) and ended(lines[number - 1].text)
    return True


def _tails(line: Line, marks: Marks, *, late: bool) -> None:
    """Mark what stands at the end of a line of the story: a credit, or a correction notice."""
    found = credits.find(line.text, late=late)
    if found is not None:
        marks.add(found.kind, line.start + found.start, line.end)
        marks.credit = marks.credit or (found.name if found.kind == "credit" else None)
    if "version" not in line.text and "edition" not in line.text:
        return
    for place in sentences(line.text):
        if _EARLIER.match(line.text[place.start : place.end]):
            marks.add("notice", line.start + place.start, line.end)
            return


def _datelines(story: list[Line], text: str, marks: Marks) -> None:
    """Mark the dateline of the first paragraph that has one."""
    for number, line in enumerate(story[:_DATELINE_LINES]):
        found = heads.dateline(line.text, text, first=number == 0)
        if found is None:
            continue
        marks.add("dateline", line.start, line.start + len(line.text[: found.end].rstrip()))
        marks.dateline = found.place
        if found.day:
            marks.dateline_date = iso(found.day)
        if found.wire:
            own = marks.outlet is not None and found.wire == "".join(re.findall(r"\b[A-Z]", marks.outlet))
            marks.credit = found.wire if own else credits.agency(found.wire) or found.wire
        return


def _disjoint(found: Iterable[Furniture]) -> list[Furniture]:
    """The spans in order; where two overlap, the later one begins where the first ends."""
    kept: list[Furniture] = []
    at = 0
    for piece in sorted(found, key=lambda f: (f.start, -f.end, f.kind)):
        start = max(piece.start, at)
        if start < piece.end:
            kept.append(Furniture(kind=piece.kind, start=start, end=piece.end))
            at = piece.end
    return kept
