"""Posts of a social network that stand in a report as they were written: said by whom their signature names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.data import Article
from communique.text import Span, paragraphs, trimmed

# "— Dan J. Marlow (@danmarlow) May 3, 2031", as pages embed them.
_SIGNED = re.compile(
    r"[—–-]\s{0,2}([^\W\d_][^\n()@—–]{0,58}?)\s{0,2}\(@\w{1,30}\)(?:\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})?"
)
_LEAD = re.compile(r"\s*Skip Twitter post[^@\n]{0,20}@\w{1,30}\s?")  # what pages for screen readers add
_LONGEST = 1000  # code points: a longer stretch is a report in which somebody is only named with a handle


def posts(article: Article) -> Iterator[tuple[Span, list[Span]]]:
    """The signed posts of ``article``: who signs, and what is said; a signature alone signs the paragraph before."""
    before: Span | None = None
    for line in paragraphs(article.text):
        start = line.start
        for signature in _SIGNED.finditer(article.text, line.start, line.end):
            lead = _LEAD.match(article.text, start, signature.start())
            said = trimmed(article.text, lead.end() if lead is not None else start, signature.start())
            if said.start == said.end and start == line.start and before is not None:
                said = before
            if 0 < said.end - said.start <= _LONGEST:
                yield Span(*signature.span(1)), [said]
            start = signature.end()
        before = trimmed(article.text, *line) if start == line.start else None
