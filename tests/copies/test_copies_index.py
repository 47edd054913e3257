"""Articles that come one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import Index, overlaps
from communique.data import Article
from factories import article

LINES = [" ".join(f"line{n}word{at}" for at in range(30)) for n in range(6)]


def made(lines: list[int], number: int, published: str | None = None) -> Article:
    """An article of some of the lines."""
    return article("\n".join(LINES[n] for n in lines), id=f"{number:03}", published=published)


@given(st.lists(st.lists(st.integers(0, 5), max_size=5, unique=True), max_size=10))
@settings(deadline=None, max_examples=50)
def test_one_by_one_is_as_all_at_once(texts: list[list[int]]) -> None:
    """Added one after the other, articles share what they share when they are compared together."""
    articles = [made(lines, n) for n, lines in enumerate(texts)]
    whole = overlaps(articles)
    index = Index()
    rows = [row for one in articles for row in zip(*(part.tolist() for part in index.add(one)), strict=True)]
    assert rows == list(zip(*(part.tolist() for part in whole), strict=True))


def test_an_index_starts_with_what_is_there() -> None:
    """Articles given at the start are met like those that were added."""
    index = Index([made([0, 1, 2], 0), made([3, 4], 1)])
    found = index.add(made([0, 1, 5], 2))
    assert (found.first.tolist(), found.second.tolist()) == ([0], [2])
    assert found.containment[0] == pytest.approx(2 / 3, abs=0.05)
    assert len(index) == 3


def test_what_is_out_of_the_window_is_forgotten() -> None:
    """An article of long before the latest is not met when the index has been sorted again; an undated one is."""
    before = [made([0, 1], 0, "2031-01-05"), made([0, 1], 1), made([2], 2, "2031-06-01")]
    found = Index(before, window=30).add(made([0, 1], 3, "2031-06-02"))
    assert found.first.tolist() == [1]


@pytest.mark.parametrize("text", ["", "word", "," * 10_000, "The same line again and again.\n" * 1_000])
def test_poor_texts_share_nothing(text: str) -> None:
    """Empty, tiny and repetitive texts meet nobody, not even themselves."""
    assert not len(Index([article(text, id="a")]).add(article(text, id="b")).first)
