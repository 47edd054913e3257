"""Corrections: what was wrong, what is right, and who still carries the error."""

from __future__ import annotations

import pytest

from communique.copies import find
from factories import article

BODY = (
    "The envoys of Astrel and Corvane met for five hours on Wednesday in the customs house at Norva to talk about "
    "the guarding of the Lime pass, which has been shut since the spring.\n\n"
    "The wagons were stopped near the southern gate of the Lime pass, where 40 drivers still wait for papers.\n\n"
    "A plan for joint guards was put forward by the council and will be looked at again when the envoys return."
)
STALE = BODY.replace("southern", "northern").replace("40 drivers", "400 drivers")


@pytest.mark.parametrize(
    ("notice", "wrong", "right"),
    [
        (
            "The wagons were stopped near the southern gate. An earlier version of this story incorrectly stated that "
            "the wagons were stopped near the northern gate of the pass.",
            "northern gate",
            "southern gate",
        ),
        (
            "Correction: A previous version of this report placed the wagons at the northern gate of the Lime pass. "
            "They were stopped near the southern gate.",
            "northern gate",
            "southern gate",
        ),
        ("(Corrects paragraph 2 to show 40 drivers wait, not 400 drivers)", "400 drivers", "40 drivers"),
        (
            "Correction: An earlier version of this article said 400 drivers instead of 40 drivers.",
            "400 drivers",
            "40 drivers",
        ),
        (
            "Correction: An earlier version of this report misstated the number of drivers at the gate of the pass. "
            "There are 40 drivers, not 400 drivers.",
            "400 drivers",
            "40 drivers",
        ),
    ],
)
def test_notices_say_what_was_wrong(notice: str, wrong: str, right: str) -> None:
    """The words of a notice give the wrong and the right phrase, the mended passage and the stale copy."""
    mended = article(f"{notice}\n\n{BODY}", published="2031-03-06")
    stale = article(STALE, published="2031-03-05")
    (correction,) = find([mended, stale]).corrections
    assert correction.notice.exact == notice
    assert (correction.wrong, correction.right) == (wrong, right)
    assert correction.mended is not None
    assert [place.article_id for place in correction.stale] == [stale.id]


@pytest.mark.parametrize(
    "line",
    [
        "This story has been updated with new developments.",
        "Analysts see a market correction before the autumn.",
        "Editor's note: all our coverage of the pass is free to read.",
        "The earlier version of the treaty was rejected by both houses.",
        "The rival paper wrote: “An earlier version of this story incorrectly stated that the envoy had left.”",
    ],
)
def test_other_lines_are_no_notices(line: str) -> None:
    """Updates, markets, treaties and notices of other papers are no corrections."""
    assert not find([article(f"{line}\n\n{BODY}")]).corrections


def test_a_notice_is_not_stale_itself() -> None:
    """Neither the corrected article nor one that is right carries the error."""
    mended = article(f"(Corrects paragraph 2 to show 40 drivers wait, not 400 drivers)\n\n{BODY}")
    (correction,) = find([mended, article(BODY, published="2031-03-09")]).corrections
    assert not correction.stale


def test_a_notice_tells_the_direction() -> None:
    """Without dates the article that mends an error is later than the one that carries it."""
    notice = "Correction: An earlier version of this article said 400 drivers instead of 40 drivers."
    mended = article(f"{notice}\n\n{BODY}", published=None, id="a")
    stale = article(STALE, published=None, id="b")
    (copy,) = find([mended, stale]).copies
    assert (copy.article_id, copy.original_id) == ("a", "b")
    assert "correction notice" in copy.reason


def test_a_million_signs_are_read_fast() -> None:
    """A notice-like text of great length is read without trouble."""
    assert not find([article("correction earlier version of this " * 20_000)]).corrections
