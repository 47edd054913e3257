"""Set phrases: what many reports of one crisis say in the same words is no sign that one took it from another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from functools import partial

import numpy as np
from numpy.typing import NDArray

from communique.copies import alignment, kernels
from communique.copies.fingerprints import GRAM, Hashes, grams
from communique.copies.kinds import Likeness, Text
from communique.copies.known import Known, Notebook, among, distinct
from communique.copies.options import Options

_FAMILIES = 5  # reports that hold a gram on their own: from then on it is everybody's


class _Read:
    """The pairs that were asked about, with the grams that they share and what came of them."""

    def __init__(self) -> None:
        self.loose: Sequence[Likeness] = ()
        self.asked: Hashes = np.zeros(0, np.uint64)
        self.families: Set[tuple[Text, ...]] = frozenset()
        self.times = np.zeros(0, np.int64)
        self.common: Hashes = self.asked
        self.stays: list[bool] = []
        self.shared: Notebook[Hashes] = Notebook()
        self.telling: Notebook[float] = Notebook()


def borne_out(
    loose: Sequence[Likeness], families: Sequence[Sequence[Text]], options: Options, known: Known | None = None
) -> list[bool]:
    """For each of the ``loose`` pairs whether it is alike enough without set phrases.

    A set phrase is a 5-gram that several of the ``families`` (texts that are clearly of one report) hold; it counts
    all the same within a run long enough to have been copied.
    """
    if not loose:
        return []
    read = (known or Known()).of(_Read)
    shared = [read.shared.of(_ids(pair), (pair.left, pair.right), partial(_shared, pair)) for pair in loose]
    common = _common(loose, shared, families, read)
    if common is not read.common:
        told = []
        for pair, held in zip(loose, shared, strict=True):
            said = held[among(held, common)]
            make = partial(_telling, pair, held, said, options)
            told.append(read.telling.of(_ids(pair), (pair, said.tobytes()), make))
        read.telling.settle()
        read.common, read.stays = common, [share >= options.containment for share in told]
    read.shared.settle()
    return read.stays


def _ids(pair: Likeness) -> tuple[str, str]:
    return pair.left.article.id, pair.right.article.id


def _shared(pair: Likeness) -> Hashes:
    return np.intersect1d(pair.left.own, pair.right.own, assume_unique=True)


def _common(
    loose: Sequence[Likeness], shared: Sequence[Hashes], families: Iterable[Sequence[Text]], read: _Read
) -> Hashes:
    """Those of the grams that are ``shared`` by the loose pairs that several of the families hold.

    Where the pairs are those of the last time, only the families that are others now are counted.
    """
    now = {tuple(family) for family in families}
    same = read.loose == loose
    if same:
        read.times += _holders(now - read.families, read.asked) - _holders(read.families - now, read.asked)
    else:
        read.asked = distinct(np.concatenate(shared))
        read.times = _holders(now, read.asked)
    read.loose, read.families = loose, now
    common: Hashes = read.asked[read.times >= _FAMILIES]
    return read.common if same and np.array_equal(common, read.common) else common


def _holders(families: Collection[Sequence[Text]], asked: Hashes) -> NDArray[np.int64]:
    """How many of the families hold each of the grams."""
    held = [of.own for family in families for of in family]
    sizes = [sum(len(of.own) for of in family) for family in families]
    begins = np.cumsum([0, *sizes], dtype=np.int64)
    times: NDArray[np.int64] = kernels.holders(np.concatenate([np.zeros(0, np.uint64), *held]), begins, asked)
    return times


def _telling(pair: Likeness, shared: Hashes, said: Hashes, options: Options) -> float:
    """The share of the own 5-grams of the shorter text that are shared and not ``said`` by everybody."""
    left, right = pair.left, pair.right
    if len(said):
        runs = [run for run in alignment.runs(left.words, right.words).tolist() if run[2] >= options.run]
        copied = [grams(left.words.words[at : at + size], GRAM) for at, _, size in runs]
        said = np.setdiff1d(said, np.concatenate(copied)) if copied else said
    return (len(shared) - len(said)) / min(len(left.own), len(right.own))
