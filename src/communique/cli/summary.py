"""The honest summary of a build: every number true, and to be had again from the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from communique.case import Case
from communique.intake import Intake
from communique.record import UNSURE, in_force


def figures(case: Case, intake: Intake | None = None) -> dict[str, Any]:
    """The numbers of the summary; those of the intake only where there was one."""
    moves, lineages, events = case.moves(), case.lineages(), case.events()
    disputes = case.disputes()
    made: dict[str, Any] = {
        "articles": len(case.articles()),
        "problems": len(case.problems()),
        "voices": len(lineages),
        "lineages_of_several": sum(len(line.articles) > 1 for line in lineages),
        "moves": len(moves),
        "codes": dict(Counter(m.code for m in moves).most_common()),
        "events": len(events),
        "disputed_figures": sum(d.kind == "figure" for d in disputes),
        "disputed_facts": sum(d.kind == "fact" for d in disputes),
        "next_meeting": next_meeting(case),
        "to_review": to_review(case),
        "corrections": len(case.corrections()),
    }
    if intake is not None:
        made["files"] = intake.documents
        made["added"] = intake.added
        made["newer_versions"] = intake.newer
        made["unreadable"] = len(intake.problems)
        made["known"] = intake.documents - intake.added - len(intake.problems)
    return made


def to_review(case: Case) -> int:
    """Moves that we are not sure of and disputes, as long as nobody judged them."""
    judged = {j.about for j in in_force(case.judgements())}
    unsure = [m.id for m in case.moves() if m.confidence < UNSURE]
    return sum(datum not in judged for datum in [*unsure, *(d.id for d in case.disputes())])


def next_meeting(case: Case) -> str | None:
    """The first meeting that stands, for the day of the latest report or later: its day, forum and place."""
    latest = max((a.published for a in case.articles() if a.published), default=None)
    for meeting in case.meetings():
        if meeting.status == "announced" and meeting.when is not None and latest is not None and meeting.when >= latest:
            forum = meeting.forum or "talks"
            place = meeting.place if meeting.place and meeting.place not in forum else None
            return ", ".join(part for part in (meeting.when, forum, place) if part)
    return None


def lines(made: Mapping[str, Any], path: str) -> list[str]:
    """The summary as it is printed; ``path`` is the case file, named in the next steps."""
    codes = ", ".join(f"{count} {code.casefold()}" for code, count in list(made["codes"].items())[:6])
    more = ", …" if len(made["codes"]) > 6 else ""
    meeting = f"        next meeting: {made['next_meeting']}" if made["next_meeting"] else ""
    several = f" ({_count(made['lineages_of_several'], 'report')} run in several versions or copies)"
    rows = [
        f"copies     -> {_count(made['voices'], 'voice')}: {_count(made['articles'], 'article')} from "
        f"{_count(made['voices'], 'independent report')}{several * bool(made['lineages_of_several'])}",
        f"moves      -> {made['moves']} ({codes}{more}) in {_count(made['events'], 'event')}",
        f"disputes   -> {_count(made['disputed_figures'], 'figure')}, "
        f"{_count(made['disputed_facts'], 'fact')}{meeting}",
        f"to review  -> {made['to_review']:<26} communique review {path}",
    ]
    if "files" in made:
        rows.insert(0, _intake(made, path))
    return rows


def _intake(made: Mapping[str, Any], path: str) -> str:
    parts: Sequence[str] = [
        _count(made["added"], "new article"),
        *([_count(made["newer_versions"], "newer version")] if made["newer_versions"] else []),
        *([f"{made['known']} known already"] if made["known"] else []),
        *([f"{made['unreadable']} unreadable (communique show {path} problems)"] if made["unreadable"] else []),
    ]
    total = "" if made["added"] == made["articles"] else f"; {_count(made['articles'], 'article')} in the case"
    return f"{_count(made['files'], 'file')} -> {', '.join(parts)}{total}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
