"""What is new in a record since a day: by meaning, whatever ids the new evidence has given to things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.data import Actor, Article, Change, Correction, Lineage, Meeting, Move
from communique.errors import InputError
from communique.record import Evidence, changes, eve, reconcile
from factories import anchor, article, figure, lineage, meeting, move

LEAVE = "demanded that the gunboats leave"
SHARE = "offered to share the herring"
SINCE = "2031-03-08"


def told(text: str, evidence: str, published: str | None = "2031-03-07", **fields: Any) -> tuple[Article, Move]:
    """An article with one move in it."""
    of = article(text, published=published)
    return of, move(of, evidence, **({"issue": "maritime"} | fields))


def new(
    *told_of: tuple[Article, Move | Meeting | Any],
    since: str = SINCE,
    lineages: tuple[Lineage, ...] = (),
) -> tuple[Change, ...]:
    """The changes since a day in the case of these."""

    def record(rows: list[tuple[Article, Any]]) -> Any:
        kinds: dict[str, list[Any]] = {"Move": [], "Meeting": [], "Figure": []}
        for _, item in rows:
            kinds[type(item).__name__].append(item)
        return reconcile(
            Evidence(
                articles=tuple({a.id: a for a, _ in rows}.values()),
                lineages=lineages,
                moves=tuple(kinds["Move"]),
                meetings=tuple(kinds["Meeting"]),
                figures=tuple(kinds["Figure"]),
            )
        )

    def asked(rows: list[tuple[Article, Any]]) -> tuple[Change, ...]:
        before = record([(a, m) for a, m in rows if a.published is not None and a.published < since])
        articles = tuple({a.id: a for a, _ in rows}.values())
        return changes(before, record(rows), since=since, articles=articles, lineages=lineages)

    found = asked(list(told_of))
    assert found == asked(list(told_of)[::-1])
    return found


def of_kind(found: tuple[Change, ...], kind: str) -> list[Change]:
    """The changes of one kind."""
    return [c for c in found if c.kind == kind]


DEMAND = told(f"Norland {LEAVE}.", LEAVE)
AGAIN = told(f"On Sunday Norland again {LEAVE}.", LEAVE, "2031-03-09", when="2031-03-09")
REPRINT = told(f"Norland {LEAVE}, a paper recalled.", LEAVE, "2031-03-09", when="2031-03-07")
OFFER = told(f"Norland {SHARE}.", SHARE, "2031-03-09", code="OFFER")


@pytest.mark.parametrize(
    ("rows", "positions", "acts"),
    [
        ([DEMAND], [], []),
        ([DEMAND, OFFER], ["changed"], ["OFFER"]),
        ([DEMAND, REPRINT], [], []),
        ([OFFER], ["new"], ["OFFER"]),
        ([AGAIN, OFFER], ["new"], ["DEMAND", "OFFER"]),
        ([DEMAND, told(f"Norland {SHARE}.", SHARE, "2031-03-09", code="OFFER", history=True)], [], []),
        ([DEMAND, told(f"Norland {SHARE}.", SHARE, None, code="OFFER")], [], []),
        ([told(f"Norland {LEAVE}.", LEAVE, None)], [], []),
    ],
    ids="as-it-was turned told-again first first-and-turned past undated only-undated".split(),
)
def test_acts_and_positions(rows: list[tuple[Article, Move]], positions: list[str], acts: list[str]) -> None:
    """An act is new by its first report; a position has changed where its party turned, not where it is told again."""
    found = new(*rows)
    assert [c.how for c in of_kind(found, "position")] == positions
    assert sorted(c.code or "" for c in of_kind(found, "act")) == acts


def test_a_turn_tells_both_stances_and_counts_the_new_reports_alone() -> None:
    """From the demand to the offer, in their words, by one new report."""
    (turn,) = of_kind(new(DEMAND, OFFER), "position")
    assert (turn.before, turn.after) == (f"demand: Norland {LEAVE}.", f"offer: Norland {SHARE}.")
    assert (turn.day, turn.issue, turn.actors) == ("2031-03-09", "maritime", ("n",))
    assert (turn.support.voices, turn.support.reports) == (1, 1)


def test_copies_add_no_voice() -> None:
    """A new act in a report and its reprint is news of one voice and two reports."""
    reprint = told(f"Norland {SHARE}, too.", SHARE, "2031-03-09", code="OFFER")
    found = new(OFFER, reprint, lineages=(lineage(OFFER[0], reprint[0]),))
    for change in found:
        assert (change.support.voices, change.support.reports) == (1, 2)


def test_other_numbers_are_another_position() -> None:
    """Who demanded 60 boats and now demands 40 has moved, though it still demands."""
    more = told("Norland demanded 60 licences.", "demanded 60 licences", "2031-03-01")
    fewer = told("Norland demanded 40 licences.", "demanded 40 licences", "2031-03-09")
    (turn,) = of_kind(new(more, fewer), "position")
    assert (turn.how, turn.before, turn.after) == (
        *("changed", "demand: Norland demanded 60 licences."),
        "demand: Norland demanded 40 licences.",
    )


def test_an_actor_and_an_issue_are_known_again_under_other_ids() -> None:
    """What is called otherwise now is no new party, and no new position."""
    before = reconcile(Evidence(articles=(DEMAND[0],), moves=(DEMAND[1],)))
    renamed = replace(DEMAND[1], actors=("norland",), issue="the herring")
    after = reconcile(Evidence(articles=(DEMAND[0],), moves=(renamed,)))
    assert changes(before, after, since=SINCE, articles=(DEMAND[0],)) == ()


def session(published: str, words: str, when: str, **fields: Any) -> tuple[Article, Meeting]:
    """A report of talks of Norland and Sudria in Port Ell."""
    of = article(f"Report of {published}: the {words} in Port Ell.", published=published)
    return of, meeting(of, words, when=when, place="Port Ell", parties=("n", "s"), **fields)


PLAN = session("2031-03-07", "talks open on Monday", "2031-03-10")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([PLAN], []),
        ([session("2031-03-09", "talks open tomorrow", "2031-03-10")], [("announced", "")]),
        ([PLAN, session("2031-03-09", "talks open tomorrow", "2031-03-10")], []),
        ([PLAN, session("2031-03-10", "talks opened today", "2031-03-10", status="held")], [("held", "announced")]),
        (
            [PLAN, session("2031-03-09", "talks are off", "2031-03-10", status="cancelled")],
            [("cancelled", "announced")],
        ),
        (
            [
                PLAN,
                session("2031-03-09", "talks wait until Wednesday", "2031-03-10", status="postponed"),
                session("2031-03-09", "talks will be on Wednesday", "2031-03-12"),
            ],
            [("moved", "2031-03-10")],
        ),
    ],
    ids="known announced told-again held off moved".split(),
)
def test_meetings(rows: list[tuple[Article, Meeting]], expected: list[tuple[str, str]]) -> None:
    """What became of talks is news once: that they are planned, put off (with both days), called off, or held."""
    assert [(c.how, c.before) for c in new(*rows)] == expected


def toll(published: str, value: int) -> tuple[Article, Any]:
    """A report that counts the dead."""
    of = article(f"Report of {published}: there were {value} dead in the clash.", published=published)
    return of, figure(of, f"{value} dead", value)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([toll("2031-03-06", 30), toll("2031-03-07", 47)], []),
        ([toll("2031-03-06", 30), toll("2031-03-09", 47)], [("opened", "", "30 / 47")]),
        (
            [toll("2031-03-06", 30), toll("2031-03-07", 47), toll("2031-03-09", 61)],
            [("widened", "30 / 47", "30 / 47 / 61")],
        ),
    ],
    ids="known opened widened".split(),
)
def test_disputes(rows: list[tuple[Article, Any]], expected: list[tuple[str, str, str]]) -> None:
    """A question is news when it comes into dispute, and when it gets another answer."""
    assert [(c.how, c.before, c.after) for c in new(*rows)] == expected


def test_a_dispute_is_settled_where_its_reports_turn_out_to_be_one() -> None:
    """Two reports that are now known for versions of one story no longer disagree."""
    rows = toll("2031-03-06", 30), toll("2031-03-07", 47)
    articles, figures = tuple(a for a, _ in rows), tuple(f for _, f in rows)
    before = reconcile(Evidence(articles=articles, figures=figures))
    after = reconcile(Evidence(articles=articles, figures=figures, lineages=(lineage(*articles),)))
    (found,) = changes(before, after, since=SINCE, articles=articles)
    assert (found.kind, found.how, found.before, found.after) == ("dispute", "settled", "30 / 47", "")


@pytest.mark.parametrize(("published", "number"), [("2031-03-07", 0), ("2031-03-09", 1)])
def test_corrections(published: str, number: int) -> None:
    """A correction is news when the article with the notice came out since."""
    of = article("Correction: 40 trucks, not 400.", published=published)
    notice = Correction(id="c", article_id=of.id, notice=anchor(of, of.text), wrong="400 trucks", right="40 trucks")
    nothing = reconcile(Evidence(articles=()))
    found = changes(nothing, nothing, since=SINCE, articles=(of,), corrections=(notice,))
    assert [(c.how, c.before, c.after) for c in found] == [("corrected", "400 trucks", "40 trucks")][:number]


@pytest.mark.parametrize(
    ("day", "before"),
    [("2031-03-01", "2031-02-28"), ("2031-01", "2030-12"), ("2031", "2030"), ("2032-03-01", "2032-02-29")],
)
def test_the_eve_of_a_day(day: str, before: str) -> None:
    """The day before a day, the month before a month, the year before a year."""
    assert eve(day) == before


@pytest.mark.parametrize("day", ["Monday", "2031-13-01", "2031-02-30", "", "last"])
def test_what_is_no_day_has_no_eve(day: str) -> None:
    """A day that no calendar has is refused."""
    with pytest.raises(InputError, match="is no day"):
        eve(day)


def test_an_actor_of_its_own_side_is_no_news() -> None:
    """Nothing is new in a record that is the same as before."""
    people = (Actor(id="n", name="Norland", kind="state", side="n"),)
    same = reconcile(Evidence(articles=(DEMAND[0],), moves=(DEMAND[1],), actors=people))
    assert changes(same, same, since=SINCE, articles=(DEMAND[0],)) == ()
