"""Negotiations in points: published ones, every deal counted by hand, and one line for every fault."""

from __future__ import annotations

import random
from itertools import product

import pytest

from communique.conflict.scoring import accepted, is_space, parse_space
from communique.data import DealSpace, Scorer
from communique.errors import BadConflict

HARBOUR = {
    "builder": (55, "14 8 0/11 7 0/0 5 10 17/35 29 20 0/0 5 10 15 23"),
    "ministry": (65, "0 11 5/0 20 25/0 2 4 9/10 26 40 0/4 8 15 12 0"),
    "nature": (55, "0 22 45/0 25 55/0 0 0 0/0 0 0 0/0 0 0 0 0"),
    "towns": (31, "0 4 10/0 0 0/12 8 6 0/0 8 13 18/60 45 30 15 0"),
    "union": (50, "15 20 0/0 0 0/42 35 25 0/30 20 10 0/2 4 6 8 0"),
    "mayor": (30, "14 8 0/12 8 0/24 18 12 0/40 30 23 0/0 2 4 7 10"),
}
AIRPORT = {
    "builder": (60, "17 5 9/10 15 29 40/12 8 4 0/8 6 4 2 0/0 23 17"),
    "bank": (60, "0 9 13/10 26 40 10/0 15 20 25/0 9 11 13 15/7 0 4"),
    "tourism": (57, "30 0 25/10 20 25 30/0 14 7 0/0 9 5 2 0/10 5 17"),
    "nature": (60, "0 20 25/11 9 5 0/0 10 29 40/0 9 11 13 15/2 5 9"),
    "crafts": (57, "15 22 5/10 15 29 40/6 10 2 0/0 6 4 2 0/0 22 15"),
    "people": (47, "0 45 25/10 8 2 0/0 5 15 9/0 15 20 25 30/0 0 0"),
}
"""The points of the games "base" and "game1" of Abdelnabi and others 2024, "Cooperation, competition, and
maliciousness: LLM-stakeholders interactive negotiation" (repository S-Abdelnabi/LLM-Deliberation, MIT licence, files
adjust_games/evaluate_games_base.ipynb and evaluate_games_game1.ipynb, which print the counts below); the first goes
back to Susskind. Builder and ministry, or bank, have a veto, and five of six must accept."""

KNOWN = [
    (HARBOUR, ("builder", "ministry"), 12, 55, "55 55 35 47 40 55"),
    (AIRPORT, ("builder", "bank"), 21, 57, "57 57 47 43 54 48"),
]


def space(points: dict[str, tuple[int, str]], vetoes: tuple[str, ...], needed: int) -> DealSpace:
    """A deal space from its table of points."""
    parties = tuple(
        Scorer(
            name=name,
            scores=tuple(tuple(map(int, row.split())) for row in rows.split("/")),
            threshold=threshold,
            veto=name in vetoes,
        )
        for name, (threshold, rows) in points.items()
    )
    issues = tuple(
        (letter, tuple(f"{letter}{k}" for k, _ in enumerate(row, 1)))
        for letter, row in zip("ABCDE", parties[0].scores, strict=True)
    )
    return DealSpace(name="", issues=issues, parties=parties, needed=needed)


@pytest.mark.parametrize(("points", "vetoes", "by_all", "by_enough", "by_party"), KNOWN, ids=["harbour", "airport"])
def test_published_deals_are_counted(
    points: dict[str, tuple[int, str]], vetoes: tuple[str, ...], by_all: int, by_enough: int, by_party: str
) -> None:
    """Of 720 deals as many are accepted by all, by five with both vetoes, and by each party, as were published."""
    found = accepted(space(points, vetoes, 5))
    assert (found.deals, found.by_all, found.by_enough) == (720, by_all, by_enough)
    assert sorted(count for _, count in found.by_party) == sorted(map(int, by_party.split()))
    assert [len(deal.accepted_by) for deal in found.best[:by_all]] == [6] * min(by_all, len(found.best))


@pytest.mark.parametrize("seed", range(30))
def test_every_deal_is_counted_once(seed: int) -> None:
    """The counts are those of going through all deals one by one."""
    chance = random.Random(seed)
    sizes = [chance.randint(1, 4) for _ in range(chance.randint(1, 4))]
    parties = tuple(
        Scorer(
            name=f"p{at}",
            scores=tuple(tuple(chance.randint(-5, 20) for _ in range(size)) for size in sizes),
            threshold=chance.randint(0, 40),
            veto=chance.random() < 0.3,
        )
        for at in range(chance.randint(1, 5))
    )
    issues = tuple((f"i{at}", tuple(f"{at}.{k}" for k in range(size))) for at, size in enumerate(sizes))
    made = DealSpace(name="", issues=issues, parties=parties, needed=chance.randint(1, len(parties)))
    found = accepted(made, limit=10**6)
    every = enough = all_ = 0
    choices = set()
    for deal in product(*map(range, sizes)):
        points = [sum(row[k] for row, k in zip(p.scores, deal, strict=True)) for p in parties]
        yes = [score >= p.threshold for score, p in zip(points, parties, strict=True)]
        good = sum(yes) >= made.needed and all(y for y, p in zip(yes, parties, strict=True) if p.veto)
        every, enough, all_ = every + 1, enough + good, all_ + all(yes)
        if good:
            names = tuple(options[k] for (_, options), k in zip(issues, deal, strict=True))
            choices.add((names, tuple(points), tuple(p.name for y, p in zip(yes, parties, strict=True) if y)))
    assert (found.deals, found.by_all, found.by_enough) == (every, all_, enough)
    assert {(d.choices, d.scores, d.accepted_by) for d in found.best} == choices


TEXT = """
name = "The ferry"
needed = 1
[[issues]]
name = "Fare"
options = ["low", "high"]
[[issues]]
name = "Hours"
options = ["day", "night", "both"]
[[parties]]
name = "Isle"
threshold = 8
scores = [[10, 0], [1, 2, 3]]
[[parties]]
name = "Shore"
threshold = 10
veto = true
scores = [[0, 9], [3, 2, 1]]
"""


def test_a_file_becomes_a_deal_space() -> None:
    """Everything that the format knows arrives in the nouns; all must accept where it does not say how many."""
    found = parse_space(TEXT)
    isle = Scorer(name="Isle", scores=((10, 0), (1, 2, 3)), threshold=8)
    shore = Scorer(name="Shore", scores=((0, 9), (3, 2, 1)), threshold=10, veto=True)
    issues = (("Fare", ("low", "high")), ("Hours", ("day", "night", "both")))
    assert found == DealSpace(name="The ferry", issues=issues, parties=(isle, shore), needed=1)
    assert parse_space(TEXT.replace("needed = 1\n", "")).needed == 2
    assert is_space(TEXT)
    assert not is_space('name = "x"')
    assert not is_space("name =")


FAULTS = [
    ("name =", "this is not TOML: "),
    ("x = " + "[" * 100_000, "this is not a deal space: brackets in brackets without end"),
    ('issues = []\nparties = []\nname = "a\\u0007"', "a text holds a character that cannot be shown (code 7)"),
    ("parties = []", "the file has no “issues”"),
    (TEXT.replace("needed = 1", "needed = true"), "the file: “needed” must be a whole number"),
    (TEXT.replace("needed = 1", "needed = 0"), "“needed” is 0, of 2 parties"),
    (TEXT.replace("needed = 1", "needed = 3"), "“needed” is 3, of 2 parties"),
    (TEXT.replace("veto = true", "veto = 1"), "party 2: “veto” must be true or false"),
    (TEXT.replace("veto", "power"), "party 2 has “power”, which is not known here: name, scores, threshold, veto"),
    (TEXT.replace("threshold = 8\n", ""), "Isle has no “threshold”"),
    (TEXT.replace('"Hours"', '"Fare"'), "two issues have the name “Fare”"),
    (TEXT.replace('"Shore"', '"Isle"'), "two parties have the name “Isle”"),
    (TEXT.replace("[1, 2, 3]", "[1, 2]"), "Isle: its scores must be 2, 3 numbers, issue by issue"),
    (TEXT.replace("[1, 2, 3]", "3"), "Isle, issue 2: the points must be a list of whole numbers"),
    (TEXT.replace("[1, 2, 3]", "[1, 2, 2.5]"), "Isle, issue 2: the points must be a list of whole numbers"),
    (TEXT.replace("[1, 2, 3]", "[1, 2, 9999999999]"), "Isle, issue 2: the points must be a list of whole numbers"),
    (TEXT.replace('["low", "high"]', "[]"), "issue 1 has no “options”"),
    (TEXT.replace('["low", "high"]', "[3]"), "Fare, options: 3 is not a text"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_every_fault_is_one_clear_line(text: str, fault: str) -> None:
    """A deal space that cannot be counted is refused with one line that names the place and the fault."""
    with pytest.raises(BadConflict) as told:
        accepted(parse_space(text))
    assert str(told.value).startswith(fault)
    assert "\n" not in str(told.value)


def test_a_space_beyond_counting_is_refused() -> None:
    """More deals than can be counted are refused with the limit."""
    ten = tuple(map(str, range(10)))
    issues = tuple((f"i{at}", ten) for at in range(7))
    party = Scorer(name="p", scores=((0,) * 10,) * 7, threshold=0)
    with pytest.raises(BadConflict) as told:
        accepted(DealSpace(name="", issues=issues, parties=(party,), needed=1))
    assert str(told.value) == "10,000,000 deals are more than can be counted: the limit is 4,194,304"
    with pytest.raises(BadConflict, match=r"^a deal space has issues and parties$"):
        accepted(DealSpace(name="", issues=(), parties=(), needed=1))
