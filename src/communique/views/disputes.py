"""Disputes: the answers side by side, each with who says so, how widely it is meant, and who changed when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.data import Anchor, Answer, Dispute, Figure
from communique.export.objects import whole
from communique.filters import Filter
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.kept import kept
from communique.views.paging import part
from communique.views.places import in_context

Object = dict[str, Any]
Place = tuple[str, int, int]

_TOGETHER = 20  # disputes on a page: each is a picture, and all its answers


def objects(now: Snapshot, asked: Asked) -> Object:
    """The disputes that are asked for, those of most voices first; ``kind`` is "figure" or "fact"."""
    where = replace(asked.where, limit=None)
    found = kept(now, ("disputes", where, asked.words), lambda: _found(now, asked))
    shown, paging = part(found[: asked.where.limit], asked, _TOGETHER)
    return {"disputes": [dispute(one, now) for one in shown], "paging": paging}


def rows(made: Object) -> Iterable[Object]:
    """One row an answer."""
    for one in made["disputes"]:
        for answer in one["answers"]:
            yield {"id": one["id"], "kind": one["kind"], "question": one["question"]} | answer


def dispute(one: Dispute, now: Snapshot) -> Object:
    """One question with its answers."""
    answers = [_answer(answer, now) for answer in one.answers]
    if one.kind == "figure":
        answers.sort(key=lambda answer: answer["value"])
    else:
        answers.sort(key=lambda answer: (-answer["voices"], str(answer["value"])))
    return {
        "id": one.id,
        "kind": one.kind,
        "question": one.question,
        "answers": answers,
        "changed": _changed(one, now),
    }


def figures_by_place(now: Snapshot) -> Mapping[Place, Figure]:
    """The figure that stands at each place."""

    def made() -> Mapping[Place, Figure]:
        return {(f.article_id, f.anchor.start, f.anchor.end): f for f in now.figures()}

    return kept(now, "figures by place", made)


def _found(now: Snapshot, asked: Asked) -> Sequence[Dispute]:
    # What most voices disagree about first; a figure or an office before an accusation.
    every = sorted(now.disputes(), key=lambda d: (-min(a.support.voices for a in d.answers), d.kind, d.id))
    words = asked.words.casefold()
    told = [d for d in every if not words or words in " ".join([d.question, *_values(d)]).casefold()]
    where = replace(asked.where, limit=None, code=None, issue=None)
    if where == Filter():
        return told
    party = None if where.party is None else now.party(where.party)
    articles = {a.id for a in now.articles(Filter(since=where.since, until=where.until, outlet=where.outlet))}
    return [d for d in told if _fits(d, party, articles)]


def _values(one: Dispute) -> list[str]:
    return [str(answer.value) for answer in one.answers]


def _fits(one: Dispute, party: set[str] | None, articles: set[str]) -> bool:
    """Whether a report of those gives an answer, and somebody of that side, where one is asked for."""
    anchors = (anchor for answer in one.answers for anchor in answer.support.anchors)
    said = party is None or any(not party.isdisjoint(answer.who) for answer in one.answers)
    return said and any(anchor.article_id in articles for anchor in anchors)


def _answer(answer: Answer, now: Snapshot) -> Object:
    counted = [figure for anchor in answer.support.anchors if (figure := _figure(anchor, now)) is not None]
    lows = [f.low for f in counted if f.low is not None]
    highs = [f.high for f in counted if f.high is not None]
    days = sorted(day for a in answer.support.anchors if (day := now.days.get(a.article_id)))
    who = answer.who or tuple(sorted({f.who for f in counted if f.who}))
    return {
        "value": whole(answer.value),
        "low": whole(min(lows, default=None)),
        "high": whole(max(highs, default=None)),
        "unit": next((f.unit for f in counted if f.unit), None),
        "hedges": sorted({f.hedge.casefold() for f in counted if f.hedge}),
        "who": list(who),
        "who_name": [now.names.get(w, w) for w in who],
        "voices": answer.support.voices,
        "reports": answer.support.reports,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "anchors": sorted((_told(a, now) for a in answer.support.anchors), key=_first),
    }


def _first(told: Object) -> tuple[str, str, int]:
    return told["published"] or "9999", told["path"], told["start"]


def _told(anchor: Anchor, now: Snapshot) -> Object:
    figure = _figure(anchor, now)
    who = figure.who if figure else None
    return in_context(anchor, now) | {
        "hedge": figure.hedge if figure else None,
        "who_name": now.names.get(who, who) if who else None,
    }


def _figure(anchor: Anchor, now: Snapshot) -> Figure | None:
    return figures_by_place(now).get((anchor.article_id, anchor.start, anchor.end))


def _changed(one: Dispute, now: Snapshot) -> list[Object]:
    """Who gave another answer later: each outlet and each claimant with more than one, and the days of both."""
    said: dict[str, dict[tuple[str, str], Object]] = defaultdict(dict)
    for answer in one.answers:
        for anchor in answer.support.anchors:
            article, figure = now.articles_by_id.get(anchor.article_id), _figure(anchor, now)
            if article is None or article.published is None:
                continue
            speaker = now.names.get(figure.who, figure.who) if figure and figure.who else None
            told: Object = {"day": article.published, "value": whole(answer.value), "article": article.id}
            for name in filter(None, (article.outlet, speaker)):
                said[name].setdefault((article.published, str(answer.value)), told)
    found = []
    for name, given in sorted(said.items()):
        steps = _steps([given[key] for key in sorted(given)])
        if len(steps) > 1:
            found.append({"who": name, "steps": steps})
    return found


def _steps(told: Sequence[Object]) -> list[Object]:
    """The answers of one after the other, each once; nothing where it gave several on one day (it set them side by
    side, and changed nothing).
    """
    days: dict[str, set[str]] = defaultdict(set)
    for one in told:
        days[one["day"]].add(str(one["value"]))
    single = [one for one in told if len(days[one["day"]]) == 1]
    return [one for n, one in enumerate(single) if n == 0 or single[n - 1]["value"] != one["value"]]
