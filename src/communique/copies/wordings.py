"""How machine-made an article's wording looks: marks that no sub-editor leaves, each shown where it stands."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from communique import text
from communique.data import Article, Wording
from communique.text import Span

_SAID = (
    r"(?:said|says|told|added|stated|noted|declared|explained|insisted|tweeted|wrote|answered|replied|responded|warned)"
)
# Each mark with its weight: how much one of it says. Patterns begin with a rare sign and look back from it, so that
# a clean text is read fast.
_MARKS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (3.0, re.compile(r"(?<![\w’'])[ldLD] ['’‘`] ?[A-Z][a-z]+")),  # "l 'West": an article of another language
    (2.0, re.compile(r" \.(?=\s)")),  # "the talks ." and "the talks. ."
    (2.0, re.compile(r"\.\.(?<=[a-z]\.\.)(?!\.)(?=\s)")),  # "the talks.."
    (2.0, re.compile(r"\.(?<=[a-z]{5}\.) [a-z]{2,} [a-z]+")),  # "the valley. as agreed"
    (2.0, re.compile(r"\.(?<= (?:by|it|is|to|of|on)\.) [a-z]{2,} [a-z]+")),
    (2.0, re.compile(r"\.(?<= (?:men|the|him|her|war)\.) [a-z]{2,} [a-z]+")),
    (1.5, re.compile(r"(?<=[a-z]),? (?:He|She|They|We|It) [a-z]{2,}")),  # a capital in mid-sentence
    (2.0, re.compile(r"M\. (?:(?<=[a-z,] M\. )|(?<=\nM\. ))[A-Z][a-z]+")),  # "and M. Ramos" for Mr
    (
        1.5,
        re.compile(r"it['’]s (?:(?<= (?:in|of|to|on|by) it.s )|(?<= (?:from|with|that) it.s ))[a-z]{3,}(?= [a-z]{4})"),
    ),
    (1.5, re.compile(r"their['’]s\b|\bthe (?:Mr|Mrs|Ms)\b")),
    (1.0, re.compile(r" [“”][.,](?=\s)|(?<=[a-z]) ,(?= [a-z])")),  # marks that stand apart
    (1.0, re.compile(r"(?:years|months|weeks|days) of (?:accuse|say|make|refuse|demand|threaten)\b")),
    (1.0, re.compile(r"^[a-z]{1,12} (?:['’‘][A-Z]|[a-z]+ [a-z]+)", re.MULTILINE)),  # a paragraph in lower case
)
_NAMED = (
    "valley|delegation|region|province|district|city|town|village|border|river|embassy|ministry|government|army|"
    "parliament|port|island|republic|bridge|capital|president|leader|spokesman"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# The grammar of another language in English words, as a translation there and back leaves it. In 7,000 articles of the
# press each stands at most twice.
_TRANSLATED: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        2.0,  # "since four years": for
        re.compile(
            r"[Ss]ince (?:(?:more than|nearly|about) )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|several|"
            r"many|\d{1,4}) (?:hour|day|week|month|year|decade)s\b(?! (?:ago|before|earlier|after|later|of|into|"
            r"in|prior|back|from|until|when|that|were|was|have|had|pass))"
        ),
    ),
    (
        2.0,  # "litres by second": a second
        re.compile(
            r"s by (?:(?<=meters by )|(?<=metres by )|(?<=miles by )|(?<=liters by )|(?<=litres by )|(?<=gallons by )|"
            r"(?<=barrels by )|(?<=tons by ))(?:second|minute|hour|day|week|month|year)\b"
        ),
    ),
    (2.0, re.compile(r"met(?:er|re)s (?:cube|cubic|square)s?\b(?! (?:feet|miles))")),  # "metres cubes"
    (2.0, re.compile(r" for to (?:(?<=[cC]ame for to )|(?<=come for to )|(?<=comes for to )|(?<=went for to ))[a-z]+")),
    (2.0, re.compile(r" of (?:(?<=ehind of )|(?<=espite of )|(?<=mong of ))(?:the|an?|his|her|its|their|this)\b")),
    (2.0, re.compile(r"accus(?:ed|es|e|ing) (?:(?:[A-Z][\w’'-]* ){1,3}|it |him |them |her )to [a-z]+")),  # of doing
    (2.0, re.compile(r" another(?:(?<= any another)|(?<= an another)|(?<= some another))\b")),
    (2.0, re.compile(r"That what (?:it|he|she|they|we|the|is|was)\b")),
    (2.0, re.compile(r", neither (?:it|he|she|they|we) (?:will|would|has|have|is|are|does|do|can)\b")),
    (1.5, re.compile(r" comment (?<= to comment )(?:the|this|his|her|its|their)\b")),  # comment on
    (1.5, re.compile(r" denies to [a-z]+| presided (?:the|an?|this)\b")),  # denies doing, presided over
    (1.5, re.compile(r" explained (?:me|us|him|them) (?:that|to|how|the)\b")),  # explained to
    (1.5, re.compile(r" at (?:evening|morning|afternoon)\b")),
    (1.5, re.compile(r" the one the other\b")),  # each other
    (1.5, re.compile(r"(?: is| are) (?:fallen|arrived|become|arisen|departed|happened|occurred|remained)\b")),
    (1.5, re.compile(rf" (?:in|of|to|from|with|at|for|near) (?:{_NAMED}) of [A-Z]\w+")),  # no article before the noun
    (1.0, re.compile(rf" the (?:(?<= in the )|(?<= until the )|(?<= since the )|(?<= by the )){_MONTH}(?=[.,;])")),
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|I|my|We|Our|My)\b")
_CUED = re.compile(
    rf"(?:,|\.)? (?:(?:he|she|they|He|She|They)|(?:[A-Z][\w.’'-]+ ){{1,4}}|the [\w -]{{3,40}}?) ?{_SAID}\b"
    rf"|\b{_SAID} (?:[a-z]+ )?that (?:we|our)\b"
)
_OWN_VOICE = re.compile(rf"\b(?:I|we|We) (?:have |had |also )?{_SAID}\b")
_LOST_QUOTES = 1.5
_ENOUGH = 3  # marks of one kind: more of it is a habit of the house that printed it
_SCALE = 6.0  # of weight in a text of 600 words: then the score is 0.63
_WORDS = 600
_READ = 200_000  # characters: more than any report has
_LONG = 1_000  # characters: no sentence of speech


def wording(article: Article) -> Wording:
    """The article's score and the spans that speak for it, in order.

    The score is 1 - exp(-w): 0 where no mark was found, and the more marks to the length the nearer to 1.
    """
    read = _head(article)
    story = text.story_sentences(read)
    found = sorted(set(_found(read, story)))
    words = sum(article.text.count(" ", *span) + 1 for span in story)
    weight = sum(mark[1] for mark in found) * min(1.0, _WORDS / max(words, _WORDS))
    return Wording(
        article_id=article.id,
        score=round(1 - math.exp(-weight / _SCALE), 3),
        evidence=tuple(text.anchor(article, *span) for span, _ in found),
    )


def _head(article: Article) -> Article:
    """The first ``_READ`` characters of an article: enough for a score that goes by the length."""
    if len(article.text) <= _READ:
        return article
    return replace(article, text=article.text[:_READ], furniture=tuple(f for f in article.furniture if f.end <= _READ))


def _found(article: Article, story: list[Span]) -> Iterator[tuple[Span, float]]:
    """The marks within the story and outside quotations, with their weights."""
    marks: list[tuple[Span, float]] = []
    for weight, pattern in (*_MARKS, *_TRANSLATED):
        marks += [(Span(*mark.span()), weight) for mark in islice(pattern.finditer(article.text), _ENOUGH)]
    marks += [(span, _LOST_QUOTES) for span in story if _lost_quotes(article.text[span.start : span.end])]
    if not marks:
        return
    quotes = text.quotations(article.text)
    for span, weight in marks:
        if _within(span.end - 1, story) and not _within(span.start, quotes):
            yield span, weight


def _within(place: int, spans: Sequence[Span]) -> bool:
    """Whether one of the sorted, disjoint ``spans`` holds ``place``."""
    at = bisect_right(spans, place, key=lambda span: span.start)
    return at > 0 and spans[at - 1].end > place


def _lost_quotes(sentence: str) -> bool:
    """Whether somebody speaks of "we" or "I" with a cue and without quotation marks."""
    if len(sentence) > _LONG or any(mark in sentence for mark in '"“”«»‘'):
        return False
    if not _FIRST_PERSON.search(sentence) or _OWN_VOICE.search(sentence):
        return False
    return bool(_CUED.search(sentence))
