"""The state of the talks on one screen: who stands where, what was done last, when they meet, what is disputed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from communique.case import Case
from communique.cli.lists import WIDTH, wrapped
from communique.cli.news import PASSING
from communique.data import Event, Position
from communique.filters import Filter
from communique.record.stances import wording
from communique.words import code_named, issue_named, length, number, short, support

_LAST = 3  # how many of the latest moves a screen holds
_HELD = 5  # and how many positions
_MET = 3  # and how many of the meetings that are over
_DISPUTED = 4  # and how many disputes
_TWO_LINES = 140  # characters of words that fit into two lines
# What an act does to the talks: of one day, those that move them come before those that only speak of them.
_SPOKEN = frozenset({"ACCUSE", "DENY", "STATE_POSITION", "REQUEST", "INVESTIGATE", "PROTEST"})
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
    central = {actor for actor, _ in sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))[:2]}
    shown = sorted(apt, key=lambda p: (_rank(p, p.actor in central), names.get(p.actor, p.actor), p.issue))[:_HELD]
    speakers = _speakers(case, shown)
    last = None
    for p in sorted(shown, key=lambda p: (-weight[p.actor], p.actor, _rank(p), p.issue)):
        if p.actor != last:
            yield f"  {names.get(p.actor, p.actor).upper()}"
            last = p.actor
        yield from _stance(p, names.get(speakers.get(p.id, ""), ""))
    if len(shown) < len(positions):
        yield f"  and {len(positions) - len(shown)} more: communique show FILE positions"


def _rank(position: Position, central: bool = True) -> tuple[bool, int]:
    """How soon a stance comes on the screen; those of the two ``central`` parties before equals."""
    return position.issue == _WITHOUT_TALKS, -(3 * position.red_line + position.support.voices + central)


def _stance(position: Position, speaker: str) -> Iterator[str]:
    """The issue with the facts about the stance, and its words with who spoke them."""
    yield from wrapped(f"{issue_named(position.issue)}: {_chips(position)}", 4)
    words = short(position.stance, _TWO_LINES)
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
        code_named(position.code),
        f"since {position.since}" if position.since else "",
        support(position.support.voices, position.support.reports),
    )
    return " · ".join(part for part in parts if part)


def _latest(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    """The last acts at the table, the latest first; of one day those of most voices."""
    events = [e for e in case.events(where) if not e.history and e.code not in PASSING and e.actors]
    days = {a.id: a.published for a in case.articles()}
    dated = [(_done(e, days), e) for e in events]
    known = sorted(
        ((day, e) for day, e in dated if day),
        key=lambda pair: (pair[0], pair[1].support.voices, pair[1].code not in _SPOKEN, _named(pair[1]), pair[1].id),
        reverse=True,
    )
    if not known:
        return
    shown = known[:_LAST]
    yield "\nLATEST MOVES" + (f"  ({len(shown)} of {len(events)})" if len(events) > len(shown) else "")
    moves = {m.id: m for m in case.moves()}
    articles = {a.id: a for a in case.articles()}
    for day, event in shown:
        yield from _event(event, day, names)
        told = [moves[m] for m in event.moves if m in moves]
        said = min((wording(m, articles[m.article_id]) for m in told), key=lambda w: w.rank, default=None)
        yield from wrapped(short(said.words, _TWO_LINES), 6) if said else ()


def _named(event: Event) -> bool:
    """Whether an act is on an issue that has a name, not one that was only proposed from its words."""
    return event.issue is not None and not event.issue.startswith("~")


def _done(event: Event, days: dict[str, str | None]) -> str | None:
    """The day of an act: its own, but never one after its first report."""
    reported = days[event.first_reported_by]
    if event.when is None or (reported and event.when[: len(reported)] > reported[: len(event.when)]):
        return reported
    return event.when


def _event(event: Event, day: str, names: dict[str, str]) -> Iterator[str]:
    """One act: when, who, what to whom on what, by how many."""
    who = ", ".join(names.get(a, a) for a in event.actors)
    whom = ", ".join(names.get(a, a) for a in event.recipients)
    issue = f", {event.issue}" if _named(event) else ""
    how = "" if event.modality == "stated" else f" ({event.modality})"
    code = code_named(event.code)
    counted = support(event.support.voices, event.support.reports)
    yield from wrapped(f"{day}  {who}: {code}{how}{f' -> {whom}' if whom else ''}{issue} [{counted}]", 2)


def _meetings(case: Case, where: Filter, names: dict[str, str]) -> Iterator[str]:
    """The meetings, those put off to a later one told with it."""
    meetings = [m for m in case.meetings(where) if m.when]
    moved = {note for m in meetings if m.status != "postponed" for note in m.revisions}
    shown = [m for m in meetings if not (m.status == "postponed" and moved & set(m.revisions))]
    if not shown:
        return
    over = [m for m in shown if m.status == "held"][:-_MET]
    yield "\nMEETINGS" + (f"  ({len(over)} earlier: communique show FILE meetings)" if over else "")
    shown = [m for m in shown if m not in over]
    for m in shown:
        forum = m.forum or "talks"
        place = f", {m.place}" if m.place and m.place not in forum else ""
        told = [names.get(p, p) for p in m.parties]
        parties = "" if all(name in forum for name in told) else f" ({', '.join(told)})"
        took = f", {length(m.hours)}" if m.hours else ""
        notes = [note for note in m.revisions if not note.startswith(m.when or "-")]
        history = f"; {'; '.join(notes)}" if notes else ""
        yield from wrapped(f"{m.when:<10}  {m.status}: {forum}{place}{took}{parties}{history}", 2)


def _disputes(case: Case) -> Iterator[str]:
    # What most voices disagree about first; a figure or an office before an accusation.
    disputes = sorted(case.disputes(), key=lambda d: (-min(a.support.voices for a in d.answers), d.kind, d.id))
    if not disputes:
        return
    more = f"  ({_DISPUTED} of {len(disputes)}: communique show FILE disputes)" if len(disputes) > _DISPUTED else ""
    yield f"\nIN DISPUTE{more}"
    for dispute in disputes[:_DISPUTED]:
        counted = [f" [{support(a.support.voices, a.support.reports)}]" for a in dispute.answers]
        answers = [f"{number(_whole(a.value))}{by}" for a, by in zip(dispute.answers, counted, strict=True)]
        one = f"{dispute.question} {' / '.join(answers)}"
        if len(one) <= WIDTH - 2:
            yield f"  {one}"
            continue
        yield from wrapped(dispute.question, 2)
        for answer, by in zip(dispute.answers, counted, strict=True):
            yield f"    {short(str(number(_whole(answer.value))), WIDTH - 6 - len(by))}{by}"


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
        mended = f"not “{short(c.wrong)}” but “{short(c.right)}”"
        yield from wrapped(f"{paths.get(c.article_id, c.article_id)}: {mended}{still}", 2)


def _orphans(case: Case) -> Iterator[str]:
    """Judgements that have lost what they are about: kept, and not silently."""
    orphans = case.orphans()
    if orphans:
        yield "\nJUDGED, BUT NO LONGER FOUND"
    for j in orphans:
        yield from wrapped(f"{j.verdict} {j.about} by {j.by}{f': {j.why}' if j.why else ''} (kept as {j.id})", 2)
        if j.quote:
            yield f"      “{short(j.quote.strip('“”'), WIDTH - 11)}”"
