"""Who does what is told in the passive: who is named behind its "by", or in whose places others are held."""

from __future__ import annotations

from communique.moves.acts import Act
from communique.moves.clauses import bounds
from communique.moves.heads import attributive
from communique.moves.scene import Scene, Stage
from communique.moves.sides import Roles, sides_of, spoken_for
from communique.moves.subjects import after, named_in

_BY = 8  # words behind a passive in which its "by" stands
_HOLDING = frozenset("held detained jailed imprisoned arrested kept interned".split())


def agents(scene: Scene, act: Act, high: int) -> tuple[int | None, tuple[int, ...]]:
    """The "by" of a passive and whom it names; one further on counts only where it names somebody."""
    near = None
    for at in range(act.hit.start, min(high, act.hit.end + 2 * _BY)):
        if scene.low[at] == "by":
            named = tuple(p for p in after(scene, at + 1, 5) if not attributive(scene, p))
            if named:
                return at, named
            if near is None and at < act.hit.end + _BY:
                near = at
    return near, ()


def in_hands(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    """ "Sudrians were being held in Norlandic ports": the state in whose places others are held holds them."""
    if act.hit.entry.code != "COERCE" or _HOLDING.isdisjoint(scene.low[act.hit.start : act.hit.end]):
        return None
    low, high = bounds(scene, act)
    place = next((p for p in range(act.hit.end, min(high, act.hit.end + 3)) if scene.low[p] in ("in", "at")), None)
    if place is None:
        return None
    whose = sides_of(stage, scene, named_in(scene, range(place + 1, min(high, place + 4))))
    held = sides_of(stage, scene, named_in(scene, range(low, act.hit.start)))
    states = tuple(side for side in whose[:1] if stage.actors[side].kind == "state" and side not in held)
    if not states:
        return None
    _, side = spoken_for(stage, act)
    own = None if act.inside is None else side in states
    return Roles(actors=states, speaker=None, recipients=held, own=own, sure=0.8, first=low)
