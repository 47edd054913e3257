"""Pages: the story of HTML, what it states, and what happens to hostile or empty ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.articles.pages import flattened, measured, story
from communique.errors import UnreadableArticle

PARAGRAPHS = [
    "Ministers from Ilmar and Tovia met in Marabad on Monday and agreed to meet again within a week, officials said.",
    "“We have not moved an inch,” Foreign Minister Jana Brel told reporters after six hours of talks in the old mint.",
    "Tovia wants the eastern bridge opened to trucks; Ilmar says that the guns on the ridge have to leave first.",
]
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(body: str, head: str = "") -> str:
    """A page with this head and body."""
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def test_the_story_is_one_paragraph_a_line() -> None:
    """Navigation, comments and footers are left out, paragraphs are kept apart by blank lines."""
    found = story(
        page(f"<nav><a href=/>Home</a></nav><article><h1>Envoys meet</h1>{BODY}</article><footer>(c)</footer>")
    )
    assert found.text.split("\n\n")[-3:] == PARAGRAPHS
    assert "Home" not in found.text
    assert not found.fallback


def test_the_head_states_title_author_outlet_address_and_date() -> None:
    """What a page states about itself is read; its date from the tag made for it."""
    found = story(
        page(
            f"<article><h1>Envoys meet</h1>{BODY}</article>",
            '<meta property="og:title" content="Envoys meet"><meta name="author" content="Ada Brenn">'
            '<meta property="og:site_name" content="The Lantern"><link rel="canonical" href="https://lantern.example/a">'
            '<meta property="article:published_time" content="2031-03-04T10:00:00Z">',
        )
    )
    assert dict(found.stated) == {
        "title": "Envoys meet",
        "byline": "Ada Brenn",
        "outlet": "The Lantern",
        "url": "https://lantern.example/a",
    }
    assert found.published == "2031-03-04"


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<script type="application/ld+json">{"datePublished": "2031-03-04T10:00:00Z"}</script>', "", "2031-03-04"),
        ('<meta itemprop="datePublished" content="2031-03-04">', "", "2031-03-04"),
        ('<meta name="dc.date" content="2031-03-04">', "", "2031-03-04"),
        ("", '<time datetime="2031-03-04T10:00">4 March</time>', "2031-03-04"),
        ("", '<time datetime="2031-03-04">a</time><time datetime="2031-03-05">b</time>', None),
        ('<meta property="article:published_time" content="yesterday">', "", None),
        ('<meta property="article:published_time" content="2031-03-04">'
         '<script type="application/ld+json">{"datePublished": "2030-03-04"}</script>', "", None),
        ('<meta property="article:modified_time" content="2031-03-04">', "", None),
        ("", "<p>Copyright 2031. Last seen on 4 March 2031 near the bridge of Marabad.</p>", None),
    ],
)  # fmt: skip
def test_a_date_is_only_what_the_page_states(head: str, body: str, day: str | None) -> None:
    """Tags made for the date of publication count; the running text, changes and contradictions do not."""
    assert story(page(f"<article>{body}{BODY}</article>", head)).published == day


@pytest.mark.parametrize(
    "source",
    [
        page(""),
        page("<nav><a href=/>Home</a> <a href=/a>World</a></nav><footer>All rights reserved</footer>"),
        page("<script>var story = 'none';</script><img src=a.png>"),
        "<html></html>",
        "<",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_a_story_is_no_article(source: str) -> None:
    """Menus, scripts and pictures are no story, and the error says so."""
    with pytest.raises(UnreadableArticle, match="no story"):
        story(source)


def test_deep_nesting_loses_nothing() -> None:
    """A story below 5,000 nested elements, which the parser drops without an error, is read all the same."""
    source = page("<div>" * 5000 + BODY + "</div>" * 5000)
    assert measured(source).depth >= 5000
    found = story(source)
    assert all(text in found.text for text in PARAGRAPHS)
    assert found.fallback


def test_unknown_elements_nest_as_deep() -> None:
    """Custom and inline elements count like any other."""
    source = page("<x-box><b>" * 3000 + BODY)
    assert all(text in story(source).text for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "source",
    [
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + page(f"{BODY}<p>&b;</p>"),
        '<?xml version="1.0"?><!DOCTYPE x [<! entity c SYSTEM "file:///etc/hosts">]>' + page(BODY),
    ],
)
def test_entities_of_its_own_are_refused(source: str) -> None:
    """A page that defines entities could be a bomb or a reader of files."""
    with pytest.raises(UnreadableArticle, match="entities"):
        story(source)


def test_a_page_that_is_too_long_is_refused() -> None:
    """Nobody waits minutes for one page."""
    with pytest.raises(UnreadableArticle, match="longer"):
        story("<p>" + "x" * 6_000_001)


def test_a_page_of_very_many_tags_is_read_by_ourselves_or_refused() -> None:
    """Thousands of paragraphs are read; more tags than any article has are refused."""
    assert story(page(BODY * 5000)).text.count("\n\n") == 14_999
    with pytest.raises(UnreadableArticle, match="tags"):
        story("<b>" * 150_001)


def test_a_lost_story_is_read_by_ourselves() -> None:
    """Where the main text found is less than half of what a reader sees, the visible paragraphs are taken."""
    hidden = "".join(f'<div class="c{n}"><span>{text}</span></div>' for n, text in enumerate(PARAGRAPHS * 4))
    found = story(page(f"<form><p>Short.</p></form><table><tr><td>{hidden}</td></tr></table>"))
    assert all(text in found.text for text in PARAGRAPHS)


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("<p>a<p>b<p>c", 0),
        ("<div><div></div></div>", 2),
        ("<br><img src=x>", 0),
        ("<div/><div/>", 0),
        ("</b></b><b>", 1),
    ],
)
def test_depth_counts_open_elements(source: str, levels: int) -> None:
    """Elements that close themselves do not nest."""
    assert measured(source).depth == levels


def test_flattening_keeps_paragraphs() -> None:
    """Only elements that hold others go."""
    assert flattened("<div class=a><p>x</p></div>") == "<br><p>x</p><br>"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/!-=\"' apdivbr&;x\n", max_size=200))
def test_any_page_is_read_or_refused(source: str) -> None:
    """Tag soup gives a text or one clear error."""
    try:
        assert story(source).text.strip()
    except UnreadableArticle as error:
        assert "\n" not in str(error)
