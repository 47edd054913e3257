"""What is known of the last look at some articles: it saves time and changes nothing."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import Known, Options, find, lineages
from communique.copies.known import Paired, both, paired
from communique.data import Article
from factories import article

CHANCE = random.Random(5)
WORDS = [f"{a}{b}" for a in "bar dor fen gil hav kor lam mor nis pel".split() for b in "as et im on ur".split()]
LINES = [
    " ".join(CHANCE.choice(WORDS) for _ in range(CHANCE.randrange(8, 40))).capitalize() + "." for _ in range(9)
] + ["Correction: an earlier version of this story said that the talks were on Monday. They were on Tuesday."]


@st.composite
def reports(draw: st.DrawFn) -> list[Article]:
    """Some articles of the same lines, of few outlets and days, in any order of arrival."""
    rows = draw(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=7), min_size=2, max_size=9))
    return [
        article(
            "\n\n".join(LINES[n] for n in lines),
            id=f"{at:03}",
            path=f"{at}.txt",
            outlet=draw(st.sampled_from([None, "Post", "Herald"])),
            published=draw(st.sampled_from([None, "2031-03-01", "2031-03-02", "2031-03-09"])),
        )
        for at, lines in enumerate(rows)
    ]


@given(reports())
@settings(max_examples=60)
def test_one_by_one_is_as_all_at_once(arriving: list[Article]) -> None:
    """However articles arrive, the copies and lineages are those of a look at all of them for the first time."""
    known = Known()
    for many in range(1, len(arriving) + 1):
        found = find(arriving[:many], known=known)
        assert found == find(arriving[:many])
        assert lineages(arriving[:many], found.copies, known) == lineages(arriving[:many], found.copies)


def test_an_article_that_changed_is_looked_at_again() -> None:
    """Of an article that has another outlet, or is gone, nothing old is believed."""
    story = "\n\n".join(LINES[:6])
    one, other = article(story, id="1", published="2031-03-01"), article(story, id="2", published="2031-03-02")
    known = Known()
    find([one, other], known=known)
    moved = article(story, id="2", outlet="Post", published="2031-02-01")
    assert find([one, moved], known=known) == find([one, moved])
    assert find([one], known=known) == find([one])
    assert find([one, other], known=known) == find([one, other])


def test_other_options_forget() -> None:
    """Under other options everything is looked at again."""
    story = "\n\n".join(LINES[:6])
    both_of = [article(story, id=str(n), published=f"2031-03-0{n}") for n in (1, 2)]
    known, strict = Known(), Options(run=10_000, reworded=99.0)
    assert find(both_of, known=known).copies
    assert find(both_of, options=strict, known=known) == find(both_of, options=strict)


@pytest.mark.parametrize(("first", "second"), [(0, 1), (7, 12), (2**20, 2**21)])
def test_pairs_are_codes(first: int, second: int) -> None:
    """A pair of numbers is one number, and back."""
    codes = paired(np.array([first], np.int64), np.array([second], np.int64))
    assert both(int(codes[0])) == (first, second)


def test_pairs_are_asked_once() -> None:
    """A pair is unknown until it was asked for, and again when one of the two is touched."""
    pairs: Paired[str] = Paired()
    codes = paired(np.array([0, 0], np.int64), np.array([1, 2], np.int64))
    nobody = np.zeros(3, np.bool_)
    assert pairs.unknown(codes, nobody) == codes.tolist()
    assert pairs.unknown(codes, nobody) == []
    assert pairs.unknown(codes, np.array([False, False, True])) == codes[1:].tolist()
    pairs.made[int(codes[0])] = "alike"
    assert pairs.unknown(codes[1:], nobody) == []
    assert pairs.made == {}
