"""What the commands about judgements do: judge, review, agreement."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from communique.case import Case
from communique.cli import cards
from communique.cli.review import Session, objects
from communique.data import Move, Verdict
from communique.filters import Filter
from communique.store.codec import plain


def judge(
    case: Case,
    about: str,
    verdict: Verdict,
    where: Filter,
    bounds: tuple[float | None, float | None],
    *,
    changes: Mapping[str, str],
    why: str,
    by: str | None,
    blind: bool,
) -> None:
    """Judge one datum, or all moves that fit, and say what was kept."""
    if verdict == "undo":
        made = [case.undo(None if about == "last" else about, by=by, why=why)]
    else:
        coder = (by or getpass.getuser()) if blind else None
        items: Sequence[Any] = [about]
        if about == "all":
            found = case.moves(where) if coder is None else case.moves(where, among=case.record(by=coder).moves)
            items = [move for move in found if _within(move, *bounds)]
        elif coder is not None:
            items = [next((m for m in case.record(by=coder).moves if m.id == about), about)]
        made = case.judge_all(items, verdict, why=why, by=by, changes=changes, blind=blind)
    first = made[0]
    many = "moves" if first.kind == "move" else "data"
    what = first.about if len(made) == 1 else f"{len(made)} {many}"
    click.echo(f"{first.verdict} {what} by {first.by}: kept as {first.batch or first.id}")


def _within(move: Move, below: float | None, above: float | None) -> bool:
    return (below is None or move.confidence < below) and (above is None or move.confidence >= above)


def review(case: Case, where: Filter, *, by: str | None, blind: bool) -> None:
    """A sitting."""
    seen = cards.view(case, (by or getpass.getuser()) if blind else None)
    queue = case.queue(by=by, blind=blind, where=where, of=seen.record)
    Session(case, queue, by=by, blind=blind, seen=seen).run()


def queued(case: Case, where: Filter, *, by: str | None, blind: bool) -> list[dict[str, Any]]:
    """The queue of a sitting, as objects."""
    seen = cards.view(case, (by or getpass.getuser()) if blind else None)
    return objects(case.queue(by=by, blind=blind, where=where, of=seen.record), seen)


def agreement_objects(case: Case, coders: Sequence[str]) -> dict[str, Any]:
    """How far coders agree, and where they do not, as an object."""
    return {
        "agreement": plain(case.agreement(*coders)),
        "disagreements": [
            {"about": d.about, "fields": list(d.fields), "coders": plain(d.coders)} for d in case.disagreements(*coders)
        ],
    }


def agreement_lines(case: Case, coders: Sequence[str]) -> Iterator[str]:
    """The same as a table and a list."""
    found = case.agreement(*coders)
    names = case.names()
    yield f"coders: {', '.join(found[0].coders) or 'none yet'}"
    yield f"\n{'field':<12}{'both judged':>12}{'agree':>8}{'kappa':>8}{'alpha':>8}"
    for row in found:
        share = "-" if row.percent is None else f"{row.percent:.0%}"
        yield f"{row.field:<12}{row.units:>12}{share:>8}{_two(row.kappa):>8}{_two(row.alpha):>8}"
    apart = case.disagreements(*coders)
    yield f"\n{len(apart)} in disagreement; the record holds the word given last"
    for one in apart:
        words = cards.clean(next(iter(one.coders.values())).quote)
        yield from cards.wrapped(f"{', '.join(one.fields)}: “{words}”  ({one.about})", 80, "  ", "    ")
        for coder, judgement in one.coders.items():
            yield from cards.wrapped(f"{coder}  {cards.decision(judgement, names)}", 80, "    ", "      ")


def _two(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
