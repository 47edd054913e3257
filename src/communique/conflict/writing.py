"""A conflict as TOML: what :func:`communique.conflict.parse` reads back as the same conflict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from communique.data import Conflict, DecisionMaker, Option, Preference


def written(conflict: Conflict) -> str:
    """The conflict in the text format, the statements of each decision maker in the order of their tiers."""
    return "\n".join(_lines(conflict)) + "\n"


def _lines(conflict: Conflict) -> Iterator[str]:
    yield f"name = {_text(conflict.name)}"
    if conflict.status_quo is not None:
        yield f"status-quo = {_text(conflict.status_quo)}"
    if conflict.infeasible:
        yield f"infeasible = {_list(map(_text, conflict.infeasible))}"
    if conflict.states:
        yield "\n[states]"
        yield from (f"{_text(name)} = {_text(pattern)}" for name, pattern in conflict.states)
    for maker in conflict.makers:
        yield from _maker(maker)


def _maker(maker: DecisionMaker) -> Iterator[str]:
    yield "\n[[decision-makers]]"
    yield f"name = {_text(maker.name)}"
    yield "options = ["
    yield from (f"  {_option(option)}," for option in maker.options)
    yield "]"
    if maker.preferences:
        yield "prefers = ["
        yield from (f"  {line}," for line in _tiers(maker))
        yield "]"
    if maker.ranking:
        yield f"ranking = {_list(map(_text, maker.ranking))}"


def _tiers(maker: DecisionMaker) -> Iterator[str]:
    """A line for each tier, an empty list for one that has no statement."""
    at = 0
    for tier, group in groupby(sorted(maker.preferences, key=_tier), key=_tier):
        told = [_preference(preference) for preference in group]
        yield from ("[]" for _ in range(at, tier))
        yield told[0] if len(told) == 1 else _list(told)
        at = tier + 1


def _tier(preference: Preference) -> int:
    return preference.tier


def _option(option: Option) -> str:
    fields = {"name": option.name, "text": option.text, "irreversible": option.irreversible}
    return _table(fields, option.moves)


def _preference(preference: Preference) -> str:
    fields = {
        "statement": preference.statement,
        "quote": preference.quote,
        "kind": preference.kind,
        "credibility": preference.credibility,
    }
    return _table(fields, preference.moves)


def _table(fields: dict[str, str], moves: tuple[str, ...]) -> str:
    """An inline table of the fields that say something; its first one alone where there is no other."""
    told = [f"{key} = {_text(value)}" for key, value in fields.items() if value]
    if moves:
        told.append(f"moves = {_list(map(_text, moves))}")
    return _text(next(iter(fields.values()))) if len(told) < 2 else f"{{ {', '.join(told)} }}"


def _list(parts: Iterator[str] | list[str]) -> str:
    return f"[{', '.join(parts)}]"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_letter(letter) for letter in escaped) + '"'


def _letter(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 32 or 127 <= code < 160 else letter
