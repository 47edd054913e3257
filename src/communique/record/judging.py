"""Judgements: what a person decided is applied last, and wins."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, Protocol, TypeVar

from communique.data import Judgement
from communique.errors import JudgementError
from communique.vocabulary.codebook import codes


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
    """``data`` as people judged them: the rejected are gone, the edited changed, accepted moves certain.

    An edit that no longer applies, because a later version has other fields, leaves its datum as it is; it is
    among the :func:`orphaned`.
    """
    kept: list[Datum] = []
    for datum in data:
        judgement = judgements.get(datum.id)
        if judgement is None:
            kept.append(datum)
        elif judgement.verdict == "accept":
            kept.append(_certain(datum))
        elif judgement.verdict == "edit":
            kept.append(_certain(edited(datum, judgement.changes)) if _applies(datum, judgement) else datum)
    return tuple(kept)


def orphaned(judgements: Mapping[str, Judgement], data: Mapping[str, Datum]) -> list[Judgement]:
    """The judgements in force whose datum (by id) no longer exists or takes the change: kept, and shown as such."""
    asked = [j for j in judgements.values() if j.verdict != "reject"]
    return [j for j in asked if j.about not in data or not _applies(data[j.about], j)]


def _applies(datum: Datum, judgement: Judgement) -> bool:
    try:
        edited(datum, judgement.changes)
    except JudgementError:
        return False
    return True


def edited(datum: Datum, changes: Mapping[str, str]) -> Datum:
    """``datum`` with ``changes`` made; each is given in words, several parties or other parts with semicolons.

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
    """``text`` as the type of the field wants it; an empty text clears a field that may be empty."""
    hint = typing.get_type_hints(type(datum))[name]
    kinds = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    words = text.strip()
    if typing.get_origin(hint) is tuple:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if not words and type(None) in kinds:
        return None
    if bool in kinds:
        return _TRUTH[_one_of(name, words.casefold(), _TRUTH)]
    if float in kinds:
        return _number(name, words)
    if typing.get_origin(hint) is Literal:
        return _one_of(name, words, typing.get_args(hint))
    return _one_of(name, words, codes()) if name == "code" else _filled(name, words)


_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _one_of(name: str, word: str, allowed: Collection[str]) -> str:
    if word not in allowed:
        raise JudgementError(f"{name} cannot be {word!r}; it is one of {', '.join(allowed)}")
    return word


def _filled(name: str, words: str) -> str:
    if not words:
        raise JudgementError(f"{name} cannot be empty")
    return words


def _number(name: str, words: str) -> float:
    try:
        value = float(words.replace(",", "").replace("_", ""))
    except ValueError as error:
        raise JudgementError(f"{name} cannot be {words!r}; it is a number") from error
    if not math.isfinite(value):
        raise JudgementError(f"{name} cannot be {words!r}; it is a number")
    return value


def _certain(datum: Datum) -> Datum:
    """What a person has confirmed is no longer a guess."""
    if not hasattr(datum, "confidence"):
        return datum
    sure: Datum = dataclasses.replace(datum, confidence=1.0)  # type: ignore[type-var]
    return sure
