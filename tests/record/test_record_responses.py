"""Which act answers which: by the one addressed, later, on one thing; one at most, and never in a circle."""

from __future__ import annotations

from typing import Any

import pytest

from communique.data import Article, Event, Move, Support
from communique.record import Evidence, reconcile
from communique.record.responses import ANSWERS, responses
from factories import anchor, article, move

Told = tuple[Article, Move]


def told(text: str, evidence: str, code: str, actor: str, **fields: Any) -> Told:
    """An article, of 7 March 2031 unless told otherwise, with one move in it on fishing."""
    of = article(text, published=fields.pop("published", "2031-03-07"))
    return of, move(of, evidence, code=code, actors=(actor,), **({"issue": "fishing"} | fields))


def answered(*rows: Told) -> dict[str, str]:
    """The code of each act that answers something, with the code of what it answers."""

    def links(rows: tuple[Told, ...]) -> dict[str, str]:
        articles = tuple({a.id: a for a, _ in rows}.values())
        moves = reconcile(Evidence(articles=articles, moves=tuple(m for _, m in rows))).moves
        codes = {m.id: m.code for m in moves}
        return {m.code: codes[m.responds_to] for m in moves if m.responds_to}

    found = links(rows)
    assert found == links(rows[::-1])
    return found


DEMAND = told(
    "Norland demanded that the trawler crew go free.",
    "demanded that the trawler crew go free",
    "DEMAND",
    "n",
    recipients=("s",),
)
NEXT = "2031-03-08"


@pytest.mark.parametrize(
    ("words", "code", "fields", "expected"),
    [
        ("would not hand over the trawler crew", "REJECT", {}, "DEMAND"),
        ("agreed to let the trawler crew go", "ACCEPT", {}, "DEMAND"),
        ("dropped its charges against the trawler crew", "CONCEDE", {}, "DEMAND"),
        ("offered to free half of the trawler crew", "OFFER", {}, "DEMAND"),
        ("rejected the demand as theft", "REJECT", {"issue": None}, "DEMAND"),
        ("rejected the demand for the trawler crew", "REJECT", {"issue": "justice"}, "DEMAND"),
        ("rejected the demand as theft", "REJECT", {"issue": "justice"}, None),
        ("rejected the offer as theft", "REJECT", {"issue": None}, None),
        ("would not close the harbour", "REJECT", {}, None),
        ("would not hand over the trawler crew", "REJECT", {"issue": "justice"}, None),
        ("would not hand over the trawler crew", "REJECT", {"published": "2031-03-06"}, None),
        ("would not hand over the trawler crew", "REJECT", {"history": True}, None),
        ("threatened the trawler crew", "THREATEN", {}, None),
    ],
)
def test_what_answers_a_demand(words: str, code: str, fields: dict[str, Any], expected: str | None) -> None:
    """An answer shares the issue and words of its own with what it answers, or names it by its kind."""
    reply = told(f"Sudria {words}.", words, code, "s", **({"published": NEXT} | fields))
    assert answered(DEMAND, reply).get(code) == expected


def test_others_do_not_answer() -> None:
    """Who was not addressed, and does not address the one who asked, answers nothing."""
    words = "would not hand over the trawler crew"
    assert answered(DEMAND, told(f"Karland {words}.", words, "REJECT", "k", published=NEXT)) == {}
    addressed = told(f"Karland {words}.", words, "REJECT", "k", published=NEXT, recipients=("n",))
    assert answered(DEMAND, addressed) == {"REJECT": "DEMAND"}


ASKS, REFUSES, OFFERS = "asked for the lists", "said no", "offered a share of the catch"


@pytest.mark.parametrize(
    ("text", "code", "reply", "expected"),
    [
        (f"Norland {ASKS}. Sudria {REFUSES}.", "REJECT", REFUSES, {"REJECT": "REQUEST"}),
        (f"Sudria {REFUSES}. Norland {ASKS}.", "REJECT", REFUSES, {}),
        (f"Norland {ASKS}. {'The sea was calm. ' * 40}Sudria {REFUSES}.", "REJECT", REFUSES, {}),
        (f"Norland {ASKS}. Sudria {OFFERS}.", "OFFER", OFFERS, {}),
    ],
    ids="right-behind before far-behind an-offer-may-stand-alone".split(),
)
def test_in_one_report(text: str, code: str, reply: str, expected: dict[str, str]) -> None:
    """A bare refusal answers what stands right before it in the same report."""
    of = article(text)
    asked = move(of, ASKS, code="REQUEST", actors=("n",), recipients=("s",), issue="fishing")
    assert answered((of, asked), (of, move(of, reply, code=code, actors=("s",)))) == expected


def test_reports_that_begin_with_the_answer() -> None:
    """A refusal that shares its words with the demand may stand before it in a report of the same day."""
    of = article("Sudria would not free the trawler crew. Norland had demanded that the trawler crew go free.")
    fields: dict[str, Any] = {"code": "DEMAND", "actors": ("n",), "recipients": ("s",), "issue": "f"}
    asked = move(of, "demanded that the trawler crew go free", **fields)
    reply = move(of, "would not free the trawler crew", code="REJECT", actors=("s",), issue="f")
    assert answered((of, asked), (of, reply)) == {"REJECT": "DEMAND"}


def test_the_one_that_is_named_goes_before_the_latest() -> None:
    """A refusal of "the ultimatum" answers the ultimatum, not the request that came after it."""
    fields: dict[str, Any] = {"recipients": ("s",)}
    ultimatum = told("Norland set a deadline for the lists.", "set a deadline", "ULTIMATUM", "n", **fields)
    request = told("Norland asked for the lists.", "asked for the lists", "REQUEST", "n", published=NEXT, **fields)
    words = "rejected the ultimatum"
    reply = told(f"Sudria {words}.", words, "REJECT", "s", issue=None, published="2031-03-09")
    assert answered(ultimatum, request, reply) == {"REJECT": "ULTIMATUM"}


def test_no_circle_of_codes() -> None:
    """No code answers one that, through any others, answers it."""

    def reached(code: str, seen: frozenset[str]) -> frozenset[str]:
        for answers in ANSWERS.get(code, frozenset()) - seen:
            seen = reached(answers, seen | {answers})
        return seen

    assert [code for code in ANSWERS if code in reached(code, frozenset())] == []


def test_many_acts_are_linked_in_time() -> None:
    """Five thousand acts of two parties on one issue are looked at once each, not each with each."""
    of = article("Sudria refused. Norland demanded.")
    moves: dict[str, Move] = {}
    events: list[Event] = []
    for number in range(5_000):
        code, actor, other, words = (("DEMAND", "n", "s", "demanded"), ("REJECT", "s", "n", "refused"))[number % 2]
        one = move(of, words, id=f"m{number}", code=code, actors=(actor,), recipients=(other,), issue="fishing")
        moves[one.id] = one
        events.append(
            Event(
                id=f"e{number:05}",
                code=code,
                actors=(actor,),
                recipients=(other,),
                issue="fishing",
                when=f"20{number % 90 + 10}-03-07",
                moves=(one.id,),
                support=Support(anchors=(anchor(of, words),), voices=1, reports=1),
                first_reported_by=of.id,
            )
        )
    assert isinstance(responses(events, {of.id: of}, moves), dict)
