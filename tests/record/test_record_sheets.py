"""The pairs of a large case, weighed all at once, against those weighed one by one."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.data import Actor, Article, Copy, Move
from communique.record import web
from communique.record.candidates import Index, keys
from communique.record.events import Grouping, Options
from communique.record.kinship import Kinship
from communique.record.likeness import SteadyWeights
from communique.record.sheets import pairs
from communique.record.tellings import Order, Telling, Tellings
from communique.record.weighing import Weighing
from factories import article, copied, known_from, move

SENTENCES = (
    "Norland demanded that Sudria pull its 40 gunboats out of the Velm strait",
    "Norland demanded that Sudria pull its 25 gunboats and cutters out of Velm by Sunday",
    "Norland insisted Sudria must pull 1,200 men and the gunboats out of the strait",
    "Sudria refused to leave the strait of Velm to the gunboats of Norland",
    "Envoys of Norland and Sudria met for talks in the port of Orr",
    "Norland threatened to seize cutters unless Sudria leaves the strait",
    "Sudria called on Norland to talk about herring",
)
DAYS = (*("2031-03-06", "2031-03-07", "2031-03-09", "2031-03-20"), "2031-03", None)
PEOPLE = {
    who.id: who
    for who in (
        Actor(id="n", name="Norland", kind="state"),
        Actor(id="s", name="Sudria", kind="state"),
        Actor(id="k", name="Karel Velm", kind="person", side="s"),
        Actor(id="o", name="Ada Orr", kind="person", side="n"),
    )
}
SIDES = st.sampled_from([("n",), ("n",), ("n",), ("s",), ("n", "s"), ("k",), ("o",), ()])
REPORTS = [
    article(f"Report {n}. {'. '.join(SENTENCES)}.", published=day, id=f"a{n}", path=f"{n}.txt")
    for n, day in enumerate((*DAYS, *DAYS))
]
WORDS = st.sampled_from([None, "gunboats", "strait", "Norland demanded that Sudria", "talks", "herring"])


def act(of: Article, evidence: str, trigger: str | None, **fields: Any) -> Move:
    """A move; its trigger may be words that tell more than the kind of act."""
    return move(of, evidence, trigger=evidence.split()[0] if trigger is None else trigger, **fields)


MOVES = st.builds(
    act,
    st.sampled_from(REPORTS),
    st.sampled_from(
        [*SENTENCES, *SENTENCES[:3], "pull its 40 gunboats", "the strait", "herring", "talks in the port of Orr"]
    ),
    WORDS,
    code=st.sampled_from(
        ["DEMAND", "DEMAND", "DEMAND", "REQUEST", "REJECT", "STATE_POSITION", "MEET", "INVITE", "THREATEN", "ASSESS"]
    ),
    actors=SIDES,
    recipients=st.sampled_from([(), (), ("s",), ("n",), ("k",)]),
    speaker=st.sampled_from([None, None, "k", "o", "n"]),
    issue=st.sampled_from([None, "", "maritime", "maritime", "fisheries", "~herring"]),
    when=st.sampled_from([None, None, "2031", "2031-03", "2031-03-06", "2031-03-20"]),
    modality=st.sampled_from(["stated", "stated", "negated", "future"]),
    history=st.booleans(),
)
COPIES = st.lists(
    st.builds(lambda one, other: copied(one, other, "Report"), *[st.sampled_from(REPORTS)] * 2).filter(
        lambda copy: copy.article_id != copy.original_id
    ),
    max_size=3,
    unique_by=lambda copy: copy.id,
)


def by_article(moves: list[Move]) -> dict[str, tuple[Move, ...]]:
    """The moves of each report, in order."""
    rows = {of.id: [m for m in moves if m.article_id == of.id] for of in REPORTS}
    return {name: tuple(sorted(row, key=lambda m: (m.trigger.start, m.id))) for name, row in rows.items() if row}


def weighed(tellings: list[Telling], texts: dict[str, frozenset[str]]) -> tuple[Index, Weighing]:
    """The index of these tellings, and what weighs them."""
    words, sentences = SteadyWeights(), SteadyWeights()
    kin = Kinship(3, words, sentences)
    kin.moved(tellings, ())
    weighing, index = Weighing(kin, Options()), Index()
    weighing.texts.update(texts)
    index.change((), {t.order: keys(t, sentences) for t in tellings})
    return index, weighing


@given(
    st.lists(MOVES, min_size=1, max_size=40, unique_by=lambda m: m.id),
    st.lists(st.sets(st.integers(0, 11)), max_size=3),
    st.sampled_from([2, 6, 10_000]),
)
@settings(max_examples=400, deadline=None)
def test_pairs_weighed_at_once_are_those_weighed_one_by_one(
    moves: list[Move], shared: list[set[int]], known: int
) -> None:
    """The same pairs, each of the very same weight and for the same reason; texts that articles share included."""
    articles = {of.id: of for of in REPORTS}
    rows = Tellings().of(by_article(moves), articles, PEOPLE)
    told = {t.order: t for row in rows.values() for t in row}
    together = {f"a{n}": frozenset(f"a{m}" for m in some) for some in shared for n in some}
    texts = {t.move.id: together.get(t.move.article_id, frozenset((t.move.article_id,))) for t in told.values()}
    with known_from(known):
        index, weighing = weighed([*told.values()], texts)
    orders = sorted(told)
    found = {(p.one, p.other): p[2:] for p in pairs(orders, told, index, weighing)}
    for (i, one), (j, other) in product(enumerate(orders), repeat=2):
        assert ((i, j) in found) == (one in beside(other, told, index, weighing)), (one, other)
        if (i, j) in found and (reason := found[i, j][1]) is not None:
            weight = None if found[i, j][0] == -math.inf else (found[i, j][0], reason)
            assert weight == weighing.weigh(told[one], told[other])


def beside(order: Order, told: dict[Order, Telling], index: Index, weighing: Weighing) -> set[Order]:
    """The tellings before one that may be one act with it, or are talks as it is."""
    telling, since = told[order], weighing.since(told[order])
    near = index.before(
        order,
        since,
        lambda one: (
            (told[one].day is None and told[one].published is not None) or weighing.one_text(told[one], telling)
        ),
    )
    talks = {one for one in near if telling.family == told[one].family == "MEET"}
    return talks | set(weighing.hopeful(telling, near - talks, told))


@given(
    st.lists(MOVES, min_size=1, max_size=40, unique_by=lambda m: m.id),
    COPIES,
    st.data(),
    st.sampled_from([2, 6, 10_000]),
)
@settings(max_examples=300, deadline=None)
def test_a_large_case_has_the_events_of_a_small_one(
    moves: list[Move], copies: list[Copy], choice: st.DataObject, known: int
) -> None:
    """Whether its pairs are weighed at once or one by one, also where some acts are taken out afterwards."""
    left = choice.draw(st.lists(st.sampled_from(moves), unique_by=lambda m: m.id))
    articles: dict[str, Article] = {of.id: of for of in REPORTS}
    usual, made = web.AT_ONCE, []
    try:
        for web.AT_ONCE in (1, usual):
            grouping = Grouping(Options())
            rounds = []
            for some in (moves, left):
                with known_from(known):
                    groups = grouping.groups(by_article(some), copies, articles, PEOPLE)
                rounds.append([(group.members, group.reasons) for _, group in sorted(groups.items())])
            made.append(rounds)
    finally:
        web.AT_ONCE = usual
    assert made[0] == made[1]
