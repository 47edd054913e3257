"""How much words weigh, as it was known on a day."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from communique.record.likeness import STEPS, Bag, SteadyWeights, Weights
from factories import known_from

WORDS = "abcde"
BAGS = st.lists(st.tuples(st.frozensets(st.sampled_from(WORDS), min_size=1), st.integers(0, 6)), max_size=12)
DAYS = range(8)


def weights(of: SteadyWeights) -> dict[tuple[str, int], int]:
    """How much each word weighs on each day."""
    return {(word, day): of.of((word,), day) for word in WORDS for day in DAYS}


@given(st.lists(BAGS, min_size=1, max_size=4), st.sampled_from([1, 4, 10_000]))
def test_what_weighs_other_than_before_is_told(rounds: list[list[tuple[Bag, int]]], known: int) -> None:
    """Every word of another weight is told for its day, and the weights are those of all bags counted at once."""
    steady, last = SteadyWeights(), Counter[tuple[Bag, int]]()
    with known_from(known):
        for rows in rounds:
            before, now = weights(steady), Counter(rows)
            told = {day for _, day in last}
            moved = steady.moved((now - last).elements(), (last - now).elements())
            at_once = SteadyWeights()
            at_once.moved(rows, ())
            assert weights(steady) == weights(at_once)
            for word, day in () if moved is None else [(word, day) for word in WORDS for day in told]:
                heavier = moved.get(steady.day(day), frozenset())
                assert heavier is None or word in heavier or before[word, day] == steady.of((word,), day)
            last = now


@given(BAGS, BAGS, st.sampled_from([1, 4]))
def test_what_comes_later_changes_no_weight(
    first: list[tuple[Bag, int]], more: list[tuple[Bag, int]], known: int
) -> None:
    """Once enough is known, the weights of a day stay what they are, whatever is told after it."""
    steady = SteadyWeights()
    with known_from(known):
        steady.moved(first, ())
        before, end = weights(steady), max((day for _, day in first), default=0)
        steady.moved([(bag, end + 1 + day) for bag, day in more], ())
        if len({bag for bag, _ in first}) >= known:
            assert {at: weight for at, weight in before.items() if at[1] <= end} == {
                at: weight for at, weight in weights(steady).items() if at[1] <= end
            }


def test_few_bags_weigh_as_all_of_them_do() -> None:
    """Before there are enough, a word weighs what it weighs among all bags, each of which counts once."""
    steady = SteadyWeights()
    steady.moved([(frozenset("ab"), 3), (frozenset("ab"), 5), (frozenset("a"), 4), (frozenset("c"), 9)], ())
    plain = Weights([frozenset("ab"), frozenset("a"), frozenset("c")])
    assert [steady.of(word, day) for word in "abcd" for day in (0, 4, 9)] == [
        plain.of(word) for word in "abcd" for _ in range(3)
    ]


def test_counts_go_by_steps() -> None:
    """A count stays one of these for long; the more there are, the longer."""
    assert STEPS[:12] == (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128)
