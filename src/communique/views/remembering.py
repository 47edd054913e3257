"""What costs is worked out once for a snapshot, and kept while the snapshot lives."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from communique.snapshot import Snapshot

_KEPT = 64  # answers to different questions that are kept for each function and snapshot

Given = ParamSpec("Given")
Made = TypeVar("Made")


def remembered(
    make: Callable[Concatenate[Snapshot, Given], Made],
) -> Callable[Concatenate[Snapshot, Given], Made]:
    """The same function of a snapshot, which answers a question that was asked before from memory.

    What is asked must be hashable, and nobody may change an answer.
    """
    known: WeakKeyDictionary[Snapshot, OrderedDict[Hashable, Made]] = WeakKeyDictionary()
    lock = Lock()

    @wraps(make)
    def answer(now: Snapshot, /, *args: Given.args, **more: Given.kwargs) -> Made:
        question = (args, *more.items())
        with lock:
            answers = known.setdefault(now, OrderedDict())
            if question in answers:
                answers.move_to_end(question)
                return answers[question]
        made = make(now, *args, **more)
        with lock:
            answers[question] = made
            while len(answers) > _KEPT:
                answers.popitem(last=False)
        return made

    return answer
