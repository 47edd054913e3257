"""``overlaps``: which articles share text, and how much, counted exactly; no kinds and no directions yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies import candidates
from communique.copies.fingerprints import SEARCH_GRAM, Keys, fingerprints
from communique.copies.options import Options
from communique.data import Article

_DEFAULTS = Options()


class Overlaps(NamedTuple):
    """Pairs of articles by their places in what was given, and what they share.

    ``shared`` counts their common distinct 5-grams, quotations included; ``jaccard`` is the share (0..1) of those of
    both together, ``containment`` of those of the shorter one. One row a pair, in order of ``second``.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    shared: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    containment: NDArray[np.float64]


def overlaps(articles: Sequence[Article], *, least: float = 0.05, options: Options = _DEFAULTS) -> Overlaps:
    """The pairs of ``articles`` of which the shorter one has at least the share ``least`` of its 5-grams in the other.

    Give the articles in order of publication, undated ones last. In an index of sampled 8-grams each article meets
    the earlier ones that it shares some with, and every such pair is counted exactly; time and memory grow with
    the number of articles. On how few pairs are missed, see ``make speed``.
    """
    sample = options.sample if len(articles) <= options.many else 2 * options.sample
    made = fingerprints(articles, options.longest, size=SEARCH_GRAM, sample=sample, grams=True)
    found = candidates.pairs(
        made.keys,
        candidates.days(articles),
        hits=options.hits,
        near=options.near,
        span=options.span,
        share=options.share,
        best=options.best,
    )
    first, second = np.ascontiguousarray(found[:, :2].astype(np.int64).T)
    return counted(made.grams, first, second, least)


def counted(grams: Keys, first: NDArray[np.int64], second: NDArray[np.int64], least: float) -> Overlaps:
    """What each pair of articles has in common, those left out that have less than ``least``; sorted by ``second``."""
    from communique.copies import kernels

    distinct, shared = np.zeros(len(grams), np.int64), np.zeros(len(first), np.int64)
    kernels.common(grams.hashes, grams.begins, first, second, distinct, shared)
    left, right = distinct[first], distinct[second]
    containment = shared / np.maximum(1, np.minimum(left, right))
    kept = containment >= least
    jaccard = shared / np.maximum(1, left + right - shared)
    return Overlaps(first[kept], second[kept], shared[kept], jaccard[kept], containment[kept])
