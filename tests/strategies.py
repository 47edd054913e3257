"""Hypothesis generators: any noun, with any values that its fields may hold."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

# What a reader hands on: any text without lone surrogates, which no encoding can hold.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field with this type may hold."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([values(argument) for argument in arguments])
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple and arguments[-1] is ...:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(TEXTS, values(arguments[1]), max_size=2)
    if dataclasses.is_dataclass(hint):
        return nouns(hint)  # type: ignore[arg-type]
    return {
        str: TEXTS,
        int: st.integers(min_value=0, max_value=2**40),
        float: NUMBERS,
        bool: st.booleans(),
        bytes: st.binary(max_size=40),
        type(None): st.none(),
    }[hint]


def nouns(kind: type) -> st.SearchStrategy[Any]:
    """Any noun of this kind."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)})
