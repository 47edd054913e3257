"""Changes: what is new since a moment, what is no longer what it was, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from communique import record
from communique.case import Case
from communique.data import Change, Judgement
from communique.filters import articles_of
from communique.record.judging import in_force
from communique.snapshot import Snapshot
from communique.views.asked import PER_PAGE, Asked
from communique.views.days import newest
from communique.views.kept import kept, recall
from communique.views.paging import part
from communique.views.places import place, report
from communique.views.ranking import PASSING

Object = dict[str, Any]
KINDS = ("position", "act", "meeting", "dispute", "correction")
DECISIONS = "decisions"
"""As the order asked for: the parts of the page are those of the decision log."""


def since(now: Snapshot, asked: Asked) -> str | None:
    """The first day that counts as new: the one asked for, or the day before the newest report."""
    if asked.where.since is not None:
        return asked.where.since
    last = newest(now)
    return None if last is None else record.eve(last)


def question(day: str) -> tuple[str, str]:
    """Under what name :func:`compared` is kept of a snapshot."""
    return "changes", day


def compared(case: Case, day: str) -> Sequence[Change]:
    """What is new since a day. The record as of the eve is made for it, which takes long where a case is large."""
    return case.changes(day)


def objects(now: Snapshot, asked: Asked) -> Object:
    """The changes since the day asked for, as far as they are worked out, the new reports, and the decisions.

    ``changes`` is None while the comparison is still made; ``trouble`` says why it could not be.
    """
    day = since(now, asked)
    found = None if day is None else recall(now, question(day))
    trouble = found if isinstance(found, str) else None
    log = asked.sort == DECISIONS
    changes = None if found is None or trouble else _fitting(now, asked, found)
    shown, paging = part(changes or [], replace(asked, page=asked.page and 1) if log else asked)
    decided, decided_paging = part(_decisions(now), asked if log else replace(asked, page=asked.page and 1))
    fresh = [] if day is None else [a for a in now.articles(replace(asked.where, since=day)) if a.published]
    fresh.reverse()
    return {
        "since": day,
        "newest": newest(now),
        "pending": day is not None and found is None,
        "trouble": trouble,
        "counts": {kind: sum(c.kind == kind for c in changes or ()) for kind in KINDS},
        "changes": None if changes is None else [change(one, now) for one in shown],
        "paging": paging,
        "reports": [
            report(a.id, now) | {"title": a.title} for a in (fresh if asked.page is None else fresh[:PER_PAGE])
        ],
        "reports_total": len(fresh),
        "decisions": decided,
        "decisions_paging": decided_paging,
    }


def rows(made: Object) -> Iterable[Object]:
    """One row a change, then one a decision."""
    for one in made["changes"] or ():
        yield {"row": "change"} | {k: v for k, v in one.items() if k != "evidence"} | {"words": _first(one)}
    for one in made["decisions"]:
        for item in one["items"]:
            yield {"row": "decision"} | {k: v for k, v in one.items() if k != "items"} | item


def change(one: Change, now: Snapshot) -> Object:
    """One change with the new reports that carry it."""
    return {
        "id": one.id,
        "kind": one.kind,
        "how": one.how,
        "about": one.about,
        "day": one.day,
        "actors": list(one.actors),
        "actors_name": [now.names.get(a, a) for a in one.actors],
        "code": one.code,
        "issue": one.issue,
        "what": one.what,
        "before": one.before,
        "after": one.after,
        "voices": one.support.voices,
        "reports": one.support.reports,
        "evidence": [place(anchor, now) for anchor in one.support.anchors],
    }


def _first(one: Object) -> str:
    return one["evidence"][0]["exact"] if one["evidence"] else ""


def _fitting(now: Snapshot, asked: Asked, found: Sequence[Change]) -> list[Change]:
    """The changes that fit the filter, by kind, the weightiest of each first."""
    where = replace(asked.where, since=None, limit=None)
    fitting = now.fitting(found, where, day=lambda c: c.day, articles=articles_of)
    return sorted(fitting, key=weight)[: asked.where.limit]


def weight(one: Change) -> tuple[int, bool, bool, bool, int, str, str]:
    """Turns before what is only new, acts at the table before talk of it, then by voices, the latest first."""
    proposed = one.kind == "position" and (one.issue or "").startswith("~")
    day = "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in one.day or "")
    passing = one.kind == "act" and one.code in PASSING
    return KINDS.index(one.kind), one.how != "changed", passing, proposed, -one.support.voices, day, one.id


def _decisions(now: Snapshot) -> Sequence[Object]:
    return kept(now, "decisions", lambda: decisions(now.judgements))


def decisions(judgements: Iterable[Judgement]) -> list[Object]:
    """What people decided, the latest first; what was decided at once is one entry.

    ``undo`` is what the verdict "undo" is to be about, to take the whole entry back; None where that is done.
    """
    given = sorted(judgements, key=lambda j: j.at)
    standing = {j.id for j in in_force(given)}
    found = []
    for _, group in groupby(given, key=lambda j: j.batch or j.id):
        items = list(group)
        first = items[0]
        stands = any(j.id in standing for j in items)
        found.append(
            {
                "id": first.batch or first.id,
                "at": first.at,
                "by": first.by,
                "verdict": first.verdict,
                "why": first.why,
                "blind": first.blind,
                "in_force": stands,
                "undo": (first.batch or first.id) if stands else None,
                "items": [_item(j) for j in items],
            }
        )
    return found[::-1]


def _item(one: Judgement) -> Object:
    return {
        "judgement": one.id,
        "about": one.about,
        "kind": one.kind,
        "quote": one.quote,
        "article": one.article_id,
        "changes": dict(one.changes),
        "seen": dict(one.seen),
    }
