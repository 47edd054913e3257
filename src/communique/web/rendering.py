"""Objects as HTML: the templates, and the words and marks that they share."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique import words
from communique.web import picturing
from communique.web.addresses import address
from communique.web.marks import MARKS
from communique.web.supposing import showing, supposing

_METHODS = frozenset(dir(dict))


class _Templates(Environment):
    """Templates whose ``row.name`` is looked for among the entries of ``row`` first: nearly all they show are dicts."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - whatever a template shows
        if isinstance(obj, dict) and attribute in obj and attribute not in _METHODS:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> Environment:
    """The templates of the page: everything is escaped, and a name that a template lacks is an error."""
    made = _Templates(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name in ("support", "short", "issue_named", "code_named", "number", "day_named"):
        made.filters[name] = getattr(words, name)
    made.filters["hours"] = words.length  # "length" is how many there are of something
    made.globals |= {"address": address, "picture": picturing, "supposing": supposing, "showing": showing}
    made.filters |= {mark.__name__: mark for mark in MARKS}
    return made


def render(template: str, **given: Any) -> str:  # noqa: ANN401 - whatever a template shows
    """One page as HTML."""
    return environment().get_template(template).render(**given)
