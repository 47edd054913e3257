"""Carriers: where other articles still state the wrong thing that a correction names, of the same subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from communique import text
from communique.copies import sentences, values
from communique.copies.sentences import EMPTY, Sentence
from communique.text import Token

_WINDOW = 6  # words within which the distinguishing words of an error stand together
_CLAUSE = 3  # telling words of an error that say by themselves what it is about
_PHRASE = 4  # words in a row that tell the same
_SAME = 0.6  # of the content of the shorter one: two versions of one sentence
_LIKE = 0.4  # of the content: two reports of one thing, asked for where no counted thing tells the subject
_LEAST = 3  # words that two versions of one sentence share at least
_DENIED = re.compile(r"\b(?:not|rather than|instead of|never)(?: \w+)? $", re.IGNORECASE)


class Error(NamedTuple):
    """A wrong and a right wording, the passage mended as printed and as read (None where it is not known), and what
    it is all about: ``subject`` (stems), ``names`` those of it that are proper names.
    """

    wrong: str
    right: str
    passage: str
    mended: Sentence | None
    subject: frozenset[str]
    names: frozenset[str]


def carries(error: Error, words: str, sentence: Sentence) -> bool:
    """Whether a sentence, printed as ``words``, states the wrong thing of the same subject."""
    if not holds(words, error.wrong, sentence) or _is_right(words, error, sentence) or _denies(words, error.wrong):
        return False
    alike = 0.0
    if error.mended is not None and len(sentence.content & error.mended.content) >= _LEAST:
        alike = sentences.overlap(sentence.content, error.mended.content)
    if alike >= _SAME:
        return True
    counted = _counted(error)
    shared = sentence.content & error.subject - stems(error.wrong) - counted
    named = bool(sentence.content & error.names - stems(error.wrong))
    own = len(shared - error.names - sentence.names)
    if counted:
        same = alike >= _LIKE or (own >= 1 if named else own >= _LEAST - 1)
        return same and bool(counted & _near(words, error.wrong))
    if len(key(error.wrong)) >= _CLAUSE or _verbatim(error.wrong, sentence):
        return True
    return (error.mended is None or alike >= _LIKE) and len(shared) >= (_LEAST if named else _LEAST + 1)


def common(among: Sequence[Sentence]) -> frozenset[str]:
    """The words that a story has everywhere (its parties, its matter): they name no subject of their own."""
    counts: dict[str, int] = {}
    for sentence in among:
        for stem in sentence.content:
            counts[stem] = counts.get(stem, 0) + 1
    least = max(4, len(among) // 3)
    return frozenset(stem for stem, count in counts.items() if count >= least)


def holds(words: str, phrase: str, sentence: Sentence) -> bool:
    """Whether a sentence states ``phrase``: its numbers by value, its other key words close together."""
    numbers = values.numbers(phrase)
    telling = key(phrase)
    if not telling or ("not" in values.doubts(phrase) and "not" not in values.doubts(words)):
        return False
    if not {v.key for v in numbers} <= {v.key for v in values.numbers(words)}:
        return False
    telling -= {_whole(t.text) for v in numbers for t in text.words(phrase, v.start, v.end)}
    return telling <= {_whole(t.text) for t in sentence.words} and (not telling or _together(sentence, telling))


def key(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, whole: two spellings of a name may have one stem."""
    return frozenset(_whole(t.text) for t in text.words(phrase) if t.text and t.text not in EMPTY)


def _whole(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def stems(phrase: str) -> frozenset[str]:
    """The telling words of a phrase as sentences have them in their content."""
    return frozenset(sentences.stem(t.text) for t in text.words(phrase) if t.text and t.text not in EMPTY)


def _together(sentence: Sentence, key: frozenset[str]) -> bool:
    words = [_whole(token.text) for token in sentence.words]
    at = [i for i, word in enumerate(words) if word in key]
    wide = _WINDOW + len(key)
    return any({words[i] for i in at if first <= i < first + wide} >= key for first in at)


def _verbatim(phrase: str, sentence: Sentence) -> bool:
    """Whether a sentence has a phrase of several words, word for word."""
    words = [t.text for t in text.words(phrase)]
    if len(words) < _PHRASE:
        return False
    have = [t.text for t in sentence.words]
    return any(have[at : at + len(words)] == words for at in range(len(have) - len(words) + 1))


def _is_right(words: str, error: Error, sentence: Sentence) -> bool:
    """Whether a sentence also states the right thing: then it tells of the correction, or was never wrong."""
    negated = "not" in values.doubts(error.right) and "not" not in values.doubts(error.wrong)
    told_apart = negated or not key(error.right) <= key(error.wrong)
    return bool(error.right) and told_apart and holds(words, error.right, sentence)


def _denies(words: str, wrong: str) -> bool:
    first = values.numbers(wrong)
    at = words.casefold().find(wrong[first[0].start : first[0].end].casefold() if first else wrong.casefold())
    return at > 0 and bool(_DENIED.search(words[:at]))


def _counted(error: Error) -> frozenset[str]:
    """What a number of the error counts, by the words behind it in the notice and in the mended passage."""
    found = _near(error.wrong, error.wrong) | _near(error.right, error.right)
    return found | _near(error.passage, error.right)


def _near(words: str, phrase: str) -> frozenset[str]:
    """What the numbers of ``phrase`` count in ``words``: the content words right behind them, two at most."""
    wanted = {v.key for v in values.numbers(phrase) if not v.key.isalpha()}
    found: set[str] = set()
    for value in values.numbers(words):
        if value.key in wanted:
            behind: list[Token] = text.words(words, value.end, min(len(words), value.end + 60))[:2]
            counted = takewhile(lambda token: token.text not in EMPTY, behind)
            found |= {sentences.stem(token.text) for token in counted if token.text}
    return frozenset(found)
