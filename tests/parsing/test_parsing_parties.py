"""Who and whom of one sentence, chosen together, against counting all paths."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from communique.parsing.decoding import PARTIES, Chain, Run, runs
from communique.parsing.parties import MIXED, NOBODY, SECOND, Seen, habitual, settled
from encoders import chain

PLAIN = Chain(starts=chain().starts, moves=chain().moves, roles=PARTIES)
WIDTH = len(PLAIN.starts)


def told(*words: dict[int, float]) -> np.ndarray:
    """The scores of words: nothing is said of a tag but what is given."""
    scores = np.zeros((len(words), WIDTH))
    for at, word in enumerate(words):
        for tag, score in word.items():
            scores[at, tag] = score
    return scores


def cost(path: tuple[int, ...]) -> float:
    """What a path costs by what its beginnings are."""
    who, whom, both = (sum(tag == 1 + 2 * at for tag in path) for at in range(3))
    second = SECOND * (max(0, who - 1) + max(0, whom - 1))
    return second + MIXED * bool(both and who + whom) + NOBODY * bool(whom and not who + both)


def named(found: list[Run]) -> list[tuple[str, int, int]]:
    """Runs without their scores."""
    return [(run.role, run.first, run.last) for run in found]


@pytest.mark.parametrize("seed", range(12))
def test_the_best_of_all_paths_less_its_costs(seed: int) -> None:
    """No path of the sentence has more score left when its costs are paid."""
    dice = np.random.default_rng(seed)
    rules = Chain(starts=PLAIN.starts, moves=PLAIN.moves + dice.normal(size=(WIDTH, WIDTH)), roles=PARTIES)
    scores = dice.normal(size=(4, WIDTH)) * 2
    left = {
        path: rules.starts[path[0]]
        + sum(scores[at, tag] for at, tag in enumerate(path))
        + sum(rules.moves[a, b] for a, b in pairwise(path))
        - cost(path)
        for path in product(range(WIDTH), repeat=4)
    }
    best = max(left, key=lambda path: left[path])
    (first,) = runs([scores], rules)
    found, _ = settled(first, Seen("Ostra told Lund so", scores), rules)
    begins = [(PARTIES[(tag - 1) // 2], at) for at, tag in enumerate(best) if tag % 2]
    assert [(run.role, run.first) for run in found] == begins
    assert sum(run.last - run.first for run in found) == sum(tag > 0 for tag in best)
    assert all(0 < run.score <= 1 for run in found)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([], True),
        (["who"], True),
        (["whom", "who"], True),
        (["both", "both"], True),
        (["whom"], False),
        (["who", "who"], False),
        (["who", "whom", "whom"], False),
        (["both", "whom"], False),
    ],
)
def test_what_one_act_has(roles: list[str], expected: bool) -> None:
    """One act has a who, and perhaps a whom; or those who do it to each other."""
    assert habitual(roles) is expected


FAINT = told({1: 5}, {3: 5}, {3: 0.5})  # a who, a whom, and a faint second whom
LOUDER = told({1: 5}, {3: 5}, {3: 4})


@pytest.mark.parametrize(
    ("scores", "text", "count"),
    [
        (FAINT, "Ostra told Lund", 2),
        (LOUDER, "Ostra told Lund", 3),
        (FAINT, "Ostra left early. Lund did not go.", 3),
    ],
)
def test_a_second_whom_has_to_be_loud(scores: np.ndarray, text: str, count: int) -> None:
    """A faint second party goes, a loud one stays, and a window of several sentences is left as it is."""
    (first,) = runs([scores], PLAIN)
    assert len(first) == 3
    assert len(settled(first, Seen(text, scores), PLAIN)[0]) == count


def test_what_fits_is_left_as_it_is() -> None:
    """Runs that one act has are given back with their scores; no words have no runs."""
    scores = told({1: 5}, {3: 5})
    (first,) = runs([scores], PLAIN)
    assert settled(first, Seen("Ostra Lund", scores), PLAIN) == (first, True)
    assert settled([], Seen("", np.zeros((0, WIDTH))), PLAIN) == ([], False)


@pytest.mark.parametrize(
    ("sure", "text", "expected"),
    [(4.0, "Ostra then Lund", False), (4.6, "Ostra then Lund", True), (4.6, "Ostra left. Lund left too.", False)],
)
def test_tags_may_oppose_a_meeting(sure: float, text: str, expected: bool) -> None:
    """The parties of a sentence are kept apart where their tags outweigh that each is who and whom."""
    scores = told({1: sure}, {0: 5}, {3: sure})
    (first,) = runs([scores], PLAIN)
    assert named(first) == [("who", 0, 1), ("whom", 2, 3)]
    assert settled(first, Seen(text, scores), PLAIN) == (first, expected)
