"""The compiled loops against plain Python that says the same."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import text
from communique.copies import candidates, kernels
from communique.copies.fingerprints import GRAM, Keys, fingerprints, joined, stream
from communique.data import Article
from factories import article, furniture

WORDY = st.text(alphabet="aAs.,'’ \n1é日-“”ß😀S", max_size=80)

HASHES = np.random.PCG64(1).random_raw(100)


def words(of: Article) -> list[str]:
    """The words of an article as the kernel cuts them."""
    found = stream(of, 10_000)
    return [of.text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("The U.S. envoy", ["The", "U.S", "envoy"]),
        ("some 100,000 men, 3.5 each.", ["some", "100,000", "men", "3.5", "each"]),
        ("Corvane's plan, Astrel’s S's", ["Corvane", "plan", "Astrel", "S"]),
        ("they don't, rock 'n' roll", ["they", "don't", "rock", "n", "roll"]),
        ("Brenn's's 's x's", ["Brenn", "s", "s", "x"]),
        ("well-known Zürich 日本 2031", ["well", "known", "Zürich", "日本", "2031"]),
        ("a😀b 😀 c", ["a", "b", "c"]),
        ("", []),
        ("word", ["word"]),
    ],
)
def test_words_stand_where_they_stand(line: str, cut: list[str]) -> None:
    """A line is cut into these words, each with its place in code points."""
    assert words(article(line)) == cut


def test_words_that_furniture_touches_are_left_out() -> None:
    """What stands in furniture is no word of the story, even where two pieces of it overlap."""
    line = "Read more: the envoys met at noon. Photo: Reuters"
    marked = (furniture("related", line, "Read more:"), furniture("site", line, "more: the"))
    assert words(article(line, furniture=marked)) == ["envoys", "met", "at", "noon", "Photo", "Reuters"]


@given(WORDY, WORDY)
@settings(deadline=None)
def test_equal_hashes_are_equal_words(one: str, other: str) -> None:
    """Two words have the same hash exactly when they fold to the same letters and digits."""

    def read(of: str) -> list[tuple[int, str]]:
        found = stream(article(of), 10_000)
        cut = (of[start:end] for start, end in zip(found.starts, found.ends, strict=True))
        return list(zip(found.words.tolist(), ("".join(filter(str.isalnum, c.lower())) for c in cut), strict=True))

    for left, said in read(one):
        for right, heard in read(other):
            assert (left == right) == (said == heard)


@given(st.lists(WORDY, max_size=6))
@settings(deadline=None)
def test_many_texts_are_read_as_each_by_itself(texts: list[str]) -> None:
    """The 5-grams of texts that lie side by side are those of each text alone."""
    made = [article(each, id=str(n)) for n, each in enumerate(texts)]
    found = fingerprints(made, 10_000, size=GRAM, sample=1, grams=True)
    for n, each in enumerate(made):
        alone = np.empty(100, np.uint64)
        own = alone[: kernels.rolled(stream(each, 10_000).words, len(stream(each, 10_000)), GRAM, alone)]
        for keys, wanted in ((found.keys, own), (found.grams, own >> np.uint64(32))):
            assert keys.hashes[keys.begins[n] : keys.begins[n + 1]].tolist() == wanted.tolist()


@given(st.lists(st.lists(st.integers(0, 30), max_size=20), min_size=1, max_size=8))
@settings(deadline=None)
def test_common_members_are_counted_once(sets: list[list[int]]) -> None:
    """What two multisets have in common is what the sets of their members have."""
    hashes = np.array([h << 32 for each in sets for h in each], np.uint64)
    begins = np.cumsum([0, *map(len, sets)])
    second, first = np.array([(j, i) for j in range(len(sets)) for i in range(j)], np.int64).reshape(-1, 2).T.copy()
    distinct, shared = np.zeros(len(sets), np.int64), np.zeros(len(first), np.int64)
    kernels.common(hashes, begins, first, second, distinct, shared)
    pairs = zip(first, second, strict=True)
    assert shared.tolist() == [len(set(sets[i]) & set(sets[j])) for i, j in pairs]
    assert all(distinct[i] == len(set(sets[i])) for i in {*first.tolist(), *second.tolist()})


@given(
    st.lists(st.lists(st.integers(0, 12), max_size=8), min_size=1, max_size=12), st.integers(1, 4), st.integers(1, 3)
)
@settings(deadline=None)
def test_articles_meet_by_their_keys(sets: list[list[int]], near: int, hits: int) -> None:
    """An article meets the nearest holders of each of its keys before it, and the first in the days before it."""
    hashes = np.array([HASHES[h] for each in sets for h in each], np.uint64)
    keys = Keys(hashes=hashes, begins=np.cumsum([0, *map(len, sets)]))
    days = np.arange(len(sets)) * 10
    found = candidates.pairs(keys, days, hits=hits, near=near, span=50, share=0.0, best=100)
    wanted: Counter[tuple[int, int]] = Counter()
    for later, mine in enumerate(sets):
        for key in set(mine):
            holders = [n for n in range(later) if key in sets[n]]
            far = [n for n in holders[:-near] if days[n] >= days[later] - 50]
            wanted.update((n, later) for n in [*far[:1], *holders[-near:]])
    expected = sorted((j, i, count) for (i, j), count in wanted.items() if count >= hits)
    assert [(j, i, count) for i, j, count in found.tolist()] == expected


@given(
    st.lists(st.lists(st.integers(0, 12), max_size=8), min_size=1, max_size=9),
    st.lists(st.lists(st.integers(0, 8), unique=True), min_size=2, max_size=5),
)
@settings(deadline=None)
def test_articles_meet_as_they_would_at_once(sets: list[list[int]], rounds: list[list[int]]) -> None:
    """While articles come and go, those meet that would meet had all come at once."""
    told = [article(f"Report {n}.", published=f"2031-03-{n + 1:02}") for n in range(len(sets))]
    held = {n: np.array([HASHES[h] for h in each], np.uint64) for n, each in enumerate(sets)}
    known = candidates.Met()
    for there in rounds:
        numbers = np.array(sorted(n for n in there if n < len(sets)), np.int64)
        some = [told[n] for n in numbers]
        keys = joined([held[n] for n in numbers.tolist()])
        at_once = candidates.pairs(keys, candidates.days(some), hits=1, near=2, span=50, share=0.1, best=3)
        found = known.pairs(held, numbers, some, hits=1, near=2, span=50, share=0.1, best=3)
        assert found.tolist() == at_once.tolist()


@given(st.lists(st.integers(0, 3), max_size=40), st.lists(st.integers(0, 3), max_size=40))
@settings(deadline=None)
def test_equal_runs_are_equal_and_apart(left: list[int], right: list[int]) -> None:
    """The words of a run are the same on both sides, and no word is in two runs."""
    one, other = (np.array([HASHES[w] for w in side], np.uint64) for side in (left, right))
    found = kernels.equal_runs(one, other, 3, 4).tolist()
    assert found == sorted(found)
    taken_left = [i + k for i, _, size in found for k in range(size)]
    taken_right = [j + k for _, j, size in found for k in range(size)]
    assert len(set(taken_left)) == len(taken_left)
    assert len(set(taken_right)) == len(taken_right)
    assert all(left[i + k] == right[j + k] for i, j, size in found for k in range(size))


def test_a_text_is_one_run_of_itself() -> None:
    """Aligned with itself, a text of different words is one run of all its words."""
    said = stream(article(" ".join(f"word{n}" for n in range(400))), 10_000).words
    assert kernels.equal_runs(said, said, GRAM, 4).tolist() == [[0, 0, 400]]


@pytest.mark.parametrize(("one", "other"), [("U.S.", "US"), ("Corvane’s", "corvane"), ("DON'T", "don’t"), ("Ж", "ж")])
def test_folding_is_that_of_the_text_module(one: str, other: str) -> None:
    """Words that ``text.fold`` makes the same have the same hash."""
    assert text.fold(one) == text.fold(other)
    assert stream(article(one), 100).words.tolist() == stream(article(other), 100).words.tolist()


STORY = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans()), unique_by=lambda row: row[:2])


@given(STORY, STORY)
@settings(max_examples=60, deadline=None)
def test_told_alike_adds_up_what_both_tell(
    one: list[tuple[int, int, bool]], other: list[tuple[int, int, bool]]
) -> None:
    """For each two sentences the weight of their common stems, those in quotations of the second by themselves."""
    owners, stems, own = (np.array([row[n] for row in sorted(one)], np.int32) for n in range(3))
    others, theirs, open_ = (np.array([row[n] for row in sorted(other)], np.int32) for n in range(3))
    weights = 1.0 + np.arange(len(one))
    known, count = np.unique(theirs, return_counts=True)
    begins = np.concatenate((np.zeros(1, np.int64), np.cumsum(count)))
    held = known, begins, np.argsort(theirs, kind="stable"), others, open_.astype(np.bool_)
    same, words, said = kernels.told(stems, owners, own.astype(np.bool_), weights, held, (4, 4))
    expected = np.zeros((3, 4, 4))
    for weight, (i, stem, mine) in zip(weights, sorted(one), strict=True):
        for j, also, open_there in other:
            if mine and stem == also:
                expected[0 if open_there else 2, i, j] += weight
                expected[1, i, j] += open_there
    assert np.array_equal(np.stack((same, words, said)), expected)


WORDS = st.lists(st.tuples(st.integers(-1, 6), st.integers(0, 3), st.booleans(), st.booleans()), max_size=25)


@given(WORDS)
@settings(deadline=None)
def test_a_story_is_taken_apart_by_sentence(rows: list[tuple[int, int, bool, bool]]) -> None:
    """Of its words by number (-1 is none), sentence, own or quoted, and named: what the profile keeps of them."""
    rows.sort(key=lambda row: row[1])
    numbers, owners = (np.array([row[n] for row in rows], np.int64) for n in range(2))
    own, named = (np.array([row[n] for row in rows], np.bool_) for n in (2, 3))
    told = numbers >= 0
    facts, first = kernels.facts(numbers, told & named)
    names = sorted({n for n, _, _, is_named in rows if is_named and n >= 0})
    assert (facts.tolist(), numbers[first].tolist()) == (names, names)
    assert all(not (told & named & (numbers == n))[:at].any() for n, at in zip(facts, first, strict=True))
    stems, holders, open_ = kernels.stems(numbers, owners, told, own)
    kept = sorted({(owner, n) for n, owner, _, _ in rows if n >= 0})
    assert list(zip(holders.tolist(), stems.tolist(), strict=True)) == kept
    assert open_.tolist() == [any(row[:3] == (n, owner, True) for row in rows) for owner, n in kept]
    known, begins, order = kernels.places(stems)
    assert known.tolist() == sorted(set(stems.tolist()))
    for at, number in enumerate(known.tolist()):
        assert order[begins[at] : begins[at + 1]].tolist() == np.flatnonzero(stems == number).tolist()
    pairs, places = kernels.neighbours(numbers, owners, told, own, facts)
    plain = [n >= 0 and is_own and n not in names for n, _, is_own, _ in rows]
    begun: dict[int, int] = {}
    for (a, owner, _, _), (b, next_owner, _, _), at in zip(rows, rows[1:], range(len(rows)), strict=False):
        if plain[at] and plain[at + 1] and owner == next_owner:
            begun.setdefault(a << 32 | b, owner)
    assert (pairs.tolist(), places.tolist()) == (sorted(begun), [begun[pair] for pair in sorted(begun)])


@given(st.integers(1, 5), st.data())
@settings(deadline=None)
def test_the_cheapest_order_is_the_cheapest_of_all(size: int, data: st.DataObject) -> None:
    """The first of those in which the steps and what stands too late cost least."""
    tables = st.lists(st.integers(0, 4), min_size=size * size, max_size=size * size)
    cost, before = (np.array(data.draw(tables), np.float64).reshape(size, size) for _ in range(2))

    def spent(order: tuple[int, ...]) -> float:
        late = sum(before[i, j] for at, j in enumerate(order) for i in order[at + 1 :])
        return float(late + sum(cost[i, j] for i, j in pairwise(order)))

    every = list(permutations(range(size)))
    assert tuple(kernels.cheapest(cost, before).tolist()) == min(every, key=lambda order: (spent(order), order))


@given(st.integers(2, 12), st.integers(0, 3), st.data())
@settings(deadline=None)
def test_members_are_put_in_where_they_cost_least(size: int, rounds: int, data: st.DataObject) -> None:
    """Each in its turn, at the first of the places at which all steps and what stands too late cost least."""
    tables = st.lists(st.integers(0, 4), min_size=size * size, max_size=size * size)
    cost, before = (np.array(data.draw(tables), np.float64).reshape(size, size) for _ in range(2))

    def spent(order: list[int], member: int) -> float:
        at = order.index(member)
        late = sum(before[i, member] for i in order[at + 1 :]) + sum(before[member, j] for j in order[:at])
        return float(late + sum(cost[i, j] for i, j in pairwise(order)))

    order: list[int] = []
    for member in [*range(size)] * (1 + rounds):
        left = [one for one in order if one != member]
        ways = [[*left[:at], member, *left[at:]] for at in range(len(left) + 1)]
        order = min(ways, key=lambda way: spent(way, member))
    assert kernels.inserted(cost, before, rounds).tolist() == order
