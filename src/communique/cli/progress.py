"""Progress on long work: a bar on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from communique.intake import Progress

_WORDS = {
    "reading": "Reading files",
    "wording": "Reading the wording",
    "comparing": "Finding copies",
    "parsing": "Reading sentences",
    "coding": "Coding articles",
    "reconciling": "Reconciling the record",
}


@contextmanager
def shown() -> Iterator[Progress]:
    """A progress callback that draws bars on stderr while the block runs, or does nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn())
    with Bars(
        *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bars:
        tasks = {}

        def report(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(_WORDS.get(what, what), total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield report
