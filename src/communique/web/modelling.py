"""The conflict of a served case, solved in a process of its own: what compiles the loops over states is large."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from communique import conflict as room
from communique.case import Case
from communique.conflict import Solved
from communique.data import Judgement, Premise, Proposal
from communique.errors import CommuniqueError
from communique.snapshot import Snapshot
from communique.views import conflict
from communique.views.conflict import Looked
from communique.views.kept import keep, recall
from communique.web.annex import Annex
from communique.web.working import SMALL, Desk

Object = dict[str, Any]
FORMS: Mapping[str, tuple[str, Callable[[Solved], str]]] = {
    "toml": ("application/toml", lambda solved: room.written(solved.model.conflict)),
    "graphml": ("application/graphml+xml", lambda solved: "\n".join(room.graphml(solved)) + "\n"),
    "svg": (
        "image/svg+xml",
        lambda solved: room.svg(room.graph(solved), solved.model.conflict.name or "A conflict", alone=True),
    ),
}
"""The files of a conflict by their ending: the kind of each, and how it is written."""
_MODEL, _MORE = 0, 1  # the doors: what takes longer never keeps a model waiting


class Modeller:
    """Answers looks at the conflict of a case.

    Without a ``path``, or of no more than ``small`` articles, it is solved in this process. ``done`` is called after
    each look, in the thread that took it.
    """

    def __init__(
        self, path: Path | None = None, *, small: int = SMALL, done: Callable[[], None] = lambda: None
    ) -> None:
        self._annex = None if path is None else Annex(path, doors=2)
        self._small = small
        self._desks = Desk(done=done), Desk(done=done)
        self._premises: Mapping[str, Premise] = {}

    async def look(self, now: Snapshot, looked: Looked, *, patience: float | None) -> None:
        """Have the model solved for one look, and kept under it; who asks waits so many seconds, or to the end."""
        desk = self._desks[_MORE if looked.show else _MODEL]
        await desk.worked(now, looked, partial(self._look, looked=looked), patience=patience)

    def written(self, now: Snapshot, looked: Looked, form: str) -> str:
        """The conflict of a look as a file; raises BadConflict where there is none."""
        if (annex := self._beside(now)) is None:
            return FORMS[form][1](conflict.solved(now, looked))
        try:
            text: str = annex.do(partial(_written, asked=_Question(now, looked), form=form), door=_MORE)
        except EOFError as error:
            raise CommuniqueError(f"the file is not made: {error}; ask for it again") from error
        return text

    def premises(self, now: Snapshot, given: Sequence[Judgement], wanted: set[str]) -> Mapping[str, Premise]:
        """What the model is made of, by id, as it was last shown; made anew where that has not all that is wanted."""
        if not self._premises.keys() >= wanted:
            self._premises = conflict.elements(now, given)
        return self._premises

    def close(self) -> None:
        """End what is being done."""
        if self._annex is not None:
            self._annex.close()

    def _beside(self, now: Snapshot) -> Annex | None:
        return self._annex if len(now.articles()) > self._small else None

    def _look(self, now: Snapshot, looked: Looked) -> Object:
        door = _MORE if looked.show else _MODEL
        if (annex := self._beside(now)) is None:
            found, premises = _answered(now, looked)
        else:
            found, premises = annex.do(partial(_looked, asked=_Question(now, looked)), door=door)
        self._premises = premises or self._premises
        return found


class _Question:
    """A look with all that the file of the case does not tell: the newest judgements, and the model of a former day."""

    def __init__(self, now: Snapshot, looked: Looked) -> None:
        self.looked = looked
        self.given = given if len(given := conflict.given(now)) > len(now.judgements) else ()
        self.early: Proposal | str | None = looked.day and recall(now, conflict.earlier(now, looked.day))


# in the other process


class _Table:
    """The newest snapshot, read once for all who ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now: Snapshot | None = None

    def read(self, case: Case) -> Snapshot:
        with self._lock:
            fresh = case.snapshot(renew=False)
            if self._now is None or self._now.key != fresh.key:
                self._now = fresh.load()
            return self._now


_TABLE = _Table()


def _looked(case: Case, asked: _Question) -> tuple[Object, Mapping[str, Premise]]:
    return _answered(_known(case, asked), asked.looked)


def _written(case: Case, asked: _Question, form: str) -> str:
    return FORMS[form][1](conflict.solved(_known(case, asked), asked.looked))


def _known(case: Case, asked: _Question) -> Snapshot:
    """The snapshot, to which is kept what the question brings along."""
    now = _TABLE.read(case)
    if len(asked.given) > len(conflict.given(now)):
        keep(now, conflict.GIVEN, asked.given)
    if asked.looked.day is not None:
        keep(now, conflict.earlier(now, asked.looked.day), asked.early)
    return now


def _answered(now: Snapshot, looked: Looked) -> tuple[Object, Mapping[str, Premise]]:
    """What a look shows; with a model of today, what that is made of."""
    found = conflict.look(now, looked)
    if looked.day is not None or looked.show:
        return found, {}
    return found, conflict.elements(now, conflict.given(now))
