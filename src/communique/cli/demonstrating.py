"""The demo: the invented crisis that ships with Communique, built before one's eyes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import click

from communique.articles import discover
from communique.case import Case
from communique.cli import pages, progress, state, summary
from communique.data import Document
from communique.engine import LocalEngine
from communique.errors import InputError
from communique.filters import Filter
from communique.store import Store
from communique.store.bodies import document_key


def run(file: Path | None, *, port: int | None, browser: bool | None) -> None:
    """Build the crisis, tell its record and, where somebody looks or asks for it, serve its page until Ctrl+C."""
    place = file or Path(tempfile.mkdtemp(prefix="communique-")) / "demo.communique"
    for line in built(place):
        click.echo(line)
    program = sys.argv[0] if "/" in sys.argv[0] else "communique"
    if browser is None and port is None and not sys.stdout.isatty():
        click.echo(f"\nThe case is {place}. Try: {program} serve {place}")
        return
    click.echo("")
    pages.serve(place, port=port, browser=browser is not False)
    click.echo(f"\nThe case is {place}. Again: {program} serve {place}")


def built(place: Path) -> Iterator[str]:
    """Build the crisis into the case at a place, and tell its record line by line."""
    with as_file(files("communique").joinpath("demo", "articles")) as reports, progress.shown() as report:
        _spare(place, reports)
        with Case(place, engine=LocalEngine(), progress=report) as case:
            intake = case.add(reports)
            yield from summary.lines(summary.figures(case, intake), str(place))
            yield ""
            yield from state.lines(case, Filter())


def _spare(place: Path, reports: Path) -> None:
    """Refuse a case with any report that is not the demo's: an invented crisis has no place in real work."""
    if not place.is_file() or place.stat().st_size == 0:
        return
    ours = {document_key(found) for found in discover([str(reports)]) if isinstance(found, Document)}
    with Store(place, create=False) as store:
        foreign = set(store.known_documents()) - ours
    if foreign:
        raise InputError(f"{place}: holds reports of its own; give another --case to the demo, or none")
