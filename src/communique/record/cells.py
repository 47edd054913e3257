"""Figures put together one after another, each with the first others that it all fits; again when some have come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from communique.data import Figure

Key = Callable[[Figure], Hashable]
Fits = Callable[[Figure, Figure], bool]
Words = Callable[[Figure], Iterable[str]]


def _place(figure: Figure) -> tuple[str, int, str]:
    return figure.article_id, figure.anchor.start, figure.id


class _Home(NamedTuple):
    """Where the figures of a key went the last time: which of them stood first, and the key that began their cell."""

    first: tuple[str, int, str]
    cell: Hashable


class _Cell:
    """Figures that fit each other: one of each key, and all in order."""

    def __init__(self, number: int, begun: Hashable) -> None:
        self.number = number
        self.begun = begun
        self.kinds: list[Figure] = []
        self.figures: list[Figure] = []


class Cells:
    """Each figure in the first cell all of whose figures it fits; ``fits`` sees nothing of a figure but its ``key``.

    Figures that fit have one of their ``words`` in common, where those are told. A key of which the same figure stands
    first as the last time stays in its cell: only cells that are not what they were have to be asked again.
    """

    def __init__(self, key: Key, fits: Fits, words: Words | None = None) -> None:
        self._key, self._fits, self._words = key, fits, words
        self._last: dict[Hashable, _Home] = {}

    def of(self, figures: Iterable[Figure]) -> list[list[Figure]]:
        """The cells of these figures, which are in one order from one time to the next."""
        rows: dict[Hashable, list[Figure]] = {}
        told = [(self._key(figure), figure) for figure in figures]
        for key, figure in told:
            rows.setdefault(key, []).append(figure)
        filling = _Filling(self._fits, self._words, self._last, {key: row[0] for key, row in rows.items()})
        homes = {key: filling.place(key, row[0]) for key, row in rows.items()}
        for key, figure in told:
            homes[key].figures.append(figure)
        self._last = {key: _Home(_place(rows[key][0]), cell.begun) for key, cell in homes.items()}
        return [cell.figures for cell in filling.cells]


class _Filling:
    """Cells while they are filled; ``stays`` are the keys that stand where they stood."""

    def __init__(
        self, fits: Fits, words: Words | None, last: dict[Hashable, _Home], firsts: dict[Hashable, Figure]
    ) -> None:
        self.cells: list[_Cell] = []
        self._fits, self._words = fits, words
        self._last = {key: home for key, home in last.items() if key in firsts and _place(firsts[key]) == home.first}
        self._begun: dict[Hashable, _Cell] = {}
        self._by_word: dict[str, list[_Cell]] = defaultdict(list)  # the cells by the words of their first figure
        self._altered = {home.cell for key, home in last.items() if key not in self._last}
        self._asked: list[_Cell] = []  # those of the cells that are not what they were

    def place(self, key: Hashable, figure: Figure) -> _Cell:
        """The cell of the figures of a key, of which one is given; they come in order."""
        before = self._last.get(key)
        cell = self._found(figure) if before is None else self._again(key, figure, before.cell)
        if cell is None:
            cell = self._new(key, figure)
        cell.kinds.append(figure)
        if before is None or before.cell != cell.begun:
            for begun in (cell.begun, *([] if before is None else [before.cell])):
                self._alter(begun)
        return cell

    def _new(self, key: Hashable, figure: Figure) -> _Cell:
        cell = self._begun[key] = _Cell(len(self.cells), key)
        self.cells.append(cell)
        for word in self._words(figure) if self._words is not None else ():
            self._by_word[word].append(cell)
        if key in self._altered:
            self._asked.append(cell)
        return cell

    def _alter(self, begun: Hashable) -> None:
        if begun not in self._altered:
            self._altered.add(begun)
            if begun in self._begun:
                self._asked.append(self._begun[begun])

    def _again(self, key: Hashable, figure: Figure, begun: Hashable) -> _Cell | None:
        """The cell of a key that stands where it stood, in the cell that ``begun`` began; None for one of its own."""
        home = self._begun.get(begun)
        if begun not in self._last or (begun != key and home is None):
            return self._found(figure)  # it is no more, or stands elsewhere among the others
        end = len(self.cells) if home is None else home.number
        taking = [cell for cell in self._asked if cell.number < end and self._takes(cell, figure)]
        if taking:
            return min(taking, key=lambda cell: cell.number)
        return home if home is None or begun not in self._altered or self._takes(home, figure) else self._found(figure)

    def _found(self, figure: Figure) -> _Cell | None:
        """The first cell that takes a figure."""
        near: Iterable[_Cell] = self.cells
        if self._words is not None:
            beside = {cell.number for word in self._words(figure) for cell in self._by_word.get(word, ())}
            near = (self.cells[number] for number in sorted(beside))
        return next((cell for cell in near if self._takes(cell, figure)), None)

    def _takes(self, cell: _Cell, figure: Figure) -> bool:
        return all(self._fits(figure, other) for other in cell.kinds)
