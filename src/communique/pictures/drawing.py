"""Elements of SVG as escaped text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup, escape

Value = str | int | float | None


def element(tag: str, /, *inside: str | Markup, **attributes: Value) -> Markup:
    """An element; "class_" stands for class, "stroke_width" for stroke-width, and None leaves an attribute out."""
    told = "".join(
        f' {_named(name)}="{number(value) if isinstance(value, float) else escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    within = "".join([part if isinstance(part, Markup) else escape(part) for part in inside])
    return Markup(f"<{tag}{told}>{within}</{tag}>" if inside else f"<{tag}{told}/>")  # noqa: S704


@cache
def _named(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def together(parts: Iterable[Markup]) -> Markup:
    """Elements one after the other."""
    return Markup("").join(parts)


def picture(
    width: float, height: float, label: str, *inside: str | Markup, links: bool = False, class_: str = ""
) -> Markup:
    """A whole picture: ``label`` says in words what it shows. One with links in it is a group of them to a reader."""
    return element(
        "svg",
        *inside,
        class_=f"picture {class_}".strip(),
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group" if links else "img",
        aria_label=label,
        focusable="false",
    )


def text(x: float, y: float, words: str, *, class_: str | None = None, anchor: str | None = None) -> Markup:
    """Words, in the direction of their own script."""
    return element("text", words, x=x, y=y, class_=class_, text_anchor=anchor, unicode_bidi="plaintext")


def number(value: float) -> str:
    """A coordinate to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def cut(words: str, width: int) -> str:
    """Words that fit into so many characters."""
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
