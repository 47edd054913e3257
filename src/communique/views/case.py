"""The case itself: what was read, what could not be, how the counts were made, who judged, and whether it is sound."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from communique.case import Case
from communique.edition import edition
from communique.export.formats import FORMATS
from communique.snapshot import Snapshot
from communique.store.codec import dump
from communique.views.asked import Asked
from communique.views.changes import decisions
from communique.views.kept import kept, recall
from communique.views.paging import part

Object = dict[str, Any]
FACTS, CHECK = "case facts", "check"
"""Under what names :func:`facts` and :func:`check` are kept of a snapshot."""


def facts(case: Case, now: Snapshot | None = None) -> Object:
    """What only the file tells: the options in force, and the judgements that have lost what they are about.

    Nothing is worked out anew for it; ``now`` is its snapshot, where that is at hand.
    """
    orphans = case.orphans(now or case.snapshot(renew=False))
    return {
        "bytes": case.path.stat().st_size,
        "edition": edition(),
        "options": json.loads(dump(case.options)),
        "orphans": [item for entry in decisions(orphans) for item in _with_author(entry)],
    }


def check(case: Case) -> list[Object]:
    """Everything in the file that does not fit its own hashes, anchors and schema."""
    return [{"table": d.table, "at": d.row, "what": d.what} for d in case.check()]


def objects(now: Snapshot, asked: Asked) -> Object:
    """The whole page; ``facts`` and ``check`` are None until they are worked out, or words on why they cannot be."""
    problems, paging = part(_problems(now, asked), asked)
    return {
        "read": kept(now, "read", lambda: _read(now)),
        "counts": kept(now, "counts", lambda: _counts(now)),
        "outlets": kept(now, "outlets counted", lambda: _outlets(now)),
        "problems": list(problems),
        "coders": kept(now, "coders", lambda: _coders(now)),
        "facts": recall(now, FACTS),
        "check": recall(now, CHECK),
        "exports": [{"format": name, "what": form.what} for name, form in FORMATS.items()],
        "paging": paging,
    }


def rows(made: Object) -> Iterable[Object]:
    """One row a count, then one a problem, a coder, a judgement that lost its datum, and a damage."""
    for name, count in (made["read"] | made["counts"]).items():
        yield {"row": "count", "name": name, "value": count}
    for part_of, name in (("problems", "problem"), ("coders", "coder")):
        yield from ({"row": name} | row for row in made[part_of])
    if isinstance(made["facts"], dict):
        yield from ({"row": "orphan"} | row for row in made["facts"]["orphans"])
    if isinstance(made["check"], list):
        yield from ({"row": "damage"} | row for row in made["check"])


def _with_author(entry: Object) -> list[Object]:
    told = {name: entry[name] for name in ("at", "by", "verdict", "why")}
    return [told | item for item in entry["items"]]


def _problems(now: Snapshot, asked: Asked) -> list[Object]:
    words = asked.words.casefold()
    return [
        {"id": p.id, "path": p.path, "article": p.article_id, "room": p.room, "what": p.what}
        for p in now.problems
        if not words or words in f"{p.path} {p.what}".casefold()
    ]


def _read(now: Snapshot) -> Object:
    """How many articles, when they came out, how their days are known, in which languages."""
    articles = now.articles()
    days = sorted(a.published for a in articles if a.published)
    return {
        "articles": len(articles),
        "characters": sum(len(a.text) for a in articles),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "undated": sum(a.published is None for a in articles),
        "dated by their lineage": sum(a.published_from == "lineage" for a in articles),
        "languages": dict(Counter(a.language or "unknown" for a in articles).most_common()),
        "kinds of files": dict(Counter(_ending(a.path) for a in articles).most_common()),
        "problems": len(now.problems),
    }


def _ending(path: str) -> str:
    """How the name of a file ends; of a line of a file, that of the file."""
    name = path.split("#", 1)[0].rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else "no ending"


def _counts(now: Snapshot) -> Object:
    """The steps from what was read to what is shown."""
    names = ("lineages", "copies", "corrections", "statements", "actors", "moves", "events")
    found = {name: len(now.listed(name)) for name in names}
    return found | {name: len(now.listed(name)) for name in ("positions", "figures", "disputes", "meetings")}


def _outlets(now: Snapshot) -> list[Object]:
    found = Counter(a.outlet for a in now.articles())
    return [{"outlet": name, "reports": count} for name, count in sorted(found.items(), key=_many_first)]


def _many_first(pair: tuple[str | None, int]) -> tuple[int, str]:
    return -pair[1], pair[0] or ""


def _coders(now: Snapshot) -> list[Object]:
    """Everybody who judged: how often, what, and when last."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[str, str] = {}
    for judgement in sorted(now.judgements, key=lambda j: j.at):
        verdicts[judgement.by][judgement.verdict] += 1
        last[judgement.by] = judgement.at
    return [
        {"by": by, "judgements": sum(found.values()), "verdicts": dict(found.most_common()), "last": last[by]}
        for by, found in sorted(verdicts.items())
    ]
