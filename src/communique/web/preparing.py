"""What some pages have made before they are shown, because it takes long (see :mod:`communique.web.working`)."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request

from communique.snapshot import Snapshot
from communique.views import case as case_view
from communique.views import changes, conflict
from communique.views.asked import Asked
from communique.views.kept import keep, recall
from communique.web.modelling import Modeller
from communique.web.served import Served
from communique.web.working import PATIENCE

# The page of a list is shown without what is not made yet; its siblings hold everything, and wait.

_SHORT = 0.5  # seconds that a page waits for what is only a part of it
_MODELLER = Modeller()
"""Solves the conflict of what is shown without being served from a file."""


def _patience(asked: Asked) -> float | None:
    return None if asked.page is None else PATIENCE


async def compared(served: Served, _: Request, now: Snapshot, asked: Asked) -> None:
    """The record as of the moment that changes are asked since, set beside that of now."""
    day = changes.since(now, asked)
    if day is not None:
        make = partial(changes.compared, day=day)
        await served.workshop.worked(now, changes.question(day), make, patience=_patience(asked))


async def told(served: Served, request: Request, now: Snapshot, asked: Asked) -> None:
    """What only the file of the case tells; and, where it is asked for, whether the file is sound."""
    patience = _patience(asked)
    await served.workshop.worked(now, case_view.FACTS, case_view.facts, patience=patience)
    if request.query_params.get("check"):
        if request.query_params["check"] == "again":
            keep(now, case_view.CHECK, None)
        await served.workshop.worked(now, case_view.CHECK, case_view.check, patience=patience)


async def modelled(served: Served, _: Request | None, now: Snapshot, asked: Asked) -> None:
    """The conflict model, by what was judged up to this moment, its equilibria, and what else of it is asked for."""
    judged = getattr(served, "given", ())
    if len(judged) > len(conflict.given(now)):
        keep(now, conflict.GIVEN, judged)
    day, patience = asked.where.until, _patience(asked)
    if day is not None:
        make = partial(conflict.as_of, day=day)
        await served.workshop.worked(now, conflict.earlier(now, day), make, patience=patience)
        if recall(now, conflict.earlier(now, day)) is None:
            return
    for show in ("", *conflict.shown(asked)):
        looked = conflict.looked(now, asked, show)
        waits = min(patience, _SHORT) if show and patience is not None else patience
        await modeller(served).look(now, looked, patience=waits)


def modeller(served: Served) -> Modeller:
    """Who solves the conflict of what is served."""
    found: Modeller = getattr(served, "modeller", _MODELLER)
    return found
