"""Words as the encoder knows them: each is a place in the text and the numbers of the pieces that spell it.

The vocabulary and the rules are those of BERT uncased: lower case, no accents, every mark and every Chinese or
Japanese character a word, and the longest known piece first. Quotation marks are all read as the straight ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 100  # letters; a longer word is no word (BERT's own bound)
MOST = 12  # pieces of one word that are read: more spell a number, an address or noise

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_ACCENTS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff"  # soft hyphens, direction marks, joiners
_WORD = re.compile(rf"(?:[^\W_{_IDEOGRAPHS}]|[{_ACCENTS}])+|[^\s{_UNSEEN}]")
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›´`ʼ′", "'"))


class Word(NamedTuple):
    """A word or mark: its place in the text, and the numbers of its pieces (never none)."""

    start: int
    end: int
    pieces: tuple[int, ...]


class Vocabulary:
    """The pieces that the encoder knows, and the words spelt with them."""

    def __init__(self, pieces: Mapping[str, int]) -> None:
        self.first, self.last, self._unknown = pieces[FIRST], pieces[LAST], (pieces[UNKNOWN],)
        self.listed = tuple(pieces)
        self._pieces = pieces
        self._length = max(map(len, pieces), default=1)
        self._spelt = lru_cache(maxsize=1 << 16)(self._spell)

    def words(self, text: str) -> list[Word]:
        """The words and marks of ``text``, in order; characters that nobody sees belong to none."""
        return [Word(m.start(), m.end(), self._spelt(m[0])) for m in _WORD.finditer(text)]

    def _spell(self, word: str) -> tuple[int, ...]:
        plain = folded(word)
        if not plain or len(plain) > LONGEST:
            return self._unknown
        found: list[int] = []
        at = 0
        while at < len(plain):
            end = min(len(plain), at + self._length)
            while end > at and (piece := self._pieces.get(("##" if at else "") + plain[at:end])) is None:
                end -= 1
            if end == at or piece is None:
                return self._unknown
            found.append(piece)
            at = end
        return tuple(found[:MOST])


def folded(word: str) -> str:
    """A word as the vocabulary writes it: lower case, no accents, straight quotation marks."""
    if word.isascii():
        return word.lower().translate(_MARKS)
    decomposed = unicodedata.normalize("NFD", word.lower().translate(_MARKS))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def read(path: Path) -> Vocabulary:
    """The vocabulary of a file with one piece a line."""
    lines = path.read_text("utf-8").split("\n")
    return Vocabulary({piece: number for number, piece in enumerate(lines) if piece})
