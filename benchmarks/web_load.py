"""The page under load: ten thousand requests at a case of ten thousand moves, by a server in a process of its own.

``python benchmarks/web_load.py`` builds the case (``chronicle``) once into ``out/``, serves it on loopback and prints
p50 and p99 of each kind of page, errors, the memory of the server and the processor that a request took, when a first
page is visible in Chromium (where Playwright and one are installed), and how long a decision takes: until it is in the
file, and until the record that follows from it is shown. The memory is told of the server by itself, of each process
that it starts, and of all together, after the reading and after the decisions. The peer is Datasette, where it is
installed: the same rows of the same file, fifty a page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import chronicle
from communique import Case
from communique.engine import LocalEngine

ARTICLES = 2_000
OUT = Path(__file__).parent.parent / "out"
PATIENCE = 300  # seconds that a record may take to be made
ROUNDS = 5  # decisions of which each waits until the record shows it, and all pages are then read


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="a case to serve in place of the chronicle")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=8)
    arguments = parser.parse_args()
    case = arguments.case or _chronicle()
    with Case(case, create=False) as opened:
        now = opened.snapshot()
        counts = f"{len(now.articles())} articles, {len(now.moves())} moves"
        mixes = _addresses(now)
    print(f"{case.name}: {counts}; {arguments.requests} requests, {arguments.concurrency} at a time")
    with _served(case) as (start, token, process), Household(process.pid) as household:
        port = int(start.split(":")[2].split("/")[0])
        headers = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        for paths in mixes.values():
            asyncio.run(_ask(port, headers, paths[:1], 1))
        paths = [mixes[kind][n % len(mixes[kind])] for n, kind in enumerate(list(mixes) * arguments.requests)]
        before = _worked(process.pid)
        report(asyncio.run(_ask(port, headers, paths[: arguments.requests], arguments.concurrency)))
        spent = (_worked(process.pid) - before) / arguments.requests
        print(f"  server: {spent * 1000:.1f} ms of processor a request")
        household.tell("reading")
        decide(port, headers, [move.id for move in now.moves()[:40]])
        first_page(start)
        follow(port, headers, [move.id for move in now.moves()[40:]], paths[: 4 * len(mixes)])
        household.tell("decisions")
    peer(case, arguments.requests // 10, arguments.concurrency)


def report(times: dict[str, list[float]]) -> None:
    """One line for each kind of page, and one for all."""
    every = [seconds for one in times.values() for seconds in one if seconds >= 0]
    errors = sum(seconds < 0 for one in times.values() for seconds in one)
    for kind, found in sorted(times.items()):
        _line(kind, [seconds for seconds in found if seconds >= 0])
    _line("all", every)
    print(f"  {errors} errors")


def decide(port: int, headers: str, moves: Sequence[str]) -> None:
    """How long it takes until a decision is in the file, one after the other."""
    times = []
    for move in moves:
        body = json.dumps({"about": [move], "verdict": "accept"})
        begin = time.perf_counter()
        status, answer = asyncio.run(_once(port, headers, "/api/v1/judgements", body))
        times.append(time.perf_counter() - begin)
        if status >= 300:
            print(f"  a decision was answered with {status}: {answer.decode()[:200]}")
            return
    _line("a decision saved", times)


def follow(port: int, headers: str, moves: Sequence[str], paths: Sequence[str]) -> None:
    """How long it takes until the record shows a decision, each made when all pages were read after the last."""
    times = []
    _still(port, headers)
    for move in moves[:ROUNDS]:
        before = _shown(port, headers)
        begin = time.perf_counter()
        body = json.dumps({"about": [move], "verdict": "reject"})
        status, answer = asyncio.run(_once(port, headers, "/api/v1/judgements", body))
        if status >= 300:
            print(f"  a decision was answered with {status}: {answer.decode()[:200]}")
            return
        while _shown(port, headers) in ("", before) and time.perf_counter() - begin < PATIENCE:
            time.sleep(0.1)
        times.append(time.perf_counter() - begin)
        asyncio.run(_ask(port, headers, paths, 8))
    _line("a decision in the record", times)


def _still(port: int, headers: str) -> None:
    """Wait until the record has been the same for some seconds and nothing is being made."""
    end, quiet, before = time.perf_counter() + PATIENCE, 0, ""
    while time.perf_counter() < end and quiet < 50:
        shown = _shown(port, headers)
        quiet = quiet + 1 if shown and shown == before else 0
        before = shown
        time.sleep(0.1)


def _shown(port: int, headers: str) -> str:
    """The key of the record that is shown; "" while another is being made."""
    state = json.loads(asyncio.run(_once(port, headers, "/api/v1/state"))[1])
    return "" if state["work"] else str(state["key"])


def first_page(address: str) -> None:
    """Milliseconds from opening the address until the first page is painted, in a fresh headless Chromium."""
    place = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        place = None
    if place is None:
        print("  first page visible: needs Playwright and a Chromium")
        return
    painted = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
    times = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        tabs = browser.new_context()
        for _ in range(5):
            page = tabs.new_page()
            page.goto(address)
            while (seconds := page.evaluate(painted) / 1000) < 0:  # the policy of the page forbids to wait in it
                page.wait_for_timeout(5)
            times.append(seconds)
            page.close()
            address = address.partition("?")[0]  # the key opens the page once
        browser.close()
    _line("first page visible", times)


def peer(case: Path, requests: int, concurrency: int) -> None:
    """Datasette over the same file: the readable moves, fifty a page."""
    datasette = Path(sys.executable).with_name("datasette")
    if not datasette.exists():
        print("  peer: datasette is not installed (pip install datasette)")
        return
    port = 8475
    command = [str(datasette), "serve", "--immutable", str(case), "--port", str(port), "--setting", "default_page_size"]
    process = subprocess.Popen([*command, "50"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        headers = f"Host: 127.0.0.1:{port}\r\n"
        path = f"/{quote(case.stem)}/readable_moves"
        for _ in range(200):
            try:
                asyncio.run(_once(port, headers, path))
                break
            except OSError:
                time.sleep(0.1)
        times = asyncio.run(_ask(port, headers, [path] * requests, concurrency))
        _line("peer: datasette, the moves", times["/" + path.split("/")[1]])
    finally:
        process.terminate()
        process.wait()


def _addresses(now: object) -> dict[str, list[str]]:
    """What readers open: lists with their filters and parts, single articles, the rest of the pages."""
    from communique.web.pages import PAGES

    articles = [a.id for a in now.articles()]  # type: ignore[attr-defined]
    parts = max(1, len(now.moves()) // 50)  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for page in PAGES:
        if page.path == "/moves":
            found[page.path] = [f"/moves?page={n}" for n in range(1, parts + 1)]
            found["/moves filtered"] = [
                f"/moves?since={year}-{month:02}&page=1" for year in (2031, 2032) for month in range(1, 13)
            ]
        elif "{id}" in page.path:
            found[page.path] = [page.path.format(id=article) for article in articles]
        elif "{" not in page.path:
            found[page.path] = [page.path]
    return found


async def _ask(port: int, headers: str, paths: Sequence[str], concurrency: int) -> dict[str, list[float]]:
    """Seconds of every request by kind of page, below zero where the answer was not 200."""
    waiting = list(enumerate(paths))[::-1]
    times: dict[str, list[float]] = defaultdict(list)

    async def reader() -> None:
        stream = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            _, path = waiting.pop()
            begin = time.perf_counter()
            status, _ = await _exchange(stream, headers, path)
            seconds = time.perf_counter() - begin
            times["/" + re.split(r"[/?]", path)[1]].append(seconds if status == 200 else -1.0)
        stream[1].close()

    await asyncio.gather(*(reader() for _ in range(concurrency)))
    return times


async def _once(port: int, headers: str, path: str, body: str | None = None) -> tuple[int, bytes]:
    stream = await asyncio.open_connection("127.0.0.1", port)
    answer = await _exchange(stream, headers, path, body)
    stream[1].close()
    return answer


async def _exchange(
    stream: tuple[asyncio.StreamReader, asyncio.StreamWriter], headers: str, path: str, body: str | None = None
) -> tuple[int, bytes]:
    """One request over a connection that stays open; the status and the body of the answer."""
    reader, writer = stream
    sent = (body or "").encode()
    verb = "GET" if body is None else "POST"
    kind = "" if body is None else f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n"
    writer.write(f"{verb} {path} HTTP/1.1\r\n{headers}{kind}\r\n".encode() + sent)
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").casefold()
    if "transfer-encoding: chunked" in head:
        content = b""
        while size := int((await reader.readline()).strip() or b"0", 16):
            content += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        length = re.search(r"content-length: (\d+)", head)
        content = await reader.readexactly(int(length[1])) if length else b""
    return int(head.split()[1]), content


@contextmanager
def _served(case: Path) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """The address to open, the token for scripts, and the process of the server."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "token"
        command = [sys.executable, "-m", "communique", "serve", str(case), "--no-browser", "--port", "0"]
        process = subprocess.Popen([*command, "--token-file", str(place)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        begin = time.perf_counter()
        found = None
        while found is None:
            line = process.stdout.readline()
            if not line:
                raise SystemExit("the server did not start")
            found = re.search(r"http://\S+", line)
        print(f"  server ready after {time.perf_counter() - begin:.1f} s")
        try:
            yield found[0], place.read_text().strip(), process
        finally:
            process.terminate()
            process.wait()


def _chronicle() -> Path:
    """The long case, built where it is missing: some minutes, once."""
    OUT.mkdir(exist_ok=True)
    place = OUT / f"chronicle-{ARTICLES}.communique"
    if not place.exists():
        source = OUT / "chronicle.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in chronicle.rows(ARTICLES)), "utf-8")
        print(f"building {place.name}")
        with Case(place, engine=LocalEngine()) as case:
            case.add(source)
    return place


class Household:
    """The memory of a server and of the processes that it starts, in MB, looked at ten times a second."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._most: dict[int, float] = {}
        self._together = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Household:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, after: str) -> None:
        """Print the most that each has held so far, and the most that all held at one moment."""
        if not self._most:  # /proc is not there
            print(f"  memory after {after}: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
            return
        others = [f"{most:.0f}" for pid, most in self._most.items() if pid != self._server]
        print(
            f"  memory after {after}: server {self._most[self._server]:.0f} MB; "
            f"the processes that it started {', '.join(others) or 'none'} MB; all at one moment {self._together:.0f} MB"
        )

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            at_once = 0.0
            for pid in _family(self._server):
                held = _held(pid)
                # The last value: the first may be that of the server, of which a new process begins as a copy.
                self._most[pid] = held.get("VmHWM", self._most.get(pid, 0.0))
                at_once += held.get("VmRSS", 0.0)
            self._together = max(self._together, at_once)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it or they started; none where /proc does not tell."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except OSError:
        return
    yield pid
    for child in children:
        yield from _family(child)


def _held(pid: int) -> dict[str, float]:
    """What /proc tells of the memory of a process, in MB."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it has ended
        return {}
    return {name: int(size) / 1024 for name, size in re.findall(r"(Vm\w+):\s+(\d+)", told)}


def _worked(pid: int) -> float:
    """Seconds of processor that a process has had; 0 where /proc is not there."""
    place = Path(f"/proc/{pid}/stat")
    if not place.exists():
        return 0.0
    fields = place.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _line(kind: str, seconds: Sequence[float]) -> None:
    if not seconds:
        return
    ranked = sorted(seconds)
    last = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    print(f"  {kind:<28} p50 {statistics.median(ranked) * 1000:7.1f} ms   p99 {last * 1000:7.1f} ms   n {len(ranked)}")


if __name__ == "__main__":
    main()
