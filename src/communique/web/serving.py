"""The server: on this machine alone, until it is stopped."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from communique.errors import PortTaken
from communique.web.application import application
from communique.web.guarding import Guard
from communique.web.served import Served

HOST = "127.0.0.1"
PORT = 8474


def serve(
    path: Path,
    *,
    port: int | None = None,
    by: str | None = None,
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a case until interrupted; ``announce`` gets the address to open, with the key to it.

    Without a ``port`` 8474 is taken, or any other that is free where that one is not; 0 takes any. Raises PortTaken
    for a port that was asked for and is in use.
    """
    listener = _listen(port)
    number = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    hosts = frozenset({f"{HOST}:{number}", f"localhost:{number}"})
    with Served(path, by=by) as served:
        guard = Guard(application(served), token=token, hosts=lambda: hosts)
        config = uvicorn.Config(guard, log_level="warning", access_log=False, server_header=False)
        server = uvicorn.Server(config)
        announce(f"http://{HOST}:{number}/?token={token}")
        server.run(sockets=[listener])


def _listen(port: int | None) -> socket.socket:
    for number in (PORT, 0) if port is None else (port,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
        except OSError as error:
            listener.close()
            if port is not None:
                raise PortTaken(f"port {port} cannot be had ({error.strerror}): choose another with --port") from None
        else:
            return listener
    raise PortTaken("no port can be had on this machine")
