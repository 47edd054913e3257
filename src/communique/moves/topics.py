"""What a move is about: an issue of the vocabulary, or one proposed from its own noun phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from communique.moves.scene import Scene
from communique.moves.subjects import PREPOSITIONS
from communique.vocabulary.issues import issues

_FADES = 8  # words after which a word for an issue weighs half
_ENDS = frozenset("; — – : while but although though whereas which who whose because after before".split())
_SAYING = frozenset("said says added told warned argued accused demanded rejected called urged denied".split())
_VAGUE = frozenset(
    "points point way ways things thing something anything nothing matter matters issue issues steps step part "
    "place time times day days week weeks conditions terms set series number kind sort lot bit side sides people "
    "man men position positions situation question questions move moves idea ideas end case cases fact talk work "
    "response feedback risks risk hand list answer rest paper lunchtime act members offer ultimatum incident "
    "today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday others country countries "
    "government officials words word year years month months hour hours party parties minutes".split()
)
_ARTICLES = frozenset("the a an its their his her our this these".split())
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
    """The issue that the words of a sentence speak for, those of the act's own clause before all others; or None.

    ``near`` is the clause of the act; within it words weigh less the further they stand from the act.
    """
    first, last = _clause(low, near)
    found = [(at, name, len(words)) for at in range(len(low)) for name, words in _at(low, at)]
    own = [row for row in found if first <= row[0] < last]
    for rows in (own, [row for row in found if near[0] <= row[0] < near[1]], found):
        best = _heaviest([row for row in rows if row[1] != TALKS], first)
        if best is not None:
            return best
    return TALKS if found else None


def _clause(low: Sequence[str], near: tuple[int, int]) -> tuple[int, int]:
    """From the act to where the next clause begins."""
    start, end = near[0], min(near[1], len(low))  # what is said may go on in the next sentence
    for at in range(start + 2, end):
        new = low[at] in _ENDS or (low[at] == "and" and any(w in _SAYING for w in low[at + 1 : at + 3]))
        if new:
            return start, at
    return start, end


def _heaviest(rows: Sequence[tuple[int, str, int]], first: int) -> str | None:
    scores: dict[str, float] = defaultdict(float)
    for at, name, words in rows:
        scores[name] += words / (1 + abs(at - first) / _FADES)
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
    """The object from token ``at`` on, marked as proposed: "the harbour fees"; None for a vague one or a name."""
    while at < len(scene.low) and (scene.low[at] in PREPOSITIONS or scene.low[at] in "“\"‘'"):
        at += 1
    if at >= len(scene.low) or not (scene.low[at] in _ARTICLES or scene.low[at].endswith(("'s", "s'"))):
        return None
    start = at + 1
    end = start
    while end < len(scene.low) and end - start < 4 and _nominal(scene.low[end]):
        end += 1
    words = scene.low[start:end]
    if (
        not 0 < len(words) < 4
        or words[-1] in _VAGUE
        or any(scene.who[place] is not None for place in range(start, end))
    ):
        return None
    return PROPOSED + " ".join(words) if any(len(word) > 3 for word in words) else None


def _nominal(word: str) -> bool:
    return word[0].isalpha() and word not in PREPOSITIONS and word not in _DULL and not word.endswith("ed")
