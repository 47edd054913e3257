"""What a move is about: an issue of the vocabulary, or one proposed from its own noun phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from communique.moves.scene import Scene
from communique.moves.subjects import DETERMINERS, PREPOSITIONS
from communique.vocabulary.issues import issues

PROPOSED = "~"
TALKS = "status of talks"
_SHORTEST = 3
_DULL = frozenset(
    "it them him her us me that this what which who all more any such so not be been being have has had do does did "
    "will would and or but if there here then still again also very own".split()
)


@cache
def _words() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for issue, entries in issues().items():
        for entry in entries:
            found[entry[0]].append((issue, entry))
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _order() -> Mapping[str, int]:
    return {issue: at for at, issue in enumerate(issues())}


def issue(low: Sequence[str], near: tuple[int, int]) -> str | None:
    """The issue that the words of a sentence speak for, those within ``near`` counting double; None for none."""
    scores: dict[str, float] = defaultdict(float)
    for at in range(len(low)):
        for name, words in _at(low, at):
            weight = len(words) * (2.0 if near[0] <= at < near[1] else 1.0)
            scores[name] += 0.3 * weight if name == TALKS else weight
    return min(scores, key=lambda name: (-scores[name], _order()[name])) if scores else None


def _at(low: Sequence[str], at: int) -> list[tuple[str, tuple[str, ...]]]:
    word = low[at].removesuffix("'s")
    table = _words()
    rows = list(table.get(word, ()))
    for end in range(_SHORTEST, len(word) + 1):
        rows.extend(table.get(word[:end] + "*", ()))
    return [row for row in rows if len(row[1]) == 1 or _follows(low, at + 1, row[1][1:])]


def _follows(low: Sequence[str], at: int, words: Sequence[str]) -> bool:
    return len(low) >= at + len(words) and all(
        low[at + n].startswith(word[:-1]) if word.endswith("*") else low[at + n] == word for n, word in enumerate(words)
    )


def proposed(scene: Scene, at: int) -> str | None:
    """The noun phrase from token ``at`` on, marked as proposed; None where none of a fitting length stands there."""
    while at < len(scene.low) and (
        scene.low[at] in DETERMINERS or scene.low[at] in PREPOSITIONS or scene.low[at] in "“\"‘'"
    ):
        at += 1
    end = at
    while end < len(scene.low) and end - at < 5 and _nominal(scene.low[end]):
        end += 1
    words = scene.low[at:end]
    return PROPOSED + " ".join(words) if words and any(len(word) > 3 for word in words) else None


def _nominal(word: str) -> bool:
    return word[0].isalpha() and word not in PREPOSITIONS and word not in _DULL
