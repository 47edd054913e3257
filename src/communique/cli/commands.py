"""Every command: what it takes, what it prints, how it ends.

Exit codes: 0 fine; 1 something of ours went wrong, and one line says what and what to do; 2 usage; 3 done, but
some inputs were not readable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.case import Case
from communique.filters import Filter

LISTS = (
    *("moves", "positions", "figures", "disputes", "meetings", "articles", "copies", "corrections", "actors"),
    *("problems", "events", "lineages", "statements", "judgements"),
)
NOT_ALL_READABLE = 3
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


def _as_json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(command)


def _filters(command: Command) -> Command:
    """The same filters everywhere; the command gets one ``where``."""
    options = (
        click.option("--since", metavar="DATE", help="Only from this day (or month, or year) on."),
        click.option("--until", metavar="DATE", help="Only up to this day (or month, or year)."),
        click.option("--party", metavar="NAME", help="Only of this party and those on its side."),
        click.option("--issue", metavar="ISSUE", help="Only on this issue (a part of its name will do)."),
        click.option("--code", metavar="CODE", help="Only moves with this code of the codebook."),
        click.option("--outlet", metavar="NAME", help="Only what this outlet reported."),
        click.option("--limit", type=click.IntRange(min=1), help="At most so many."),
    )

    @wraps(command)
    def filtered(**arguments: Any) -> Any:  # noqa: ANN401 - the command's own
        from communique.filters import Filter

        names = ("since", "until", "party", "issue", "code", "outlet", "limit")
        return command(where=Filter(**{name: arguments.pop(name) for name in names}), **arguments)

    made: Any = filtered
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]


def _open(path: Path) -> Case:
    """An existing case, on all cores, with progress on stderr."""
    from communique.case import Case
    from communique.cli.progress import shown
    from communique.engine import LocalEngine

    progress = click.get_current_context().with_resource(shown())
    case = Case(path, create=False, engine=LocalEngine(), progress=progress)
    return click.get_current_context().with_resource(case)


FILE = click.argument("file", type=click.Path(path_type=Path))


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--case", "file", type=click.Path(path_type=Path), required=True, help="The case file; made if missing.")
@click.option("--published", metavar="DATE", help="The publication day of files that name none (YYYY-MM-DD).")
@_as_json
def build(paths: Sequence[str], file: Path, published: str | None, as_json: bool) -> None:
    """Read files, folders and globs into a case; only what is new is done.

    Reads txt, Markdown, HTML, JSONL and CSV; "-" is standard input. Ends with exit code 3 where some inputs
    could not be read: they are listed, and the rest is done.
    """
    from communique import parsing
    from communique.case import Case
    from communique.cli import progress, summary
    from communique.engine import LocalEngine

    with progress.shown() as report, Case(file, engine=LocalEngine(), progress=report) as case:
        intake = case.add(*paths, published=published)
        made = summary.figures(case, intake)
    _print_json(made) if as_json else _print(summary.lines(made, str(file)))
    if not parsing.available():
        click.echo(parsing.ABSENT, err=True)
    for problem in intake.problems[:10]:
        click.echo(f"  not read: {problem.path}: {problem.what}", err=True)
    if len(intake.problems) > 10:
        click.echo(f"  and {len(intake.problems) - 10} more: communique show {file} problems", err=True)
    if intake.problems:
        click.get_current_context().exit(NOT_ALL_READABLE)


@main.command()
@FILE
@click.argument("what", metavar="[LIST]", required=False, type=click.Choice(LISTS))
@_filters
@_as_json
def show(file: Path, what: str | None, where: Filter, as_json: bool) -> None:
    """Show the state of the talks, or one LIST of the case.

    LIST is one of: moves, positions, figures, disputes, meetings, articles, copies, corrections, actors, problems,
    events, lineages, statements, judgements.
    """
    from communique.cli import lists, state
    from communique.export import objects

    case = _open(file)
    if what is None and not as_json:
        _print(state.lines(case, where))
    elif what is None:
        parts = ("positions", "events", "meetings", "disputes", "corrections")
        _print_json({part: objects(case, part, where) for part in parts})
    else:
        rows = objects(case, what, where)
        _print_json(rows) if as_json else _print_table(*lists.table(case, what, rows))


@main.command()
@FILE
@click.argument("a")
@click.argument("b")
@_as_json
def diff(file: Path, a: str, b: str, as_json: bool) -> None:
    """Show what changed from article A to article B (ids, paths, or the beginning of either).

    Deleted words stand in [-...-], inserted ones in {+...+}. Corrections come first, then figures, names, quotes,
    attributions and hedges (with negations), and mere wording last. What only moved is told as moved.
    """
    from communique.cli import redlines

    redline = _open(file).redline(a, b)
    _print_json(redlines.as_objects(redline)) if as_json else _print(redlines.lines(redline))


@main.command()
@FILE
@click.option(
    "--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The kind of files."
)
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder.")
def export(file: Path, form: str, out: Path) -> None:
    """Write the case as files into a folder: one JSON Lines file for each list."""
    from communique.export import write_jsonl

    written = {"jsonl": write_jsonl}[form](_open(file), out)
    click.echo(f"{len(written)} files in {out}")


@main.command()
@FILE
@_as_json
def check(file: Path, as_json: bool) -> None:
    """Check the case file: pages, hashes, anchors, schema, search index; exit code 1 names what is damaged."""
    from communique.store import Store, damages

    with Store(file, create=False) as store:
        found = damages(store)
        count = len(store.article_ids())
    if as_json:
        _print_json([damage._asdict() for damage in found])
    elif found:
        _print(f"{damage.table} {damage.row}: {damage.what}" for damage in found)
    else:
        click.echo(f"{file}: sound ({count} articles)")
    if found:
        click.get_current_context().exit(1)


@main.command()
@FILE
@click.argument("id")
@click.argument("verdict", type=click.Choice(["accept", "reject", "edit", "undo"]))
@click.option("--why", default="", help="The reason, in your words.")
@click.option("--by", metavar="NAME", help="Who judges; your login name unless given.")
@click.option("--set", "changes", metavar="FIELD=VALUE", multiple=True, help="For edit: what to change to what.")
def judge(file: Path, id: str, verdict: Any, why: str, by: str | None, changes: Sequence[str]) -> None:  # noqa: ANN401
    """Accept, reject or edit the datum with this ID, or undo the judgement with this ID.

    Judgements are only ever added, survive every re-run, and win. "communique judge FILE last undo" takes back
    the last one.
    """
    case = _open(file)
    made = (
        case.undo(None if id == "last" else id, by=by, why=why)
        if verdict == "undo"
        else case.judge(id, verdict, why=why, by=by, changes=_pairs(changes))
    )
    click.echo(f"{made.verdict} {made.about} by {made.by}: kept as {made.id}")


def _pairs(changes: Iterable[str]) -> dict[str, str]:
    pairs = [change.partition("=") for change in changes]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise click.UsageError("--set takes FIELD=VALUE")
    return {name: value for name, _, value in pairs}


@main.command()
@_as_json
def codebook(as_json: bool) -> None:
    """Show the moves and issues in force."""
    from communique.cli import codes

    _print_json(codes.as_objects()) if as_json else _print(codes.lines())


@main.command()
@click.option("--case", "file", type=click.Path(path_type=Path), help="Where to put its case (a temporary folder).")
def demo(file: Path | None) -> None:
    """Build the invented crisis that ships with Communique, and show its record."""
    import tempfile
    from importlib.resources import as_file, files

    from communique.case import Case
    from communique.cli import progress, state, summary
    from communique.engine import LocalEngine
    from communique.filters import Filter

    place = file or Path(tempfile.mkdtemp(prefix="communique-")) / "demo.communique"
    with (
        as_file(files("communique").joinpath("demo", "articles")) as reports,
        progress.shown() as report,
        Case(place, engine=LocalEngine(), progress=report) as case,
    ):
        intake = case.add(reports)
        _print([*summary.lines(summary.figures(case, intake), str(place)), "", *state.lines(case, Filter())])
    program = sys.argv[0] if "/" in sys.argv[0] else "communique"
    click.echo(f"\nThe case is {place}. Try: {program} show {place} moves")


def _print(rows: Iterable[str]) -> None:
    for row in rows:
        click.echo(row)


def _print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1))


def _print_table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
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
