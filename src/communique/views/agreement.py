"""How far those who judge agree: Krippendorff's alpha for all, Cohen's kappa for each two, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from communique import record
from communique.snapshot import Snapshot
from communique.store.codec import plain
from communique.views.asked import Asked
from communique.views.paging import part
from communique.views.telling import decision

Object = dict[str, Any]


def objects(now: Snapshot, asked: Asked) -> Object:
    """The figures for all coders, for each two of them, and what they say of each datum on which they differ."""
    overall = record.agreement(now.judgements)
    coders = overall[0].coders
    apart, paging = part(record.disagreements(now.judgements), asked)
    return {
        "coders": list(coders),
        "fields": plain(overall),
        "pairs": [
            {"coders": list(two), "fields": plain(record.agreement(now.judgements, coders=two))}
            for two in combinations(coders, 2)
        ]
        if len(coders) > 2
        else [],
        "disagreements": [_apart(one, now) for one in apart],
        "paging": paging,
    }


def _apart(one: record.Disagreement, now: Snapshot) -> Object:
    said = list(one.coders.values())
    article = now.articles_by_id.get(said[0].article_id or "")
    last = max(said, key=lambda j: j.at)
    return {
        "about": one.about,
        "fields": list(one.fields),
        "quote": said[0].quote,
        "article": None if article is None else article.id,
        "outlet": None if article is None else article.outlet or article.path,
        "language": None if article is None else article.language,
        "held": last.by,
        "coders": [
            {"by": j.by, "decision": decision(j, now.names), "why": j.why, "at": j.at, "blind": j.blind} for j in said
        ],
    }


def rows(made: Object) -> Iterable[Object]:
    """One row for each field, of all coders and of each two; then one for each word on which they differ."""
    for coders, fields in [(made["coders"], made["fields"]), *((p["coders"], p["fields"]) for p in made["pairs"])]:
        for one in fields:
            yield {"coders": coders, **{name: one[name] for name in ("field", "units", "percent", "kappa", "alpha")}}
    for apart in made["disagreements"]:
        for said in apart["coders"]:
            yield {"about": apart["about"], "quote": apart["quote"], **said}
