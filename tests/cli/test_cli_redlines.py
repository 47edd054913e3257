"""How a redline reads on the terminal."""

from __future__ import annotations

from communique.cli.redlines import as_objects, lines
from communique.copies import redline
from factories import article

FIRST = "The envoys met for five hours at Norva on Wednesday to talk about the guarding of the Lime pass once more."
SECOND = (
    "Ilse Marrand, the minister of trade of the state of Astrel, said in a long speech that 40 drivers are still there."
)
THIRD = "The council will look at the plan for joint guards again next week, when all of the envoys are back in Sarn."


def shown(before: str, after: str) -> list[str]:
    """The lines of the redline of two texts."""
    return list(lines(redline(article(before), article(after))))


def test_changes_stand_under_their_kind_with_their_place() -> None:
    """A heading for each kind, the paragraph, the words in their brackets, and the counts at the end."""
    after = f"{FIRST.replace('once more', 'again')}\n{THIRD}\n{SECOND.replace('40', '400')}\nThe pass is steep."
    assert shown(f"{FIRST}\n{SECOND}\n{THIRD}", after) == [
        "FIGURE",
        "  moved from paragraph 2 to 3, and edited",
        "    … said in a long speech that [-40-] {+400+} drivers are still there.",
        "",
        "WORDING",
        "  inserted, paragraph 4",
        "    {+The pass is steep.+}",
        "  changed, paragraph 1",
        "    … the guarding of the Lime pass [-once more-] {+again+}.",
        "",
        "3 changes: 1 figure, 2 wording (1 of meaning that no notice tells of); 1 sentence unchanged",
    ]


def test_several_kinds_in_one_sentence_are_told() -> None:
    """A change stands under its weightiest kind, and its other kinds are named."""
    found = shown(SECOND, SECOND.replace("40 drivers are", "400 drivers may be").replace("said", "claimed"))
    assert found[:2] == ["FIGURE", "  changed, paragraph 1; also attribution, hedge"]


def test_a_passage_that_only_moved_is_cut_short() -> None:
    """Of an unchanged passage that moved its beginning and its end are shown."""
    found = shown(f"{FIRST}\n{SECOND}\n{THIRD}", f"{SECOND}\n{THIRD}\n{FIRST}")
    assert found == [
        "WORDING",
        "  moved from paragraph 1 to 3",
        "    The envoys met for five hours … of the Lime pass once more.",
        "",
        "1 change: 1 wording; 2 sentences unchanged",
    ]


def test_no_change_is_told() -> None:
    """Two versions with the same words have no changes."""
    assert shown(FIRST, FIRST) == ["no changes, 1 sentence unchanged"]


def test_lines_keep_to_a_hundred_columns() -> None:
    """Long passages are broken, and a word longer than a line stays whole."""
    found = shown(FIRST, f"{FIRST}\n{' '.join([SECOND] * 5)}\n{'x' * 120}")
    assert all(len(line) <= 100 or "x" * 120 in line for line in found)


def test_objects_have_every_field() -> None:
    """The JSON form has the changes with their kinds, places and ops."""
    made = as_objects(redline(article(FIRST), article(FIRST.replace("five", "six"))))
    (change,) = made["changes"]
    assert (change["kind"], list(change["paragraphs"])) == ("figure", [1, 1])
    assert [op["kind"] for op in change["ops"]] == ["equal", "delete", "insert", "equal"]
