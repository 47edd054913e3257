"""Every command: what it takes, what it prints, how it ends.

Exit codes: 0 fine; 1 something of ours went wrong, and one line says what and what to do; 2 usage; 3 done, but
some inputs were not readable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.cli.options import FILTERS, Suppositions, Views, day, filters, suppositions, views
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.case import Case
from communique.filters import Filter

LISTS = (
    *("moves", "positions", "figures", "disputes", "meetings", "articles", "copies", "corrections", "actors"),
    *("problems", "events", "lineages", "statements", "judgements"),
)
FORMATS = ("jsonl", "ics")
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
@click.option(
    "--published", callback=day, metavar="DATE", help="The publication day of files that name none (YYYY-MM-DD)."
)
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
@click.argument("what", metavar="[LIST]", required=False, type=click.Choice((*LISTS, "changes")))
@filters
@_as_json
def show(file: Path, what: str | None, where: Filter, as_json: bool) -> None:
    """Show the state of the talks, or one LIST of the case.

    LIST is one of: moves, positions, figures, disputes, meetings, articles, copies, corrections, actors, problems,
    events, lineages, statements, judgements. With --since the screen shows what is new since that day, most telling
    first; the list "changes" has all of it.
    """
    from communique.cli import lists, news, state
    from communique.export import objects, selecting

    if what == "changes" and where.since is None:
        raise click.UsageError("changes since when? communique show FILE changes --since DAY")
    unfit = selecting.unknown(what, where) if what is not None else []
    if unfit:
        known = ", ".join(f"--{part}" for part in selecting.KNOWN[what or ""])
        raise click.UsageError(f"--{unfit[0]} says nothing about {what}: that list takes {known}")
    case = _open(file)
    if where.since is not None and what in (None, "changes"):
        if as_json:
            _print_json(news.as_objects(case, where.since, where))
        else:
            _print(news.lines(case, where.since, where, whole=what == "changes"))
    elif what is None and not as_json:
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
    "--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="The kind of files."
)
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder.")
def export(file: Path, form: str, out: Path) -> None:
    """Write the case as files into a folder: a JSON Lines file for each list, or the meetings as an iCalendar file."""
    from communique.export import formats

    written = formats.FORMATS[form].write(_open(file), out)
    click.echo(f"{len(written)} file{'s' * (len(written) != 1)} in {out}")


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


VERDICTS = ("accept", "reject", "edit", "merge", "split", "add", "undo")
BY = click.option("--by", metavar="NAME", help="Who judges; your login name unless given.")
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
    judging.judge(_open(file), id, verdict, where, bounds, changes=_pairs(changes), **said)


@main.command()
@FILE
@BY
@BLIND
@filters
@_as_json
def review(file: Path, by: str | None, blind: bool, where: Filter, as_json: bool) -> None:
    """Go through what is worth a look, one card and one key a decision.

    Disagreement comes first, then red lines and threats, what is unsure, proposed issues, acts that may be one, and
    the rest. Every decision is kept at once; "?" explains the keys. With --json the queue is printed instead.
    """
    from communique.cli import judging

    case = _open(file)
    if as_json:
        _print_json(judging.queued(case, where, by=by, blind=blind))
    else:
        judging.review(case, where, by=by, blind=blind)


@main.command()
@FILE
@click.argument("coders", nargs=-1)
@_as_json
def agreement(file: Path, coders: Sequence[str], as_json: bool) -> None:
    """Show how far CODERS (all unless named) agree, field by field, and where they do not.

    Krippendorff's alpha and, for two coders, Cohen's kappa: 1 is full agreement, 0 what chance would give.
    """
    from communique.cli import judging

    case = _open(file)
    _print_json(judging.agreement_objects(case, coders)) if as_json else _print(judging.agreement_lines(case, coders))


@main.command()
@FILE
@click.argument("other", type=click.Path(path_type=Path))
def merge(file: Path, other: Path) -> None:
    """Bring the articles and judgements of another case (OTHER) into this one."""
    made = _open(file).merge(other)
    click.echo(f"{made.articles} articles and {made.judgements} judgements are new; communique review {file}")


def _pairs(changes: Iterable[str]) -> dict[str, str]:
    pairs = [change.partition("=") for change in changes]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise click.UsageError("--set takes FIELD=VALUE")
    return {name: value for name, _, value in pairs}


@main.command()
@click.argument("model", type=click.Path(path_type=Path))
@views
@suppositions
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many states.")
@click.option(
    "--readings", type=click.IntRange(1, 100_000), default=200, show_default=True, help="At most so many readings."
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="By which readings are drawn where there are more."
)
@_as_json
def conflict(
    model: Path, views: Views, supposed: Suppositions, limit: int, readings: int, seed: int, as_json: bool
) -> None:
    """Solve the conflict in MODEL, a case or a TOML file ("-" is standard input): which states would hold, and why.

    Equilibria by Nash (R), general and symmetric metarationality (GMR, SMR), sequential and symmetric sequential
    stability (SEQ, SSEQ). Where preferences leave an order open, each order is one reading, and counts say in how
    many of them a state holds. A file with issues and parties is a deal space: which deals enough of them accept.
    """
    from communique.cli import conflict_views, conflicts, proposals
    from communique.conflict import Options

    options = Options(readings=readings, seed=seed)
    if proposals.is_case(model):
        lines = proposals.answered(_open(model), supposed, views, options, limit, as_json=as_json)
    elif supposed != Suppositions():
        raise click.UsageError("--as-of, --credible, --bluff and --turns are for the model of a case")
    else:
        lines = conflict_views.answered(conflicts.read(model), views, options, limit, as_json=as_json)
    conflict_views.written_to(views.out, lines) if views.out is not None else _print(lines)


@main.command()
@FILE
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--since", callback=day, metavar="DATE", help="What changed since this day.")
def report(file: Path, out: Path, since: str | None) -> None:
    """Write the sourced brief: where they stand, what changed, disputes, calendar, corrections, sources.

    The ending of the file says how: .md, .html (one file that loads nothing) or .docx.
    """
    from communique.report import write

    for written in write(_open(file), out, since=since):
        click.echo(written)


@main.command()
@FILE
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen (8474, or another that is free).")
@BY
@click.option("--browser/--no-browser", default=True, help="Open the page, or only print its address.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the token for scripts that use the API there; it is taken away at the end.",
)
def serve(file: Path, port: int | None, by: str | None, browser: bool, token_file: Path | None) -> None:
    """Show the case as pages in the browser, on this machine only, until Ctrl+C.

    The address holds a key that opens the page once; another is printed then, for another browser. Scripts ask
    /api/v1 with the header "Authorization: Bearer TOKEN".
    """
    from communique.cli import pages

    pages.serve(file, port=port, by=by, browser=browser, token_file=token_file)


@main.command()
@_as_json
def codebook(as_json: bool) -> None:
    """Show the moves and issues in force."""
    from communique.cli import codes

    _print_json(codes.as_objects()) if as_json else _print(codes.lines())


@main.command()
@click.option("--case", "file", type=click.Path(path_type=Path), help="Where to put its case (a temporary folder).")
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen (8474, or another that is free).")
@click.option("--browser/--no-browser", default=None, help="Open its page, or only print the address of it.")
def demo(file: Path | None, port: int | None, browser: bool | None) -> None:
    """Build the invented crisis that ships with Communique, show its record, and open its page until Ctrl+C.

    Where the output goes into a file or a pipe, the page is served only with --browser, --no-browser or --port.
    """
    from communique.cli import demonstrating

    demonstrating.run(file, port=port, browser=browser)


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
