"""What each change of a statement does, beside solving the changed conflict from the start."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.conflict import CONCEPTS, Options, Solved, parse, solve
from communique.conflict.changing import altered
from communique.conflict.remedies import remedy
from communique.conflict.weighing import changes, sensitivity
from communique.data import Alteration, Conflict, Preference
from communique.errors import BadConflict
from conflict import models
from conflict.stated import orders, renamed, stated
from conflict.test_conflict_walking import CANAL

seeds = st.integers(0, 10**6)


def held(solved: Solved) -> set[tuple[str, str]]:
    """Every verdict of a conflict with one reading: a state and a concept by which it holds."""
    return {(row.state, concept) for concept in CONCEPTS for row in solved.equilibria(concept=concept)}


def after(conflict: Conflict, change: tuple[Alteration, ...]) -> set[tuple[str, str]] | None:
    """The verdicts after a change, worked out from the start; None where the changed conflict is refused."""
    try:
        return held(solve(altered(conflict, change)))
    except BadConflict:
        return None


@pytest.mark.parametrize("seed", range(60))
def test_every_effect_is_that_of_the_changed_conflict(seed: int) -> None:
    """What is gained and lost by a change is the difference to the changed conflict, solved from the start."""
    conflict = stated(seed)
    solved = solve(conflict)
    before = held(solved)
    found = sensitivity(solved)
    assert found.readings == 1
    assert {effect.alterations[0] for effect in found.effects} == set(changes(solved.model))
    for effect in found.effects:
        now = after(conflict, effect.alterations)
        if now is None:
            continue
        for row, concept in enumerate(CONCEPTS):
            mine = {state for state, by in now - before if by == concept}
            gone = {state for state, by in before - now if by == concept}
            assert (effect.gained[row], effect.lost[row]) == (len(mine), len(gone))
        told = {(shift.state, shift.concept) for shift in effect.shifts}
        assert told <= now ^ before
        assert len(told) == min(10, len(now ^ before))


@pytest.mark.parametrize("seed", range(60, 90))
def test_the_weight_of_a_statement_is_what_its_changes_turn(seed: int) -> None:
    """A statement weighs what is lost without it; the heaviest comes first."""
    conflict = stated(seed)
    solved = solve(conflict)
    before = held(solved)
    found = sensitivity(solved)
    assert found.verdicts == sum(concept in ("R", "SEQ") for _, concept in before)
    for row in found.carriers:
        now = after(conflict, (Alteration(maker=row.maker, statement=row.statement, how="dropped"),))
        if now is not None:
            lost, turned = before - now, before ^ now
            assert row.lost == sum(concept in ("R", "SEQ") for _, concept in lost)
            assert row.dropped == sum(concept in ("R", "SEQ") for _, concept in turned)
    assert [row.lost for row in found.carriers] == sorted((row.lost for row in found.carriers), reverse=True)


@given(seeds)
def test_a_statement_that_decides_nothing_changes_nothing(seed: int) -> None:
    """Said again in other words, or below all that decides, a statement can be dropped and nothing changes."""
    conflict = stated(seed)
    first = conflict.makers[0]
    again = Preference(statement=f"({first.preferences[0].statement})", tier=9)
    doubled = replace(conflict, makers=(replace(first, preferences=(*first.preferences, again)), *conflict.makers[1:]))
    found = sensitivity(solve(doubled))
    (carrier,) = [row for row in found.carriers if row.statement == again.statement]
    assert (carrier.lost, carrier.dropped) == (0, 0)
    (effect,) = [
        e for e in found.effects if e.alterations[0] == Alteration(maker="m0", statement=again.statement, how="dropped")
    ]
    assert effect.shifts == ()


@settings(max_examples=20)
@given(seeds)
def test_the_order_of_the_makers_changes_no_weight(seed: int) -> None:
    """Told in another order, the makers' statements weigh the same."""
    conflict = stated(seed)
    quo = conflict.status_quo
    found = [
        {(c.maker, c.statement): (c.lost, c.dropped, c.negated, c.swapped) for c in sensitivity(solve(told)).carriers}
        for told in (renamed(replace(conflict, status_quo=quo), order) for order in orders(conflict))
    ]
    assert all(other == found[0] for other in found)


@pytest.mark.parametrize("seed", range(120, 140))
def test_with_open_orders_each_change_is_made_in_every_reading(seed: int) -> None:
    """Where orders are open, counts before are those of the table, and none exceeds the number of readings."""
    conflict = stated(seed, open_orders=True)
    solved = solve(conflict, options=Options(readings=20))
    found = sensitivity(solved)
    assert found.readings == solved.readings
    assert found.sampled == solved.sampled
    counts = {row.state: row.counts for row in solved.equilibria()}
    for shift in (shift for effect in found.effects for shift in effect.shifts):
        assert shift.before == counts.get(shift.state, (0,) * 5)[CONCEPTS.index(shift.concept)]
        assert 0 <= shift.after <= found.readings
        assert shift.after != shift.before


def test_one_state_and_one_concept_can_be_asked_for() -> None:
    """With a state and a concept only that verdict counts."""
    solved = solve(parse(CANAL))
    state = solved.equilibria(concept="R")[0].state
    found = sensitivity(solved, state=state, concept="R")
    assert all(row.dropped <= 1 for row in found.carriers)
    assert {s.state for e in found.effects for s in e.shifts} == {state}
    with pytest.raises(BadConflict, match="“Q” is no concept: R, GMR, SMR, SEQ, SSEQ"):
        sensitivity(solved, concept="Q")
    with pytest.raises(BadConflict, match="“N” is no state"):
        sensitivity(solved, state="N")


def test_a_ranking_has_no_statement_to_change() -> None:
    """Where everybody ranks the states there is nothing to drop."""
    found = sensitivity(solve(parse(models.ELMIRA)))
    assert (found.carriers, found.effects) == ((), ())


@pytest.mark.parametrize("seed", range(140, 160))
@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_smallest_change_is_the_smallest(seed: int, concept: str) -> None:
    """Of all single changes those are told that make the state hold; where there are none, of all pairs."""
    conflict = stated(seed)
    solved = solve(conflict)
    state = solved.model.pattern(int(solved.model.feasible.nonzero()[0][-1]))
    found = remedy(solved, state, concept)
    assert found.holds == ((state, concept) in held(solved))
    if found.holds:
        assert found.ways == ()
        return
    for size in (1, 2):
        every = {change: after(conflict, change) for change in combinations(changes(solved.model), size)}
        good = {change for change, now in every.items() if now is not None and (state, concept) in now}
        refused = {change for change, now in every.items() if now is None}
        told = set(found.ways)
        if good or (told and len(found.ways[0]) == size):
            assert {len(way) for way in told} <= {size}
            assert told <= good | refused
            assert good <= told or not found.complete
            return
    assert found.ways == ()
    assert found.complete


def test_a_bounded_search_says_so() -> None:
    """A search that is cut off says how far it came."""
    solved = solve(stated(3))
    states = [solved.model.pattern(int(s)) for s in solved.model.feasible.nonzero()[0]]
    found = next(r for state in states if not (r := remedy(solved, state, "R", most=1)).holds)
    assert found.tried == 1
    assert not found.complete


def test_states_that_share_a_name_must_all_hold() -> None:
    """A name for several states holds where all of them do."""
    solved = solve(parse(models.ELMIRA))
    assert remedy(solved, "s9", "R").holds
    assert not remedy(solved, "s1", "R").holds
