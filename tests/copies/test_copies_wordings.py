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
        ("It was the first meeting of the two since six months.", "since six months"),
        ("The spring gives 40 litres by minute, the council says.", "s by minute"),
        ("The tank holds nine metres cubes of water from the lake.", "metres cubes"),
        ("The two envoys came for to sign, and they did not sign.", "for to sign"),
        ("Despite of the snow the guards kept the gate open to all.", " of the"),
        ("The envoy accused Corvane to hide the maps of the pass.", "accused Corvane to hide"),
        ("That what the council wants is an open road, he added.", "That what the"),
        ("The envoy left early, neither he will come back in May.", ", neither he will"),
        ("The spokesman did not wish to comment the report of guards.", "comment the"),
        ("Corvane denies to hold the wagons at the southern gate.", "denies to hold"),
        ("Brenn, who presided the meeting, closed it before noon.", "presided the"),
        ("The guards will be back on Monday at evening, he said.", "at evening"),
        ("The two armies watch the one the other from the slopes.", "the one the other"),
        ("The level of the lake is fallen to a mark of 1990.", "is fallen"),
        ("The wagons wait in province of Lime, the chamber said.", "in province of Lime"),
        ("The road will be shut until the June, the council said.", "the June"),
    ],
)
def test_marks_of_machine_wording(sentence: str, mark: str) -> None:
    """Each mark raises the score and is shown where it stands."""
    (wording,) = find([article(f"{CLEAN}\n\n{sentence}")]).wordings
    assert wording.score > 0
    assert any(mark in place.exact for place in wording.evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two have not met since two years ago, and since 40 weeks of snow shut the road nobody has tried.",
        "The envoy accused Corvane of hiding the maps, and denied to nobody that he was angry.",
        "Neither side moved, neither would comment, and the judge commented that it was late.",
        "The fee rose by second quarter prices, and the June deadline passed in the City of Lime.",
    ],
)
def test_sound_grammar_is_no_mark(sentence: str) -> None:
    """What resembles a mark and is good English raises no score."""
    (wording,) = find([article(f"{CLEAN}\n\n{sentence}")]).wordings
    assert wording.evidence == ()


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
