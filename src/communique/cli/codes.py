"""The codebook on the terminal: moves and issues in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues


def lines() -> Iterator[str]:
    """Each code with its meaning, mappings and an example; then the issues."""
    yield "MOVES"
    for code in codes().values():
        plover = f"PLOVER {code.plover}{f' ({code.mode})' if code.mode else ''}, " if code.plover else ""
        yield f"  {code.code:<15} {code.definition}"
        yield f"  {'':<15} {plover}CAMEO {code.cameo}; e.g. “{code.examples[0]}”"
    yield "\nISSUES"
    yield from (f"  {issue}" for issue in issues())


def as_objects() -> dict[str, Any]:
    """The same, as an object."""
    return {"moves": [asdict(code) for code in codes().values()], "issues": list(issues())}
