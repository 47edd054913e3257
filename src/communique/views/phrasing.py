"""Acts and days in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.words import code_named, day_named

DONE: Mapping[str, str] = {
    "STATE_POSITION": "stated its position",
    "ASSESS": "assessed the talks",
    "DECLINE_COMMENT": "declined to comment",
    "CONFIRM": "confirmed",
    "DENY": "denied what was said",
    "REQUEST": "made a request",
    "DEMAND": "made a demand",
    "PROPOSE": "made a proposal",
    "OFFER": "made an offer",
    "INVITE": "gave an invitation",
    "ACCEPT": "agreed",
    "CONCEDE": "gave way",
    "REJECT": "refused",
    "THREATEN": "made a threat",
    "ULTIMATUM": "set an ultimatum",
    "ACCUSE": "made an accusation",
    "CRITICISE": "criticised",
    "INVESTIGATE": "opened an inquiry",
    "SUPPORT": "gave its support",
    "SIGN": "signed an agreement",
    "MEET": "met",
    "MEDIATE": "mediated",
    "SUSPEND_TALKS": "broke off talks",
    "COOPERATE": "worked together",
    "AID": "gave aid",
    "DE_ESCALATE": "de-escalated",
    "DEPLOY": "moved forces",
    "SANCTION": "imposed sanctions",
    "COERCE": "used coercion",
    "ATTACK": "attacked",
    "PROTEST": "protested",
    "VIOLATE": "broke an agreement",
}
"""Each code of the codebook as what somebody did."""


def done(code: str) -> str:
    """What somebody did, as the end of a sentence."""
    return DONE.get(code, code_named(code))


def span_named(first: str, last: str) -> str:
    """From one day to another, without saying the month or year twice."""
    if first == last:
        return day_named(first)
    if first[:7] == last[:7] and len(first) == len(last) == len("2031-03-04"):
        return f"{first[8:].lstrip('0')}–{day_named(last)}"
    if first[:4] == last[:4] and len(first) > len("2031"):
        return f"{day_named(first).removesuffix(first[:4]).strip()} – {day_named(last)}"
    return f"{day_named(first)} – {day_named(last)}"


def listed(names: Sequence[str]) -> str:
    """Names in a row: "Ordune, Quellis and Halme"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
