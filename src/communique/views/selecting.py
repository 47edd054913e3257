"""Which moves a question asks for, and how many more there are of each kind: sets of moves as the bits of numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from communique.data import Modality, Move
from communique.errors import UnknownName
from communique.filters import Filter, ensure_known, in_time, parties_of
from communique.record.renaming import hint
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.kept import remembered

MODALITIES: tuple[str, ...] = get_args(Modality)
FACETS = ("code", "party", "issue", "outlet", "modality", "day")
Key = Callable[[Move], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The moves that are asked for, in the order asked for; ``facets`` count the values of each part of the filter
    among what the other parts leave, the most frequent first.
    """

    moves: Sequence[Move]
    facets: Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class _Index:
    """All moves in order of time, and for each value of each facet the bits of the moves that have it."""

    moves: Sequence[Move]
    values: Mapping[str, Mapping[str, int]]

    @property
    def whole(self) -> int:
        return (1 << len(self.moves)) - 1

    def union(self, facet: str, fits: Callable[[str], bool]) -> int:
        """The moves that have any fitting value of a facet."""
        found = 0
        for value, bits in self.values[facet].items():
            if fits(value):
                found |= bits
        return found


def select(now: Snapshot, asked: Asked) -> Selection:
    """The moves that fit a question, those that :meth:`Snapshot.moves` has, by words, modality and order as well.

    Raises UnknownName for a code, issue, outlet, party, modality or column that there is none of.
    """
    return _selected(
        now, asked.where, asked.modality, " ".join(sorted(set(asked.words.casefold().split()))), asked.sort
    )


@remembered
def _selected(now: Snapshot, where: Filter, modality: str, words: str, sort: str) -> Selection:
    index = _index(now)
    parts = _parts(now, index, where, modality)
    sought = words.split()
    said = index.whole
    if sought:
        said = _bits(i for i, text in enumerate(_words(now)) if all(word in text for word in sought))
    order = _order(now, sort)
    kept = said
    for bits in parts.values():
        kept &= bits
    flags = bin(kept)[:1:-1].ljust(len(index.moves), "0")
    moves = [index.moves[i] for i in order if flags[i] == "1"][: where.limit]
    return Selection(moves=moves, facets={facet: _counted(index, facet, parts, said) for facet in FACETS})


def _counted(index: _Index, facet: str, parts: Mapping[str, int], among: int) -> list[tuple[str, int]]:
    for other, bits in parts.items():
        if other != facet:
            among &= bits
    counts = [(value, (bits & among).bit_count()) for value, bits in index.values[facet].items()]
    by_day = facet == "day"
    return sorted((c for c in counts if c[1] and c[0]), key=lambda c: (0 if by_day else -c[1], c[0]))


def _parts(now: Snapshot, index: _Index, where: Filter, modality: str) -> dict[str, int]:
    """The moves that each part of the filter leaves, for the parts that are given."""
    ensure_known(where, raised=index.values["issue"], outlets=index.values["outlet"])
    parts: dict[str, int] = {}
    if where.since is not None or where.until is not None:
        parts["day"] = index.union("day", lambda day: in_time(day or None, where))
    if where.party is not None:
        people = now.party(where.party)
        parts["party"] = index.union("party", lambda actor: actor in people)
    if where.code is not None:
        parts["code"] = index.values["code"].get(where.code.upper(), 0)
    if where.issue is not None:
        issue = where.issue.casefold()
        parts["issue"] = index.union("issue", lambda name: issue in name.casefold())
    if where.outlet is not None:
        outlet = where.outlet.casefold()
        parts["outlet"] = index.union("outlet", lambda name: outlet in name.casefold())
    if modality:
        if modality not in MODALITIES:
            raise UnknownName(f"{modality}: no such modality; {hint(modality, MODALITIES)}")
        parts["modality"] = index.values["modality"].get(modality, 0)
    return parts


@remembered
def _index(now: Snapshot) -> _Index:
    moves = now.moves()
    sides = {a.id: a.side or a.id for a in now.actors()}
    known: dict[Any, set[str]] = {}
    found: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
    for i, move in enumerate(moves):
        found["code"][move.code].append(i)
        found["issue"][move.issue or ""].append(i)
        found["modality"][move.modality].append(i)
        found["outlet"][now.articles_by_id[move.article_id].outlet or ""].append(i)
        found["day"][move.when or now.days[move.article_id] or ""].append(i)
        told = move.actors, move.recipients, move.speaker
        if told not in known:
            named = parties_of(move)
            known[told] = named | {sides.get(a, a) for a in named}
        for actor in known[told]:
            found["party"][actor].append(i)
    values = {facet: {value: _bits(at) for value, at in by.items()} for facet, by in found.items()}
    values |= {facet: _with_longer(values[facet]) for facet in ("issue", "outlet")}
    return _Index(moves, values)


@remembered
def _words(now: Snapshot) -> Sequence[str]:
    """What is searched of each move in order of time."""
    return [_searched(now, move) for move in _index(now).moves]


def _with_longer(values: Mapping[str, int]) -> dict[str, int]:
    """The same, each value with the moves of those that hold its words too, as a filter by name finds them."""
    folded = {value: value.casefold() for value in values if value}
    found = {"": values.get("", 0)}
    for value, words in folded.items():
        found[value] = values[value]
        for other, longer in folded.items():
            if words in longer:
                found[value] |= values[other]
    return found


def _searched(now: Snapshot, move: Move) -> str:
    """The words of a move and the name of who spoke them, as they are searched."""
    speaker = now.names.get(move.speaker or "", "")
    return " ".join(" ".join([*(a.exact for a in move.evidence), speaker]).casefold().split())


def _bits(at: Iterable[int]) -> int:
    """A number with these bits."""
    places = list(at)
    flags = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


@remembered
def _order(now: Snapshot, sort: str) -> Sequence[int]:
    """The places of all moves by a column, with "-" before its name the other way round.

    Without a column the latest come first, and what is only told as background last.
    """
    moves = _index(now).moves
    column = sort.removeprefix("-")
    if not column:
        return sorted(range(len(moves)), key=lambda i: (not moves[i].history, _last_told(now, moves[i])), reverse=True)
    key = _columns(now).get(column)
    if key is None:
        raise UnknownName(f"{column}: no such column to sort by; {hint(column, _columns(now))}")
    return sorted(range(len(moves)), key=lambda i: key(moves[i]), reverse=sort.startswith("-"))


def _last_told(now: Snapshot, move: Move) -> str:
    """The day of a move, but never one after its report; "" where neither is known."""
    reported = now.days[move.article_id]
    if move.when is None or (reported and move.when[: len(reported)] > reported[: len(move.when)]):
        return reported or ""
    return move.when


def _columns(now: Snapshot) -> Mapping[str, Key]:
    """What each column is sorted by; among equals the earlier comes first."""
    names, articles, days = now.names, now.articles_by_id, now.days
    return {
        "when": lambda m: m.when or days[m.article_id] or "9999",
        "code": lambda m: m.code,
        "who": lambda m: [names.get(a, a).casefold() for a in m.actors],
        "whom": lambda m: [names.get(a, a).casefold() for a in m.recipients],
        "issue": lambda m: (not m.issue or m.issue.startswith("~"), m.issue or ""),
        "modality": lambda m: m.modality,
        "outlet": lambda m: (articles[m.article_id].outlet or "~").casefold(),
        "sure": lambda m: m.confidence,
        "voices": lambda m: _support(now, m),
    }


def _support(now: Snapshot, move: Move) -> tuple[int, int]:
    event = now.events_by_id.get(move.event or "")
    return (event.support.voices, event.support.reports) if event else (0, 0)
