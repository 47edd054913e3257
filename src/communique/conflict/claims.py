"""What each side would rather see, by its own words: statements in tiers, each with the acts that it rests on.

A tier says how much a side makes of something (a red line, a demand called essential, another demand or a refusal, an
offer) and what is only inferred; never how often it was reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.conflict.acts import Act
from communique.conflict.slots import Place, Table, Term
from communique.data import Basis

TIERS: tuple[Basis, ...] = ("red line", "essential demand", "demand", "rejection", "offer", "threat", "inferred")
_RANK: dict[Basis, int] = {
    "red line": 0,
    "essential demand": 1,
    "demand": 2,
    "rejection": 2,
    "threat": 2,
    "offer": 3,
    "inferred": 4,
}
WEAK = "one report alone has it, not surely read"
"""Why a claim is parked that nothing sure speaks for."""
_OVERRULED = "the opposite is said more firmly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That a side prefers ``what``: always, only if ``when`` holds, or (``both``) if and only if it does.

    ``doubted``: it is not sure that this is meant, because others tell it or the side also says the opposite.
    ``parked`` says why it is no longer held, ``level`` in which tier it is where its basis does not say that.
    """

    maker: str
    what: Term
    basis: Basis
    acts: tuple[Act, ...]
    when: Term | None = None
    both: bool = False
    doubted: bool = False
    parked: str = ""
    level: int | None = None

    @property
    def tier(self) -> int:
        """How much is made of it: 0 is most."""
        return _RANK[self.basis] if self.level is None else self.level

    @property
    def meaning(self) -> tuple[str, Term, Term | None, bool]:
        """What is claimed, whoever reports it and however firmly."""
        return self.maker, self.what, self.when, self.both


def claims(table: Table) -> list[Claim]:
    """Every statement of preference that the acts on the table make, each once, with its best tier."""
    found: dict[tuple[str, Term, Term | None, bool], Claim] = {}
    for claim in (*_stated(table), *_inferred(table)):
        other = found.get(claim.meaning)
        found[claim.meaning] = claim if other is None else _joined(other, claim)
    sifted = [_sifted(claim, table) for claim in found.values()]
    held = {(claim.maker, claim.what): claim for claim in sifted if claim.when is None and not claim.parked}
    return [_reconciled(claim, held.get((claim.maker, claim.what.turned))) for claim in sifted]


def _sifted(claim: Claim, table: Table) -> Claim:
    """A claim that nothing sure speaks for is parked."""
    weak = not table.sources.sure(move for act in claim.acts for move in act.moves)
    return replace(claim, parked=WEAK) if weak and not claim.parked else claim


def _reconciled(claim: Claim, opposite: Claim | None) -> Claim:
    """Of two opposite claims of one side the firmer one holds; if that is in doubt both do, in one tier."""
    if opposite is None or claim.when is not None or claim.parked or opposite.tier >= claim.tier:
        return claim
    return replace(claim, level=opposite.tier) if opposite.doubted else replace(claim, parked=_OVERRULED)


def _joined(one: Claim, other: Claim) -> Claim:
    """Two claims of one thing as one; what is only inferred adds nothing to what is said."""
    if (one.basis == "inferred") != (other.basis == "inferred") and not one.parked and not other.parked:
        return other if one.basis == "inferred" else one
    first, second = sorted((one, other), key=lambda claim: (bool(claim.parked), claim.tier))
    if bool(first.parked) != bool(second.parked):
        return first
    acts = tuple(dict.fromkeys((*first.acts, *second.acts)))
    return replace(first, acts=acts, doubted=first.doubted and second.doubted)


def _stated(table: Table) -> Iterator[Claim]:
    for place in sorted(table.asks):
        for maker in sorted({act.by for act in table.asks[place]}):
            yield from _asked(table, maker, place)
    for place in sorted(table.doubtful):
        yield from (_of(act.by, table.giving(place), [act], "demand") for act in table.doubtful[place])
    for place in sorted(table.own):
        yield from _own(table, place)
    for act, side in table.joint:
        own, theirs = table.giving((act.by, act.issue or "")), table.giving((side, act.issue or ""))
        yield Claim(maker=act.by, what=own, when=theirs, basis="offer", acts=(act,), doubted=not act.own)
    for place in sorted(table.threats):
        for act in table.threats[place]:
            yield from _threatened(table, act, place)


def _asked(table: Table, maker: str, place: Place) -> Iterator[Claim]:
    """What a maker asks of another on an issue, with the firmest of its words."""
    asks = table.asked_by(maker, place)
    refusals = [act for act in table.own.get((maker, place[1]), ()) if act.kind == "refusal"]
    if not _is_asked(table, (maker, place[1])):  # it can only refuse what the other does
        asks = asks + [act for act in refusals if table.means(act, place[0])]
    asks = asks + table.firm.get((maker, place[1]), [])
    yield _of(maker, table.wanted(maker, place), asks, _firmness(asks), parked=_dropped(table, maker, place, asks))


def _dropped(table: Table, maker: str, place: Place, asks: Sequence[Act]) -> str:
    """Why a demand is no longer made: who made it gave way on an issue on which nothing was asked of it."""
    own = (maker, place[1])
    if _is_asked(table, own):
        return ""
    last = max(act.day for act in asks)
    dropped = [act.day for act in table.own.get(own, ()) if act.code == "CONCEDE" and act.kind == "giving"]
    day = max(dropped, default="")
    return f"dropped on {day}" if day and day >= last else ""


def _own(table: Table, place: Place) -> Iterator[Claim]:
    """What a side says of its own act on an issue: the last word holds, and the one before is left to inference."""
    maker, issue = place
    asked = _is_asked(table, place)
    acts = [act for act in table.own[place] if table.sources.sure(act.moves) or len(table.own[place]) > 1]
    if not asked and any(table.asked_by(maker, (other, issue)) for other in table.makers if other != maker):
        acts = [act for act in acts if act.kind != "refusal"]  # what it refuses is something of those whom it asks
    if asked:
        acts += [act for act in table.firm.get(place, ()) if act.red]
    said = [act for act in acts if act.code != "ACCEPT" or asked]
    against = [act for act in said if act.kind in ("refusal", "position")]
    towards = [act for act in said if act.kind in ("offer", "giving", "proposal")]
    term = table.giving(place)
    last_no, last_yes = (max((act.day for act in side), default=None) for side in (against, towards))
    if last_no is not None and last_yes is not None:
        yield from _turned(table, term, maker, (against, towards), (last_no, last_yes))
    elif against:
        yield _of(maker, term.turned, against, _firmness(against, "rejection"))
    else:
        yield from _offers(table, maker, term, towards)


def _turned(
    table: Table, term: Term, maker: str, sides: tuple[Sequence[Act], Sequence[Act]], last: tuple[str, str]
) -> Iterator[Claim]:
    """A side that both refused and offered: the later word holds; of one day both do, in doubt."""
    against, towards = sides
    if last[0] > last[1]:
        yield _of(maker, term.turned, against, _firmness(against, "rejection"))
        for claim in _offers(table, maker, term, towards):
            yield replace(claim, parked=f"overtaken by its refusal of {last[0]}")
    elif last[0] < last[1] or all(act.condition for act in towards):
        yield from _offers(table, maker, term, towards)
        yield _of(maker, term.turned, against, "inferred")
    else:
        yield replace(_of(maker, term.turned, against, _firmness(against, "rejection")), doubted=True)
        for claim in _offers(table, maker, term, towards):
            yield replace(claim, doubted=True)


def _offers(table: Table, maker: str, term: Term, acts: Iterable[Act]) -> Iterator[Claim]:
    for act in acts:
        aim = table.aims.get(act)
        when = None if aim is None else table.giving(aim)
        when = None if when is not None and when.slot == term.slot else when
        yield Claim(maker=maker, what=term, when=when, basis="offer", acts=(act,), doubted=not act.own)


def _threatened(table: Table, act: Act, place: Place) -> Iterator[Claim]:
    """A stated intention: to do this if, and only if, what is not wanted comes."""
    what = table.pressing(place)
    aim = table.aims.get(act)
    when = None
    if aim is not None and aim != place:
        asked = bool(table.asked_by(act.by, aim))
        when = table.wanted(act.by, aim).turned if asked else table.pressing(aim)
        if not asked:
            yield _of(act.by, when.turned, [act], "demand")
    yield Claim(maker=act.by, what=what, when=when, both=when is not None, basis="threat", acts=(act,))


def _inferred(table: Table) -> Iterator[Claim]:
    """What is not said but follows: everybody likes what it is offered, and not to be acted against nor to give."""
    harmful = sorted({*table.threats, *table.pressed})
    for place in harmful:
        for act in (*table.threats.get(place, ()), *table.pressed.get(place, ())):
            yield from (_of(side, table.pressing(place).turned, [act], "inferred") for side in table.addressed(act))
    for act in table.acts:
        if act.kind == "blame" and act.issue:
            places = [(side, act.issue) for side in table.addressed(act) if (side, act.issue) in harmful]
            yield from (_of(act.by, table.pressing(place).turned, [act], "inferred") for place in places)
    for place in sorted(table.own):
        for act in table.own[place]:
            if act.kind in ("offer", "proposal"):
                yield from (_of(side, table.giving(place), [act], "inferred") for side in table.addressed(act))
    yield from _unsaid(table)


def _unsaid(table: Table) -> Iterator[Claim]:
    """That a side would rather go on as now, where it has said nothing of what is asked of it or of what it does."""
    for place in sorted({*table.asks, *table.pressed}):
        stands = any(act.kind in ("refusal", "offer", "giving") for act in table.own.get(place, ()))
        if not stands and (acts := [*table.asks.get(place, ()), *table.pressed.get(place, ())]):
            yield _of(place[0], table.giving(place).turned, acts, "inferred")


def _is_asked(table: Table, place: Place) -> bool:
    return any(act.by != place[0] for act in table.asks.get(place, ()))


def _of(maker: str, what: Term, acts: Sequence[Act], basis: Basis, *, parked: str = "") -> Claim:
    return Claim(
        maker=maker,
        what=what,
        basis=basis,
        acts=tuple(acts),
        doubted=basis != "inferred" and not any(act.own for act in acts),
        parked=parked,
    )


def _firmness(acts: Sequence[Act], plain: Basis = "demand") -> Basis:
    """How firm the firmest of these acts is; what an offer or threat asks in return is asked no firmer than it."""
    direct = [act for act in acts if act.kind in ("ask", "refusal", "position")]
    if any(act.red for act in direct):
        return "red line"
    if plain == "demand" and any(act.essential for act in direct):
        return "essential demand"
    if not direct:
        return "offer"
    return plain
