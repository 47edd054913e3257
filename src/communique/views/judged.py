"""Who decided what about a datum, as a line of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.data import Judgement
from communique.record import standing
from communique.snapshot import Snapshot
from communique.views.kept import remembered


def judged(now: Snapshot, about: str) -> dict[str, Any] | None:
    """The judgement in force about a datum: verdict, by whom, when, why; None where nobody judged it."""
    found = _standing(now).get(about)
    if found is None:
        return None
    return {"verdict": found.verdict, "by": found.by, "at": found.at, "why": found.why, "changes": dict(found.changes)}


@remembered
def _standing(now: Snapshot) -> Mapping[str, Judgement]:
    return standing(now.judgements)
