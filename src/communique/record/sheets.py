"""The tellings of a large case in numbers, so that all of their pairs are weighed at once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.record import kernels
from communique.record.candidates import BACK, Index, OnDay
from communique.record.kernels import Grounds, Rows
from communique.record.kinship import AROUND, BIAS, LITTLE, OF_WORDS, WEIGHTS, Kinship, related
from communique.record.likeness import STEPS, SteadyWeights, weight
from communique.record.tellings import Order, Telling
from communique.record.weighing import TWICE, Options, Weighing, reason

Numbers = NDArray[np.int32]
_REASONS = {
    **{at: reason(0.0, issue=bool(at & 1), day=bool(at & 2)) for at in range(4)},
    kernels.SAME_WORDS: reason(1.0, issue=False, day=False),
    kernels.TOLD_TWICE: TWICE,
}


class Pair(NamedTuple):
    """Two tellings that may be one act, the earlier first, by number: how likely (log-odds; -inf for not), and why.

    Talks are not weighed: they have no reason.
    """

    one: int
    other: int
    weight: float
    reason: str | None


def pairs(orders: Sequence[Order], told: Mapping[Order, Telling], index: Index, weighing: Weighing) -> Iterator[Pair]:
    """What the index and the weighing tell of each of the ``orders``, of which there are some, and those before it."""
    keys, under = [index.keys(order) for order in orders], _numbers()
    listed = _rows(keys, under)
    free = np.array([isinstance(key, OnDay) for key in under], np.bool_)
    found = kernels.pairs(*_sheet([told[order] for order in orders], weighing), listed, free, BACK)
    one, other, weight, why = (column.tolist() for column in found)
    return map(Pair, one, other, weight, map(_REASONS.get, why))


def load() -> None:
    """Load the kernel, which takes half a second: what asks for pairs need not wait for it then."""
    none = _rows((), _numbers())
    options = Options()
    weighing = Weighing(Kinship(options.window, SteadyWeights(), SteadyWeights()), options)
    grounds = _grounds(weighing, (), {"": 0}, ((), ()))
    kernels.pairs(np.zeros((0, kernels.COLUMNS), np.int32), none, grounds, none, np.zeros(0, np.bool_), BACK)


def _sheet(told: Sequence[Telling], weighing: Weighing) -> tuple[Numbers, Rows, Grounds]:
    """The tellings, which are in order, in numbers, the rows that these speak of, and what pairs are weighed by."""
    numbers, known, families = _numbers(), _numbers(), _numbers()
    dates = sorted({t.order[0] for t in told})
    kin = weighing.kin
    bags = [sorted({of.total(t.day or 0) for t in told}) for of in (kin.words, kin.sentences)]
    totals = [
        {day: some.index(of.total(day)) for day in {t.day or 0 for t in told}}
        for of, some in zip((kin.words, kin.sentences), bags, strict=True)
    ]
    beginnings = {t.move.when: frozenset(accumulate(t.move.when or "")) for t in told}

    def number(of: str | None) -> int:
        return -1 if of is None else numbers[of]

    def row(t: Telling) -> tuple[int, ...]:
        move = t.move
        return (
            bisect_left(dates, t.order[0]),
            bisect_left(dates, weighing.since(t)),
            t.day is None and t.published is not None,
            -1 if t.day is None else t.day,
            number(move.when),
            known[beginnings[move.when]],
            families[t.family],
            t.family in OF_WORDS,
            numbers[move.code],
            numbers[move.modality],
            move.modality == "negated",
            move.history,
            number(move.issue),
            bool(move.issue) and not str(move.issue).startswith("~"),
            number(move.speaker),
            t.person,
            t.alone,
            known[weighing.texts[move.id]],
            known[t.words],
            known[t.sentence],
            known[t.context],
            known[t.said],
            known[t.addressed],
            known[t.sides],
            known[frozenset(move.recipients)],
            known[t.numbers],
            totals[0][t.day or 0],
            totals[1][t.day or 0],
        )

    sheet = np.array([row(t) for t in told], np.int32)
    return sheet, _rows(known, numbers), _grounds(weighing, numbers, families, bags)


def _grounds(
    weighing: Weighing, things: Iterable[str], families: Mapping[str, int], bags: Sequence[Sequence[int]]
) -> Grounds:
    """What pairs are weighed by: how much each thing, whether or not it is a word, weighs of so many bags."""
    kin, kinds, rows = weighing.kin, [*families], [*things]
    return Grounds(
        words=_weights(kin.words, rows, bags[0]),
        sentences=_weights(kin.sentences, rows, bags[1]),
        near=np.array([[related(a, b) for b in kinds] for a in kinds], np.bool_),
        talks=families.get("MEET", -1),
        signs=WEIGHTS,
        bias=BIAS,
        little=LITTLE,
        around=AROUND,
        window=kin.window,
        least=weighing.options.least,
        on_issue=weighing.options.on_issue,
        within_article=weighing.options.within_article,
    )


def _weights(of: SteadyWeights, things: Sequence[str], bags: Sequence[int]) -> kernels.Weights:
    """How much each thing weighs on a day, of one of these numbers of bags."""
    reached = [of.reached(thing) for thing in things]
    counts = range(1 + max(map(len, reached), default=0))
    worth = [[weight(total, count and STEPS[count - 1]) for count in counts] for total in bags]
    return kernels.Weights(_listed(reached), np.array(worth or [[0]], np.int64), of.begin)


def _numbers() -> defaultdict[Any, int]:
    """Gives each thing that is asked for the next number."""
    return defaultdict(count().__next__)


def _rows(of: Iterable[Iterable[Any]], numbers: defaultdict[Any, int]) -> Rows:
    """Rows of things as the numbers of these."""
    return _listed([sorted(map(numbers.__getitem__, row)) for row in of])


def _listed(listed: Sequence[Sequence[int]]) -> Rows:
    begins = np.zeros(len(listed) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)), out=begins[1:])
    return Rows(begins, np.fromiter(chain.from_iterable(listed), np.int32, int(begins[-1])))
