"""``overlaps``: which articles share text, and how much, counted exactly; no kinds and no directions yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies import candidates, kernels
from communique.copies.fingerprints import SEARCH_GRAM, Keys, fingerprints, joined
from communique.copies.known import Known, Numbers, distinct, paired
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


class _Prints:
    """The keys and 5-grams of articles by their numbers, and what their pairs have in common."""

    def __init__(self) -> None:
        self.sample = 0
        self.met = candidates.Met()
        self.keys: dict[int, NDArray[np.unsignedinteger]] = {}
        self.grams: dict[int, NDArray[np.unsignedinteger]] = {}
        self.codes = np.zeros(0, np.int64)
        self.shared = np.zeros(0, np.int64)
        self.distinct = np.zeros(0, np.int64)  # 5-grams of each article in a pair, by its number


def overlaps(
    articles: Sequence[Article], *, least: float = 0.05, options: Options = _DEFAULTS, known: Known | None = None
) -> Overlaps:
    """The pairs of ``articles`` of which the shorter one has at least the share ``least`` of its 5-grams in the other.

    Give the articles in order of publication, undated ones last. In an index of sampled 8-grams each article meets
    the earlier ones that it shares some with, and every such pair is counted exactly; time and memory grow with
    the number of articles. On how few pairs are missed, see ``make speed``. What is ``known`` is not counted again.
    """
    sample = options.sample if len(articles) <= options.many else 2 * options.sample
    known = known or Known()
    numbers = known.numbered(articles)
    prints = known.of(_Prints)
    if prints.sample != sample:
        prints.__init__()  # type: ignore[misc]
        prints.sample = sample
    _print(articles, numbers, prints, options)
    found = prints.met.pairs(
        prints.keys,
        numbers,
        articles,
        hits=options.hits,
        near=options.near,
        span=options.span,
        share=options.share,
        best=options.best,
    )
    first, second = np.ascontiguousarray(found[:, :2].astype(np.int64).T)
    return _shared(first, second, numbers, prints, least)


def _print(articles: Sequence[Article], numbers: Numbers, prints: _Prints, options: Options) -> None:
    """Add the fingerprints of the articles that have none yet."""
    fresh = {n: one for n, one in zip(numbers.tolist(), articles, strict=True) if n not in prints.keys}
    made = fingerprints(list(fresh.values()), options.longest, size=SEARCH_GRAM, sample=prints.sample, grams=True)
    for held, of in ((prints.keys, made.keys), (prints.grams, made.grams)):
        begins = of.begins.tolist()
        held.update((n, of.hashes[begins[at] : begins[at + 1]]) for at, n in enumerate(fresh))


def _shared(
    first: NDArray[np.int64], second: NDArray[np.int64], numbers: Numbers, prints: _Prints, least: float
) -> Overlaps:
    """What the pairs of places have in common; only those that are new are counted."""
    codes = paired(numbers[first], numbers[second])
    at = np.searchsorted(prints.codes, codes)
    counted_before = (
        prints.codes.take(at, mode="clip") == codes if len(prints.codes) else np.zeros(len(codes), np.bool_)
    )
    old, fresh = np.flatnonzero(counted_before), np.flatnonzero(~counted_before)
    places = distinct(np.concatenate((first[fresh], second[fresh])))
    own = numbers[places]
    counts = _counted(
        joined([prints.grams[n] for n in own.tolist()]),
        np.searchsorted(places, first[fresh]),
        np.searchsorted(places, second[fresh]),
    )
    own_grams = np.zeros(max(len(prints.distinct), int(numbers.max(initial=-1)) + 1), np.int64)
    own_grams[: len(prints.distinct)] = prints.distinct
    own_grams[own] = counts.distinct
    shared = np.zeros(len(codes), np.int64)
    shared[old] = prints.shared[at[old]]
    shared[fresh] = counts.shared
    order = np.argsort(codes, kind="stable")
    prints.codes, prints.shared, prints.distinct = codes[order], shared[order], own_grams
    return _measured(first, second, shared, own_grams[numbers[first]], own_grams[numbers[second]], least)


class _Counts(NamedTuple):
    """How many distinct members sets have that are in a pair, and how many the two of each pair have in common."""

    distinct: NDArray[np.int64]
    shared: NDArray[np.int64]


def _counted(grams: Keys, first: NDArray[np.int64], second: NDArray[np.int64]) -> _Counts:
    made = _Counts(np.zeros(len(grams), np.int64), np.zeros(len(first), np.int64))
    kernels.common(grams.hashes, grams.begins, first, second, *made)
    return made


def counted(grams: Keys, first: NDArray[np.int64], second: NDArray[np.int64], least: float) -> Overlaps:
    """What each pair of articles has in common, those left out that have less than ``least``; sorted by ``second``."""
    distinct, shared = _counted(grams, first, second)
    return _measured(first, second, shared, distinct[first], distinct[second], least)


def _measured(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    shared: NDArray[np.int64],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    least: float,
) -> Overlaps:
    containment = shared / np.maximum(1, np.minimum(left, right))
    kept = containment >= least
    jaccard = shared / np.maximum(1, left + right - shared)
    return Overlaps(first[kept], second[kept], shared[kept], jaccard[kept], containment[kept])
