"""An article's story as a flat row of words that know their sentence, and whether they own or are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from communique import text as texts
from communique.data import Article

_MARKS = "’'ʼ´`′"
_PARTICLES = frozenset("al el ad ar as ash at az an ul ed es d l".split())
_ORGANS = frozenset("wing arm branch bureau office command ministry department army navy delegation".split())
_HYPHENS = re.compile("-")
_SMALL = 3  # letters: a headline in capitals leaves shorter words small, and these
_SMALLER = frozenset("with from over into amid after that than upon under about against between without before".split())
_FEW = 3  # long words: fewer are no headline that tells its style


class Word(NamedTuple):
    """A word or mark: its ``text`` without a possessive ending, ``low`` for comparing, and where it stands.

    ``sentence`` counts the story's sentences, ``opens`` marks the first word of one, ``owner`` a possessive;
    ``quoted`` is the number of the quotation that holds it, or -1; ``joined`` marks the "led" of "US-led".
    ``capital`` says that it starts with a capital letter, ``verbal`` that it is no mark.
    """

    text: str
    low: str
    start: int
    end: int
    sentence: int
    opens: bool
    owner: bool
    quoted: int
    joined: bool
    capital: bool
    verbal: bool


def row(article: Article) -> list[Word]:
    """The words and marks of the story, in order."""
    quotes = texts.quotations(article.text)
    found: list[Word] = []
    at = 0
    for number, sentence in enumerate(texts.story_sentences(article)):
        opens = True
        for token in texts.tokens(article.text, sentence.start, sentence.end):
            while at < len(quotes) and quotes[at].end <= token.start:
                at += 1
            quoted = at if at < len(quotes) and quotes[at].start <= token.start else -1
            for text, start in _parts(token) if "-" in token.text else ((token.text, token.start),):
                bare, low, owner, capital, verbal = _read(text)
                joined = start > token.start
                end = start + len(bare)
                found.append(Word._make((bare, low, start, end, number, opens, owner, quoted, joined, capital, verbal)))
                opens = opens and not verbal
    return _plural_owners(found)


def sentence_case(words: Sequence[Word]) -> Sequence[Word]:
    """The row as it would be without headlines In Which Every Word Has a Capital.

    There only those words keep it that other sentences write with a capital inside them; where there are no other
    sentences, all do.
    """
    long: dict[int, list[Word]] = {}
    for word in words:
        if len(word.text) > _SMALL and word.text.isalpha() and word.low not in _SMALLER:
            long.setdefault(word.sentence, []).append(word)
    ended = {word.sentence for word in words if word.text == "."}
    styled = {n for n, those in long.items() if len(those) >= _FEW and n not in ended and all(w.capital for w in those)}
    plain = {word.low for word in words if word.capital and not word.opens and word.sentence not in styled}
    if not styled or not plain:
        return words
    return [w._replace(capital=False) if w.sentence in styled and w.low not in plain else w for w in words]


@lru_cache(maxsize=1 << 16)
def _read(text: str) -> tuple[str, str, bool, bool, bool]:
    """A token without its possessive ending, folded, whether it owns, has a capital, is no mark: news repeats words."""
    owner = len(text) > 2 and text[-2] in _MARKS and text[-1] in "sS"
    bare = text[:-2] if owner else text
    low = bare.casefold()
    if "." in low:
        low = low.replace(".", "")
    return bare, low, owner, bare[0].isupper() or _particle(bare), bare[0].isalnum()


def _particle(text: str) -> bool:
    """Whether a word is a name that begins with a small particle: "el-Sarim", "d'Orval"."""
    if not text[0].islower():
        return False
    at = next((i for i, c in enumerate(text[:5]) if c == "-" or c in _MARKS), 0)
    return 0 < at < len(text) - 1 and text[at + 1].isupper() and text[:at] in _PARTICLES


def inner(words: Sequence[Word], at: int) -> int:
    """Where the owner stands in "the X" and "the armed wing of the X", which begin at word ``at``."""
    while at < len(words) and words[at].low in ("the", "both"):
        at += 1
    of = next((k for k in range(at + 1, min(at + 4, len(words))) if words[k].low == "of"), None)
    if of is None or not all(word.text.islower() for word in words[at:of]) or words[of - 1].low not in _ORGANS:
        return at
    return of + 1 + (words[of + 1].low == "the" if of + 1 < len(words) else 0)


def _article(text: str) -> bool:
    """Whether a name begins with its article, which opens a sentence: "Al-Sarif"."""
    at = text.find("-")
    return 1 < at < len(text) - 1 and text[at + 1].isupper() and text[:at].lower() in _PARTICLES


def _parts(token: texts.Token) -> list[tuple[str, int]]:
    """A token, split at hyphens where a part of it is a capitalised name: "US-led", "NATO-Russia"."""
    text = token.text
    if not text[0].isupper() or _article(text):
        return [(text, token.start)]
    pieces: list[tuple[str, int]] = []
    at = 0
    for mark in _HYPHENS.finditer(text):
        pieces.append((text[at : mark.start()], token.start + at))
        at = mark.end()
    pieces.append((text[at:], token.start + at))
    return pieces if all(piece for piece, _ in pieces) else [(text, token.start)]


def _plural_owners(found: list[Word]) -> list[Word]:
    """Words in -s whose apostrophe stands alone behind them ("the states' demand") own, too."""
    for i in range(1, len(found)):
        mark, word = found[i], found[i - 1]
        if mark.text in _MARKS and word.low[-1:] == "s" and word.end == mark.start and i + 1 < len(found):
            following = found[i + 1]
            if following.start == mark.end + 1 and following.text[0].isalpha() and word.capital:
                found[i - 1] = word._replace(owner=True)
    return found
