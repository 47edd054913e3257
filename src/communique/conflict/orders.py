"""What is known of an order, and every full order that it leaves open.

An order is of things numbered from 0; a full one is a tuple of them. Preferences give tiers; a ranking gives pairs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from math import comb, factorial, prod

from communique.errors import BadConflict

Order = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """Things in tiers, best tier first; inside a tier any order may be the true one.

    What is ``doubted`` may be missing from an order.
    """

    tiers: tuple[Order, ...]
    doubted: frozenset[int] = frozenset()

    def count(self, most: int) -> int:
        """How many full orders there are, or ``most`` where there are more."""
        return min(most, prod(map(self._count, self.tiers)))

    def all(self) -> Iterator[Order]:
        """Every full order, the written one first."""
        yield from self._from(0)

    def _from(self, tier: int) -> Iterator[Order]:
        """Every order of this tier and those after it, one by one: of ten things there are millions."""
        if tier == len(self.tiers):
            yield ()
            return
        for part in self._ways(self.tiers[tier]):
            for rest in self._from(tier + 1):
                yield part + rest

    def draw(self, chance: random.Random) -> Order:
        """One full order by chance: each that is doubted is missing or not, all else as likely as not."""
        rows = ([thing for thing in tier if thing not in self.doubted or chance.random() < 0.5] for tier in self.tiers)
        return tuple(thing for row in rows for thing in chance.sample(row, len(row)))

    def _count(self, tier: Order) -> int:
        open_ = len(self.doubted.intersection(tier))
        return sum(comb(open_, missing) * factorial(len(tier) - missing) for missing in range(open_ + 1))

    def _ways(self, tier: Order) -> Iterator[Order]:
        open_ = [thing for thing in tier if thing in self.doubted]
        for missing in (out for size in range(len(open_) + 1) for out in combinations(open_, size)):
            yield from permutations([thing for thing in tier if thing not in missing])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Things of which some are known to be better than some others; ``worse`` has one set for each."""

    worse: tuple[frozenset[int], ...]

    def count(self, most: int) -> int:
        """How many full orders there are, or ``most`` where there are more."""
        return sum(1 for _, _ in zip(range(most), self.all(), strict=False))

    def all(self) -> Iterator[Order]:
        """Every full order, in one fixed sequence."""
        chosen: list[int] = []
        choices = [iter(self._free(set(range(len(self.worse)))))]
        while choices:
            thing = next(choices[-1], None)
            if thing is None:
                choices.pop()
                if chosen:
                    chosen.pop()
                continue
            chosen.append(thing)
            rest = set(range(len(self.worse))) - set(chosen)
            if rest:
                choices.append(iter(self._free(rest)))
            else:
                yield tuple(chosen)
                chosen.pop()

    def draw(self, chance: random.Random) -> Order:
        """One full order by chance: the next best is drawn among those that may be."""
        rest, drawn = set(range(len(self.worse))), []
        while rest:
            drawn.append(chance.choice(self._free(rest)))
            rest.discard(drawn[-1])
        return tuple(drawn)

    def _free(self, rest: set[int]) -> list[int]:
        """Those of ``rest`` than which none of them is known to be better."""
        beaten = frozenset[int]().union(*(self.worse[thing] for thing in rest))
        return sorted(rest - beaten)


def ranked(chains: Iterable[str], known: Mapping[str, object]) -> tuple[list[list[str]], Pairs]:
    """Groups of equal names and what is known of their order, from chains like "a > b = c"; names must be ``known``."""
    steps = [_steps(chain, known) for chain in chains]
    home = {name: name for chain in steps for link in chain for name in link}
    for link in (link for chain in steps for link in chain):
        kept = home[link[0]]
        joined = {home[name] for name in link}
        home = {name: kept if at in joined else at for name, at in home.items()}
    groups = [[name for name in home if home[name] == root] for root in dict.fromkeys(home.values())]
    number = {name: at for at, group in enumerate(groups) for name in group}
    worse: list[set[int]] = [set() for _ in groups]
    for chain in steps:
        for upper, lower in pairwise(chain):
            worse[number[upper[0]]].add(number[lower[0]])
    _uncircled(worse, groups)
    return groups, Pairs(worse=tuple(map(frozenset, worse)))


def _steps(chain: str, known: Mapping[str, object]) -> list[list[str]]:
    steps = [[name.strip() for name in link.split("=")] for link in chain.split(">")]
    for name in (name for link in steps for name in link):
        if not name:
            raise BadConflict(f"“{chain}” lacks a state beside “>” or “=”")
        if name not in known:
            raise BadConflict(f"“{chain}” speaks of “{name}”, which is no possible state")
    return steps


def _uncircled(worse: Sequence[set[int]], groups: Sequence[Sequence[str]]) -> None:
    """BadConflict with the names where somebody prefers in a circle."""
    above = [0] * len(worse)
    for below in worse:
        for thing in below:
            above[thing] += 1
    ready = [thing for thing, count in enumerate(above) if not count]
    while ready:
        for thing in worse[ready.pop()]:
            above[thing] -= 1
            if not above[thing]:
                ready.append(thing)
    at = next((thing for thing, count in enumerate(above) if count), None)
    if at is None:
        return
    better = {thing: next(t for t in range(len(worse)) if thing in worse[t] and above[t]) for thing in _stuck(above)}
    path = [at]
    while path.count(path[-1]) < 2:
        path.append(better[path[-1]])
    circle = path[path.index(path[-1]) :][::-1]
    raise BadConflict(f"the order goes in a circle: {' > '.join(groups[thing][0] for thing in circle)}")


def _stuck(above: Sequence[int]) -> list[int]:
    return [thing for thing, count in enumerate(above) if count]
