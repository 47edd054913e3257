"""Orders that are left open: every full one, how many, and drawn ones."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from communique.conflict import Options, parse, solve
from communique.conflict.orders import Pairs, Tiers

OPEN = """
[[decision-makers]]
name = "First"
options = ["x"]
prefers = [["x", "y"], ["x IFF y"]]
[[decision-makers]]
name = "Second"
options = ["y"]
prefers = [["NOT x AND y", "x IFF y", "NOT y"]]
"""


def test_tiers_allow_every_order_within() -> None:
    """Every order of the members of a tier is there once, the written one first."""
    tiers = Tiers(tiers=((2, 0), (1, 3, 4)))
    found = list(tiers.all())
    assert found[0] == (2, 0, 1, 3, 4)
    assert len(found) == len(set(found)) == tiers.count(1000) == 12
    assert tiers.count(5) == 5


@pytest.mark.parametrize("seed", range(20))
def test_pairs_allow_every_order_that_keeps_them(seed: int) -> None:
    """The full orders are all permutations in which the better comes before the worse."""
    chance = random.Random(seed)
    pairs = [(a, b) for a in range(5) for b in range(a + 1, 5) if chance.random() < 0.3]
    known = Pairs(worse=tuple(frozenset(b for a, b in pairs if a == thing) for thing in range(5)))
    kept = {order for order in permutations(range(5)) if all(order.index(a) < order.index(b) for a, b in pairs)}
    found = list(known.all())
    assert len(found) == len(set(found)) == known.count(1000)
    assert set(found) == kept
    assert known.draw(chance) in kept


def test_every_reading_is_solved() -> None:
    """Two orders of the first maker and six of the second make twelve readings, and counts are out of twelve."""
    solved = solve(parse(OPEN))
    assert solved.readings == 12
    assert not solved.sampled
    assert all(row.readings == 12 and max(row.counts) <= 12 for row in solved.equilibria())


def test_readings_are_drawn_by_a_seed_where_there_are_more() -> None:
    """With a limit below the number of readings as many are drawn, the same for the same seed."""
    first, second = (solve(parse(OPEN), options=Options(readings=5, seed=3)) for _ in range(2))
    assert first.sampled
    assert first.readings == 5
    assert first.equilibria() == second.equilibria()


def test_twelve_statements_of_one_tier_are_drawn_at_once() -> None:
    """Half a billion orders are never listed."""
    options = ", ".join(f'"o{k}"' for k in range(12))
    text = OPEN.replace('["x"]\n', f'["x", {options}]\n', 1).replace('[["x", "y"], ["x IFF y"]]', f"[[{options}]]")
    assert solve(parse(text), options=Options(readings=3)).readings == 3


def test_chains_that_leave_an_order_open_are_read_in_every_way() -> None:
    """A ranking of two chains with a common top has the orders that interleave the rest."""
    text = OPEN.replace('prefers = [["x", "y"], ["x IFF y"]]', 'ranking = ["YY > YN", "YY > NY = NN"]')
    assert solve(parse(text)).readings == 2 * 6
