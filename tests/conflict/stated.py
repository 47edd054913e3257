"""Conflicts by chance whose preferences are statements, and the plain definitions of what is asked of them."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

from communique.conflict.formulas import parsed, value
from communique.conflict.model import Model
from communique.data import Conflict, DecisionMaker, Option, Preference
from communique.errors import BadConflict

FORMS = ("{a}", "NOT {a}", "{a} AND {b}", "{a} IF {b}", "{a} IFF NOT {b}", "NOT {a} OR {c}", "NOT ({a} AND {b})")
KINDS = ("", "", "demand", "offer", "inferred", "red line")


def stated(seed: int, *, open_orders: bool = False, red_lines: bool = True) -> Conflict:
    """Two or three makers with one to three options each, up to five statements each, and a status quo.

    With ``open_orders`` some statements share a tier and some are threats that may be bluffs.
    """
    chance = random.Random(seed)
    counts = [chance.randint(1, 3) for _ in range(chance.randint(2, 3))]
    names = [f"o{at}" for at in range(sum(counts))]
    makers = []
    for at, count in enumerate(counts):
        own = names[sum(counts[:at]) : sum(counts[:at]) + count]
        lasting = [chance.choice(["", "", "", "", "yes", "no"]) for _ in own]
        options = tuple(Option(name=n, irreversible=way) for n, way in zip(own, lasting, strict=True))  # type: ignore[arg-type]
        makers.append(DecisionMaker(name=f"m{at}", options=options, preferences=_wishes(chance, names, open_orders)))
    if not red_lines:
        makers = [replace(m, preferences=tuple(replace(p, kind="") for p in m.preferences)) for m in makers]
    holes = (f"{names[0]} AND {names[-1]}",) if chance.random() < 0.3 else ()
    made = Conflict(name="stated", makers=tuple(makers), infeasible=holes, status_quo="N" * len(names))
    try:
        Model(made)
    except BadConflict:  # statements that contradict each other, or tell nothing apart
        return stated(seed + 100_000, open_orders=open_orders, red_lines=red_lines)
    return made


def _wishes(chance: random.Random, names: list[str], open_orders: bool) -> tuple[Preference, ...]:
    told: dict[str, Preference] = {}
    tier = 0
    for _ in range(chance.randint(1, 5)):
        a, b, c = (chance.sample(names, 3) + names)[:3] if len(names) > 2 else (*names, names[0])[:3]
        statement = chance.choice(FORMS).format(a=a, b=b, c=c)
        kind = "threat" if open_orders and chance.random() < 0.2 else chance.choice(KINDS)
        told.setdefault(statement, Preference(statement=statement, tier=tier, kind=kind))  # type: ignore[arg-type]
        tier += 0 if open_orders and chance.random() < 0.3 else 1
    return tuple(told.values())


def rank(conflict: Conflict, maker: int, state: int) -> tuple[bool, ...]:
    """What a maker's statements, in the order of their tiers, say of a state: the larger the better."""
    numbers = {o.name: at for at, o in enumerate(o for m in conflict.makers for o in m.options)}
    told = sorted(conflict.makers[maker].preferences, key=lambda p: p.tier)
    return tuple(bool(value(parsed(p.statement, numbers), lambda o: bool(state >> o & 1))) for p in told)


def renamed(conflict: Conflict, order: tuple[int, ...]) -> Conflict:
    """The same conflict with its makers in another order."""
    return replace(conflict, makers=tuple(conflict.makers[at] for at in order))


def orders(conflict: Conflict) -> list[tuple[int, ...]]:
    """Every order of the makers."""
    return list(permutations(range(len(conflict.makers))))
