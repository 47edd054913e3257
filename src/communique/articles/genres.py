"""What kind of piece an article is, where it is no report: opinion, satire, interview, transcript or live page.

Told by what it is filed under (a column of the input, the address, a label before the title), by what it says of
itself, by its layout, and last by its prose: an author who argues says "I", "we must" and asks, and reports nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique.text import quotations, sentences

REPORT = "report"
_FILED = {
    "opinion": "opinion opinions op-ed oped op-eds commentary commentaries column columns columnist columnists "
    "editorial editorials commentisfree viewpoint viewpoints perspective perspectives letters",
    "satire": "satire satirical humor humour parody",
    "interview": "interview interviews",
    "transcript": "transcript transcripts",
    "live": "live liveblog live-blog live-news live-updates live-blogs",
    REPORT: "report reports news",
}
_GENRES = {word: genre for genre, words in _FILED.items() for word in words.split()}
_COLUMNS = ("genre", "section", "category", "kind")
_LABEL = re.compile(
    r"\W{0,3}(opinion|op-ed|commentary|editorial|column|viewpoint|satire|parody|interview|transcript|live|live blog)"
    r"\s?(?::|\||—|–|\s-\s|$)"
    r"|[^\n]{3,200}(?:\||—|–|\s-\s)\s?(opinion|satire|transcript|live|live updates|live blog)\W{0,3}$",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:this (?:article|story|piece|post|column|report|page) is|it is|the above is|is a work of|a piece of)"
    r"\s(?:an?\s|pure\s|entirely\s|a work of\s|intended as\s){0,3}(satire|satirical|parody)\b"
    r"|^\W{0,3}(satire|parody)\W{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
_EDGE = 600  # code points at either end in which an article says what it is
_ARGUES = re.compile(r"\b(?:I|we|We|us|our|Our|my|My|must|should|ought|let['’]?s|I['’]\w{1,2})\b|\?")
_REPORTS = re.compile(r"\b(?:said|told|says|added|announced|according to)\b")
_LEAST = 10  # sentences: fewer tell nothing
_ARGUING = 0.1  # of the sentences, quotations left out: finds half of 342 columns, and one report of thirty ...
_CLEARLY = 0.15  # reporting verbs for each stop: more are a report, whatever stands in quotations
_REPORTING = 0.06  # ... that report nobody; of 400 reports a quarter of the sentences do


def genre(
    text: str, *, title: str | None, url: str | None, given: Mapping[str, str], laid_out: str | None
) -> str | None:
    """The genre of an article, None for a report. ``laid_out`` is what its layout shows, ``given`` its columns."""
    stated = _stated((title or "", text.lstrip().partition("\n")[0][:_EDGE]), url, given)
    if stated == REPORT:
        return laid_out
    if stated == "satire" or _SELF.search(text[:_EDGE]) or _SELF.search(text[-_EDGE:]):
        return "satire"
    return laid_out or stated or ("opinion" if _argued(text) else None)


def _stated(heads: Sequence[str], url: str | None, given: Mapping[str, str]) -> str | None:
    """What the input, one of the ``heads`` or the address files it under."""
    columns = [given[name] for name in _COLUMNS if name in given]
    words = [word for column in columns for word in re.split(r"[\s/,;|]+", column.casefold())]
    found = next((_GENRES[word] for word in words if word in _GENRES), None)
    if found is not None:
        return found
    label = next((label for head in heads if (label := _LABEL.match(head)) is not None), None)
    if label is not None:
        return _GENRES.get((label[1] or label[2]).casefold().split()[0])
    path = re.split(r"[/?#]", (url or "").casefold().partition("://")[2])[1:-1]
    return next((_GENRES[step] for step in path if step in _GENRES and _GENRES[step] != REPORT), None)


def _argued(text: str) -> bool:
    """Whether the author argues: in the prose outside of quotations."""
    if len(_REPORTS.findall(text)) > _CLEARLY * (text.count(".") + text.count("?") + _LEAST):
        return False  # spares most reports the closer look
    at, parts = 0, []
    for quote in quotations(text):
        parts += [text[at : quote.start], " " * (quote.end - quote.start)]
        at = max(at, quote.end)
    prose = "".join((*parts, text[at:]))
    whole = [prose[span.start : span.end] for span in sentences(text)]
    argues = sum(_ARGUES.search(words) is not None for words in whole)
    reports = sum(_REPORTS.search(words) is not None for words in whole)
    return len(whole) >= _LEAST and argues >= _ARGUING * len(whole) and reports <= _REPORTING * len(whole)
