"""Progress on long work: a bar on stderr, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from communique.intake import Progress
from communique.words import work

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def shown() -> Iterator[Progress]:
    """A progress callback that draws a bar on stderr while a task runs, or does nothing where nobody looks.

    The bar goes with its task: one that stayed would draw over what is printed or typed next.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    with ExitStack() as bars:
        yield _report(bars)


def _report(drawn: ExitStack) -> Progress:
    bars: dict[str, tuple[Bars, TaskID]] = {}

    def report(what: str, done: int, total: int | None) -> None:
        if what not in bars:
            drawn.close()
            bars.clear()
            if done == total:
                return
            made = drawn.enter_context(_bars())
            bars[what] = made, made.add_task(work(what), total=total)
        bar, task = bars[what]
        bar.update(task, completed=done, total=total)
        if done == total:
            drawn.close()
            bars.clear()

    return report


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Drawn

    return Drawn(
        *(TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn()),
        *(TimeElapsedColumn(), TimeRemainingColumn()),
        console=Console(stderr=True),
        transient=True,
    )
