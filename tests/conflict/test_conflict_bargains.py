"""Deals and what stands in their way, each checked against its definition word for word."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from communique.conflict import CONCEPTS, parse, solve
from communique.conflict.bargains import deals, red_lines
from communique.conflict.changing import altered
from communique.data import Conflict
from communique.errors import BadConflict
from conflict import models
from conflict.stated import orders, rank, renamed, stated
from conflict.test_conflict_solving import literal

seeds = st.integers(0, 10**6)


def expected(conflict: Conflict, kept: Conflict) -> dict[str, set[str]]:
    """Every deal of a conflict in one reading and the concepts by which it holds, with the red lines of ``kept``."""
    solved = solve(conflict)
    model = solved.model
    graphs, feasible = literal(model)
    assert model.status_quo is not None
    now = model.status_quo
    makers = range(len(conflict.makers))
    reached = {now} | graphs.responses(makers, now, improving=False)
    lines = [
        (at, kept.makers[at].preferences.index(p))
        for at in makers
        for p in kept.makers[at].preferences
        if p.kind == "red line" and p.credibility != "bluff"
    ]
    found: dict[str, set[str]] = {}
    rows = solve(kept).model
    for s in feasible:
        better = [(rank(conflict, at, s) if counts(conflict, at) else (), rank(conflict, at, now)) for at in makers]
        gains = [one > two for one, two in better if one]
        losses = [one < two for one, two in better if one]
        if s not in reached or any(losses) or not any(gains):
            continue
        if not all(rows.row(*line)[s] for line in lines):
            continue
        by = {c for c in CONCEPTS if all(graphs.stable(c, i, s) for i in makers)}
        if by:
            found[model.pattern(s)] = by
    return found


def counts(conflict: Conflict, maker: int) -> bool:
    """Whether a maker's only statement is a bluff, so that it prefers nothing to anything."""
    return any(p.credibility != "bluff" for p in conflict.makers[maker].preferences)


@given(seeds)
def test_a_deal_is_what_its_definition_says(seed: int) -> None:
    """A deal is better than now for all, crosses no red line, can be reached and holds; every such state is one."""
    conflict = stated(seed)
    found = deals(solve(conflict))
    told = {deal.state: {c for c, n in zip(CONCEPTS, deal.counts, strict=True) if n} for deal in found.deals}
    assert told == expected(conflict, conflict)
    for deal in found.deals:
        assert deal.readings == 1
        assert deal.path[0].start == found.status_quo
        assert deal.path[-1].end == deal.state
        now, then = (sum(1 << at for at, y in enumerate(s) if y == "Y") for s in (found.status_quo, deal.state))
        gaining = {m.name for at, m in enumerate(conflict.makers) if rank(conflict, at, then) > rank(conflict, at, now)}
        assert set(deal.better) == gaining


@pytest.mark.parametrize("seed", range(400, 480))
def test_the_smallest_relaxations_are_all_the_smallest(seed: int) -> None:
    """Where there is no deal, all the smallest sets of red lines are told without which there is one."""
    conflict = stated(seed)
    solved = solve(conflict)
    found = deals(solved)
    if found.deals:
        assert found.relaxations == ()
        return
    lines = red_lines(solved.model)
    assert found.red_lines == lines
    for size in range(1, len(lines) + 1):
        opened = {}
        for given_up in combinations(lines, size):
            try:
                states = expected(altered(conflict, given_up), altered(conflict, given_up))
            except BadConflict:
                pytest.skip("without a red line nothing is left that tells states apart")
            if states:
                opened[given_up] = set(states)
        if opened:
            assert {r.red_lines: set(r.states) for r in found.relaxations} == opened
            assert found.searched == size
            return
    assert found.relaxations == ()
    assert found.searched == len(lines)


@settings(max_examples=20)
@given(seeds)
def test_the_order_of_the_makers_changes_no_deal(seed: int) -> None:
    """Told in another order, the makers have the same deals in other letters."""
    conflict = stated(seed, open_orders=True)
    assume(solve(conflict).readings <= 5)  # of more some are drawn, others where the makers are told otherwise
    counted = set()
    for order in orders(conflict):
        found = deals(solve(renamed(conflict, order)))
        counted.add((len(found.deals), len(found.relaxations), tuple(sorted(d.counts for d in found.deals))))
    assert len(counted) == 1


WALL = """
status-quo = "NN"
[[decision-makers]]
name = "Sarn"
options = ["open"]
prefers = [{ statement = "NOT open", kind = "red line" }, "open OR guard"]
[[decision-makers]]
name = "Vell"
options = ["guard"]
prefers = [%s, "open"]
"""


def test_who_must_give_up_what_is_told() -> None:
    """A red line that bars the only deal is named; where two bar it, both are, together."""
    one = deals(solve(parse(WALL % '"NOT guard"')))
    assert [[(line.maker, line.statement) for line in r.red_lines] for r in one.relaxations] == [[("Sarn", "NOT open")]]
    assert one.relaxations[0].states == ("YN",)
    two = deals(solve(parse(WALL % '{ statement = "NOT (open AND NOT guard)", kind = "red line" }, "NOT guard"')))
    assert [{line.maker for line in r.red_lines} for r in two.relaxations] == [{"Sarn", "Vell"}]
    assert two.searched == 2


def test_a_red_line_that_is_a_bluff_bars_nothing() -> None:
    """What is not meant need not be kept."""
    text = WALL % '"NOT guard"'
    assert deals(solve(parse(text))).deals == ()
    bluff = text.replace('kind = "red line" }', 'kind = "red line", credibility = "bluff" }')
    found = deals(solve(parse(bluff)))
    assert [deal.state for deal in found.deals] == ["YN"]
    assert found.red_lines == ()


def test_deals_of_all_readings_are_counted() -> None:
    """With open orders a deal says in how many readings it is one and holds."""
    text = WALL.replace('{ statement = "NOT open", kind = "red line" }, "open OR guard"', '["open OR guard", "guard"]')
    (deal,) = [d for d in deals(solve(parse(text % '"NOT guard"'))).deals if d.state == "YN"]
    assert deal.readings == 2
    assert deal.counts[0] == 2
    assert set(deal.better) == {"Sarn", "Vell"}


def test_without_a_status_quo_there_is_nothing_to_improve_on() -> None:
    """A conflict that does not say what is now has no deals, and says why."""
    with pytest.raises(BadConflict) as told:
        deals(solve(parse(models.DILEMMA)))
    assert str(told.value) == "a deal is measured against now: the conflict has no “status-quo”"


def test_so_many_deals_as_asked_for() -> None:
    """A limit cuts the list after those that hold by most, of equal ones those that change least; all are counted."""
    several = [c for c in map(stated, range(300, 400)) if len(deals(solve(c)).deals) > 1]
    assert several
    for conflict in several:
        every = deals(solve(conflict))
        places = [(-sum(deal.counts), deal.state.count("Y"), deal.state[::-1]) for deal in every.deals]
        assert places == sorted(places)
        few = deals(solve(conflict), limit=1)
        assert (few.deals, few.total) == (every.deals[:1], len(every.deals))


def test_of_many_red_lines_small_sets_are_tried() -> None:
    """With more red lines than can be tried in all sets, sets of three are the largest."""
    sets = [names for size in (1, 2, 3) for names in combinations("abcd", size)]
    told = ", ".join(f'{{ statement = "NOT ({" AND ".join(names)})", kind = "red line" }}' for names in sets[:13])
    text = (
        f'status-quo = "NNNNN"\n[[decision-makers]]\nname = "A"\noptions = {list("abcd")}\nprefers = [{told}]\n'
        '[[decision-makers]]\nname = "B"\noptions = ["x"]\nprefers = ["NOT x"]\n'
    )
    found = deals(solve(parse(text)))
    assert len(found.red_lines) == 13
    assert (found.relaxations, found.searched) == ((), 3)
