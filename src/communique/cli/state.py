"""The state of the talks on one screen: who stands where, what was done last, when they meet, what is disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.case import Case
from communique.cli.lists import number, short, support
from communique.data import Event, Position
from communique.filters import Filter
from communique.record.positions import STANCE_CHARACTERS

_LAST = 12  # how many of the latest moves a screen holds
_PASSING = frozenset({"ASSESS", "DECLINE_COMMENT"})  # said about the talks rather than done at the table


def lines(case: Case, where: Filter) -> Iterator[str]:
    """The screen, line by line."""
    names = case.names()
    positions = case.positions(where)
    yield from _heading(case)
    yield from _positions(positions, names)
    yield from _latest(case, where, names)
    yield from _meetings(case, where, names)
    yield from _disputes(case)
    yield from _corrections(case)
    yield from _orphans(case)


def _heading(case: Case) -> Iterator[str]:
    articles = case.articles()
    days = sorted(a.published for a in articles if a.published)
    span = f", published {days[0]} to {days[-1]}" if days else ""
    undated = sum(a.published is None for a in articles)
    unknown = f", {undated} undated" if undated else ""
    yield f"{case.path.name}: {support(len(case.lineages()), len(articles))}{span}{unknown}"


def _positions(positions: Sequence[Position], names: dict[str, str]) -> Iterator[str]:
    """Each party's stances by issue, the parties with most reports first.

    On the one screen an issue that we only proposed ourselves ("~...") needs a red line or a second voice.
    """
    yield "\nWHERE THEY STAND"
    if not positions:
        yield "  no party has taken a stance that was found"
    weight: Counter[str] = Counter()
    for p in positions:
        weight[p.actor] += p.support.reports
    shown = [p for p in positions if not p.issue.startswith("~") or p.red_line or p.support.voices > 1]
    last = None
    for p in sorted(shown, key=lambda p: (-weight[p.actor], p.actor, -p.support.reports, p.issue)):
        if p.actor != last:
            yield f"  {names.get(p.actor, p.actor)}"
            last = p.actor
        yield f"    {p.issue.lstrip('~')}: {short(p.stance, STANCE_CHARACTERS)}"
        yield f"      {_chips(p)}"
    if len(shown) < len(positions):
        yield f"  and {len(positions) - len(shown)} on issues of one report each: communique show FILE positions"


def _chips(position: Position) -> str:
    """The facts about a stance, each where there is one."""
    parts = (
        position.code.casefold().replace("_", " "),
        "RED LINE" if position.red_line else "",
        f"since {position.since}" if position.since else "",
        f"{len(position.history)} earlier" if position.history else "",
        support(position.support.voices, position.support.reports),
    )
    return " · ".join(part for part in parts if part)


def _latest(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    events = [e for e in case.events(where) if not e.history and e.code not in _PASSING]
    if not events:
        return
    days = {a.id: a.published for a in case.articles()}
    dated = [e for e in events if e.when or days[e.first_reported_by]]
    shown = dated[-_LAST:]
    yield "\nLATEST MOVES" + (f"  ({len(shown)} of {len(events)})" if len(events) > len(shown) else "")
    for event in reversed(shown):
        yield f"  {_event(event, names, days)}"


def _event(event: Event, names: dict[str, str], days: dict[str, str | None]) -> str:
    """One act on one line; in brackets the day of its first report, where its own is not told."""
    who = ", ".join(names.get(a, a) for a in event.actors) or "somebody"
    whom = ", ".join(names.get(a, a) for a in event.recipients)
    arrow = f" -> {whom}" if whom else ""
    issue = f", {event.issue}" if event.issue else ""
    how = "" if event.modality == "stated" else f" ({event.modality})"
    words = short(event.support.anchors[0].exact, 70)
    day = event.when or f"({days[event.first_reported_by] or 'undated'})"
    return (
        f"{day:<12}  {event.code}{how}  {who}{arrow}{issue}"
        f"  [{support(event.support.voices, event.support.reports)}]  “{words}”"
    )


def _meetings(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    meetings = [m for m in case.meetings(where) if m.when]
    if not meetings:
        return
    yield "\nMEETINGS"
    for m in meetings:
        place = f", {m.place}" if m.place and m.place not in (m.forum or "") else ""
        parties = ", ".join(names.get(p, p) for p in m.parties)
        length = f", {number(_whole(m.hours))} hours" if m.hours else ""
        yield f"  {m.when:<10}  {m.status:<9}  {m.forum or 'talks'}{place}{length}" + (f"  ({parties})" * bool(parties))


def _disputes(case: Case) -> Iterator[str]:
    disputes = case.disputes()
    if not disputes:
        return
    yield "\nIN DISPUTE"
    for dispute in disputes:
        yield f"  {dispute.question}"
        for answer in dispute.answers:
            yield f"    {number(_whole(answer.value))}  [{support(answer.support.voices, answer.support.reports)}]"


def _whole(value: float | str) -> float | int | str:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _corrections(case: Case) -> Iterator[str]:
    corrections = case.corrections()
    if not corrections:
        return
    paths = {a.id: a.path for a in case.articles()}
    yield "\nCORRECTED"
    for c in corrections:
        carriers = ", ".join(sorted({paths.get(a.article_id, a.article_id) for a in c.stale}))
        still = f"; still carried by {carriers}" if carriers else ""
        yield f"  {paths.get(c.article_id, c.article_id)}: not “{short(c.wrong)}” but “{short(c.right)}”{still}"


def _orphans(case: Case) -> Iterator[str]:
    """Judgements that have lost what they are about: kept, and not silently."""
    orphans = case.orphans()
    if orphans:
        yield "\nJUDGED, BUT NO LONGER FOUND"
    for j in orphans:
        yield f"  {j.verdict} {j.about} by {j.by}{f': {j.why}' if j.why else ''}  (kept as {j.id})"
