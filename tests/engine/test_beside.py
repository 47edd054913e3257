"""A second process: it answers in turn, knows what came over before, and where it ends the work is its owner's."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from communique.data import Article
from communique.engine import Beside, LocalEngine
from factories import article


class Pad:
    """What is remembered of articles."""

    def __init__(self) -> None:
        self.seen: list[Article] = []


def longest(pad: Pad, articles: list[Article]) -> list[Article]:
    """The two longest of some articles, which are remembered."""
    pad.seen += articles
    return sorted(articles, key=lambda one: -len(one.text))[:2]


def counted(pad: Pad, _: list[Article]) -> int:
    """How many articles are remembered."""
    return len(pad.seen)


class Parted(NamedTuple):
    """An answer in parts."""

    rows: list[tuple[Article, ...]]
    named: dict[str, Article]


def apart(_: Pad, rows: list[tuple[Article, ...]], named: dict[str, Article]) -> Parted:
    """Both again."""
    return Parted(rows, named)


def known(pad: Pad, *given: Any) -> list[bool]:
    """Whether each thing given is the very object that was given before; it is remembered."""
    there = [one for part in given for one in (part.values() if isinstance(part, dict) else part)]
    found = [any(one is other for other in pad.seen) for one in there]
    pad.seen += there
    return found


def fails(_pad: Pad) -> None:
    """What cannot be done."""
    raise ValueError("no")


def ends(_pad: Pad) -> None:
    """The end of the process, as of one that is killed for its memory."""
    os._exit(1)


def started(ready: Callable[[], None] | None = None) -> Beside[Pad]:
    """Another process."""
    made = LocalEngine(workers=2).beside(Pad(), ready)
    assert made is not None
    return made


def test_answers_hold_the_objects_that_were_given() -> None:
    """What comes back is of the articles that are here, not of copies of them."""
    beside = started()
    given = [article("One.", id="a"), article("Two and three.", id="b"), article("Four, five.", id="c")]
    found = beside.ask(longest, given)
    answer = found()
    assert answer is not None
    assert [one is other for one, other in zip(answer, (given[1], given[2]), strict=True)] == [True, True]
    assert found() is answer
    assert beside.ask(counted, answer)() == 3


def test_what_came_over_stays_what_it_is() -> None:
    """What is given again is the same object there, also where it lies in another list, or a mapping; and back."""
    beside = started()
    first, second = (article("One.", id="a"), article("Two.", id="b")), (article("Three.", id="c"),)
    assert beside.ask(known, {"x": first, "y": second}, [first])() == [False, False, False]
    assert beside.ask(known, {"y": second}, [first, (article("Two.", id="b"),)])() == [True, True, False]
    parted = beside.ask(apart, [first, second], {"a": first[0]})()
    assert parted is not None
    assert (parted.rows[0] is first, parted.rows[1] is second, parted.named["a"] is first[0]) == (True, True, True)


def test_what_is_in_no_message_any_more_is_forgotten() -> None:
    """However often something is asked for, as much is held here as the last question and answer hold."""
    beside = started()
    for round_ in range(8):
        given = [article(f"Report {n} of day {round_}.", id=f"{n}-{round_}") for n in range(50)]
        assert beside.ask(known, given)() == [False] * 50
        assert beside.ask(known, given)() == [True] * 50
    assert len(beside._table._objects) < 300


def test_a_question_may_be_put_before_the_last_answer_was_called_for() -> None:
    """Each answer is that to its own question."""
    beside = started()
    first = beside.ask(longest, [article("One.", id="a"), article("Two and three.", id="b")])
    second = beside.ask(counted, [])
    assert second() == 2
    answer = first()
    assert answer is not None
    assert [one.id for one in answer] == ["b", "a"]


@pytest.mark.parametrize("work", [fails, ends])
def test_what_cannot_be_done_there_is_left_to_the_owner(work: Callable[..., Any]) -> None:
    """Whether the work raises or the process ends, this answer and all later ones are None."""
    beside = started()
    assert beside.ask(work)() is None
    assert beside.ask(counted, [])() is None
    assert beside.ask(longest, [article("One.")])() is None


def test_what_was_asked_for_comes_although_its_process_is_no_longer_held() -> None:
    """The last thing that is asked for may be waited for alone."""
    beside = started()
    coming = beside.ask(longest, [article("One.", id="a")])
    del beside
    found = coming()
    assert found is not None
    assert [one.id for one in found] == ["a"]


def test_it_ends_with_its_owner() -> None:
    """Nothing stays behind."""
    beside = started()
    before = {one.pid for one in multiprocessing.active_children()}
    assert beside.ask(counted, [])() == 0
    del beside
    for _ in range(500):
        if not before & {one.pid for one in multiprocessing.active_children()}:
            return
        time.sleep(0.01)
    raise AssertionError("a process is left")


def test_one_core_is_not_shared() -> None:
    """With one worker everything stays in this process."""
    assert LocalEngine(workers=1).beside(Pad()) is None


def leaves() -> None:
    """The end of a process that never comes to a question."""
    os._exit(1)


def test_it_is_made_ready_before_the_first_question() -> None:
    """In the other process: what ends it there leaves every question to its owner."""
    assert started(leaves).ask(counted, [])() is None
