"""When two accounts of what happened cannot both hold, and when they only look like it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.data import Actor, Article, Dispute, Lineage, Meeting, Move
from communique.record import Evidence, reconcile
from factories import article, lineage, meeting, move

SIDES = (
    *(Actor(id="n", name="Norland", kind="state", side="n"), Actor(id="s", name="Sudria", kind="state", side="s")),
    Actor(id="aide", name="Ana Velmar", kind="person", side="s"),
)
Told = tuple[Article, Move]


def disputes(*told: tuple[Article, Move | Meeting], lineages: tuple[Lineage, ...] = ()) -> tuple[Dispute, ...]:
    """The disputes among moves and meetings, whichever way round they come."""

    def of(rows: tuple[tuple[Article, Move | Meeting], ...]) -> tuple[Dispute, ...]:
        return reconcile(
            Evidence(
                articles=tuple({a.id: a for a, _ in rows}.values()),
                actors=SIDES,
                lineages=lineages,
                moves=tuple(m for _, m in rows if isinstance(m, Move)),
                meetings=tuple(m for _, m in rows if isinstance(m, Meeting)),
            )
        ).disputes

    assert of(told) == of(told[::-1])
    return of(told)


def told(text: str, evidence: str, code: str, actors: tuple[str, ...], **fields: Any) -> Told:
    """An article with one move in it."""
    of = article(text)
    return of, move(of, evidence, code=code, actors=actors, **fields)


ACCUSED = told("Norland accused Sudria of ramming a trawler.", "accused Sudria of ramming a trawler", "ACCUSE", ("n",))
ACCUSED = (ACCUSED[0], replace(ACCUSED[1], recipients=("s",)))
AT_SEA = (ACCUSED[0], replace(ACCUSED[1], issue="fisheries and maritime rights"))
SAID = "Norland accused Sudria of ramming a trawler. Ana Velmar denied any part in the affair."
BOTH = article(SAID)
CLAIM = (BOTH, move(BOTH, "accused Sudria of ramming a trawler", code="ACCUSE", actors=("n",), recipients=("s",)))
DENIED = (BOTH, move(BOTH, "denied any part in the affair", code="DENY", actors=("aide",)))


def denial(words: str, actors: tuple[str, ...] = ("s",), **fields: Any) -> Told:
    """A denial in a report of its own."""
    return told(f"The capital {words}.", words, "DENY", actors, **fields)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ((ACCUSED, denial("denied ramming any trawler")), 1),
        ((ACCUSED, denial("denied ramming any trawler", ("aide",))), 1),
        ((CLAIM, DENIED), 1),
        ((ACCUSED, denial("denied a plan to close the strait")), 0),
        ((ACCUSED, denial("denied any part in the affair")), 0),
        ((ACCUSED, denial("denied ramming any trawler", ("n",))), 0),
        ((ACCUSED, denial("did not deny ramming the trawler", modality="negated")), 0),
        ((ACCUSED, denial("denied ramming a trawler long ago", history=True)), 0),
        ((AT_SEA, denial("denied owning a trawler", issue="trade and tariffs")), 0),
        ((AT_SEA, denial("denied owning a trawler", issue=AT_SEA[1].issue)), 1),
        ((ACCUSED,), 0),
    ],
    ids="same by-the-side right-behind another bare-elsewhere the-accuser not-denied past "
    "one-word-of-another-issue one-word-of-one-issue alone".split(),
)
def test_accused_and_denied(rows: tuple[Told, ...], number: int) -> None:
    """What one side accuses another of, and that one denies, is in dispute; another denial is not of it."""
    assert len(disputes(*rows)) == number


def test_both_hands_are_quoted_with_who_stands_behind_them() -> None:
    """The question names both sides, the answers are their words, with voices and the places they stand at."""
    (found,) = disputes(ACCUSED, denial("denied ramming any trawler"))
    assert (found.kind, found.question) == ("fact", "Is what Norland says of Sudria true?")
    assert [(a.value, a.who, a.support.voices) for a in found.answers] == [
        ("accused Sudria of ramming a trawler", ("n",), 1),
        ("denied ramming any trawler", ("s",), 1),
    ]


def test_reports_of_one_quarrel_are_one_dispute() -> None:
    """The same accusation and denial in more reports add voices, not disputes."""
    again = denial("denied once more ramming any trawler")
    (found,) = disputes(ACCUSED, denial("denied ramming any trawler"), again)
    assert [a.support.voices for a in found.answers] == [1, 2]


LEFT = "withdrew its gunboats from the herring banks"
STAYED = "did not withdraw its gunboats from the herring banks"


@pytest.mark.parametrize(
    ("fields", "copied", "number"),
    [
        ({"modality": "negated"}, False, 1),
        ({"modality": "negated"}, True, 0),
        ({"modality": "future"}, False, 0),
        ({"modality": "negated", "when": "2031-02-07"}, False, 0),
        ({"modality": "negated", "actors": ("n",)}, False, 0),
    ],
    ids="not-done of-one-report to-come another-day another-party".split(),
)
def test_done_and_not_done(fields: dict[str, Any], copied: bool, number: int) -> None:
    """A deed that an independent report says was not done is in dispute."""
    done = told(f"Sudria {LEFT}.", LEFT, "DE_ESCALATE", ("s",), when="2031-03-06")
    of = article(f"Sudria {STAYED}.")
    base: dict[str, Any] = {"code": "DE_ESCALATE", "actors": ("s",), "when": "2031-03-06"}
    other = (of, move(of, STAYED, **(base | fields)))
    found = disputes(done, other, lineages=(lineage(done[0], of),) if copied else ())
    assert len(found) == number


def planned(
    number: int, place: str, when: str, published: str = "2031-03-07", **fields: Any
) -> tuple[Article, Meeting]:
    """A report of talks that Norland and Sudria will hold."""
    of = article(f"Report {number}: both meet in {place} on {when}.", published=published)
    return of, meeting(of, "both meet", place=place, when=when, **({"parties": ("n", "s")} | fields))


@pytest.mark.parametrize(
    ("rows", "question"),
    [
        (
            (planned(1, "Port Ell", "2031-03-10"), planned(2, "Varn", "2031-03-10")),
            "Where do Norland and Sudria meet on 2031-03-10?",
        ),
        (
            (planned(1, "Port Ell", "2031-03-10"), planned(2, "Port Ell", "2031-03-11")),
            "On what day do Norland and Sudria meet in Port Ell?",
        ),
        ((planned(1, "Port Ell", "2031-03-10"), planned(2, "Port Ell harbour", "2031-03-10")), None),
        ((planned(1, "Port Ell", "2031-03-10"), planned(2, "Port Ell", "2031-03-20")), None),
        ((planned(1, "Port Ell", "2031-03-10", "2031-03-03"), planned(2, "Port Ell", "2031-03-11")), None),
        ((planned(1, "Port Ell", "2031-03-10"), planned(2, "Port Ell", "2031-03-11", "2031-03-11")), None),
        (
            (
                planned(1, "Port Ell", "2031-03-10", status="postponed"),
                planned(2, "Port Ell", "2031-03-11"),
            ),
            None,
        ),
        ((planned(1, "Port Ell", "2031-03-10"), planned(2, "Varn", "2031-03-10", parties=("n", "k"))), None),
        (
            (planned(1, "Port Ell", "2031-03-05", status="held"), planned(2, "Port Ell", "2031-03-06", status="held")),
            None,
        ),
    ],
    ids="place day within rounds news-since too-late put-off others two-days-of-talks".split(),
)
def test_when_and_where_they_meet(rows: tuple[tuple[Article, Meeting], ...], question: str | None) -> None:
    """One meeting at two places, or a plan for two days, by independent reports of one time, is in dispute."""
    assert [d.question for d in disputes(*rows)] == ([question] if question else [])


def test_versions_do_not_disagree_about_a_meeting() -> None:
    """A version that gives another town has changed its mind."""
    one, other = planned(1, "Port Ell", "2031-03-10"), planned(2, "Varn", "2031-03-10")
    assert disputes(one, other, lineages=(lineage(one[0], other[0]),)) == ()


def test_a_million_words_are_read_in_time() -> None:
    """The words of an act are read in time linear in them."""
    words = "denied " + "ramming " * 100_000
    of = article(words)
    assert disputes(ACCUSED, (of, move(of, words.strip(), code="DENY", actors=("s",)))) != ()


def test_the_word_of_nobody_known_opens_no_question() -> None:
    """An accusation by somebody who is no state, body or person, and on no side, is not set against a denial."""
    claim = (ACCUSED[0], replace(ACCUSED[1], actors=("someone",)))
    assert disputes(claim, denial("denied ramming a trawler")) == ()


def test_a_long_denial_is_quoted_where_it_denies() -> None:
    """Of a long sentence the words that lead to the denial are shown, not those before them."""
    words = "said the year had been a hard one for both countries and their crews, and above all for the herring, and"
    (found,) = disputes(ACCUSED, denial(f"{words} denied ramming a trawler", trigger="denied"))
    (answer,) = [a.value for a in found.answers if "denied" in str(a.value)]
    assert str(answer).startswith("… ")
    assert str(answer).endswith("denied ramming a trawler")
