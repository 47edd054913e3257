"""The review queue: what is asked, in which order, and what is asked no more."""

from __future__ import annotations

from typing import Any

from communique.data import Actor, Judgement, Record
from communique.record import Evidence, queue, reconcile
from factories import article, figure, lineage, move

DAYS = {"a": "2031-03-05", "b": "2031-03-06", "c": "2031-03-07"}
SAID = {
    "a": "On 4 March Norland demanded that the gunboats leave. Norland will fire if they stay. There were 40 dead in "
    "the clash.",
    "b": "Sudria refused to pay a toll. There were 60 dead in the clash.",
    "c": "The toll was never due, Sudria said. Norland wanted the gunboats out of the strait on 6 March.",
}
OF = {name: article(SAID[name], id=name, path=f"{name}.txt", published=DAYS[name]) for name in SAID}
MOVES = (
    move(OF["a"], "demanded that the gunboats leave", id="m1", confidence=0.9, issue="maritime", when="2031-03-04"),
    move(OF["a"], "will fire if they stay", id="m2", code="THREATEN", confidence=0.9),
    move(OF["b"], "refused to pay a toll", id="m3", code="REJECT", actors=("s",), confidence=0.4, issue="~toll"),
    move(OF["c"], "The toll was never due", id="m4", code="STATE_POSITION", actors=("s",), confidence=0.45),
    move(
        OF["c"], "wanted the gunboats out of the strait", id="m5", confidence=0.95, issue="borders", when="2031-03-06"
    ),
)
FIGURES = (
    figure(OF["a"], "40 dead", 40, what="dead in the clash"),
    figure(OF["b"], "60 dead", 60, what="dead in the clash"),
)


def record() -> Record:
    """Five acts, two of them alike but for their days, a disputed figure, a proposed issue."""
    return reconcile(
        Evidence(
            articles=tuple(OF.values()),
            moves=MOVES,
            figures=FIGURES,
            lineages=tuple(lineage(one) for one in OF.values()),
            actors=(Actor(id="n", name="Norland", kind="state"), Actor(id="s", name="Sudria", kind="state")),
        )
    )


def judgement(verdict: Any, about: str, by: str = "ana", at: int = 1, **fields: Any) -> Judgement:
    """A judgement about a move."""
    base = {"kind": "move"} | fields
    return Judgement(id=f"{by}{at}", about=about, verdict=verdict, by=by, at=f"2031-03-09T00:00:{at:02}", **base)


def asked(*judgements: Judgement, **options: Any) -> list[tuple[str, str]]:
    """The kind and the subject of each card; a dispute's subject is a hash."""
    cards = queue(record(), judgements, DAYS, **options)
    return [(card.kind, "" if card.kind == "dispute" else card.about) for card in cards]


def test_the_most_pressing_comes_first() -> None:
    """Disputes, then threats, then what is unsure (the least sure first), proposed issues, and the rest."""
    assert [card for card in asked() if card[0] != "pair"] == [
        *([("dispute", "")] if record().disputes else []),
        ("move", "m2"),
        ("move", "m3"),
        ("move", "m4"),
        ("issue", "~toll"),
        ("move", "m1"),
        ("move", "m5"),
    ]


def test_a_card_says_why_and_how_sure() -> None:
    """Each card has a reason; a move's card has the machine's confidence and the reports it decides on."""
    cards = {card.about: card for card in queue(record(), [], DAYS)}
    assert (cards["m2"].reason, cards["m3"].reason) == ("a threat", "the coding is unsure")
    assert (cards["m3"].confidence, cards["m3"].moves) == (0.4, ("m3",))
    assert all(card.reason for card in cards.values())


def test_what_was_judged_is_asked_no_more() -> None:
    """A judged move, issue or dispute is gone from the queue, and comes back when that is undone."""
    done = [judgement("accept", "m3"), judgement("reject", "~toll", at=2, kind="issue")]
    assert not {("move", "m3"), ("issue", "~toll")} & set(asked(*done))
    assert ("move", "m3") in asked(*done, judgement("undo", "ana1", at=3))


def test_a_blind_coder_is_asked_everything() -> None:
    """What others decided is hidden from a blind coder; what this coder decided is asked no more."""
    others = [judgement("accept", "m3"), judgement("accept", "m1", "ben", 2)]
    seen = asked(*others, by="ben")
    assert ("move", "m3") in seen
    assert ("move", "m1") not in seen


def test_unwitting_disagreement_is_asked_about() -> None:
    """Where the last word was given blind and differs, somebody is asked to decide; a word that knows both ends it."""
    apart = [judgement("accept", "m3"), judgement("reject", "m3", "ben", 2, blind=True)]
    assert ("coders", "m3") in asked(*apart)
    assert ("coders", "m3") not in asked(*apart, judgement("accept", "m3", "cem", 3))
    assert ("coders", "m3") not in asked(judgement("accept", "m3"), judgement("reject", "m3", "ben", 2))
    assert not any(kind == "coders" for kind, _ in asked(*apart, by="cem"))


def test_acts_that_may_be_one_are_asked_about_once() -> None:
    """Two acts of one party and one code in like words make a card, until a person said whether they are one."""
    (pair,) = (card for card in queue(record(), [], DAYS) if card.kind == "pair")
    assert {pair.about, pair.other} == {"m1", "m5"}
    for verdict, key in (("merge", "with"), ("split", "from")):
        assert not any(k == "pair" for k, _ in asked(judgement(verdict, "m1", changes={key: "m5"})))


def test_orphans_are_asked_about() -> None:
    """A judgement that lost its datum is a card of its own."""
    lost = judgement("accept", "gone")
    assert ("orphan", lost.id) in asked(lost, orphans=[lost])
