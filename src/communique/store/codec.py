"""Nouns to rows and back: scalar fields are columns, everything nested is JSON with sorted keys."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from communique.data import Anchor

Noun = TypeVar("Noun")
UNFIT = (KeyError, TypeError, ValueError, AttributeError, StopIteration)
"""What :func:`noun` and :func:`build` raise for columns or JSON that no noun was made into."""
_SCALARS = (str, int, float, bool, type(None))


def plain(value: Any) -> Any:  # noqa: ANN401 - any noun, any nesting
    """A noun, or anything made of nouns, as what JSON knows; anchors say "article" for their article's id."""
    if isinstance(value, Anchor):
        return _place(value)
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def _place(anchor: Anchor) -> dict[str, Any]:
    return {"article": anchor.article_id, "start": anchor.start, "end": anchor.end, "exact": anchor.exact}


def dump(value: Any) -> str:  # noqa: ANN401
    """``value`` as one line of JSON, keys sorted, as every file and column of ours has it."""
    return _encoded(plain(value))


_encoded = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(", ", ": ")).encode


def row(noun: Any) -> dict[str, Any]:  # noqa: ANN401
    """The columns of a noun: scalars as they are, the rest as JSON text."""
    kind: Any = type(noun)
    names, of, nested = _columns(kind)
    cells = list(of(noun))
    for at, taken in nested:
        cells[at] = _column(taken(cells[at]))
    return dict(zip(names, cells, strict=True))


def _column(value: Any) -> str:  # noqa: ANN401
    """What JSON knows as a column."""
    if not value and isinstance(value, (list, tuple)):
        return "[]"  # most are
    try:
        return _told(value).decode()
    except UnicodeEncodeError:  # half a character
        return _encoded(value)


def as_number(value: Any) -> float:  # noqa: ANN401
    """A number of numpy as one of Python, for msgspec; TypeError for anything else that JSON does not know."""
    if isinstance(value, float):
        return float(value)
    raise TypeError(f"no JSON for {type(value)}")


_told = msgspec.json.Encoder(order="sorted", enc_hook=as_number).encode


def noun(kind: type[Noun], columns: Mapping[str, Any]) -> Noun:
    """The noun that :func:`row` took apart; one of UNFIT where it does not fit."""
    plan = _plan(kind)  # type: ignore[arg-type]
    return kind(**{name: made(columns[name] if scalar else json.loads(columns[name])) for name, scalar, made in plan})


def build(hint: Any, value: Any) -> Any:  # noqa: ANN401
    """``value`` as JSON knows it, made into what the type ``hint`` says (the inverse of :func:`plain`)."""
    return _maker(hint)(value)


_Maker = Callable[[Any], Any]


@cache
def _plan(kind: Any) -> tuple[tuple[str, bool, _Maker], ...]:  # noqa: ANN401
    """For each field of a noun: its name, whether it is a column as it stands, and how it is made."""
    return tuple((name, _is_scalar(hint), _maker(hint)) for name, hint in _hints(kind).items())


@cache
def _columns(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], Any], list[tuple[int, _Maker]]]:  # noqa: ANN401
    """The names of a noun's columns, all their values at once, and which of them are taken apart, and how."""
    names = tuple(_hints(kind))
    nested = [(at, _taker(_hints(kind)[name])) for at, (name, scalar, _) in enumerate(_plan(kind)) if not scalar]
    return names, attrgetter(*names), nested


@cache
def _taker(hint: Any) -> _Maker:  # noqa: ANN401
    """How a value of type ``hint`` becomes what JSON knows: as :func:`plain`, which looks at every value."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if _is_scalar(hint):
        return _same
    if origin is tuple and arguments[-1:] == (...,):
        member = _taker(arguments[0])
        return list if member is _same else lambda value: [member(item) for item in value]
    if hint is Anchor:
        return _place
    return _apart(hint) if dataclasses.is_dataclass(hint) else plain


def _apart(kind: Any) -> _Maker:  # noqa: ANN401
    """Takes a noun inside another one apart."""
    fields = [(name, _taker(inner)) for name, inner in _hints(kind).items()]
    return lambda value: {name: taken(getattr(value, name)) for name, taken in fields}


@cache
def _maker(hint: Any) -> _Maker:  # noqa: ANN401
    """How a value of type ``hint`` is made from JSON, worked out once a type: a case holds many thousands."""
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _either([a for a in arguments if a is not type(None)])
    if origin is tuple:
        return _several(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = _maker(arguments[1])
        return lambda value: {key: inner(item) for key, item in value.items()}
    if hint is Anchor:
        return _anchor
    if dataclasses.is_dataclass(hint):
        return _whole(hint)
    return hint if hint in (bool, float) else _same


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _whole(kind: Any) -> _Maker:  # noqa: ANN401
    """Makes a noun inside another one."""
    makers = {name: _maker(inner) for name, inner in _hints(kind).items()}
    other = [(name, made) for name, made in makers.items() if made is not _same]
    many = len(makers)

    def whole(value: Mapping[str, Any]) -> Any:  # noqa: ANN401
        if len(value) != many:
            raise KeyError(*(value.keys() ^ makers.keys()))
        given = dict(value)
        for name, made in other:
            given[name] = made(given[name])
        return kind(**given)  # refuses a name that it does not know

    return whole


def _anchor(value: Mapping[str, Any]) -> Anchor:
    return Anchor(article_id=value["article"], start=value["start"], end=value["end"], exact=value["exact"])


def _several(arguments: tuple[Any, ...]) -> _Maker:
    """Makes a tuple: of any number of one type, or of one value of each."""
    if arguments[-1:] == (...,):
        member = _maker(arguments[0])
        return tuple if member is _same else lambda value: tuple([member(item) for item in value])
    members = [_maker(argument) for argument in arguments]
    return lambda value: tuple(made(item) for made, item in zip(members, value, strict=True))


def _either(kinds: Sequence[Any]) -> _Maker:
    """Makes what is None or of one of several types: text goes to text, numbers to numbers."""
    makers = [(kind, _maker(kind)) for kind in kinds]
    if len(kinds) == 1:
        return _at_most(*makers[0])

    def made(value: Any) -> Any:  # noqa: ANN401
        if value is None:
            return None
        return next(make for kind, make in makers if _fits(kind, value))(value)

    return made


def _at_most(kind: Any, make: _Maker) -> _Maker:  # noqa: ANN401
    """Makes what is None or of one type, as most of what may be several is."""
    if kind not in (str, int, float):
        return lambda value: None if value is None else make(value)

    def made(value: Any) -> Any:  # noqa: ANN401
        if value is None:
            return None
        if isinstance(value, str) != (kind is str):
            raise TypeError(f"{value!r} for {kind}")
        return make(value)

    return made


def _fits(hint: Any, value: Any) -> bool:  # noqa: ANN401
    return not (hint in (str, int, float) and isinstance(value, str) != (hint is str))


def _is_scalar(hint: Any) -> bool:  # noqa: ANN401
    if hint in _SCALARS or typing.get_origin(hint) is typing.Literal:
        return True
    union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    return union and all(_is_scalar(a) for a in typing.get_args(hint))


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return {field.name: typing.get_type_hints(kind)[field.name] for field in dataclasses.fields(kind)}
