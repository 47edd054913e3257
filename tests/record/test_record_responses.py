"""Which act answers which: by the one addressed, later, on one thing; one at most, and never in a circle."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.data import Article, Event, Move, Support
from communique.record import Evidence, reconcile
from communique.record.placing import Placed
from communique.record.responses import ANSWERS, Responses, responses
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
    events: list[Placed] = []
    for number in range(5_000):
        code, actor, other, words = (("DEMAND", "n", "s", "demanded"), ("REJECT", "s", "n", "refused"))[number % 2]
        one = move(of, words, id=f"m{number}", code=code, actors=(actor,), recipients=(other,), issue="fishing")
        event = Event(
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
        events.append(Placed(event, (one,)))
    assert isinstance(responses(events, {of.id: of}), dict)


WORDS = ("the crew", "the nets", "the crew and the nets", "the offer", "the demand for the nets")
DAYS = ("2031-03-07", "2031-03-08", "2031-04-01", None)


@st.composite
def told_acts(draw: st.DrawFn) -> list[tuple[Article, Event, list[Move]]]:
    """Some acts of three parties, each told in a report or two, some in one report with others."""
    texts = [f"Report {n}. " + " ".join(f"{word} ." for word in WORDS) * 2 for n in range(3)]
    reports = [article(text, published=draw(st.sampled_from(DAYS))) for text in texts]
    found = []
    for number in range(draw(st.integers(2, 14))):
        of = draw(st.sampled_from(reports))
        fields: dict[str, Any] = {
            "code": draw(st.sampled_from(["DEMAND", "OFFER", "REJECT", "ACCEPT", "DENY", "ACCUSE", "ASSESS"])),
            "actors": (draw(st.sampled_from("nsk")),),
            "recipients": tuple(draw(st.lists(st.sampled_from("nsk"), max_size=2, unique=True))),
            "issue": draw(st.sampled_from(["fishing", "justice", None])),
            "when": draw(st.sampled_from(DAYS)),
        }
        own = [move(of, draw(st.sampled_from(WORDS)), id=f"m{number}{n}", **fields) for n in range(2)]
        event = Event(
            id=f"e{number:02}",
            moves=tuple(m.id for m in own),
            support=Support(anchors=own[0].evidence, voices=1, reports=1),
            first_reported_by=of.id,
            history=draw(st.booleans()) and draw(st.booleans()),
            **fields,
        )
        found.append((of, event, own))
    return found


@given(told_acts(), told_acts(), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_remembered_of_answers_changes_nothing(
    one: list[tuple[Article, Event, list[Move]]],
    other: list[tuple[Article, Event, list[Move]]],
    choice: st.DataObject,
) -> None:
    """While acts come, go and change, the answers are those that a look at them alone finds."""
    known = Responses()
    for _ in range(5):
        rows = choice.draw(st.lists(st.sampled_from([*one, *other]), unique_by=lambda row: row[1].id, max_size=20))
        articles = {of.id: of for of, _, _ in rows}
        acts = [Placed(event, tuple(own)) for _, event, own in rows]
        assert dict(known.of({one.id: one for one in acts}, articles)) == dict(responses(acts, articles))


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(DAYS[:3]), st.booleans()), max_size=40), st.randoms())
@settings(max_examples=60, deadline=None)
def test_only_the_last_acts_to_a_party_are_looked_at(rows: list[tuple[bool, str, bool]], chance: Any) -> None:
    """Of more acts than are looked at the same ones are, in whatever order they came to be known."""
    known = Responses()
    acts: list[tuple[Article, Event, Move]] = []
    for number, (asks, day, shared) in enumerate(rows):
        of = article(f"Report {number}. one thing, word{number}.", published=day)
        code, actor, to = ("DEMAND", "n", "s") if asks else ("REJECT", "s", "n")
        one = move(of, "one thing" if shared else f"word{number}", id=f"m{number}", code=code, actors=(actor,))
        event = Event(
            id=f"e{number}", code=code, actors=(actor,), recipients=(to,), issue="fishing", when=None, moves=(one.id,),
            support=Support(anchors=one.evidence, voices=1, reports=1), first_reported_by=of.id,
        )  # fmt: skip
        acts.insert(chance.randrange(len(acts) + 1), (of, event, one))
        articles = {of.id: of for of, _, _ in acts}
        events = [Placed(event, (one,)) for _, event, one in acts]
        assert dict(known.of({one.id: one for one in events}, articles)) == dict(responses(events, articles))
