"""The conflict model of a case: what its record suggests, as people judged it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from communique import conflict, record
from communique.data import Actor, Article, Copy, Judgement, Lineage, Premise, Record


class Asked(Protocol):
    """A case, as far as it is asked for its record."""

    path: Path

    def record(self, as_of: str | None = None, *, by: str | None = None) -> Record:
        """The whole record."""

    def actors(self) -> list[Actor]:
        """Everybody who appears."""

    def articles(self) -> list[Article]:
        """The articles."""

    def lineages(self) -> list[Lineage]:
        """The reports."""

    def copies(self) -> list[Copy]:
        """Who took text from whom."""

    def judgements(self) -> list[Judgement]:
        """Every judgement ever given."""


def outlook(
    case: Asked, as_of: str | None = None, *, by: str | None = None, options: conflict.Options | None = None
) -> conflict.Outlook:
    """The model that the record of a case suggests; ``by``: as one coder's judgements alone leave it."""
    held, articles = case.record(as_of, by=by), case.articles()
    known = partial(
        conflict.model,
        held,
        case.actors(),
        articles=articles,
        lineages=case.lineages(),
        garbled={copy.article_id for copy in case.copies() if copy.kind == "rewording"},
        judgements=tuple(record.standing(case.judgements(), by=by).values()),
        name=case.path.stem,
    )
    telling = {move.article_id for move in held.moves}
    days = sorted({article.published for article in articles if article.published and article.id in telling})
    return conflict.Outlook(known(as_of=as_of), options, known=lambda day: known(as_of=day), days=days)


def premises(case: Asked) -> dict[str, Premise]:
    """Everything in the model of a case, by id; what is parked too."""
    made = outlook(case).proposal
    parts: tuple[tuple[Premise, ...], ...] = (made.parties, made.options, made.preferences, made.exclusions)
    return {one.id: one for part in parts for one in part}


def judged(case: Asked, standing: Mapping[str, Judgement]) -> dict[str, Premise]:
    """The same, where any of it was judged."""
    return premises(case) if any(j.kind in record.PREMISES for j in standing.values()) else {}
