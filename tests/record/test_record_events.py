"""Which moves are one act."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.data import Article, Copy, Event, Lineage, Meeting, Move
from communique.record import Evidence, Memory, Options, reconcile
from communique.record.events import Options as When
from factories import anchor, article, copied, known_from, lineage, meeting, move

PULL = "demanded that Sudria pull its gunboats out of the Velm strait"
PULL_TOO = "insisted Sudria must pull the gunboats out of the strait"
FISH = "demanded that its crews be free to fish for herring again"


def told(text: str, evidence: str, published: str = "2031-03-07", **fields: Any) -> tuple[Article, Move]:
    """An article of its own outlet with one move in it."""
    of = article(f"Norland {evidence}, {text}.", published=published, path=f"{text}.txt")
    return of, move(of, evidence, **({"issue": "maritime", "trigger": evidence.split()[0]} | fields))


def events(*told_of: tuple[Article, Move], lineages: tuple[Lineage, ...] = (), **evidence: Any) -> tuple[Event, ...]:
    """The events that these amount to."""
    articles = {of.id: of for of, _ in told_of}
    moves = tuple(m for _, m in told_of)
    return reconcile(Evidence(articles=tuple(articles.values()), moves=moves, lineages=lineages, **evidence)).events


def test_one_act_in_two_reports_is_one_event() -> None:
    """Two independent reports of one demand are one event by two voices."""
    (event,) = events(told("its minister said", PULL), told("the Velm Post reports", PULL_TOO))
    assert (event.support.voices, event.support.reports, len(event.moves)) == (2, 2, 2)


def test_copies_are_one_voice() -> None:
    """Two reports from one lineage are two reports by one voice."""
    first, second = told("its minister said", PULL), told("reprinted in the Post", PULL)
    (event,) = events(first, second, lineages=(lineage(first[0], second[0]),))
    assert (event.support.voices, event.support.reports) == (1, 2)


@pytest.mark.parametrize(
    ("evidence", "fields", "why"),
    [
        (FISH, {"issue": "fisheries"}, "another thing is demanded"),
        (FISH, {}, "another thing is demanded about the same issue"),
        (PULL, {"actors": ("s",)}, "another party demands it"),
        (PULL, {"code": "REJECT"}, "it is refused"),
        (PULL, {"modality": "negated"}, "it is denied to have been demanded"),
        (PULL, {"recipients": ("x",)}, "it is demanded of another"),
        (PULL, {"when": "2031-02-01"}, "it was demanded on another day"),
        (PULL, {"published": "2031-06-01"}, "it is demanded again months later"),
    ],
)
def test_near_misses_stay_apart(evidence: str, fields: dict[str, Any], why: str) -> None:
    """Acts that differ in what, who, whom or when are two events, however alike their words."""
    one = told("its minister said", PULL, recipients=("s",), when="2031-03-06")
    other = told(f"reporters heard {why}", evidence, **({"recipients": ("s",), "when": "2031-03-06"} | fields))
    if "published" in fields:
        one, other = (one[0], replace(one[1], when=None)), (other[0], replace(other[1], when=None))
    assert len(events(one, other)) == 2


def test_an_act_of_a_told_day_may_be_told_much_later() -> None:
    """Who tells the day of an act, or tells it as history, means the same act months later; others mean another."""
    for fields, number in (({"when": "2031-03-06"}, 1), ({"history": True}, 1), ({}, 2)):
        one = told("its minister said", PULL, **fields)
        other = told("it was recalled", PULL_TOO, published="2031-06-07", **fields)
        beside = [told(f"case {n} was heard", FISH, published=f"2031-05-{n:02d}", **fields) for n in range(10, 30)]
        found = events(one, other, *beside)
        assert len([e for e in found if {one[1].id, other[1].id} & {*e.moves}]) == number


@pytest.mark.parametrize(("code", "other"), [("DEMAND", "REQUEST"), ("THREATEN", "ULTIMATUM"), ("MEET", "INVITE")])
def test_one_act_may_bear_two_codes(code: str, other: str) -> None:
    """Where news calls one act by neighbouring codes, it is still one act."""
    (event,) = events(told("said one", PULL, code=code), told("said another", PULL, code=other))
    assert event.code in (code, other)


def test_a_copied_passage_is_one_act_whatever_was_read_there() -> None:
    """The same trigger at the same place of a copied passage is one act, even where the readings differ."""
    passage = f"Norland {PULL}"
    first, second = told("its minister said", PULL, recipients=("s",)), told("wrote the Post", PULL, recipients=("x",))
    (event,) = events(first, second, copies=(copied(second[0], first[0], passage),))
    assert event.reason == "copied passage"


def test_one_author_who_tells_two_acts_means_two() -> None:
    """Two demands in one article stay two events although issue, parties and day agree."""
    of = article(f"Norland {PULL}. It also {FISH}.")
    one, two = move(of, PULL, issue="maritime"), move(of, FISH, issue="maritime", trigger=FISH)
    assert len(events((of, one), (of, two))) == 2


def test_one_author_who_repeats_an_act_means_one() -> None:
    """The same demand told twice in one article, in its head and its body, is one event by one report."""
    of = article(f"Norland {PULL}, it said. On Friday Norland {PULL}, again.")
    second = of.text.rindex(PULL)
    one = move(of, PULL, trigger="demanded")
    place = replace(one.evidence[0], start=second, end=second + len(PULL))
    two = replace(one, id="two", evidence=(place,), trigger=replace(place, end=second + 8, exact="demanded"))
    (event,) = events((of, one), (of, two))
    assert (event.support.reports, len(event.moves)) == (1, 2)


def test_the_first_report_is_named() -> None:
    """An event names the article that reported it first."""
    late, early = told("said one", PULL, published="2031-03-08"), told("said two", PULL, published="2031-03-06")
    (event,) = events(late, early)
    assert event.first_reported_by == early[0].id


def test_events_come_in_order_of_time() -> None:
    """Events are sorted by their day; what has none stands at the day of its first report."""
    told_of = [
        told("said one", PULL, when="2031-03-05"),
        told("said two", FISH, published="2031-03-04"),
        told("said three", PULL, when="2031-02"),
    ]
    assert [e.when for e in events(*told_of)] == ["2031-02", None, "2031-03-05"]


def test_background_is_marked() -> None:
    """An event is background only where every report tells it as such."""
    past, now = told("said one", PULL, history=True), told("said two", PULL)
    assert [e.history for e in events(past)] == [True]
    assert [e.history for e in events(past, now)] == [False]


def test_every_move_knows_its_event() -> None:
    """Each move of the record carries the id of the one event that lists it."""
    told_of = [told("said one", PULL), told("said two", PULL_TOO), told("said three", FISH)]
    record = reconcile(Evidence(articles=tuple(a for a, _ in told_of), moves=tuple(m for _, m in told_of)))
    assert {m.id: m.event for m in record.moves} == {i: e.id for e in record.events for i in e.moves}


def test_thresholds_are_options() -> None:
    """How alike two acts must be is the caller's to choose."""
    told_of = [told("said one", PULL), told("said two", PULL_TOO)]
    evidence = Evidence(articles=tuple(a for a, _ in told_of), moves=tuple(m for _, m in told_of))
    strict = Options(events=When(least=20.0))
    assert (len(reconcile(evidence).events), len(reconcile(evidence, options=strict).events)) == (1, 2)


ACTS = (PULL, PULL_TOO, FISH, "warned that it would close its ports to gunboats", "offered to share the herring catch")


@st.composite
def coverage(draw: st.DrawFn) -> list[tuple[Article, list[Move]]]:
    """Some articles of invented coverage, each with some of the acts."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        acts = draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=4, unique=True))
        of = article(
            f"Report {number}. " + " ".join(f"Norland {act}." for act in acts),
            published=draw(st.sampled_from(["2031-03-06", "2031-03-07", "2031-03-20", "2031-03", None])),
        )
        moves = [
            move(
                of,
                act,
                trigger=act,
                code=draw(st.sampled_from(["DEMAND", "REQUEST", "REJECT", "MEET"])),
                actors=(draw(st.sampled_from("nnns")),),
                issue=draw(st.sampled_from(["maritime", "fisheries", None])),
                when=draw(st.sampled_from(["2031-03-06", "2031-03", None])),
                recipients=draw(st.sampled_from([(), ("s",), ("s", "x")])),
            )
            for act in acts
        ]
        made.append((of, moves))
    return made


@given(coverage(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_order_of_the_input_changes_nothing(told_of: list[tuple[Article, list[Move]]], chance: random.Random) -> None:
    """The record is the same in whatever order articles and moves come."""
    articles = [of for of, _ in told_of]
    moves = [m for _, some in told_of for m in some]
    before = reconcile(Evidence(articles=tuple(articles), moves=tuple(moves)))
    chance.shuffle(articles)
    chance.shuffle(moves)
    assert reconcile(Evidence(articles=tuple(articles), moves=tuple(moves))) == before


def talks(of: Article) -> list[Meeting]:
    """The meetings of which an article tells, by chance of its text."""
    chance = random.Random(of.id)
    days = ["2031-03-06", "2031-03-07", "2031-03", None]
    return [
        meeting(
            of,
            "Report",
            when=chance.choice(days),
            place=chance.choice(["Velm", "Orr", None]),
            parties=tuple(sorted(chance.sample("nsx", chance.randrange(3)))),
            status=chance.choice(["announced", "held", "postponed"]),
        )
        for _ in range(chance.randrange(4))
    ]


@given(coverage(), st.data(), st.sampled_from([3, 12, 10_000]))
@settings(max_examples=120)
def test_what_is_remembered_changes_nothing(
    told_of: list[tuple[Article, list[Move]]], choice: st.DataObject, known: int
) -> None:
    """A record made again while articles come and go is the one made of them at once, be the case small or large."""
    memory = Memory()
    for _ in range(4):
        some = choice.draw(st.lists(st.sampled_from(told_of), unique_by=lambda told: told[0].id))
        ids = {of.id for of, _ in some}
        pairs = choice.draw(st.lists(st.sampled_from(told_of).map(lambda told: told[0]), max_size=2))
        links = tuple(
            copied(of, to, "Norland") for of, to in pairwise(pairs) if of.id != to.id and {of.id, to.id} <= ids
        )
        evidence = Evidence(
            articles=tuple(of for of, _ in some),
            copies=links,
            moves=tuple(m for _, moves in some for m in moves),
            meetings=tuple(met for of, _ in some for met in talks(of)),
        )
        with known_from(known):
            assert reconcile(evidence, memory=memory) == reconcile(evidence)


@given(coverage(), st.data())
@settings(max_examples=60)
def test_a_copy_adds_no_voice(told_of: list[tuple[Article, list[Move]]], choice: st.DataObject) -> None:
    """An article reprinted word for word adds reports to its events, but to none a voice."""
    articles = tuple(of for of, _ in told_of)
    moves = tuple(m for _, some in told_of for m in some)
    of, its = choice.draw(st.sampled_from(told_of))
    again = replace(of, id="f" * 16, path="again.txt")
    whole = copied(again, of, of.text)

    def moved(one: Move) -> Move:
        places = tuple(replace(a, article_id=again.id) for a in (one.trigger, *one.evidence))
        return replace(one, id=one.id + "2", article_id=again.id, trigger=places[0], evidence=places[1:])

    before = reconcile(Evidence(articles=articles, moves=moves)).events
    after = reconcile(
        Evidence(
            articles=(*articles, again),
            moves=(*moves, *map(moved, its)),
            lineages=(lineage(of, again),),
            copies=(whole,),
        )
    ).events
    assert sorted(e.support.voices for e in after) == sorted(e.support.voices for e in before)
    assert sum(e.support.reports for e in after) >= sum(e.support.reports for e in before)


@pytest.mark.parametrize(
    ("fields", "when", "modality"),
    [
        ({"when": "2031-03-09"}, None, "stated"),
        ({"when": "2031-03-07"}, "2031-03-07", "stated"),
        ({"when": "2031-03"}, "2031-03", "stated"),
        ({"when": "2031-03-09", "modality": "future"}, "2031-03-09", "future"),
        ({"when": "2031-03-09", "code": "MEET"}, "2031-03-09", "future"),
    ],
)
def test_an_act_is_not_done_before_its_day(fields: dict[str, Any], when: str | None, modality: str) -> None:
    """A day after its report is part of what an act is about, unless it is planned or a meeting."""
    (event,) = events(told("said one", PULL, **fields))
    assert (event.when, event.modality) == (when, modality)


def test_nobody_addresses_itself() -> None:
    """A party is not its own recipient."""
    (event,) = events(told("said one", PULL, actors=("n",), recipients=("n", "s")))
    assert event.recipients == ("s",)


def test_a_rewording_is_joined_in_order() -> None:
    """A machine's rewording keeps no words of a demand, but its sentence stands at the demand's place."""
    wire = article("Envoys met on 4 May. Norland demanded that the gunboats leave the Velm strait. Talks go on in Orr.")
    spun = article("Delegates gathered on 4 May. Norland called for warships to quit. Discussions continue in Orr.")
    one = move(wire, "demanded that the gunboats leave the Velm strait")
    two = move(spun, "called for warships to quit", code="REQUEST")
    copy = Copy(
        id="c",
        article_id=spun.id,
        original_id=wire.id,
        kind="rewording",
        similarity=0.4,
        direction_confidence=0.8,
        reason="machine-worded",
        shared=((anchor(spun, spun.text), anchor(wire, wire.text)),),
    )
    (event,) = events((wire, one), (spun, two), copies=(copy,))
    assert event.reason == "copied passage"


def test_numbers_and_names_of_a_party_do_not_make_one_act() -> None:
    """Two offers by one party on one day with nothing else in common are two."""
    one = told("its minister said", "offered to sell 40 tonnes of herring", code="OFFER", issue=None)
    other = told("a clerk added", "offered a joint audit of the lighthouse", code="OFFER", issue=None)
    assert len(events(one, other)) == 2
