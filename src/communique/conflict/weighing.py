"""Which statements carry the conclusion: each dropped, negated and swapped, and the conflict solved again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, believed
from communique.conflict.resolving import Changes, Resolver
from communique.conflict.solved import Solved
from communique.conflict.solving import CONCEPTS, row_of
from communique.data import Alteration, Carrier, Effect, Preference, Sensitivity, Shift

READINGS = 20  # so many are solved for each change: forty statements at twelve options then take seconds, not minutes
TOLD = 10  # so many states of an effect are named; a loose concept may have a thousand
CONCLUSION = ("R", "SEQ")  # what holds without threats that would hurt whoever carries them out
STRICT_FIRST = ("R", "SSEQ", "SEQ", "SMR", "GMR")


def sensitivity(solved: Solved, *, state: str | None = None, concept: str | None = None) -> Sensitivity:
    """What each change of a single statement does to the equilibria; BadConflict for an unknown state or concept.

    The conclusion is what holds by R and by SEQ, or by one ``concept``; with ``state`` only that of this state. Effects
    tell all five concepts. Of several readings at most ``READINGS`` are solved again, drawn by the seed of ``solved``;
    a change is made in each of them.
    """
    model = solved.model
    readings, sampled = solved.sample(READINGS)
    resolvers = [Resolver(model, reading) for reading in readings]
    looked_at = model.shown.copy() if state is None else np.arange(model.size) == model.state(state)
    concluded = [row_of(name) for name in ((concept,) if concept else CONCLUSION)]
    before = np.zeros((len(CONCEPTS), model.size), np.int32)
    for resolver in resolvers:
        before += resolver.equilibria
    effects = []
    weights: dict[Alteration, tuple[int, int]] = {}
    for change in changes(model):
        after = np.where(looked_at, _after(resolvers, change), before)
        lost, turned = (after < before)[concluded], (after != before)[concluded]
        weights[change] = int(lost.sum()), int(turned.sum())
        effects.append(_effect(model, change, before, after))
    effects.sort(key=lambda effect: (-weights[effect.alterations[0]][1], -weights[effect.alterations[0]][0]))
    return Sensitivity(
        readings=len(readings),
        sampled=sampled,
        verdicts=int(((before[concluded] > 0) & looked_at).sum()),
        carriers=_carriers(model, weights),
        effects=tuple(effects),
    )


def changes(model: Model) -> Iterator[Alteration]:
    """Every change of one statement that counts: dropped, negated, swapped with one of the next tier."""
    for maker in model.makers:
        told = sorted((p for p in maker.preferences if believed(p) != "bluff"), key=lambda p: p.tier)
        tiers = sorted({p.tier for p in told})
        for one in told:
            yield Alteration(maker=maker.name, statement=one.statement, how="dropped")
            yield Alteration(maker=maker.name, statement=one.statement, how="negated")
            later = tiers[tiers.index(one.tier) + 1 :][:1]
            for two in (p for p in told if p.tier in later):
                yield Alteration(maker=maker.name, statement=one.statement, how="swapped", other=two.statement)


def _after(resolvers: Sequence[Resolver], change: Alteration) -> NDArray[np.int32]:
    """In how many readings each state holds by each concept after a change."""
    model = resolvers[0].model
    maker = model.maker(change.maker)
    made = Changes(model, maker)
    count = np.zeros((len(CONCEPTS), model.size), np.int32)
    for resolver in resolvers:
        count += resolver.changed({maker: made.payoff(resolver.reading[maker], [change])})
    return count


def _effect(model: Model, change: Alteration, before: NDArray[np.int32], after: NDArray[np.int32]) -> Effect:
    shifts: list[Shift] = []
    for concept in STRICT_FIRST:
        row = CONCEPTS.index(concept)
        for state in np.flatnonzero(after[row] != before[row])[: TOLD - len(shifts)]:
            counts = int(before[row, state]), int(after[row, state])
            name, pattern = model.named(int(state))
            shifts.append(Shift(state=pattern, name=name, concept=concept, before=counts[0], after=counts[1]))
    return Effect(
        alterations=(change,),
        gained=tuple(map(int, (after > before).sum(axis=1))),
        lost=tuple(map(int, (after < before).sum(axis=1))),
        shifts=tuple(shifts),
    )


def _carriers(model: Model, weights: dict[Alteration, tuple[int, int]]) -> tuple[Carrier, ...]:
    """Each statement with what hangs on it, the weightiest first."""
    made = [
        _carrier(maker.name, preference, weights)
        for maker in model.makers
        for preference in maker.preferences
        if believed(preference) != "bluff"
    ]
    return tuple(sorted(made, key=lambda c: (-c.lost, -c.dropped, -c.negated, -c.swapped)))


def _carrier(maker: str, preference: Preference, weights: dict[Alteration, tuple[int, int]]) -> Carrier:
    told = preference.statement
    mine = [
        (change.how, weight)
        for change, weight in weights.items()
        if change.maker == maker and told in (change.statement, change.other)
    ]

    def most(how: str) -> int:
        return max((turned for done, (_, turned) in mine if done == how), default=0)

    return Carrier(
        maker=maker,
        statement=told,
        quote=preference.quote,
        moves=preference.moves,
        lost=max((lost for done, (lost, _) in mine if done == "dropped"), default=0),
        dropped=most("dropped"),
        negated=most("negated"),
        swapped=most("swapped"),
    )
