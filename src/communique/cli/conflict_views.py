"""The board, the sensitivity, the deals and the smallest changes of a conflict, on the terminal and as objects."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from communique import conflict as room
from communique.cli import conflicts
from communique.cli.conflicts import CAUTION, WIDTH, counted, steps, wrapped
from communique.cli.options import Views
from communique.conflict import CONCEPTS, Options, Solved
from communique.data import Alteration, Board, Conflict, Deals, DealSpace, Effect, Remedy, Sensitivity, Stance
from communique.errors import BadConflict

SHOWN = ("R", "SEQ")  # the concepts that a verdict in words begins with


def board_lines(board: Board) -> Iterator[str]:
    """Who wants what, who says that it will do what, and the dilemmas, each in a sentence."""
    yield from _board_table(board)
    yield ""
    for row in board.rows:
        wants = next(stance.wants for stance in row.positions if stance.maker == row.owner)
        if row.intention.wants not in ("open", wants):
            act = "would do" if row.intention.wants == "for" else "would leave"
            doubt = " (may not be meant)" if row.intention.doubted else ""
            told = f"{row.owner} {act} {row.option} if it does not get its way{_because(row.intention)}{doubt}"
            yield from wrapped(told, "")
    yield ""
    mutual = {(d.option, d.of, d.towards) for d in board.dilemmas if d.kind == "persuasion"}
    for dilemma in board.dilemmas:
        both = dilemma.kind == "persuasion" and (dilemma.option, dilemma.towards, dilemma.of) in mutual
        if both and board.makers.index(dilemma.of) > board.makers.index(dilemma.towards):
            continue  # told with the other side of it
        other = f" {dilemma.towards} has the same dilemma with {dilemma.of}." if both else ""
        yield from wrapped(f"{dilemma.kind}: {dilemma.sentence}{other}", "")
        yield from wrapped(f"rests on {_quoted(dilemma.because)}", "  ") if dilemma.because else []
    if not board.dilemmas:
        yield "no dilemma: nobody wants, by what is said, what another does not"
    yield from wrapped(CAUTION, "")


def _board_table(board: Board) -> Iterator[str]:
    """The table of wishes; where the names of all are too long for it, numbers stand for them."""
    heads = [*board.makers]
    marks = {"for": "for", "against": "against", "open": "-"}
    room = max(8, *(len(row.option) + 2 for row in board.rows))
    wide = max(10, *(len(name) + 2 for name in heads))
    if room + wide * len(heads) + 3 > WIDTH:
        yield from (f"{at} is {name}" for at, name in enumerate(heads, 1))
        yield ""
        heads, wide = [str(at) for at in range(1, len(heads) + 1)], 3 if len(heads) > 12 else 4
        marks = {"for": "+", "against": "-", "open": "."}
        room = min(room, WIDTH - 3 - wide * len(heads))
    yield f"{'OPTION':<{room}}" + "".join(f"{head:<{wide}}" for head in heads) + "NOW"
    for row in board.rows:
        name = row.option if len(row.option) < room else f"{row.option[: room - 2]}…"
        cells = "".join(f"{_cell(stance, row.owner, marks):<{wide}}" for stance in row.positions)
        yield f"{name:<{room}}{cells}{ {True: 'yes', False: 'no', None: '?'}[row.now] }"
    told = f"{marks['for']}: wants it done; {marks['against']}: wants it left; {marks['open']}: open"
    yield from wrapped(f"{told}; *: its own option; ?: may not mean it", "")


def sensitivity_lines(found: Sensitivity, limit: int) -> Iterator[str]:
    """The statements that carry the conclusion, then what each change does."""
    told = f"{counted(found.readings, 'reading')}{', drawn by chance' if found.sampled else ''}"
    yield from wrapped(
        f"Of {counted(found.verdicts, 'verdict')} (a state that holds by R or SEQ) so many turn, in {told}:", ""
    )
    yield f"{'LOST':>6}{'DROPPED':>9}{'NEGATED':>9}{'SWAPPED':>9}  STATEMENT"
    for row in found.carriers[:limit]:
        head = f"{row.lost:>6}{row.dropped:>9}{row.negated:>9}{row.swapped:>9}  "
        quote = f" (“{row.quote}”)" if row.quote else ""
        lines = wrapped(f"{row.maker}: “{row.statement}”{quote}", "", WIDTH - len(head))
        yield head + lines[0]
        yield from (" " * len(head) + line for line in lines[1:])
    yield from _rest(len(found.carriers) - limit, "statement")
    yield ""
    turning = [effect for effect in found.effects if any((*effect.gained, *effect.lost))]
    for effect in turning[:limit]:
        yield from wrapped(f"{_changes(effect.alterations)}: {_effect(effect)}", "")
    yield from _rest(len(turning) - limit, "change")
    if len(turning) < len(found.effects):
        yield f"{counted(len(found.effects) - len(turning), 'change')} of a statement would turn nothing"
    yield from wrapped(CAUTION, "")


def remedy_lines(found: Sequence[Remedy]) -> Iterator[str]:
    """For each concept the smallest changes that make the state hold."""
    for row in found:
        name = row.name if row.name == row.state else f"{row.name} {row.state}"
        if row.holds:
            yield f"{name} holds by {row.concept} already"
        elif row.ways:
            size = "one change" if len(row.ways[0]) == 1 else "two changes"
            yield f"{name} would hold by {row.concept} with {size}:"
            for way in row.ways:
                yield from wrapped(_changes(way), "  ")
        else:
            yield f"no change of one statement or two makes {name} hold by {row.concept}"
        if not row.complete:
            yield f"  there may be more: {row.tried:,} combinations were tried"
    yield from wrapped(CAUTION, "")


def deals_lines(solved: Solved, found: Deals) -> Iterator[str]:
    """The deals with who gains and how to get there; or what would have to give."""
    if found.deals:
        told = f"{counted(found.total, 'deal')}: better than now, no red line crossed, within reach, and stable"
        yield from wrapped(told, "")
    for deal in found.deals:
        held = ", ".join(_held(c, n, deal.readings) for c, n in zip(CONCEPTS, deal.counts, strict=True) if n)
        yield from wrapped(f"{_name(deal.name, deal.state)}: {_changed(solved, deal.state)}", "")
        yield from wrapped(f"holds by {held}; better for {', '.join(deal.better) or 'nobody in every reading'}", "  ")
        yield from wrapped(f"from now: {steps(deal.path)}", "  ")
    yield from _rest(found.total - len(found.deals), "deal")
    if not found.deals:
        lines = counted(len(found.red_lines), "red line")
        yield from wrapped(f"no deal: nothing that all prefer to now keeps to {lines} and would hold", "")
    for relaxed in found.relaxations:
        given_up = "; ".join(f"{line.maker}: “{line.statement}”" for line in relaxed.red_lines)
        yield from wrapped(f"without {given_up}: {', '.join(relaxed.states)}", "  ")
    if not found.deals and found.red_lines and not found.relaxations:
        every = found.searched == len(found.red_lines)
        tried = "giving up some of them, or all," if every else f"giving up {found.searched} of them or fewer"
        yield from wrapped(f"{tried} opens none", "  ")
    yield from wrapped(CAUTION, "")


def space_lines(space: DealSpace, limit: int) -> Iterator[str]:
    """How many deals of a deal space find enough support, and the best of them."""
    found = room.accepted(space, limit=limit)
    yield f"{space.name or 'A deal space'}: {counted(len(space.parties), 'party', 'parties')}, " + (
        f"{counted(len(space.issues), 'issue')}, {counted(found.deals, 'deal')}"
    )
    vetoes = [party.name for party in space.parties if party.veto]
    among = f", {' and '.join(vetoes)} among them" if vetoes else ""
    yield from wrapped(f"accepted by all: {found.by_all:,}", "  ")
    of = ", ".join(f"{name} {count:,}" for name, count in found.by_party)
    yield from wrapped(f"accepted by at least {space.needed}{among}: {found.by_enough:,} ({of})", "  ")
    for deal in found.best:
        missing = [party.name for party in space.parties if party.name not in deal.accepted_by]
        points = ", ".join(f"{p.name} {score}" for p, score in zip(space.parties, deal.scores, strict=True))
        without = f" (not {', '.join(missing)})" if missing else ""
        yield from wrapped(f"{', '.join(deal.choices)}{without}: {points}", "")
    yield from _rest(found.by_enough - len(found.best), "deal")
    yield from wrapped(CAUTION, "")


def space_objects(space: DealSpace, limit: int) -> dict[str, Any]:
    """The same, as an object."""
    return {
        "name": space.name,
        "needed": space.needed,
        **asdict(room.accepted(space, limit=limit)),
        "caution": CAUTION,
    }


def answered(told: Conflict | DealSpace, views: Views, options: Options, limit: int, *, as_json: bool) -> Iterator[str]:
    """The lines of what was asked for; BadConflict where that cannot be had of this file."""
    if isinstance(told, DealSpace):
        if views != Views():
            raise BadConflict("this is a deal space: it has no states to look at, only deals")
        yield from [as_text(space_objects(told, limit))] if as_json else space_lines(told, limit)
        return
    solved = room.solve(_without(told, views.without), options=options)
    if views.export is not None:
        yield from exported(solved, views.export)
        return
    found = list(_views(solved, views, limit))
    if not found:
        found = [("table", conflicts.lines(solved, limit), lambda: conflicts.as_objects(solved, limit))]
    if as_json:
        objects = {name: made() for name, _, made in found}
        yield as_text(objects if len(objects) > 1 else next(iter(objects.values())))
        return
    for at, (_, lines, _) in enumerate(found):
        yield from [""] if at else []
        yield from lines


def written_to(out: Path, lines: Iterator[str]) -> None:
    """The lines in a file; BadConflict where it cannot be written."""
    first = next(lines)  # what cannot be made leaves no file
    try:
        with out.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in chain([first], lines))
    except OSError as fault:
        raise BadConflict(f"{out} cannot be written: {fault.strerror}") from None


def exported(solved: Solved, form: str) -> Iterator[str]:
    """The lines of a file in one of the formats of ``EXPORTS``."""
    conflict = solved.model.conflict
    if form == "csv":
        return room.table(solved)
    if form == "graphml":
        return room.graphml(solved)
    made = {
        "json": lambda: as_text(conflicts.as_objects(solved, None)),
        "svg": lambda: room.svg(room.graph(solved), conflict.name or "A conflict", alone=True),
        "toml": lambda: room.written(conflict),
    }
    return iter([made[form]().rstrip("\n")])


def as_text(value: object) -> str:
    """An object as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)


def _views(solved: Solved, views: Views, limit: int) -> Iterator[tuple[str, Iterator[str], Callable[[], Any]]]:
    """The views that were asked for: the name of each, its lines, and what makes the object of it."""
    if views.why is not None:
        state = views.why
        yield "why", conflicts.why_lines(solved, state), lambda: conflicts.why_objects(solved, state)
    if views.board:
        board = room.board(solved.model.conflict)
        yield "board", board_lines(board), lambda: _object(board)
    if views.sensitivity:
        found = room.sensitivity(solved)
        yield "sensitivity", sensitivity_lines(found, limit), lambda: _object(found)
    if views.toward is not None:
        ways = [room.remedy(solved, views.toward, concept) for concept in SHOWN]
        yield "toward", remedy_lines(ways), lambda: {"remedies": [asdict(way) for way in ways], "caution": CAUTION}
    if views.deals:
        agreed = room.deals(solved, limit=limit)
        yield "deals", deals_lines(solved, agreed), lambda: _object(agreed)


def _object(found: Board | Sensitivity | Deals) -> dict[str, Any]:
    return {**asdict(found), "caution": CAUTION}


def _without(conflict: Conflict, statements: Sequence[str]) -> Conflict:
    """The conflict without these statements, whoever made them."""
    for statement in statements:
        makers = [m.name for m in conflict.makers if statement in {p.statement for p in m.preferences}]
        if not makers:
            raise BadConflict(f"nobody says “{statement}”")
        for maker in makers:
            conflict = room.with_statement_dropped(conflict, maker, statement)
    return conflict


def _cell(stance: Stance, owner: str, marks: Mapping[str, str]) -> str:
    return marks[stance.wants] + ("*" if stance.maker == owner else "") + ("?" if stance.doubted else "")


def _because(stance: Stance) -> str:
    return f", for “{stance.because}”" + (f" (“{stance.quote}”)" if stance.quote else "") if stance.because else ""


def _quoted(statements: Sequence[str]) -> str:
    return " and ".join(f"“{statement}”" for statement in statements)


def _changes(changes: Sequence[Alteration]) -> str:
    return " and ".join(_change(change) for change in changes)


def _changed(solved: Solved, state: str) -> str:
    """What is otherwise than now, by the names of the options."""
    model = solved.model
    then, now = model.state(state), model.status_quo or 0
    told = [
        f"{'' if then >> at & 1 else 'no '}{option.name}"
        for at, option in enumerate(model.options)
        if (then ^ now) >> at & 1
    ]
    return ", ".join(told)


def _change(change: Alteration) -> str:
    what = f"“{change.statement}” of {change.maker}"
    if change.how == "swapped":
        return f"{what} swapped with “{change.other}”"
    return f"{what} {change.how}"


def _effect(effect: Effect) -> str:
    told = [
        f"{concept} {' '.join(part for part in (f'+{more}' * bool(more), f'-{less}' * bool(less)) if part)}"
        for concept, more, less in zip(CONCEPTS, effect.gained, effect.lost, strict=True)
        if more or less
    ]
    first = [f"{shift.name} {shift.concept} {shift.before} to {shift.after}" for shift in effect.shifts[:3]]
    return f"{', '.join(told)} ({'; '.join(first)}{'; …' if len(effect.shifts) > 3 else ''})"


def _held(concept: str, count: int, readings: int) -> str:
    return concept if readings == 1 else f"{concept} {count}/{readings}"


def _name(name: str, state: str) -> str:
    return name if name == state else f"{name} {state}"


def _rest(count: int, what: str) -> list[str]:
    return [f"and {counted(count, what)} more"] if count > 0 else []
