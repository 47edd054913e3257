"""What would hold, in the brief: the states that hold by R and by SEQ, and the statements that carry them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from communique import conflict as room
from communique.conflict import Options
from communique.conflict.drawing import CAUTION
from communique.data import Carrier, Proposal, ProposedPreference
from communique.errors import BadConflict
from communique.report.blocks import Block, Heading, Paragraph, Run
from communique.snapshot import Snapshot
from communique.views import conflict
from communique.views.asked import Asked
from communique.views.outcomes import Outcomes
from communique.views.premised import Told

Cite = Callable[[list[str]], tuple[int, ...]]
_STATES = 4
_CARRIERS = 5
_READINGS = 5  # so many are solved again without each statement: it is only told which carry most


def outlook(now: Snapshot, cite: Cite) -> Iterator[Block]:
    """The section; nothing where the record makes no model that can be solved."""
    look = conflict.looked(now, Asked())
    try:
        solved = conflict.solved(now, look)
        few = room.solve(solved.model.conflict, options=Options(readings=_READINGS))
        carriers = [row for row in room.sensitivity(few).carriers if row.lost][:_CARRIERS]
    except BadConflict:
        return
    told = conflict.told(now, look)
    made = Outcomes(solved, told).objects()
    yield Heading(2, "What would hold")
    yield Paragraph((Run(room.banner(told.made), "strong"), Run(CAUTION, "quiet")))
    for one in made["equilibria"][:_STATES]:
        if one["counts"]["SEQ"]:
            yield Paragraph(tuple(_state(one, made["readings"])), item=True)
    if carriers:
        yield Paragraph((Run("What this rests on most:"),))
    for row in carriers:
        yield Paragraph(tuple(_carrier(row, told, cite)), item=True)


def _state(one: dict[str, Any], readings: int) -> Iterator[Run]:
    held = ", ".join(f"{concept} in {one['counts'][concept]} of {readings} readings" for concept in ("R", "SEQ"))
    changes = [
        f"{'' if change['done'] else 'no longer: '}{change['text'] or change['name']}" for change in one["changes"]
    ]
    yield Run("; ".join(changes) or "everything as it is now")
    yield Run(f"({held})", "quiet")


def _carrier(row: Carrier, told: Told, cite: Cite) -> Iterator[Run]:
    yield Run(f"{row.maker}: {row.statement}", "strong")
    wish = _wish(told.made, told.names, row)
    if row.quote and wish is not None:
        yield Run(row.quote.strip('“”"'), "quote", cite([anchor.article_id for anchor in wish.support.anchors]))


def _wish(made: Proposal, names: dict[str, str], row: Carrier) -> ProposedPreference | None:
    mine = (wish for wish in made.preferences if names.get(wish.maker) == row.maker)
    return next((wish for wish in mine if wish.statement == row.statement), None)
