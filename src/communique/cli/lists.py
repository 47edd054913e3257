"""The lists of ``communique show FILE LIST`` as tables."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from communique.case import Case
from communique.words import length, number, short, support

Object = Mapping[str, Any]
WIDTH = 80
"""Of a screen, in characters."""
Column = tuple[str, Callable[[Object], object]]


def table(case: Case, name: str, rows: Sequence[Object]) -> tuple[list[str], list[list[str]]]:
    """The headings and the cells of a list."""
    columns = _COLUMNS[name]
    if name == "meetings":
        rows = _standing(rows)
    if name == "actors":
        rows = _busiest(case, rows)
    paths = {a.id: a.path for a in case.articles()}
    shown = [{**row, "_path": paths.get(str(row.get("article")), row.get("path", ""))} for row in rows]
    reasons = {copy.id: copy.reason for copy in case.copies()} if name == "copies" else {}
    for row in shown:
        row |= {"_paths": paths, "_reason": reasons.get(row["id"])}
    return [heading for heading, _ in columns], [[_text(cell(row)) for _, cell in columns] for row in shown]


def _standing(rows: Sequence[Object]) -> Sequence[Object]:
    """The meetings without those put off to another in the list, which tells of it."""
    moved = {note for row in rows if row["status"] != "postponed" for note in row["revisions"]}
    return [row for row in rows if not (row["status"] == "postponed" and moved.intersection(row["revisions"]))]


def _busiest(case: Case, rows: Sequence[Object]) -> Sequence[Object]:
    """The actors, those of most acts first, then those who speak most."""
    acts, spoken = Counter[str](), Counter[str]()
    for move in case.moves():
        acts.update({*move.actors, *move.recipients})
    spoken.update(said.actor for said in case.statements() if said.actor)
    counted = ({**row, "acts": acts[row["id"]], "speaks": spoken[row["id"]]} for row in rows)
    return sorted(counted, key=lambda row: (-row["acts"], -row["speaks"], row["name"], row["id"]))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(item) for item in value)
    return " ".join(str(value).split())


def _of(key: str) -> Callable[[Object], object]:
    return lambda row: row.get(key)


def _words(row: Object) -> str:
    found = row.get("evidence") or row.get("content") or [row.get("anchor")]
    return short(found[0]["exact"]) if found and found[0] else ""


def _support(row: Object) -> str:
    return support(row["voices"], row["reports"])


def wrapped(words: str, indent: int) -> list[str]:
    """Words in lines of the screen's width."""
    first, rest = " " * indent, " " * 6
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _figure(row: Object) -> str:
    return " ".join(part for part in (row["hedge"], number(row["value"])) if part)


def _stale(row: Object) -> list[str]:
    return [row["_paths"].get(anchor["article"], anchor["article"]) for anchor in row["stale"]]


def _answers(row: Object) -> str:
    return "  |  ".join(f"{a['shown']} ({support(a['voices'], a['reports'])})" for a in row["answers"])


def _lineage_paths(row: Object) -> str:
    return " > ".join(row["_paths"].get(a, a) for a in row["articles"])


def _origin(row: Object) -> str:
    if row["origin"]:
        return str(row["_paths"].get(row["origin"], row["origin"]))
    return f"a report of {row['credit']} that is not in this case" if row["credit"] else "a report not in this case"


def _place(key: str) -> Callable[[Object], object]:
    return lambda row: row["_paths"].get(row.get(key), row.get(key) or "a report that is not in this case")


def _changes(row: Object) -> str:
    return "; ".join(f"{key} = {value}" for key, value in row["changes"].items())


_ID: Column = ("id", _of("id"))
_COLUMNS: Mapping[str, Sequence[Column]] = {
    "articles": (
        *(("published", _of("published")), ("outlet", _of("outlet")), ("path", _of("path")), ("title", _of("title"))),
        *(("credit", _of("credit")), ("machine", _of("machine_worded")), _ID),
    ),
    "copies": (
        *(("article", _place("article")), ("kind", _of("kind")), ("of", _place("original"))),
        *(("similarity", _of("similarity")), ("sure", _of("direction_confidence")), ("because", _of("_reason")), _ID),
    ),
    "lineages": (("articles, in order of version", _lineage_paths), ("from", _origin), _ID),
    "corrections": (
        *(("article", _place("article")), ("wrong", _of("wrong")), ("right", _of("right"))),
        *(("still carried by", _stale), _ID),
    ),
    "statements": (
        ("who", _of("actor_name")),
        ("kind", _of("kind")),
        ("words", _words),
        ("in", _place("article")),
        _ID,
    ),
    "actors": (
        *(("name", _of("name")), ("kind", _of("kind")), ("side", _of("side_name"))),
        *(("acts", _of("acts")), ("speaks", _of("speaks")), ("aliases", _of("aliases")), _ID),
    ),
    "moves": (
        *(("when", _of("when")), ("code", _of("code")), ("who", _of("actors_name")), ("whom", _of("recipients_name"))),
        *(("issue", _of("issue")), ("modality", _of("modality")), ("words", _words), _ID),
    ),
    "events": (
        *(("when", _of("when")), ("code", _of("code")), ("who", _of("actors_name")), ("whom", _of("recipients_name"))),
        *(("issue", _of("issue")), ("support", _support), _ID),
    ),
    "positions": (
        *(("who", _of("actor_name")), ("issue", _of("issue")), ("code", _of("code")), ("stance", _of("stance"))),
        *(("red line", lambda row: "red line" if row["red_line"] else ""), ("since", _of("since"))),
        *(("support", _support), _ID),
    ),
    "figures": (
        *(("what", _of("what")), ("figure", _figure), ("unit", _of("unit")), ("who says so", _of("who_name"))),
        *(("words", _words), _ID),
    ),
    "disputes": (("kind", _of("kind")), ("question", _of("question")), ("answers", _answers), _ID),
    "meetings": (
        *(("when", _of("when")), ("status", _of("status")), ("forum", _of("forum")), ("place", _of("place"))),
        *(("parties", _of("parties_name")), ("took", lambda row: length(row["hours"]) if row["hours"] else "")),
        *(("what became of it", lambda row: "; ".join(row["revisions"])), _ID),
    ),
    "judgements": (
        *(("at", _of("at")), ("by", _of("by")), ("verdict", _of("verdict")), ("about", _of("about"))),
        *(("words", lambda row: short(row["quote"], 60)), ("changes", _changes), ("why", _of("why")), _ID),
    ),
    "problems": (("path", _of("path")), ("room", _of("room")), ("what", _of("what"))),
}
