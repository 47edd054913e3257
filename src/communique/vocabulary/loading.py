"""Reading a shipped TOML file, strictly: an unknown or missing key is an error that names the entry."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from communique.errors import VocabularyError


@cache
def table(name: str) -> Mapping[str, Any]:
    """The shipped file ``name``.toml as nested dictionaries; VocabularyError where it does not parse."""
    source = files("communique.vocabulary").joinpath(f"{name}.toml")
    try:
        return tomllib.loads(source.read_text("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: no TOML, or no UTF-8
        raise VocabularyError(f"{name}.toml: {error}") from error


def checked(
    name: str, entry: str, row: Mapping[str, Any], *, required: Collection[str] = (), optional: Collection[str] = ()
) -> Mapping[str, Any]:
    """``row`` itself, after making sure that it has the required keys and no unknown ones."""
    missing = set(required) - set(row)
    unknown = set(row) - set(required) - set(optional)
    if missing or unknown:
        wrong = [f"lacks {key}" for key in sorted(missing)] + [f"has unknown {key}" for key in sorted(unknown)]
        raise VocabularyError(f"{name}.toml: {entry} {', '.join(wrong)}")
    return row
