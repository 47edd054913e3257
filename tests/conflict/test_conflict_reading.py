"""The text format: what it becomes, and one line for every fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.conflict import accepted, parse, parse_space, solve
from communique.data import Conflict, DecisionMaker, Option, Preference
from communique.errors import BadConflict

UPLAND = '[[decision-makers]]\nname = "Upland"\noptions = ["open", "shut"]\nprefers = ["open", "shut"]\n'
LOWLAND = '[[decision-makers]]\nname = "Lowland"\noptions = ["raid"]\nprefers = ["open", "NOT raid"]\n'
BOTH = UPLAND + LOWLAND


def test_a_file_becomes_a_conflict() -> None:
    """Everything that the format knows arrives in the nouns."""
    text = """
name = "The canal"
status-quo = "calm"
infeasible = ["open AND shut"]
[states]
calm = "NNN"
open = "Y--"
[[decision-makers]]
name = "Upland"
options = ["open", { name = "shut", text = "Shut the road", irreversible = "yes", moves = ["m1"] }]
prefers = ["open", ["shut", { statement = "NOT raid", quote = "No raids.", moves = ["m2"] }]]
[[decision-makers]]
name = "Lowland"
options = ["raid"]
ranking = ["open > calm"]
"""
    shut = Option(name="shut", text="Shut the road", irreversible="yes", moves=("m1",))
    prefers = (
        Preference(statement="open", tier=0),
        Preference(statement="shut", tier=1),
        Preference(statement="NOT raid", tier=1, quote="No raids.", moves=("m2",)),
    )
    assert parse(text) == Conflict(
        name="The canal",
        makers=(
            DecisionMaker(name="Upland", options=(Option(name="open"), shut), preferences=prefers),
            DecisionMaker(name="Lowland", options=(Option(name="raid"),), ranking=("open > calm",)),
        ),
        infeasible=("open AND shut",),
        states=(("calm", "NNN"), ("open", "Y--")),
        status_quo="calm",
    )


MANY = "".join(
    f'[[decision-makers]]\nname = "m{i}"\noptions = [{", ".join(f"{chr(34)}o{i}_{k}{chr(34)}" for k in range(11))}]\n'
    f'prefers = ["o{i}_0"]\n'
    for i in range(2)
)

FAULTS = [
    ("name =", "this is not TOML: "),
    ("x = " + "[" * 100_000, "this is not a conflict: brackets in brackets without end"),
    ('name = "a\\u001b[2J"\n' + BOTH, "a text holds a character that cannot be shown (code 27)"),
    ('"a\\nb" = 3\n' + BOTH, "a text holds a character that cannot be shown (code 10)"),
    ("", "the file has no “decision-makers”"),
    ("decision-makers = []", "the file has no “decision-makers”"),
    ("decision-makers = 3", "the file: “decision-makers” must be a list"),
    ("decision-makers = [3]", "decision maker 1 is not a table"),
    ('title = "x"\n' + BOTH, "the file has “title”, which is not known here"),
    ("infeasible = [3]\n" + BOTH, "infeasible: 3 is not a text"),
    ("[states]\ncalm = 3\n" + BOTH, "states: 3 is not a text"),
    (UPLAND, "Upland is the only decision maker: a conflict has at least two"),
    (BOTH.replace('["raid"]', "[]"), "decision maker 2 has no “options”"),
    (BOTH.replace('["raid"]', "[7]"), "Lowland, option 1 is not a table"),
    (
        BOTH.replace('["raid"]', '[{ name = "raid", cost = 2 }]'),
        "Lowland, option 1 has “cost”, which is not known here",
    ),
    (
        BOTH.replace('["raid"]', '[{ name = "raid", irreversible = "maybe" }]'),
        "raid: irreversible is “yes” or “no”, not “maybe”",
    ),
    (BOTH.replace('["raid"]', '["open"]').replace("NOT raid", "NOT open"), "two options have the name “open”"),
    (BOTH.replace('"Lowland"', '"Upland"'), "two decision makers have the name “Upland”"),
    (BOTH.replace("raid", "NOT"), "“NOT” cannot be the name of an option: take letters, digits, _ and -"),
    (BOTH.replace("raid", "two words"), "“two words” cannot be the name of an option: take letters, digits, _ and -"),
    (BOTH.replace("raid", "YN"), "“YN” cannot be the name of an option: take letters, digits, _ and -"),
    (BOTH.replace('prefers = ["open", "NOT raid"]', ""), "Lowland: nothing is said about what it prefers"),
    (BOTH.replace('["open", "NOT raid"]', "[]"), "Lowland: nothing is said about what it prefers"),
    (
        BOTH.replace('"NOT raid"', "[]").replace('["open", []]', "[[]]"),
        "Lowland: nothing is said about what it prefers",
    ),
    (BOTH.replace('"NOT raid"', '"NOT open"'), "Lowland: “NOT open” contradicts “open”"),
    (BOTH.replace('"NOT raid"', '"raid AND NOT raid"'), "Lowland: “raid AND NOT raid” is false whatever anybody does"),
    (BOTH.replace('"NOT raid"', '"raid OR NOT raid"'), "Lowland: “raid OR NOT raid” is true whatever anybody does"),
    (BOTH.replace('"NOT raid"', '"NOT rain"'), "Lowland: “NOT rain” speaks of “rain”, which is no option of anybody"),
    (
        'infeasible = ["open"]\n' + BOTH.replace('["open", "NOT raid"]', '["open"]'),
        "Lowland: its preferences tell no two possible states apart",
    ),
    (BOTH + 'ranking = ["YNN > NNN"]', "Lowland has preferences and a ranking: one of them must go"),
    (MANY, "22 options are more than can be solved: park 2 of them, the limit is 20"),
    ('infeasible = ["open OR NOT open"]\n' + BOTH, "fewer than two states are possible: nothing is in conflict"),
    ('infeasible = ["Y-"]\n' + BOTH, "infeasible: “Y-” speaks of “Y-”, which is no option of anybody"),
    ('status-quo = "YYYY"\n' + BOTH, "“YYYY” is no state: take a name, or 3 letters Y and N"),
    ('status-quo = "YYN"\ninfeasible = ["YY-"]\n' + BOTH, "the status quo “YYN” is not a possible state"),
    ('[states]\ncalm = "NN"\n' + BOTH, "state calm: “NN” is not 3 letters Y, N or -"),
    ('[states]\ncalm = "NN-"\nraid = "-NY"\n' + BOTH, "state raid: “-NY” overlaps a state before it"),
]

STATES = '[states]\na = "NN"\nb = "YN"\nc = "NY"\n'
FIRST = STATES + '[[decision-makers]]\nname = "First"\noptions = ["x"]\nranking = RANKING\n'
RANKED = FIRST + '[[decision-makers]]\nname = "Second"\noptions = ["y"]\nprefers = ["x"]\n'
RANKING_FAULTS = [
    ('["a > b > a"]', "First: the order goes in a circle: "),
    ('["a > b", "b > c", "c > a"]', "First: the order goes in a circle: "),
    ('["a > b = a"]', "First: the order goes in a circle: "),
    ('["a > b"]', "First: the ranking leaves out NY"),
    ('["a > d"]', "First: “a > d” speaks of “d”, which is no possible state"),
    ('["a > > b"]', "First: “a > > b” lacks a state beside “>” or “=”"),
    ('["a = b = c"]', "First: the ranking prefers nothing to anything"),
    ('["a > b > NN > c"]', "First: the ranking names a twice"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_every_fault_is_one_clear_line(text: str, fault: str) -> None:
    """A conflict that cannot be solved is refused with one line that names the place and the fault."""
    with pytest.raises(BadConflict) as told:
        solve(parse(text))
    assert str(told.value).startswith(fault)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("ranking", "fault"), RANKING_FAULTS)
def test_every_faulty_ranking_is_one_clear_line(ranking: str, fault: str) -> None:
    """A ranking that is circular, empty, incomplete or of something else is refused with the reason."""
    with pytest.raises(BadConflict) as told:
        solve(parse(RANKED.replace("RANKING", ranking)))
    assert str(told.value).startswith(fault.replace("NY", "c"))
    assert "\n" not in str(told.value)


def test_the_example_of_the_documentation_is_solved() -> None:
    """The conflict on the page about the format is in that format, and has four readings; the deal space has deals."""
    page = (Path(__file__).parents[2] / "docs" / "conflict.md").read_text("utf-8")
    example, space = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert solve(parse(example)).readings == 4
    assert 0 < accepted(parse_space(space)).by_all < accepted(parse_space(space)).by_enough


def test_no_decision_maker_is_told() -> None:
    """A conflict of nobody is refused."""
    with pytest.raises(BadConflict, match=r"^there is no decision maker$"):
        solve(Conflict(name="", makers=()))
    with pytest.raises(BadConflict, match=r"^A has no option: it is context, not a decision maker$"):
        solve(Conflict(name="", makers=(DecisionMaker(name="A", options=()), DecisionMaker(name="B", options=()))))
