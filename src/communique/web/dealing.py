"""The cards of a blind coder: the record by that coder's judgements alone is another one, made for it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from communique.case import Case
from communique.data import Card, Record
from communique.errors import CommuniqueError
from communique.snapshot import Snapshot
from communique.views.deck import Deck
from communique.web.annex import Annex

_PIECE = 500  # nouns that are unpacked at once


def dealt(case: Case, coder: str) -> Deck:
    """The deck of a coder, made in this process."""
    now = case.snapshot(by=coder, renew=False).load()
    return Deck(now, case.queue(by=coder, blind=True, now=now), now.judgements)


def lonely(now: Snapshot, coder: str, annex: Annex) -> Deck | None:
    """The same, made in another process; what the record of all has too is in memory once.

    None where that found other articles in the file than there are in the snapshot: somebody is adding some.
    """
    try:
        found: _Alone = annex.do(partial(_alone, coder=coder))
    except EOFError as error:
        raise CommuniqueError(f"the record by {coder} alone is not made: {error}; ask for it again") from error
    if found.articles != sorted(now.articles_by_id):
        return None
    known = now.by_id
    held = Record(**{name: tuple(_unpacked(packed, known)) for name, packed in found.lists.items()})
    alone = now.alone(coder, held).load()
    return Deck(alone, found.cards, alone.judgements)


class _Alone(NamedTuple):
    """The record of one coder alone, packed list by list, and the cards about it."""

    articles: Sequence[str]
    lists: Mapping[str, Sequence[bytes]]
    cards: Sequence[Card]


def _unpacked(packed: Iterable[bytes], known: Mapping[str, Any]) -> Iterator[Any]:
    for piece in packed:
        for noun in pickle.loads(piece):  # noqa: S301 - packed by ourselves
            same = known.get(noun.id)
            yield same if same == noun else noun


# in the other process


def _alone(case: Case, coder: str) -> _Alone:
    deck = dealt(case, coder)
    lists = {name: deck.now.listed(name) for name in Record.__dataclass_fields__}
    packed = {name: tuple(_packed(nouns)) for name, nouns in lists.items()}
    return _Alone(sorted(deck.now.articles_by_id), packed, deck.cards)


def _packed(nouns: Sequence[Any]) -> Iterator[bytes]:
    for start in range(0, len(nouns), _PIECE):
        yield pickle.dumps(nouns[start : start + _PIECE], pickle.HIGHEST_PROTOCOL)
