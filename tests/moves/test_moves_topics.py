"""What an act is about, from the words near it and around it."""

import pytest

from communique.moves.topics import issue
from communique.vocabulary.issues import hints, issues


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("rejected the wage offer", "labour and wages"),
        ("will free the pilots", "hostages and prisoners"),
        ("wants the weir talks to go on", "water and rivers"),
        ("returned to the negotiating table", "status of talks"),
        ("set a date", None),
    ],
)
def test_an_act_is_about_what_its_clause_names(clause, expected):
    """A subject that is named goes before the talks about it, and hints alone at talks name nothing."""
    words = clause.split()
    assert issue(words, (0, len(words))) == expected


def test_what_stands_around_an_act_tells_what_it_is_about():
    """An act whose clause names no issue takes that of the text around it, and its own goes first where it has one."""
    around = {"energy": 0.3}
    assert issue(["refused"], (0, 1), around) == "energy"
    assert issue("refused the truce".split(), (0, 3), around) == "ceasefire"


def test_evidence_for_many_issues_is_none():
    """Where the text around speaks for many issues alike, none is given."""
    around = dict.fromkeys(("energy", "ceasefire", "migration"), 0.1)
    assert issue(["refused"], (0, 1), around) is None


def test_names_say_nothing_of_the_issue():
    """Words that are part of a name do not count."""
    words = "asked the dam union".split()
    assert issue(words, (0, 4), None, {2, 3}) is None


def test_words_and_hints_are_apart():
    """No entry is both a word and a hint of one issue, and both tables know the same issues."""
    assert list(issues()) == list(hints())
    assert [name for name in issues() if set(issues()[name]) & set(hints()[name])] == []
