"""Retellings: whether one story tells what another tells, in its order and in part in its words.

Four things are added up, in shares: what is told alike in order, how much of that is owed to the order, which plain
word pairs both have, and (against it) which names and numbers are new. A logistic regression on real independent
reports of one event, on answers that paraphrase a source or do not, and on texts spun by table weighs the first three
about alike and the last four times as much; it counts eight times here, because reports of one day that print the same
statements without quotation marks stay apart only then. A bar put midway between the sets but one decides that one
rightly, whichever it is.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies import kernels
from communique.copies.fingerprints import Flags, Hashes, Places
from communique.copies.known import among
from communique.copies.profiles import Profile

Matrix = NDArray[np.float64]
_NAMED = 0.3  # weight of a name or number beside other words: independent reports of one event share those
_WORDS = 2  # words that two sentences must share to be matched
_QUOTED = 0.5  # of a sentence stands in a quotation of the other text: then it is quoted too, its marks were lost
_SAME = 0.9  # of the words of both sentences: one sentence, word for word ...
_LONG = 6  # ... and with so many content words no chance
_OWN = 0.5  # of a story that is neither quoted nor kept must at least be left to judge by; less counts as that much
_NEW = 8.0  # what a new name or number costs: who rewords has no facts of his own
_ORDERED = 0.4  # of what is told: more is as sure a sign as that
_FEW = 5  # sentences: the order of fewer tells nothing
_SHUFFLES = 20  # of the sentences, to see what chance reaches
_ALL = 1 + 1e-9  # no story tells more than all of another, but for the last digits
_CLEAR = 0.5  # of its best match anywhere: a matched sentence that is shown


class Common(NamedTuple):
    """What many texts hold and is therefore nobody's own: word pairs, and whole sentences."""

    pairs: Hashes
    lines: Hashes


class Retelling(NamedTuple):
    """How the shorter of two stories retells the longer.

    ``told`` is how much of its content, weighted, stands in the other in the same order, ``phrases`` the share of its
    plain word pairs that do, ``order`` the part of ``told`` that is due to the order, ``new`` its names and numbers
    that the other lacks, for each of its words. ``matched`` are the sentences (of the first profile, of the second),
    ``clear`` those of them that match nearly as well as any out of order would.
    """

    told: float
    phrases: float
    order: float
    new: float
    matched: tuple[tuple[int, int], ...]
    clear: tuple[tuple[int, int], ...]

    @property
    def score(self) -> float:
        """What speaks for a retelling less what speaks against it."""
        order = min(self.order, _ORDERED) if len(self.matched) >= _FEW else 0.0
        return self.told + self.phrases + order - _NEW * self.new


def retelling(left: Profile, right: Profile, common: Common, least: float) -> Retelling | None:
    """How one retells the other, None where its score is below ``least``. What is ``common`` is nobody's own."""
    turned = len(left.stems) > len(right.stems)
    short, long = (right, left) if turned else (left, right)
    if not short.size:
        return None
    new, shared = _new(short, long), among(short.pairs, long.pairs)
    if least - _ORDERED - _most(short, shared) + _NEW * new > _ALL:
        return None
    told_alike = _told_alike(short, long, common, shared)
    same, phrases = told_alike.same, told_alike.phrases
    missing = least - _ORDERED - phrases + _NEW * new
    if same.max(axis=1, initial=0).sum() < missing:
        return None
    matched = aligned(same)
    told = float(sum(same[i, j] for i, j in matched))
    if told < missing:
        return None
    clear = [(i, j) for i, j in matched if same[i, j] >= _CLEAR * same[i].max()]
    found = Retelling(told, phrases, _beyond_chance(same, told), new, _turned(matched, turned), _turned(clear, turned))
    return found if found.score >= least else None


def _new(short: Profile, long: Profile) -> float:
    """The names and numbers of the shorter that the longer lacks under any spelling, for each word of the shorter."""
    return float(kernels.strange(short.facts, short.sounds, long.known, long.sounds)) / max(1, short.size)


def _turned(pairs: list[tuple[int, int]], turned: bool) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((j, i) if turned else (i, j) for i, j in pairs))


class _Alike(NamedTuple):
    """For each two sentences the share of all that the shorter story tells which both tell, and shared word pairs."""

    same: Matrix
    phrases: float


def _told_alike(short: Profile, long: Profile, common: Common, shared: Flags) -> _Alike:
    """What both tell. A word weighs the more the fewer sentences of the two stories hold it.

    Sentences that the longer one has within quotation marks, or word for word as a statement that speaks of "us" or
    that is ``common``, count for nobody.
    """
    one, other = (short.known, short.begins, short.facts), (long.known, long.begins, long.facts)
    weights = kernels.weights(short.stems, one, other, len(short.spans) + len(long.spans), _NAMED)
    sizes = np.bincount(short.owners, weights * short.open, minlength=len(short.spans))
    held = long.known, long.begins, long.order, long.owners, long.open
    shape = len(short.spans), len(long.spans)
    same, words, quoted = kernels.told(short.stems, short.owners, short.open, weights, held, shape)
    same[words < _WORDS] = 0
    said = quoted.max(axis=1, initial=0)
    nobodys = (said >= _QUOTED * sizes) & (said > same.max(axis=1, initial=0))
    nobodys |= _kept(words, short, long) & (short.first | among(short.lines, common.lines))
    same[nobodys] = 0
    told = float(sizes.sum())
    same /= max(1e-9, told - float(sizes[nobodys].sum()), _OWN * told)
    return _Alike(same, _phrases(short, long, common.pairs, shared, nobodys))


def _most(short: Profile, shared: Flags) -> float:
    """What :func:`_phrases` at most come to, given which word pairs both have."""
    return min(1.0, float(shared.sum()) / max(1, _OWN * len(short.pairs)))


def _phrases(short: Profile, long: Profile, common: Hashes, shared: Flags, nobodys: Flags) -> float:
    """The share of the word pairs that the other story has too."""
    counts = ~nobodys[short.places]
    both = short.pairs[counts & shared]
    size = int(counts.sum())
    return float((~among(both, common)).sum()) / max(1, min(size, len(long.pairs)), _OWN * len(short.pairs))


def _kept(words: Matrix, short: Profile, long: Profile) -> Flags:
    """Which sentences of the shorter story the other has as they are; ``words`` counts what each two share."""
    mine = np.bincount(short.owners, minlength=len(short.spans))[:, None]
    theirs = np.bincount(long.owners, minlength=len(long.spans))[None, :]
    kept: Flags = np.any((words >= _SAME * np.maximum(mine, theirs)) & (words >= _LONG), axis=1)
    return kept


def aligned(same: Matrix) -> list[tuple[int, int]]:
    """The pairs (i, j) of the best alignment in order: no i twice, several may go to one j."""
    best = _sums(same)
    found: list[tuple[int, int]] = []
    j = same.shape[1] - 1
    for i in range(same.shape[0] - 1, -1, -1):
        j = int(np.searchsorted(best[i], best[i, j], side="left"))
        if same[i, j] > 0:
            found.append((i, j))
    return found[::-1]


def _sums(same: Matrix) -> Matrix:
    """For each (i, j) what the best alignment of the first i and j sentences sums up to."""
    best = np.zeros_like(same)
    row = np.zeros(same.shape[1])
    for i in range(same.shape[0]):
        row = np.maximum.accumulate(row + same[i])
        best[i] = row
    return best


def _beyond_chance(same: Matrix, told: float) -> float:
    """The part of ``told`` that is lost on average when the other story's sentences are shuffled."""
    order = _shuffled(same.shape[1])
    rows = np.zeros(order.shape)
    for row in same:
        if row.any():
            rows = np.maximum.accumulate(rows + row[order], axis=1)
    return (told - float(rows[:, -1].mean())) / max(1e-9, told)


@cache
def _shuffled(sentences: int) -> Places:
    """So many sentences in some other orders, always the same."""
    order: Places = np.tile(np.arange(sentences), (_SHUFFLES, 1))
    return np.random.default_rng(0).permuted(order, axis=1)
