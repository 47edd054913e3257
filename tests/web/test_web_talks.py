"""The pages of the talks: state, moves, positions, articles, article, redline."""

from __future__ import annotations

import csv
import dataclasses
import io
from itertools import pairwise
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import talks
from communique.data import Anchor, Article
from communique.snapshot import Snapshot
from factories import article

ARTICLE = f"/articles/{talks.FIRST.id}"
PATHS = ("/", "/moves", "/positions", "/articles", ARTICLE, f"{ARTICLE}/diff/{talks.SECOND.id}")


def page(path: str, now: Snapshot | None = None) -> Any:
    """A page as a tree."""
    answer = talks.get(path, now)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_siblings(path: str) -> None:
    """JSON and CSV under the same address."""
    stem = "/state" if path == "/" else path
    assert talks.get(path).status_code == 200
    assert talks.get(f"{stem}.json").json()
    assert list(csv.DictReader(io.StringIO(talks.get(f"{stem}.csv").text)))


def test_an_article_names_its_tab() -> None:
    """By its own title, as the list of tabs and the history of a browser have it."""
    assert page(ARTICLE).findtext(".//title").startswith(talks.FIRST.title or talks.FIRST.path)


@pytest.mark.parametrize("path", ("/", "/moves", "/positions", "/articles"))
@pytest.mark.parametrize(
    "now", [talks.empty(), talks.empty(article("It rained.", published=None))], ids=["none", "one"]
)
def test_an_empty_case_says_so(path: str, now: Snapshot) -> None:
    """Every page has something to say."""
    assert page(path, now).xpath("//main//*[contains(@class, 'empty') or contains(@class, 'rows')]")


def test_an_article_without_a_text_says_so() -> None:
    """Rather than a blank page."""
    now = talks.empty(article("", id="x"))
    assert "no text" in page("/articles/x", now).text_content()


TEXTS = ["One.\nTwo.\n\nThree & <b>four</b>.\n", "\n\n  lead\n", "a\tb  c", "”‮abc‬", talks.FIRST.text]


@pytest.mark.parametrize("text", TEXTS)
def test_the_page_shows_every_character_of_the_text_once(text: str) -> None:
    """In order, and as words rather than as markup."""
    shown: Article = article(text, id="x")
    found = page("/articles/x", talks.empty(shown)).xpath("//p[@class='text']")
    assert "".join(paragraph.text_content() for paragraph in found) == text


@settings(max_examples=40, deadline=None)
@given(text=st.text("ab <>&\"'\n\t”é\u202e", max_size=40), cuts=st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_the_page_shows_every_character_between_marks(text: str, cuts: list[int]) -> None:
    """Whatever the text, and wherever marks lie over each other."""
    shown = article(text, id="x")
    places = [(min(pair), max(pair)) for pair in pairwise(cuts) if min(pair) < max(pair) <= len(text)]
    marked = [
        dataclasses.replace(
            talks.SAID, id=f"s{i}", article_id="x", source=None, cue=None,
            content=(Anchor(article_id="x", start=start, end=end, exact=text[start:end]),),
        )
        for i, (start, end) in enumerate(places)
    ]  # fmt: skip
    now = talks.snapshot([shown], **{**{name: [] for name in talks.lists()}, "statements": marked})
    found = page("/articles/x", now).xpath("//p[@class='text']")
    assert "".join(paragraph.text_content() for paragraph in found) == text


def test_every_mark_leads_to_a_card_of_the_page() -> None:
    """And no id is given twice."""
    tree = page(ARTICLE)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [link.removeprefix("#") for link in tree.xpath("//p[@class='text']//a/@href")]
    assert links
    assert set(links) <= set(ids)


@pytest.mark.parametrize("path", ["/", "/moves", "/positions", ARTICLE])
def test_every_link_to_a_place_finds_it(path: str) -> None:
    """The passage begins there on the page of its article."""
    links = {link for link in page(path).xpath("//main//a/@href") if "#at-" in link}
    assert links
    for link in links:
        to, place = link.split("#")
        assert page(to).xpath(f"//*[@id='{place}']")


def test_a_link_in_an_article_is_one_only_where_it_leads_to_the_web() -> None:
    """Any other address is left out."""
    for url, linked in (("https://coast.example/one", True), ("javascript:alert(1)", False), ("//evil", False)):
        tree = page("/articles/x", talks.empty(article("It rained.", id="x", url=url)))
        assert (url in tree.xpath("//main//a/@href")) is linked


def test_words_of_the_case_are_no_markup() -> None:
    """An outlet named like an element is a name."""
    assert not page("/articles").xpath("//main//td//b")
    assert "<b>Evil</b>" in page("/articles").text_content()


@pytest.mark.parametrize(
    "path",
    ["/articles/zzz", "/articles/zzz.json", f"{ARTICLE}/diff/zzz", "/moves?party=Atlantis", "/moves?modality=maybe",
     "/moves?sort=colour", "/articles?sort=colour", "/?party=Atlantis", "/positions?issue=cheese"],
)  # fmt: skip
def test_what_is_not_there_is_told(path: str) -> None:
    """404, in words."""
    answer = talks.get(path)
    assert answer.status_code == 404
    assert "did you mean" in answer.text or "there are none" in answer.text


@pytest.mark.parametrize(
    "query", ["_loop_vars=1", "_Context__self=1", "get=1", "items=2", "=x", "words=%00", "page=99999"]
)
@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_means_nothing_changes_nothing(path: str, query: str) -> None:
    """Whatever stands in the address."""
    assert talks.get(f"{path}?{query}").status_code == 200


def test_a_filter_can_be_taken_off_part_by_part() -> None:
    """Each chip leads to the same question without it."""
    links = page("/moves?code=THREATEN&party=Ordune&page=1").xpath("//p[@class='active']/a/@href")
    assert links == ["/moves?party=Ordune", "/moves?code=THREATEN", "/moves"]


def test_a_column_sorts_and_turns() -> None:
    """The heading of the sorted column leads to the other order, and says which it is."""
    tree = page("/moves?sort=code")
    assert tree.xpath("//th[@aria-sort='ascending']/a/@href") == ["/moves?sort=-code"]


def test_the_bulk_form_holds_the_filter() -> None:
    """All fields that select the moves, and how many there are."""
    tree = page("/moves?code=THREATEN&words=strait")
    form = tree.xpath("//form[@action='/judgements']")[0]
    assert {name: form.fields[name] for name in ("about", "code", "words", "count", "next")} == {
        "about": "all",
        "code": "THREATEN",
        "words": "strait",
        "count": "2",
        "next": "/moves?code=THREATEN&words=strait",
    }


@pytest.mark.parametrize("query", ["", "?sort=code", "?code=&page=1"])
def test_nobody_judges_a_whole_case_by_mistake(query: str) -> None:
    """Without a filter there is no bulk decision."""
    assert not page(f"/moves{query}").xpath("//form[@action='/judgements']")


def test_the_matrix_names_row_and_column() -> None:
    """For those who do not see it as a table."""
    tree = page("/")
    assert tree.xpath("//table//th[@scope='row']//bdi/text()") == ["Ordune", "Quellis"]
    assert tree.xpath("//table//th[@scope='col']//bdi/text()") == ["trade and tariffs"]


def test_an_issue_without_a_stance_says_in_how_many_reports() -> None:
    """Nothing found is a finding."""
    held = talks.lists()["positions"]
    apart = [held[0], dataclasses.replace(held[1], issue="energy")]
    assert "nothing found in 3 reports" in page("/", talks.snapshot(positions=apart)).text_content()


def test_a_redline_marks_what_came_and_went() -> None:
    """As insertions and deletions."""
    tree = page(f"{ARTICLE}/diff/{talks.SECOND.id}")
    assert "40" in " ".join(tree.xpath("//del/text()"))
    assert "60" in " ".join(tree.xpath("//ins/text()"))
