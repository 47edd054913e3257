"""A conflict with some of its statements changed: dropped, negated, swapped, believed or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from communique.conflict.formulas import NAME
from communique.data import Alteration, Conflict, DecisionMaker
from communique.errors import BadConflict


def altered(conflict: Conflict, changes: Iterable[Alteration]) -> Conflict:
    """The conflict after ``changes``, one after the other; BadConflict where one speaks of what is not there.

    The last statement of somebody is not taken away when it is dropped but held for a bluff, so that what remains
    can still be solved: its owner then prefers nothing to anything.
    """
    for change in changes:
        makers = [maker.name for maker in conflict.makers]
        if change.maker not in makers:
            raise BadConflict(f"“{change.maker}” is no decision maker here: {', '.join(makers)}")
        at = makers.index(change.maker)
        maker = _changed(conflict.makers[at], change)
        conflict = replace(conflict, makers=(*conflict.makers[:at], maker, *conflict.makers[at + 1 :]))
    return conflict


def with_statement_dropped(conflict: Conflict, maker: str, statement: str) -> Conflict:
    """The conflict without one statement: the toggle of a premise."""
    return altered(conflict, [Alteration(maker=maker, statement=statement, how="dropped")])


def negated(statement: str) -> str:
    """The opposite of a statement, in as few words as it takes."""
    bare = statement.strip()
    if NAME.fullmatch(bare):
        return f"NOT {bare}"
    single = re.fullmatch(r"NOT +(\S+)", bare)
    return single[1] if single and NAME.fullmatch(single[1]) else f"NOT ({bare})"


def _changed(maker: DecisionMaker, change: Alteration) -> DecisionMaker:
    told = list(maker.preferences)
    at = _place(maker, change.statement)
    if change.how == "dropped":
        told[at : at + 1] = [] if len(told) > 1 else [replace(told[at], credibility="bluff")]
    elif change.how == "negated":
        told[at] = replace(told[at], statement=negated(told[at].statement))
    elif change.how == "swapped":
        other = _place(maker, change.other)
        one, two = told[at], told[other]
        told[at], told[other] = replace(two, tier=one.tier), replace(one, tier=two.tier)
    else:
        told[at] = replace(told[at], credibility=change.how)
    return replace(maker, preferences=tuple(told))


def _place(maker: DecisionMaker, statement: str) -> int:
    found = [at for at, preference in enumerate(maker.preferences) if preference.statement == statement]
    if not found:
        raise BadConflict(f"{maker.name} has no statement “{statement}”")
    return found[0]
