"""The position board: who wants what, who intends what, and the dilemmas that follow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.conflict import parse
from communique.conflict.boards import board
from communique.data import Board
from conflict import models
from conflict.stated import orders, rank, renamed, stated

PORT = """
name = "The port"
status-quo = "NNN"
[[decision-makers]]
name = "Sarn"
options = [{ name = "open", text = "Open the port" }, { name = "pay", text = "Pay for the harbour" }]
prefers = [%s]
[[decision-makers]]
name = "Vell"
options = [{ name = "block", text = "Block the strait" }]
prefers = [%s]
"""

BLUFF = '{ statement = "block IFF NOT open", kind = "threat", quote = "Open, or nobody sails." }'
MEANT = BLUFF.replace("kind", 'credibility = "credible", kind')
OFFER = '{ statement = "pay IF NOT block", kind = "offer", credibility = "%s" }'

# Sarn's statements, Vell's, and every dilemma: kind, of, towards, option
DILEMMAS = [
    ('"NOT open", "NOT block"', '"open"', "persuasion Sarn Vell open | persuasion Vell Sarn open"),
    ('"open"', '"open", "NOT block"', ""),
    ('"NOT open"', '"NOT block"', ""),
    (
        '"NOT block", "NOT open"',
        f'"open", {BLUFF}',
        "persuasion Sarn Vell open | persuasion Vell Sarn open | rejection Vell Sarn block",
    ),
    (
        '"NOT block", "NOT open"',
        f'"open", {MEANT}',
        "persuasion Sarn Vell open | persuasion Vell Sarn open | persuasion Sarn Vell block",
    ),
    (f'"NOT block", {OFFER % "unknown"}', '"pay", "NOT block"', "trust Vell Sarn pay"),
    (f'"NOT block", {OFFER % "bluff"}', '"pay", "NOT block"', "trust Vell Sarn pay"),
    (f'"NOT block", {OFFER % "credible"}', '"pay", "NOT block"', ""),
    ('["open", "pay"], "NOT block"', '"block"', "persuasion Sarn Vell block | persuasion Vell Sarn block"),
]

seeds = st.integers(0, 10**6)


def told(found: Board) -> list[str]:
    """The dilemmas of a board, without their sentences."""
    return [f"{d.kind} {d.of} {d.towards} {d.option}" for d in found.dilemmas]


@pytest.mark.parametrize(("sarn", "vell", "dilemmas"), DILEMMAS)
def test_the_dilemmas_are_those_of_the_definitions(sarn: str, vell: str, dilemmas: str) -> None:
    """Opposite wishes need persuasion, a threat that may be a bluff brings rejection, a doubted offer lacks trust."""
    found = board(parse(PORT % (sarn, vell)))
    assert sorted(told(found)) == sorted(dilemmas.split(" | ") if dilemmas else [])


def test_a_board_says_what_each_wants_and_why() -> None:
    """A position has the statement that decides; an intention is what is done if the others do not give in."""
    found = board(parse(PORT % ('"NOT block", "NOT open"', f'"open", {BLUFF}')))
    assert found.makers == ("Sarn", "Vell")
    rows = {row.option: row for row in found.rows}
    assert [(s.wants, s.because) for s in rows["open"].positions] == [("against", "NOT open"), ("for", "open")]
    assert [s.wants for s in rows["pay"].positions] == ["open", "open"]
    assert [s.wants for s in rows["block"].positions] == ["against", "against"]
    block = rows["block"]
    assert (block.owner, block.now, block.text) == ("Vell", False, "Block the strait")
    assert (block.intention.wants, block.intention.doubted) == ("for", True)
    assert block.intention.quote == "Open, or nobody sails."
    assert rows["open"].intention.wants == "against"


def test_every_dilemma_is_one_plain_sentence() -> None:
    """Each names both sides and the option in words, ends with a full stop, and says what it rests on."""
    for sarn, vell, _ in DILEMMAS:
        found = board(parse(PORT % (sarn, vell)))
        texts = {row.option: row.text for row in found.rows}
        for dilemma in found.dilemmas:
            assert dilemma.of in dilemma.sentence
            assert dilemma.towards in dilemma.sentence
            assert f"“{texts[dilemma.option]}”" in dilemma.sentence
            assert dilemma.sentence.endswith(".")
            assert "\n" not in dilemma.sentence
            assert dilemma.because


def test_where_orders_differ_a_stance_is_open() -> None:
    """Of two statements in one tier that pull apart neither makes a position; in two tiers the first one does."""
    texts = ('["open AND pay", "NOT open"]', '"open AND pay", "NOT open"')
    wants = [board(parse(PORT % (text, '"NOT block"'))).rows[0].positions[0].wants for text in texts]
    assert wants == ["open", "for"]


def test_a_ranking_makes_a_board_too() -> None:
    """Who ranks the states wants what the best of them have in common, for no statement."""
    found = board(parse(models.ELMIRA))
    accept = next(row for row in found.rows if row.option == "accept")
    assert [(s.maker, s.wants, s.because) for s in accept.positions] == [
        ("MoE", "for", "the ranking"),
        ("UR", "against", "the ranking"),
        ("LG", "for", "the ranking"),
    ]
    assert accept.now is False
    assert board(parse(models.DILEMMA)).rows[0].now is None


@given(seeds)
def test_a_position_is_what_the_best_states_share(seed: int) -> None:
    """Somebody is for an option exactly where it is done in all of its best states, against where in none."""
    conflict = stated(seed)
    found = board(conflict)
    options = [option.name for maker in conflict.makers for option in maker.options]
    holes = {s for s in range(1 << len(options)) if conflict.infeasible and s & 1 and s >> (len(options) - 1) & 1}
    states = [s for s in range(1 << len(options)) if s not in holes]
    for at in range(len(conflict.makers)):
        top = max(rank(conflict, at, s) for s in states)
        best = [s for s in states if rank(conflict, at, s) == top]
        for number, row in enumerate(found.rows):
            done = {bool(s >> number & 1) for s in best}
            wants = {(True,): "for", (False,): "against"}.get(tuple(done), "open")
            assert row.positions[at].wants == wants


@settings(max_examples=20)
@given(seeds)
def test_the_order_of_the_makers_changes_no_dilemma(seed: int) -> None:
    """Told in another order, the makers have the same dilemmas."""
    conflict = stated(seed, open_orders=True)
    found = [sorted(told(board(renamed(conflict, order)))) for order in orders(conflict)]
    assert all(other == found[0] for other in found)


def test_a_bluff_is_no_position_of_anybody_else() -> None:
    """Whether a threat is meant changes who has a dilemma, and nobody's position."""
    conflict = parse(PORT % ('"NOT block", "NOT open"', f'"open", {BLUFF}'))
    vell = conflict.makers[1]
    meant = tuple(replace(p, credibility="credible") for p in vell.preferences)
    other = replace(conflict, makers=(conflict.makers[0], replace(vell, preferences=meant)))
    positions = [[[s.wants for s in row.positions] for row in board(c).rows] for c in (conflict, other)]
    assert positions[0] == positions[1]
    assert told(board(conflict)) != told(board(other))
