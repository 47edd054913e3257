"""Every page in a real Chromium: accessible, quiet, safe, and whole without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route

from communique import Case
from web.browser import Visit, addresses, launched, served

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "dark print": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo crisis as a case."""
    path = tmp_path_factory.mktemp("page") / "demo.communique"
    with as_file(files("communique").joinpath("demo", "articles")) as reports, Case(path) as case:
        case.add(reports)
    return path


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    """The address at which it is served."""
    with served(demo) as address:
        yield address


@pytest.fixture(scope="module")
def paths(demo: Path) -> list[str]:
    """One path for every page."""
    with Case(demo) as case:
        return addresses(case.snapshot())


@pytest.mark.parametrize("look", [*LOOKS, "print"])
def test_every_page_is_accessible_and_asks_nobody_else(
    browser: Browser, home: str, paths: list[str], look: str
) -> None:
    """Axe finds nothing, no request leaves for another host, and no policy of the page is broken."""
    visit = Visit(browser, home, **LOOKS.get(look, LOOKS["light"]))
    if look.endswith("print"):
        visit.page.emulate_media(media="print")
    found = {path: _violations(visit, path) for path in paths}
    visit.close()
    assert {path: told for path, told in found.items() if told} == {}
    assert (visit.foreign, visit.reports) == ([], [])


def _violations(visit: Visit, path: str) -> list[str]:
    page = visit.open(path)
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"][:3]]


def test_no_page_is_wider_than_a_telephone(browser: Browser, home: str, paths: list[str]) -> None:
    """At 320 px only what scrolls by itself is wider than the screen."""
    visit = Visit(browser, home, **LOOKS["narrow"])
    wide = [p for p in paths if visit.open(p).evaluate("document.documentElement.scrollWidth") > 320]
    visit.close()
    assert wide == []


def test_every_page_is_whole_without_javascript(browser: Browser, home: str, paths: list[str]) -> None:
    """The words of every page are the same with JavaScript and without."""
    plain, full = Visit(browser, home, java_script_enabled=False), Visit(browser, home)
    for path in paths:
        assert plain.open(path).inner_text("main h1") == full.open(path).inner_text("main h1")
        assert len(plain.page.inner_text("main")) >= 0.95 * len(full.page.inner_text("main")), path
    plain.close()
    full.close()


def test_a_page_is_completed_though_nobody_listened_when_its_answer_came(browser: Browser, home: str) -> None:
    """What was worked out between the answer and the first word of the stream is drawn all the same."""

    def unfinished(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", "<p data-pending>soon</p></main>"))

    visit = Visit(browser, home)
    visit.page.route("**/disputes", unfinished, times=1)
    visit.open("/disputes").wait_for_selector("[data-pending]", state="detached")
    assert visit.page.inner_text("main h1") == "Disputes"
    visit.close()
