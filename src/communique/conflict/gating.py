"""The gates: what people decided about a proposed model, and what is left out of it for that or another reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from communique.conflict.formulas import NAME, RANKS
from communique.conflict.sides import Sides
from communique.data import (
    Judgement,
    Proposal,
    ProposedExclusion,
    ProposedOption,
    ProposedParty,
    ProposedPreference,
    Support,
    digest,
)

_NOTHING = Support(anchors=(), voices=0, reports=0)
_LOOSE = 4  # the tier of what is only inferred
_VAGUE = 3  # a threat without a condition says little
_DEED = 2  # what a side does matters to it like what it demands
Element = TypeVar("Element", ProposedOption, ProposedPreference, ProposedExclusion)


def gated(proposal: Proposal, judgements: Sequence[Judgement], sides: Sides, most: int) -> Proposal:
    """The proposal as people judged it, with at most so many options of the machine's choosing."""
    about = {j.about: j for j in judgements if j.verdict in ("accept", "reject", "edit")}
    parties = tuple(_party(party, about.get(party.id)) for party in proposal.parties)
    makers = {party.actor for party in parties if party.maker}
    owned = [_owned(option, makers, sides) for option in proposal.options]
    proposal = replace(proposal, options=_limited(owned, proposal.preferences, makers, most))
    proposal = _merged(proposal, judgements)
    options = [_decided(option, about.get(option.id)) for option in (*proposal.options, *_added_options(judgements))]
    names = _names(proposal.options, options)
    wishes = (*proposal.preferences, *_added_preferences(judgements))
    preferences = [_decided(wish, about.get(wish.id)) for wish in wishes]
    said = [_respoken(wish, names, options) for wish in preferences]
    owners = {option.owner for option in options if not option.parked}
    standing = makers & owners | {party.actor for party in parties if party.maker and party.gate != "proposed"}
    exclusions = [_decided(one, about.get(one.id)) for one in (*proposal.exclusions, *_added_exclusions(judgements))]
    return replace(
        proposal,
        parties=tuple(_without_options(party, standing) for party in parties),
        options=tuple(options),
        preferences=tuple(sorted((_held(wish, options, standing) for wish in said), key=_place)),
        exclusions=tuple(replace(one, statement=_reworded(one.statement, names)) for one in exclusions),
    )


def _merged(proposal: Proposal, judgements: Sequence[Judgement]) -> Proposal:
    """The proposal with options that are one put together: what was said of the one is said of the other."""
    options = {option.id: option for option in proposal.options}
    preferences = list(proposal.preferences)
    for judgement in judgements:
        one, other = options.get(judgement.about), options.get(judgement.changes.get("with", ""))
        if (judgement.verdict, judgement.kind) != ("merge", "option") or one is None or other is None or one == other:
            continue
        options[one.id] = replace(one, gate="parked", parked=f"one with {other.name}")
        moves = tuple(sorted({*one.moves, *other.moves}))
        options[other.id] = replace(other, moves=moves, support=_both(one.support, other.support))
        preferences = [replace(p, statement=_reworded(p.statement, {one.name: other.name})) for p in preferences]
    once = {(p.maker, p.statement): p for p in sorted(preferences, key=lambda p: (not p.parked, -p.tier, p.id))}
    kept = {wish.id for wish in once.values()}
    return replace(proposal, options=tuple(options.values()), preferences=tuple(p for p in preferences if p.id in kept))


def _both(one: Support, other: Support) -> Support:
    """What two options rest on together; of the voices it is only known that they are no fewer than of either."""
    anchors = tuple(sorted({*one.anchors, *other.anchors}, key=lambda a: (a.article_id, a.start, a.end)))
    reports = len({anchor.article_id for anchor in anchors})
    return Support(anchors=anchors, voices=max(one.voices, other.voices), reports=reports)


def _party(party: ProposedParty, judgement: Judgement | None) -> ProposedParty:
    if judgement is None:
        return party
    if judgement.verdict == "reject":
        return replace(party, maker=False, gate="parked", reason=_said(judgement))
    named = judgement.changes.get("name", party.name)
    return replace(party, maker=True, gate="edited" if judgement.verdict == "edit" else "confirmed", name=named)


def _decided(element: Element, judgement: Judgement | None) -> Element:
    """An element as a person judged it: what is confirmed or edited is in, whatever the machine made of it."""
    if judgement is None:
        return element
    if judgement.verdict == "reject":
        return replace(element, gate="parked", parked=_said(judgement))
    if judgement.verdict == "accept":
        return replace(element, gate=element.gate if element.gate == "added" else "confirmed", parked="")
    changes: dict[str, Any] = dict(judgement.changes)
    if "tier" in changes:
        changes["tier"] = int(changes["tier"])
    if isinstance(element, ProposedOption) and "name" in changes:
        changes["name"] = _nameable(str(changes["name"]))
    return replace(element, gate="edited", parked="", **changes)


def _said(judgement: Judgement) -> str:
    return f"parked by {judgement.by}" + (f": {judgement.why}" if judgement.why else "")


def _owned(option: ProposedOption, makers: set[str], sides: Sides) -> ProposedOption:
    if option.parked or option.owner in makers:
        return option
    return replace(option, parked=f"{sides.name(option.owner)} is context")


def _limited(
    options: Sequence[ProposedOption], preferences: Iterable[ProposedPreference], makers: set[str], most: int
) -> tuple[ProposedOption, ...]:
    """At most so many options: those that most parties feel most firmly about, whatever people make of them."""
    firm: dict[str, dict[str, int]] = {option.id: {} for option in options}
    for wish in preferences:
        for option in wish.options if not wish.parked and wish.maker in makers else ():
            tiers = firm.get(option, {})
            tier = wish.tier if wish.basis != "threat" or len(wish.options) > 1 else _VAGUE
            tiers[wish.maker] = min(tier, tiers.get(wish.maker, tier))

    def place(option: ProposedOption) -> tuple[int, int, int, str]:
        deeds = {option.owner: _DEED} if option.present == "yes" and option.act == "press" else {}
        tiers = [tier for tier in (deeds | firm[option.id]).values() if tier < _LOOSE]
        return -len(tiers), min(tiers, default=_LOOSE), -option.support.voices, option.name

    ranked = sorted((option for option in options if not option.parked), key=place)
    kept = {option.id for option in ranked[:most]}
    why = f"more than {most} options: others matter more to more parties"
    return tuple(option if option.parked or option.id in kept else replace(option, parked=why) for option in options)


def _names(before: Iterable[ProposedOption], now: Iterable[ProposedOption]) -> dict[str, str]:
    """Every name that an option had or has, to the one it has now."""
    current = {option.id: option.name for option in now}
    return {option.name: current[option.id] for option in before if option.id in current} | {
        name: name for name in current.values()
    }


def _reworded(statement: str, names: Mapping[str, str]) -> str:
    return NAME.sub(lambda word: word[0] if word[0] in RANKS else names.get(word[0], word[0]), statement)


def _respoken(
    wish: ProposedPreference, names: Mapping[str, str], options: Iterable[ProposedOption]
) -> ProposedPreference:
    """A preference in the names that options have now, with the options that it speaks of, in order."""
    statement = _reworded(wish.statement, names)
    ids = {option.name: option.id for option in options}
    spoken = tuple(dict.fromkeys(ids[word] for word in NAME.findall(statement) if word in ids))
    return replace(wish, statement=statement, options=spoken)


def _held(wish: ProposedPreference, options: Iterable[ProposedOption], makers: set[str]) -> ProposedPreference:
    if wish.parked:
        return wish
    if wish.maker not in makers:
        return replace(wish, parked="it is no decision maker's")
    out = [option.name for option in options if option.id in wish.options and option.parked]
    return replace(wish, parked=f"it speaks of {out[0]}, which is parked") if out else wish


def _without_options(party: ProposedParty, standing: set[str]) -> ProposedParty:
    if not party.maker or party.actor in standing:
        return party
    return replace(party, maker=False, reason="it has no option in the model")


def _place(wish: ProposedPreference) -> tuple[str, int, str, str]:
    return wish.maker, wish.tier, wish.statement, wish.id


def _added(judgements: Iterable[Judgement], kind: str) -> Iterator[Judgement]:
    return (j for j in judgements if j.verdict == "add" and j.kind == kind)


def _added_options(judgements: Sequence[Judgement]) -> Iterator[ProposedOption]:
    for judgement in _added(judgements, "option"):
        yield added_option(judgement.about, judgement.changes)


def _added_preferences(judgements: Sequence[Judgement]) -> Iterator[ProposedPreference]:
    for judgement in _added(judgements, "preference"):
        yield added_preference(judgement.about, judgement.changes)


def _added_exclusions(judgements: Sequence[Judgement]) -> Iterator[ProposedExclusion]:
    for judgement in _added(judgements, "exclusion"):
        yield ProposedExclusion(
            id=digest("exclusion", judgement.about), statement=judgement.about, reason=judgement.why, gate="added"
        )


def added_option(name: str, changes: Mapping[str, str]) -> ProposedOption:
    """The option ``name`` that a person added for its ``owner``."""
    bare = ProposedOption(
        id=digest("option added", name, changes.get("owner", "")),
        name=_nameable(name),
        text=name,
        owner=changes.get("owner", ""),
        issue=changes.get("issue", ""),
        act="own",
        gate="added",
        support=_NOTHING,
    )
    given = {key: text for key, text in changes.items() if key in ("text", "irreversible", "present")}
    return replace(bare, **given)  # type: ignore[arg-type]


def added_preference(statement: str, changes: Mapping[str, str]) -> ProposedPreference:
    """The preference that a person added: a ``statement`` of a ``maker``, in a tier."""
    tier = int(changes.get("tier", "2"))
    return ProposedPreference(
        id=digest("preference added", changes.get("maker", ""), statement),
        maker=changes.get("maker", ""),
        statement=statement,
        tier=tier,
        basis="red line" if tier == 0 else "demand",
        credibility="credible",
        gate="added",
        options=(),
        support=_NOTHING,
    )


def _nameable(name: str) -> str:
    """A name as statements can have it."""
    return re.sub(r"[^\w-]+", "-", name).strip("-")
