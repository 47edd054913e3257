"""The sides that words of a sentence stand for, and who speaks for one."""

from __future__ import annotations

from collections.abc import Iterable

from communique.moves.acts import Act
from communique.moves.scene import Scene, Stage


def sides_of(stage: Stage, scene: Scene, places: Iterable[int]) -> tuple[str, ...]:
    """The sides of those mentioned at ``places``, in order, each once."""
    found: dict[str, None] = {}
    for place in places:
        mention = scene.who[place]
        for actor in () if mention is None else stage.acting(mention):
            side = stage.side(actor)
            if side is not None:
                found[side] = None
    return tuple(found)


def person_of(stage: Stage, scene: Scene, places: Iterable[int]) -> str | None:
    """Who of the actors named is somebody that speaks for a side."""
    for place in places:
        mention = scene.who[place]
        if mention is None or len(stage.acting(mention)) > 1:
            continue
        known = stage.actors[mention.actor]
        if known.kind == "person" or stage.side(known.id) not in (None, known.id):
            return known.id
    return None


def spoken_for(stage: Stage, act: Act) -> tuple[str | None, str | None]:
    """The one who speaks the statement that the act stands in, and the side spoken for."""
    statement = act.inside or act.opens
    if statement is None:
        return None, None
    speaker = stage.speakers.get(statement.id) or None
    return speaker, stage.side(speaker) if speaker else None


def akin(stage: Stage, one: str | None, other: str) -> bool:
    """Whether two bodies are of one house ("the Coastal Commission", "the Coastal Union")."""
    first, second = stage.actors.get(one or ""), stage.actors.get(other)
    if first is None or second is None or {first.kind, second.kind} <= {"person", "unnamed"}:
        return False
    shared = first.name.split()[0]
    return shared == second.name.split()[0] and shared.lower() not in ("the", "united", "world", "international")
