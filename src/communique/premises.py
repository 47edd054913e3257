"""The conflict model of a case: what its record suggests, as people judged it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from communique import conflict, record
from communique.data import Judgement, Premise, Record
from communique.snapshot import Snapshot


def outlook(
    now: Snapshot,
    name: str = "",
    *,
    of: Record | None = None,
    as_of: str | None = None,
    by: str | None = None,
    options: conflict.Options | None = None,
) -> conflict.Outlook:
    """The model that a case suggests; ``of`` is another record than the one in force: an earlier one, or one coder's.

    ``as_of`` says up to when that is, ``by`` whose judgements alone count.
    """
    held, articles = of or now.record(), now.articles()
    known = partial(
        conflict.model,
        held,
        now.actors(),
        articles=articles,
        lineages=now.lineages(),
        garbled={copy.article_id for copy in now.copies() if copy.kind == "rewording"},
        judgements=tuple(record.standing(now.judgements, by=by).values()),
        name=name,
    )
    telling = {move.article_id for move in held.moves}
    days = sorted({article.published for article in articles if article.published and article.id in telling})
    return conflict.Outlook(known(as_of=as_of), options, known=lambda day: known(as_of=day), days=days)


def premises(now: Snapshot) -> dict[str, Premise]:
    """Everything in the model of a case, by id; what is parked too."""
    made = outlook(now).proposal
    parts: tuple[tuple[Premise, ...], ...] = (made.parties, made.options, made.preferences, made.exclusions)
    return {one.id: one for part in parts for one in part}


def judged(now: Snapshot, standing: Mapping[str, Judgement]) -> dict[str, Premise]:
    """The same, where any of it was judged."""
    return premises(now) if any(j.kind in record.PREMISES for j in standing.values()) else {}
