"""Front matter: ``key: value`` lines between two lines of three dashes, at the very start of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MOST_LINES = 60
_ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(\S.*))?")


def split(text: str) -> tuple[Mapping[str, str], str]:
    """The entries of the front matter and the text behind it; no entries and all of ``text`` where there is none.

    Anything that is not plain ``key: value`` lines is no front matter but text.
    """
    if not text.startswith("---"):
        return {}, text
    entries: dict[str, str] = {}
    at = text.find("\n") + 1
    if not at or text[: at - 1].strip() != "---":
        return {}, text
    for _ in range(_MOST_LINES):
        end = text.find("\n", at)
        line = (text[at:] if end < 0 else text[at:end]).strip()
        if line == "---":
            return (entries, text[end + 1 :].lstrip("\n") if end >= 0 else "") if entries else ({}, text)
        found = _ENTRY.fullmatch(line[:2000])
        if end < 0 or (found is None and line and not line.startswith("#")):
            return {}, text
        if found is not None and found[2]:
            entries[found[1].casefold()] = _unquoted(found[2].strip())
        at = end + 1
    return {}, text


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
