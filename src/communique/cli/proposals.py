"""The conflict model of a case on the terminal: what it is made of, on whose words, and what a person decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.case import Case
from communique.cli import conflict_views
from communique.cli.cards import clean
from communique.cli.conflicts import counted, wrapped
from communique.cli.options import Suppositions, Views
from communique.conflict import Options, Outlook
from communique.data import Credibility, Proposal, ProposedOption, ProposedPreference, Support, Turn
from communique.store.codec import plain

_MAGIC = b"SQLite format 3\x00"
_TIERS = ("RED LINES", "CALLED ESSENTIAL", "DEMANDS, REFUSALS, THREATS", "OFFERS", "ONLY INFERRED")
_QUOTE = 300  # characters of a quote that are shown


def is_case(path: Path) -> bool:
    """Whether a file is a case, and not a model as text."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def answered(
    case: Case, supposed: Suppositions, views: Views, options: Options, limit: int, *, as_json: bool
) -> Iterator[str]:
    """What was asked of the model of a case: first what is unconfirmed, then its parts, then what holds."""
    outlook = case.conflict(supposed.as_of, options=options)
    beliefs: dict[str, Credibility] = dict.fromkeys(supposed.credible, "credible")
    outlook = outlook.believing(beliefs | dict.fromkeys(supposed.bluff, "bluff"))
    if views.export is not None:
        yield from conflict_views.answered(outlook.conflict, views, options, limit, as_json=as_json)
        return
    if supposed.turns:
        found = outlook.turns()
        if as_json:
            yield conflict_views.as_text({"banner": outlook.banner, "turns": plain(found)})
        else:
            yield from wrapped(outlook.banner, "")
            yield from _turns(found, case.names(), limit)
        return
    if as_json:
        yield conflict_views.as_text(_objects(outlook, views, options, limit))
        return
    yield from wrapped(outlook.banner, "")
    yield from lines(outlook.proposal) if views == Views() else ()
    yield ""
    yield from conflict_views.answered(outlook.conflict, views, options, limit, as_json=False)


def lines(proposal: Proposal) -> Iterator[str]:
    """The parts of a model: parties, options, preferences by tier, and what is left out and why."""
    if proposal.as_of is not None:
        yield f"as of {proposal.as_of}: what was published later is left out"
    yield "\nPARTIES"
    for party in sorted(proposal.parties, key=lambda party: (not party.maker, party.name)):
        role = "decision maker" if party.maker else "context"
        yield from wrapped(f"{party.name}: {role}; {party.reason}  ({party.gate}, {party.id})", "  ")
    yield "\nOPTIONS"
    for option in proposal.options:
        if not option.parked:
            yield from _option(option)
    yield from _preferences(proposal)
    threats = [wish for wish in proposal.preferences if wish.basis == "threat" and not wish.parked]
    if threats:
        yield "\nTHREATS: CREDIBLE OR NOT"
        yield from (line for wish in threats for line in wrapped(f"{wish.statement}: {_belief(wish)}", "  "))
    names = {party.actor: party.name for party in proposal.parties}
    parked: list[tuple[str, ProposedOption | ProposedPreference]]
    parked = [(one.name, one) for one in proposal.options if one.parked]
    parked += [(f"{names.get(p.maker, '?')}: {p.statement}", p) for p in proposal.preferences if p.parked]
    if parked:
        yield f"\nPARKED  ({counted(len(parked), 'element')}; communique judge FILE ID accept brings one in)"
    yield from (line for what, one in parked for line in wrapped(f"{what}: {one.parked}  ({one.id})", "  "))


def _option(option: ProposedOption) -> Iterator[str]:
    now = ("done now" if option.present == "yes" else "not done now") + (", which is disputed" * option.disputed)
    lasting = {"yes": "; not to be undone", "no": "; only to be left"}.get(option.irreversible, "")
    yield from wrapped(f"{option.name}: {now}{lasting}", "  ")
    yield from wrapped(option.text, "    ")
    yield from _rests(option.quote, option.support, option.gate, option.id)


def _preferences(proposal: Proposal) -> Iterator[str]:
    for party in proposal.parties:
        wishes = [wish for wish in proposal.preferences if wish.maker == party.actor and not wish.parked]
        if not party.maker or not wishes:
            continue
        yield f"\n{party.name.upper()} WOULD RATHER SEE"
        for tier in sorted({wish.tier for wish in wishes}):
            yield f"  {_TIERS[tier] if tier < len(_TIERS) else f'TIER {tier}'}"
            for wish in wishes:
                if wish.tier == tier:
                    doubt = {"unknown": "  (may not be meant)", "bluff": "  (a bluff)"}.get(wish.credibility, "")
                    yield from wrapped(f"{wish.statement}{doubt}", "  ")
                    yield from _rests(wish.quote, wish.support, wish.gate, wish.id)


def _rests(quote: str, support: Support, gate: str, key: str) -> Iterator[str]:
    words = clean(quote)
    if words:
        yield from wrapped(f"“{words if len(words) <= _QUOTE else f'{words[:_QUOTE]} …'}”", "    ")
    heard = f"{counted(support.voices, 'voice')}, {counted(support.reports, 'report')}; " if support.reports else ""
    yield f"    [{heard}{gate}; {key}]"


def _belief(wish: ProposedPreference) -> str:
    if wish.credibility != "unknown":
        return wish.credibility
    return "unknown, so that both are run; --credible or --bluff with the name of the option settles it"


def _turns(found: Sequence[Turn], names: Mapping[str, str], limit: int) -> Iterator[str]:
    """The days that changed the outcome, each with the statements that came and went."""
    for turn in found:
        told = f"{counted(len(turn.gained), 'outcome')} more and {len(turn.lost)} fewer hold by R"
        yield f"\n{turn.day}: {told}"
        for sign, wishes in (("+", turn.new), ("-", turn.gone)):
            for wish in wishes[:limit]:
                quote = f" (“{clean(wish.quote)[:_QUOTE]}”)" if wish.quote and sign == "+" else ""
                yield from wrapped(f"{sign} {names.get(wish.maker, '?')}: {wish.statement}{quote}", "  ")
    if not found:
        yield "no day changed what would hold"


def _objects(outlook: Outlook, views: Views, options: Options, limit: int) -> dict[str, Any]:
    told = conflict_views.answered(outlook.conflict, views, options, limit, as_json=True)
    found: Mapping[str, Any] = json.loads("\n".join(told))
    parts: Sequence[str] = ("name", "as_of", "parties", "options", "preferences", "exclusions")
    model = plain(outlook.proposal)
    return {
        "banner": outlook.banner,
        "unconfirmed": outlook.proposal.unconfirmed,
        "model": {part: model[part] for part in parts},
        "solution": found,
    }
