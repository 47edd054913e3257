"""How machine-made an article's wording looks: marks that no sub-editor leaves, each shown where it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from communique import text
from communique.data import Article, Wording
from communique.text import Span

_SAID = (
    r"(?:said|says|told|added|stated|noted|declared|explained|insisted|tweeted|wrote|answered|replied|responded|warned)"
)
# Each mark with its weight: how much one of it says.
_MARKS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (3.0, re.compile(r"(?<!\w)[ldLD] ['’‘`] ?[A-Z][a-z]+")),  # "l 'West": an article of another language
    (2.0, re.compile(r"(?<=\w) [.](?=\s)(?! ?\.)")),  # "the talks ." in running text
    (2.0, re.compile(r"(?<=[\w.]) ?(?<!\.)\. \.(?!\s?\.)(?=\s)")),  # "the talks. ."
    (2.0, re.compile(r"(?<=[a-z])\.\.(?!\.)(?=\s)")),  # "the talks.."
    (2.0, re.compile(r"\b(?:[a-z]{5,}|by|it|is|to|of|on|men|the|him|her|them|boat|said|talks)\. [a-z]{2,} [a-z]+")),
    (1.5, re.compile(r"\b[a-z]{2,},? (?:He|She|They|We|It) [a-z]{2,}")),  # a capital in mid-sentence
    (2.0, re.compile(r"(?:^|[a-z,.] |\band )M\. (?:[A-Z][a-z]+ ){0,1}[A-Z][a-z]+", re.MULTILINE)),
    (1.5, re.compile(r"\b(?:in|of|from|to|on|with|by|for|lifted|that) it['’]s (?=[a-z]{3,} (?!is|are|was|a|the|to))")),
    (1.5, re.compile(r"\b(?:their['’]s|it['’]s own|the (?:Mr|Mrs|Ms)\b)")),
    (1.0, re.compile(r"(?<=[a-z]) “[.,](?=\s)|(?<=[a-z]) ,(?= [a-z])")),  # marks that stand apart
    (
        1.0,
        re.compile(r"\b(?:after|for|of) (?:years|months|weeks|days) of (?:accuse|say|make|refuse|demand|threaten)\b"),
    ),
    (1.0, re.compile(r"^[a-z]+ (?=['’‘][A-Z])|^[a-z]{2,} [a-z]+ [a-z]+", re.MULTILINE)),  # a paragraph in lower case
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|I|my|We|Our|My)\b")
_CUED = re.compile(
    rf"(?:,|\.)? (?:(?:he|she|they|He|She|They)|(?:[A-Z][\w.’'-]+ ){{1,4}}|the [\w -]{{3,40}}?) ?{_SAID}\b"
    rf"|\b{_SAID} (?:[a-z]+ )?that (?:we|our)\b"
)
_OWN_VOICE = re.compile(rf"\b(?:I|we|We) (?:have |had |also )?{_SAID}\b")
_LOST_QUOTES = 1.5
_SCALE = 6.0  # of weight in a text of 600 words: then the score is 0.63
_WORDS = 600


def wording(article: Article) -> Wording:
    """The article's score and the spans that speak for it, in order.

    The score is 1 - exp(-w): 0 where no mark was found, and the more marks to the length the nearer to 1.
    """
    story = text.story_sentences(article)
    found = sorted(set(_found(article, story)))
    words = sum(article.text.count(" ", *span) + 1 for span in story)
    weight = sum(mark[1] for mark in found) * min(1.0, _WORDS / max(words, _WORDS))
    return Wording(
        article_id=article.id,
        score=round(1 - math.exp(-weight / _SCALE), 3),
        evidence=tuple(text.anchor(article, *span) for span, _ in found),
    )


def _found(article: Article, story: list[Span]) -> Iterator[tuple[Span, float]]:
    """The marks within the story and outside quotations, with their weights."""
    quotes = text.quotations(article.text)
    for weight, pattern in _MARKS:
        for mark in pattern.finditer(article.text):
            if _within(mark.start(), story) and not _within(mark.start(), quotes):
                yield Span(mark.start(), mark.end()), weight
    for sentence in story:
        if _lost_quotes(article.text[sentence.start : sentence.end]) and not _within(sentence.start, quotes):
            yield sentence, _LOST_QUOTES


def _within(place: int, spans: list[Span]) -> bool:
    return text.covering(spans, place) is not None


def _lost_quotes(sentence: str) -> bool:
    """Whether somebody speaks of "we" or "I" with a cue and without quotation marks."""
    if any(mark in sentence for mark in '"“”«»‘'):
        return False
    if not _FIRST_PERSON.search(sentence) or _OWN_VOICE.search(sentence):
        return False
    return bool(_CUED.search(sentence))
