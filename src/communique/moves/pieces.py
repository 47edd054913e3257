"""What the kind of a piece leaves of its moves: a column argues, satire invents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.data import Article, Move

_OWN_VOICE = 0.5  # what a columnist tells in passing is an argument: of twelve such acts two were some party's
_TOLD = ("stated", "negated")  # besides the days of talks: what a columnist foretells is a guess


def invented(article: Article) -> bool:
    """Whether nothing that an article tells has happened: satire."""
    return article.extra.get("genre") == "satire"


def admitted(moves: Iterable[Move], article: Article, least: float) -> Iterator[Move]:
    """The moves of an article: of a column those that a party voices, and those that it surely made."""
    argued = article.extra.get("genre") == "opinion"
    for move in moves:
        if not argued or move.speaker is not None:
            yield move
        elif (move.modality in _TOLD or move.code == "MEET") and _OWN_VOICE * move.confidence >= least:
            yield replace(move, confidence=round(_OWN_VOICE * move.confidence, 3))
