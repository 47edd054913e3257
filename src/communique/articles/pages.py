"""The story of a web page, its stated title, author, outlet, address and date; and a check that nothing was lost.

trafilatura finds the main text. It parses with lxml, which drops everything below about 254 nested elements without
an error, so depth is counted before; and what it found is compared with the visible paragraphs of the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree, html

from communique.articles import published
from communique.errors import UnreadableArticle
from communique.text import tokens

# They log what they give up; we say it ourselves, in our own words.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

MAX_PAGE = 6_000_000  # characters of one page: parsing takes seconds beyond
_MAX_DEPTH = 200  # lxml loses text from 254 on
_ORDINARY_TAGS = 12_000  # a page with more is read by ourselves: trafilatura takes seconds, and more than linear time
_MAX_TAGS = 150_000
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})([^<>]*)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td th tr option".split())
_KEPT = frozenset("p h1 h2 h3 h4 h5 h6 li br script style title meta link head body html".split())
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^<>]{0,300}\?>")
_HIDDEN = frozenset("script style noscript template nav footer aside form button select iframe svg head figure".split())
_ASIDE = re.compile(
    r"comment|related|newsletter|promo|sidebar|share|social|footer|navi|cookie|consent|advert|recommend|most-?read",
    re.IGNORECASE,
)
_SETTABLE = frozenset("div section ul ol p span".split())  # elements that a class may put aside
_BLOCKS = frozenset("p li blockquote h1 h2 h3 h4 h5 h6 div td section article main dd pre".split())
_JSON_DATE = re.compile(r'"datePublished"\s{0,20}:\s{0,20}"([^"<>]{4,40})"')
_PARAGRAPH_WORDS = 8  # a visible paragraph of the story has at least so many words
_STORY_WORDS = 40  # words that are a story even without such a paragraph
_KEPT_SHARE = 0.5  # of the words in visible paragraphs, or the main text was lost
_ENDS = (".", "!", "?", "…", "”", '"', "’", "»", ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says: its story, and what it states about itself; ``fallback`` where our own reading was needed."""

    text: str
    stated: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    fallback: bool = False


def story(source: str) -> Page:
    """The main text of a page, one paragraph a line with blank lines between, and what the page states.

    UnreadableArticle where it holds no story, defines entities, or is longer than ``MAX_PAGE`` characters.
    """
    if len(source) > MAX_PAGE:
        raise UnreadableArticle(f"the page is longer than {MAX_PAGE // 1_000_000} million characters")
    if _ENTITY.search(source):
        raise UnreadableArticle("the page defines entities of its own, which is refused")
    source = _XML.sub("", source)
    shape = measured(source)
    if shape.tags > _MAX_TAGS:
        raise UnreadableArticle(f"the page has more than {_MAX_TAGS:,} tags: no article has")
    if shape.depth > _MAX_DEPTH:
        source = flattened(source)
    tree = _tree(source)
    visible = list(_visible(tree))
    ordinary = shape.tags <= _ORDINARY_TAGS
    found = _extracted(source) if ordinary else []
    lost = not found or _words("\n".join(found)) < _KEPT_SHARE * _words("\n".join(visible))
    paragraphs = visible if lost else found
    if not any(_running(text) for text in paragraphs) and _words("\n".join(paragraphs)) < _STORY_WORDS:
        raise UnreadableArticle("no story was found in the page")
    return Page(
        text="\n\n".join(paragraphs),
        stated=_stated(source, tree) if ordinary else {},
        published=_date(tree),
        fallback=lost or shape.depth > _MAX_DEPTH,
    )


class Shape(NamedTuple):
    """How deep the elements of a page nest (an upper bound for sound pages), and how many tags it has."""

    depth: int
    tags: int


def measured(source: str) -> Shape:
    """The shape of a page, counted without parsing it; what stands in scripts and comments is no element."""
    deepest = level = count = 0
    source = _without(_without(source, "<!--", "-->"), "<script", "</script")
    for tag in _TAG.finditer(source):
        count += 1
        if tag[2].lower() in _VOID or tag[3].endswith("/"):
            continue
        level = max(0, level - 1) if tag[1] else level + 1
        deepest = max(deepest, level)
    return Shape(deepest, count)


def _without(source: str, opening: str, closing: str) -> str:
    """The text without what stands between these marks, in one pass; an opening that never closes stays."""
    kept: list[str] = []
    at = 0
    while (start := source.find(opening, at)) >= 0 and (end := source.find(closing, start)) >= 0:
        kept.append(source[at:start])
        at = end + len(closing)
    return "".join(kept) + source[at:]


def flattened(source: str) -> str:
    """The page without the elements that only nest: their tags become line breaks, paragraphs stay."""
    return _TAG.sub(lambda tag: tag[0] if tag[2].lower() in _KEPT else "<br>", source)


def _tree(source: str) -> html.HtmlElement:
    try:
        # A declared charset would be applied a second time to text that is already decoded.
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableArticle("no story was found in the page") from error


def _extracted(source: str) -> list[str]:
    """The paragraphs that trafilatura takes for the story."""
    import trafilatura  # a third of a second: not before it is needed

    text = trafilatura.extract(
        source, include_comments=False, include_tables=False, with_metadata=False, deduplicate=False
    )
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _visible(tree: html.HtmlElement) -> Iterator[str]:
    """The paragraphs a reader would see that look like running text: several words, an end of a sentence."""
    for block in _blocks(tree):
        text = " ".join(block.split())
        if _running(text):
            yield text


def _running(text: str) -> bool:
    return len(text.split()) >= _PARAGRAPH_WORDS and text.endswith(_ENDS)


def _blocks(tree: html.HtmlElement) -> Iterator[str]:
    """The shown text between the starts, ends and breaks of blocks, in order, walked without recursion."""
    pieces: list[str] = []
    hidden = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start" and hidden is None and _is_hidden(node):
            hidden = node
        if hidden is None and (node.tag in _BLOCKS or node.tag == "br"):
            yield "".join(pieces)
            pieces.clear()
        if hidden is None or (hidden is node and event == "end"):
            pieces.append((node.text if event == "start" else node.tail) or "")
        if hidden is node and event == "end":
            hidden = None
    yield "".join(pieces)


def _is_hidden(node: html.HtmlElement) -> bool:
    if node.tag in _HIDDEN:
        return True
    return node.tag in _SETTABLE and bool(_ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}"[:300]))


def _words(text: str) -> int:
    return sum(token.text[0].isalnum() for token in tokens(text))


def _stated(source: str, tree: html.HtmlElement) -> Mapping[str, str]:
    """Title, author, outlet and address as the page's head states them."""
    import trafilatura

    metadata = trafilatura.extract_metadata(source)
    found = {
        "title": metadata.title,
        "byline": metadata.author,
        "outlet": metadata.sitename,
        "url": metadata.url,
        "language": tree.get("lang"),
    }
    return {key: " ".join(value.split()) for key, value in found.items() if value}


def _date(tree: html.HtmlElement) -> str | None:
    """The date of publication where the page states one; dates that state two different days are none."""
    metas = [str(value) for value in tree.xpath("//meta[@property='article:published_time']/@content")]
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    linked = [found[1] for script in scripts if (found := _JSON_DATE.search(str(script)[:200_000]))]
    items = [
        str(value) for value in tree.xpath("//*[@itemprop='datePublished']/@*[name()='content' or name()='datetime']")
    ]
    names = "dc.date dcterms.created dcterms.date date pubdate publishdate parsely-pub-date sailthru.date".split()
    named = [
        str(node.get("content"))
        for node in tree.xpath("//meta[@name and @content]")
        if node.get("name").lower() in names
    ]
    times = [str(value) for value in tree.xpath("//article//time/@datetime | //main//time/@datetime")]
    for values in (metas[:1] + linked[:1], items[:1], named[:1], times if len(set(times)) == 1 else []):
        if values:
            return published.agreed(values)
    return None
