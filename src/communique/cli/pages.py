"""The page from the command line: its address on the terminal, and in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from communique import web


def serve(file: Path, *, port: int | None = None, by: str | None = None, browser: bool = True) -> None:
    """Serve a case until interrupted."""

    def announce(address: str) -> None:
        click.echo(f"{file} is at {address}\nCtrl+C ends it.")
        if browser:
            webbrowser.open(address)

    web.serve(file, port=port, by=by, announce=announce)
