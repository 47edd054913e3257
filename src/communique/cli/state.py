"""The state of the talks on one screen: who stands where, what was done last, when they meet, what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.case import Case, Filter
from communique.cli.lists import number, short, support
from communique.data import Event, Position

_LAST = 12  # how many of the latest moves a screen holds


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


def _heading(case: Case) -> Iterator[str]:
    articles = case.articles()
    days = sorted(a.published for a in articles if a.published)
    span = f", published {days[0]} to {days[-1]}" if days else ""
    undated = sum(a.published is None for a in articles)
    unknown = f", {undated} undated" if undated else ""
    yield f"{case.path.name}: {support(len(case.lineages()), len(articles))}{span}{unknown}"


def _positions(positions: Sequence[Position], names: dict[str, str]) -> Iterator[str]:
    yield "\nWHERE THEY STAND"
    if not positions:
        yield "  no party has taken a stance that was found"
    last = None
    weight = {p.actor: 0 for p in positions}
    for p in positions:
        weight[p.actor] += p.support.reports
    for p in sorted(positions, key=lambda p: (-weight[p.actor], p.actor, -p.support.reports, p.issue)):
        if p.actor != last:
            yield f"  {names.get(p.actor, p.actor)}"
            last = p.actor
        chips = " · ".join(
            part
            for part in (
                p.code.casefold().replace("_", " "),
                "RED LINE" if p.red_line else "",
                f"since {p.since}" if p.since else "",
                support(p.support.voices, p.support.reports),
            )
            if part
        )
        yield f"    {p.issue}: {short(p.stance, 130)}"
        yield f"      {chips}"


def _latest(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    events = [e for e in case.events(where) if not e.history]
    if not events:
        return
    shown = events[-_LAST:]
    yield "\nLATEST MOVES" + (f"  ({len(shown)} of {len(events)})" if len(events) > len(shown) else "")
    for event in reversed(shown):
        yield f"  {_event(event, names)}"


def _event(event: Event, names: dict[str, str]) -> str:
    who = ", ".join(names.get(a, a) for a in event.actors) or "somebody"
    whom = ", ".join(names.get(a, a) for a in event.recipients)
    arrow = f" -> {whom}" if whom else ""
    issue = f", {event.issue}" if event.issue else ""
    how = "" if event.modality == "stated" else f" ({event.modality})"
    words = short(event.support.anchors[0].exact, 70)
    day = event.when or "undated"
    return (
        f"{day:<10}  {event.code}{how}  {who}{arrow}{issue}"
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
        length = f", {number(m.hours)} hours" if m.hours else ""
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
