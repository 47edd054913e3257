"""The server: on this machine alone, until it is stopped."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import uvicorn

from communique.errors import CaseError, PortTaken
from communique.web.app import application
from communique.web.guarding import COOKIE, Guard
from communique.web.keys import Keys
from communique.web.served import Served

HOST = "127.0.0.1"
PORT = 8474
_TURN = 0.0005  # seconds that a thread may keep the others waiting: ten times less than Python's own choice
_LEAVING = 2  # seconds that an answer under way gets when the server stops


class _Server(uvicorn.Server):
    """Tells when it can be asked, and stops at once: pages that listen are told that it is over."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], hush: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._hush = hush

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._hush()
        super().handle_exit(sig, frame)


def serve(
    path: Path,
    *,
    port: int | None = None,
    by: str | None = None,
    token_file: Path | None = None,
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a case until interrupted; ``announce`` gets the address to open, with the key to it.

    That key opens the page once; ``announce`` then gets the next, for another browser. A ``token_file`` gets the token
    for scripts, and is taken away at the end. Without a ``port`` 8474 is taken, or any other that is free where that
    one is not; 0 takes any. Raises PortTaken for a port that was asked for and is in use.
    """
    listener = _listen(port)
    number = listener.getsockname()[1]

    def tell(start: str) -> None:
        announce(f"http://{HOST}:{number}/?token={start}")

    keys = Keys(renewed=tell)
    hosts = frozenset({f"{HOST}:{number}", f"localhost:{number}"})
    with listener, Served(path, by=by) as served, _written(token_file, keys.bearer):
        guard = Guard(application(served), keys=keys, hosts=lambda: hosts, cookie=f"{COOKIE}-{number}")
        config = uvicorn.Config(
            guard, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=_LEAVING
        )
        with suppress(KeyboardInterrupt), _ended(), _nimble():
            _Server(config, lambda: tell(keys.start), served.hush).run(sockets=[listener])


@contextmanager
def _ended() -> Iterator[None]:
    """Told to end (SIGTERM), we end as by Ctrl+C: uvicorn stops, says it once more, and what is open is closed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _nimble() -> Iterator[None]:
    """Threads change often: an answer or a decision comes between the steps of a record that is being made."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _written(place: Path | None, token: str) -> Iterator[None]:
    """The token in a file that only its owner can read, for as long as the server runs."""
    if place is None:
        yield
        return
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token + "\n")
        fresh.replace(place)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise CaseError(f"{place}: the token cannot be written there ({error.strerror})") from None
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def _listen(port: int | None) -> socket.socket:
    for number in (PORT, 0) if port is None else (port,):
        # Told which protocol, asyncio sends a short answer at once: else its end waits 40 ms for word of its beginning.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen()  # whoever opens the address at once waits, and is not refused
        except OSError as error:
            listener.close()
            if port is not None:
                raise PortTaken(f"port {port} cannot be had ({error.strerror}): choose another with --port") from None
        else:
            return listener
    raise PortTaken("no port can be had on this machine")
