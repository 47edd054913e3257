"""What of a case is shown first: positions, acts, meetings and disputes by weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from communique.data import Article, Dispute, Event, Move, Position
from communique.record import UNSURE
from communique.record.stances import wording
from communique.snapshot import Snapshot
from communique.views.kept import remembered

PASSING = frozenset({"ASSESS", "DECLINE_COMMENT", "CONFIRM", "SUPPORT", "CRITICISE", "MEET", "INVITE"})
"""Acts that are said about the talks, or told with the meetings, rather than done at the table."""
FIRM = frozenset({"DEMAND", "REJECT", "STATE_POSITION", "ULTIMATUM", "THREATEN"})
"""Acts that hold a line or draw one."""
YIELDING = frozenset({"OFFER", "CONCEDE", "ACCEPT", "PROPOSE"})
"""Acts that give way, or would."""
# What an act does to the talks: of one day, those that move them come before those that only speak of them.
_SPOKEN = frozenset({"ACCUSE", "DENY", "STATE_POSITION", "REQUEST", "INVESTIGATE", "PROTEST"})
_WITHOUT_TALKS = "status of talks"  # where parties stand on talking itself comes after where they stand


def weights(positions: Iterable[Position]) -> Counter[str]:
    """How many voices carry the stances of each party."""
    found: Counter[str] = Counter()
    for position in positions:
        found[position.actor] += position.support.voices
    return found


def by_weight(found: Counter[str]) -> list[str]:
    """The names of a count, the greatest first."""
    return [name for name, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]


@remembered
def sure(now: Snapshot) -> frozenset[str]:
    """The events that at least one report tells in words of which the coding is more right than wrong."""
    return frozenset(m.event for m in now.moves_by_id.values() if m.event is not None and m.confidence >= UNSURE)


def rests(position: Position, known: Set[str]) -> bool:
    """Whether a stance rests on a sure act, one of ``known``."""
    return not known.isdisjoint(position.events)


def rank(position: Position, central: bool = True) -> tuple[bool, int]:
    """How soon a stance is shown; those of the ``central`` parties before equals."""
    return position.issue == _WITHOUT_TALKS, -(3 * position.red_line + position.support.voices + central)


def ranked_issues(positions: Iterable[Position]) -> list[str]:
    """The issues: those with a name first, where most voices and red lines are; talking itself comes last of them."""
    weight: Counter[str] = Counter()
    for p in positions:
        weight[p.issue] += p.support.voices + 3 * p.red_line
    return sorted(weight, key=lambda i: (i.startswith("~"), i == _WITHOUT_TALKS, -weight[i], i))


def speakers(positions: Iterable[Position], moves: Iterable[Move]) -> dict[str, Move]:
    """Position id to the first move in whose words it is put, where there is one; one whose speaker is told before
    others.
    """
    homes: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        for event in position.events:
            homes[event].append(position)
    found: dict[str, Move] = {}
    for move in moves:
        for position in homes.get(move.event or "", ()):
            known = found.get(position.id)
            if (known is None or (known.speaker is None and move.speaker)) and _said(move, position):
                found[position.id] = move
    return found


def _said(move: Move, position: Position) -> bool:
    words = " ".join(move.evidence[0].exact.split()).strip("“”\"'., ") if move.evidence else ""
    return bool(words) and (words in position.stance or position.stance.strip("“”\"'., ") in words)


def at_table(events: Iterable[Event]) -> list[Event]:
    """The acts of the present talks that are done at the table, by somebody who is told."""
    return [e for e in events if not e.history and e.code not in PASSING and e.actors]


def latest(events: Iterable[Event], now: Snapshot) -> list[tuple[str, Event]]:
    """The acts at the table with their days, the latest first; of one day those of most voices.

    Where there are sure ones by somebody with a name ("a party" has none), only those.
    """
    acts, known = at_table(events), sure(now)
    told = [e for e in acts if e.id in known and not all(now.names.get(a, a).islower() for a in e.actors)]
    dated = ((day_done(e, now.days), e) for e in told or acts)
    return sorted(
        ((day, e) for day, e in dated if day),
        key=lambda pair: (pair[0], pair[1].support.voices, pair[1].code not in _SPOKEN, named(pair[1]), pair[1].id),
        reverse=True,
    )


def named(event: Event) -> bool:
    """Whether an act is on an issue that has a name, not one that was only proposed from its words."""
    return event.issue is not None and not event.issue.startswith("~")


def day_done(event: Event, days: Mapping[str, str | None]) -> str | None:
    """The day of an act: its own, but never one after its first report."""
    reported = days[event.first_reported_by]
    if event.when is None or (reported and event.when[: len(reported)] > reported[: len(event.when)]):
        return reported
    return event.when


def best_words(told: Iterable[Move], articles: Mapping[str, Article]) -> str:
    """The line in which a report tells an act best."""
    said = min((wording(m, articles[m.article_id]) for m in told), key=lambda w: w.rank, default=None)
    return said.words if said else ""


def disputed(disputes: Iterable[Dispute]) -> Sequence[Dispute]:
    """What most voices disagree about first; a figure or an office before an accusation."""
    return sorted(disputes, key=lambda d: (-min((a.support.voices for a in d.answers), default=0), d.kind, d.id))
