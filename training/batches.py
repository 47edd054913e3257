"""Batches: windows of like length together, and, while learning, some names replaced by names that nobody bears."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from communique.parsing.signs import OUTSIDE
from communique.parsing.wordpieces import Vocabulary
from training.reading import Example

MASK = "[MASK]"  # the piece that BERT was taught to see through
STEP = 8  # rows are padded to a multiple of it: the processor's kernels are made once a shape, not once a batch
BLOCK = 800  # windows sorted together: batches stay even in length and still differ from epoch to epoch


class Batch(NamedTuple):
    """Windows as arrays: rows x pieces, and rows x words for ``firsts`` (a word's first piece) and ``tags``."""

    pieces: Tensor
    signs: Tensor
    lengths: Tensor
    firsts: Tensor
    tags: Tensor
    counts: Tensor


class Names:
    """Invented names: a beginning and an ending or two from the vocabulary, drawn at random.

    The training set tells of few people, again and again; a tagger must not learn who they are.
    """

    def __init__(self, pieces: Sequence[str], share: float, dice: random.Random, *, hidden: float = 0.0) -> None:
        self._share, self._dice, self._hidden = share, dice, hidden
        self._mask = pieces.index(MASK) if MASK in pieces else 0
        plain = [(number, piece) for number, piece in enumerate(pieces) if piece.isascii()]
        self._starts = [number for number, piece in plain if piece.isalpha() and 2 <= len(piece) <= 5]
        self._ends = [number for number, piece in plain if piece[:2] == "##" and piece[2:].isalpha()]

    def spelt(self, example: Example) -> Iterator[tuple[int, ...]]:
        """The pieces of each word, of a share of the names invented ones; a share of all words is hidden."""
        for word, name in zip(example.words, example.names, strict=True):
            if name and self._dice.random() < self._share:
                ends = self._dice.choices(self._ends, k=self._dice.randint(1, 2))
                yield (self._dice.choice(self._starts), *ends)
            elif self._hidden and self._dice.random() < self._hidden:
                yield (self._mask,)
            else:
                yield word.pieces


def grouped(examples: Sequence[Example], pieces: int, dice: random.Random) -> list[list[Example]]:
    """The examples in groups of at most so many pieces (padding counted), in a new order each time."""
    order = list(examples)
    dice.shuffle(order)
    found: list[list[Example]] = []
    for start in range(0, len(order), BLOCK):
        block = sorted(order[start : start + BLOCK], key=lambda example: example.length)
        group: list[Example] = []
        for example in block:
            if group and _padded(example.length) * (len(group) + 1) > pieces:
                found.append(group)
                group = []
            group.append(example)
        found.append(group)
    dice.shuffle(found)
    return found


def _padded(length: int) -> int:
    return -(-length // STEP) * STEP


def batch(group: Sequence[Example], vocabulary: Vocabulary, names: Names | None = None) -> Batch:
    """These examples as arrays."""
    rows = [list(names.spelt(e)) if names else [word.pieces for word in e.words] for e in group]
    lengths = [2 + sum(map(len, row)) for row in rows]
    pieces = torch.zeros(len(group), _padded(max(lengths)), dtype=torch.long)
    signs = torch.full_like(pieces, OUTSIDE)
    firsts = torch.zeros(len(group), max(len(row) for row in rows), dtype=torch.long)
    tags = torch.zeros_like(firsts)
    for at, (example, row) in enumerate(zip(group, rows, strict=True)):
        flat = [vocabulary.first, *(piece for word in row for piece in word), vocabulary.last]
        shown = [OUTSIDE, *(s for word, s in zip(row, example.signs, strict=True) for _ in word), OUTSIDE]
        begins = [1]
        for word in row[:-1]:
            begins.append(begins[-1] + len(word))
        pieces[at, : len(flat)] = torch.tensor(flat)
        signs[at, : len(shown)] = torch.tensor(shown)
        firsts[at, : len(begins)] = torch.tensor(begins)
        tags[at, : len(begins)] = torch.tensor(example.tags)
    counts = torch.tensor([len(row) for row in rows])
    return Batch(pieces, signs, torch.tensor(lengths), firsts, tags, counts)
