"""The state of the talks: who stands where on what, when they meet, what was done last, what is in dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.data import Event, Meeting, Position
from communique.export.objects import made_objects
from communique.filters import Filter
from communique.record.briefs import brief
from communique.record.meetings import standing
from communique.snapshot import Snapshot
from communique.views import ranking
from communique.views.acts import of_article
from communique.views.asked import Asked
from communique.views.kept import remembered
from communique.views.phrasing import done, listed, span_named
from communique.words import day_named, length

Object = dict[str, Any]
_PARTIES, _ISSUES = 6, 5  # rows and columns that a screen holds; the rest is one link away
_FEW = 3  # parties with which a matrix is small
_LAST = 6  # of the latest acts
_NEXT, _HELD = 4, 2  # meetings to come, and the last ones held
_DISPUTES = 5


def objects(now: Snapshot, asked: Asked) -> Object:
    """Everything on the page, for what fits the filter."""
    return dict(_made(now, asked.where))


def rows(made: Object) -> Iterable[Object]:
    """The matrix as a table: one row a party and issue on which a stance was found."""
    for party in made["matrix"]["rows"]:
        for issue, cell in zip(made["matrix"]["issues"], party["cells"], strict=True):
            if cell is not None:
                yield {"party": party["name"], "issue": issue, **cell}


@remembered
def _made(now: Snapshot, where: Filter) -> Mapping[str, Any]:
    positions = now.positions(where)
    acts = ranking.latest(now.events(where), now)
    coverage = _coverage(now)
    meetings = _meetings(now, now.meetings(where), coverage["until"])
    return {
        "status": _status(now, coverage, acts, meetings["next"]),
        "matrix": _matrix(now, positions),
        "meetings": meetings,
        "acts": [_act(now, day, event) for day, event in acts[:_LAST]],
        "acts_more": max(0, len(acts) - _LAST),
        "disputes": _disputes(now),
        "corrections": _corrections(now),
        "coverage": coverage,
    }


# coverage and the sentence


def _coverage(now: Snapshot) -> Object:
    articles = now.articles()
    days = sorted(a.published for a in articles if a.published)
    return {
        "articles": len(articles),
        "voices": len(now.lineages()),
        "outlets": len({a.outlet for a in articles if a.outlet}),
        "since": days[0] if days else None,
        "until": days[-1] if days else None,
        "span": span_named(days[0], days[-1]) if days else None,
        "undated": sum(a.published is None for a in articles),
        "moves": len(now.moves_by_id),
        "acts": len(now.events_by_id),
        "disputes": len(now.disputes()),
        "problems": len(now.problems),
        "judgements": len(now.judgements),
    }


def _status(now: Snapshot, coverage: Object, acts: Sequence[tuple[str, Event]], next_: Sequence[Object]) -> str:
    """The talks in one sentence."""
    if not coverage["articles"]:
        return "Nothing has been read yet."
    told: list[str] = []
    if acts:
        day, event = acts[0]
        who = listed([now.names.get(a, a) for a in event.actors])
        on = f" ({event.issue})" if ranking.named(event) else ""
        told.append(f"on {day_named(day)} {who} {_did(event)}{on}")
    else:
        told.append("no act at the table was found")
    if next_:
        first = next_[0]
        where = f" in {first['place']}" if first["place"] else ""
        told.append(f"the next meeting is planned for {day_named(first['when'])}{where}")
    else:
        told.append("no meeting is planned")
    count = coverage["disputes"]
    told.append(f"{count or 'no'} question{'s are' if count != 1 else ' is'} in dispute")
    line = f"{', '.join(told[:-1])}, and {told[-1]}."
    return line[0].upper() + line[1:]


def _did(event: Event) -> str:
    """What was done; what was only said to be done, or tied to a condition, is told as such."""
    told = done(event.code)
    if event.modality in ("stated", "reported"):
        return f"reportedly {told}" if event.modality == "reported" else told
    return f"{told} on a condition" if event.modality == "conditional" else f"{told} ({event.modality})"


# the matrix


def _matrix(now: Snapshot, positions: Sequence[Position]) -> Object:
    """The weightiest parties and issues, with a cell for each pair."""
    issues = ranking.ranked_issues(positions)[:_ISSUES]
    held = {(p.actor, p.issue): p for p in positions}
    parties = _parties([p for p in positions if p.issue in issues])
    shown = [held[key] for key in ((a, i) for a in parties for i in issues) if key in held]
    cells = _cells(now, shown)
    rows_ = [
        {
            "actor": actor,
            "name": now.names.get(actor, actor),
            "cells": [cells.get(held[actor, issue].id) if (actor, issue) in held else None for issue in issues],
        }
        for actor in parties
    ]
    return {"issues": issues, "rows": rows_, "positions": len(positions), "more": len(positions) - len(shown)}


def _parties(positions: Sequence[Position]) -> list[str]:
    """The parties of the most voices; one of which a single voice tells stands here only beside few others."""
    weight = ranking.weights(positions)
    found = ranking.by_weight(weight)
    return [actor for i, actor in enumerate(found) if weight[actor] > 1 or i < _FEW][:_PARTIES]


def _cells(now: Snapshot, positions: Sequence[Position]) -> dict[str, Object]:
    speaking = ranking.speakers(positions, now.moves_by_id.values())
    questions, known = _questioned(now), ranking.sure(now)
    found = {}
    for position in positions:
        move = speaking.get(position.id)
        place = move.evidence[0] if move else next(iter(position.support.anchors), None)
        disputed = sorted({q for a in position.support.anchors for q in _touching(questions, a)})
        found[position.id] = {
            "position": position.id,
            "words": brief(position.stance),
            "stance": position.stance,
            "code": position.code,
            "chips": _chips(
                position, turned := turn(now, position), bool(disputed), sure=ranking.rests(position, known)
            ),
            "turn": turned,
            "disputed": disputed,
            "since": position.since,
            "voices": position.support.voices,
            "reports": position.support.reports,
            "speaker": now.names.get(move.speaker) if move and move.speaker else None,
            "earlier": len(position.history),
            "place": None if place is None else of_article(now, place.article_id) | {"start": place.start},
        }
    return found


def _chips(position: Position, turned: str | None, disputed: bool, *, sure: bool) -> list[str]:
    """What one must know of a stance at a glance."""
    chips = {
        "red line": position.red_line,
        "firm": position.code in ranking.FIRM and not position.red_line and sure,
        "softening": turned == "softer",
        "disputed": disputed,
        "unsure": not sure,
    }
    return [name for name, holds in chips.items() if holds]


def turn(now: Snapshot, position: Position) -> str | None:
    """Where a stance went from what was held before: "softer", "firmer", "changed"; None where it did not change."""
    line = [now.events_by_id[e] for e in position.events if e in now.events_by_id]
    current = [
        i for i, e in enumerate(line) if e.code == position.code and ranking.day_done(e, now.days) == position.since
    ]
    before = {e.code for e in line[: current[0]]} if current else set()
    if position.code in ranking.YIELDING and before & ranking.FIRM:
        return "softer"
    if position.code in ranking.FIRM and before & ranking.YIELDING:
        return "firmer"
    return "changed" if before - {position.code} else None


def _questioned(now: Snapshot) -> Mapping[str, list[tuple[int, int, str]]]:
    """Article id to the places on which an answer to a disputed question rests; not to whose office is in question."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    offices = {anchor for actor in now.actors() for _, anchor in actor.offices}
    for dispute in now.disputes():
        for answer in dispute.answers:
            for anchor in answer.support.anchors:
                if anchor not in offices:
                    found[anchor.article_id].append((anchor.start, anchor.end, dispute.question))
    return found


def _touching(questions: Mapping[str, list[tuple[int, int, str]]], anchor: Any) -> Iterable[str]:  # noqa: ANN401
    near = questions.get(anchor.article_id, ())
    return (question for start, end, question in near if start < anchor.end and anchor.start < end)


# the rest of the page


def _act(now: Snapshot, day: str, event: Event) -> Object:
    made: Object = made_objects("events", [event], now)[0]
    told = [now.moves_by_id[m] for m in event.moves if m in now.moves_by_id]
    place = next(iter(event.support.anchors), None)
    return made | {
        "day": day,
        "modality": event.modality,
        "done": _did(event),
        "words": ranking.best_words(told, now.articles_by_id),
        "first": of_article(now, event.first_reported_by),
        "place": None if place is None else {"article": place.article_id, "start": place.start},
    }


def _meetings(now: Snapshot, meetings: Sequence[Meeting], today: str | None) -> Object:
    """What is planned from the day of the latest report on, and what was held last."""
    shown = standing(m for m in meetings if m.when)
    planned = [m for m in shown if m.status in ("announced", "postponed") and _to_come(m.when, today)]
    held = [m for m in shown if m.status == "held"]
    return {
        "next": _met(now, planned[:_NEXT]),
        "held": _met(now, held[::-1][:_HELD]),
        "more": max(0, len(shown) - len(planned[:_NEXT]) - len(held[-_HELD:])),
    }


def _met(now: Snapshot, meetings: Sequence[Meeting]) -> list[Object]:
    made = made_objects("meetings", meetings, now)
    return [row | {"took": length(row["hours"]) if row["hours"] else None} for row in made]


def _to_come(day: str | None, today: str | None) -> bool:
    return today is None or (day is not None and day >= today[: len(day)])


def _disputes(now: Snapshot) -> Object:
    ranked = ranking.disputed(now.disputes())
    return {"open": made_objects("disputes", ranked[:_DISPUTES], now), "more": max(0, len(ranked) - _DISPUTES)}


def _corrections(now: Snapshot) -> list[Object]:
    made = made_objects("corrections", now.corrections(), now)
    for row in made:
        row["by"] = of_article(now, row["article"])
        carriers = {anchor["article"]: anchor for anchor in row["stale"]}
        row["carriers"] = [of_article(now, a) | {"start": anchor["start"]} for a, anchor in sorted(carriers.items())]
    return made
