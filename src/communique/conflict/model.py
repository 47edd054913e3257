"""A conflict as arrays over all states, checked: what can be, who can change what, who prefers what."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from communique.conflict import formulas
from communique.conflict.orders import Order, Pairs, Tiers, ranked
from communique.data import Conflict, DecisionMaker, Option, Preference
from communique.errors import BadConflict

MOST_OPTIONS = 20  # 2^20 states are solved in one to three seconds; each option more doubles that
_SMALL = 2**14  # the truth of each statement in so many states is kept; of more it would fill the memory
_WIDE = 2**30  # payoffs stay below, so that 32 bits hold them and one more statement
Reading = tuple[Order, ...]


class Model:
    """A conflict over its 2^K states: bit b of a state is its b-th option.

    ``masks`` has for each decision maker the options that it can change both ways, can only do, and can only leave.
    BadConflict where the conflict cannot be solved as it is.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.makers = conflict.makers
        self.options: tuple[Option, ...] = tuple(option for maker in self.makers for option in maker.options)
        _check(conflict, self.options)
        self.size = 1 << len(self.options)
        self.numbers = {option.name: at for at, option in enumerate(self.options)}
        self.owned = [sum(1 << self.numbers[option.name] for option in maker.options) for maker in self.makers]
        self.masks = np.array([self._masks(maker) for maker in self.makers], np.int64)
        self._columns: dict[int, NDArray[np.bool_]] = {}
        self._rows: dict[tuple[int, int], NDArray[np.bool_]] = {}
        self.names = dict(conflict.states)
        self.feasible = self._feasible()
        self.formulas = [self._statements(maker) for maker in self.makers]
        self._groups: list[list[NDArray[np.bool_]]] = [[] for _ in self.makers]
        self.orders = [self._order(at) for at in range(len(self.makers))]
        self.status_quo = None if conflict.status_quo is None else self.state(conflict.status_quo)
        if self.status_quo is not None and not self.feasible[self.status_quo]:
            raise BadConflict(f"the status quo “{conflict.status_quo}” is not a possible state")

    def column(self, option: int) -> NDArray[np.bool_]:
        """In which states an option is done."""
        if option not in self._columns:
            made = np.zeros(self.size, np.bool_)
            made.reshape(-1, 2, 1 << option)[:, 1] = True
            self._columns[option] = made
        return self._columns[option]

    def pattern(self, state: int) -> str:
        """A state as Y and N."""
        return "".join("NY"[state >> at & 1] for at in range(len(self.options)))

    def named(self, state: int) -> tuple[str, str]:
        """The name of a state and the pattern that was named; its own pattern for both where it has no name."""
        pattern = self.pattern(state)
        found = ((name, known.replace(" ", "")) for name, known in self.names.items() if _fits(pattern, known))
        return next(found, (pattern, pattern))

    def name(self, state: int) -> str:
        """The name of a state, or its pattern where it has none."""
        return self.named(state)[0]

    def state(self, text: str) -> int:
        """The state of this name or pattern (of several, the first possible); BadConflict where there is none."""
        fitting = self._fitting(self.names.get(text, text))
        if fitting is None or not fitting.any():
            raise BadConflict(f"“{text}” is no state: take a name, or {len(self.options)} letters Y and N")
        return int(np.argmax(fitting & self.feasible)) if (fitting & self.feasible).any() else int(np.argmax(fitting))

    def maker(self, name: str) -> int:
        """The number of a decision maker."""
        names = [maker.name for maker in self.makers]
        if name not in names:
            raise BadConflict(f"“{name}” is no decision maker here: {', '.join(names)}")
        return names.index(name)

    @cached_property
    def shared(self) -> list[NDArray[np.int64]]:
        """The states that one name stands for, where these are several."""
        rows = (self._fitting(pattern) for pattern in self.names.values() if "-" in pattern)
        found = (np.flatnonzero(row & self.feasible) for row in rows if row is not None)
        return [states for states in found if len(states) > 1]

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """The possible states, one of those that share a name."""
        shown = self.feasible.copy()
        for states in self.shared:
            shown[states[1:]] = False
        return shown

    def joined(self, stable: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which states are stable [concept, state], those that share a name together or not at all."""
        for states in self.shared:
            stable[:, states] = stable[:, states].all(axis=1, keepdims=True)
        return stable

    def readings(self, most: int, seed: int) -> tuple[Iterator[Reading], int]:
        """Every reading of the preferences and their number; of more than ``most``, so many drawn by ``seed``."""
        if (count := self.reading_count(most)) <= most:
            return product(*(order.all() for order in self.orders)), count
        chance = random.Random(seed)  # noqa: S311 - to be repeatable, not secret
        return (tuple(order.draw(chance) for order in self.orders) for _ in range(most)), most

    def reading_count(self, most: int) -> int:
        """How many readings the preferences leave open; where these are more than ``most``, some number above it."""
        return prod(order.count(most + 1) for order in self.orders)

    def first(self) -> Reading:
        """The reading in which every tier is ordered as it is written."""
        return tuple(next(islice(order.all(), 1)) for order in self.orders)

    def payoff(self, maker: int, order: Order, denied: AbstractSet[int] = frozenset()) -> NDArray[np.int32]:
        """How good each state is for a maker, as small whole numbers: only their order means something.

        Of the statements that are ``denied`` the opposite counts.
        """
        made = np.zeros(self.size, np.int32)
        rows = self._groups[maker] or [~self.row(maker, at) if at in denied else self.row(maker, at) for at in order]
        if self._groups[maker]:
            for worth, at in enumerate(reversed(order)):
                made[rows[at]] = worth
            return made
        for row in rows:
            made += made
            made += row
            if made.max() >= _WIDE:
                made = np.unique(made, return_inverse=True)[1].astype(np.int32)
        if len(rows) > len(self.options) + 2:  # no more ranks than some states need
            made = np.unique(made, return_inverse=True)[1].astype(np.int32)
        return made

    def row(self, maker: int, preference: int) -> NDArray[np.bool_]:
        """In which states a statement is true."""
        found = self._rows.get((maker, preference))
        if found is None:
            found = formulas.value(self.formulas[maker][preference], self.column)
            if self.size <= _SMALL:
                self._rows[maker, preference] = found
        return found

    def deciding(self, maker: int, order: Order, one: int, other: int) -> str:
        """The statement that decides between two states; empty where they are as good as each other."""
        if self._groups[maker]:
            rows = self._groups[maker]
            homes = [next(at for at, row in enumerate(rows) if row[state]) for state in (one, other)]
            return "" if homes[0] == homes[1] else "the ranking"
        for at in order:
            if self._holds(maker, at, one) != self._holds(maker, at, other):
                return self.makers[maker].preferences[at].statement
        return ""

    def reach(self, maker: int, state: int) -> list[int]:
        """The possible states that the maker can bring about alone."""
        free, up, down = (int(mask) for mask in self.masks[maker])
        turned = free | (up & ~state) | (down & state)
        part, found = turned, []
        while part:
            if self.feasible[state ^ part]:
                found.append(state ^ part)
            part = (part - 1) & turned
        return found

    def _holds(self, maker: int, preference: int, state: int) -> bool:
        return bool(formulas.value(self.formulas[maker][preference], lambda option: bool(state >> option & 1)))

    def _masks(self, maker: DecisionMaker) -> tuple[int, int, int]:
        sums = {"": 0, "yes": 0, "no": 0}
        for option in maker.options:
            sums[option.irreversible] += 1 << self.numbers[option.name]
        return sums[""], sums["yes"], sums["no"]

    def _fitting(self, pattern: str) -> NDArray[np.bool_] | None:
        letters = pattern.replace(" ", "")
        if len(letters) != len(self.options) or set(letters) - set("YN-"):
            return None
        fitting = np.ones(self.size, np.bool_)
        for at, letter in enumerate(letters):
            if letter != "-":
                fitting &= self.column(at) if letter == "Y" else ~self.column(at)
        return fitting

    def _feasible(self) -> NDArray[np.bool_]:
        feasible = np.full(self.size, not self.names)
        for name, pattern in self.names.items():
            fitting = self._fitting(pattern)
            if fitting is None:
                raise BadConflict(f"state {name}: “{pattern}” is not {len(self.options)} letters Y, N or -")
            if (feasible & fitting).any():
                raise BadConflict(f"state {name}: “{pattern}” overlaps a state before it")
            feasible |= fitting
        for text in self.conflict.infeasible:
            fitting = self._fitting(text)
            if fitting is None:
                fitting = formulas.value(self._parsed("infeasible", text), self.column)
            feasible &= ~fitting
        if feasible.sum() < 2:
            raise BadConflict("fewer than two states are possible: nothing is in conflict")
        return feasible

    def _parsed(self, where: str, text: str) -> formulas.Formula:
        try:
            return formulas.parsed(text, self.numbers)
        except BadConflict as fault:
            raise BadConflict(f"{where}: {fault}") from None

    def _statements(self, maker: DecisionMaker) -> list[formulas.Formula]:
        """The statements of a maker; none denies itself or another, and some tell possible states apart."""
        found = [self._parsed(maker.name, preference.statement) for preference in maker.preferences]
        seen: dict[bytes, Preference] = {}
        telling = not found
        for preference, formula in zip(maker.preferences, found, strict=True):
            row = formulas.value(formula, self.column)
            told = preference.statement
            if row.all() or not row.any():
                raise BadConflict(f"{maker.name}: “{told}” is {'true' if row.all() else 'false'} whatever anybody does")
            other = seen.get(np.packbits(~row).tobytes())
            if other is not None and other.tier != preference.tier:  # in one tier either may matter more
                raise BadConflict(f"{maker.name}: “{told}” contradicts “{other.statement}”")
            seen[np.packbits(row).tobytes()] = preference
            telling = telling or ((row & self.feasible).any() and (~row & self.feasible).any())
        if not telling:
            raise BadConflict(f"{maker.name}: its preferences tell no two possible states apart")
        return found

    def _order(self, at: int) -> Tiers | Pairs:
        maker = self.makers[at]
        if not maker.ranking:
            meant = {i: p for i, p in enumerate(maker.preferences) if believed(p) != "bluff"}
            tiers = sorted({preference.tier for preference in meant.values()})
            members = [tuple(i for i, p in meant.items() if p.tier == tier) for tier in tiers]
            doubted = frozenset(i for i, p in meant.items() if believed(p) == "unknown")
            return Tiers(tiers=tuple(members), doubted=doubted)
        try:
            return self._ranked(at, maker.ranking)
        except BadConflict as fault:
            raise BadConflict(f"{maker.name}: {fault}") from None

    def _ranked(self, at: int, chains: Sequence[str]) -> Pairs:
        words = {word.strip() for chain in chains for word in re.split("[>=]", chain)}
        rows = {word: self._fitting(self.names.get(word, word)) for word in words}
        known = {
            word: row & self.feasible for word, row in rows.items() if row is not None and (row & self.feasible).any()
        }
        groups, pairs = ranked(chains, known)
        self._groups[at] = [np.logical_or.reduce([known[word] for word in group]) for group in groups]
        times = np.sum(self._groups[at], axis=0, dtype=np.int32)
        if times.max() > 1:
            raise BadConflict(f"the ranking names {self.name(int(np.argmax(times > 1)))} twice")
        if (self.feasible & (times == 0)).any():
            raise BadConflict(f"the ranking leaves out {self.name(int(np.argmax(self.feasible & (times == 0))))}")
        if len(groups) < 2:
            raise BadConflict("the ranking prefers nothing to anything")
        return pairs


def believed(preference: Preference) -> str:
    """What is held of a statement: that it is credible, a bluff, or unknown (of a threat, where nothing is said)."""
    return preference.credibility or ("unknown" if preference.kind == "threat" else "credible")


def _fits(pattern: str, known: str) -> bool:
    return all(letter in (other, "-") for letter, other in zip(known.replace(" ", ""), pattern, strict=True))


def _check(conflict: Conflict, options: Sequence[Option]) -> None:
    """What must be right before anything can be counted."""
    names = [maker.name for maker in conflict.makers]
    if not names:
        raise BadConflict("there is no decision maker")
    if len(names) == 1:
        raise BadConflict(f"{names[0]} is the only decision maker: a conflict has at least two")
    if len(options) > MOST_OPTIONS:
        raise BadConflict(
            f"{len(options)} options are more than can be solved: park {len(options) - MOST_OPTIONS} of them,"
            f" the limit is {MOST_OPTIONS}"
        )
    for option in options:
        if (
            not formulas.NAME.fullmatch(option.name)
            or option.name in formulas.RANKS
            or not set(option.name) - set("YN-")
        ):
            raise BadConflict(f"“{option.name}” cannot be the name of an option: take letters, digits, _ and -")
    for maker in conflict.makers:
        _check_maker(maker)
    for kind, found in (("decision makers", names), ("options", [option.name for option in options])):
        double = next((name for name in found if found.count(name) > 1), None)
        if double is not None:
            raise BadConflict(f"two {kind} have the name “{double}”")


def _check_maker(maker: DecisionMaker) -> None:
    if not maker.options:
        raise BadConflict(f"{maker.name} has no option: it is context, not a decision maker")
    if not maker.preferences and not maker.ranking:
        raise BadConflict(f"{maker.name}: nothing is said about what it prefers")
    if maker.preferences and maker.ranking:
        raise BadConflict(f"{maker.name} has preferences and a ranking: one of them must go")
    odd = next((option for option in maker.options if option.irreversible not in ("", "yes", "no")), None)
    if odd is not None:
        raise BadConflict(f"{odd.name}: irreversible is “yes” or “no”, not “{odd.irreversible}”")
