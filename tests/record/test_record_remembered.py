"""A record made again, of whatever came, went or changed since, is the one made of it at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.data import Actor, Article, Copy, Figure, Judgement, Meeting, Move
from communique.record import Evidence, Memory, Options, ahead, reconcile
from communique.record.cells import Cells
from communique.record.comparing import about, same_question
from communique.record.held import Ordered, by_article
from communique.record.meetings import Days, meetings
from communique.record.support import Voices
from factories import anchor, article, copied, figure, known_from, lineage, meeting, move

DAYS = ("2031-03-06", "2031-03-07", "2031-03-20", None)
SAID = (
    ("accused Sudria of ramming the trawler near Velm", "ACCUSE", "n", "s"),
    ("denied that it had rammed the trawler near Velm", "DENY", "s", "n"),
    ("seized two cutters in the strait", "COERCE", "s", ""),
    ("demanded that the cutters be given back", "DEMAND", "n", "s"),
    ("offered to give the cutters back", "OFFER", "s", "n"),
    ("refused to give the cutters back", "REJECT", "s", "n"),
)
COUNTS = (
    *("13 dead", "around 14 dead", "200 sailors", "90 sailors"),
    *("35 captives held in the salt mine, by the long list", "53 captives held in the salt mine, by the long list"),
)
PEOPLE = (
    Actor(id="n", name="Norland", kind="state", side="n"),
    Actor(id="s", name="Sudria", kind="state", side="s"),
    Actor(id="k", name="Karel Velm", kind="person", side="s", aliases=("Velm",)),
    Actor(id="k", name="Karel Orr", kind="person", side="n"),
)


def report(number: int, published: str | None, told: list[int]) -> Article:
    """A report in which each of some acts is told, and a toll given."""
    acts = " ".join(f"The ministry {SAID[n][0]}. Officials said {COUNTS[n % len(COUNTS)]}." for n in told)
    return article(f"Report {number}. {acts}", published=published, id=f"a{number}", path=f"{number}.txt")


def acts(of: Article, told: list[int], modality: str, speaker: str | None) -> tuple[Move, ...]:
    """The moves of such a report."""
    rows = [SAID[n] for n in told]
    return tuple(
        move(
            of, words, code=code, actors=(by,), recipients=tuple(to), issue="cutters", speaker=speaker,
            modality=modality, when=of.published, trigger=words,
        )
        for words, code, by, to in rows
    )  # fmt: skip


def counts(of: Article, told: list[int], who: str | None) -> tuple[Figure, ...]:
    """The figures of such a report."""
    words = dict.fromkeys(COUNTS[n % len(COUNTS)] for n in told)
    counted = [text.partition(" held")[0] for text in words]
    numbers = [(text, float(next(part for part in text.split() if part.isdigit()))) for text in counted]
    return tuple(
        figure(of, text, value, unit=text.split()[-1].rstrip("s"), what=f"{text.split()[-1]} in the strait", who=who)
        for text, value in numbers
    )


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Some reports; those of one number are one article, which may be told of otherwise the next time."""
    articles, moves, figures, met = [], [], [], []
    for number in draw(st.lists(st.integers(0, 5), unique=True, max_size=5)):
        told = draw(st.lists(st.integers(0, len(SAID) - 1), unique=True, max_size=3))
        of = report(number, draw(st.sampled_from(DAYS)), told)
        articles.append(of)
        moves += acts(of, told, draw(st.sampled_from(["stated", "negated"])), draw(st.sampled_from(["k", None])))
        figures += counts(of, told, draw(st.sampled_from(["n", "k", None])))
        met += [meeting(of, "Report", when="2031-03-07", place="Orr", parties=("n", "s"), status="held")] * draw(
            st.integers(0, 1)
        )
    copies: tuple[Copy, ...] = ()
    if len(articles) > 1 and draw(st.booleans()):
        kind = draw(st.sampled_from(["version", "rewording"]))
        copies = (replace(copied(articles[1], articles[0], "Report"), kind=kind),)
    return Evidence(
        articles=tuple(articles),
        lineages=(lineage(*articles[:2]),) if copies else (),
        copies=copies,
        actors=draw(st.sampled_from([PEOPLE[:3], PEOPLE[:2], (*PEOPLE[:2], PEOPLE[3])])),
        moves=tuple(moves),
        figures=tuple(figures),
        meetings=tuple(met),
    )


def verdicts(of: Evidence, choice: st.DataObject) -> dict[str, Judgement]:
    """What people said of some moves and figures."""
    nouns: list[Any] = [*of.moves, *of.figures]
    some = choice.draw(st.lists(st.sampled_from(nouns), max_size=3, unique_by=lambda n: n.id)) if nouns else []
    found = {}
    for noun in some:
        kind = "move" if isinstance(noun, Move) else "figure"
        verdict = choice.draw(st.sampled_from(["accept", "reject", "edit"]))
        changes = {"when": "2031-03-08"} if verdict == "edit" else {}
        found[noun.id] = Judgement(
            id=f"j{noun.id}", about=noun.id, kind=kind, verdict=verdict, by="ana", at="2031-04-01", changes=changes
        )
    return found


@given(st.lists(evidence(), min_size=2, max_size=4), st.data(), st.sampled_from([2, 6, 10_000]))
@settings(max_examples=200, deadline=None)
def test_a_record_made_again_is_the_one_made_at_once(
    given_each: list[Evidence], choice: st.DataObject, known: int
) -> None:
    """Whatever changed in between, and where what does not rest on the copies of some was made ready ahead."""
    memory = Memory()
    for now in given_each:
        said = verdicts(now, choice)
        rows = replace(now, moves=by_article(now.moves), figures=by_article(now.figures))
        if now is given_each[0] and choice.draw(st.booleans()):
            some = {one.id for one in now.articles[choice.draw(st.integers(0, 2)) :]}
            part = replace(
                now,
                articles=tuple(one for one in now.articles if one.id in some),
                moves=tuple(one for one in now.moves if one.article_id in some),
                figures=tuple(one for one in now.figures if one.article_id in some),
                meetings=tuple(one for one in now.meetings if one.evidence[0].article_id in some),
                lineages=(),
                copies=(),
            )
            with known_from(known):
                ahead(part, judgements=said, options=Options(), memory=memory)
        with known_from(known):
            assert reconcile(rows, judgements=said, memory=memory) == reconcile(now, judgements=said)


BY_NOBODY = Actor(id="g", name="The Lantern League", kind="group")
AIDES = (replace(PEOPLE[2], side="s"), replace(PEOPLE[2], side="n"))


@pytest.mark.parametrize(
    ("accuser", "denier"),
    [((BY_NOBODY, replace(BY_NOBODY, kind="organisation")), AIDES[:1]), (PEOPLE[:1], AIDES)],
    ids=["who-accuses", "for-whom-he-denies"],
)
def test_what_is_denied_is_found_again_when_others_are_known(
    accuser: tuple[Actor, ...], denier: tuple[Actor, ...]
) -> None:
    """The same acts are in dispute, or no longer, once another kind or side is told of who does them."""
    of = report(1, "2031-03-06", [0, 1])
    claim, denial = acts(of, [0, 1], "stated", None)
    claim, denial = replace(claim, actors=(accuser[0].id,)), replace(denial, actors=("k",))
    given = Evidence(articles=(of,), moves={of.id: (claim, denial)})
    memory, found = Memory(), []
    for round_ in range(4):
        people = (accuser[round_ % len(accuser)], denier[round_ % len(denier)], PEOPLE[1])
        now = replace(given, actors=people)
        found.append(len(reconcile(now, memory=memory).disputes))
        assert found[-1] == len(reconcile(now).disputes)
    assert sorted(found) == [0, 0, 1, 1]


MET = [article(f"Report {n}. Talks. More talks.", published=DAYS[n % 3], id=f"m{n}") for n in range(5)]
MEETINGS = st.builds(
    meeting,
    st.sampled_from(MET),
    st.sampled_from(["Talks", "More talks"]),
    when=st.sampled_from([None, None, "2031-03", "2031-03-08", "2031-03-09", "2031-03-21"]),
    forum=st.sampled_from([None, "talks", "Joint Commission"]),
    place=st.sampled_from([None, "Orr", "Velm"]),
    parties=st.sampled_from([(), ("n",), ("n", "s"), ("n", "s", "t"), ("s", "t")]),
    status=st.sampled_from(["announced", "held", "postponed", "cancelled"]),
)


@given(st.lists(st.tuples(st.lists(MEETINGS, max_size=9), st.integers(1, 3)), min_size=2, max_size=4), st.data())
@settings(max_examples=200, deadline=None)
def test_meetings_found_again_are_those_found_at_once(
    rounds: list[tuple[list[Meeting], int]], choice: st.DataObject
) -> None:
    """Whatever was told in the meantime, and of however many reports; what was told before is mostly told again."""
    known, told, before = Days(), list[Meeting](), Voices(())
    published = {of.id: of.published for of in MET}
    for more, copies in rounds:
        told = [one for one in told if choice.draw(st.integers(0, 3))] + more
        voices = Voices([lineage(*MET[:copies])])
        others, before = voices.turned(before), voices
        assert meetings(told, voices, published, known, others) == meetings(told, voices, published)


KINDS = ("nets", "nets in the strait", "crew of the cutter", "crew")
PLACES = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(KINDS), st.sampled_from([3.0, 4.0, 10.0, 40.0, 100.0]))


@given(st.lists(st.lists(PLACES, max_size=12), min_size=2, max_size=5), st.booleans())
@settings(max_examples=300, deadline=None)
def test_cells_filled_again_are_those_filled_at_once(rounds: list[list[tuple[str, str, float]]], worded: bool) -> None:
    """While figures come and go, each is in the cell that it would be in had all come at once."""

    def cells() -> Cells:
        return Cells(lambda f: (about(f), f.value, f.when), same_question, about if worded else None)

    unit, known = ("net" if worded else "dead"), cells()
    for rows in rounds:
        told = [
            figure(article("Report.", id=name), "Report", value, id=f"{name}{n}", what=what, unit=unit)
            for n, (name, what, value) in enumerate(sorted(rows))
        ]
        assert known.of(told) == cells().of(told)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.sets(st.integers(0, 9)), max_size=3), max_size=5))
def test_what_comes_is_put_in_order(rounds: list[dict[str, set[int]]]) -> None:
    """All that the rows hold stands in order of its ids, whatever came and went."""
    known = Ordered[tuple[Move, ...], Move](tuple, lambda _, one: one.id)
    of = article("Report.")
    for rows in rounds:
        held = {
            key: tuple(move(of, "Report", id=f"{n}{key}", trigger=anchor(of, "Report")) for n in some)
            for key, some in rows.items()
        }
        assert known.of(held) == tuple(sorted((m for row in held.values() for m in row), key=lambda m: m.id))
