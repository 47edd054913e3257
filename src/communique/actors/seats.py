"""Which town is the seat of which state, by the votes of all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

_WEIGHTS = {"dateline of": 1.0, "town of": 1.0, "seat for": 1.0, "seat against": -1.0}
PATTERNS = (*_WEIGHTS, "person of", "seat person")
"""The patterns that tell of seats."""
_PERSON = 1.0
_LEAST = 2.0  # votes by which a town must belong to a state rather than to the next

Leaning = Mapping[tuple[str, str], float]
Others = Mapping[tuple[str, str], Counter[str]]


def assign(
    towns: Sequence[str],
    states: Sequence[str],
    owners: Mapping[str, str],
    others: Others,
    lands: Mapping[str, str],
    leaning: Leaning,
    main: Set[str] | None = None,
) -> dict[str, str]:
    """States to their towns: the clearest first, one town for one state; what is not clear stays out.

    ``owners`` maps a state's name and adjectives to its name, ``others`` a pattern and a name to what stood there,
    ``lands`` surnames to states (:func:`lands`).
    A single state left over, of the ``main`` ones, gets a single town left over.
    """
    votes = {town: _votes(town, owners, lands, others) for town in towns}
    for (town, state), weight in leaning.items():
        votes[town][state] = votes[town].get(state, 0.0) + weight
    free, open_towns, given = set(states), set(towns), dict[str, str]()
    while free and open_towns:
        margin, town, state = max(_best(town, votes[town], free) for town in open_towns)
        if margin < _LEAST:
            break
        given[state] = town
        free.discard(state)
        open_towns.discard(town)
    left = free if main is None or len(free) == 1 else free & main
    if len(left) == 1 and len(open_towns) == 1:
        given[left.pop()] = open_towns.pop()
    return given


def _best(town: str, votes: Mapping[str, float], free: set[str]) -> tuple[float, str, str]:
    """By how much a town's best state leads the next one, and which it is; it must have votes of its own."""
    ranked = sorted(((votes.get(state, 0.0), state) for state in free), reverse=True)
    best, state = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return (best - second if best > 0 else 0.0), town, state


def lands(owners: Mapping[str, str], others: Others) -> dict[str, str]:
    """Surnames to the state that most of their titles name."""
    found: dict[str, str] = {}
    for (pattern, surname), said in others.items():
        if pattern == "person of":
            states: Counter[str] = Counter()
            for word, count in said.items():
                if word in owners:
                    states[owners[word]] += count
            ranked = states.most_common(2)
            if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]):
                found[surname] = ranked[0][0]
    return found


def _votes(town: str, owners: Mapping[str, str], lands: Mapping[str, str], others: Others) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    for pattern, weight in _WEIGHTS.items():
        for word, count in others.get((pattern, town), {}).items():
            if word in owners:
                votes[owners[word]] += weight * count
    for surname, count in others.get(("seat person", town), {}).items():
        if surname in lands:
            votes[lands[surname]] += _PERSON * count
    return votes
