"""The commands that judge: one by one, by a filter, card by card, and with others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from communique.cli.frame import BY, FILE, as_json_too, main, opened, print_json, print_lines
from communique.cli.options import FILTERS, filters
from communique.filters import Filter

VERDICTS = ("accept", "reject", "edit", "merge", "split", "add", "undo")
BLIND = click.option("--blind", is_flag=True, help="Judge without what others decided, as a second coder does.")


@main.command()
@FILE
@click.argument("id")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--why", default="", help="The reason, in your words.")
@BY
@BLIND
@click.option("--set", "changes", metavar="FIELD=VALUE", multiple=True, help="What to change to what; see above.")
@click.option("--below", type=click.FloatRange(0, 1), help="For all: only moves of which the machine is less sure.")
@click.option("--above", type=click.FloatRange(0, 1), help="For all: only moves of which the machine is as sure.")
@click.option("--everything", is_flag=True, help="For all: every move of the case, where no filter is given.")
@filters
def judge(file: Path, id: str, verdict: Any, changes: Sequence[str], where: Filter, **said: Any) -> None:  # noqa: ANN401
    """Judge the datum with this ID: accept, reject or edit it, merge or split it, add to it, or undo a judgement.

    Judgements are only ever added, survive every re-run, and win. ID is the id of anything in a list, the path of an
    article, or the name of an issue; "all" takes every move that fits the filters, in one decision and one undo; it
    needs a filter, or --everything.
    "communique judge FILE last undo" takes back the last decision.

    edit: --set FIELD=VALUE for each field; of an issue --set name=NAME. merge: --set with=ID, the act, meeting,
    actor, issue or original that it is the same as. split: a move out of its event; an actor with --set names=A;B.
    add: to an article a move, with --set words=… --set code=CODE; an actor with --set kind=KIND; else an issue.
    """
    from communique.cli import judging

    bounds = (said.pop("below"), said.pop("above"))
    everything, unfiltered = said.pop("everything"), where == Filter() and bounds == (None, None)
    if id != "all" and (everything or not unfiltered):
        raise click.UsageError("filters are for: communique judge FILE all VERDICT")
    if id == "all" and verdict != "undo" and unfiltered and not everything:
        names = ", ".join(f"--{name}" for name in (*FILTERS, "below", "above"))
        raise click.UsageError(f"all needs a filter ({names}), or --everything for every move of the case")
    judging.judge(opened(file), id, verdict, where, bounds, changes=_pairs(changes), **said)


@main.command()
@FILE
@BY
@BLIND
@filters
@as_json_too
def review(file: Path, by: str | None, blind: bool, where: Filter, as_json: bool) -> None:
    """Go through what is worth a look, one card and one key a decision.

    Disagreement comes first, then red lines and threats, what is unsure, proposed issues, acts that may be one, and
    the rest. Every decision is kept at once; "?" explains the keys. With --json the queue is printed instead.
    """
    from communique.cli import judging

    case = opened(file)
    if as_json:
        print_json(judging.queued(case, where, by=by, blind=blind))
    else:
        judging.review(case, where, by=by, blind=blind)


@main.command()
@FILE
@click.argument("coders", nargs=-1)
@as_json_too
def agreement(file: Path, coders: Sequence[str], as_json: bool) -> None:
    """Show how far CODERS (all unless named) agree, field by field, and where they do not.

    Krippendorff's alpha and, for two coders, Cohen's kappa: 1 is full agreement, 0 what chance would give.
    """
    from communique.cli import judging

    case = opened(file)
    print_json(judging.agreement_objects(case, coders)) if as_json else print_lines(
        judging.agreement_lines(case, coders)
    )


@main.command()
@FILE
@click.argument("other", type=click.Path(path_type=Path))
def merge(file: Path, other: Path) -> None:
    """Bring the articles and judgements of another case (OTHER) into this one."""
    made = opened(file).merge(other)
    click.echo(f"{made.articles} articles and {made.judgements} judgements are new; communique review {file}")


def _pairs(changes: Iterable[str]) -> dict[str, str]:
    pairs = [change.partition("=") for change in changes]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise click.UsageError("--set takes FIELD=VALUE")
    return {name: value for name, _, value in pairs}
