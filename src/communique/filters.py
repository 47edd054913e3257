"""What to list: the same filter for every list, on the command line and in Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.data import Article, Event, Position
from communique.errors import UnknownName
from communique.record.renaming import hint
from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to list: every part that is given must fit. Dates are ISO prefixes and count whole days.

    ``party`` is any name of an actor and takes in those on its side; ``outlet`` is a part of the outlet's name.
    """

    since: str | None = None
    until: str | None = None
    party: str | None = None
    issue: str | None = None
    code: str | None = None
    outlet: str | None = None
    limit: int | None = None


def articles_of(item: Event | Position) -> set[str]:
    """The ids of the articles that carry it."""
    return {a.article_id for a in item.support.anchors}


def named(name: str, articles: Sequence[Article]) -> Article:
    """The article of which ``name`` is the id, the path, or the unambiguous beginning of either."""
    exact = [a for a in articles if name in (a.id, a.path)]
    near = exact or [a for a in articles if a.id.startswith(name) or a.path.startswith(name)]
    if len(near) == 1:
        return near[0]
    raise UnknownName(f"{name}: {hint(name, [a.path for a in near or articles])}")


def parties_of(item: Any) -> set[str]:  # noqa: ANN401 - any noun that names parties
    """The ids of everybody named in it."""
    found: set[str] = set()
    for name in ("actors", "recipients", "parties"):
        found.update(getattr(item, name, ()))
    found.update(value for name in ("actor", "speaker", "who") if (value := getattr(item, name, None)))
    return found


def in_time(day: str | None, wanted: Filter) -> bool:
    """Whether a day (an ISO prefix, or None where it is unknown) lies within the filter."""
    if wanted.since is not None and (day is None or day < wanted.since[: len(day)]):
        return False
    return wanted.until is None or (day is not None and day[: len(wanted.until)] <= wanted.until)


def from_outlet(article: Article, wanted: Filter) -> bool:
    """Whether the outlet's name holds the one asked for."""
    return wanted.outlet is None or wanted.outlet.casefold() in (article.outlet or "").casefold()


def ensure_known(wanted: Filter, *, raised: Iterable[str | None], outlets: Iterable[str | None]) -> None:
    """Raise UnknownName where the filter asks for a code, issue or outlet that there is none of.

    ``raised`` are the issues of the case, which are known beside those of the vocabulary.
    """
    if wanted.code is not None and wanted.code.upper() not in codes():
        raise UnknownName(f"{wanted.code}: no such code; {hint(wanted.code.upper(), codes())}")
    _ensure("issue", wanted.issue, {*issues(), *raised})
    _ensure("outlet", wanted.outlet, set(outlets))


def _ensure(what: str, asked: str | None, names: Collection[str | None]) -> None:
    """What is asked for is a part of one of the names at least."""
    known = [name.lstrip("~") for name in names if name]
    if asked is not None and not any(asked.casefold().lstrip("~") in name.casefold() for name in known):
        raise UnknownName(f"{asked}: no such {what}; {hint(asked, known)}")


def fitting(
    found: Iterable[Any],
    wanted: Filter,
    *,
    day: Callable[[Any], str | None],
    articles: Callable[[Any], set[str]],
    party: Collection[str] | None,
    press: Collection[str] | None,
) -> list[Any]:
    """What fits the filter: ``day`` and ``articles`` tell those of an item.

    ``party`` are the ids of the party asked for and its side, ``press`` those of the articles of the outlet; None
    where none is asked for.
    """
    kept = [item for item in found if in_time(day(item), wanted)]
    if party is not None:
        kept = [item for item in kept if not parties_of(item).isdisjoint(party)]
    if wanted.code is not None:
        kept = [item for item in kept if getattr(item, "code", None) == wanted.code.upper()]
    if wanted.issue is not None:
        folded = wanted.issue.casefold()
        kept = [item for item in kept if folded in (getattr(item, "issue", None) or "").casefold()]
    if press is not None:
        kept = [item for item in kept if not articles(item).isdisjoint(press)]
    return kept
