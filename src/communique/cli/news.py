"""What is new since a day, as lines: who turned, what was done, what became of the talks, what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique.case import Case
from communique.cli.lists import wrapped
from communique.data import Change, Support
from communique.filters import Filter
from communique.store.codec import plain
from communique.words import code_named, issue_named, short, support

PASSING = frozenset({"ASSESS", "DECLINE_COMMENT", "CONFIRM", "SUPPORT", "CRITICISE", "MEET", "INVITE"})
"""Acts that are said about the talks, or told in other parts of the screen, rather than done at the table."""
_SHOWN = 4  # how many of each kind the one screen holds
_QUOTED = 140  # characters of a quotation
_OUTLETS = 3  # and how many outlets are named for each
_HEADINGS = {
    "position": "POSITIONS",
    "act": "NEW ACTS",
    "meeting": "MEETINGS",
    "dispute": "IN DISPUTE",
    "correction": "CORRECTED",
}


def lines(case: Case, since: str, where: Filter, *, whole: bool) -> Iterator[str]:
    """The changes by kind; all of them, or as many as a screen holds."""
    view = _View(case)
    found = case.changes(since, where)
    new = {a.article_id for c in found for a in c.support.anchors}
    yield f"{case.path.name}: {len(found)} changes since {since}, in {len(new)} article{'s' * (len(new) != 1)}"
    for kind, heading in _HEADINGS.items():
        of_kind = [c for c in found if c.kind == kind and (whole or c.code not in PASSING or kind != "act")]
        shown = of_kind if whole else sorted(of_kind, key=_weight)[:_SHOWN]
        if shown:
            yield f"\n{heading}" + (f"  ({len(shown)} of {len(of_kind)})" if len(shown) < len(of_kind) else "")
        for change in shown:
            yield from view.told(change)
    if not whole and found:
        yield f"\nall of it: communique show FILE changes --since {since}"


def as_objects(case: Case, since: str, where: Filter) -> list[dict[str, Any]]:
    """The changes as JSON objects, with the names of the actors."""
    names = case.names()
    return [
        {
            **{key: value for key, value in plain(change).items() if key != "support"},
            "actors_name": [names.get(a, a) for a in change.actors],
            "voices": change.support.voices,
            "reports": change.support.reports,
            "evidence": plain(change.support.anchors),
        }
        for change in case.changes(since, where)
    ]


def _weight(change: Change) -> tuple[bool, bool, int, str, str]:
    """How soon a change comes: turns first, named issues before proposed ones, then by voices, the latest first."""
    proposed = change.kind == "position" and (change.issue or "").startswith("~")
    day = "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in change.day or "")
    return change.how != "changed", proposed, -change.support.voices, day, change.id


class _View:
    """Changes in words, with the names of the case."""

    def __init__(self, case: Case) -> None:
        self._names = case.names()
        self._outlets = {a.id: a.outlet or a.path for a in case.articles()}

    def told(self, change: Change) -> Iterator[str]:
        """One change in a few lines."""
        told = {"position": self._position, "act": self._act, "meeting": self._meeting}
        yield from told.get(change.kind, self._other)(change)

    def _who(self, actors: Sequence[str]) -> str:
        return ", ".join(self._names.get(a, a) for a in actors)

    def _by(self, rests: Support) -> str:
        """How many voices and reports, and whose."""
        outlets = sorted({self._outlets.get(a.article_id, a.article_id) for a in rests.anchors})
        named = ", ".join(outlets[:_OUTLETS]) + (" …" if len(outlets) > _OUTLETS else "")
        return f"[{support(rests.voices, rests.reports)}{f': {named}' if named else ''}]"

    def _position(self, change: Change) -> Iterator[str]:
        on = f"{self._who(change.actors)} on {issue_named(change.issue)}"
        first = "" if change.before else ", first stance"
        yield from wrapped(f"{change.day}  {on}{first} {self._by(change.support)}", 2)
        if change.before:
            yield from wrapped(f"was {short(change.before, _QUOTED)}", 6)
        yield from wrapped(f"{'now ' if change.before else ''}{short(change.after, _QUOTED)}", 6)

    def _act(self, change: Change) -> Iterator[str]:
        # An issue that was only proposed from the words of a sentence says less than the sentence.
        issue = f", {change.issue}" if change.issue and not change.issue.startswith("~") else ""
        who, code = self._who(change.actors) or "somebody", code_named(change.code)
        yield from wrapped(f"{change.day}  {who}: {code}{issue} {self._by(change.support)}", 2)
        yield from wrapped(f"“{short(change.after.strip('“”'), _QUOTED)}”", 6)

    def _meeting(self, change: Change) -> Iterator[str]:
        became = f"moved from {change.before} to {change.after}" if change.how == "moved" else change.after
        yield from wrapped(f"{change.what}, {became} {self._by(change.support)}", 2)

    def _other(self, change: Change) -> Iterator[str]:
        if change.kind == "correction":
            yield from wrapped(
                f"not “{short(change.before)}” but “{short(change.after)}” {self._by(change.support)}", 2
            )
        else:
            was = f" (was {change.before})" if change.before and change.after else ""
            answers = change.after or change.before
            yield from wrapped(f"{change.how}: {change.what} {answers}{was} {self._by(change.support)}", 2)
