"""The text format of a conflict: TOML, read strictly, so that a slip is told and not guessed away."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, get_args

from communique.data import Conflict, Credibility, DecisionMaker, Option, Preference, PreferenceKind
from communique.errors import BadConflict

_TOP = {"name": str, "status-quo": str, "infeasible": list, "states": dict, "decision-makers": list}
_MAKER = {"name": str, "options": list, "prefers": list, "ranking": list}
_OPTION = {"name": str, "text": str, "irreversible": str, "moves": list}
_PREFERENCE = {"statement": str, "quote": str, "moves": list, "kind": str, "credibility": str}
_WORDS = {"kind": get_args(PreferenceKind), "credibility": get_args(Credibility)}
_KINDS: Mapping[type, str] = {
    str: "a text",
    list: "a list",
    dict: "a table",
    int: "a whole number",
    bool: "true or false",
}


def parse(text: str) -> Conflict:
    """The conflict that a TOML ``text`` describes; BadConflict names the place and the fault."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadConflict(f"this is not TOML: {fault}") from None
    except RecursionError:
        raise BadConflict("this is not a conflict: brackets in brackets without end") from None
    shown(told)
    known("the file", told, _TOP, ("decision-makers",))
    makers = told["decision-makers"]
    return Conflict(
        name=told.get("name", ""),
        makers=tuple(_maker(f"decision maker {at}", row) for at, row in enumerate(makers, 1)),
        infeasible=texts("infeasible", told.get("infeasible", [])),
        states=tuple(zip(told.get("states", {}), texts("states", list(told.get("states", {}).values())), strict=True)),
        status_quo=told.get("status-quo"),
    )


def shown(told: Mapping[str, Any]) -> None:
    """BadConflict where a text would not stay on its line of the screen."""
    waiting: list[Any] = [told]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, str):
            odd = next((ord(letter) for letter in part if ord(letter) < 32 or 127 <= ord(letter) < 160), None)
            if odd is not None:
                raise BadConflict(f"a text holds a character that cannot be shown (code {odd})")


def _maker(where: str, row: object) -> DecisionMaker:
    found = known(where, row, _MAKER, ("name", "options"))
    where = found["name"]
    tiers = (line if isinstance(line, list) else [line] for line in found.get("prefers", []))
    return DecisionMaker(
        name=found["name"],
        options=tuple(_option(f"{where}, option {at}", option) for at, option in enumerate(found["options"], 1)),
        preferences=tuple(_preference(where, tier, line) for tier, lines in enumerate(tiers) for line in lines),
        ranking=texts(f"{where}, ranking", found.get("ranking", [])),
    )


def _option(where: str, row: object) -> Option:
    found = known(where, {"name": row} if isinstance(row, str) else row, _OPTION, ("name",))
    return Option(**{**found, "moves": texts(f"{where}, moves", found.get("moves", []))})


def _preference(where: str, tier: int, row: object) -> Preference:
    where = f"{where}, preference {tier + 1}"
    found = known(where, {"statement": row} if isinstance(row, str) else row, _PREFERENCE, ("statement",))
    for key, words in _WORDS.items():
        if found.get(key, "") not in words:
            told = ", ".join(f"“{word}”" for word in words if word)
            raise BadConflict(f"{where}: “{key}” is one of {told}, not “{found[key]}”")
    return Preference(**{**found, "tier": tier, "moves": texts(f"{where}, moves", found.get("moves", []))})


def known(where: str, row: object, fields: Mapping[str, type], needed: tuple[str, ...]) -> dict[str, Any]:
    """A table that has what it needs, and nothing that is not known or of another kind."""
    if not isinstance(row, dict):
        raise BadConflict(f"{where} is not a table")
    for key, value in row.items():
        if key not in fields:
            raise BadConflict(f"{where} has “{key}”, which is not known here: {', '.join(fields)}")
        if type(value) is not fields[key]:
            raise BadConflict(f"{where}: “{key}” must be {_KINDS[fields[key]]}")
    missing = next((key for key in needed if not row.get(key)), None)
    if missing is not None:
        raise BadConflict(f"{where} has no “{missing}”")
    return row


def texts(where: str, rows: list[Any]) -> tuple[str, ...]:
    """The rows, which must be texts."""
    odd = next((row for row in rows if not isinstance(row, str)), None)
    if odd is not None:
        raise BadConflict(f"{where}: {odd!r} is not a text")
    return tuple(rows)
