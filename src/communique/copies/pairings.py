"""Pairings: which sentences of one version became which of another: in order, split, joined or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from communique.copies.outlines import Comparison, Vocabulary, aligned
from communique.copies.sentences import Sentence, overlap
from communique.copies.values import plain

_SAME = 0.5  # of the content of the shorter: one sentence edited, not two
_BOTH = 0.4  # of the content of both together, doubled: so that a short one is not found in any long one
_ELSEWHERE = 0.6  # the same for a sentence that stands elsewhere: more is asked of a move
_LETTERS = 0.55  # of the words in order: the only sentence between two that stayed is the same where so much stayed
_MOST = 400  # sentences between two that stayed that are compared with each other
_PARTS = 3  # sentences that one may be cut into


class Pair(NamedTuple):
    """Sentences that became others, by their places in each version; usually one and one."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    moved: bool


def pairings(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Pair]:
    """The pairs, each sentence in one at most, in order of the left version."""
    equal = _equal(left, right)
    chain = _rising(equal, left)
    kept = set(chain)
    chain = sorted([*chain, *_between(left, right, chain)])
    used_left, used_right = {i for i, _ in chain}, {j for _, j in chain}
    loose = [(i, j) for i, j in equal if (i, j) not in kept and i not in used_left and j not in used_right]
    used_left |= {i for i, _ in loose}
    used_right |= {j for _, j in loose}
    rest_left = [i for i in range(len(left)) if i not in used_left]
    rest_right = [j for j in range(len(right)) if j not in used_right]
    loose += _alike(left, right, rest_left, rest_right)
    pairs: list[Pair] = [Pair((i,), (j,), moved=False) for i, j in chain]
    for i, j in sorted(loose):
        pairs.append(Pair((i,), (j,), moved=_crosses(chain, i, j)))
    return _grouped(left, right, pairs)


def _equal(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The sentences with the same words: the first with the first of the same words, and so on."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(right) - 1, -1, -1):
        places[_words(right[j])].append(j)
    return [(i, places[key].pop()) for i, sentence in enumerate(left) if places.get(key := _words(sentence))]


def _words(of: Sentence) -> tuple[str, ...]:
    return tuple(plain(token.text) for token in of.words)


def _rising(pairs: Sequence[tuple[int, int]], left: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The heaviest chain of pairs that rises on both sides (a sentence weighs its words): what stayed in place."""
    # best chains by their last place: places rise, and so do weights
    ends: list[int] = []
    weights: list[int] = []
    nodes: list[int] = []
    before: list[int] = []
    for number, (i, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(nodes[at - 1] if at else -1)
        weight = (weights[at - 1] if at else 0) + 1 + len(left[i].words)
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[at:stop], weights[at:stop], nodes[at:stop] = [j], [weight], [number]
    chain = []
    number = nodes[-1] if nodes else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _between(
    left: Sequence[Sentence], right: Sequence[Sentence], chain: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The edited sentences in the gaps between those that stayed."""
    found: list[tuple[int, int]] = []
    ends = [*chain, (len(left), len(right))]
    i = j = 0
    for next_i, next_j in ends:
        found += _gap(left, right, range(i, next_i), range(j, next_j))
        i, j = next_i + 1, next_j + 1
    return found


def _gap(left: Sequence[Sentence], right: Sequence[Sentence], mine: range, yours: range) -> list[tuple[int, int]]:
    mine, yours = mine[:_MOST], yours[:_MOST]
    if not mine or not yours:
        return []
    found = [(mine[i], yours[j]) for i, j in _matched([left[i] for i in mine], [right[j] for j in yours])]
    # What is left alone between two pairs on both sides, and has most of its words in order, is one sentence too.
    ends = [(mine[0] - 1, yours[0] - 1), *found, (mine[-1] + 1, yours[-1] + 1)]
    for (i, j), (next_i, next_j) in pairwise(ends):
        if next_i - i == 2 and next_j - j == 2 and _letters(left[i + 1], right[j + 1]) >= _LETTERS:
            found.append((i + 1, j + 1))
    return found


def _matched(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[tuple[int, int]]:
    words = Vocabulary()
    here, there = words.listed(left), words.listed(right)
    same = Comparison(here).sames(there)
    sizes = here.sizes[:, None], there.sizes[None, :]
    both = 2 * same * np.minimum(*sizes) / np.maximum(1, sizes[0] + sizes[1])
    return aligned(np.where((same >= _SAME) & (both >= _BOTH), both, 0.0))


def _letters(left: Sentence, right: Sentence) -> float:
    if max(len(left.words), len(right.words)) > 200:
        return 0.0
    return SequenceMatcher(None, _words(left), _words(right), autojunk=False).ratio()


def _alike(
    left: Sequence[Sentence], right: Sequence[Sentence], mine: Sequence[int], yours: Sequence[int]
) -> list[tuple[int, int]]:
    """Edited sentences that stand elsewhere: the likest first, found by their rarest words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in yours:
        for stem in right[j].content:
            holders[stem].append(j)
    scored: list[tuple[float, int, int]] = []
    for i in mine:
        rare = sorted((s for s in left[i].content if s in holders), key=lambda s: (len(holders[s]), s))
        counts = Counter(j for stem in rare[:8] for j in holders[stem][:20])
        for j, shared in counts.items():
            both = len(left[i].content & right[j].content)
            if shared >= 2 and both >= _ELSEWHERE * max(3, (len(left[i].content) + len(right[j].content)) / 2):
                scored.append((-both, i, j))
    found: list[tuple[int, int]] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in taken_left and j not in taken_right:
            found.append((i, j))
            taken_left.add(i)
            taken_right.add(j)
    return found


def _crosses(chain: Sequence[tuple[int, int]], i: int, j: int) -> bool:
    """Whether a pair stands out of the order of the others."""
    at = bisect_left(chain, (i, j))
    return (at > 0 and chain[at - 1][1] > j) or (at < len(chain) and chain[at][1] < j)


def _grouped(left: Sequence[Sentence], right: Sequence[Sentence], pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs, with the other part of a sentence that was cut in two, or joined with the next, taken in."""
    ordered = sorted(pairs)
    free_left = set(range(len(left))) - {i for pair in ordered for i in pair.left}
    free_right = set(range(len(right))) - {j for pair in ordered for j in pair.right}
    for at, pair in enumerate(ordered):
        if len(free_right) and len(pair.left) == 1:
            parts = _parts(left[pair.left[0]], right, pair.right[0], free_right)
            ordered[at] = pair._replace(right=parts)
            free_right -= set(parts)
        pair = ordered[at]
        if len(free_left) and len(pair.right) == 1:
            parts = _parts(right[pair.right[0]], left, pair.left[0], free_left)
            ordered[at] = pair._replace(left=parts)
            free_left -= set(parts)
    return ordered


def _parts(whole: Sentence, others: Sequence[Sentence], part: int, free: set[int]) -> tuple[int, ...]:
    """The place of a part of ``whole``, with those beside it that hold what it lacks."""
    parts: tuple[int, ...] = (part,)
    for step in (1, -1):
        beside = part + step
        while beside in free and len(parts) < _PARTS:
            lacking = whole.content - frozenset().union(*(others[at].content for at in parts))
            held = others[beside].content & lacking
            if len(held) < 2 or overlap(others[beside].content, whole.content) < _SAME:
                break
            parts = tuple(sorted((*parts, beside)))
            beside += step
    return parts
