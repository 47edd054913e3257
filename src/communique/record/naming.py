"""Who of a case is press, and which speakers are left."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable

from communique.data import Actor, Article, Statement
from communique.vocabulary import outlets


def press_among(people: Iterable[Actor], found: Iterable[Article]) -> frozenset[str]:
    """The actors that are news agencies or outlets: they tell of talks and take no part in them."""
    known = {name.casefold() for name in outlets.agencies()}
    known |= {(outlet or "").casefold() for outlet in {article.outlet for article in found}}
    return frozenset(a.id for a in people if a.name.casefold() in known)


def of_present(said: Iterable[Statement], present: Container[str]) -> tuple[Statement, ...]:
    """The statements, without the actors that a person rejected; ``present`` are the ids of the others."""
    return tuple(s if s.actor is None or s.actor in present else dataclasses.replace(s, actor=None) for s in said)
