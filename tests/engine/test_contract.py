"""What every engine must do: the same answers, in order, lazily, with the first error."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any

import pytest

from communique.data import Article
from communique.engine import Engine, LocalEngine, SerialEngine
from factories import article

ENGINES: Sequence[Callable[[], Engine]] = [
    SerialEngine,
    partial(LocalEngine, workers=2, batch=3, threshold=0),
    partial(LocalEngine, workers=2, batch=1000, threshold=0),
    partial(LocalEngine, workers=1),
    partial(LocalEngine, workers=2, threshold=1000),
]
LABELS = ["serial", "two workers", "one batch", "one worker", "below the threshold"]


@pytest.fixture(params=ENGINES, ids=LABELS)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    made: Engine = request.param()
    return made


def double(number: int) -> int:
    """Twice the number; the larger ones take longer, so that workers finish out of turn."""
    time.sleep(0.001 * (number % 3))
    return 2 * number


def only_small(number: int) -> int:
    """The number, where it is below five."""
    if number >= 5:
        raise ValueError(f"{number} is too large")
    return number


def shout(of: Article, mark: str) -> tuple[str, str]:
    """An article's id and its text with a mark."""
    return of.id, of.text.upper() + mark


def test_answers_come_in_the_order_of_the_items(engine: Engine) -> None:
    """Whatever finishes first, the answers come in the order of the items."""
    assert list(engine.map(double, range(50))) == [2 * n for n in range(50)]


def test_nothing_makes_nothing(engine: Engine) -> None:
    """Of no items there are no answers."""
    assert list(engine.map(double, [])) == []


def test_nouns_travel(engine: Engine) -> None:
    """Articles go to a worker and come back, and a partial function takes its options with it."""
    items = [article(f"Talks went on, day {n} — “no comment”.") for n in range(7)]
    assert list(engine.map(partial(shout, mark="!"), items)) == [shout(a, "!") for a in items]


def test_the_first_error_is_raised_in_its_place(engine: Engine) -> None:
    """All answers before the first failing item are given, then its error is raised as it was."""
    given: list[Any] = []
    with pytest.raises(ValueError, match="5 is too large"):
        for answer in engine.map(only_small, range(9)):
            given.append(answer)
    assert given == [0, 1, 2, 3, 4]


def test_answers_are_made_as_they_are_asked_for(engine: Engine) -> None:
    """Who stops asking has what was made until then, and no worker is left running."""
    answers = engine.map(double, range(1000))
    assert list(islice(answers, 4)) == [0, 2, 4, 6]
    del answers


def test_asking_for_nothing_does_nothing(engine: Engine) -> None:
    """An error shows when an answer is asked for, not before."""
    answers = engine.map(only_small, [99])
    with pytest.raises(ValueError, match="99"):
        next(iter(answers))


def test_all_cores_are_used_unless_told_otherwise() -> None:
    """The local engine takes the cores that this process may use."""
    assert LocalEngine().workers >= 1
