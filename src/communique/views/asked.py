"""What somebody asks of a view: a filter, words to look for, an order, and which part of a long list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.filters import Filter

PER_PAGE = 50
"""Rows of a long list on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to a view.

    ``names`` are the parts of the address ("id" of an article). ``page`` counts from 1; None asks for all of a list.
    ``sort`` is the name of a column, with "-" before it for the other way round. ``modality`` is how a move is told.
    ``without``, ``credible`` and ``bluff`` are ids of preferences of which a model is solved as if they were so;
    ``show`` names what else of it is wanted.
    """

    where: Filter = field(default_factory=Filter)
    words: str = ""
    modality: str = ""
    sort: str = ""
    page: int | None = 1
    names: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    credible: tuple[str, ...] = ()
    bluff: tuple[str, ...] = ()
    show: str = ""
