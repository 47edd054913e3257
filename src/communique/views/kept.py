"""What was worked out of a snapshot, kept for as long as the snapshot is in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from communique.snapshot import Snapshot

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_MOST = 256  # answers of one snapshot, about fifty of them to no question in particular; the longest unasked makes room
_MISSING = object()


class _Answers:
    """The answers about one snapshot; ``told`` counts those that were worked out elsewhere."""

    def __init__(self) -> None:
        self.told = 0
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable) -> Any:  # noqa: ANN401 - whatever the answer is
        with self._lock:
            if question not in self._known:
                return _MISSING
            self._known.move_to_end(question)
            return self._known[question]

    def put(self, question: Hashable, answer: object) -> None:
        with self._lock:
            self._known[question] = answer
            self._known.move_to_end(question)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)


_KEPT: WeakKeyDictionary[Snapshot, _Answers] = WeakKeyDictionary()
_NEW = Lock()


def kept(now: Snapshot, question: Hashable, make: Callable[[], Answer]) -> Answer:
    """The answer to a question about this snapshot, made once; nobody may change it."""
    answers = _answers(now)
    found = answers.get(question)
    if found is _MISSING:
        answers.put(question, found := make())
    answer: Answer = found
    return answer


def remembered(
    make: Callable[Concatenate[Snapshot, Given], Answer],
) -> Callable[Concatenate[Snapshot, Given], Answer]:
    """The same function of a snapshot, which gives :func:`kept` answers; what it is asked must be hashable."""

    @wraps(make)
    def answer(now: Snapshot, /, *args: Given.args, **more: Given.kwargs) -> Answer:
        return kept(now, (make, args, *more.items()), lambda: make(now, *args, **more))

    return answer


def keep(now: Snapshot, question: Hashable, answer: object) -> None:
    """Keep what was worked out elsewhere; None forgets it."""
    answers = _answers(now)
    answers.put(question, answer)
    answers.told += 1


def recall(now: Snapshot, question: Hashable) -> Any:  # noqa: ANN401 - whatever the question's answer is
    """What is kept as the answer, or None."""
    found = _answers(now).get(question)
    return None if found is _MISSING else found


def told(now: Snapshot) -> int:
    """How often something worked out elsewhere was kept: what was drawn at another count may lack it."""
    return _answers(now).told


def _answers(now: Snapshot) -> _Answers:
    with _NEW:
        return _KEPT.setdefault(now, _Answers())
