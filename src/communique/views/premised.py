"""What a conflict model is made of, as objects: each element with what it rests on and what a person decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.conflict.formulas import NAME, RANKS
from communique.conflict.gating import added_option, added_preference
from communique.data import (
    Judgement,
    Premise,
    Proposal,
    ProposedExclusion,
    ProposedOption,
    ProposedParty,
    ProposedPreference,
    Support,
)
from communique.record import in_force, touching
from communique.snapshot import Snapshot
from communique.views.places import place

Object = dict[str, Any]
TIERS = ("red lines", "called essential", "demands, refusals, threats", "offers", "only inferred")
_WORDS = {"NOT": "not", "AND": "and", "OR": "or", "IF": "if", "IFF": "if and only if"}


class Told:
    """A proposal told: names for ids, and for each element the decision about it that stands."""

    def __init__(self, now: Snapshot, made: Proposal, given: Sequence[Judgement]) -> None:
        self.now, self.made = now, made
        self.names = {**now.names, **{party.actor: party.name for party in made.parties}}
        self.ids = {option.name: option.id for option in made.options}
        self._given = given
        self._judged = {judgement.about for judgement in given}
        self._standing = {_about(j): j for j in in_force(given)}

    def objects(self) -> Object:
        """Parties, options, preferences by decision maker and tier, exclusions; what is parked apart."""
        made = self.made
        return {
            "parties": [self.party(one) for one in sorted(made.parties, key=lambda p: (not p.maker, p.name))],
            "options": [self.option(one, at) for at, one in enumerate(self.live, 1)],
            "preferences": [self.preference(one) for one in made.preferences if not one.parked],
            "exclusions": [self.exclusion(one) for one in made.exclusions if not one.parked],
            "parked": [self.parked(one) for part in (made.options, made.preferences) for one in part if one.parked]
            + [self.parked(one) for one in made.exclusions if one.parked],
        }

    @property
    def live(self) -> list[ProposedOption]:
        """The options of the model in the order of the letters of its states."""
        owners = [party.actor for party in self.made.parties if party.maker]
        found = [option for option in self.made.options if not option.parked]
        return sorted(found, key=lambda option: owners.index(option.owner) if option.owner in owners else len(owners))

    def party(self, one: ProposedParty) -> Object:
        """One side: a decision maker or context, and why."""
        facts = {"name": one.name, "maker": one.maker, "reason": one.reason}
        return self._element("party", one) | facts | self._rests(one.support, one.moves)

    def option(self, one: ProposedOption, number: int) -> Object:
        """One option: whose it is, whether it is done now, and the letter of a state that stands for it."""
        return (
            self._element("option", one)
            | {
                "number": number,
                "name": one.name,
                "text": one.text,
                "owner": one.owner,
                "owner_name": self.names.get(one.owner, one.owner),
                "issue": one.issue,
                "present": one.present,
                "disputed": one.disputed,
                "irreversible": one.irreversible,
                "quote": one.quote,
            }
            | self._rests(one.support, one.moves, one.quote)
        )

    def preference(self, one: ProposedPreference) -> Object:
        """One statement of what somebody would rather see."""
        return (
            self._element("preference", one)
            | {
                "maker": one.maker,
                "maker_name": self.names.get(one.maker, one.maker),
                "statement": one.statement,
                "pieces": self.pieces(one.statement),
                "tier": one.tier,
                "tier_name": TIERS[one.tier] if one.tier < len(TIERS) else f"tier {one.tier}",
                "basis": one.basis,
                "credibility": one.credibility,
                "quote": one.quote,
            }
            | self._rests(one.support, one.moves, one.quote)
        )

    def exclusion(self, one: ProposedExclusion) -> Object:
        """What cannot be by definition."""
        facts = {"statement": one.statement, "pieces": self.pieces(one.statement), "reason": one.reason}
        return self._element("exclusion", one) | facts

    def parked(self, one: ProposedOption | ProposedPreference | ProposedExclusion) -> Object:
        """What is left out, and why."""
        if isinstance(one, ProposedOption):
            told = self._element("option", one) | {"what": one.name, "text": one.text}
        elif isinstance(one, ProposedPreference):
            whose = self.names.get(one.maker, one.maker)
            told = self._element("preference", one) | {"what": f"{whose}: {one.statement}", "text": one.quote}
        else:
            told = self._element("exclusion", one) | {"what": one.statement, "text": one.reason}
        return told | {"why": one.parked}

    def pieces(self, statement: str) -> list[Object]:
        """A statement as words and the options that it names."""
        found: list[Object] = []
        last = 0
        for word in NAME.finditer(statement):
            found += _plain(statement[last : word.start()])
            last = word.end()
            name = word[0]
            if name in RANKS:
                found.append({"word": _WORDS.get(name, name.casefold())})
            else:
                found.append({"option": self.ids.get(name), "name": name})
        return found + _plain(statement[last:])

    def _element(self, kind: str, one: Premise) -> Object:
        decided = self._standing.get(one.id)
        bearing = touching(self._given, [one.id]) if one.id in self._judged else []
        return {
            "id": one.id,
            "kind": kind,
            "gate": one.gate,
            "seen": bearing[-1].id if bearing else "",
            "decided": None
            if decided is None
            else {"id": decided.id, "by": decided.by, "at": decided.at, "verdict": decided.verdict, "why": decided.why},
        }

    def _rests(self, support: Support, moves: Iterable[str], quote: str = "") -> Object:
        """What an element rests on, the words that say it best first."""
        return {
            "moves": list(moves),
            "voices": support.voices,
            "reports": support.reports,
            "evidence": [
                place(anchor, self.now)
                for anchor in sorted(support.anchors, key=lambda anchor: not quote or quote not in anchor.exact)
            ],
        }


def _about(judgement: Judgement) -> str:
    """The id of the element that a judgement is about; of what a person added, the id that it was given."""
    changes: Mapping[str, str] = judgement.changes
    if judgement.verdict == "add" and judgement.kind == "option":
        return added_option(judgement.about, changes).id
    if judgement.verdict == "add" and judgement.kind == "preference":
        return added_preference(judgement.about, changes).id
    return judgement.about


def _plain(words: str) -> list[Object]:
    return [{"word": words.strip()}] if words.strip() else []
