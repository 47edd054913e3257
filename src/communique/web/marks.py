"""Small pieces of a page that stand in many rows: made here rather than in templates, because there are so many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from communique.words import code_named

_HARM = frozenset({"THREATEN", "ULTIMATUM", "ATTACK", "COERCE", "SANCTION", "DEPLOY"})
_GIVING = frozenset({"OFFER", "CONCEDE", "ACCEPT", "SIGN", "DE_ESCALATE", "COOPERATE", "AID"})
_OPENING, _CLOSING = ("“", '"', "„", "«", "‘", "'"), ("”", '"')


def place(article: str, start: int | None = None) -> str:
    """Where a passage stands: the page of its article, at the first character of the passage."""
    return f"/articles/{quote(article, safe='')}" + (f"#at-{start}" if start is not None else "")


def article_link(found: Mapping[str, Any], start: int | None = None) -> Markup:
    """An article by its outlet, or by its file where that is all we know."""
    named = escape(found["outlet"] or found["path"])
    return Markup(f'<a href="{place(found["article"], start)}"><bdi>{named}</bdi></a>')  # noqa: S704 - escaped


def people(names: Sequence[str], nobody: str = "somebody") -> Markup:
    """Names in a row."""
    if not names:
        return Markup(f'<span class="quiet">{escape(nobody)}</span>')  # noqa: S704 - escaped
    return Markup(", ".join(f"<bdi>{escape(name)}</bdi>" for name in names))  # noqa: S704 - escaped


def code_chip(code: str) -> Markup:
    """The code of an act: red for harm, green for giving."""
    colour = " red" if code in _HARM else " green" if code in _GIVING else ""
    return Markup(f'<span class="chip{colour}">{escape(code_named(code))}</span>')  # noqa: S704 - escaped


def said(words: str) -> Markup:
    """Words of a report: within quotation marks, unless they bring their own."""
    tag = "span" if words.startswith(_OPENING) or words.endswith(_CLOSING) else "q"
    return Markup(f'<{tag} class="said" dir="auto">{escape(words)}</{tag}>')  # noqa: S704 - escaped


MARKS = (place, article_link, people, code_chip, said)
"""All of these, as the templates know them."""
