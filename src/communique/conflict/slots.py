"""What is on the table: who is asked to do what, who says that it will, and who acts or threatens to.

A slot is a possible option: what one side could do on one issue. It either *gives* way (does what is asked of it or
what it offers) or *presses* (acts against others, or threatens to). Where a side presses on an issue, what is asked of
it there is that it stop, so that both are one slot.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from communique.conflict.acts import TALKS, Act, Sources, after
from communique.conflict.sides import Naming
from communique.conflict.topics import topic
from communique.data import digest

# A condition whose subject is a pronoun: it is the one addressed.
_PRONOUN = re.compile(r"\W*(?:only\s+)?\w+(?:\s+that)?\s+(?:it|they|he|she|you)\b", re.I)
_NOT = re.compile(
    r"^\W*(?:[^\s.;]+\s+){0,5}?(?:not|never|refrain\w*|abstain\w*)\b", re.I
)  # what is asked is an omission
_LINES = 400  # characters between two acts that belong together
_THREAT = re.compile(r"\b(?:threat|ultimatum)", re.I)  # a condition that is about what somebody threatens
Place = tuple[str, str]
"""A side and an issue."""


class Slot(NamedTuple):
    """What one side could do on one issue: ``act`` is "give" or "press"."""

    owner: str
    issue: str
    act: Literal["give", "press"]

    @property
    def id(self) -> str:
        """The id of the option that this slot may become."""
        return digest("option", self.owner, self.issue, self.act)


class Term(NamedTuple):
    """That a slot is done, or left."""

    slot: Slot
    done: bool

    @property
    def turned(self) -> Term:
        """The opposite."""
        return Term(self.slot, not self.done)


class Table:
    """The acts of the ``makers``, by what they are about; only acts that can be built on.

    What is asked of a side around them that is always asked together with one maker is asked of that maker; but not
    what is asked of ``mediators``. ``judged`` are the ids of options that a person judged: those stay what they are.
    """

    def __init__(
        self,
        acts: Iterable[Act],
        makers: Sequence[str],
        mediators: Iterable[str],
        naming: Naming,
        sources: Sources,
        judged: Container[str] = (),
    ) -> None:
        self.makers = tuple(makers)
        self._judged = judged
        self.naming = naming
        self.sources = sources
        self.acts = [act for act in acts if act.by in set(makers)]
        self._stand_ins = self._standing_in(set(mediators))
        self.own: dict[Place, list[Act]] = defaultdict(list)
        self.pressed: dict[Place, list[Act]] = defaultdict(list)
        self.asks: dict[Place, list[Act]] = defaultdict(list)
        self._asked: dict[tuple[str, Place], list[Act]] = defaultdict(list)
        self.doubtful: dict[Place, list[Act]] = defaultdict(list)
        self.joint: list[tuple[Act, str]] = []
        self.threats: dict[Place, list[Act]] = defaultdict(list)
        self.firm: dict[Place, list[Act]] = defaultdict(list)
        self.met: dict[str, list[Act]] = defaultdict(list)
        self._named: set[Place] = set()
        self._reported: dict[tuple[str, str], list[tuple[Place, Act]]] = defaultdict(list)
        self._opposed: dict[Place, dict[str, bool]] = {}
        self.aims: dict[Act, Place] = {}
        for act in self.acts:
            self._seat(act)
        for act in self.acts:
            self._ask(act)
        self._sift()
        self._aim()
        self._join_threats()

    def giving(self, place: Place) -> Term:
        """That a side gives way on an issue."""
        return Term(Slot(*place, "press"), False) if self.presses(place) else Term(Slot(*place, "give"), True)

    def pressing(self, place: Place) -> Term:
        """That a side acts against others on an issue."""
        return Term(Slot(*place, "press"), True)

    def presses(self, place: Place) -> bool:
        """Whether on this issue giving way means to stop."""
        if Slot(*place, "give").id in self._judged:
            return False
        if any(self.sources.sure(act.moves) for act in self.pressed.get(place, ())):
            return True
        stands = any(act.kind != "denial" for act in self.own.get(place, ()))
        return (place in self.threats or place in self._named) and not stands

    def wanted(self, maker: str, place: Place) -> Term:
        """What a maker asks of a side on an issue: that it give way, or what the others ask it not to do."""
        term = self.giving(place)
        if place not in self._opposed:
            self._opposed[place] = self._against(place)
        return term.turned if self._opposed[place].get(maker, False) else term

    def _against(self, place: Place) -> dict[str, bool]:
        """Whether each maker that asks something of a side on an issue asks the opposite of what most reports ask."""
        asks = [act for act in self.asks.get(place, ()) if act.kind == "ask"]
        negated = {act.by: bool(_NOT.search(_behind(act))) for act in reversed(asks)}
        if len(set(negated.values())) < 2:
            return {}
        heard = {
            told: self.sources.support(m for a in asks if negated[a.by] == told for m in a.moves).voices
            for told in (False, True)
        }
        usual = heard[True] > heard[False]
        return {maker: told != usual for maker, told in negated.items()}

    def asked_by(self, maker: str, place: Place) -> list[Act]:
        """What a maker asks of a side on an issue."""
        return self._asked.get((maker, place), [])

    def others(self, act: Act) -> set[str]:
        """All makers but the one who acts."""
        return set(self.makers) - {act.by}

    def means(self, act: Act, side: str) -> bool:
        """Whether an act is aimed at a side, or names it."""
        return side in act.to or any(side == named for _, named in self.naming.found(_behind(act)))

    def addressed(self, act: Act) -> list[str]:
        """The makers that an act is aimed at: those named, those that stand in for them, or the only other one."""
        others = self.others(act)
        to = (act.to & others) or {self._stand_ins.get(side, "") for side in act.to} & others
        if to or act.to:
            return sorted(to)
        return sorted(others) if len(others) == 1 else []

    def _seat(self, act: Act) -> None:
        place = (act.by, act.issue or "")
        if act.issue == TALKS and act.kind not in ("pressing", "threat", "meeting"):
            return  # that there are talks is no end in itself; that somebody leaves them is
        if act.kind in ("refusal", "offer", "giving", "denial") and act.issue:
            self.own[place].append(act)
        elif act.kind == "position" and (act.red or act.essential):
            self.firm[place].append(act)
        elif act.kind == "pressing" and act.issue:
            self.pressed[place].append(act)
        elif act.kind == "meeting":
            self.met[act.by].append(act)
        elif act.kind == "threat":
            self.threats[act.by, self._threatened(act)].append(act)

    def _threatened(self, act: Act) -> str:
        """What a threatened act is about; empty where only its condition is told."""
        tied = [move for move in act.moves if move.condition]
        if not tied or not act.issue or all(topic(move.condition or "") != act.issue for move in tied):
            return act.issue or ""
        words = (" ".join(a.exact for a in move.evidence).replace(move.condition or "", " ") for move in tied)
        return act.issue if all(topic(text) == act.issue for text in words) else ""

    def _ask(self, act: Act) -> None:
        if not act.issue or act.issue == TALKS:
            return
        if act.kind == "ask":
            for side in self._performers(act, act.issue):
                self._put((side, act.issue), act)
        elif act.kind == "proposal":
            self._propose(act, act.issue)

    def _put(self, place: Place, act: Act) -> None:
        self.asks[place].append(act)
        self._asked[act.by, place].append(act)

    def _sift(self) -> None:
        """Only what is surely asked can be what a threat or an offer is about; the rest is kept apart."""
        for (maker, place), asks in list(self._asked.items()):
            if not self.sources.sure(move for act in asks for move in act.moves):
                self.doubtful[place] += self._asked.pop((maker, place))
                self.asks[place] = [act for act in self.asks[place] if act.by != maker]

    def _propose(self, act: Act, issue: str) -> None:
        """A proposal is for whoever its words name; where they name nobody or both, it is for both sides alike."""
        named = {side for _, side in self.naming.found(_behind(act))}
        if named == {act.by}:
            self.own[act.by, issue].append(act)
            return
        both = act.by in named or not named
        for side in sorted(named - {act.by}) or self.addressed(act):
            self._put((side, issue), act)
            if both:
                self.joint.append((act, side))

    def _performers(self, act: Act, issue: str) -> list[str]:
        """Who would do what is asked."""
        found = self.addressed(act)
        if found and act.to:
            return found
        others = self.others(act)
        named = {side for _, side in self.naming.found(_behind(act))} & others
        if len(named) == 1:
            return sorted(named)
        if act.to:
            return []
        answering = {side for side in others if (side, issue) in self.own}
        return sorted(answering) if len(answering) == 1 else found

    def _standing_in(self, mediators: set[str]) -> Mapping[str, str]:
        """Sides around the makers, each with the maker together with which it is asked and threatened."""
        beside: dict[str, Counter[str]] = defaultdict(Counter)
        for act in self.acts:
            together = act.to & set(self.makers)
            for side in act.to - set(self.makers) - mediators:
                beside[side].update(together)
        return {side: row.most_common(1)[0][0] for side, row in beside.items() if len(row) == 1}

    def _aim(self) -> None:
        """What each condition is about: who would have to do something, on which issue."""
        for asked, asks in self.asks.items():
            for act in asks:
                for report in {move.article_id for move in act.moves}:
                    self._reported[act.by, report].append((asked, act))
        for act in self.acts:
            if act.kind not in ("offer", "threat", "giving") or not (act.condition or act.kind == "threat"):
                continue
            place = self._aimed(act)
            if place is None:
                continue
            self.aims[act] = place
            if act.kind == "threat" and not self.asked_by(act.by, place):
                self._named.add(place)
            elif act.kind != "threat" and not self.asked_by(act.by, place):
                self._put(place, act)

    def _aimed(self, act: Act) -> Place | None:
        named = [side for _, side in self.naming.found(act.condition) if side != act.by]
        addressed = self.addressed(act)
        if _PRONOUN.match(act.condition) and len(addressed) == 1:
            side = addressed[0]
        elif named:
            side = named[0]
        elif len(addressed) == 1:
            side = addressed[0]
        else:
            return None
        if not act.condition:
            return self._demanded(act, side)
        threatened = sorted(place for place in self.threats if place[0] == side)
        if threatened and _THREAT.search(act.condition):
            return max(threatened, key=self._heard)
        issue = topic(act.condition) or (act.issue if act.kind != "threat" else None)
        return (side, issue) if issue else self._demanded(act, side)

    def _heard(self, place: Place) -> int:
        """How many independent reports have the threat of a side on an issue."""
        return self.sources.support(move for act in self.threats[place] for move in act.moves).voices

    def _demanded(self, act: Act, side: str) -> Place | None:
        """What whoever acts asks of a side on the same issue, or in the words around it."""
        same = (side, act.issue or "")
        if self.asked_by(act.by, same):
            return same
        near = {place for place, ask in self._around(act) if place[0] == side and _near(act, ask)}
        return next(iter(near)) if len(near) == 1 else None

    def _around(self, act: Act) -> Iterator[tuple[Place, Act]]:
        """What the same maker asks in the reports of an act."""
        for report in sorted({move.article_id for move in act.moves}):
            yield from self._reported[act.by, report]

    def _join_threats(self) -> None:
        """What is threatened without saying what is one with the only threat for the same case that says it."""
        for maker in self.makers:
            told = [place for place in self.threats if place[0] == maker and place[1]]
            for act in self.threats.pop((maker, ""), []):
                aim = self.aims.get(act)
                like = [place for place in told if aim is None or aim in map(self.aims.get, self.threats[place])]
                home = like[0] if len(like) == 1 else (maker, "")
                self.threats[home].append(act)


def _behind(act: Act) -> str:
    """The words of an act that stand behind the word that gave it away."""
    return after(act.moves[0])


def _near(one: Act, other: Act) -> bool:
    """Whether a report tells of two acts within a few lines."""
    return any(
        a.article_id == b.article_id and abs(a.trigger.start - b.trigger.start) <= _LINES
        for a in one.moves
        for b in other.moves
    )
