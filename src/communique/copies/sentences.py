"""Sentences as what they are about: content words cut to their stems, names and numbers, with their places."""

from __future__ import annotations

from typing import NamedTuple

from communique import text
from communique.text import Span, Token

_STEM = 6  # letters: enough to tell words apart, few enough to join "allow", "allows", "allowed"
EMPTY = frozenset(
    "a an the and or but nor so yet if of to in on at by for from with without as into onto over under about after "
    "before between during against among through than that this these those there here it its he she they them "
    "his her their him i me my we us our you your who whom whose which what when where why how not no is are was "
    "were be been being am has have had having do does did done will would shall should can could may might must "
    "also just only more most such very too up down out off then now said says say told tell added one".split()
)


class Sentence(NamedTuple):
    """One sentence: where it stands, its words, and its content as stems (numbers and names whole)."""

    span: Span
    words: tuple[Token, ...]
    content: frozenset[str]
    names: frozenset[str]


def read(of: str, span: Span) -> Sentence:
    """The sentence at ``span`` of the text ``of``."""
    tokens = text.words(of, span.start, span.end)
    inner = [token for token in tokens if token.text and token.text not in EMPTY]
    content = frozenset(stem(token.text) for token in inner)
    names = frozenset(stem(t.text) for t in inner if _named(of, t, span.start))
    return Sentence(span, tuple(tokens), content, names)


def _named(of: str, token: Token, start: int) -> bool:
    """Whether a word is a number, or has a capital that no sentence start gives it."""
    first = of[token.start]
    return first.isdigit() or (first.isupper() and token.start > start + 1)


def stem(word: str) -> str:
    """The word cut for comparing: a plural s off, then its first letters; numbers whole."""
    if word[0].isdigit():
        return word.replace(",", "")
    return word.removesuffix("s")[:_STEM] if len(word) > 3 else word


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that the other holds; 0 where one is empty."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


_SOUNDS = tuple("kh:h ph:f ck:k x:ks tz:ts dj:j q:k c:k w:v".split())
_SILENT = str.maketrans("", "", "aeiouyh'-")


def sound(name: str) -> str:
    """The consonants of a name as one hears them: "sergei" and "sergey", "kyiv" and "kiev" sound alike.

    Empty for a number, and for a name with fewer than two.
    """
    if not name[:1].isalpha():
        return ""
    for written in _SOUNDS:
        old, _, new = written.partition(":")
        name = name.replace(old, new)
    bare = name.translate(_SILENT)
    heard = "".join(sign for at, sign in enumerate(bare) if bare[at - 1 : at] != sign)
    return heard if len(heard) > 1 else ""
