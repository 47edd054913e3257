"""Every command: what it takes, what it prints, how it ends.

Exit codes: 0 fine; 1 something of ours went wrong, and one line says what and what to do; 2 usage; 3 done, but
some inputs were not readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from communique.cli.frame import BY, FILE, as_json_too, main, opened, print_json, print_lines, print_table
from communique.cli.options import Suppositions, Views, day, filters, suppositions, views
from communique.filters import Filter

LISTS = (
    *("moves", "positions", "figures", "disputes", "meetings", "articles", "copies", "corrections", "actors"),
    *("problems", "events", "lineages", "statements", "judgements"),
)
FORMATS = ("jsonl", "ics")
NOT_ALL_READABLE = 3


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--case", "file", type=click.Path(path_type=Path), required=True, help="The case file; made if missing.")
@click.option(
    "--published", callback=day, metavar="DATE", help="The publication day of files that name none (YYYY-MM-DD)."
)
@as_json_too
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
    print_json(made) if as_json else print_lines(summary.lines(made, str(file)))
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
@as_json_too
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
    case = opened(file)
    if where.since is not None and what in (None, "changes"):
        if as_json:
            print_json(news.as_objects(case, where.since, where))
        else:
            print_lines(news.lines(case, where.since, where, whole=what == "changes"))
    elif what is None and not as_json:
        print_lines(state.lines(case, where))
    elif what is None:
        parts = ("positions", "events", "meetings", "disputes", "corrections")
        print_json({part: objects(case, part, where) for part in parts})
    else:
        rows = objects(case, what, where)
        print_json(rows) if as_json else print_table(*lists.table(case, what, rows))


@main.command()
@FILE
@click.argument("a")
@click.argument("b")
@as_json_too
def diff(file: Path, a: str, b: str, as_json: bool) -> None:
    """Show what changed from article A to article B (ids, paths, or the beginning of either).

    Deleted words stand in [-...-], inserted ones in {+...+}. Corrections come first, then figures, names, quotes,
    attributions and hedges (with negations), and mere wording last. What only moved is told as moved.
    """
    from communique.cli import redlines

    redline = opened(file).redline(a, b)
    print_json(redlines.as_objects(redline)) if as_json else print_lines(redlines.lines(redline))


@main.command()
@FILE
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="The kind of files."
)
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder.")
def export(file: Path, form: str, out: Path) -> None:
    """Write the case as files into a folder: a JSON Lines file for each list, or the meetings as an iCalendar file."""
    from communique.export import formats

    written = formats.FORMATS[form].write(opened(file), out)
    click.echo(f"{len(written)} file{'s' * (len(written) != 1)} in {out}")


@main.command()
@FILE
@as_json_too
def check(file: Path, as_json: bool) -> None:
    """Check the case file: pages, hashes, anchors, schema, search index; exit code 1 names what is damaged."""
    from communique.store import Store, damages

    with Store(file, create=False) as store:
        found = damages(store)
        count = len(store.article_ids())
    if as_json:
        print_json([damage._asdict() for damage in found])
    elif found:
        print_lines(f"{damage.table} {damage.row}: {damage.what}" for damage in found)
    else:
        click.echo(f"{file}: sound ({count} articles)")
    if found:
        click.get_current_context().exit(1)


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
@as_json_too
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
        lines = proposals.answered(opened(model), supposed, views, options, limit, as_json=as_json)
    elif supposed != Suppositions():
        raise click.UsageError("--as-of, --credible, --bluff and --turns are for the model of a case")
    else:
        lines = conflict_views.answered(conflicts.read(model), views, options, limit, as_json=as_json)
    conflict_views.written_to(views.out, lines) if views.out is not None else print_lines(lines)


@main.command()
@FILE
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--since", callback=day, metavar="DATE", help="What changed since this day.")
def report(file: Path, out: Path, since: str | None) -> None:
    """Write the sourced brief: where they stand, what changed, disputes, calendar, corrections, sources.

    The ending of the file says how: .md, .html (one file that loads nothing) or .docx.
    """
    from communique.report import write

    for written in write(opened(file), out, since=since):
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
@as_json_too
def codebook(as_json: bool) -> None:
    """Show the moves and issues in force."""
    from communique.cli import codes

    print_json(codes.as_objects()) if as_json else print_lines(codes.lines())


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
