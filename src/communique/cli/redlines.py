"""A redline on the terminal: substantive changes first, deletions in [-brackets-], insertions in {+braces+}."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from communique.copies import Change, Redline
from communique.store.codec import plain

_WIDTH = 100  # columns: what most terminals show, and what the help is set to
_AROUND = 6  # words of an unchanged stretch that are shown beside an edit
_LONG = 2 * _AROUND + 3  # an unchanged stretch with fewer words is shown whole
_MARKS = {"insert": ("{+", "+}"), "delete": ("[-", "-]")}
_MANY = {"correction": "corrections", "figure": "figures", "name": "names", "quote": "quotes",
         "attribution": "attributions", "hedge": "hedges", "wording": "wording"}  # fmt: skip


def lines(redline: Redline) -> Iterator[str]:
    """One paragraph a change, under its kind, with its place; then how many there are of each kind."""
    kind = None
    for change in redline.changes:
        if change.kind != kind:
            yield from ([""] if kind else [])
            yield change.kind.upper()
            kind = change.kind
        yield f"  {_place(change)}{_beside(change)}"
        yield from wrap(_marked(change), _WIDTH, initial_indent="    ", subsequent_indent="    ",
                        break_long_words=False, break_on_hyphens=False)  # fmt: skip
    yield from ([""] if kind else [])
    yield from wrap(_summary(redline), _WIDTH)


def _summary(redline: Redline) -> str:
    same = f"{len(redline.equal)} sentence{'s' * (len(redline.equal) != 1)} unchanged"
    if not redline.changes:
        return f"no changes, {same}"
    counts = Counter(change.kind for change in redline.changes)
    total = len(redline.changes)
    told = ", ".join(f"{count} {_MANY[kind] if count > 1 else kind}" for kind, count in counts.items())
    silent = f" ({len(redline.silent)} of meaning that no notice tells of)" if redline.silent else ""
    return f"{total} change{'s' * (total != 1)}: {told}{silent}; {same}"


def _place(change: Change) -> str:
    before, after = change.paragraphs
    if change.status == "inserted":
        return f"inserted, paragraph {after}"
    if change.status == "deleted":
        return f"deleted from paragraph {before}"
    if change.status == "moved":
        where = f"from paragraph {before} to {after}" if before != after else f"within paragraph {after}"
        return f"moved {where}{', and edited' * _edited(change)}"
    return f"changed, paragraph {after}" + f" (was {before})" * (before != after)


def _beside(change: Change) -> str:
    """The other kinds of change in an edit that has several."""
    if change.before is None or change.after is None:
        return ""
    others = [kind for kind in change.kinds if kind not in (change.kind, "wording")]
    return f"; also {', '.join(others)}" if others else ""


def _edited(change: Change) -> bool:
    return any(op.kind != "equal" for op in change.ops)


def _marked(change: Change) -> str:
    shown: list[str] = []
    last = len(change.ops) - 1
    for number, op in enumerate(change.ops):
        words = op.words.split()
        if not words:
            continue
        if op.kind == "equal":
            shown.append(" ".join(_short(words, first=number == 0 and last > 0, last=number == last and last > 0)))
        else:
            opening, closing = _MARKS[op.kind]
            shown.append(f"{opening}{' '.join(words)}{closing}")
        shown.append(" " * _spaced(change, number))
    return "".join(shown).strip()


def _spaced(change: Change, number: int) -> bool:
    """Whether a space stands behind an op: as printed in the version that goes on there, and where words replace."""
    op = change.ops[number]
    following = change.ops[number + 1].kind if number + 1 < len(change.ops) else None
    printed = op.was if op.was is not None and following == "delete" else op.words
    return printed[-1:].isspace() or (op.kind, following) == ("delete", "insert")


def _short(words: Sequence[str], *, first: bool, last: bool) -> list[str]:
    """An unchanged stretch with its middle left out, or its far end where it begins or ends the passage."""
    if len(words) <= _LONG:
        return list(words)
    head = [] if first else list(words[:_AROUND])
    tail = [] if last else list(words[-_AROUND:])
    return [*head, "…", *tail]


def as_objects(redline: Redline) -> dict[str, Any]:
    """The same, as an object."""
    made: dict[str, Any] = plain(redline)
    return made
