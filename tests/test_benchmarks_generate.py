"""The generator of copies: what it says about what it made must be so, or every figure got from it is wrong."""

from __future__ import annotations

import random
import sys
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from communique.data import Article

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import generate
import newsroom
import pieces
import recipes
import spins


@cache
def _sources() -> tuple[str, ...]:
    chance = random.Random(3)
    return tuple(text for _ in range(30) for text in newsroom.reports(newsroom.Crisis(chance), 1, chance))


@cache
def _made() -> tuple[dict[str, Article], generate.Truth]:
    articles, truth = generate.generate(_sources(), 5)
    return {article.id: article for article in articles}, truth


def _words(text: str) -> list[str]:
    return "".join(sign.lower() if sign.isalnum() else " " for sign in text).split()


def _shared(left: str, right: str, size: int = 5) -> float:
    """The share of the word 5-grams of the shorter text that the other has too."""
    here, there = (
        {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} for words in (_words(left), _words(right))
    )
    return len(here & there) / min(len(here), len(there))


def _copy(name: str, source: str) -> str:
    chance = random.Random(11)
    page = recipes.RECIPES[name].make(
        pieces.cut_up(source), recipes.Desk(chance, newsroom.facts(chance), "Tarsk Herald")
    )
    return pieces.printed(page, source)[0]


def test_same_seed_same_copies() -> None:
    """The same texts and seed give the same articles and truth, and another seed gives others."""
    assert generate.generate(_sources(), 5) == generate.generate(_sources(), 5)
    assert generate.generate(_sources(), 5)[1] != generate.generate(_sources(), 6)[1]


def test_ids_and_texts_do_not_hang_on_what_is_known() -> None:
    """Without dates and outlets the same texts under the same ids stand there, and nothing else tells their order."""
    known, _ = _made()
    unknown, truth = generate.generate(_sources(), 5, dates=False, outlets=False)
    assert {article.id: article.text for article in unknown} == {at: one.text for at, one in known.items()}
    assert {(article.published, article.outlet, article.credit) for article in unknown} == {(None, None, None)}
    assert truth == _made()[1]


def test_lineages_are_the_trees_of_parents() -> None:
    """Every article stands in exactly one lineage, together with its parent."""
    by_id, truth = _made()
    line = {one: number for number, members in enumerate(truth.lineages) for one in members}
    assert sorted(line) == sorted(by_id)
    assert sum(len(members) for members in truth.lineages) == len(by_id)
    assert all(line[copy] == line[made.parent] for copy, made in truth.made.items())
    assert len(truth.made) == len(by_id) - len(truth.lineages)


def test_chains_and_siblings_are_made() -> None:
    """Some copies are copies of copies, and some sources have several copies."""
    _, truth = _made()
    parents = [made.parent for made in truth.made.values()]
    assert any(parent in truth.made for parent in parents)
    assert len(set(parents)) < len(parents)


def test_copies_come_later() -> None:
    """Where dates are known, a copy was published after its parent."""
    by_id, truth = _made()
    assert all(by_id[copy].published > by_id[made.parent].published for copy, made in truth.made.items())


def test_negatives_stand_alone() -> None:
    """Look-alikes are of every sort, each alone in its lineage; those of one house share it, the others share none."""
    by_id, truth = _made()
    sizes = {one: len(members) for members in truth.lineages for one in members}
    assert set(truth.negatives) == {"press_conference", "background", "one_house", "formulaic", "crisis"}
    for why, groups in truth.negatives.items():
        for group in groups:
            houses = {by_id[one].outlet for one in group}
            assert len(houses) == (1 if why in ("one_house", "formulaic") else len(group))
            assert all(sizes[one] == 1 for one in group)


def test_negatives_are_hard() -> None:
    """Reports of one press conference share long quotations, pages of one house much, crises a little."""
    by_id, truth = _made()
    for why, least, most in (("press_conference", 0.3, 0.8), ("one_house", 0.15, 0.7), ("crisis", 0.05, 0.5)):
        shares = [
            _shared(by_id[one].text, by_id[other].text)
            for group in truth.negatives[why]
            for one, other in combinations(sorted(group), 2)
        ]
        assert least <= sum(shares) / len(shares) <= most
        assert max(shares) > 0.1


def test_passages_hold_the_same_sentences() -> None:
    """A passage of an unchanged copy is the same text on both sides, and no place of a copy lies in two passages."""
    by_id, truth = _made()
    same = {"verbatim", "chrome", "updated", "appended", "shortened", "start", "middle", "scattered", "feed"}
    for copy, made in truth.made.items():
        source, text = by_id[made.parent].text, by_id[copy].text
        assert made.passages
        for passage in made.passages:
            here, there = text[passage.start : passage.end], source[passage.source_start : passage.source_end]
            assert here
            assert there
            if made.recipe in same:
                assert here.split() == there.split()
        ends = [(passage.start, passage.end) for passage in made.passages]
        assert all(end < start for (_, end), (start, _) in pairwise(ends))


def test_passages_leave_out_what_is_new() -> None:
    """What a copy has and no passage covers does not stand in its source, and what was cut is in no passage."""
    by_id, truth = _made()
    for copy, made in truth.made.items():
        if made.recipe in ("chrome", "updated", "appended", "shortened", "start", "middle"):
            source, text = by_id[made.parent].text, by_id[copy].text
            for passage in reversed(made.passages):
                text = text[: passage.start] + "\n" + text[passage.end :]
            new = [piece.text for piece in pieces.sentences(pieces.cut_up(text))]
            assert not [line for line in new if len(line.split()) > 6 and line in source]


def test_a_moved_sentence_ends_a_passage() -> None:
    """A passage goes on over neighbours, also into the next paragraph, and ends at a cut, an addition and a move."""
    source = "One is here. Two is here.\n\nThree is here. Four is here."
    (one, two), (three, four) = pieces.cut_up(source)
    for page, wanted in (
        ([[one, two, three, four]], [(source, "One is here. Two is here. Three is here. Four is here.")]),
        ([[one], [three, four]], [(one.text, one.text), ("Three is here. Four is here.",) * 2]),
        ([[two, one]], [(two.text, two.text), (one.text, one.text)]),
        ([[one, pieces.Piece("New."), two]], [(one.text, one.text), (two.text, two.text)]),
    ):
        text, passages = pieces.printed(page, source)
        assert [(source[p.source_start : p.source_end], text[p.start : p.end]) for p in passages] == wanted


@pytest.mark.parametrize(
    ("name", "least", "most", "shortest", "longest"),
    [
        ("verbatim", 1.0, 1.0, 1.0, 1.0),
        ("chrome", 1.0, 1.0, 1.0, 1.9),
        ("typos", 0.9, 0.999, 1.0, 1.0),
        ("typography", 1.0, 1.0, 1.0, 1.0),
        ("edited", 0.6, 0.95, 0.75, 1.4),
        ("rewritten", 0.15, 0.75, 0.5, 1.8),
        ("updated", 0.85, 1.0, 1.1, 1.6),
        ("appended", 1.0, 1.0, 1.05, 1.4),
        ("shortened", 0.85, 1.0, 0.6, 0.8),
        ("reordered", 0.5, 0.95, 0.75, 1.4),
        ("start", 0.97, 1.0, 0.1, 0.5),
        ("middle", 0.97, 1.0, 0.1, 0.5),
        ("scattered", 0.85, 1.0, 0.1, 0.5),
        ("feed", 0.85, 1.0, 0.1, 0.5),
        ("edited part", 0.55, 1.0, 0.1, 0.5),
        ("spun", 0.0, 0.5, 0.9, 1.25),
        ("thinned", 0.0, 0.5, 0.7, 1.1),
        ("respelled", 0.0, 0.45, 0.9, 1.25),
        ("translated", 0.0, 0.5, 0.85, 1.25),
        ("summarised", 0.0, 0.5, 0.5, 1.0),
    ],
)
def test_copies_are_what_they_are_called(name: str, least: float, most: float, shortest: float, longest: float) -> None:
    """Each sort of copy shares as many words in a row with its source, and is as long, as its kind says."""
    for source in _sources()[:12]:
        made = _copy(name, source)
        assert least <= _shared(source, made) <= most
        assert shortest <= len(made.split()) / len(source.split()) <= longest


def test_every_sort_is_measured() -> None:
    """The table of the test above names every recipe."""
    named = {case[0] for mark in test_copies_are_what_they_are_called.pytestmark for case in mark.args[1]}
    assert named == set(recipes.RECIPES)


def test_rewordings_change_most_sentences() -> None:
    """Of a rewording at most one long sentence in five stands in its source as it was."""
    for name, recipe in recipes.RECIPES.items():
        lines = [
            (line, source)
            for source in _sources()[:12]
            for line in (piece.text for piece in pieces.sentences(pieces.cut_up(_copy(name, source))))
            if recipe.kind == "rewording" and len(line.split()) >= 8
        ]
        assert sum(line in source for line, source in lines) <= 0.2 * len(lines)


def test_synonyms_go_both_ways() -> None:
    """No word stands for itself, and a word's stand-in has it among its own."""
    table = spins._table()
    assert len(table) > 900
    assert all(form not in others for form, others in table.items())
    assert all(form in table[other] for form, others in table.items() for other in others)


def test_a_name_is_respelled_throughout() -> None:
    """A name that is written in another way is so in every place, and a common word never."""
    page = pieces.cut_up("Then Kharkei spoke in Mykola. He told Kharkei that Mykola was cold, and a Major was major.")
    made = " ".join(piece.text for piece in pieces.sentences(spins.respelled(page, random.Random(2))))
    assert "Kharkei" not in made
    assert "Major" in made
    assert (
        len(set(made.split())) <= len(set("Then Kharkei spoke in Mykola. He told Kharkei that Mykola was".split())) + 7
    )


def test_lifted_reports_are_mostly_their_own() -> None:
    """A report with a lifted passage stands in no other's lineage, and less than half of it is lifted."""
    articles, truth = generate.generate(
        [f"{text}\n\nPage {page}." for page in range(4) for text in _sources()], 9, negatives=False
    )
    by_id = {article.id: article for article in articles}
    alone = {one for members in truth.lineages if len(members) == 1 for one in members}
    assert truth.lifted
    for host, lifted in truth.lifted.items():
        taken = sum(passage.end - passage.start for passage in lifted.passages)
        assert host in alone
        assert 0.15 < taken / len(by_id[host].text) < 0.5
