"""Which tellings of two articles stand at one place of text that one took from the other.

The sentences of the two are set beside each other: of a copied text by their words, wherever they stand, of a
rewording in their order, since little else is left of them. Two tellings in one sentence are one act where the same
word tells it, or where they are of one party and of kinds that are taken for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from communique import text
from communique.data import Article, Copy
from communique.record.kinship import related
from communique.record.likeness import Bag, folded, stems
from communique.record.tellings import Telling

_COPIED = 0.5  # the share of words from which an edited sentence is still the sentence it was
_REWORDED = 0.06  # likeness that a reworded sentence must keep to be taken for its original
_SENTENCES = 150  # of longer articles only so many are set in order beside a rewording
_NUMBER_WORDS = 2  # a number or name that both hold counts as so many words


class Pair(NamedTuple):
    """Two tellings at one place, and how sure that is: higher is surer."""

    sure: float
    one: Telling
    other: Telling


def copied_pairs(
    copies: Iterable[Copy], told: Mapping[str, Sequence[Telling]], articles: Mapping[str, Article]
) -> list[Pair]:
    """The pairs of tellings that are one act because one text was taken from another; ``told`` is by article."""
    found: list[Pair] = []
    for copy in copies:
        ours, theirs = told.get(copy.article_id), told.get(copy.original_id or "")
        if ours and theirs:
            found += _of_copy(copy, ours, theirs, articles)
    return found


def _of_copy(
    copy: Copy, ours: Sequence[Telling], theirs: Sequence[Telling], articles: Mapping[str, Article]
) -> list[Pair]:
    """The pairs of one copy and its original: each telling with at most one of the other side, the surest first."""
    pairs = _in_order(copy, articles) if copy.kind == "rewording" else None
    here = {number: [t for t in theirs if t.place[1] == number] for number in {t.place[1] for t in theirs}}
    by_words = {t.sentence: t.place[1] for t in theirs}
    candidates: list[Pair] = []
    for telling in ours:
        if pairs is not None:
            number = pairs.get(telling.place[1])
        else:
            number = by_words.get(telling.sentence)
            number = _nearest(telling, theirs) if number is None else number
        candidates += [p for other in here.get(-2 if number is None else number, ()) if (p := _pair(telling, other))]
    candidates.sort(key=lambda p: (-p.sure, p.one.move.id, p.other.move.id))
    return list(_one_to_one(candidates))


def _one_to_one(candidates: Iterable[Pair]) -> Iterator[Pair]:
    taken: set[str] = set()
    for pair in candidates:
        if pair.one.move.id not in taken and pair.other.move.id not in taken:
            taken |= {pair.one.move.id, pair.other.move.id}
            yield pair


def _pair(one: Telling, other: Telling) -> Pair | None:
    """The two as a pair, where they can be one act in one sentence."""
    same_word = one.move.trigger.exact.casefold() == other.move.trigger.exact.casefold()
    kin = bool(one.sides & other.sides) and related(one.family, other.family)
    denied = (one.move.modality == "negated") != (other.move.modality == "negated")
    if denied or (not same_word and not kin):
        return None
    return Pair(2 * same_word + kin + (one.move.code == other.move.code) + _dice(one.words, other.words), one, other)


def _nearest(telling: Telling, others: Sequence[Telling]) -> int | None:
    """The number of the sentence among the others' that this one was edited from."""
    best = max(((_dice(telling.sentence, o.sentence), -o.place[1]) for o in others), default=(0.0, 0))
    return -best[1] if best[0] >= _COPIED else None


def _dice(a: Bag, b: Bag) -> float:
    """The share of the words of both that the two have in common."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _in_order(copy: Copy, articles: Mapping[str, Article]) -> dict[int, int]:
    """The sentences of a rewording, by number, with those of its original that stand at their place."""
    found: dict[int, int] = {}
    ours, theirs = articles[copy.article_id], articles[copy.original_id or ""]
    left, right = text.story_sentences(ours), text.story_sentences(theirs)
    for mine, its in copy.shared:
        a = [n for n, s in enumerate(left) if s.start < mine.end and mine.start < s.end][:_SENTENCES]
        b = [n for n, s in enumerate(right) if s.start < its.end and its.start < s.end][:_SENTENCES]
        rows = [_weighted(ours.text[left[n].start : left[n].end]) for n in a]
        columns = [_weighted(theirs.text[right[n].start : right[n].end]) for n in b]
        found |= {a[i]: b[j] for i, j in _aligned(rows, columns)}
    return found


@lru_cache(maxsize=1 << 12)  # an original is read beside each of its copies
def _weighted(sentence: str) -> Bag:
    """The words of a sentence, those with a digit or capital within it doubled: they outlive any rewording."""
    inner = (t.text for t in text.tokens(sentence) if t.start)
    lasting = {folded(word) for word in inner if word[0].isupper() or word[0].isdigit()}
    return stems(sentence) | {f"{word}/{n}" for word in lasting for n in range(_NUMBER_WORDS)}


def _aligned(rows: Sequence[Bag], columns: Sequence[Bag]) -> list[tuple[int, int]]:
    """The pairs of the best alignment in order (the sum of what their likeness exceeds the least by)."""
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            together = best[i + 1][j + 1] + _dice(rows[i], columns[j]) - _REWORDED
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    found, i, j = [], 0, 0
    while i < len(rows) and j < len(columns):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found
