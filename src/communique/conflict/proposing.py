"""From claims to a proposal: options, preferences and parties with what they rest on, and what is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.conflict.acts import TALKS, Act, Sources, gist, quote
from communique.conflict.claims import WEAK, Claim
from communique.conflict.naming import called, unique
from communique.conflict.parties import Standing
from communique.conflict.sides import Sides
from communique.conflict.slots import Slot, Table, Term
from communique.data import Move, Proposal, ProposedOption, ProposedParty, ProposedPreference, digest

_ALONE = "nobody else is reported to ask for it or to mind it"


def proposed(
    table: Table,
    claims: Sequence[Claim],
    standings: Mapping[str, Standing],
    sides: Sides,
    sources: Sources,
    name: str,
    as_of: str | None,
) -> Proposal:
    """Everything that the record suggests; what is weak, or concerns nobody else, is parked with the reason."""
    options = _options(table, claims, sides, sources)
    names = {option.id: option.name for option in options}
    preferences = tuple(_preference(claim, names, sources) for claim in claims)
    said = {option for wish in preferences if wish.basis != "inferred" and not wish.parked for option in wish.options}
    options = tuple(
        option if option.parked or option.id in said or option.present == "yes" else replace(option, parked=WEAK)
        for option in options
    )
    return Proposal(
        name=name,
        parties=tuple(_party(side, standings[side], sides, sources) for side in sorted(standings, key=sides.name)),
        options=options,
        preferences=preferences,
        as_of=as_of,
    )


def worded(what: str, done: bool, when: tuple[str, bool] | None, both: bool) -> str:
    """A statement from its parts."""
    statement = what if done else f"NOT {what}"
    if when is None:
        return statement
    return f"{statement} {'IFF' if both else 'IF'} {when[0] if when[1] else f'NOT {when[0]}'}"


def _party(side: str, standing: Standing, sides: Sides, sources: Sources) -> ProposedParty:
    moves = standing.moves
    return ProposedParty(
        id=digest("party", side),
        name=sides.name(side),
        actor=side,
        maker=standing.maker,
        reason=standing.reason,
        gate="proposed",
        moves=_ids(moves),
        support=sources.support(moves),
    )


def _options(table: Table, claims: Sequence[Claim], sides: Sides, sources: Sources) -> tuple[ProposedOption, ...]:
    about: dict[Slot, list[Claim]] = defaultdict(list)
    for claim in claims:
        for term in (claim.what, claim.when):
            if term is not None:
                about[term.slot].append(claim)
    made = {slot: _option(slot, rows, table, sides, sources) for slot, rows in about.items()}
    names = unique({option.id: option.name for option in made.values()})
    order = sorted(made, key=lambda slot: (sides.name(slot.owner), slot.issue, slot.act, slot.owner))
    return tuple(replace(made[slot], name=names[made[slot].id]) for slot in order)


def _option(slot: Slot, claims: Sequence[Claim], table: Table, sides: Sides, sources: Sources) -> ProposedOption:
    place = slot.owner, slot.issue
    deeds = [act for act in table.pressed.get(place, ()) if sources.sure(act.moves)] if slot.act == "press" else []
    stated = [claim for claim in claims if claim.basis != "inferred"]
    acts = list(dict.fromkeys((*deeds, *(act for claim in stated or claims for act in claim.acts))))
    moves = _moves(acts)
    telling = _telling(slot, acts)
    askers = {sides.name(act.by) for act in table.asks.get(place, ()) if act.by != slot.owner}
    given = called(slot, sides.name(slot.owner), askers, max(deeds, key=_latest).code if deeds else "")
    present, disputed = _present(slot, table)
    told = (gist(act.moves, sources.garbled) for act in _heard(telling, sources) if act.kind == "ask" or act in deeds)
    core = next(filter(None, told), "")
    concerned = any(claim.maker != slot.owner for claim in claims)
    return ProposedOption(
        id=slot.id,
        name=given.name,
        text=f"{given.text}: “{core}”" if core else given.text,
        owner=slot.owner,
        issue=slot.issue,
        act=slot.act,
        gate="proposed",
        present="yes" if present else "no",
        disputed=disputed,
        parked=WEAK if not sources.sure(moves) else "" if concerned else _ALONE,
        quote=_quote(telling or acts, sources),
        moves=_ids(moves),
        support=sources.support(moves),
    )


def _telling(slot: Slot, acts: Iterable[Act]) -> list[Act]:
    """The acts that say what the option is: the demand of others, or the deed or threat itself."""
    kinds = ("ask", "proposal", "offer") if slot.act == "give" else ("pressing", "threat")
    return [act for act in acts if act.kind in kinds and (act.by != slot.owner) == (act.kind == "ask")]


def _heard(acts: Iterable[Act], sources: Sources) -> list[Act]:
    """Acts, those first that most independent reports have; copies change nothing."""

    def rank(act: Act) -> tuple[int, str, str, str]:
        words = quote(act.moves, sources.garbled)  # the same in every copy, which an id is not
        return -sources.support(act.moves).voices, act.day, words, act.code

    return sorted(acts, key=rank)


def _quote(acts: Iterable[Act], sources: Sources) -> str:
    """The words of the act that most reports have, and of others only where these say little."""
    ranked = _heard(acts, sources)
    most = sources.support(ranked[0].moves).voices if ranked else 0
    first = [act for act in ranked if sources.support(act.moves).voices == most]
    return quote(_moves(first), sources.garbled)


def _present(slot: Slot, table: Table) -> tuple[bool, bool]:
    """Whether it is done now, from the latest deed or denial, and whether reports differ on that."""
    place = slot.owner, slot.issue
    own = table.own.get(place, ())
    deeds = table.pressed.get(place, ())
    if slot.act == "give":
        done, left = (
            [act for act in own if act.kind == "giving"],
            [act for act in own if act.kind in ("refusal", "denial")],
        )
        left += [act for act in deeds if act.code == "SUSPEND_TALKS"]
    else:
        done = [act for act in deeds if table.sources.sure(act.moves)]
        left = [act for act in own if act.kind in ("giving", "denial")]
        left += table.met.get(slot.owner, []) if slot.issue == TALKS else []
    if not done:
        return False, False
    denied = [act for act in left if act.kind == "denial"]
    alleged = not any(act.own for act in done)
    if alleged and denied:
        return False, True
    last = max(done, key=_latest)
    stopped = [act for act in left if act.kind != "denial" or alleged]
    return all(act.day < last.day or (act.day == last.day and act.kind == "meeting") for act in stopped), bool(denied)


def _latest(act: Act) -> tuple[str, str]:
    return act.day, act.code


def _preference(claim: Claim, names: Mapping[str, str], sources: Sources) -> ProposedPreference:
    moves = _moves(claim.acts)
    terms = [term for term in (claim.what, claim.when) if term is not None]
    when = None if claim.when is None else (names[claim.when.slot.id], claim.when.done)
    return ProposedPreference(
        id=digest("preference", claim.maker, *_meant(claim.what), *_meant(claim.when), claim.both),
        maker=claim.maker,
        statement=worded(names[claim.what.slot.id], claim.what.done, when, claim.both),
        tier=claim.tier,
        basis=claim.basis,
        credibility="unknown" if claim.basis == "threat" or claim.doubted else "credible",
        gate="proposed",
        options=tuple(dict.fromkeys(term.slot.id for term in terms)),
        parked=claim.parked,
        quote=_quote(claim.acts, sources),
        moves=_ids(moves),
        support=sources.support(moves),
    )


def _meant(term: Term | None) -> tuple[str | bool | None, ...]:
    return (None,) if term is None else (term.slot.id, term.done)


def _moves(acts: Iterable[Act]) -> list[Move]:
    return list(dict.fromkeys(move for act in acts for move in act.moves))


def _ids(moves: Iterable[Move]) -> tuple[str, ...]:
    return tuple(sorted({move.id for move in moves}))
