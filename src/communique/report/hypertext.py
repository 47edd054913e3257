"""The brief as one HTML file that loads nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.report.blocks import Brief
from communique.report.standing import stylesheet
from communique.words import printable


def write(brief: Brief, path: Path) -> None:
    """Write the brief with its pictures and its style in one file."""
    text = _environment().get_template("brief.html").render(brief=brief, style=Markup(stylesheet()))  # noqa: S704 - our own
    path.write_text(text, "utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("communique.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["drawing"] = Markup
    made.filters["printable"] = printable
    made.tests["kind"] = lambda block, name: type(block).__name__ == name
    return made
