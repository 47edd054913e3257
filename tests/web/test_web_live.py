"""Live events: a page that listens over a real connection hears what happens, and the server stops all the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import Case
from web.desk import built


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case of two reports."""
    return built(tmp_path)


def lines(address: str, token: str) -> Iterator[str]:
    """The lines of the stream."""
    asked = urllib.request.Request(f"{address}/events", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(asked, timeout=30) as stream:
        for line in stream:
            yield line.decode().strip()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_server_tells_what_happens_and_stops_when_told_to(path: Path, tmp_path: Path, told: int) -> None:
    """The address is printed, the token is in its file, events come, and it ends at once: nothing is left beside it."""
    place = tmp_path / "token"
    command = [sys.executable, "-m", "communique", "serve", str(path), "--no-browser", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--token-file", str(place)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split(" is at ")[1].split("/?")[0]
        token = place.read_text().strip()
        assert place.stat().st_mode & 0o77 == 0
        stream = lines(address, token)
        assert next(stream) == "retry: 2000"
        first = json.loads(next(line for line in stream if line).removeprefix("data: "))
        assert first["kind"] in ("snapshot", "progress")
        with Case(path) as other:
            other.judge(other.moves()[0], "reject")
            other.refresh()
        said = (json.loads(line.removeprefix("data: ")) for line in stream if line)
        assert next(m for m in said if m["kind"] == "snapshot" and m != first)
        before = time.monotonic()
        os.kill(server.pid, told)
        _, err = server.communicate(timeout=20)
        assert time.monotonic() - before < 15
        assert (server.returncode, err) == (0, "")
        assert not place.exists()
        assert not path.with_name(f"{path.name}-wal").exists()
    finally:
        server.kill()
        server.wait()
