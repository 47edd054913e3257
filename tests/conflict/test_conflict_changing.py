"""A conflict with some statements changed, and a conflict written as text."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.conflict import Options, parse, solve
from communique.conflict.changing import altered, negated, with_statement_dropped
from communique.conflict.writing import written
from communique.data import Alteration, Conflict, DecisionMaker, Option, Preference
from communique.errors import BadConflict
from conflict import models
from conflict.stated import stated

TEXT = """
name = "The ferry"
[[decision-makers]]
name = "Isle"
options = ["sail"]
prefers = ["NOT toll", ["sail", "toll IF sail"], { statement = "sail IFF NOT toll", kind = "threat" }]
[[decision-makers]]
name = "Shore"
options = ["toll"]
prefers = ["toll"]
"""

# the change, and the statements of Isle after it: tier, statement, credibility
CHANGES = [
    (("NOT toll", "dropped", ""), "1 sail | 1 toll IF sail | 2 sail IFF NOT toll"),
    (("NOT toll", "negated", ""), "0 toll | 1 sail | 1 toll IF sail | 2 sail IFF NOT toll"),
    (("toll IF sail", "negated", ""), "0 NOT toll | 1 sail | 1 NOT (toll IF sail) | 2 sail IFF NOT toll"),
    (("sail", "negated", ""), "0 NOT toll | 1 NOT sail | 1 toll IF sail | 2 sail IFF NOT toll"),
    (("NOT toll", "swapped", "sail"), "0 sail | 1 NOT toll | 1 toll IF sail | 2 sail IFF NOT toll"),
    (("sail IFF NOT toll", "bluff", ""), "0 NOT toll | 1 sail | 1 toll IF sail | 2 sail IFF NOT toll bluff"),
    (("sail IFF NOT toll", "credible", ""), "0 NOT toll | 1 sail | 1 toll IF sail | 2 sail IFF NOT toll credible"),
]


@pytest.mark.parametrize(("change", "after"), CHANGES)
def test_a_change_does_what_it_says(change: tuple[str, str, str], after: str) -> None:
    """A statement is dropped, turned round, swapped or believed, and all others stay as they are."""
    statement, how, other = change
    before = parse(TEXT)
    made = altered(before, [Alteration(maker="Isle", statement=statement, how=how, other=other)])  # type: ignore[arg-type]
    told = (f"{p.tier} {p.statement} {p.credibility}".strip() for p in made.makers[0].preferences)
    assert " | ".join(told) == after
    assert made.makers[1] == before.makers[1]


@pytest.mark.parametrize("statement", ["a", "NOT a", "a AND b", "NOT (a)", "NOT a AND b", "NOT NOT a"])
def test_the_opposite_of_the_opposite_means_the_same(statement: str) -> None:
    """Negated twice, a statement holds where it held, and negated once where it did not."""
    text = '[[decision-makers]]\nname = "A"\noptions = ["a"]\nprefers = ["{}"]\n'
    text += '[[decision-makers]]\nname = "B"\noptions = ["b"]\nprefers = ["b"]\n'
    rows = [solve(parse(text.format(told))).model.row(0, 0) for told in (statement, negated(negated(statement)))]
    assert rows[0].tolist() == rows[1].tolist()
    assert (solve(parse(text.format(negated(statement)))).model.row(0, 0) == ~rows[0]).all()


def test_the_last_statement_is_held_for_a_bluff() -> None:
    """Who loses the only statement prefers nothing to anything, and the conflict can still be solved."""
    made = with_statement_dropped(parse(TEXT), "Shore", "toll")
    assert made.makers[1].preferences == (Preference(statement="toll", tier=0, credibility="bluff"),)
    assert {row.state for row in solve(made).equilibria(concept="R")} >= {"NN"}


@pytest.mark.parametrize(
    ("maker", "statement", "fault"),
    [
        ("Coast", "toll", "“Coast” is no decision maker here: Isle, Shore"),
        ("Shore", "sail", "Shore has no statement “sail”"),
    ],
)
def test_a_change_of_what_is_not_there_is_told(maker: str, statement: str, fault: str) -> None:
    """A change of nobody's statement is refused with one line."""
    with pytest.raises(BadConflict) as told:
        with_statement_dropped(parse(TEXT), maker, statement)
    assert str(told.value) == fault


def test_an_unknown_threat_is_run_both_ways() -> None:
    """A threat counts in half of the readings, always where it is credible, and never where it is a bluff."""
    conflict = parse(TEXT.replace('["sail", "toll IF sail"]', '"sail"').replace('"NOT toll", ', ""))

    def nash(how: str) -> tuple[dict[str, int], int]:
        change = Alteration(maker="Isle", statement="sail IFF NOT toll", how=how)  # type: ignore[arg-type]
        solved = solve(altered(conflict, [change]))
        return {row.state: row.counts[0] for row in solved.equilibria(concept="R")}, solved.readings

    both = solve(conflict)
    assert both.readings == 2
    apart = [nash("credible"), nash("bluff")]
    assert [readings for _, readings in apart] == [1, 1]
    assert nash("unknown") == ({row.state: row.counts[0] for row in both.equilibria(concept="R")}, 2)
    for state in ("NN", "YN", "NY", "YY"):
        counts = [found.get(state, 0) for found, _ in apart]
        assert sum(counts) == nash("unknown")[0].get(state, 0)


def test_readings_with_doubts_are_counted_and_drawn() -> None:
    """Every order of a tier, with and without each doubtful statement, is one reading; of more some are drawn."""
    prefers = (
        '[{ statement = "sail", credibility = "unknown" }, { statement = "toll", kind = "threat" }, "sail IF toll"]'
    )
    text = TEXT.split("prefers")[0] + f"prefers = [{prefers}]\n" + TEXT[TEXT.index('[[decision-makers]]\nname = "Sh') :]
    model = solve(parse(text)).model
    found = [reading[0] for reading in model.readings(100, 0)[0]]
    assert len(found) == len(set(found)) == model.reading_count(100) == 6 + 2 * 2 + 1
    drawn = {reading[0] for reading in model.readings(5, 7)[0]}
    assert drawn <= set(found)
    assert solve(parse(text), options=Options(readings=5)).sampled


@pytest.mark.parametrize("text", [TEXT, models.DILEMMA, models.ELMIRA, models.EUPHRATES])
def test_a_conflict_is_written_as_it_was_read(text: str) -> None:
    """What is written of a published conflict is read as the same conflict, and solved as the same."""
    conflict = parse(text)
    assert parse(written(conflict)) == conflict
    assert solve(parse(written(conflict))).equilibria() == solve(conflict).equilibria()


words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
filled = words.filter(bool)
preferences = st.builds(
    Preference,
    statement=filled,
    tier=st.integers(0, 4),
    quote=words,
    moves=st.lists(words, max_size=2).map(tuple),
    kind=st.sampled_from(["", "red line", "demand", "offer", "threat", "inferred"]),
    credibility=st.sampled_from(["", "credible", "unknown", "bluff"]),
)
options = st.builds(
    Option,
    name=filled,
    text=words,
    irreversible=st.sampled_from(["", "yes", "no"]),
    moves=st.lists(words, max_size=2).map(tuple),
)
makers = st.builds(
    DecisionMaker,
    name=filled,
    options=st.lists(options, min_size=1, max_size=3).map(tuple),
    preferences=st.lists(preferences, max_size=5).map(lambda told: tuple(sorted(told, key=lambda p: p.tier))),
    ranking=st.lists(words, max_size=2).map(tuple),
)
conflicts = st.builds(
    Conflict,
    name=words,
    makers=st.lists(makers, min_size=1, max_size=3).map(tuple),
    infeasible=st.lists(words, max_size=2).map(tuple),
    states=st.dictionaries(words, words, max_size=3).map(lambda told: tuple(told.items())),
    status_quo=st.none() | words,
)


@given(conflicts)
def test_any_conflict_is_written_as_it_is_read(conflict: Conflict) -> None:
    """Whatever a conflict says, its text is TOML that is read as the same conflict."""
    assert parse(written(conflict)) == conflict


def test_what_cannot_be_shown_is_escaped() -> None:
    """A text that no screen should show is still written as TOML."""
    odd = replace(stated(1), name='a\x1b[2J"\\\x7f')
    assert tomllib.loads(written(odd))["name"] == odd.name


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            '{ statement = "toll", kind = "wish" }',
            "Shore, preference 1: “kind” is one of “red line”, “demand”, “offer”,",
        ),
        ('{ statement = "toll", credibility = "maybe" }', "Shore, preference 1: “credibility” is one of “credible”,"),
        ('{ statement = "toll", kind = 3 }', "Shore, preference 1: “kind” must be a text"),
    ],
)
def test_an_unknown_kind_is_told(line: str, fault: str) -> None:
    """A kind or credibility that there is not is refused with those that there are."""
    with pytest.raises(BadConflict) as told:
        parse(TEXT.replace('prefers = ["toll"]', f"prefers = [{line}]"))
    assert str(told.value).startswith(fault)
    assert "\n" not in str(told.value)
