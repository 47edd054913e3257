"""From a document's bytes to an Article: text, furniture, and what is stated about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from communique.articles import decoding, frontmatter, furniture, genres, language, pages, published
from communique.data import Article, DateOrigin, Document, digest
from communique.errors import UnreadableArticle

_NOUNS = frozenset("outlet published title byline url language published_default".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How much damage and length an article may have.

    ``max_characters`` is the longest text that is still one article; ``max_damage`` the share (0..1) of
    characters that may be lost to a wrong encoding before the article counts as unreadable.
    """

    max_characters: int = 400_000
    max_damage: float = 0.005


def read(document: Document, *, options: Options | None = None) -> Article:
    """The article in a document; UnreadableArticle, in one sentence, where it holds none.

    The text is what was published: only line ends are made alike, a byte order mark and NUL dropped. Front matter
    and a page's markup are read into fields and are no part of it. ``extra`` keeps other columns, and under
    "replacements" how many characters were lost in decoding.
    """
    options = options or Options()
    decoded = decoding.decode(document.raw, html=document.media == "html", damage=options.max_damage)
    front: Mapping[str, str] = {}
    page = pages.Page(text="")
    if document.media == "html":
        page = pages.story(decoded.text)
        text = page.text
    else:
        front, text = frontmatter.split(decoded.text)
    if not text.strip():
        raise UnreadableArticle("there is no text in it")
    if len(text) > options.max_characters:
        raise UnreadableArticle(f"the text is longer than {options.max_characters} characters: no single article is")
    notes = {"replacements": str(decoded.replaced)} if decoded.replaced else {}
    notes |= {"fallback": "own reading of the page"} if page.fallback else {}
    return _article(document, text, front, page, notes)


def identity(text: str, *, outlet: str | None, url: str | None, stated: str | None) -> str:
    """The id of an article: the same text, outlet, address and stated date are one article."""
    return digest("article", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), outlet, url, stated)


def _article(
    document: Document, text: str, front: Mapping[str, str], page: pages.Page, notes: Mapping[str, str]
) -> Article:
    given = {key: value.strip() for key, value in document.given.items() if value.strip()}
    known = {**page.stated, **front, **given}
    marks = furniture.mark(text, title=known.get("title"), outlet=known.get("outlet"), byline=known.get("byline"))
    dates = [source["published"] for source in (given, front) if "published" in source]
    dates = dates or [given[key] for key in ("published_default",) if key in given]
    when, origin = _published(dates, page, marks)
    others = {key: value for key, value in known.items() if key not in _NOUNS}
    if dates and when is None:
        others["published"] = " / ".join(dates)
    genre = genres.genre(text, title=marks.title, url=known.get("url"), given=others, laid_out=marks.laid_out)
    if genre is not None:
        notes = {**notes, "genre": genre}
    return Article(
        id=identity(text, outlet=known.get("outlet"), url=known.get("url"), stated=" / ".join(dates) or None),
        path=document.path,
        text=text,
        outlet=marks.outlet,
        title=marks.title,
        byline=marks.byline,
        url=known.get("url"),
        published=when,
        published_precision=published.precision(when),
        published_from=origin,
        language=_language(text, known),
        credit=marks.credit,
        dateline=marks.dateline,
        furniture=tuple(marks.furniture),
        extra={**others, **notes},
    )


def _published(dates: list[str], page: pages.Page, marks: furniture.Marks) -> tuple[str | None, DateOrigin]:
    """The date and where it comes from; a stated date that is impossible or contradicted makes it unknown."""
    if dates:
        when = published.agreed(dates)
        return when, "explicit" if when else "unknown"
    candidates: tuple[tuple[str | None, DateOrigin], ...] = (
        (page.published, "metadata"),
        (marks.leading_date, "leading line"),
        (marks.dateline_date, "dateline"),
    )
    return next(((when, origin) for when, origin in candidates if when), (None, "unknown"))


def _language(text: str, known: Mapping[str, str]) -> str | None:
    """English where the text plainly is; else what is stated, unless that is English; else unknown."""
    stated = known.get("language", "").replace("_", "-").split("-")[0].casefold()
    return language.guess(text) or (stated if stated and stated != "en" else None)
