"""What one article calls somebody, as the whole case does."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from communique.data import Actor, Article, Cast, Figure, Identities, Meeting, Move, Statement
from communique.vocabulary import outlets


def named_statement(said: Statement, cast: Cast, identities: Identities) -> Statement:
    """The statement with the case-wide actor who speaks it."""
    local = cast.speakers.get(said.id)
    return dataclasses.replace(said, actor=_who(local, identities))


def named_move(move: Move, identities: Identities, sides: Mapping[str, str]) -> Move:
    """The move with case-wide actors; an official whose side only another article tells acts for that side."""
    return dataclasses.replace(
        move,
        actors=_all(move.actors, identities, sides),
        recipients=_all(move.recipients, identities, sides),
        speaker=_who(move.speaker, identities),
    )


def named_figure(figure: Figure, identities: Identities) -> Figure:
    """The figure with the case-wide actor who claims it."""
    return dataclasses.replace(figure, who=_who(figure.who, identities))


def named_meeting(meeting: Meeting, identities: Identities, press: frozenset[str]) -> Meeting:
    """The meeting with case-wide parties, less those that are ``press``."""
    parties = tuple(p for p in _all(meeting.parties, identities) if p not in press)
    return dataclasses.replace(meeting, parties=parties)


def press_among(people: Iterable[Actor], found: Iterable[Article]) -> frozenset[str]:
    """The actors that are news agencies or outlets: they tell of talks and take no part in them."""
    known = {name.casefold() for name in outlets.agencies()}
    known |= {(article.outlet or "").casefold() for article in found}
    return frozenset(a.id for a in people if a.name.casefold() in known)


def _who(local: str | None, identities: Identities) -> str | None:
    return None if local is None else identities.same.get(local, local)


def _all(local: Iterable[str], identities: Identities, sides: Mapping[str, str] | None = None) -> tuple[str, ...]:
    whole = (identities.same.get(actor, actor) for actor in local)
    return tuple(sorted({(sides or {}).get(actor, actor) for actor in whole}))


def of_present(said: Iterable[Statement], people: Iterable[Actor]) -> list[Statement]:
    """The statements, without the actors that a person rejected."""
    present = {actor.id for actor in people}
    return [s if s.actor in present else dataclasses.replace(s, actor=None) for s in said]
