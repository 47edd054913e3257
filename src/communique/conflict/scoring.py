"""A negotiation in points: issues with options, parties with scores, and which deals enough of them accept.

The games of Susskind (1985, "Scorable games: a better way to teach negotiation", Negotiation Journal 1): a party
accepts a deal whose points reach its threshold; a deal stands where enough accept, all with a veto among them.
"""

from __future__ import annotations

import tomllib
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.conflict.reading import known, shown, texts
from communique.data import Acceptance, DealSpace, ScoredDeal, Scorer
from communique.errors import BadConflict

MOST_DEALS = 2**22  # more are not counted
_TOP = {"name": str, "needed": int, "issues": list, "parties": list}
_ISSUE = {"name": str, "options": list}
_PARTY = {"name": str, "scores": list, "threshold": int, "veto": bool}


def is_space(text: str) -> bool:
    """Whether a text is TOML with issues or parties: a deal space and no conflict."""
    try:
        return bool({"issues", "parties"} & set(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def parse_space(text: str) -> DealSpace:
    """The deal space that a TOML ``text`` describes; BadConflict names the place and the fault."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadConflict(f"this is not TOML: {fault}") from None
    except RecursionError:
        raise BadConflict("this is not a deal space: brackets in brackets without end") from None
    shown(told)
    known("the file", told, _TOP, ("issues", "parties"))
    issues = tuple(_issue(f"issue {at}", row) for at, row in enumerate(told["issues"], 1))
    parties = tuple(_party(f"party {at}", row) for at, row in enumerate(told["parties"], 1))
    space = DealSpace(
        name=told.get("name", ""), issues=issues, parties=parties, needed=told.get("needed", len(parties))
    )
    _check(space)
    return space


def accepted(space: DealSpace, *, limit: int = 20) -> Acceptance:
    """How many deals there are, and how many of them all or enough parties accept; BadConflict for an odd space.

    ``best`` are the deals that enough accept, those that most do first, then those with most points in all; at most
    ``limit`` of them.
    """
    _check(space)
    points = np.stack([_points(party) for party in space.parties])
    yes = points >= np.array([[party.threshold] for party in space.parties])
    enough = yes.sum(axis=0) >= space.needed
    for party, row in zip(space.parties, yes, strict=True):
        if party.veto:
            enough &= row
    places = np.flatnonzero(enough)
    order = np.lexsort((places, -points[:, places].sum(axis=0), -yes[:, places].sum(axis=0)))
    return Acceptance(
        deals=points.shape[1],
        by_all=int(yes.all(axis=0).sum()),
        by_enough=len(places),
        by_party=tuple((p.name, int(row[places].sum())) for p, row in zip(space.parties, yes, strict=True)),
        best=tuple(_deal(space, points, yes, int(place)) for place in places[order][:limit]),
    )


def _points(party: Scorer) -> NDArray[np.int64]:
    """A party's points for every deal, the options of the last issue changing fastest."""
    total = np.zeros(1, np.int64)
    for row in party.scores:
        total = (total[:, None] + np.array(row, np.int64)[None]).ravel()
    return total


def _deal(space: DealSpace, points: NDArray[np.int64], yes: NDArray[np.bool_], place: int) -> ScoredDeal:
    sizes = [len(options) for _, options in space.issues]
    at = np.unravel_index(place, sizes)
    return ScoredDeal(
        choices=tuple(options[int(k)] for (_, options), k in zip(space.issues, at, strict=True)),
        scores=tuple(map(int, points[:, place])),
        accepted_by=tuple(p.name for p, row in zip(space.parties, yes, strict=True) if row[place]),
    )


def _issue(where: str, row: object) -> tuple[str, tuple[str, ...]]:
    found = known(where, row, _ISSUE, ("name", "options"))
    return found["name"], texts(f"{found['name']}, options", found["options"])


def _party(where: str, row: object) -> Scorer:
    found = known(where, row, _PARTY, ("name", "scores"))
    where = found["name"]
    if "threshold" not in found:
        raise BadConflict(f"{where} has no “threshold”")
    scores = tuple(_numbers(f"{where}, issue {at}", line) for at, line in enumerate(found["scores"], 1))
    return Scorer(name=where, scores=scores, threshold=found["threshold"], veto=found.get("veto", False))


def _numbers(where: str, line: Any) -> tuple[int, ...]:  # noqa: ANN401 - whatever TOML has there
    if not isinstance(line, list) or not all(type(point) is int and abs(point) < 2**31 for point in line):
        raise BadConflict(f"{where}: the points must be a list of whole numbers")
    return tuple(line)


def _check(space: DealSpace) -> None:
    """What must be right before anything can be counted."""
    if not space.issues or not space.parties:
        raise BadConflict("a deal space has issues and parties")
    for kind, names in (("issues", [name for name, _ in space.issues]), ("parties", [p.name for p in space.parties])):
        double = next((name for name in names if names.count(name) > 1), None)
        if double is not None:
            raise BadConflict(f"two {kind} have the name “{double}”")
    empty = next((name for name, options in space.issues if not options), None)
    if empty is not None:
        raise BadConflict(f"{empty} has no option")
    count = prod(len(options) for _, options in space.issues)
    if count > MOST_DEALS:
        raise BadConflict(f"{count:,} deals are more than can be counted: the limit is {MOST_DEALS:,}")
    sizes = [len(options) for _, options in space.issues]
    for party in space.parties:
        if [len(row) for row in party.scores] != sizes:
            raise BadConflict(f"{party.name}: its scores must be {', '.join(map(str, sizes))} numbers, issue by issue")
    if not 1 <= space.needed <= len(space.parties):
        raise BadConflict(f"“needed” is {space.needed}, of {len(space.parties)} parties")
