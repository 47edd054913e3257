"""What is kept of a snapshot."""

from __future__ import annotations

import gc
import weakref

from communique.snapshot import Snapshot
from communique.views.kept import keep, kept, recall, remembered, told
from straits import empty


def test_an_answer_is_made_once() -> None:
    """The second time the first answer is given."""
    now, made = empty(), []
    for _ in range(2):
        assert kept(now, "question", lambda: made.append(1) or ["answer"]) == ["answer"]
    assert made == [1]


def test_snapshots_do_not_share_answers() -> None:
    """Another snapshot is asked anew."""
    one, other = empty(), empty()
    keep(one, "question", "answer")
    assert (recall(one, "question"), recall(other, "question")) == ("answer", None)


def test_answers_go_with_their_snapshot() -> None:
    """Nothing is kept of a snapshot that nobody uses."""
    now = empty()
    keep(now, "question", "answer")
    gone = weakref.ref(now)
    del now
    gc.collect()
    assert gone() is None


def test_what_is_not_asked_for_makes_room() -> None:
    """Of very many answers those stay that were asked for last."""
    now = empty()
    keep(now, "asked again", "answer")
    for n in range(1000):
        keep(now, n, "answer")
        assert recall(now, "asked again") == "answer"
    assert recall(now, 0) is None
    assert recall(now, 999) == "answer"


def test_a_remembered_function_answers_from_memory() -> None:
    """The same question about the same snapshot, be the answer None; any other is asked anew."""
    made = []

    @remembered
    def asked(_: Snapshot, word: str) -> None:
        made.append(word)

    one, other = empty(), empty()
    for now, word in ((one, "a"), (one, "a"), (one, "b"), (other, "a"), (one, "a")):
        assert asked(now, word) is None
    assert made == ["a", "b", "a"]


def test_what_is_told_is_counted() -> None:
    """What was made here is not."""
    now = empty()
    kept(now, "made", lambda: "here")
    keep(now, "told", "from elsewhere")
    assert told(now) == 1
