"""Judgements: what a person decided is applied last, and wins."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any, Literal, Protocol, TypeVar

from communique.data import Judgement
from communique.dates import is_prefix
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
    "Article": ("outlet", "title", "byline", "url", "published", "credit"),
    "ProposedParty": ("name",),
    "ProposedOption": ("name", "text", "owner", "irreversible", "present"),
    "ProposedPreference": ("statement", "tier", "credibility"),
    "ProposedExclusion": ("statement",),
}
"""The fields of each noun that a person may change; anchors and ids never."""


LINKS = ("merge", "split", "add")
"""The verdicts that stand beside one another: each is in force under its own id until it is taken back."""
PARTIES = frozenset({"actors", "recipients", "speaker", "side", "who", "parties", "actor", "owner", "maker"})
"""The fields that hold ids of actors."""
PREMISES = frozenset({"party", "option", "preference", "exclusion"})
"""The kinds of what a conflict model is made of."""
_DAYS = frozenset({"when", "published"})
_TIERS = range(10)  # of the preferences in a conflict model; the record gives those up to 4, people may set more apart


def kind_of(datum: object) -> str:
    """What a judgement calls the kind of a datum: move, figure, …; an option that is proposed is an option."""
    return type(datum).__name__.casefold().removeprefix("proposed")


def standing(judgements: Iterable[Judgement], *, by: str | None = None) -> dict[str, Judgement]:
    """The judgements in force, in order of time: about each datum the last that was not taken back.

    Merges, splits and additions each stand under their own id. Edits add up: a later edit of another field, or an
    acceptance, keeps the earlier one, whoever gave it; a blind one builds on what its own coder decided before.
    ``by`` asks what one coder's judgements alone would come to.
    """
    found: dict[str, Judgement] = {}
    own: dict[tuple[str, str], Judgement] = {}
    for judgement in in_force(judgements):
        if by is not None and judgement.by != by:
            continue
        mine = (judgement.about, judgement.by)
        key = judgement.id if judgement.verdict in LINKS else judgement.about
        whole = _onto(own.get(mine) if judgement.blind else found.get(judgement.about), judgement)
        found.pop(key, None)
        found[key] = own[mine] = whole
    return found


def stances(judgements: Iterable[Judgement]) -> dict[str, dict[str, Judgement]]:
    """What each coder says of each datum: datum id to coder to the last word of that coder, edits added up."""
    found: dict[str, dict[str, Judgement]] = {}
    for judgement in in_force(judgements):
        if judgement.verdict not in LINKS:
            coders = found.setdefault(judgement.about, {})
            coders[judgement.by] = _onto(coders.get(judgement.by), judgement)
    return found


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that nobody took back, in order of time; an undo is none of them."""
    given = sorted(judgements, key=lambda j: j.at)
    undone = taken_back(given)
    return [j for j in given if j.verdict != "undo" and j.id not in undone and j.batch not in undone]


def _onto(before: Judgement | None, judgement: Judgement) -> Judgement:
    """The judgement with the edits that it keeps."""
    if before is None or before.verdict != "edit" or judgement.verdict not in ("edit", "accept"):
        return judgement
    return dataclasses.replace(judgement, verdict="edit", changes={**before.changes, **judgement.changes})


def taken_back(given: Iterable[Judgement]) -> set[str]:
    """The ids, of judgements and batches, taken back; an undo of an undo restores what the first one took."""
    undone: set[str] = set()
    ordered = sorted(given, key=lambda j: j.at)
    for judgement in reversed(ordered):
        if judgement.verdict == "undo" and judgement.id not in undone:
            undone.add(judgement.about)
    return undone


def judged(data: Iterable[Datum], judgements: Mapping[str, Judgement]) -> tuple[Datum, ...]:
    """``data`` as people judged them: the rejected are gone, the edited changed, accepted moves certain.

    An edit that no longer applies, because a later version has other fields, leaves its datum as it is; it is
    among the :func:`orphaned`.
    """
    if not judgements:
        return tuple(data)
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


_TRACED = frozenset({"move", "figure", "statement", "article"})  # what the machine found can be asked by id
_TAKE_OUT = frozenset({"reject", "merge"})


def orphaned(
    judgements: Mapping[str, Judgement], data: Mapping[str, Datum], *, found: Container[str] = ()
) -> list[Judgement]:
    """The judgements in force whose datum no longer exists or takes the change: kept, and shown as such.

    ``data`` is the record by id, ``found`` the ids of what the machine found before people judged. What cannot be
    told from a datum that the judgement itself took out of the record is no orphan. A judgement about an issue, and
    a name or a premise that a person added, stand by themselves.
    """
    alone = {"actor", *PREMISES}
    asked = [j for j in judgements.values() if j.kind != "issue" and not (j.verdict == "add" and j.kind in alone)]
    return [j for j in asked if _lost(j, data, found) or not _applies(data.get(j.about), j)]


def _lost(judgement: Judgement, data: Container[str], found: Container[str]) -> bool:
    """Whether a datum or an actor that the judgement names is gone."""
    changes = judgement.changes
    untold = judgement.verdict in _TAKE_OUT and judgement.kind not in _TRACED
    named = [] if untold else [judgement.about]
    named += parts(changes.get("with", ""))
    named += [actor for field in PARTIES & set(changes) for actor in parts(changes[field])]
    apart = parts(changes.get("from", ""))
    traced = () if (judgement.verdict, judgement.kind) == ("add", "move") else found  # an added move needs its article
    there = [one in data or one in traced for one in named]
    return not all(there) or (bool(apart) and not any(one in data or one in found for one in apart))


def _applies(datum: _Datum | None, judgement: Judgement) -> bool:
    if judgement.verdict != "edit" or datum is None:
        return True
    try:
        edited(datum, judgement.changes)
    except JudgementError:
        return False
    return True


def edited(datum: Datum, changes: Mapping[str, str]) -> Datum:
    """``datum`` with ``changes`` made; each is given in words, several parties or other parts with semicolons.

    JudgementError names a field that this kind of datum does not have or that is not a person's to change.
    """
    kind = kind_of(datum)
    allowed = EDITABLE.get(type(datum).__name__, ())
    wrong = sorted(set(changes) - set(allowed))
    if wrong:
        may = f"may change {', '.join(allowed)}" if allowed else "can only be accepted or rejected"
        raise JudgementError(f"{_article(kind)} has no {wrong[0]!r} to change; it {may}")
    values = {name: _value(datum, name, text) for name, text in changes.items()}
    changed: Datum = dataclasses.replace(datum, **values)  # type: ignore[type-var]
    return changed


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _value(datum: Any, name: str, text: str) -> Any:  # noqa: ANN401 - any field of any noun
    """``text`` as the type of the field wants it; an empty text clears a field that may be empty."""
    hint = typing.get_type_hints(type(datum))[name]
    kinds = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    words = text.strip()
    if typing.get_origin(hint) is tuple:
        return parts(text)
    if not words and type(None) in kinds:
        return None
    if name in _DAYS:
        return _day(name, words)
    if bool in kinds:
        return _TRUTH[_one_of(name, words.casefold(), _TRUTH)]
    if hint is int:
        return int(_one_of(name, words, tuple(map(str, _TIERS))))
    if float in kinds:
        return _number(name, words)
    if typing.get_origin(hint) is Literal:
        return _one_of(name, words, typing.get_args(hint))
    return _one_of(name, words.upper(), codes()) if name == "code" else _filled(name, words)


def parts(text: str) -> tuple[str, ...]:
    """The parts of a change that names several."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def coding(datum: object) -> dict[str, str]:
    """The fields of a datum that a person may change, in the words that change them."""
    return {name: _worded(getattr(datum, name)) for name in EDITABLE.get(type(datum).__name__, ())}


def _worded(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value)


_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _one_of(name: str, word: str, allowed: Collection[str]) -> str:
    if word not in allowed:
        raise JudgementError(f"{name} cannot be {word!r}; it is one of {', '.join(allowed)}")
    return word


def _filled(name: str, words: str) -> str:
    if not words:
        raise JudgementError(f"{name} cannot be empty")
    return words


def _day(name: str, words: str) -> str:
    if not is_prefix(words):
        raise JudgementError(f"{name} cannot be {words!r}; it is a day, month or year: 2031-03-04, 2031-03 or 2031")
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
