"""The top of an article: date marker, site name, headline, byline, dateline."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.articles.credits import agency
from communique.articles.lines import Line, ended, headline_like, title_cased
from communique.articles.published import MONTH, WEEKDAY, iso

_MARKER = re.compile(r"\s{0,20}date:?[ \t]{1,3}(\d{4}-\d{2}(?:-\d{2})?)(?=\s|$)", re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"(?:(published|posted|date|issued|updated|last updated|modified)(?: on| at)?:? ?)?"
    rf"((?:{WEEKDAY}?{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{WEEKDAY}?\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}))[^\n]{0,40}",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|written by|story by|from)\s+(\S[^\n]{1,160})", re.IGNORECASE)
_BY_END = re.compile(r"\s*(?:[,|•·(/;]| in | on | at | for | of |\s[—–-]\s|\s+and agencies)")
_SMALL = frozenset("and in of for de van von der den al bin the on at with la le du el y e di da ibn".split())
_NOT_NAMES = re.compile(rf"(?:{WEEKDAY}|{MONTH}|The\b|A\b|An\b|Now\b|Then\b|This\b|That\b|Early\b|Late\b)")
_PAPER = (
    r"(?:Post|Times|Herald|Tribune|Journal|Telegraph|Guardian|Gazette|Courier|Standard|News|Chronicle|Observer|Daily|Wire"
    r"|Agency|Press|Radio|Ledger|Independent|Mail|Express|Star|Sun|Globe|Record|Examiner|Bulletin|Review|Monitor|Mirror"
    r"|Register|Sentinel|Dispatch|Inquirer|Argus|Echo|Broadcasting|Television|TV|Report|Today|Online|Bureau|Tribune)"
)
_MASTHEAD = re.compile(
    rf"((?:The )?(?:[A-Z][\w’'&.-]* ){{1,4}}?{_PAPER}(?: (?:Service|Agency|Online|Network|Corporation|Bureau))?)"
    r"(?=$|[A-Z]|\s[-–—|:•·]\s| ?\|)(.{0,120})"
)


class Top(NamedTuple):
    """What one line at the top is: its kind, how far it is furniture, and what it says."""

    kind: str
    start: int
    end: int
    says: str | None = None


def date_marker(text: str) -> Top | None:
    """The leading ``date YYYY-MM-DD`` of a text."""
    found = _MARKER.match(text)
    if found is None:
        return None
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return Top("date", start, found.end(), iso(found[1]))


def date_line(line: Line) -> Top | None:
    """A line that is only a date ("Published: 4 March 2031, 10:15 GMT"); one of an update says no date."""
    found = _DATE_LINE.fullmatch(line.text) if len(line.text) <= 90 else None
    if found is None or ended(line.text.rstrip(".")):
        return None
    update = (found[1] or "").lower() in {"updated", "last updated", "modified"}
    return Top("date", line.start, line.end, None if update else iso(found[2]))


def byline(line: Line, known: str | None = None) -> Top | None:
    """A line that names who wrote it ("By Jane Doe and John Roe, in Marabad"); ``known`` is a byline given."""
    if known and _bare(line.text) in {_bare(known), "by" + _bare(known)}:
        return Top("byline", line.start, line.end, known)
    found = _BY.fullmatch(line.text)
    if found is None or line.text.lower().startswith("from") or line.text[:1].islower():
        return None
    words = [word.strip(",;|•·()/&") for word in found[1].rstrip(".").split()]
    if len(words) > 18 or not words[0][:1].isupper() or _NOT_NAMES.match(words[0]):
        return None
    names = [word for word in words if word and word.casefold() not in _SMALL]
    if not all(word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in names):
        return None
    cut = _BY_END.search(found[1])
    return Top("byline", line.start, line.end, (found[1][: cut.start()] if cut else found[1]).strip().rstrip("."))


def masthead(line: Line, outlet: str | None) -> Top | None:
    """A line that names the paper, with or without its motto; it says the name."""
    if len(line.text) > 140 or ended(line.text):
        return None
    if outlet and _bare(line.text).startswith(_bare(outlet)) and not line.text[len(outlet) :].lstrip().startswith(":"):
        return Top("site", line.start, line.end, outlet)
    found = _MASTHEAD.match(line.text)
    if found is None or found[2].lstrip().startswith(":"):
        return None
    return Top("site", line.start, line.end, found[1])


def headline(line: Line, title: str | None, *, question: bool, above: bool = False) -> Top | None:
    """A line at the top that is the title given, or reads like one: with ``question`` it may ask.

    ``above`` the date of the article it may have the words of a story.
    """
    if title and (_bare(line.text) == _bare(title) or (len(title) > 20 and _bare(line.text) in _bare(title))):
        return Top("headline", line.start, line.end, title)
    # Some outlets close a headline with a stop; its capitals give it away.
    words = line.text.removesuffix(".") if title_cased(line.text, least=5, share=0.85) else line.text
    if line.alone and headline_like(words, question=question, above=above):
        return Top("headline", line.start, line.end, line.text)
    return None


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


# Datelines -----------------------------------------------------------------------------------------------------------

_PREFIX = 130  # characters at the start of a paragraph in which a dateline ends
_UPPER = r"([^\W\da-z_][^\W\da-z_’'.]*(?:[ -][^\W\da-z_]+[’'.]?){0,4})(?![\w’'])"
_TITLED = r"([^\W\da-z_][\w’'.]*(?:[ -][^\W\d_][\w’'.]*){0,4}?)"
_REST = r"(?:, ([^\W\d_][\w’'. ]{1,30}?))??"
_DAY = rf"(?:,? ({WEEKDAY}?{MONTH} \d{{1,2}}(?:,? \d{{4}})?|{WEEKDAY}?\d{{1,2}} {MONTH}(?:,? \d{{4}})?))?"
_WIRE = r"(?:\s?[.,]?\s?(?:\(([^()\n]{2,40})\)|/([^/\n]{2,30})/|\[([^\[\]\n]{2,40})\]))?"
_MARK = r"(\.?,?\s?(?:—|–|--)\s?|\.?,?\s-\s|\s?:\s)(?=\S)"
_DATELINES = (
    re.compile(_UPPER + _REST + _DAY + _WIRE + _MARK.replace(r"|\s?:\s", r"|\s?:\s|\.\s|\s")),
    re.compile(_TITLED + _REST + _DAY + _WIRE + _MARK),
)
_WIRE_ONLY = re.compile(r"\(([^()\n]{2,40})\)\s?(?:—|–|--|-)\s?(?=\S)")
_OPENERS = frozenset("the a an in on at as for after with when while two three four five six seven more".split())
_LABELS = frozenset("FILE CLOSE UPDATE UPDATED BREAKING EXCLUSIVE ANALYSIS OPINION WATCH VIDEO PHOTO NOTE LIVE".split())
_PARTY = re.compile(r"[A-Z]-")  # Sen. Jane Doe (D-N.Y.)
_ACRONYMS = frozenset("NATO OPEC UNESCO UNICEF ASEAN OSCE ECOWAS MERCOSUR OECD BRICS AUKUS NORAD UNRWA THE".split())


class Dateline(NamedTuple):
    """The start of a paragraph that says where, perhaps when and for which agency, it was written."""

    end: int
    place: str | None
    day: str | None
    wire: str | None


def dateline(paragraph: str, text: str, *, first: bool) -> Dateline | None:
    """The dateline that ``paragraph`` of ``text`` opens with; ``first`` where the story starts with it."""
    start = paragraph[:_PREFIX]
    if wire := _WIRE_ONLY.match(start):
        return Dateline(wire.end(), None, None, wire[1]) if first or agency(wire[1]) else None
    found = (_dateline(pattern.match(start), paragraph, text, first=first) for pattern in _DATELINES)
    return next((line for line in found if line is not None), None)


def _dateline(found: re.Match[str] | None, paragraph: str, text: str, *, first: bool) -> Dateline | None:
    if found is None:
        return None
    place, region, day, mark = found[1], found[2], found[3], found[7]
    wire = found[4] or found[5] or found[6]
    if wire and _PARTY.match(wire):
        return None
    if not _is_place(
        place,
        mark,
        paragraph[found.end() :],
        text,
        stated=bool(day or wire or (region and mark.strip(" ."))),
        first=first,
    ):
        return None
    return Dateline(found.end(), _cased(place), day, wire.strip() if wire else None)


def _is_place(place: str, mark: str, rest: str, text: str, *, stated: bool, first: bool) -> bool:
    letters = [sign for sign in place if sign.isalpha()]
    if re.match(WEEKDAY, place) or place.casefold() in _OPENERS or place in _LABELS:
        return False
    if len(letters) > 2 and all(sign.isupper() for sign in letters):
        return _is_upper_place(place, mark.strip(), rest, text, stated=stated, first=first)
    titled = all(word[0].isupper() or word in {"of", "de", "la", "al", "el", "du"} for word in re.split("[ -]", place))
    if not titled or mark.strip() in {"", ".", ":"}:
        return False
    if stated:
        return True
    named_again = re.search(rf"[a-z,] {re.escape(place)}\b", text) is not None
    return first and named_again and mark.strip() != "-" and len(place.split()) <= 3 and rest[:1].isupper()


def _is_upper_place(place: str, mark: str, rest: str, text: str, *, stated: bool, first: bool) -> bool:
    if not stated and (place in _ACRONYMS or rest[:1].islower()):
        return False
    if mark.strip(".,") or (stated and mark == "."):
        # A colon is a dateline in some countries, and a speaker in a transcript.
        return mark != ":" or (first and len(re.findall(r"(?:^|\n)[^\Wa-z][^\Wa-z ]{1,30}:", text)) <= 1)
    return stated or (first and not mark and _lost_dash(place, rest, text))


def _lost_dash(place: str, rest: str, text: str) -> bool:
    """Machine-worded copies lose the dash: "MARABAD The ministers". A place is elsewhere written in small letters."""
    words = rest.split(None, 1)
    if place in _ACRONYMS or not words or not words[0][:1].isupper() or words[0].isupper() or len(place) < 4:
        return False
    return words[0].casefold() in _OPENERS or re.search(rf"\b{re.escape(_cased(place))}\b", text) is not None


def _cased(place: str) -> str:
    if not place.isupper():
        return place
    return re.sub(
        r"[^\W\d_]+", lambda word: word[0].capitalize() if word.start() == 0 or len(word[0]) > 1 else word[0], place
    )
