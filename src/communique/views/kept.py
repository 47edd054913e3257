"""What was worked out of a snapshot, kept for as long as the snapshot is in use."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from communique.snapshot import Snapshot

Answer = TypeVar("Answer")

_MOST = 128  # answers of one snapshot; the one not asked for longest makes room
_KEPT: WeakKeyDictionary[Snapshot, dict[Hashable, Any]] = WeakKeyDictionary()


def kept(now: Snapshot, question: Hashable, make: Callable[[], Answer]) -> Answer:
    """The answer to a question about this snapshot, made once."""
    found = recall(now, question)
    if found is None:
        keep(now, question, found := make())
    answer: Answer = found
    return answer


def keep(now: Snapshot, question: Hashable, answer: object) -> None:
    """Keep what was worked out elsewhere."""
    answers = _answers(now)
    while len(answers) >= _MOST:
        answers.pop(next(iter(answers)), None)
    answers[question] = answer


def recall(now: Snapshot, question: Hashable) -> Any:  # noqa: ANN401 - whatever the question's answer is
    """What is kept as the answer, or None."""
    answers = _answers(now)
    found = answers.pop(question, None)
    if found is not None:
        answers[question] = found
    return found


def _answers(now: Snapshot) -> dict[Hashable, Any]:
    return _KEPT.setdefault(now, {})
