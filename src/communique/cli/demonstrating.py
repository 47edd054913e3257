"""The demo: the invented crisis that ships with Communique, built before one's eyes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from communique.articles import discover
from communique.case import Case
from communique.cli import progress, state, summary
from communique.data import Document
from communique.engine import LocalEngine
from communique.errors import InputError
from communique.filters import Filter
from communique.store import Store
from communique.store.file import document_key


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
