"""What a few words are about: the issue of a condition, told by the words of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from communique.text import words
from communique.vocabulary.issues import hints, issues

_HINT = 0.4  # what a word that only leans towards an issue weighs against one that names it
_KEY = 3  # letters of a word's beginning by which it is looked up


class _Entry(NamedTuple):
    """Words that follow each other and speak for an issue; "word*" is any word that begins so."""

    words: tuple[str, ...]
    issue: str
    weight: float


@lru_cache(maxsize=4096)
def topic(text: str) -> str | None:
    """The issue that most of the words of ``text`` speak for; None where none does."""
    told = [token.text for token in words(text)]
    weights: dict[str, float] = defaultdict(float)
    for entry in _found(told):
        weights[entry.issue] += entry.weight
    order = {issue: at for at, issue in enumerate(issues())}
    return min(weights, key=lambda issue: (-weights[issue], order[issue]), default=None)


def _found(told: Sequence[str]) -> Iterator[_Entry]:
    """Every entry of the vocabulary that stands somewhere; of one issue only the longest at each place."""
    index = _index()
    for at, word in enumerate(told):
        best: dict[str, _Entry] = {}
        for entry in index.get(word[:_KEY], ()):
            if _stands(entry.words, told, at) and entry.weight > best.get(entry.issue, _NONE).weight:
                best[entry.issue] = entry
        yield from best.values()


def _stands(entry: Sequence[str], told: Sequence[str], at: int) -> bool:
    if at + len(entry) > len(told):
        return False
    return all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(entry, told[at:], strict=False)
    )


_NONE = _Entry((), "", 0.0)


@cache
def _index() -> Mapping[str, Sequence[_Entry]]:
    made: dict[str, list[_Entry]] = defaultdict(list)
    for issue, entries in issues().items():
        plain = [_Entry(entry, issue, float(len(entry))) for entry in entries]
        leaning = [_Entry(entry, issue, _HINT) for entry in hints()[issue]]
        for one in (*plain, *leaning):
            made[one.words[0].rstrip("*")[:_KEY]].append(one)
    return made
