"""What every command stands in: the group, how a case is opened, and how answers are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.case import Case

Command = TypeVar("Command", bound=Callable[..., Any])


class _Commands(click.Group):
    """Our errors become one line and exit code 1; anything else is a bug and shows its traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        try:
            return super().invoke(ctx)
        except CommuniqueError as error:
            click.echo(f"communique: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="communique")
def main() -> None:
    """Read the overlapping news coverage of a negotiation and keep one sourced record of it."""


def as_json_too(command: Command) -> Command:
    """The same command with --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(command)


def opened(path: Path) -> Case:
    """An existing case, on all cores, with progress on stderr."""
    from communique.case import Case
    from communique.cli.progress import shown
    from communique.engine import LocalEngine

    progress = click.get_current_context().with_resource(shown())
    case = Case(path, create=False, engine=LocalEngine(), progress=progress)
    return click.get_current_context().with_resource(case)


FILE = click.argument("file", type=click.Path(path_type=Path))
BY = click.option("--by", metavar="NAME", help="Who judges; your login name unless given.")


def print_lines(rows: Iterable[str]) -> None:
    """Print lines as they come."""
    for row in rows:
        click.echo(row)


def print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print an object or a list."""
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1))


def print_table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Print a table, as wide as the terminal; where there is none 200 columns wide."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not cells:
        click.echo("none")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in ("id", "code", "when", "published"))
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=200)
    console.print(table)
