"""Set phrases: what many reports of one crisis say in the same words is no sign that one took it from another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from communique.copies import alignment
from communique.copies.fingerprints import GRAM, Hashes, grams
from communique.copies.kinds import Likeness, Text
from communique.copies.known import Known, Notebook, among
from communique.copies.options import Options

_FAMILIES = 5  # reports that hold a gram on their own: from then on it is everybody's


class _Read:
    """The pairs that were asked about, with the grams that they share and what came of them."""

    def __init__(self) -> None:
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
    common = _common(np.unique(np.concatenate(shared)), families)
    told = []
    for pair, held in zip(loose, shared, strict=True):
        said = held[among(held, common)]
        told.append(read.telling.of(_ids(pair), (pair, said.tobytes()), partial(_telling, pair, held, said, options)))
    read.shared.settle()
    read.telling.settle()
    return [share >= options.containment for share in told]


def _ids(pair: Likeness) -> tuple[str, str]:
    return pair.left.article.id, pair.right.article.id


def _shared(pair: Likeness) -> Hashes:
    return np.intersect1d(pair.left.own, pair.right.own, assume_unique=True)


def _common(asked: Hashes, families: Sequence[Sequence[Text]]) -> Hashes:
    """Those of the grams that several of the families hold."""
    from communique.copies import kernels

    held = [of.own for family in families for of in family]
    sizes = [sum(len(of.own) for of in family) for family in families]
    begins = np.cumsum([0, *sizes], dtype=np.int64)
    common: Hashes = asked[kernels.holders(np.concatenate(held), begins, asked) >= _FAMILIES]
    return common


def _telling(pair: Likeness, shared: Hashes, said: Hashes, options: Options) -> float:
    """The share of the own 5-grams of the shorter text that are shared and not ``said`` by everybody."""
    left, right = pair.left, pair.right
    if len(said):
        runs = [run for run in alignment.runs(left.words, right.words).tolist() if run[2] >= options.run]
        copied = [grams(left.words.words[at : at + size], GRAM) for at, _, size in runs]
        said = np.setdiff1d(said, np.concatenate(copied)) if copied else said
    return (len(shared) - len(said)) / min(len(left.own), len(right.own))
