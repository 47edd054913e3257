"""What a person decided wins, is only ever added to, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from communique.data import Actor, Event, Judgement, Move, Record
from communique.errors import JudgementError
from communique.record import Evidence, edited, judged, orphaned, reconcile, standing
from communique.record.judging import coding
from factories import article, figure, move

WORDS = "demanded that the gunboats leave the strait"
OF = article(f"Norland {WORDS}.")
MOVE = move(OF, WORDS, id="m", issue="maritime", confidence=0.4)


def given(*rows: tuple[str, str, str] | tuple[str, str, str, Mapping[str, str]]) -> list[Judgement]:
    """Judgements (id, verdict, about[, changes]) in the order in which they were given."""
    return [
        Judgement(
            id=row[0], verdict=row[1], about=row[2], by="ana", at="2031-03-08", changes=row[3] if len(row) > 3 else {}
        )  # type: ignore[arg-type, misc]
        for row in rows
    ]


def in_force(*rows: Any) -> dict[str, tuple[str, dict[str, str]]]:
    """What stands about each datum: the verdict and its changes."""
    return {about: (j.verdict, dict(j.changes)) for about, j in standing(given(*rows)).items()}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], {}),
        ([("1", "reject", "m")], {"m": ("reject", {})}),
        ([("1", "reject", "m"), ("2", "accept", "m")], {"m": ("accept", {})}),
        ([("1", "reject", "m"), ("2", "undo", "1")], {}),
        ([("1", "reject", "m"), ("2", "undo", "1"), ("3", "undo", "2")], {"m": ("reject", {})}),
        ([("1", "reject", "m"), ("2", "undo", "1"), ("3", "undo", "2"), ("4", "undo", "3")], {}),
        ([("1", "accept", "m"), ("2", "reject", "m"), ("3", "undo", "2")], {"m": ("accept", {})}),
        ([("1", "reject", "m"), ("2", "undo", "elsewhere")], {"m": ("reject", {})}),
        ([("1", "reject", "m"), ("2", "accept", "x")], {"m": ("reject", {}), "x": ("accept", {})}),
        (
            [("1", "edit", "m", {"when": "2031"}), ("2", "edit", "m", {"code": "OFFER"})],
            {"m": ("edit", {"when": "2031", "code": "OFFER"})},
        ),
        (
            [("1", "edit", "m", {"when": "2031"}), ("2", "edit", "m", {"when": "2030"}), ("3", "undo", "2")],
            {"m": ("edit", {"when": "2031"})},
        ),
        ([("1", "edit", "m", {"when": "2031"}), ("2", "accept", "m")], {"m": ("edit", {"when": "2031"})}),
        ([("1", "edit", "m", {"when": "2031"}), ("2", "reject", "m")], {"m": ("reject", {})}),
    ],
)
def test_the_last_word_stands(rows: list[Any], expected: dict[str, Any]) -> None:
    """The last judgement that was not taken back is in force; edits add up; an undo can itself be undone."""
    assert in_force(*rows) == expected


def told(id: str, verdict: Any, about: str, at: int, by: str = "ana", **fields: Any) -> Judgement:
    """A judgement at a second of one minute."""
    return Judgement(id=id, about=about, verdict=verdict, by=by, at=f"2031-03-08T10:00:{at:02}+00:00", **fields)


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ((told("1", "accept", "m", 9), told("2", "reject", "m", 3)), {"m": ("accept", {})}),
        ((told("2", "undo", "1", 9), told("1", "reject", "m", 3)), {}),
        (
            (told("1", "reject", "m", 1, batch="b"), told("2", "reject", "n", 1, batch="b"), told("3", "undo", "b", 2)),
            {},
        ),
        (
            (
                *(told("1", "reject", "m", 1, batch="b"), told("2", "reject", "n", 1, batch="b")),
                *(told("3", "undo", "b", 2), told("4", "undo", "3", 3), told("5", "undo", "1", 4)),
            ),
            {"n": ("reject", {})},
        ),
        (
            (told("1", "edit", "m", 1, changes={"when": "2031"}), told("2", "accept", "m", 2, by="ben", blind=True)),
            {"m": ("accept", {})},
        ),
        (
            (told("1", "edit", "m", 1, changes={"when": "2031"}), told("2", "accept", "m", 2, by="ben")),
            {"m": ("edit", {"when": "2031"})},
        ),
        (
            (
                told("1", "edit", "m", 1, by="ben", blind=True, changes={"when": "2031"}),
                told("2", "reject", "m", 2),
                told("3", "edit", "m", 3, by="ben", blind=True, changes={"code": "OFFER"}),
            ),
            {"m": ("edit", {"when": "2031", "code": "OFFER"})},
        ),
    ],
)
def test_time_decides(judgements: tuple[Judgement, ...], expected: dict[str, Any]) -> None:
    """The later word wins in whatever order they are read; a batch goes at once; a blind coder builds on no other."""
    for order in (judgements, judgements[::-1]):
        assert {about: (j.verdict, dict(j.changes)) for about, j in standing(order).items()} == expected


def test_one_coder_alone() -> None:
    """What one coder's judgements come to leaves out those of others."""
    both = [told("1", "reject", "m", 1), told("2", "accept", "n", 2, by="ben")]
    assert set(standing(both, by="ben")) == {"n"}
    assert standing(both, by="") == {}


VERDICTS = st.sampled_from(["accept", "reject", "edit", "merge", "split", "add", "undo"])
HISTORIES = st.lists(
    st.tuples(VERDICTS, st.sampled_from("mno12345"), st.sampled_from(["ana", "ben"]), st.booleans()), max_size=9
)


def history(rows: list[tuple[Any, str, str, bool]]) -> list[Judgement]:
    """Judgements numbered in the order in which they were given; an undo is of an earlier one."""
    return [
        told(str(n), verdict, about, n, by, blind=blind, changes={"issue": f"i{n}"} if verdict == "edit" else {})
        for n, (verdict, about, by, blind) in enumerate(rows)
        if verdict != "undo" or (about.isdigit() and int(about) < n)
    ]


@hypothesis.given(HISTORIES, VERDICTS.filter(lambda v: v != "undo"), st.randoms(use_true_random=False))
def test_an_undo_leaves_exactly_what_was(rows: Any, verdict: Any, chance: Any) -> None:
    """Any judgement taken back at once, and any undo taken back, leaves what stood before; no order of rows matters."""
    before = history(rows)
    made = told("x", verdict, "m", 58, changes={"issue": "x"} if verdict == "edit" else {})
    undo, redo = told("u", "undo", "x", 59), told("v", "undo", "u", 60)
    assert standing([*before, made, undo]) == standing(before)
    assert standing([*before, made, undo, redo]) == standing([*before, made])
    shuffled = [*before, made]
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing([*before, made])
    assert list(standing(shuffled)) == list(standing([*before, made]))


@pytest.mark.parametrize(
    ("judgement", "lost"),
    [
        (told("1", "accept", "m", 1, kind="move"), False),
        (told("1", "accept", "gone", 1, kind="move"), True),
        (told("1", "reject", "gone", 1, kind="move"), True),
        (told("1", "reject", "found", 1, kind="move"), False),
        (told("1", "reject", "gone", 1, kind="meeting"), False),
        (told("1", "edit", "m", 1, kind="move", changes={"actors": "nobody"}), True),
        (told("1", "edit", "m", 1, kind="move", changes={"actors": "found"}), False),
        (told("1", "merge", "m", 1, kind="move", changes={"with": "gone"}), True),
        (told("1", "merge", "m", 1, kind="move", changes={"with": "found"}), False),
        (told("1", "split", "m", 1, kind="move", changes={"from": "gone;found"}), False),
        (told("1", "split", "m", 1, kind="move", changes={"from": "gone"}), True),
        (told("1", "accept", "~toll", 1, kind="issue"), False),
        (told("1", "add", "Dee", 1, kind="actor"), False),
        (told("1", "add", "gone", 1, kind="move"), True),
    ],
)
def test_orphans_are_what_lost_its_datum(judgement: Judgement, lost: bool) -> None:
    """What was judged is there, or was found before it was judged away; else the judgement is an orphan."""
    assert orphaned(standing([judgement]), {"m": MOVE}, found={"found"}) == ([judgement] if lost else [])


@pytest.mark.parametrize(
    "datum", [MOVE, figure(OF, "gunboats", 2.5, hedge="over"), Actor(id="a", name="A", kind="group")]
)
def test_a_coding_is_what_would_change_it(datum: Any) -> None:
    """The fields of a datum, in words, are edits that leave it as it is."""
    assert edited(datum, coding(datum)) == datum


def record(*rows: Any) -> Record:
    """The record of one move, as these judgements leave it."""
    return reconcile(Evidence(articles=(OF,), moves=(MOVE,)), judgements=standing(given(*rows)))


def test_a_rejected_move_is_gone() -> None:
    """A rejected move is in no event and makes no position."""
    assert record(("1", "reject", "m")) == Record()


def test_a_rejection_taken_back_leaves_no_trace() -> None:
    """After an undo the record is what it was before."""
    assert record(("1", "reject", "m"), ("2", "undo", "1")) == record()


def test_an_accepted_move_is_certain() -> None:
    """What a person confirmed is no longer a guess."""
    assert [m.confidence for m in record(("1", "accept", "m")).moves] == [1.0]


def test_an_edited_move_changes_all_that_follows() -> None:
    """An edit shows in the move, its event and the position, and the anchors stay."""
    found = record(("1", "edit", "m", {"code": "OFFER", "recipients": "s; x", "when": "2031-03-05"}))
    (made,) = found.moves
    assert (made.code, made.recipients, made.when, made.evidence) == ("OFFER", ("s", "x"), "2031-03-05", MOVE.evidence)
    assert [(e.code, e.when) for e in found.events] == [("OFFER", "2031-03-05")]
    assert [(p.code, p.since) for p in found.positions] == [("OFFER", "2031-03-05")]


def test_a_rejected_event_takes_its_moves_with_it() -> None:
    """Moves of a rejected event are not in the record."""
    (event,) = record().events
    assert record(("1", "reject", event.id)) == Record()


def test_a_judgement_about_what_is_gone_is_kept() -> None:
    """A judgement whose datum is no longer found is shown as orphaned, and changes nothing."""
    verdicts = standing(given(("1", "accept", "gone"), ("2", "accept", "m")))
    assert [j.about for j in orphaned(verdicts, {"m": MOVE})] == ["gone"]
    assert reconcile(Evidence(articles=(OF,), moves=(MOVE,)), judgements=standing(given(("1", "edit", "gone")))) == (
        record()
    )


def test_an_edit_that_no_longer_applies_stops_nothing() -> None:
    """An edit of a field that there no longer is leaves its datum alone, and is shown as orphaned."""
    verdicts = standing(given(("1", "edit", "m", {"weather": "rain"})))
    assert judged([MOVE], verdicts) == (MOVE,)
    assert [j.about for j in orphaned(verdicts, {"m": MOVE})] == ["m"]


FIGURE = figure(OF, "gunboats", 13_000, low=13_000, hedge="more than")
ACTOR = Actor(id="a", name="Ana", kind="person", country="NL")


@pytest.mark.parametrize(
    ("datum", "name", "text", "value"),
    [
        (MOVE, "actors", "s; x ;", ("s", "x")),
        (MOVE, "recipients", "", ()),
        (MOVE, "issue", "", None),
        (MOVE, "modality", "conditional", "conditional"),
        (MOVE, "history", "yes", True),
        (MOVE, "history", "False", False),
        (FIGURE, "value", "14,000", 14_000.0),
        (FIGURE, "high", "1.5e4", 15_000.0),
        (FIGURE, "low", "", None),
        (FIGURE, "hedge", "", None),
        (ACTOR, "kind", "office", "office"),
    ],
)
def test_a_change_takes_the_type_of_its_field(datum: Any, name: str, text: str, value: object) -> None:
    """The words of a change become what the field holds; an empty change clears what may be empty."""
    changed = getattr(edited(datum, {name: text}), name)
    assert (changed, type(changed)) == (value, type(value))


@pytest.mark.parametrize(
    ("datum", "name", "text"),
    [
        (MOVE, "id", "x"),
        (MOVE, "evidence", "other words"),
        (MOVE, "colour", "red"),
        (MOVE, "code", ""),
        (MOVE, "code", "SHOUT"),
        (MOVE, "modality", "maybe"),
        (MOVE, "history", "perhaps"),
        (FIGURE, "value", "many"),
        (FIGURE, "value", ""),
        (FIGURE, "value", "nan"),
        (FIGURE, "status", "future"),
        (ACTOR, "name", ""),
    ],
)
def test_a_change_that_does_not_fit_is_refused(datum: Any, name: str, text: str) -> None:
    """A field that is not a person's to change, or a value that it cannot hold, is named in an error."""
    with pytest.raises(JudgementError, match=name):
        edited(datum, {name: text})


def test_an_event_is_not_edited() -> None:
    """What follows from moves can be accepted or rejected, not rewritten."""
    (event,) = record().events
    with pytest.raises(JudgementError, match="accepted or rejected"):
        edited(event, {"code": "OFFER"})


@pytest.mark.parametrize("verdict", ["accept", "reject", "edit"])
def test_judging_nothing_makes_nothing(verdict: str) -> None:
    """Judgements add no data of their own."""
    nothing: tuple[Event | Move, ...] = ()
    assert judged(nothing, standing(given(("1", verdict, "m")))) == ()
