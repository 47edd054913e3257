"""A real Chromium for the tests of the page, and a served case for it to visit."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from communique.snapshot import Snapshot
from communique.web import Served, application
from communique.web.guarding import Guard
from communique.web.pages import PAGES

TOKEN = "a-token-of-the-tests"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ABSENT = "no Chromium found; on Debian and Ubuntu: apt-get install chromium"
expect.set_options(timeout=30_000)  # as long as the driver waits for anything else: a busy machine is no failure


def chromium() -> str:
    """Where a Chromium is installed; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip(ABSENT)
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser."""
    place = chromium()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a case that is served in a thread of this process, on loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    with Served(path, by="reader") as case:
        guard = Guard(application(case), token=TOKEN, hosts=lambda: frozenset({host}))
        config = uvicorn.Config(guard, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://{host}"
        finally:
            server.should_exit = True
            thread.join()
            listener.close()


def addresses(now: Snapshot) -> list[str]:
    """One address for every page, with the ids of a case in place of their names."""
    articles = [a.id for a in now.articles()]
    versions = next((line.articles for line in now.lineages() if len(line.articles) > 1), (articles * 2)[:2])
    names = {"id": articles[0], "a": versions[0], "b": versions[1]}
    return [page.path.format(**names) for page in PAGES]


class Visit:
    """One tab that is admitted to a served case, and all that it did beside showing pages."""

    def __init__(self, browser: Browser, home: str, **options: object) -> None:
        self.home = home
        self.context = browser.new_context(**options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.foreign: list[str] = []
        self.reports: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("console", lambda said: self._said(said.text))
        self.page.on("pageerror", lambda error: self.reports.append(str(error)))
        self.page.goto(f"{home}/?token={TOKEN}")

    def open(self, path: str) -> Page:
        """The page at a path of the case, loaded."""
        answer = self.page.goto(self.home + path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
        return self.page

    def close(self) -> None:
        """Close the tab."""
        self.context.close()

    def _asked(self, request: object) -> None:
        url: str = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.home + "/", "data:")):
            self.foreign.append(url)

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text or "Content-Security-Policy" in text:
            self.reports.append(text)
