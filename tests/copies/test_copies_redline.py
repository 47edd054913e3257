"""What changed between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import redline
from factories import article

FIRST = "The envoys met for five hours at Norva on Wednesday."
SECOND = "About 40 drivers are still waiting near the southern gate of the Lime pass."
THIRD = "The council will look at the plan for joint guards again next week."


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (SECOND.replace("40", "400"), "figure"),
        (SECOND.replace("are still waiting", "“are still waiting”"), "quote"),
        (SECOND.replace("pass.", "pass, officials said."), "attribution"),
        (SECOND.replace("are still", "may still be"), "hedge"),
        (SECOND.replace("still waiting", "waiting in carts"), "wording"),
    ],
)
def test_changes_are_classed(after: str, kind: str) -> None:
    """A changed sentence is of the kind of its weightiest change."""
    (change,) = redline(article(f"{FIRST} {SECOND}"), article(f"{FIRST} {after}")).changes
    assert (change.status, change.kind) == ("changed", kind)


def test_weighty_changes_come_first() -> None:
    """A changed figure stands before mere wording that comes earlier in the text."""
    before = article(f"{FIRST} {SECOND}")
    after = article(f"{FIRST.replace('met', 'sat together')} {SECOND.replace('40', '60')}")
    assert [change.kind for change in redline(before, after).changes] == ["figure", "wording"]


def test_moved_sentences_are_moves() -> None:
    """A sentence that stands elsewhere is moved, not deleted and inserted."""
    found = redline(article(f"{FIRST} {SECOND} {THIRD}"), article(f"{SECOND} {THIRD} {FIRST}"))
    assert [change.status for change in found.changes] == ["moved"]
    assert len(found.equal) == 2


def test_a_notice_is_a_correction() -> None:
    """A correction notice that came in is the first change."""
    notice = "Correction: An earlier version of this story said 400 drivers instead of 40 drivers."
    found = redline(article(f"{FIRST}\n{SECOND}"), article(f"{notice}\n{FIRST}\n{SECOND}\n{THIRD}"))
    assert found.changes[0].kind == "correction"


@given(st.text(max_size=400), st.text(max_size=400))
@settings(deadline=None, max_examples=80)
def test_anchors_quote_both_versions(before: str, after: str) -> None:
    """Every place of a redline quotes its version exactly, whatever the texts."""
    one, other = article(before, id="1"), article(after, id="2")
    found = redline(one, other)
    places = [(c.before, c.after) for c in found.changes] + list(found.equal)
    for left, right in places:
        assert left is None or one.text[left.start : left.end] == left.exact
        assert right is None or other.text[right.start : right.end] == right.exact
