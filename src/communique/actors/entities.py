"""What one article's actors look like while they are being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.actors.lexicon import Lexicon, actor_id
from communique.data import Actor, ActorKind, Anchor


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making. ``sides`` lists the side ids read beside it; ``gender`` is m, f, p (several) or "".

    ``ranks`` are the titles that an abbreviation before the name stands for: "Gen." is a general.
    """

    kind: ActorKind
    name: str
    key: str
    polity: int | None = None
    side: str | None = None
    country: str | None = None
    neutral: bool = False
    counterpart: bool = False
    gender: str = ""
    aliases: set[str] = field(default_factory=set)
    offices: dict[str, Anchor] = field(default_factory=dict)
    sides: list[str] = field(default_factory=list)
    presumed: bool = False
    ranks: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The id that the finished actor will have."""
        return actor_id(self.kind, self.key, self.side if self.kind in ("office", "unnamed", "group") else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention in the making at ``words[first:last]``; ``lead`` is where its phrase starts, titles included."""

    first: int
    last: int
    entity: Entity
    form: str
    reason: str
    lead: int = -1

    @property
    def opening(self) -> int:
        """The first word of its phrase."""
        return self.lead if self.lead >= 0 else self.first


def of_polity(lexicon: Lexicon, number: int) -> Entity:
    """The actor that a polity is."""
    polity = lexicon.polities[number]
    entity = Entity(kind=polity.kind, name=polity.name, key=polity.name, polity=number, country=polity.country)
    entity.side = lexicon.sides[number]
    return entity


def finished(entity: Entity) -> Actor:
    """The noun for an actor that is complete."""
    return Actor(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        side=entity.side,
        aliases=tuple(sorted(entity.aliases - {entity.name})),
        country=entity.country,
        offices=tuple(sorted(entity.offices.items(), key=lambda o: (o[1].start, o[0]))),
    )
