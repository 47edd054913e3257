"""The page from the command line: its address on the terminal, and in the browser."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from communique import web


def serve(
    file: Path,
    *,
    port: int | None = None,
    by: str | None = None,
    browser: bool = True,
    token_file: Path | None = None,
) -> None:
    """Serve a case until interrupted."""
    told: list[str] = []

    def announce(address: str) -> None:
        if told:
            click.echo(f"Opened. For another browser: {address}")
        else:
            click.echo(f"{file} is at {address}\nCtrl+C ends it.")
            if browser:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()  # some wait for it
        told.append(address)

    web.serve(file, port=port, by=by, token_file=token_file, announce=announce)
