"""Lineages: versions in order, names that stay, origins that are elsewhere."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.copies import find, lineages, seriation
from communique.copies.ordering import DATED, _after, _before, _grow, by_day, compared, grows, latest
from communique.data import Article, Copy, Lineage
from factories import article


def sentence(number: int) -> str:
    """One of any number of sentences, each with words of its own."""
    return " ".join(
        f"{word}{number}" for word in "the envoy of a small state said on the quay that nobody came".split()
    )


def version(first: int, last: int, **fields: str | None) -> Article:
    """A version that holds the sentences from one number to another."""
    body = ".\n".join(sentence(number) for number in range(first, last))
    return article(body, **({"published": None} | fields))  # type: ignore[arg-type]


def lines_of(articles: list[Article]) -> tuple[Lineage, ...]:
    """The lineages of articles."""
    return lineages(articles, find(articles).copies)


def only(articles: list[Article]) -> Lineage:
    """The one lineage of articles."""
    (line,) = lines_of(articles)
    return line


@pytest.mark.parametrize("size", [3, 6, 14], ids=str)
def test_undated_versions_are_put_in_order(size: int) -> None:
    """Versions that gain at one end more than they lose at the other are in the order in which they grew."""
    grown = [version(at, 20 + 4 * at, id=f"{at * 7 % 15:02}") for at in range(size)]
    shuffled = random.Random(3).sample(grown, size)
    assert only(shuffled).articles == tuple(one.id for one in grown)


def test_days_rule_the_order_and_place_the_undated() -> None:
    """A dated version stands at its day, also where it is shorter; an undated one beside what it is most like."""
    first, last = version(8, 36, published="2031-03-04"), version(0, 20, published="2031-03-06")
    between = version(4, 28)
    assert only([last, between, first]).articles == (first.id, between.id, last.id)


def test_parents_stand_before_their_children() -> None:
    """In every lineage the source of an article stands before it."""
    chance = random.Random(5)
    days = [None, "2031-03-04", "2031-03-05"]
    some = [version(chance.randrange(6), 20 + chance.randrange(9), published=chance.choice(days)) for _ in range(30)]
    articles = list({one.id: one for one in some}.values())
    copies = find(articles).copies
    place = {one: at for line in lineages(articles, copies) for at, one in enumerate(line.articles)}
    assert copies
    for copy in copies:
        assert copy.original_id is not None
        assert place[copy.original_id] < place[copy.article_id]


def test_order_of_input_changes_no_lineage() -> None:
    """The same articles in another order, or given twice, make the same lineages."""
    articles = [version(at % 3, 18 + at) for at in range(12)]
    assert lines_of(articles) == lines_of(articles[::-1]) == lines_of(articles + articles)


def test_a_later_copy_changes_no_name() -> None:
    """The id of a lineage stays when a copy arrives, a longer version or a reprint."""
    first = version(0, 20, published="2031-03-04")
    names = {only([first]).id}
    for later in (version(0, 26, published="2031-03-05"), version(0, 20, published="2031-03-09", outlet="b")):
        names.add(only([first, later]).id)
    assert len(names) == 1


def test_an_original_word_for_word_changes_no_name() -> None:
    """The id of a reprint's lineage stays when the report turns up that was reprinted."""
    reprint = version(0, 20, published="2031-03-05", outlet="b")
    wire = version(0, 20, published="2031-03-04", outlet="a")
    assert only([reprint]).id == only([wire, reprint]).id
    assert only([wire, reprint]).origin == wire.id


def test_joined_lineages_keep_the_name_of_the_earlier() -> None:
    """When a link joins two lineages, the id of the earlier one is the id of both; when it goes, it stays with it."""
    early, late = version(0, 20, published="2031-03-04"), version(0, 22, published="2031-03-05")
    copies = find([early, late]).copies
    apart = {line.articles[0]: line.id for line in lineages([early, late], ())}
    assert [line.id for line in lineages([early, late], copies)] == [apart[early.id]]


def test_one_text_twice_unjoined_has_two_names() -> None:
    """A reprint that a person takes out of its lineage gets another id than the original, which keeps its own."""
    original, reprint = version(0, 20, published="2031-03-04"), version(0, 20, published="2031-03-05", outlet="b")
    lines = {line.articles[0]: line.id for line in lineages([reprint, original], ())}
    assert len(set(lines.values())) == 2
    assert lines[original.id] == only([original]).id


@pytest.mark.parametrize(
    ("fields", "elsewhere"),
    [
        ({"outlet": "Lake Post", "credit": "Delta Press"}, True),
        ({"outlet": "Delta Press", "credit": "Delta Press"}, False),
        ({"outlet": "Delta Press Agency", "credit": "Delta Press"}, False),
        ({"outlet": "Delta Press", "credit": "DP"}, False),
        ({"outlet": "Lake Post", "credit": None}, False),
        ({"outlet": None, "credit": "Delta Press"}, True),
    ],
    ids=["reprint", "own", "part of the name", "initials", "no credit", "unknown outlet"],
)
def test_the_origin_may_be_elsewhere(fields: dict[str, str | None], elsewhere: bool) -> None:
    """The first article that credits another house has its text from a report that is not in the case."""
    line = only([version(0, 20, **fields)])
    assert (line.origin is None) == elsewhere
    assert line.credit == fields["credit"]


def test_an_agency_opens_with_its_own_name() -> None:
    """An article of no known outlet that opens with the credit is the agency's own."""
    own = article("TOLM (Delta Press) - " + version(0, 20).text, credit="Delta Press", published=None)
    assert only([own]).origin == own.id


def test_links_in_a_circle_end_no_lineage() -> None:
    """Links that run in a circle, as judgements might make them, still give each article one lineage."""
    ring = [version(0, 20 + at) for at in range(3)]
    (link,) = find(ring[:2]).copies
    pairs = [(ring[at], ring[(at + 1) % 3]) for at in range(3)]
    copies = [replace(link, id=str(n), article_id=a.id, original_id=b.id) for n, (a, b) in enumerate(pairs)]
    assert sorted(only_of(ring, copies).articles) == sorted(one.id for one in ring)


def only_of(articles: list[Article], copies: list[Copy]) -> Lineage:
    """The one lineage of articles with given links."""
    (line,) = lineages(articles, copies)
    return line


def test_a_long_chain_of_links_is_followed() -> None:
    """A lineage of five hundred articles, each from the one before, is found in one piece."""
    chain = [article(f"word{n}", id=f"{n:03}", published=None) for n in range(500)]
    (link,) = find([version(0, 20), version(0, 22)]).copies
    copies = [replace(link, id=b.id, article_id=b.id, original_id=a.id) for a, b in pairwise(chain)]
    assert len(only_of(chain, copies).articles) == 500


def test_many_members_are_ordered_as_few_are() -> None:
    """Where not every order can be tried, one that grows evenly is found all the same."""
    words = np.arange(1, 2000, dtype=np.uint64)
    grown = [words[5 * at : 60 + 20 * at] for at in range(40)]
    mixed = random.Random(2).sample(range(40), 40)
    gained, lost = seriation.changes([grown[at] for at in mixed])
    order = seriation.seriated(gained + seriation.LOSS * lost, np.zeros((40, 40)))
    assert [mixed[at] for at in order] == list(range(40))


def test_a_later_date_is_a_later_version() -> None:
    """Of two versions of a page the one that tells of a later day is the later, though it lost as much as it gained."""
    old, new = (
        article(version(0, 20).text + f"\nThe ferry came on {day}.", published=None, outlet="a", id=name)
        for day, name in (("3 March 2031", "y"), ("9 March 2031", "x"))
    )
    assert (latest(old), latest(new)) == ("2031-03-03", "2031-03-09")
    assert only([new, old]).articles == ("y", "x")


def test_no_words_are_no_trouble() -> None:
    """Articles without a word stand alone, each under its own name."""
    empty = [article("", id=str(n)) for n in range(3)] + [article("…", id="dots")]
    assert len({line.id for line in lines_of(empty)}) == 4


DAYS = st.sampled_from(["", "2031", "2031-03", "2031-04", "2031-03-07", "2031-03-08", "2032-01-01T10:00:00Z"])


@given(st.lists(st.tuples(DAYS, st.sampled_from(["a", "b", None]), st.integers(0, 3), st.booleans()), max_size=7))
def test_all_at_once_is_one_by_one(rows: list[tuple[str, str | None, int, bool]]) -> None:
    """Which of the members of a family come after others, and may have grown from them, is told as of each two."""
    said = "They said so, they said so. "
    members = [
        article(
            (said if speaks else "It is so, it is. ") * (1 << size),
            published=day or None, outlet=outlet, id=str(n), published_from="lineage" if size == 2 else "own",
        )
        for n, (day, outlet, size, speaks) in enumerate(rows)
    ]  # fmt: skip
    days = [day for day, *_ in rows]
    pairs = [(i, j) for i in range(len(rows)) for j in range(len(rows))]
    for i, j in pairs:
        assert _after(days, days)[i, j] == (compared(days[i], days[j]) > 0)
        assert _before(members, {})[i, j] == DATED * (by_day(members[i], members[j]) < 0)
        if i != j:
            assert _grow(members)[i, j] == grows(members[i], members[j])
