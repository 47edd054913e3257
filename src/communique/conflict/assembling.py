"""From a proposal to a conflict that can be solved, and what to say of it before its equilibria are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.data import (
    Basis,
    Conflict,
    Credibility,
    DecisionMaker,
    Option,
    Preference,
    PreferenceKind,
    Proposal,
    ProposedParty,
    ProposedPreference,
)
from communique.errors import BadConflict

_KINDS: Mapping[Basis, PreferenceKind] = {
    "red line": "red line",
    "essential demand": "demand",
    "demand": "demand",
    "rejection": "demand",
    "offer": "offer",
    "threat": "threat",
    "inferred": "inferred",
}


def assembled(proposal: Proposal) -> Conflict:
    """The conflict of all that is in the model; BadConflict where there are not two decision makers."""
    makers = [party for party in proposal.parties if party.maker]
    if len(makers) < 2:
        raise BadConflict(_too_few(proposal, makers))
    owned = [(party, [o for o in proposal.options if o.owner == party.actor and not o.parked]) for party in makers]
    return Conflict(
        name=proposal.name,
        makers=tuple(
            DecisionMaker(
                name=party.name,
                options=tuple(
                    Option(name=o.name, text=o.text, irreversible=o.irreversible, moves=o.moves) for o in options
                ),
                preferences=tuple(_preference(p) for p in proposal.preferences if _counts(p, party)),
            )
            for party, options in owned
        ),
        infeasible=tuple(one.statement for one in proposal.exclusions if not one.parked),
        status_quo="".join("Y" if o.present == "yes" else "N" for _, options in owned for o in options),
    )


def banner(proposal: Proposal) -> str:
    """How much of the model no person has confirmed, in one sentence."""
    total, open_ = len(proposal.elements), proposal.unconfirmed
    if not total:
        return "Nothing in the record makes a model."
    if not open_:
        return f"All {total} elements of this model were confirmed by a person."
    return (
        f"UNCONFIRMED: no person has confirmed {open_} of the {total} elements of this model;"
        " the machine read them from the reports."
    )


def toggled(proposal: Proposal, beliefs: Mapping[str, Credibility]) -> Proposal:
    """The proposal with what is believed of some threats: by the id of the preference or the name of its option.

    BadConflict where there is no such threat.
    """
    names = {option.id: option.name for option in proposal.options}
    threats = {
        word: wish.id
        for wish in proposal.preferences
        if wish.basis == "threat" and not wish.parked
        for word in (wish.id, names.get(wish.options[0], "") if wish.options else "")
    }
    unknown = next((word for word in beliefs if word not in threats), None)
    if unknown is not None:
        told = ", ".join(sorted(word for word in threats if word in names.values())) or "there are none"
        raise BadConflict(f"“{unknown}” is no threat in this model: {told}")
    meant = {threats[word]: belief for word, belief in beliefs.items()}
    return replace(
        proposal,
        preferences=tuple(
            replace(wish, credibility=meant.get(wish.id, wish.credibility)) for wish in proposal.preferences
        ),
    )


def _counts(wish: ProposedPreference, party: ProposedParty) -> bool:
    return wish.maker == party.actor and not wish.parked


def _preference(wish: ProposedPreference) -> Preference:
    return Preference(
        statement=wish.statement,
        tier=wish.tier,
        quote=wish.quote,
        moves=wish.moves,
        kind=_KINDS[wish.basis],
        credibility=wish.credibility,
    )


def _too_few(proposal: Proposal, makers: list[ProposedParty]) -> str:
    if not proposal.parties:
        return "no party is in the record: nobody is reported to demand, offer, refuse or threaten anything"
    if not makers:
        return "no party in the record has an option of its own that concerns another: there is no conflict to model"
    return f"{makers[0].name} is the only decision maker in the record: a conflict has at least two"
