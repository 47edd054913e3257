"""The state of the talks on one screen: who stands where, what was done last, when they meet, what is disputed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from communique.case import Case
from communique.cli.lists import WIDTH, issue_named, number, short, support, wrapped
from communique.cli.news import PASSING
from communique.data import Event, Position
from communique.filters import Filter
from communique.record.positions import STANCE_CHARACTERS

_LAST = 5  # how many of the latest moves a screen holds
_HELD = 8  # and how many positions
_WITHOUT_TALKS = "status of talks"  # where parties stand on talking itself comes after where they stand


def lines(case: Case, where: Filter) -> Iterator[str]:
    """The screen, line by line."""
    names = case.names()
    positions = case.positions(where)
    yield from _heading(case)
    yield from _positions(case, positions, names)
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


def _positions(case: Case, positions: Sequence[Position], names: dict[str, str]) -> Iterator[str]:
    """The weightiest stances, by party: red lines and what most voices carry first, the best known party first.

    An issue that we only proposed ourselves ("~...") needs a red line or a second voice to stand here.
    """
    yield "\nWHERE THEY STAND"
    if not positions:
        yield "  no party has taken a stance that was found"
    weight: Counter[str] = Counter()
    for p in positions:
        weight[p.actor] += p.support.voices
    apt = [p for p in positions if not p.issue.startswith("~") or p.red_line or p.support.voices > 1]
    shown = sorted(apt, key=lambda p: (_rank(p), names.get(p.actor, p.actor), p.issue))[:_HELD]
    speakers = _speakers(case, shown)
    last = None
    for p in sorted(shown, key=lambda p: (-weight[p.actor], p.actor, _rank(p), p.issue)):
        if p.actor != last:
            yield f"  {names.get(p.actor, p.actor).upper()}"
            last = p.actor
        yield from _stance(p, names.get(speakers.get(p.id, ""), ""))
    if len(shown) < len(positions):
        yield f"  and {len(positions) - len(shown)} more: communique show FILE positions"


def _rank(position: Position) -> tuple[bool, int]:
    """How soon a stance comes on the screen."""
    return position.issue == _WITHOUT_TALKS, -(3 * position.red_line + position.support.voices)


def _stance(position: Position, speaker: str) -> Iterator[str]:
    """The issue with the facts about the stance, and its words with who spoke them."""
    yield f"    {issue_named(position.issue)}: {_chips(position)}"
    words = short(position.stance, STANCE_CHARACTERS)
    told = speaker.split()[-1] if speaker else ""
    yield from wrapped(f"{words} ({speaker})" if told and told not in words else words, 6)


def _speakers(case: Case, positions: Sequence[Position]) -> dict[str, str]:
    """Position id to the actor who spoke its words, where that is told."""
    homes: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        for event in position.events:
            homes[event].append(position)
    found: dict[str, str] = {}
    for move in case.moves():
        for position in homes.get(move.event or "", ()):
            words = " ".join(move.evidence[0].exact.split()).strip("“”\"'., ")
            if move.speaker and words and (words in position.stance or position.stance.strip("“”\"'., ") in words):
                found.setdefault(position.id, move.speaker)
    return found


def _chips(position: Position) -> str:
    """The facts about a stance, each where there is one."""
    parts = (
        "RED LINE" if position.red_line else "",
        position.code.casefold().replace("_", " "),
        f"since {position.since}" if position.since else "",
        support(position.support.voices, position.support.reports),
        f"{len(position.history)} earlier" if position.history else "",
    )
    return " · ".join(part for part in parts if part)


def _latest(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    """The last acts at the table, the latest first; of one day those of most voices."""
    events = [e for e in case.events(where) if not e.history and e.code not in PASSING and e.actors]
    days = {a.id: a.published for a in case.articles()}
    dated = [(_done(e, days), e) for e in events]
    known = sorted(
        ((day, e) for day, e in dated if day),
        key=lambda pair: (pair[0], pair[1].support.voices, pair[1].support.reports, pair[1].id),
        reverse=True,
    )
    if not known:
        return
    shown = known[:_LAST]
    yield "\nLATEST MOVES" + (f"  ({len(shown)} of {len(events)})" if len(events) > len(shown) else "")
    for day, event in shown:
        yield from _event(event, day, names)


def _done(event: Event, days: dict[str, str | None]) -> str | None:
    """The day of an act: its own, but never one after its first report."""
    reported = days[event.first_reported_by]
    if event.when is None or (reported and event.when[: len(reported)] > reported[: len(event.when)]):
        return reported
    return event.when


def _event(event: Event, day: str, names: dict[str, str]) -> Iterator[str]:
    """One act: when, who, what to whom on what, by how many; and its words."""
    who = ", ".join(names.get(a, a) for a in event.actors)
    whom = ", ".join(names.get(a, a) for a in event.recipients)
    issue = f", {issue_named(event.issue)}" if event.issue else ""
    how = "" if event.modality == "stated" else f" ({event.modality})"
    code = event.code.casefold().replace("_", " ")
    counted = support(event.support.voices, event.support.reports)
    yield from wrapped(f"{day}  {who}: {code}{how}{f' -> {whom}' if whom else ''}{issue} [{counted}]", 2)
    yield f"      “{short(event.support.anchors[0].exact.strip('“”'), WIDTH - 11)}”"


def _meetings(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    """The meetings, those put off to a later one told with it."""
    meetings = [m for m in case.meetings(where) if m.when]
    moved = {note for m in meetings if m.status != "postponed" for note in m.revisions}
    shown = [m for m in meetings if not (m.status == "postponed" and moved & set(m.revisions))]
    if not shown:
        return
    yield "\nMEETINGS"
    for m in shown:
        forum = m.forum or "talks"
        place = f", {m.place}" if m.place and m.place not in forum else ""
        told = [names.get(p, p) for p in m.parties]
        parties = "" if all(name in forum for name in told) else f" ({', '.join(told)})"
        length = f", {number(_whole(m.hours))} hours" if m.hours else ""
        notes = [note for note in m.revisions if not note.startswith(m.when or "-")]
        history = f"; {'; '.join(notes)}" if notes else ""
        yield from wrapped(f"{m.when:<10}  {m.status}: {forum}{place}{length}{parties}{history}", 2)


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
        yield from wrapped(f"{j.verdict} {j.about} by {j.by}{f': {j.why}' if j.why else ''} (kept as {j.id})", 2)
        if j.quote:
            yield f"      “{short(j.quote.strip('“”'), WIDTH - 11)}”"
