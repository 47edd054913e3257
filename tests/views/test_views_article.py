"""One article as a view: the text in pieces, the cards, the report; the list of articles; the redline."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import talks
from communique.data import Furniture, Problem
from communique.errors import UnknownName
from communique.filters import Filter
from communique.views import article as one
from communique.views import articles, marking, redline
from communique.views.asked import Asked
from communique.views.marking import Mark
from factories import article, furniture

TEXTS = st.text(
    st.one_of(st.sampled_from("ab \n\r\t”<&\u2028\u202e"), st.characters(exclude_categories=("Cs",))), max_size=60
)
SPANS = st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(marking.KINDS)), max_size=12)


def shown(of: talks.Article, now: talks.Snapshot | None = None) -> dict[str, Any]:
    """The page of an article."""
    return one.objects(now or talks.snapshot(), Asked(names={"id": of.id}))


@given(text=TEXTS, spans=SPANS, cuts=st.lists(st.integers(-3, 70), max_size=5))
def test_every_character_is_shown_once(text: str, spans: list[tuple[int, int, str]], cuts: list[int]) -> None:
    """Whatever marks lie over each other, in order of the text."""
    marks = [Mark(start=start, end=end, kind=kind, card=f"{i}") for i, (start, end, kind) in enumerate(spans)]
    found = list(marking.pieces(text, marks, cuts))
    assert "".join(piece.words for piece in found) == text
    assert all(text[piece.start : piece.start + len(piece.words)] == piece.words for piece in found)
    for piece in found:
        for at in range(piece.start, piece.start + len(piece.words)):
            assert set(piece.marks) == {mark for mark in marks if mark.start <= at < mark.end}


@given(text=TEXTS, spans=SPANS)
def test_paragraphs_hold_the_whole_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    """And each begins where it says."""
    size = len(text)
    quiet = tuple(Furniture(kind="site", start=s, end=e) for s, e, _ in spans if 0 <= s < e <= size)
    made = marking.paragraphs(article(text, furniture=quiet), [], [])
    assert "".join(piece["text"] for paragraph in made for piece in paragraph["pieces"]) == text
    starts = [paragraph["start"] for paragraph in made]
    assert starts == [paragraph["pieces"][0]["start"] for paragraph in made]
    assert starts == sorted(set(starts))


def test_a_piece_leads_to_the_smallest_mark_over_it() -> None:
    """And looks like all that it stands under."""
    marks = [Mark(start=0, end=20, kind="content", card="s"), Mark(start=4, end=8, kind="trigger", card="m")]
    (paragraph,) = marking.paragraphs(article("One demands it, two."), marks, [])
    assert [(p["text"], p["kinds"], p["card"]) for p in paragraph["pieces"]] == [
        ("One ", ["content"], "s"),
        ("dema", ["trigger", "content"], "m"),
        ("nds it, two.", ["content"], "s"),
    ]


def test_the_keyboard_stops_once_at_a_card() -> None:
    """At the first of the pieces that lead to it."""
    marks = [Mark(start=0, end=20, kind="content", card="s"), Mark(start=4, end=8, kind="trigger", card="m")]
    (paragraph,) = marking.paragraphs(article("One demands it, two."), marks, [])
    assert [p["first"] for p in paragraph["pieces"]] == [True, True, False]


def test_white_space_leads_nowhere() -> None:
    """A link needs words."""
    (paragraph,) = marking.paragraphs(article("a b"), [Mark(start=1, end=2, kind="move", card="m")], [])
    assert [p["card"] for p in paragraph["pieces"]] == [None, None, None]


def test_lines_without_an_empty_line_between_stand_close() -> None:
    """Others are paragraphs."""
    made = marking.paragraphs(article("One.\nTwo.\n\nThree.\n"), [], [])
    assert [(p["start"], p["close"]) for p in made] == [(0, False), (5, True), (11, False)]


def test_furniture_is_quiet() -> None:
    """It keeps its place."""
    text = "MAREN - It rained."
    made = marking.paragraphs(article(text, furniture=(furniture("dateline", text, "MAREN -"),)), [], [])
    assert [(p["text"], p["kinds"]) for p in made[0]["pieces"]] == [("MAREN -", ["furniture"]), (" It rained.", [])]


def test_every_mark_has_its_card_and_every_card_its_mark() -> None:
    """In the paragraph in which it begins."""
    made = shown(talks.FIRST)
    cards = [[card["id"] for card in p["cards"]] for p in made["paragraphs"]]
    assert cards == [[talks.SAID.id], ["m3", "c1"]]
    linked = {piece["card"] for p in made["paragraphs"] for piece in p["pieces"]} - {None}
    assert linked == {talks.SAID.id, "m1", "m3", "c1"}


def test_a_statement_holds_the_moves_that_it_makes() -> None:
    """So that nothing is told twice."""
    card = shown(talks.FIRST)["paragraphs"][0]["cards"][0]
    assert (card["card"], card["actor_name"], [m["id"] for m in card["moves"]]) == ("statement", "Hanna Brask", ["m1"])


def test_every_place_that_others_lead_to_begins_a_piece() -> None:
    """Moves, figures, meetings, disputes and copies."""
    now = talks.snapshot()
    places = [f.anchor for f in now.figures()] + [a for m in now.meetings() for a in m.evidence]
    places += [a for e in now.events() for a in e.support.anchors]
    places += [a for c in now.copies() for pair in c.shared for a in pair]
    for place in places:
        made = shown(now.articles_by_id[place.article_id], now)
        assert place.start in {piece["start"] for p in made["paragraphs"] for piece in p["pieces"]}


def test_an_article_knows_its_report() -> None:
    """Its versions in order, its copies both ways, and who was corrected."""
    first, second = shown(talks.FIRST), shown(talks.SECOND)
    assert [(m["report"]["number"], m["report"]["of"]) for m in (first, second)] == [(1, 2), (2, 2)]
    assert [(c["taken"], c["other"]["path"]) for c in (*first["copies"], *second["copies"])] == [
        (False, "two.txt"),
        (True, "one.txt"),
    ]
    assert [p["cards"][-1]["card"] for m in (first, second) for p in m["paragraphs"][-1:]] == ["stale", "notice"]


def test_an_article_tells_its_problems() -> None:
    """Those that are its own."""
    problem = Problem(room="moves", article_id=talks.FIRST.id, path="one.txt", what="odd")
    now = talks.snapshot(problems=[problem])
    assert [len(shown(a, now)["problems"]) for a in (talks.FIRST, talks.SECOND)] == [1, 0]


def test_a_row_for_each_card() -> None:
    """With its place and words."""
    rows = list(one.rows(shown(talks.FIRST)))
    assert [(r["what"], r["start"], r["words"]) for r in rows[:2]] == [
        ("statement", 21, "Ordune will close the strait"),
        ("move", 21, "Ordune will close the strait"),
    ]
    assert [r["what"] for r in rows] == ["statement", "move", "move", "stale"]


@pytest.mark.parametrize("text", ["", " \n", "It rained."])
def test_an_article_without_anything_found_is_shown(text: str) -> None:
    """Even without a text."""
    made = shown(article(text, id="x"), talks.empty(article(text, id="x")))
    assert "".join(piece["text"] for p in made["paragraphs"] for piece in p["pieces"]) == text
    assert (made["report"]["of"], made["copies"], list(one.rows(made))) == (1, [], [])


def test_an_unknown_article_is_refused() -> None:
    """By name."""
    with pytest.raises(UnknownName):
        one.objects(talks.snapshot(), Asked(names={"id": "zzz"}))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["one.txt", "two.txt", "three.txt"]),
        ({"sort": "-published"}, ["three.txt", "two.txt", "one.txt"]),
        ({"sort": "-moves"}, ["one.txt", "two.txt", "three.txt"]),
        ({"words": "an ENVOY"}, ["three.txt"]),
        ({"where": Filter(outlet="post")}, ["two.txt"]),
        ({"where": Filter(until="2031-03-04")}, ["one.txt"]),
    ],
)
def test_articles_are_listed_as_asked(asked: dict[str, Any], expected: list[str]) -> None:
    """By filter, words and column."""
    assert [row["path"] for row in articles.objects(talks.snapshot(), Asked(**asked))["articles"]] == expected


def test_an_article_in_the_list_tells_its_report() -> None:
    """How many come from it, how it was copied, and whether it came first."""
    made = articles.objects(talks.snapshot(), Asked())["articles"]
    assert [(r["in_report"], r["original"], r["kinds"], r["moves"]) for r in made] == [
        (2, True, [], 2),
        (2, False, ["version"], 1),
        (1, True, [], 1),
    ]


def test_articles_cannot_be_sorted_by_what_is_no_column() -> None:
    """The columns are told."""
    with pytest.raises(UnknownName):
        articles.objects(talks.snapshot(), Asked(sort="colour"))


def redlined(a: str, b: str) -> dict[str, Any]:
    """The redline between two articles."""
    return redline.objects(talks.snapshot(), Asked(names={"a": a, "b": b}))


def test_a_redline_has_substance_before_wording() -> None:
    """And says where each change stands."""
    made = redlined("one.txt", "two.txt")
    kinds = list(dict.fromkeys(change["kind"] for change in made["changes"]))
    assert kinds[0] in ("correction", "figure")
    assert (made["before"]["path"], made["after"]["path"], made["backwards"]) == ("one.txt", "two.txt", False)
    assert all(change["place"] for change in made["changes"])
    assert sum(made["counts"].values()) == len(made["changes"]) == len(list(redline.rows(made)))


def test_a_redline_against_time_says_so() -> None:
    """The earlier article is the second."""
    assert redlined("two.txt", "one.txt")["backwards"]


def test_an_article_does_not_differ_from_itself() -> None:
    """No change, and all sentences unchanged."""
    made = redlined("one.txt", "one.txt")
    assert (made["changes"], made["unchanged"] > 0) == ([], True)


def test_the_words_of_a_change_are_those_of_both_versions() -> None:
    """Equal and deleted words are the earlier wording, equal and inserted ones the later."""
    for change in redlined("one.txt", "two.txt")["changes"]:
        old = "".join(op["was"] or op["words"] for op in change["ops"] if op["kind"] != "insert")
        new = "".join(op["words"] for op in change["ops"] if op["kind"] != "delete")
        assert old == (change["before"]["exact"] if change["before"] else "")
        assert new == (change["after"]["exact"] if change["after"] else "")
