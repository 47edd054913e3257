"""The options that several commands share: the filters, and the days that they take."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

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
