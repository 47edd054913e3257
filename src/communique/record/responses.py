"""Which event answers which, where that is plain: a refusal, consent, denial or counter-offer by the one addressed.

An answer comes later than what it answers, or behind it in the same report. Both are on one issue, and tied besides:
they have words in common that few others have (two, on an issue that most acts are about), or one stands right behind
the other. An answer that names what it answers ("rejected the offer") needs no issue. Each answers one act at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communique.data import Article, Event
from communique.record.answering import READ, Act, Table
from communique.record.placing import Placed

_ASKED = frozenset({"DEMAND", "REQUEST", "PROPOSE", "OFFER", "INVITE", "ULTIMATUM"})
# No code answers one that, through others, answers it: so answers never go in a circle.
ANSWERS: Mapping[str, frozenset[str]] = {
    "REJECT": _ASKED,
    "ACCEPT": _ASKED | {"MEDIATE"},
    "CONCEDE": frozenset({"DEMAND", "REQUEST", "ULTIMATUM", "THREATEN"}),
    "DENY": frozenset({"ACCUSE", "CRITICISE"}),
    "OFFER": frozenset({"DEMAND", "REQUEST", "PROPOSE"}),
    "SANCTION": frozenset({"ATTACK", "COERCE", "DEPLOY", "REJECT"}),
    "SUPPORT": frozenset({"OFFER", "PROPOSE", "CONCEDE", "DE_ESCALATE", "INVITE", "ACCEPT"}),
}
"""What each code can answer."""
_REPLIES = frozenset({"REJECT", "ACCEPT", "DENY"})  # these are always of something
_TURNED = frozenset({"REJECT", "ACCEPT"})  # of these the reports often tell first
_LOOSE = frozenset({"OFFER", "SUPPORT", "SANCTION"})  # and these more often of nothing that was asked
_NOUNS: Mapping[str, frozenset[str]] = {
    "offer": frozenset({"OFFER", "PROPOSE", "CONCEDE"}),
    "proposal": frozenset({"PROPOSE", "OFFER"}),
    "suggestion": frozenset({"PROPOSE", "OFFER"}),
    "idea": frozenset({"PROPOSE", "OFFER", "DEMAND", "REQUEST"}),
    "terms": frozenset({"PROPOSE", "OFFER", "DEMAND", "ULTIMATUM"}),
    "plan": frozenset({"PROPOSE", "OFFER"}),
    "demand": frozenset({"DEMAND", "REQUEST", "ULTIMATUM"}),
    "request": frozenset({"REQUEST", "DEMAND"}),
    "appeal": frozenset({"REQUEST"}),
    "ultimatum": frozenset({"ULTIMATUM"}),
    "invitation": frozenset({"INVITE"}),
    "accusation": frozenset({"ACCUSE"}),
    "allegation": frozenset({"ACCUSE"}),
    "charge": frozenset({"ACCUSE"}),
    "concession": frozenset({"CONCEDE"}),
    "decision": frozenset({"ACCEPT", "CONCEDE", "DE_ESCALATE"}),
}
_NAMED = re.compile(rf"\b({'|'.join(_NOUNS)})s?\b", re.IGNORECASE)
_BEHIND = 400  # characters between an act and an answer that stands right behind it
_SHARED = 2  # words that tie two acts on an issue that most are about


class Responses:
    """Which event answers which, from one time to the next; only what may have changed is looked at anew."""

    def __init__(self) -> None:
        self._table = Table(ANSWERS)
        self._answers: dict[str, str] = {}

    def of(self, placed: Mapping[str, Placed], articles: Mapping[str, Article]) -> Mapping[str, str]:
        """Event id to the id of the event that it answers; see above."""
        again, gone = self._table.now(placed, articles)
        for name in gone:
            self._answers.pop(name, None)
        ranking = _Ranking(self._table)
        for name in again:
            best = ranking.best(name)
            if best is None:
                self._answers.pop(name, None)
            else:
                self._answers[name] = best.event
        return self._answers


def responses(placed: Iterable[Placed], articles: Mapping[str, Article]) -> Mapping[str, str]:
    """What a look at these events alone finds; see :meth:`Responses.of`."""
    return Responses().of({one.id: one for one in placed}, articles)


class _Rank(NamedTuple):
    """How plainly one act is answered: the last of those that are named, tied closest, and latest."""

    named: bool
    tied: int
    day: str
    event: str


class _Ranking:
    """Weighs what an act may answer."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def best(self, name: str) -> _Rank | None:
        """What an act answers most plainly."""
        acts = self._table.acts
        act = acts[name]
        called, wanted = _called(act), ANSWERS[act.event.code]
        others = (acts[other] for other in self._table.candidates(act) if acts[other].event.code in wanted)
        ranks = (self.rank(act, other, named=other.event.code in called) for other in others)
        return max((rank for rank in ranks if rank), default=None)

    def rank(self, act: Act, before: Act, *, named: bool) -> _Rank | None:
        """How plainly an act answers the one ``before``, perhaps ``named`` in its words; None where it does not."""
        event, other = act.event, before.event
        if not set(event.actors).isdisjoint(other.actors) or not _addressed(event, other):
            return None
        behind = _behind(act, before)
        near = behind is not None and 0 <= behind <= _BEHIND
        shared = self._table.shared(act, before)
        if not _later(act, before, behind, turned=named or (shared >= _SHARED and event.code in _TURNED)):
            return None
        one = event.issue is not None and event.issue == other.issue
        telling = event.code == "DENY" or not (self._table.central(act) or event.code in _LOOSE)
        tied = near or shared >= (1 if telling else _SHARED)
        called = event.code in _REPLIES and bool(set(other.recipients) & set(event.actors))
        bare = event.issue is None and (named or (near and called))
        if not (one and tied) and not bare and not (named and (near or one or shared >= _SHARED)):
            return None
        return _Rank(named, min(shared, _SHARED) + near + one, before.day, other.id)


def _addressed(event: Event, other: Event) -> bool:
    to, by = set(other.recipients) & set(event.actors), set(event.recipients) & set(other.actors)
    return bool(to or by)


def _behind(act: Act, before: Act) -> int | None:
    """How many characters the answer stands behind the act in a report of both; negative where before it."""
    ours = {m.article_id: m.trigger.start for m in reversed(act.moves)}
    gaps = [ours[m.article_id] - m.trigger.end for m in before.moves if m.article_id in ours]
    return min(gaps, key=lambda gap: (gap < 0, abs(gap)), default=None)


def _later(act: Act, before: Act, behind: int | None, *, turned: bool) -> bool:
    """Whether an answer comes after the act; of one day, behind it where a report has both.

    Reports often begin with the answer: one that is ``turned`` to the act by its words may stand before it.
    """
    day, earlier = act.day, before.day
    if day[: len(earlier)] == earlier[: len(day)]:
        return behind is None or behind >= 0 or turned
    return earlier < day


def _called(act: Act) -> frozenset[str]:
    """The codes of which the words of an act name an act by its kind."""
    words = (noun for move in act.moves[:READ] for noun in _NAMED.findall(move.evidence[0].exact[:500]))
    return frozenset(code for noun in words for code in _NOUNS[noun.casefold()])
