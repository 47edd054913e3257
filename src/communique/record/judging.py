"""Judgements: what a person decided is applied last, and wins."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from communique.data import Judgement
from communique.errors import JudgementError


class _Datum(Protocol):
    @property
    def id(self) -> str: ...


Datum = TypeVar("Datum", bound=_Datum)

EDITABLE: Mapping[str, tuple[str, ...]] = {
    "Move": (
        *("code", "actors", "speaker", "recipients", "issue", "when", "forum", "modality", "condition", "history"),
        *("reported_by", "responds_to"),
    ),
    "Figure": ("what", "value", "low", "high", "unit", "hedge", "status", "who", "when"),
    "Meeting": ("forum", "place", "when", "parties", "status", "hours"),
    "Statement": ("actor",),
    "Actor": ("name", "kind", "side", "country"),
    "Copy": ("kind", "original_id"),
    "Position": ("stance", "red_line"),
}
"""The fields of each noun that a person may change; anchors and ids never."""


def standing(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """The judgement in force about each datum: the last that was not taken back.

    Judgements are read in the order in which they were given. Edits add up: a later edit of another field, or an
    acceptance, keeps the earlier one.
    """
    given = list(judgements)
    undone = _undone(given)
    found: dict[str, Judgement] = {}
    for judgement in given:
        if judgement.verdict == "undo" or judgement.id in undone:
            continue
        before = found.get(judgement.about)
        if before is not None and before.verdict == "edit" and judgement.verdict in ("edit", "accept"):
            judgement = dataclasses.replace(judgement, verdict="edit", changes={**before.changes, **judgement.changes})
        found[judgement.about] = judgement
    return found


def _undone(given: Iterable[Judgement]) -> set[str]:
    """The ids taken back; an undo of an undo restores what the first one took."""
    undone: set[str] = set()
    target = {j.id: j.about for j in given if j.verdict == "undo"}
    for judgement in reversed(list(given)):
        if judgement.verdict == "undo" and judgement.id not in undone:
            undone.add(target[judgement.id])
    return undone


def judged(data: Iterable[Datum], judgements: Mapping[str, Judgement]) -> tuple[Datum, ...]:
    """``data`` as people judged them: the rejected are gone, the edited changed, accepted moves certain."""
    kept: list[Datum] = []
    for datum in data:
        judgement = judgements.get(datum.id)
        if judgement is None:
            kept.append(datum)
        elif judgement.verdict == "accept":
            kept.append(_certain(datum))
        elif judgement.verdict == "edit":
            kept.append(_certain(edited(datum, judgement.changes)))
    return tuple(kept)


def orphaned(judgements: Mapping[str, Judgement], ids: Collection[str]) -> list[Judgement]:
    """The judgements in force whose datum no longer exists: kept, and shown as such."""
    return [j for j in judgements.values() if j.about not in ids and j.verdict != "reject"]


def edited(datum: Datum, changes: Mapping[str, str]) -> Datum:
    """``datum`` with ``changes`` made: JSON values, or plain words for a text field.

    JudgementError names a field that this kind of datum does not have or that is not a person's to change.
    """
    kind = type(datum).__name__
    allowed = EDITABLE.get(kind, ())
    wrong = sorted(set(changes) - set(allowed))
    if wrong:
        may = f"may change {', '.join(allowed)}" if allowed else "can only be accepted or rejected"
        raise JudgementError(f"a {kind.lower()} has no {wrong[0]!r} to change; it {may}")
    values = {name: _value(datum, name, text) for name, text in changes.items()}
    changed: Datum = dataclasses.replace(datum, **values)  # type: ignore[type-var]
    return changed


def _value(datum: Any, name: str, text: str) -> Any:  # noqa: ANN401 - any field of any noun
    now = getattr(datum, name)
    if isinstance(now, tuple):
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if isinstance(now, (bool, int, float)) or name in ("low", "high", "hours"):
        try:
            return type(now)(json.loads(text.casefold())) if now is not None else float(text)
        except (ValueError, TypeError) as error:
            raise JudgementError(f"{name} cannot be {text!r}") from error
    return text or None


def _certain(datum: Datum) -> Datum:
    """What a person has confirmed is no longer a guess."""
    if not hasattr(datum, "confidence"):
        return datum
    sure: Datum = dataclasses.replace(datum, confidence=1.0)  # type: ignore[type-var]
    return sure
