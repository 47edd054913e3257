"""What the query of an address asks for, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from communique.dates import is_prefix
from communique.errors import BadQuestion
from communique.filters import Filter
from communique.views.asked import Asked

FILTERS = ("since", "until", "party", "issue", "code", "outlet")


def asked(query: Mapping[str, str], names: Mapping[str, str], *, whole: bool = False) -> Asked:
    """The question in a query; ``whole`` asks for all of a list rather than a page of it.

    Empty values ask for nothing. Raises BadQuestion for a day or a number that is none.
    """
    given = {name: query.get(name, "").strip() or None for name in FILTERS}
    for name in ("since", "until"):
        day = given[name]
        if day is not None and not is_prefix(day):
            raise BadQuestion(f"{name}: “{day}” is no day, month or year: write 2031-03-04, 2031-03 or 2031")
    since, until = given["since"], given["until"]
    if since is not None and until is not None and until < since[: len(until)]:
        raise BadQuestion(f"since {since} is later than until {until}: nothing lies between")
    return Asked(
        where=Filter(**given, limit=_count(query, "limit")),
        words=query.get("words", "").strip(),
        modality=query.get("modality", "").strip(),
        sort=query.get("sort", "").strip(),
        page=None if whole else _count(query, "page") or 1,
        names=names,
        without=_ids(query, "without"),
        credible=_ids(query, "credible"),
        bluff=_ids(query, "bluff"),
        show=query.get("show", "").strip(),
    )


def _ids(query: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Ids with commas between, each once, in order, so that the same question is asked in the same words."""
    return tuple(sorted({word for word in query.get(name, "").replace(",", " ").split() if word}))


def _count(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise BadQuestion(f"{name}: “{text}” is no number from 1 on")
    return int(text)
