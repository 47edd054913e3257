"""What is new in a record since a moment: acts, positions, meetings, disputes, corrections.

Two records of one case are set side by side, that of before and that of now. New evidence gives things other ids, so
they are known again by the places in the articles on which they rest.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from communique.data import (
    Anchor,
    Article,
    Change,
    ChangeHow,
    ChangeKind,
    Correction,
    Dispute,
    Event,
    Lineage,
    Meeting,
    Move,
    Position,
    Record,
    digest,
)
from communique.errors import InputError
from communique.record.support import Voices

_KINDS = ("position", "act", "meeting", "dispute", "correction")
# A party that goes from one of these to another has changed its position; within one it has only said it again.
_FAMILIES = (
    frozenset({"DEMAND", "REQUEST", "STATE_POSITION"}),
    frozenset({"REJECT", "DENY"}),
    frozenset({"ULTIMATUM", "THREATEN"}),
    frozenset({"OFFER", "CONCEDE", "ACCEPT", "PROPOSE"}),
)
_NUMBER = re.compile(r"\d[\d.,]*")
_LATER = ("announced", "postponed", "cancelled", "held")
_DAY = len("2031-03-07")


def eve(since: str) -> str:
    """The day before a day, the month before a month, the year before a year (ISO prefixes).

    Raises InputError for what is no day, month or year.
    """
    try:
        if len(since) == len("2031"):
            return f"{int(since) - 1:04d}"
        month = len(since) == len("2031-03")
        before = date.fromisoformat(f"{since}-01" if month else since) - timedelta(days=1)
    except (ValueError, OverflowError):
        message = f"{since!r} is no day, month or year (2031-03-07, 2031-03, 2031)"
        raise InputError(message) from None
    return before.isoformat()[: len(since)]


@dataclass(frozen=True, slots=True)
class _News:
    """Which articles are new, and what a datum rests on in them."""

    days: Mapping[str, str | None]
    until: str
    voices: Voices

    def fresh(self, article: str) -> bool:
        """Whether an article came out since."""
        day = self.days.get(article)
        return day is not None and day[: len(self.until)] > self.until

    def first(self, anchors: Iterable[Anchor]) -> bool:
        """Whether dated articles carry it, and all of them came out since."""
        dated = {a.article_id for a in anchors if self.days.get(a.article_id) is not None}
        return bool(dated) and all(map(self.fresh, dated))

    def change(
        self,
        kind: ChangeKind,
        how: ChangeHow,
        about: str,
        anchors: Iterable[Anchor],
        **said: Any,  # noqa: ANN401 - the other parts of a Change
    ) -> Change:
        """The change that a datum amounts to, with the places in new articles that carry it."""
        new = [a for a in anchors if self.fresh(a.article_id)]
        return Change(
            id=digest("change", kind, how, about, self.until),
            kind=kind,
            how=how,
            about=about,
            day=min((day for a in new if (day := self.days[a.article_id])), default=None),
            support=self.voices.support(new),
            **said,
        )


def changes(
    before: Record,
    after: Record,
    *,
    since: str,
    articles: Iterable[Article],
    lineages: Iterable[Lineage] = (),
    corrections: Iterable[Correction] = (),
) -> tuple[Change, ...]:
    """What is new in ``after`` since the day (month, year) ``since``; ``before`` is the record as of its :func:`eve`.

    Articles without a date are no news of any day. Sorted: positions, acts, meetings, disputes, corrections, each in
    order of the day of its first new report. Raises InputError where ``since`` is no day, month or year.
    """
    news = _News({a.id: a.published for a in articles}, eve(since), Voices(lineages))
    found = (
        *_positions(before, after, news),
        *_acts(after.events, news),
        *_meetings(before.meetings, after.meetings, news),
        *_disputes(before.disputes, after.disputes, news),
        *_corrections(corrections, news),
    )
    return tuple(sorted(found, key=lambda c: (_KINDS.index(c.kind), c.day or "", c.about, c.how)))


def _acts(events: Iterable[Event], news: _News) -> Iterator[Change]:
    """The acts of which no earlier report tells; what is told of the past is no news."""
    for event in events:
        if not event.history and news.first(event.support.anchors):
            words = next(a.exact for a in event.support.anchors if news.fresh(a.article_id))
            said = {"code": event.code, "actors": event.actors, "issue": event.issue, "after": _line(words)}
            yield news.change("act", "new", event.id, event.support.anchors, **said)


def _positions(before: Record, after: Record, news: _News) -> Iterator[Change]:
    """First stances, and stances that turned, with both in their words."""
    actors, issues = _renamings(before.moves, after.moves)
    known: dict[tuple[str, str], Position] = {}
    for position in sorted(before.positions, key=lambda p: (p.since or "", p.id)):
        known[actors.get(position.actor, position.actor), issues.get(position.issue, position.issue)] = position
    for position in after.positions:
        earlier = known.get((position.actor, position.issue))
        said = {
            "what": position.issue,
            "actors": (position.actor,),
            "issue": position.issue,
            "after": _stance(position),
        }
        if earlier is None:
            if news.first(position.support.anchors):
                yield news.change("position", "new", position.id, position.support.anchors, **said)
        elif _turned(earlier, position, news):
            before_it = {"before": _stance(earlier)}
            yield news.change("position", "changed", position.id, position.support.anchors, **said, **before_it)


def _said(position: Position) -> dict[str, Any]:
    actors = (position.actor,)
    return {"code": position.code, "actors": actors, "issue": position.issue, "after": _stance(position)}


def _turned(earlier: Position, position: Position, news: _News) -> bool:
    """Whether a new report has a party hold something else: another kind of stance, other numbers, a red line."""
    if not any(news.fresh(a.article_id) for a in position.support.anchors):
        return False
    if position.red_line and not earlier.red_line:
        return True
    if position.since is None or position.since[: len(news.until)] <= news.until:
        return False
    return _family(position.code) != _family(earlier.code) or _numbers(position.stance) != _numbers(earlier.stance)


def _family(code: str) -> int:
    return next((n for n, family in enumerate(_FAMILIES) if code in family), len(_FAMILIES))


def _numbers(words: str) -> frozenset[str]:
    return frozenset(number.rstrip(".,") for number in _NUMBER.findall(words))


def _stance(position: Position) -> str:
    red = "red line, " if position.red_line else ""
    return f"{red}{position.code.casefold().replace('_', ' ')}: {position.stance}"


def _renamings(before: Iterable[Move], after: Iterable[Move]) -> tuple[dict[str, str], dict[str, str]]:
    """By what ids those are known now who did the same acts before, and by what names the same issues."""
    now = {move.id: move for move in after}
    actors: dict[str, Counter[str]] = defaultdict(Counter)
    issues: dict[str, Counter[str]] = defaultdict(Counter)
    for move in before:
        same = now.get(move.id)
        if same is None:
            continue
        if len(move.actors) == len(same.actors):
            for old, new in zip(move.actors, same.actors, strict=True):
                actors[old][new] += 1
        if move.issue and same.issue:
            issues[move.issue][same.issue] += 1
    return _usual(actors), _usual(issues)


def _usual(votes: Mapping[str, Counter[str]]) -> dict[str, str]:
    """The most frequent name of each; itself among equals."""
    return {old: min(new, key=lambda name: (-new[name], name != old, name)) for old, new in votes.items()}


@dataclass(slots=True)
class _Known:
    """What was known before, found again by the places on which it rests."""

    at: dict[Anchor, list[str]] = field(default_factory=lambda: defaultdict(list))

    def of(self, anchors: Iterable[Anchor]) -> list[str]:
        """The ids of all that rests on any of these places."""
        return list(dict.fromkeys(name for a in anchors for name in self.at.get(a, ())))


def _meetings(before: Sequence[Meeting], after: Sequence[Meeting], news: _News) -> Iterator[Change]:
    """Talks that are newly announced, moved, held or called off."""
    known = _Known()
    for meeting in before:
        for anchor in meeting.evidence:
            known.at[anchor].append(meeting.id)
    earlier = {m.id: m for m in before}
    moved = {note for m in after if m.status != "postponed" for note in m.revisions}
    for meeting in after:
        if meeting.when is None or (meeting.status == "postponed" and moved & set(meeting.revisions)):
            continue  # one that was moved is told of on its new day
        if not any(news.fresh(a.article_id) for a in meeting.evidence):
            continue
        were = [earlier[name] for name in known.of(meeting.evidence)]
        how, of, to = _became(meeting, were)
        if how is not None:
            said = {"what": meeting.forum or "talks", "actors": meeting.parties, "before": of, "after": to}
            yield news.change("meeting", how, meeting.id, meeting.evidence, **said)


def _became(meeting: Meeting, were: Sequence[Meeting]) -> tuple[ChangeHow | None, str, str]:
    """What became of a meeting, from what to what; None where nothing did."""
    when = meeting.when or ""
    notes = [
        n for n in meeting.revisions if n.endswith(f"put off to {when}") and not any(n in w.revisions for w in were)
    ]
    status = max((w.status for w in were), key=_LATER.index, default=None)
    if meeting.status == "announced" and (notes or _dated_anew(meeting, were)):
        old = notes[0][:_DAY] if notes else next(w.when or "" for w in were if w.when != when)
        return "moved", old, when
    if meeting.status == status:
        return None, "", ""
    how: ChangeHow = "moved" if meeting.status == "postponed" else meeting.status
    return how, status or "", f"{when} {meeting.status}"


def _dated_anew(meeting: Meeting, were: Sequence[Meeting]) -> bool:
    """Whether a meeting known to the day before is now on another."""
    days = {w.when for w in were if len(w.when or "") == _DAY}
    return bool(days) and len(meeting.when or "") == _DAY and meeting.when not in days


def _disputes(before: Iterable[Dispute], after: Iterable[Dispute], news: _News) -> Iterator[Change]:
    """Questions that came into dispute, got another answer, or are settled."""
    earlier = {d.id: d for d in before}
    known = _Known()
    for dispute in earlier.values():
        for anchor in _anchors(dispute):
            known.at[anchor].append(dispute.id)
    open_: set[str] = set()
    for dispute in after:
        anchors = _anchors(dispute)
        same = [name for name in known.of(anchors) if earlier[name].kind == dispute.kind]
        open_.update(same)
        were = {value: shown for name in same for value, shown in _values(earlier[name]).items()}
        now = _values(dispute)
        said = {"what": dispute.question, "before": _answers(were), "after": _answers(now)}
        if not same or now.keys() - were.keys():
            yield news.change("dispute", "widened" if same else "opened", dispute.id, anchors, **said)
    for dispute in earlier.values():
        if dispute.id not in open_:
            said = {"what": dispute.question, "before": _answers(_values(dispute)), "after": ""}
            yield news.change("dispute", "settled", dispute.id, _anchors(dispute), **said)


def _anchors(dispute: Dispute) -> list[Anchor]:
    return [anchor for answer in dispute.answers for anchor in answer.support.anchors]


def _values(dispute: Dispute) -> dict[str, str]:
    """The answers of a dispute, each as it is shown: a hedge that comes or goes makes no other answer."""
    plain = {f"{a.value:,.10g}" if isinstance(a.value, float) else str(a.value): a.shown for a in dispute.answers}
    return {value: shown or value for value, shown in plain.items()}


def _answers(values: Mapping[str, str]) -> str:
    return " / ".join(sorted(values.values(), key=lambda v: (len(v), v)))


def _corrections(found: Iterable[Correction], news: _News) -> Iterator[Change]:
    """The errors that were mended since."""
    for c in found:
        if news.fresh(c.article_id):
            yield news.change("correction", "corrected", c.id, [c.notice], before=c.wrong, after=c.right)


def _line(words: str) -> str:
    return " ".join(words.split())
