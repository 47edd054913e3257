"""The options that several commands share: the filters, and the days that they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

EXPORTS = ("csv", "graphml", "json", "svg", "toml")
FILTERS = ("since", "until", "party", "issue", "code", "outlet", "limit")


def day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The value of an option that takes a day, month or year: an ISO prefix of one that there is."""
    from communique.dates import is_prefix

    if value is not None and not is_prefix(value):
        raise click.BadParameter(f"{value!r} is no day, month or year: write 2031-03-04, 2031-03 or 2031")
    return value


def filters(command: Command) -> Command:
    """The same filters everywhere; the command gets one ``where``."""
    options = (
        click.option("--since", callback=day, metavar="DATE", help="Only from this day (or month, or year) on."),
        click.option("--until", callback=day, metavar="DATE", help="Only up to this day (or month, or year)."),
        click.option("--party", metavar="NAME", help="Only of this party and those on its side."),
        click.option("--issue", metavar="ISSUE", help="Only on this issue (a part of its name will do)."),
        click.option("--code", metavar="CODE", help="Only moves with this code of the codebook."),
        click.option("--outlet", metavar="NAME", help="Only what this outlet reported."),
        click.option("--limit", type=click.IntRange(min=1), help="At most so many."),
    )

    @wraps(command)
    def filtered(**arguments: Any) -> Any:  # noqa: ANN401 - the command's own
        from communique.filters import Filter

        where = Filter(**{name: arguments.pop(name) for name in FILTERS})
        since, until = where.since, where.until
        if since is not None and until is not None and until < since[: len(until)]:
            raise click.UsageError(f"--since {since} is later than --until {until}: nothing lies between")
        return command(where=where, **arguments)

    made: Any = filtered
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """What to show of a conflict, in place of the table of its equilibria."""

    board: bool = False
    sensitivity: bool = False
    deals: bool = False
    toward: str | None = None
    why: str | None = None
    without: tuple[str, ...] = ()
    export: str | None = None
    out: Path | None = None


def views(command: Command) -> Command:
    """What can be asked of a conflict; the command gets one ``views``."""
    options = (
        click.option("--why", metavar="STATE", help="Why this state would hold or not: a name, or its Ys and Ns."),
        click.option("--board", is_flag=True, help="Who wants what of every option, and the dilemmas of that."),
        click.option("--sensitivity", is_flag=True, help="Which statements carry the conclusion."),
        click.option("--deals", is_flag=True, help="What all would rather have than now; or what stands in the way."),
        click.option("--toward", metavar="STATE", help="The smallest changes that would make this state hold."),
        click.option("--without", metavar="STATEMENT", multiple=True, help="Solve without this statement; repeatable."),
        click.option("--export", type=click.Choice(EXPORTS), help="Write it in this format."),
        click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="To this file."),
    )

    @wraps(command)
    def viewed(**arguments: Any) -> Any:  # noqa: ANN401 - the command's own
        wanted = Views(**{field.name: arguments.pop(field.name) for field in fields(Views)})
        if wanted.out is not None and wanted.export is None:
            raise click.UsageError("-o needs --export: in which format?")
        return command(views=wanted, **arguments)

    made: Any = viewed
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppositions:
    """What is asked of a model because it comes from a case: as of when, which threats are meant, what changed it."""

    as_of: str | None = None
    credible: tuple[str, ...] = ()
    bluff: tuple[str, ...] = ()
    turns: bool = False


def suppositions(command: Command) -> Command:
    """What can be supposed of the model of a case; the command gets one ``supposed``."""
    options = (
        click.option("--as-of", callback=day, metavar="DATE", help="Of a case: only what was published up to then."),
        click.option(
            "--credible", metavar="OPTION", multiple=True, help="Of a case: this threat is meant; repeatable."
        ),
        click.option("--bluff", metavar="OPTION", multiple=True, help="Of a case: this threat is not; repeatable."),
        click.option(
            "--turns", is_flag=True, help="Of a case: which days changed what would hold, and by which words."
        ),
    )

    @wraps(command)
    def supposing(**arguments: Any) -> Any:  # noqa: ANN401 - the command's own
        wanted = Suppositions(**{field.name: arguments.pop(field.name) for field in fields(Suppositions)})
        return command(supposed=wanted, **arguments)

    made: Any = supposing
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]
