"""From a record to a proposed model, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.conflict.acts import Sources, acts
from communique.conflict.claims import claims
from communique.conflict.gating import gated
from communique.conflict.parties import Standing, standings
from communique.conflict.proposing import proposed
from communique.conflict.sides import Naming, Sides
from communique.conflict.slots import Table
from communique.data import Actor, Article, Judgement, Lineage, Proposal, Record, digest

_FEWEST = 2  # decision makers that make a conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """At most how many options a proposed model has; the rest are parked."""

    options: int = 12  # the most that an analyst can keep in view, and solved in well under a second


def derive(
    record: Record,
    actors: Iterable[Actor],
    *,
    articles: Iterable[Article],
    lineages: Iterable[Lineage],
    garbled: Iterable[str],
    judgements: Iterable[Judgement],
    as_of: str | None,
    name: str,
    options: Derivation,
) -> Proposal:
    """The conflict model that a record suggests (see :func:`communique.conflict.model`)."""
    sides, sources = Sides(actors), Sources(articles, lineages, garbled)
    decided = tuple(judgements)
    heard = acts(record, sides, sources, as_of)
    stands = _judged(standings(heard, sources), decided)
    while True:
        makers = sorted(side for side, standing in stands.items() if standing.maker)
        mediators = {act.by for act in heard if act.kind == "mediation"} - set(makers)
        table = Table(heard, makers, mediators, Naming(sides, makers), sources, {j.about for j in decided})
        told = {**stands, **_stood_for(stands, table.stand_ins, sides)}
        found = proposed(table, claims(table), told, sides, sources, name, as_of)
        made = gated(found, decided, sides, options.options)
        idle = {party.actor: party.reason for party in made.parties if party.actor in makers and not party.maker}
        if not idle or len(makers) - len(idle) < _FEWEST:
            return made
        stands |= {side: stands[side]._replace(maker=False, reason=reason) for side, reason in idle.items()}


def _judged(found: Mapping[str, Standing], judgements: Iterable[Judgement]) -> dict[str, Standing]:
    """The standings with the sides that a person made parties, or context."""
    said = {j.about: j.verdict != "reject" for j in judgements if j.verdict in ("accept", "reject", "edit")}
    return {
        side: standing._replace(maker=said.get(digest("party", side), standing.maker))
        for side, standing in found.items()
    }


def _stood_for(stands: Mapping[str, Standing], stand_ins: Mapping[str, str], sides: Sides) -> dict[str, Standing]:
    """The sides for which a party stands in, and which."""
    return {
        side: stands[side]._replace(
            reason=f"{stands[side].reason}; what is asked of it is taken as asked of {sides.name(maker)} too"
        )
        for side, maker in stand_ins.items()
        if side in stands
    }
