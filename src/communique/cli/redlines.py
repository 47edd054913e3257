"""A redline on the terminal: substantive changes first, deletions in [-brackets-], insertions in {+braces+}."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.copies import Change, Redline
from communique.store.codec import plain


def lines(redline: Redline) -> Iterator[str]:
    """One paragraph a change, under its kind; then how much stayed."""
    kind = None
    for change in redline.changes:
        if change.kind != kind:
            yield f"{'' if kind is None else chr(10)}{change.kind.upper()}"
            kind = change.kind
        yield f"  {change.status}: {_marked(change)}"
    same = len(redline.equal)
    yield f"\n{len(redline.changes)} changes, {same} sentence{'s' * (same != 1)} unchanged"


def _marked(change: Change) -> str:
    marks = {"insert": "{{+{}+}}", "delete": "[-{}-]", "equal": "{}"}
    return " ".join(" ".join(marks[op.kind].format(op.words.strip()).split()) for op in change.ops if op.words.strip())


def as_objects(redline: Redline) -> dict[str, Any]:
    """The same, as an object."""
    made: dict[str, Any] = plain(redline)
    return made
