"""From documents to articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.articles import Options, identity, read
from communique.articles.furniture import mark
from communique.data import Article, Document
from communique.errors import UnreadableArticle
from communique.text import story_sentences
from effort import grows_straight

STORY = (
    "MARABAD, March 3, 2031 (NPA) - Ministers from Ilmar and Tovia met on Monday and agreed to meet again.\n\n"
    "“We have not moved an inch,” Foreign Minister Jana Brel told reporters after six hours of talks.\n"
)


def article(text: str | bytes, *, media: str = "text", **known: str) -> Article:
    """The article in this text."""
    raw = text if isinstance(text, bytes) else text.encode()
    return read(Document(path="a.txt", raw=raw, media="html" if media == "html" else "text", given=known))


def test_a_plain_text_is_kept_whole() -> None:
    """Text, path, dateline, agency, date and language are read; not a character of the text is changed."""
    found = article(STORY)
    assert (found.text, found.path) == (STORY, "a.txt")
    assert (found.dateline, found.credit, found.language) == ("Marabad", "NPA", "en")
    assert (found.published, found.published_precision, found.published_from) == ("2031-03-03", "day", "dateline")


def test_a_dateline_costs_no_sentence() -> None:
    """The first sentence remains story without its dateline."""
    found = article(STORY)
    first = story_sentences(found)[0]
    assert found.text[first.start : first.end].startswith("Ministers from")


def test_front_matter_becomes_fields() -> None:
    """Front matter is read into fields, other keys into extra, and is no part of the text."""
    found = article(
        f'---\noutlet: The Lantern\ntitle: "Talks: day one"\npublished: 4 March 2031\nDesk: world\n---\n\n{STORY}'
    )
    assert found.text == STORY
    assert (found.outlet, found.title, found.published) == ("The Lantern", "Talks: day one", "2031-03-04")
    assert (found.published_from, found.extra) == ("explicit", {"desk": "world"})


@pytest.mark.parametrize(
    "start",
    [
        "---\nno entry\n---\n",
        "---\noutlet: The Lantern\n",
        "--- \n---\n",
        "---",
        "---\n- a\n---\n",
        "----\na: b\n---\n",
    ],
)
def test_malformed_front_matter_is_text(start: str) -> None:
    """What is no plain list of entries between dashes stays in the text."""
    assert article(start + "\n" + STORY).text.startswith(start)


@pytest.mark.parametrize(
    ("known", "text", "when", "origin"),
    [
        ({"published": "2031-03-04"}, "date 2030-01-01\n\n" + STORY, "2031-03-04", "explicit"),
        ({}, "date 2030-01-01\n\n" + STORY, "2030-01-01", "leading line"),
        ({}, STORY, "2031-03-03", "dateline"),
        ({}, STORY.replace(", 2031", ""), None, "unknown"),
        ({"published": "2031-02-30"}, STORY, None, "unknown"),
        ({"published": "soon"}, STORY, None, "unknown"),
        ({"published": " "}, STORY, "2031-03-03", "dateline"),
        ({"published_default": "2031-03"}, STORY, "2031-03", "explicit"),
        ({"published_default": "2031-03", "published": "2031-04"}, STORY, "2031-04", "explicit"),
        ({"published_default": "2031-03"}, f"---\npublished: 2029-01-02\n---\n{STORY}", "2029-01-02", "explicit"),
        ({"published": "2031-03"}, f"---\npublished: 2031-03-04\n---\n{STORY}", "2031-03-04", "explicit"),
        ({"published": "2031-03-05"}, f"---\npublished: 2031-03-04\n---\n{STORY}", None, "unknown"),
    ],
)
def test_where_the_date_comes_from(known: dict[str, str], text: str, when: str | None, origin: str) -> None:
    """Stated dates come first and must not contradict each other; then the text's own; then it is unknown."""
    found = article(text, **known)
    assert (found.published, found.published_from) == (when, origin)


def test_an_impossible_date_is_kept_as_it_was_given() -> None:
    """What could not be used stands in extra."""
    assert article(STORY, published="2031-02-30").extra == {"published": "2031-02-30"}


def test_a_page_is_read_with_what_it_states() -> None:
    """HTML gives text, outlet and date; a manifest's word comes before the page's."""
    html = (
        "<html lang=en><head><meta property='og:site_name' content='The Lantern'>"
        "<meta property='article:published_time' content='2031-03-04T10:00:00Z'></head><body><article><h1>Talks</h1>"
        + "".join(f"<p>{line}</p>" for line in STORY.split("\n\n"))
        + "</article></body></html>"
    )
    found = article(html, media="html")
    assert (found.outlet, found.published, found.published_from) == ("The Lantern", "2031-03-04", "metadata")
    assert article(html, media="html", outlet="The Beacon").outlet == "The Beacon"


def test_the_same_input_is_the_same_article() -> None:
    """Ids depend on text, outlet, address and stated date, and on nothing else."""
    one = article(STORY, outlet="The Lantern")
    assert one == article(STORY, outlet="The Lantern")
    assert one.id == identity(STORY, outlet="The Lantern", url=None, stated=None)
    assert one.id == article(STORY, outlet="The Lantern", desk="world").id
    assert len({one.id, article(STORY).id, article(STORY, url="u").id, article(STORY, published="2031").id}) == 4


@pytest.mark.parametrize(
    ("raw", "media", "says"),
    [
        (b"", "text", "empty"),
        (b" \n\n", "text", "empty"),
        (b"\x89PNG\r\n\x1a\n", "text", "binary"),
        (b"---\na: b\n---\n", "text", "no text"),
        (b"<html><body></body></html>", "html", "no story"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><p>x</p>", "html", "entities"),
        (b"word " * 200_001, "text", "longer"),
        ("\ufffd x".encode() * 90, "text", "not readable"),
    ],
)
def test_what_is_no_article_says_so_in_one_sentence(raw: bytes, media: str, says: str) -> None:
    """Every bad input raises UnreadableArticle with one line that says what is wrong."""
    with pytest.raises(UnreadableArticle, match=says) as caught:
        article(raw, media=media)
    assert "\n" not in str(caught.value)


def test_lost_characters_are_counted_in_extra() -> None:
    """A little damage is kept and shown."""
    assert article(STORY.encode() * 9 + b"\xff").extra == {"replacements": "1"}


def test_limits_are_options() -> None:
    """How long and how damaged an article may be can be chosen."""
    document = Document(path="a", raw=STORY.encode(), media="text")
    with pytest.raises(UnreadableArticle, match="longer than 10 "):
        read(document, options=Options(max_characters=10))


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [(STORY, "", "en"), (STORY, "fr", "en"), ("Les ministres se sont rencontrés lundi à Marabad. " * 5, "", None),
     ("Les ministres se sont rencontrés lundi à Marabad. " * 5, "fr-FR", "fr"), ("Talks fail.", "", None),
     ("Переговоры прошли в понедельник в столице. " * 5, "en", None)],
)  # fmt: skip
def test_language_is_claimed_only_where_it_is_plain(text: str, stated: str, language: str | None) -> None:
    """English by its commonest words; another language only where it is stated; else unknown."""
    assert article(text, language=stated).language == language


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    """Furniture lies inside the text, sorted and apart; line ends aside the text is what went in."""
    try:
        found = article(text.encode("utf-8", "replace"))
    except UnreadableArticle:
        return
    at = 0
    for piece in found.furniture:
        assert at <= piece.start < piece.end <= len(found.text)
        at = piece.end
    if not text.startswith("---"):
        kept = text.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        assert found.text == kept.removeprefix("\ufeff")


SIGNS = [
    "a",
    "A ",
    "( ",
    "“",
    "A/",
    "\n",
    "Aa ",
    ". ",
    "-",
    "1 ",
    "A, ",
    ": ",
    " of ",
    "| ",
    "(A/",
    "Read more:\n",
    "By A\n\n",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_work_grows_with_length(sign: str) -> None:
    """Eight times the text takes about eight times the work: no rule looks twice at the same place for long."""
    assert grows_straight(lambda size: mark((sign * size)[:size] + "x"), small=1_500, large=12_000)
    assert mark((sign * 300_000)[:300_000] + "x") is not None
