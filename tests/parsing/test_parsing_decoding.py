"""Decoding: the best path and its certainty, against counting all paths."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from communique.parsing.decoding import TAGS, Chain, Run, runs
from encoders import NEVER, chain


def drawn(seed: int, *counts: int) -> tuple[list[np.ndarray], Chain]:
    """Scores of windows with so many words each, and a chain."""
    dice = np.random.default_rng(seed)
    rules = chain()
    shifted = Chain(
        starts=rules.starts + dice.normal(size=len(TAGS)), moves=rules.moves + dice.normal(size=(len(TAGS),) * 2)
    )
    return [dice.normal(size=(count, len(TAGS))) * 2 for count in counts], shifted


def every_path(emissions: np.ndarray, rules: Chain) -> dict[tuple[int, ...], float]:
    """Every path with its score."""
    found = {}
    for path in product(range(len(TAGS)), repeat=len(emissions)):
        score = rules.starts[path[0]] + sum(emissions[at, tag] for at, tag in enumerate(path))
        found[path] = score + sum(rules.moves[a, b] for a, b in pairwise(path))
    return found


def named(path: tuple[int, ...]) -> list[tuple[str, int, int]]:
    """The runs of a path."""
    begins = [at for at, tag in enumerate(path) if TAGS[tag][0] == "B"]
    found = []
    for at in begins:
        end = at + 1
        while end < len(path) and TAGS[path[end]] == "I" + TAGS[path[at]][1:]:
            end += 1
        found.append((TAGS[path[at]][2:], at, end))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_best_of_all_paths_is_found(seed: int) -> None:
    """The runs are those of the path with the highest score, as sure as the share of paths that agree."""
    emissions, rules = drawn(seed, 4)
    paths = every_path(emissions[0], rules)
    best = max(paths, key=lambda path: paths[path])
    (found,) = runs(emissions, rules)
    assert [(r.role, r.first, r.last) for r in found] == named(best)
    total = sum(np.exp(score) for score in paths.values())
    for run in found:
        agreed = [
            sum(np.exp(s) for path, s in paths.items() if path[at] == best[at]) for at in range(run.first, run.last)
        ]
        assert run.score == pytest.approx(min(agreed) / total)


def test_neighbours_change_nothing() -> None:
    """A window decoded among others has the very answer that it has alone."""
    emissions, rules = drawn(7, 3, 0, 9, 1, 30, 2)
    together = runs(emissions, rules)
    assert together == [runs([each], rules)[0] for each in emissions]
    assert together[::-1] == runs(emissions[::-1], rules)


def test_an_inside_needs_its_beginning() -> None:
    """However strongly the scores ask for it, no run begins with an inside."""
    wish = np.zeros((3, len(TAGS)))
    wish[:, TAGS.index("I-cue")] = 50
    (found,) = runs([wish], chain())
    assert [(r.role, r.first, r.last) for r in found] == [("cue", 0, 3)]


def test_runs_side_by_side_stay_apart() -> None:
    """Two beginnings of one role are two runs."""
    wish = np.full((2, len(TAGS)), NEVER)
    wish[:, TAGS.index("B-source")] = 0
    (found,) = runs([wish], chain())
    assert found == [Run("source", 0, 1, 1.0), Run("source", 1, 2, 1.0)]


def test_nothing_has_no_runs() -> None:
    """No windows, and windows without words, are answered."""
    assert runs([], chain()) == []
    assert runs([np.zeros((0, len(TAGS)))], chain()) == [[]]
