"""Machine-made wording."""

from __future__ import annotations

import pytest

from communique.copies import find
from factories import article

CLEAN = (
    "The envoys of Astrel and Corvane met for five hours on Wednesday. Mr. Brenn said the talks were useful, e.g. on "
    "roads.\n\n“We will come back,” said Mira Dovelle, the envoy, on Sept. 4. “It is not over,” she added.\n\n"
    "I said so a year ago, and I was right."
)


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("The road to l 'Est was shut on Monday by the guards.", "l 'Est"),
        ("The envoys left the valley. as the snow began to fall.", ". as the"),
        ("The envoys left the valley in the evening.. Snow fell.", ".."),
        ("The envoys left the valley in the evening . Snow fell.", " ."),
        ("We had no plan to leave the table, Dovelle said on Monday.", "We had no plan"),
        ("The minister told reporters that we had no plan of leaving.", "no plan"),
        ("The envoy did not expect He told reporters that it was over.", "He told"),
        ("The talks between Ms. Dovelle and M. Brenn ended early.", "M. Brenn"),
        ("The guards saw many sheep in it's hold near the gate.", "it's hold"),
    ],
)
def test_marks_of_machine_wording(sentence: str, mark: str) -> None:
    """Each mark raises the score and is shown where it stands."""
    (wording,) = find([article(f"{CLEAN}\n\n{sentence}")]).wordings
    assert wording.score > 0
    assert any(mark in place.exact for place in wording.evidence)


def test_clean_text_scores_nothing() -> None:
    """Edited news has no marks."""
    (wording,) = find([article(CLEAN)]).wordings
    assert (wording.score, wording.evidence) == (0.0, ())


def test_a_habit_counts_little() -> None:
    """A text that is spaced oddly throughout scores below one with many different marks."""
    spaced = article("The envoys left early .\n" * 30)
    broken = article(
        "The road to l 'Est was shut. as planned by all.. The envoy did not expect He told reporters . "
        "We had no plan to leave, Dovelle said. Ms. Dovelle and M. Brenn spoke of it."
    )
    scores = {found.article_id: found.score for found in find([spaced, broken]).wordings}
    assert scores[spaced.id] < scores[broken.id]
