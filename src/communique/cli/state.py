"""The state of the talks on one screen: who stands where, what was done last, when they meet, what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.case import Case
from communique.cli.lists import WIDTH, wrapped
from communique.data import Answer, Dispute, Event, Position
from communique.export.selecting import select
from communique.filters import Filter
from communique.record.briefs import brief
from communique.record.meetings import standing
from communique.views import ranking
from communique.words import code_named, issue_named, length, number, short, support

LINES = 45
"""What a screen holds."""


class _Room(NamedTuple):
    """How much of each part a screen holds: positions, latest moves, meetings, disputes, corrections."""

    held: int
    last: int
    met: int
    disputed: int
    mended: int


# The fullest that fits into LINES is shown; the last one always.
_ROOMS = tuple(
    map(
        _Room._make,
        ((8, 5, 6, 5, 3), (7, 5, 5, 4, 3), (7, 4, 5, 4, 2), (6, 4, 5, 4, 2), (6, 4, 4, 3, 2), (5, 4, 4, 3, 2),
         (5, 3, 4, 3, 2), (5, 3, 3, 3, 1), (5, 3, 3, 2, 1), (4, 3, 3, 2, 1), (4, 2, 3, 2, 1)),
    )
)  # fmt: skip
_OVER = 2  # meetings that are over


def lines(case: Case, where: Filter) -> Iterator[str]:
    """The screen, line by line: as much of each part as it holds."""
    view = _View(case, where)
    fitting = (screen for room in _ROOMS if len(screen := view.screen(room)) <= LINES)
    yield from next(fitting, view.screen(_ROOMS[-1]))


class _View:
    """The parts of a case's screen, each made once for each number of rows."""

    def __init__(self, case: Case, where: Filter) -> None:
        names = case.names()
        self._made: dict[tuple[int, int], list[str]] = {}
        self._parts: Sequence[Callable[[int], Iterable[str]]] = (
            lambda held: _positions(case, list(select(case.snapshot(), "positions", where)), names, held),
            lambda last: _latest(case, where, names, last),
            lambda met: _meetings(case, where, names, met),
            lambda disputed: _disputes(select(case.snapshot(), "disputes", where), disputed),
            lambda mended: _corrections(case, where, mended),
        )
        self._heading, self._orphans = list(_heading(case)), list(_orphans(case))

    def screen(self, room: _Room) -> list[str]:
        """All lines, with so many rows of each part."""
        parts = (line for n, most in enumerate(room) for line in self._part(n, most))
        return [row for line in (*self._heading, *parts, *self._orphans) for row in line.split("\n")]

    def _part(self, number: int, most: int) -> list[str]:
        if (number, most) not in self._made:
            self._made[number, most] = list(self._parts[number](most))
        return self._made[number, most]


def _heading(case: Case) -> Iterator[str]:
    articles = case.articles()
    days = sorted(a.published for a in articles if a.published)
    span = f", published {days[0]} to {days[-1]}" if days else ""
    undated = sum(a.published is None for a in articles)
    unknown = f", {undated} undated" if undated else ""
    yield f"{case.path.name}: {support(len(case.lineages()), len(articles))}{span}{unknown}"


def _positions(case: Case, positions: Sequence[Position], names: dict[str, str], held: int) -> Iterator[str]:
    """The weightiest stances, by party: red lines and what most voices carry first, the best known party first.

    An issue that we only proposed ourselves ("~...") needs a red line or a second voice to stand here; what no sure
    act tells comes last.
    """
    yield "\nWHERE THEY STAND"
    if not positions:
        yield "  no party has taken a stance that was found"
    weight = ranking.weights(positions)
    apt = [p for p in positions if not p.issue.startswith("~") or p.red_line or p.support.voices > 1]
    central, known = ranking.by_weight(weight)[:2], ranking.sure(case.snapshot())
    ranked = sorted(apt, key=lambda p: (ranking.rank(p, p.actor in central), names.get(p.actor, p.actor), p.issue))
    shown = sorted(ranked, key=lambda p: not ranking.rests(p, known))[:held]
    speakers, sides = _speakers(case, shown), {a.id: a.side for a in case.actors()}
    last = None
    for p in sorted(shown, key=lambda p: (-weight[p.actor], p.actor, ranking.rank(p), p.issue)):
        if p.actor != last:
            yield f"  {names.get(p.actor, p.actor).upper()}"
            last = p.actor
        speaker = speakers.get(p.id)
        side = sides.get(speaker or "")
        own = speaker is None or p.actor in (speaker, side) or (side is not None and side == sides.get(p.actor))
        yield from _stance(p, names.get(speaker or "", ""), own=own, sure=ranking.rests(p, known))
    if len(shown) < len(positions):
        yield f"  and {len(positions) - len(shown)} more: communique show FILE positions"


def _stance(position: Position, speaker: str, *, own: bool, sure: bool) -> Iterator[str]:
    """The issue with the facts about the stance, and its words with who spoke them, or on whose word they rest."""
    facts = f"{issue_named(position.issue)}: {_chips(position)}{'' if sure else ' · unsure'}"
    yield from wrapped(facts if len(facts) <= WIDTH - 4 else facts.replace(" since ", " "), 4)
    words = brief(position.stance)
    by = f" ({speaker})" if speaker and speaker.split()[-1] not in words else ""
    yield from wrapped(f"{words}{by if own else f' (as told by {speaker})'}", 6)


def _speakers(case: Case, positions: Sequence[Position]) -> dict[str, str]:
    """Position id to the actor who spoke its words, or alleges them, where that is told."""
    alleging = {said.id: said.actor for said in case.statements()}
    homes: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        for event in position.events:
            homes[event].append(position)
    found: dict[str, str] = {}
    for move in case.moves():
        for position in homes.get(move.event or "", ()):
            words = " ".join(move.evidence[0].exact.split()).strip("“”\"'., ")
            teller = move.speaker or alleging.get(move.reported_by or "")
            if teller and words and (words in position.stance or position.stance.strip("“”\"'., ") in words):
                found.setdefault(position.id, teller)
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


def _latest(case: Case, where: Filter, names: dict[str, str], last: int) -> Iterator[str]:
    """The last acts at the table, the latest first; of one day those of most voices."""
    events = ranking.at_table(case.events(where))
    now = case.snapshot()
    known = ranking.latest(events, now)
    if not known:
        return
    shown = known[:last]
    yield "\nLATEST MOVES" + (f"  ({len(shown)} of {len(events)})" if len(events) > len(shown) else "")
    for day, event in shown:
        yield from _event(event, day, names)
        told = [now.moves_by_id[m] for m in event.moves if m in now.moves_by_id]
        said = ranking.best_words(told, now.articles_by_id)
        yield from wrapped(brief(said), 6) if said else ()


def _event(event: Event, day: str, names: dict[str, str]) -> Iterator[str]:
    """One act: when, who, what to whom on what, by how many."""
    who = ", ".join(names.get(a, a) for a in event.actors)
    whom = ", ".join(names.get(a, a) for a in event.recipients)
    issue = f", {event.issue}" if ranking.named(event) else ""
    how = "" if event.modality == "stated" else f" ({event.modality})"
    code = code_named(event.code)
    counted = support(event.support.voices, event.support.reports)
    yield from wrapped(f"{day}  {who}: {code}{how}{f' -> {whom}' if whom else ''}{issue} [{counted}]", 2)


def _meetings(case: Case, where: Filter, names: dict[str, str], room: int) -> Iterator[str]:
    """The meetings, those put off to a later one told with it: the last that are over, and what is to come."""
    shown = standing(m for m in select(case.snapshot(), "meetings", where) if m.when)
    if not shown:
        return
    over, ahead = ([m for m in shown if (m.status == "held") == held] for held in (True, False))
    kept = [*over[-max(_OVER, room - len(ahead)) :], *ahead][-room:]
    more = len(shown) - len(kept)
    yield "\nMEETINGS" + (f"  ({len(kept)} of {len(shown)}: communique show FILE meetings)" if more else "")
    for m in sorted(kept, key=lambda m: (m.when or "", m.id)):
        forum = m.forum or "talks"
        place = f", {m.place}" if m.place and m.place not in forum else ""
        told = [names.get(p, p) for p in m.parties]
        parties = "" if all(name in forum for name in told) else f" ({', '.join(told)})"
        took = f", {length(m.hours)}" if m.hours else ""
        notes = [note for note in m.revisions if not note.startswith(m.when or "-") or "but" in note]
        history = f"; {'; '.join(notes)}" if notes else ""
        yield from wrapped(f"{m.when:<10}  {m.status}: {forum}{place}{took}{parties}{history}", 2)


def _disputes(found: Sequence[Dispute], room: int) -> Iterator[str]:
    disputes = ranking.disputed(found)
    if not disputes:
        return
    more = f"  ({room} of {len(disputes)}: communique show FILE disputes)" if len(disputes) > room else ""
    yield f"\nIN DISPUTE{more}"
    for dispute in disputes[:room]:
        answers = [(_answer(a), f" [{support(a.support.voices, a.support.reports)}]") for a in dispute.answers]
        one = f"{dispute.question} {' / '.join(f'{words}{by}' for words, by in answers)}"
        if len(one) <= WIDTH - 2:
            yield f"  {one}"
            continue
        yield from wrapped(dispute.question, 2)
        for words, by in answers:
            yield f"    {short(words, WIDTH - 6 - len(by))}{by}"


def _answer(answer: Answer) -> str:
    """An answer with its hedge."""
    return answer.shown or number(answer.value)


def _corrections(case: Case, where: Filter, room: int) -> Iterator[str]:
    corrections = select(case.snapshot(), "corrections", where)
    if not corrections:
        return
    paths = {a.id: a.path for a in case.articles()}
    more = f"  ({room} of {len(corrections)}: communique show FILE corrections)" if len(corrections) > room else ""
    yield f"\nCORRECTED{more}"
    for c in corrections[:room]:
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
