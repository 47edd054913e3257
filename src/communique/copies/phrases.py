"""Set phrases: what many reports of one crisis say in the same words is no sign that one took it from another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.copies import alignment
from communique.copies.fingerprints import GRAM, Hashes, grams
from communique.copies.kinds import Likeness, Text
from communique.copies.options import Options

_FAMILIES = 5  # reports that hold a gram on their own: from then on it is everybody's


def borne_out(loose: Sequence[Likeness], families: Sequence[Sequence[Text]], options: Options) -> list[bool]:
    """For each of the ``loose`` pairs whether it is alike enough without set phrases.

    A set phrase is a 5-gram that several of the ``families`` (texts that are clearly of one report) hold; it counts
    all the same within a run long enough to have been copied.
    """
    if not loose:
        return []
    held = [np.unique(np.concatenate([of.own for of in family])) for family in families]
    hashes, count = np.unique(np.concatenate(held), return_counts=True)
    common = hashes[count >= _FAMILIES]
    return [_telling(pair, common, options) >= options.containment for pair in loose]


def _telling(pair: Likeness, common: Hashes, options: Options) -> float:
    """The share of the own 5-grams of the shorter text that are shared and no set phrases."""
    left, right = pair.left, pair.right
    shared = np.intersect1d(left.own, right.own, assume_unique=True)
    said = np.intersect1d(shared, common, assume_unique=True)
    if len(said):
        runs = [run for run in alignment.runs(left.words, right.words).tolist() if run[2] >= options.run]
        copied = [grams(left.words.words[at : at + size], GRAM) for at, _, size in runs]
        said = np.setdiff1d(said, np.concatenate(copied)) if copied else said
    return (len(shared) - len(said)) / min(len(left.own), len(right.own))
