"""Who holds what, on which words, and how it came there; which move answers which; when they meet."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Actor, Article, Move, Position
from communique.record import Evidence, reconcile
from communique.record.meetings import standing
from communique.record.positions import STANCE_CHARACTERS, one_line
from factories import article, meeting, move

LEAVE = "demanded that the gunboats leave"
SHARE = "offered to share the herring"


def told(text: str, evidence: str, published: str = "2031-03-07", **fields: Any) -> tuple[Article, Move]:
    """An article with one move in it."""
    of = article(text, published=published)
    return of, move(of, evidence, **({"issue": "maritime"} | fields))


def record(*told_of: tuple[Article, Move]) -> Any:
    """The record of these."""
    return reconcile(Evidence(articles=tuple(a for a, _ in told_of), moves=tuple(m for _, m in told_of)))


def positions(*told_of: tuple[Article, Move]) -> tuple[Position, ...]:
    """The positions that these amount to."""
    found: tuple[Position, ...] = record(*told_of).positions
    return found


def test_a_stance_makes_a_position() -> None:
    """A demand is what its party holds on the issue, in its words, since its day."""
    (held,) = positions(told(f"Norland {LEAVE}.", LEAVE, when="2031-03-06"))
    assert (held.actor, held.issue, held.code, held.since, held.stance) == (
        *("n", "maritime", "DEMAND", "2031-03-06"),
        f"Norland {LEAVE}.",
    )


def test_the_latest_stance_holds() -> None:
    """A later offer is the position now; the demand before it is its history."""
    (held,) = positions(
        told(f"Norland {SHARE}.", SHARE, "2031-03-09", code="OFFER"), told(f"Norland {LEAVE}.", LEAVE, "2031-03-07")
    )
    assert (held.code, held.since, held.history) == ("OFFER", "2031-03-09", (f"2031-03-07 DEMAND: Norland {LEAVE}.",))


def test_an_unlikely_act_turns_no_position() -> None:
    """What is more likely wrong than right does not replace a sure stance; where nothing else is told it is shown."""
    sure = told(f"Norland {LEAVE}.", LEAVE, "2031-03-07", confidence=0.8)
    unsure = told(f"Norland {SHARE}.", SHARE, "2031-03-09", code="OFFER", confidence=0.25)
    assert [held.code for held in positions(sure, unsure)] == ["DEMAND"]
    assert [held.code for held in positions(unsure)] == ["OFFER"]


@pytest.mark.parametrize(
    "fields",
    [
        {"issue": None},
        {"history": True},
        {"modality": "negated"},
        {"code": "MEET"},
        {"code": "DECLINE_COMMENT"},
        {"actors": ()},
    ],
)
def test_what_makes_no_position(fields: dict[str, Any]) -> None:
    """Background, what is denied, and acts that say nothing about a stance make no position."""
    assert positions(told(f"Norland {LEAVE}.", LEAVE, **fields)) == ()


def test_each_party_holds_its_own() -> None:
    """A joint demand is a position of each party to it."""
    assert [p.actor for p in positions(told(f"Both {LEAVE}.", LEAVE, actors=("n", "s")))].sort() is None
    assert {p.actor for p in positions(told(f"Both {LEAVE}.", LEAVE, actors=("n", "s")))} == {"n", "s"}


@pytest.mark.parametrize(
    ("words", "code", "red"),
    [
        ("said the strait was a red line", "STATE_POSITION", True),
        ("called gunboats in the strait a “non-starter”", "REJECT", True),
        ("would under no circumstances leave", "REJECT", True),
        ("demanded that the gunboats leave", "DEMAND", False),
        ("never tires of offering talks about the strait", "OFFER", False),
    ],
)
def test_red_lines_are_said_to_be_red(words: str, code: str, red: bool) -> None:
    """A red line is a firm stance put in the words of one."""
    (held,) = positions(told(f"Norland {words}.", words, code=code))
    assert held.red_line is red


def test_the_words_that_quote_are_preferred() -> None:
    """Of two reports of one stance, the one that quotes its party gives the words."""
    plain = told(f"Norland {LEAVE} the strait.", f"{LEAVE} the strait")
    quoted = told(f"Norland {LEAVE} the “whole” strait.", f"{LEAVE} the “whole” strait")
    (held,) = positions(plain, quoted)
    assert held.stance == f"Norland {LEAVE} the “whole” strait."


def test_a_long_sentence_gives_only_the_clause() -> None:
    """Where the whole sentence is too long for a line, the words of the act itself are the stance."""
    text = f"Norland {LEAVE}" + ", its minister said in a long speech" * 6 + "."
    (held,) = positions(told(text, LEAVE))
    assert held.stance == LEAVE


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("leave\n  the strait", "leave the strait"),
        ("word " * 40, ("word " * 40).strip()),
        ("word " * 50, ("word " * 40) + "…"),
        ("x" * 250, "x" * STANCE_CHARACTERS + " …"),
    ],
)
def test_a_stance_is_one_line(words: str, line: str) -> None:
    """A stance stands on one line and is cut at a word."""
    assert one_line(words) == line


def answer(demand: tuple[Article, Move], reply: tuple[Article, Move]) -> str | None:
    """What the reply is found to respond to: "demand", or None."""
    found = record(demand, reply)
    by_id = {m.id: m for m in found.moves}
    return {demand[1].id: "demand", None: None}[by_id[reply[1].id].responds_to]


DEMAND = told(f"Norland {LEAVE}.", LEAVE, recipients=("s",))
REFUSED = "refused to leave the strait"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "demand"),
        ({"code": "ACCEPT"}, "demand"),
        ({"code": "THREATEN"}, None),
        ({"issue": "fisheries"}, None),
        ({"issue": None}, None),
        ({"actors": ("x",), "recipients": ()}, None),
        ({"actors": ("n",)}, None),
        ({"history": True}, None),
        ({"published": "2031-03-01"}, None),
    ],
)
def test_what_answers_what(fields: dict[str, Any], expected: str | None) -> None:
    """A refusal or consent answers the latest demand on its issue by the other side, and nothing else does."""
    base: dict[str, Any] = {"code": "REJECT", "actors": ("s",), "published": "2031-03-08"}
    assert answer(DEMAND, told(f"Sudria {REFUSED}.", REFUSED, **(base | fields))) == expected


TALKS = article(
    "Envoys met in Velm on Thursday. The Velm talks lasted six hours. A round in Velm was put off. Talks in Orr."
)
MET, LASTED, OFF, ORR = "met in Velm", "talks lasted six hours", "round in Velm was put off", "Talks in Orr"
DAY = {"place": "Velm", "when": "2031-03-06", "parties": ("n", "s")}


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ({**DAY}, {**DAY, "forum": "Strait Council"}, 1),
        ({**DAY}, {**DAY, "place": None}, 1),
        ({**DAY}, {**DAY, "when": None}, 1),
        ({**DAY}, {**DAY, "when": "2031-03"}, 1),
        ({**DAY}, {**DAY, "when": "2031-03-07"}, 2),
        ({**DAY}, {**DAY, "place": "Orr"}, 2),
        ({**DAY}, {**DAY, "place": None, "parties": ("n",)}, 1),
        ({**DAY}, {**DAY, "place": None, "parties": ("x", "y")}, 2),
        ({**DAY}, {"forum": "talks", "when": "2031-03-09", "parties": ()}, 1),
        ({**DAY, "forum": "Strait Council"}, {"forum": "strait council", "when": "2031-03-06"}, 1),
        ({**DAY, "when": None}, {**DAY, "when": None}, 1),
        ({**DAY}, {**DAY, "when": None, "status": "held"}, 2),
    ],
)
def test_one_meeting_is_one(one: dict[str, Any], other: dict[str, Any], number: int) -> None:
    """Two mentions are one meeting where day, place, forum and parties can be the same, and enough of them are."""
    found = reconcile(
        Evidence(articles=(TALKS,), meetings=(meeting(TALKS, MET, **one), meeting(TALKS, LASTED, **other)))
    )
    assert len(found.meetings) == number


def test_an_undated_mention_of_two_meetings_stays_apart() -> None:
    """A mention that could be either of two meetings is joined to neither."""
    dated = (
        meeting(TALKS, MET, **DAY),
        meeting(TALKS, LASTED, **{**DAY, "when": "2031-03-10"}),
    )
    loose = meeting(TALKS, OFF, **{**DAY, "when": None})
    assert [m.when for m in reconcile(Evidence(articles=(TALKS,), meetings=(*dated, loose))).meetings] == [
        *("2031-03-06", "2031-03-10", None)
    ]


def test_a_meeting_gathers_what_is_known() -> None:
    """What one report says of a meeting completes what another says; held outweighs announced."""
    one = meeting(TALKS, MET, **{**DAY, "parties": ("n", "s"), "status": "held"})
    other = meeting(TALKS, LASTED, **{**DAY, "parties": ("n", "x"), "hours": 6.0, "forum": "Strait Council"})
    (found,) = reconcile(Evidence(articles=(TALKS,), meetings=(one, other))).meetings
    assert (found.status, found.hours, found.forum, found.parties) == ("held", 6.0, "Strait Council", ("n", "s", "x"))
    assert [a.exact for a in found.evidence] == [MET, LASTED]


def test_words_of_another_side_make_no_position() -> None:
    """What only an opponent says that a party demands is not that party's position."""
    of, one = told(f"Norland {LEAVE}.", LEAVE, speaker="minister")
    actors = (Actor(id="minister", name="Ana Velmar", kind="person", side="s"),)
    assert reconcile(Evidence(articles=(of,), moves=(one,), actors=actors)).positions == ()


def test_a_quotation_is_shown_whole() -> None:
    """A sentence out of the middle of a quotation is shown between marks of its own."""
    words = "All gunboats must leave the strait today."
    (held,) = positions(told(f"“We are patient. {words} We wait,” she said.", words))
    assert held.stance == f"“{words}”"


def test_talks_that_are_put_off_are_told_with_their_new_day() -> None:
    """Talks moved from one day to another keep that history on both days."""
    off = meeting(TALKS, OFF, **{**DAY, "status": "postponed"})
    new = meeting(TALKS, OFF, **{**DAY, "when": "2031-03-10", "place": None})
    found = reconcile(Evidence(articles=(TALKS,), meetings=(off, new))).meetings
    assert [(m.when, m.revisions, m.place) for m in found] == [
        ("2031-03-06", ("2031-03-06 put off to 2031-03-10",), "Velm"),
        ("2031-03-10", ("2031-03-06 put off to 2031-03-10",), "Velm"),
    ]


def test_nobody_meets_alone() -> None:
    """Talks of one party without place, body or length are no meeting."""
    alone = meeting(TALKS, MET, when="2031-03-06", parties=("n",), status="held")
    assert reconcile(Evidence(articles=(TALKS,), meetings=(alone,))).meetings == ()


def test_what_others_fear_comes_after_own_words() -> None:
    """What officials fear that a party demands is its position only where it says nothing itself."""
    feared = told(f"Officials fear that Norland {LEAVE}.", LEAVE, reported_by="statement")
    denied = told(f"Norland {SHARE}.", SHARE, code="DENY")
    assert [p.code for p in positions(feared, denied)] == ["DENY"]
    assert [p.code for p in positions(feared)] == ["DEMAND"]


def test_own_words_come_before_hearsay() -> None:
    """Of a demand that an analyst tells and an offer that the outlet tells, the outlet's is the position."""
    hearsay = told(f"Norland {LEAVE}, an analyst said.", LEAVE, speaker="analyst")
    plain = told(f"Norland {SHARE}.", SHARE, code="REQUEST")
    (held,) = positions(hearsay, plain)
    assert held.stance == f"Norland {SHARE}."
    (alone,) = positions(hearsay)
    assert LEAVE in alone.stance


def test_talks_called_off_without_a_day_are_the_next_ones_planned() -> None:
    """Who calls off "the summit" calls off the first one still to come, and not one that is over."""
    days = [{**DAY, "when": when} for when in ("2031-03-05", "2031-03-10", "2031-03-20")]
    rows = [meeting(TALKS, part, **day) for part, day in zip((MET, LASTED, ORR), days, strict=True)]
    off = meeting(TALKS, OFF, **{**DAY, "when": None, "status": "cancelled"})
    found = reconcile(Evidence(articles=(TALKS,), meetings=(*rows, off))).meetings
    assert [(m.when, m.status) for m in found] == [
        ("2031-03-05", "announced"),
        ("2031-03-10", "cancelled"),
        ("2031-03-20", "announced"),
    ]


def test_talks_called_off_and_held_say_both() -> None:
    """Talks that one report calls off and another tells of took place, and were called off before."""
    off = meeting(TALKS, OFF, **{**DAY, "status": "cancelled"})
    met = meeting(TALKS, MET, **{**DAY, "status": "held"})
    (found,) = reconcile(Evidence(articles=(TALKS,), meetings=(off, met))).meetings
    assert (found.status, found.revisions) == ("held", ("2031-03-06 called off, but held",))


def test_talks_put_off_stand_on_their_new_day() -> None:
    """Of talks that were put off, those of the new day stand; those without a new day stay."""
    off = meeting(TALKS, OFF, **{**DAY, "status": "postponed"})
    new = meeting(TALKS, OFF, **{**DAY, "when": "2031-03-10"})
    alone = meeting(TALKS, ORR, when="2031-03-20", place="Orr", parties=("x", "y"), status="postponed")
    found = reconcile(Evidence(articles=(TALKS,), meetings=(off, new, alone))).meetings
    assert [m.when for m in standing(found)] == ["2031-03-10", "2031-03-20"]
