"""Statements about options: names, AND, OR, NOT, IF, IFF and brackets.

NOT binds closest, then AND, OR, IF and IFF. "p IF q" is true unless q holds without p; "p IFF q" where both are
the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from communique.errors import BadConflict

RANKS: Mapping[str, int] = {"IFF": 1, "IF": 2, "OR": 3, "AND": 4, "NOT": 5}
NAME = re.compile(r"[^\W\d][\w-]*")
_TOKEN = re.compile(r"\s*([()]|[^\s()]+)")

Formula: TypeAlias = tuple[int | str, ...]
"""In the order of a stack machine: a number is an option, a word takes the last one or two."""


def parsed(text: str, options: Mapping[str, int]) -> Formula:
    """The statement ``text`` about ``options`` (name to number); BadConflict says what is wrong with it."""
    made: list[int | str] = []
    waiting: list[str] = []
    operand = True  # whether a name, NOT or an opening bracket must come next
    for word in _TOKEN.findall(text):
        if operand != (word in ("NOT", "(") or word not in (*RANKS, ")")):
            raise BadConflict(f"“{text}” cannot be read at “{word}”")
        if word == ")":
            _close(text, waiting, made)
        elif word in ("(", "NOT"):
            waiting.append(word)
        elif word in RANKS:
            _reduce(text, word, waiting, made)
            operand = True
        elif word in options:
            made.append(options[word])
            operand = False
        else:
            raise BadConflict(f"“{text}” speaks of “{word}”, which is no option of anybody")
    if operand:
        raise BadConflict(f"“{text}” breaks off" if text.strip() else "a statement is empty")
    while waiting:
        if waiting[-1] == "(":
            raise BadConflict(f"“{text}” has a bracket that is not closed")
        made.append(waiting.pop())
    return tuple(made)


def _close(text: str, waiting: list[str], made: list[int | str]) -> None:
    while waiting and waiting[-1] != "(":
        made.append(waiting.pop())
    if not waiting:
        raise BadConflict(f"“{text}” closes a bracket that is not open")
    waiting.pop()


def _reduce(text: str, word: str, waiting: list[str], made: list[int | str]) -> None:
    while waiting and waiting[-1] != "(" and RANKS[waiting[-1]] >= RANKS[word]:
        if waiting[-1] == word and word in ("IF", "IFF"):
            raise BadConflict(f"“{text}” has {word} twice: brackets must say which comes first")
        made.append(waiting.pop())
    waiting.append(word)


def value(formula: Formula, option: Callable[[int], Any]) -> Any:  # noqa: ANN401 - of the kind that ``option`` gives
    """Whether the statement holds, for one state (``option`` gives a bool) or for many (an array of bools)."""
    stack: list[Any] = []
    for part in formula:
        if isinstance(part, int):
            stack.append(option(part))
        elif part == "NOT":
            stack.append(stack.pop() ^ True)
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(_joined(part, left, right))
    return stack[0]


def _joined(word: str, left: Any, right: Any) -> Any:  # noqa: ANN401
    if word == "AND":
        return left & right
    if word == "OR":
        return left | right
    return left | (right ^ True) if word == "IF" else left ^ right ^ True
