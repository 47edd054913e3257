"""Objects as HTML: the templates, and the words and marks that they share."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique import words


@cache
def environment() -> Environment:
    """The templates of the page: everything is escaped, and a name that a template lacks is an error."""
    made = Environment(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name in ("support", "short", "issue_named", "code_named", "length", "number"):
        made.filters[name] = getattr(words, name)
    made.globals["address"] = address
    return made


def address(path: str, /, *parts: str, **asked: object) -> str:
    """A link on the page: ``path`` with further ``parts``, and what is asked for, where anything is."""
    full = "/".join([path.rstrip("/"), *(quote(part, safe="") for part in parts)]) or "/"
    query = urlencode({name: value for name, value in asked.items() if value not in (None, "", False)})
    return f"{full}?{query}" if query else full


def render(template: str, **given: Any) -> str:  # noqa: ANN401 - whatever a template shows
    """One page as HTML."""
    return environment().get_template(template).render(**given)
