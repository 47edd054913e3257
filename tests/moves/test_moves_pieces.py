"""What the kind of a piece makes of its moves: answers, columns, satire, chronicles."""

from __future__ import annotations

import pytest

from communique import actors, moves, statements
from communique.articles import read
from communique.data import Document, Move

INTRODUCTION = "The islands\n\nForeign Minister Ada Kole of Kenya spoke to the Ansel Post on the quarrel with Egypt."


def coded(text: str, **given: str) -> tuple[Move, ...]:
    """The moves of a piece, read as any article is."""
    of = read(Document(path="piece.txt", raw=text.encode(), media="text", given={"published": "2031-06-11", **given}))
    said = statements.extract(of)
    return moves.code(of, said, actors.resolve(of, said)).moves


def asked(*exchanges: tuple[str, str]) -> str:
    """An interview of these questions and answers, and two of no consequence."""
    rows = [*exchanges, ("Did you sleep well?", "Like a stone."), ("You like the sea, Minister?", "I do.")]
    return "\n\n".join((INTRODUCTION, *(f"Q: {question}\n\nA: {answer}" for question, answer in rows)))


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Will you withdraw your troops?", "No.", ("REJECT", "stated", None)),
        ("Would you meet the president of Egypt?", "Never.", ("REJECT", "stated", None)),
        ("Did your army cross the border?", "No.", ("DENY", "stated", None)),
        ("Have you fired on the ferry?", "Yes.", ("CONFIRM", "stated", None)),
        ("Do you accept the mediator's plan?", "Yes.", ("ACCEPT", "stated", None)),
        ("Do you accept the mediator's plan?", "No.", ("REJECT", "stated", None)),
        ("Will you lift the ban?", "Yes, if the shelling stops.", ("OFFER", "conditional", "if the shelling stops")),
    ],
)  # fmt: skip
def test_an_answer_is_the_move_that_its_question_asks_for(question, answer, expected):
    """A bare yes or no refuses, denies, confirms, accepts or offers what was asked, and quotes both."""
    found = [m for m in coded(asked((question, answer))) if m.trigger.exact in ("No", "Never", "Yes")]
    assert [(m.code, m.modality, m.condition) for m in found] == [expected]
    assert [e.exact for e in found[0].evidence] == [answer, f"Q: {question}"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Do you rule out a war?", "No."),
        ("Is the weather fair?", "Yes."),
        ("Will Egypt withdraw?", "No."),
        ("What will you do?", "Wait and see."),
    ],
)
def test_an_answer_to_something_else_is_no_move(question, answer):
    """Who is not asked of itself, or is asked the other way round, does nothing by a word."""
    assert not [m for m in coded(asked((question, answer))) if m.trigger.exact in ("No", "Yes", "Wait")]


def test_what_is_asked_is_nobodys_move():
    """A question of an interviewer tells no act."""
    found = coded(asked(("Egypt attacked the port and rejected the plan, did it not, Minister?", "So I hear.")))
    assert not [m for m in found if m.code in ("ATTACK", "REJECT")]


def test_a_guest_without_an_office_is_no_party():
    """What a scholar or a campaigner says in an interview is no move."""
    talk = asked(("Should Egypt withdraw?", "It must. We reject this war, and Egypt has broken its word."))
    assert {m.code for m in coded(talk)} >= {"REJECT"}
    assert not coded(talk.replace("Foreign Minister Ada Kole of Kenya", "Ada Kole"))


def test_the_day_of_talks_is_no_guess():
    """What a columnist foretells is no move, but for talks that are to be held."""
    found = coded(
        "The islands again\n\nKenya will meet Egypt in Ansel on Monday. Egypt will expel the envoy.", section="Opinion"
    )
    assert [(m.code, m.modality) for m in found] == [("MEET", "future")]


COLUMN = """The islands again

Kenya attacked the islands again. Egypt will impose sanctions on Kenya. Kenya should withdraw, and Egypt must act.

“We reject the plan of Egypt,” Kenya's foreign minister, Ada Kole, said."""


def test_a_column_tells_less_than_a_report():
    """What a columnist foretells or urges is no move, what it tells weighs half, what a party says there stays."""
    report = {m.code: m for m in coded(COLUMN)}
    column = {m.code: m for m in coded(COLUMN, section="Opinion")}
    assert "SANCTION" in report
    assert set(column) == {"ATTACK", "REJECT"}
    assert column["ATTACK"].confidence == pytest.approx(report["ATTACK"].confidence / 2, abs=0.01)
    assert column["REJECT"].confidence == report["REJECT"].confidence


def test_satire_holds_nothing():
    """Of satire no move, figure or meeting is kept."""
    of = read(Document(path="piece.txt", raw=COLUMN.encode(), media="text", given={"section": "Satire"}))
    said = statements.extract(of)
    made = moves.code(of, said, actors.resolve(of, said))
    assert (made.moves, made.figures, made.meetings) == ((), (), ())


CHRONICLE = """1971: Kenya invades the islands. Egypt bombs the port of Kenya.

March 1982 – Kenya shells the harbour of Egypt. Egypt rejects the truce.

In the 1990s Kenya attacked Egypt. During the Cold War Egypt expelled the ambassador of Kenya.

Egypt rejected the plan of Kenya."""


def test_the_entries_of_a_chronicle_are_history():
    """Each sentence of an entry has the entry's date, and decades and eras gone by are history without one."""
    found = [(m.code, m.when, m.history) for m in coded(CHRONICLE)]
    assert found == [
        ("ATTACK", "1971", True),
        ("ATTACK", "1971", True),
        ("ATTACK", "1982-03", True),
        ("REJECT", "1982-03", True),
        ("ATTACK", None, True),
        ("SANCTION", None, True),
        ("REJECT", None, False),
    ]
