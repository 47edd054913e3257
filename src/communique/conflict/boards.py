"""The position board: who wants what of every option, what each intends, and the dilemmas that follow.

The dilemmas are those of drama theory in its second form (by Howard; Bryant 2016, *Acting Strategically Using Drama
Theory*, CRC Press): over one option A has with B a dilemma of

- **persuasion**, where B's position, or what B intends for its own option, is the opposite of what A wants, and A
  does not doubt it: A must win B over or give way;
- **rejection**, where A intends for its own option the opposite of what B wants, and B doubts that it would:
  A must make its intention credible or give it up;
- **trust**, where both want the same of B's option, and A doubts that B means it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from communique.conflict.model import Model, believed
from communique.data import Board, BoardRow, Conflict, DecisionMaker, Dilemma, Option, Preference, Stance, Wanted

READINGS = 20  # so many orders of statements are looked at; where they differ a stance is open
KEPT = 2**20  # states times orders that are kept side by side


def board(conflict: Conflict) -> Board:
    """The board of a conflict; BadConflict where it cannot be solved.

    A position is what the states have in common that somebody likes best, bluffs and doubted statements counted as
    they are said; an intention is the same of its own options where no other does what it wants.
    """
    desk = _Desk(conflict)
    rows = tuple(desk.row(maker, option) for maker in desk.model.makers for option in maker.options)
    names = tuple(maker.name for maker in desk.model.makers)
    return Board(makers=names, rows=rows, dilemmas=tuple(found for row in rows for found in _dilemmas(row)))


class _Desk:
    """The preferences of everybody as they are said, and what they want by them."""

    def __init__(self, conflict: Conflict) -> None:
        self.said = conflict
        self.model = Model(replace(conflict, makers=tuple(map(_as_said, conflict.makers))))
        self._payoffs = [self._of(maker) for maker in range(len(self.model.makers))]
        self._positions = [self._stances(maker, self.model.feasible) for maker in range(len(self.model.makers))]
        self._intentions = [self._stances(maker, self._denied(maker)) for maker in range(len(self.model.makers))]

    def row(self, owner: DecisionMaker, option: Option) -> BoardRow:
        """The line of one option."""
        number = self.model.numbers[option.name]
        now = self.model.status_quo
        return BoardRow(
            option=option.name,
            text=option.text,
            owner=owner.name,
            now=None if now is None else bool(now >> number & 1),
            positions=tuple(stances[number] for stances in self._positions),
            intention=self._intentions[self.model.maker(owner.name)][number],
        )

    def _of(self, maker: int) -> list[NDArray[np.int32]]:
        """The maker's payoffs in every order of its statements, or many; the first is as they are written."""
        model = self.model
        most = max(1, min(READINGS, KEPT // model.size))
        known = model.orders[maker]
        orders = dict.fromkeys(islice(known.all(), most))
        if known.count(most + 1) > most:
            chance = random.Random(0)  # noqa: S311 - to be repeatable, not secret
            orders = dict.fromkeys([next(iter(orders)), *(known.draw(chance) for _ in range(most - 1))])
        return [model.payoff(maker, order) for order in orders]

    def _denied(self, maker: int) -> NDArray[np.bool_]:
        """The possible states in which the others do the least of what the maker wants."""
        model = self.model
        done = np.zeros(model.size, np.int8)
        for other, owned in enumerate(model.makers):
            for option in owned.options if other != maker else ():
                number = model.numbers[option.name]
                wants = self._positions[maker][number].wants
                if wants != "open":
                    done += model.column(number) == (wants == "for")
        least: NDArray[np.bool_] = done == done[model.feasible].min()
        return model.feasible & least

    def _stances(self, maker: int, where: NDArray[np.bool_]) -> list[Stance]:
        """What the maker wants of each option, in the states ``where``."""
        best = np.zeros(self.model.size, np.bool_)
        for payoff in self._payoffs[maker]:
            best |= where & (payoff == payoff[where].max())
        first = self._payoffs[maker][0]
        ideal = int(np.argmax(np.where(where, first, -1)))
        return [self._stance(maker, where, best, ideal, number) for number in range(len(self.model.options))]

    def _stance(self, maker: int, where: NDArray[np.bool_], best: NDArray[np.bool_], ideal: int, number: int) -> Stance:
        name = self.model.makers[maker].name
        done = self.model.column(number)
        some, others = bool((best & done).any()), bool((best & ~done).any())
        if some == others:
            return Stance(maker=name, wants="open")
        wants: Wanted = "for" if some else "against"
        against = where & (done != some)
        if not against.any():  # it cannot be otherwise
            return Stance(maker=name, wants=wants)
        first = self._payoffs[maker][0]
        other = int(np.argmax(np.where(against, first, -1)))
        because = self.model.deciding(maker, self.model.first()[maker], ideal, other)
        said = self._said(maker, because)
        if said is None:
            return Stance(maker=name, wants=wants, because=because)
        threat = said.kind == "threat" and where is self.model.feasible  # who gets its way need not carry it out
        doubted = believed(said) != "credible" and not threat
        return Stance(maker=name, wants=wants, because=because, quote=said.quote, moves=said.moves, doubted=doubted)

    def _said(self, maker: int, statement: str) -> Preference | None:
        told = self.said.makers[maker].preferences
        return next((preference for preference in told if preference.statement == statement), None)


def _as_said(maker: DecisionMaker) -> DecisionMaker:
    return replace(maker, preferences=tuple(replace(p, credibility="credible") for p in maker.preferences))


def _dilemmas(row: BoardRow) -> Iterator[Dilemma]:
    positions = {stance.maker: stance for stance in row.positions}
    for of in positions:
        for towards in positions:
            if of != towards:
                yield from _persuasion(row, positions, of, towards)
                yield from _rejection(row, positions, of, towards)
                yield from _trust(row, positions, of, towards)


def _persuasion(row: BoardRow, positions: Mapping[str, Stance], of: str, towards: str) -> Iterator[Dilemma]:
    mine, theirs = positions[of], positions[towards]
    if _opposed(mine, theirs) and not (theirs.doubted and towards == row.owner):
        told = f"{of} wants {_done(row, mine)}, {towards} wants the opposite: {of} must win {towards} over or give way."
        yield _dilemma("persuasion", row, mine, theirs, towards, told)
    elif towards == row.owner and _opposed(mine, row.intention) and not row.intention.doubted:
        act = "will do" if row.intention.wants == "for" else "will not do"
        told = f"{towards} {act} {_named(row)} unless it gets its way, against {of}: {of} must win it over or give way."
        yield _dilemma("persuasion", row, mine, row.intention, towards, told)


def _rejection(row: BoardRow, positions: Mapping[str, Stance], of: str, towards: str) -> Iterator[Dilemma]:
    theirs = positions[towards]
    if of == row.owner and row.intention.doubted and _opposed(row.intention, theirs):
        act = "would do" if row.intention.wants == "for" else "would not do"
        told = (
            f"{of} says that it {act} {_named(row)} against {towards}, who may doubt it:"
            f" {of} must make that credible or give it up."
        )
        yield _dilemma("rejection", row, row.intention, theirs, towards, told)


def _trust(row: BoardRow, positions: Mapping[str, Stance], of: str, towards: str) -> Iterator[Dilemma]:
    mine, theirs = positions[of], positions[towards]
    if towards == row.owner and mine.wants == theirs.wants != "open" and theirs.doubted:
        told = (
            f"{of} and {towards} both want {_done(row, mine)}, and {of} may doubt that {towards} means it:"
            f" {of} must find out or do without."
        )
        yield _dilemma("trust", row, mine, theirs, towards, told)


def _opposed(one: Stance, other: Stance) -> bool:
    return {one.wants, other.wants} == {"for", "against"}


def _dilemma(kind: str, row: BoardRow, mine: Stance, theirs: Stance, towards: str, told: str) -> Dilemma:
    because = tuple(dict.fromkeys(stance.because for stance in (mine, theirs) if stance.because))
    return Dilemma(kind=kind, of=mine.maker, towards=towards, option=row.option, sentence=told, because=because)  # type: ignore[arg-type]


def _done(row: BoardRow, stance: Stance) -> str:
    return f"{_named(row)} {'done' if stance.wants == 'for' else 'left undone'}"


def _named(row: BoardRow) -> str:
    return f"“{row.text or row.option}”"
