"""Which pairs of tellings are worth weighing.

Each is set beside a bounded number of earlier ones with which it has much in common, so that the work
grows with the number of tellings, not with its square.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence

from communique.record.likeness import Weights
from communique.record.tellings import Telling

_RARE = 6  # of the words of a telling's sentence, so many of the rarest are looked up
_BACK = 12  # and for each, so many of the latest tellings that have it


def candidates(told: Sequence[Telling], weights: Weights) -> Iterator[tuple[Telling, Telling]]:
    """The pairs to weigh of some tellings in order of time, each pair once, the earlier telling first."""
    seen: dict[Hashable, deque[int]] = defaultdict(lambda: deque(maxlen=_BACK))
    for number, telling in enumerate(told):
        keys = list(_keys(telling, weights))
        for earlier in sorted({n for key in keys for n in seen[key]}):
            yield told[earlier], telling
        for key in keys:
            seen[key].append(number)


def _keys(telling: Telling, weights: Weights) -> Iterable[Hashable]:
    """Under what a telling is looked up: its side with each of its rare words, and with its kind of act and issue."""
    move = telling.move
    words = weights.rarest(telling.sentence | telling.words, _RARE)
    for side in sorted(telling.sides):
        yield from ((side, word) for word in words)
        yield side, telling.family
        yield side, telling.family, move.issue
        if telling.family == "MEET":
            yield side, telling.family, move.when
