"""Drafts from what the shipped encoder sees: every source and every content goes with the cue that is nearest to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from communique.data import Parse, Part
from communique.statements.linking import Draft
from communique.statements.units import Unit
from communique.text import Span

_AWAY = 400  # characters that the end of a sentence counts for: a neighbour in the same sentence is nearer
_UNSURE = 0.85  # of what the encoder alone is sure of is believed
_AGREED = 0.95  # where the rules found the same
_OPENING = 12  # characters before the source that opens a content: "that the "
_SHARED = 0.5  # of the shorter content must be common to two readings of one statement


def seen(parse: Parse, sheet: Sequence[Unit]) -> list[Draft]:
    """The statements that the parts of attributions make, paragraph by paragraph; one cue makes one statement."""
    starts = [unit.span.start for unit in sheet]
    placed = ((max(0, bisect_right(starts, part.start) - 1), part) for part in parse.parts) if sheet else ()
    found: list[Draft] = []
    for _, group in groupby(placed, key=lambda item: sheet[item[0]].paragraph):
        found.extend(_linked(list(group)))
    return found


def _linked(parts: list[tuple[int, Part]]) -> Iterator[Draft]:
    cues = [item for item in parts if item[1].role == "cue"]
    if not cues:
        yield from _cueless(parts)
        return
    sources: dict[int, list[tuple[int, Part]]] = {}
    contents: dict[int, list[tuple[int, Part]]] = {}
    starts = [cue[1].start for cue in cues]
    for item in parts:
        if item[1].role != "cue":
            after = bisect_right(starts, item[1].start)  # the nearest stands right before or right after
            nearest = min(range(max(0, after - 1), min(after + 1, len(cues))), key=lambda at: _distance(item, cues[at]))
            (sources if item[1].role == "source" else contents).setdefault(nearest, []).append(item)
    speaking: tuple[int, Part] | None = None
    for at, cue in enumerate(cues):
        own = min(sources.get(at, ()), key=lambda item: _distance(item, cue), default=None)
        if own is None and speaking is not None and speaking[0] == cue[0]:
            own = speaking  # "she said ..., and added ..."
        speaking = own or speaking
        if at in contents:
            yield _draft(own, cue, contents[at])


def _cueless(parts: list[tuple[int, Part]]) -> Iterator[Draft]:
    """Contents without a cue in their paragraph, each with the nearest source."""
    sources = [item for item in parts if item[1].role == "source"]
    for item in parts:
        if item[1].role == "content":
            yield _draft(min(sources, key=lambda source: _distance(source, item), default=None), None, [item])


def _distance(one: tuple[int, Part], other: tuple[int, Part]) -> int:
    gap = max(one[1].start - other[1].end, other[1].start - one[1].end, 0)
    return gap + _AWAY * abs(one[0] - other[0])


def _draft(source: tuple[int, Part] | None, cue: tuple[int, Part] | None, contents: list[tuple[int, Part]]) -> Draft:
    parts = [part for _, part in contents] + [item[1] for item in (source, cue) if item is not None]
    return Draft(
        source=None if source is None else Span(source[1].start, source[1].end),
        cue=None if cue is None else Span(cue[1].start, cue[1].end),
        content=[Span(part.start, part.end) for _, part in contents],
        confidence=round(_UNSURE * min(part.score for part in parts), 3),
        unit=contents[0][0] if cue is None else cue[0],
    )


def agreed(ruled: Sequence[Draft], read: Sequence[Draft], quotes: Sequence[Span]) -> list[Draft]:
    """One list of both readings: the encoder's places, surer where the rules found the same.

    What only the rules found stays where it is a quotation that nobody has, or a report that opens another's.
    """
    by_unit: dict[int, list[Draft]] = {}
    for draft in read:
        by_unit.setdefault(draft.unit, []).append(draft)
    vias = [draft.cue for draft in ruled if draft.via and draft.cue is not None]
    replaced: dict[int, Draft] = {}
    kept: list[Draft] = []
    for draft in ruled:
        near = [other for at in (-1, 0, 1) for other in by_unit.get(draft.unit + at, ())]
        same = max(near, key=lambda other: _common(draft, other), default=None)
        if same is not None and _common(draft, same) >= _SHARED and (draft.firm or not _within(draft, same)):
            same.confidence = max(same.confidence, min(_AGREED, draft.confidence))
            same.kind = draft.kind
            if draft.firm or (not draft.via and draft.source is not None and _meets(same.cue, vias)):
                same.source, same.cue = draft.source, draft.cue  # "…, N said, according to the agency"
                same.content = draft.content if draft.firm else same.content
            same.source = same.source or draft.source
            replaced[id(draft)] = same
        elif any(_chained(draft, other) or (_meets(other.cue, vias) and _opens(draft, other)) for other in near) or (
            _quoted(draft, quotes) and not any(_common(draft, other) for other in near)
        ):
            kept.append(draft)
    for draft in kept:
        if draft.outer is not None:
            draft.outer = replaced.get(id(draft.outer), draft.outer if draft.outer in kept else None)
    return [*read, *kept]


def _meets(cue: Span | None, others: Sequence[Span]) -> bool:
    return cue is not None and any(cue.start < other.end and other.start < cue.end for other in others)


def _common(one: Draft, other: Draft) -> float:
    """The share of the shorter content that both have."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    shorter = min(sum(s.end - s.start for s in draft.content) for draft in (one, other))
    return shared / max(1, shorter)


def _within(draft: Draft, other: Draft) -> bool:
    """Whether a statement stands inside what another reports: its cue is among the other's content."""
    cue = draft.cue
    return cue is not None and any(s.start <= cue.start and cue.end <= s.end for s in other.content)


def _chained(draft: Draft, other: Draft) -> bool:
    """Whether a statement opens what another reports: "the agency reported that Brenn had said ..."."""
    if draft.source is None or draft.kind != "say" or not _within(draft, other):
        return False
    return any(0 <= draft.source.start - stretch.start <= _OPENING for stretch in other.content)


def _opens(draft: Draft, other: Draft) -> bool:
    """Whether "…, N said" is what a statement is by way of another: "…, N said, according to the agency"."""
    inside = draft.source is not None and draft.kind == "say" and _within(draft, other)
    return inside and draft.content[0].start == other.content[0].start


def _quoted(draft: Draft, quotes: Sequence[Span]) -> bool:
    """Whether a quotation holds the statement: ``quotes`` are in order and apart."""
    at = bisect_right(quotes, draft.content[0].start, key=lambda quote: quote.start) - 1
    return at >= 0 and draft.content[0].end <= quotes[at].end
