"""A conflict on the terminal: which states would hold, and why one does or does not."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from communique.conflict import CONCEPTS, Solved, parse
from communique.conflict.scoring import is_space, parse_space
from communique.data import Conflict, DealSpace, Deviation, Equilibrium, Stability, Transition
from communique.errors import BadConflict

WIDTH = 80
CAUTION = "A stated preference is not always the real one, and an equilibrium is not a forecast."


def read(path: Path) -> Conflict | DealSpace:
    """The conflict or the deal space in a file ("-" is standard input); BadConflict names the file and the fault."""
    try:
        text = (sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()).decode("utf-8-sig")
        return parse_space(text) if is_space(text) else parse(text)
    except OSError as fault:
        raise BadConflict(f"{path} cannot be read: {fault.strerror}") from None
    except UnicodeDecodeError:
        raise BadConflict(f"{path} is not text in UTF-8: a conflict is a TOML file") from None
    except BadConflict as fault:
        raise BadConflict(f"{path}: {fault}") from None


def lines(solved: Solved, limit: int) -> Iterator[str]:
    """The options, then a table of the equilibria with a way to each from the status quo."""
    model = solved.model
    yield f"{model.conflict.name or 'A conflict'}: {counted(len(model.makers), 'decision maker')}, " + (
        f"{counted(len(model.options), 'option')}, {counted(int(model.shown.sum()), 'possible state')}"
    )
    yield ""
    yield from _options(solved)
    yield ""
    found = solved.equilibria(limit=limit)
    if not found:
        yield "No state is stable for everybody, by any concept."
        return
    width = max(len("EQUILIBRIA"), *(len(_head(row)) for row in found)) + 2
    yield f"{'EQUILIBRIA':<{width}}" + "".join(f"{concept:>8}" for concept in CONCEPTS)
    for row in found:
        yield f"{_head(row):<{width}}" + "".join(f"{_told(count, row.readings):>8}" for count in row.counts)
        yield from wrapped(_done(solved, row.state), "  ")
        yield from wrapped(_way(solved, row.state), "  ")
    yield ""
    yield from wrapped("all: " + ", ".join(f"{solved.count(concept)} by {concept}" for concept in CONCEPTS), "")
    if solved.readings > 1:
        drawn = ", drawn by chance" if solved.sampled else ""
        yield from wrapped(f"Counts say in how many of {solved.readings} readings of the preferences{drawn}.", "")
    yield from wrapped(CAUTION, "")


def why_lines(solved: Solved, state: str) -> Iterator[str]:
    """For each decision maker which concepts hold the state, and every way out with the statement that decides."""
    model = solved.model
    number = model.state(state)
    yield f"{model.name(number)}: {_done(solved, model.pattern(number))}"
    quotes = {p.statement: p.quote for maker in model.makers for p in maker.preferences if p.quote}
    for maker in model.makers:
        verdicts = [solved.stability(state, maker.name, concept) for concept in CONCEPTS]
        yield ""
        held = [verdict.concept for verdict in verdicts if verdict.stable]
        yield f"{maker.name}: stable by {', '.join(held)}" if held else f"{maker.name}: not stable"
        yield from _deviations(verdicts, quotes)
    yield ""
    gains = solved.coalitions(state)
    for members, ends in gains:
        yield from wrapped(f"together {' + '.join(members)} would go to {_some(ends)}", "")
    if not gains:
        yield "no coalition would leave it"
    yield from wrapped(_way(solved, model.pattern(number)), "")
    yield from wrapped(CAUTION, "")


def as_objects(solved: Solved, limit: int | None) -> dict[str, Any]:
    """The same table, as an object."""
    model = solved.model
    return {
        "name": model.conflict.name,
        "options": [
            {"name": option.name, "text": option.text, "owner": maker.name, "irreversible": option.irreversible}
            for maker in model.makers
            for option in maker.options
        ],
        "states": int(model.shown.sum()),
        "readings": solved.readings,
        "sampled": solved.sampled,
        "status_quo": None if model.status_quo is None else model.pattern(model.status_quo),
        "counts": {concept: solved.count(concept) for concept in CONCEPTS},
        "equilibria": [_object(solved, row) for row in solved.equilibria(limit=limit)],
        "caution": CAUTION,
    }


def why_objects(solved: Solved, state: str) -> dict[str, Any]:
    """The same reasons, as an object."""
    pattern = solved.model.pattern(solved.model.state(state))
    makers = [maker.name for maker in solved.model.makers]
    return {
        "state": pattern,
        "name": solved.model.name(solved.model.state(state)),
        "stability": [asdict(solved.stability(state, maker, concept)) for maker in makers for concept in CONCEPTS],
        "coalitions": [{"members": members, "states": ends} for members, ends in solved.coalitions(state)],
        **_paths(solved, pattern),
        "caution": CAUTION,
    }


def _object(solved: Solved, row: Equilibrium) -> dict[str, Any]:
    acts = [option.name for option, letter in zip(solved.model.options, row.state, strict=True) if letter == "Y"]
    counts = dict(zip(CONCEPTS, row.counts, strict=True))
    return {"state": row.state, "name": row.name, "done": acts, "counts": counts, **_paths(solved, row.state)}


def _paths(solved: Solved, state: str) -> dict[str, Any]:
    ways = (("path", False), ("improving_path", True))
    return {name: [asdict(step) for step in solved.path(state, improving=improving)] for name, improving in ways}


def _options(solved: Solved) -> Iterator[str]:
    room = max(len(maker.name) for maker in solved.model.makers)
    number = 0
    for maker in solved.model.makers:
        for at, option in enumerate(maker.options):
            number += 1
            lasting = {"yes": " (not to be undone)", "no": " (only to be left)"}.get(option.irreversible, "")
            text = f"{option.name}{f': {option.text}' if option.text else ''}{lasting}"
            head = f"{number:>2} {maker.name if at == 0 else '':<{room}}  "
            yield from textwrap.wrap(head + text, WIDTH, subsequent_indent=" " * len(head), break_on_hyphens=False)


def _deviations(verdicts: Sequence[Stability], quotes: Mapping[str, str]) -> Iterator[str]:
    if not verdicts[0].deviations:
        yield "  it can bring about nothing that it prefers"
    told = {deviation.to: deviation.better for verdict in verdicts for deviation in verdict.deviations}
    for to, better in told.items():
        yield from wrapped(f"would rather have {to}, for {_because(better, quotes)}", "  ")
        for verdict in verdicts[1:]:
            for deviation in (deviation for deviation in verdict.deviations if deviation.to == to):
                yield from wrapped(f"{verdict.concept}: {_answer(deviation, quotes)}", "    ")
    if len(told) < verdicts[0].improvements:
        yield f"  and {verdicts[0].improvements - len(told):,} states more"


def _answer(deviation: Deviation, quotes: Mapping[str, str]) -> str:
    if not deviation.answer:
        return "nothing stops it"
    end = f"worse than now for {_because(deviation.worse, quotes)}" if deviation.worse else "as good as now"
    return f"{steps(deviation.answer)}, which is {end}"


def _because(statement: str, quotes: Mapping[str, str]) -> str:
    return f"“{statement}”" + (f" (“{quotes[statement]}”)" if statement in quotes else "")


def _way(solved: Solved, state: str) -> str:
    if solved.model.status_quo is None:
        return ""
    if solved.model.state(state) == solved.model.status_quo:
        return "the status quo"
    better = solved.path(state, improving=True)
    way = better or solved.path(state)
    if not way:
        return "no way from the status quo"
    return f"from now: {steps(way)}{' (each an improvement)' if better else ''}"


def steps(way: Sequence[Transition]) -> str:
    """A way in words."""
    return ", then ".join(f"{step.by} to {step.end}" for step in way)


def _done(solved: Solved, state: str) -> str:
    acts = [option.name for option, letter in zip(solved.model.options, state, strict=True) if letter == "Y"]
    return ", ".join(acts) or "nobody does anything"


def _head(row: Equilibrium) -> str:
    return row.state if row.name == row.state else f"{row.name} {row.state}"


def _told(count: int, readings: int) -> str:
    if readings == 1:
        return "yes" if count else "-"
    return f"{count}/{readings}" if count else "-"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")


def counted(number: int, what: str, many: str = "") -> str:
    """So many of something, in words."""
    return f"{number:,} {what if number == 1 else many or f'{what}s'}"


def wrapped(text: str, indent: str, width: int = WIDTH) -> list[str]:
    """A text in lines that fit the screen."""
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)
