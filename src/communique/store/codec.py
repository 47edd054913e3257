"""Nouns to rows and back: scalar fields are columns, everything nested is JSON with sorted keys."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from communique.data import Anchor

Noun = TypeVar("Noun")
UNFIT = (KeyError, TypeError, ValueError, AttributeError, StopIteration)
"""What :func:`noun` and :func:`build` raise for columns or JSON that no noun was made into."""
_SCALARS = (str, int, float, bool, type(None))


def plain(value: Any) -> Any:  # noqa: ANN401 - any noun, any nesting
    """A noun, or anything made of nouns, as what JSON knows; anchors say "article" for their article's id."""
    if isinstance(value, Anchor):
        return {"article": value.article_id, "start": value.start, "end": value.end, "exact": value.exact}
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def dump(value: Any) -> str:  # noqa: ANN401
    """``value`` as one line of JSON, keys sorted, as every file and column of ours has it."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(", ", ": "))


def row(noun: Any) -> dict[str, Any]:  # noqa: ANN401
    """The columns of a noun: scalars as they are, the rest as JSON text."""
    return {
        field.name: _column(getattr(noun, field.name), field.name, type(noun)) for field in dataclasses.fields(noun)
    }


def _column(value: Any, name: str, kind: type) -> Any:  # noqa: ANN401
    return value if _is_scalar(_hints(kind)[name]) else dump(value)


def noun(kind: type[Noun], columns: Mapping[str, Any]) -> Noun:
    """The noun that :func:`row` took apart; one of UNFIT where it does not fit."""
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]
    values = {
        name: build(hint, columns[name] if _is_scalar(hint) else json.loads(columns[name]))
        for name, hint in hints.items()
    }
    return kind(**values)


def build(hint: Any, value: Any) -> Any:  # noqa: ANN401
    """``value`` as JSON knows it, made into what the type ``hint`` says (the inverse of :func:`plain`)."""
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else build(next(a for a in arguments if _fits(a, value)), value)
    if origin is tuple:
        members = arguments[:1] * len(value) if arguments[-1:] == (...,) else arguments
        return tuple(build(member, item) for member, item in zip(members, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: build(arguments[1], item) for key, item in value.items()}
    if hint is Anchor:
        return Anchor(article_id=value["article"], start=value["start"], end=value["end"], exact=value["exact"])
    if dataclasses.is_dataclass(hint):
        return hint(**{name: build(inner, value[name]) for name, inner in _hints(hint).items()})  # type: ignore[arg-type, operator]
    return hint(value) if hint in (bool, float) else value


def _fits(hint: Any, value: Any) -> bool:  # noqa: ANN401
    if hint is type(None):
        return False
    return not (hint in (str, int, float) and isinstance(value, str) != (hint is str))


def _is_scalar(hint: Any) -> bool:  # noqa: ANN401
    if hint in _SCALARS or typing.get_origin(hint) is typing.Literal:
        return True
    union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    return union and all(_is_scalar(a) for a in typing.get_args(hint))


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return {field.name: typing.get_type_hints(kind)[field.name] for field in dataclasses.fields(kind)}
