"""The review by keyboard in a real Chromium: every key does what the button that shows it does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from communique import Case
from communique.data import Judgement
from web.browser import Visit, launched, served

REPORTS = Path(__file__).parent.parent / "golden/fishing-strait/articles"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of nine articles."""
    path = tmp_path_factory.mktemp("keys") / "talks.communique"
    with Case(path) as case:
        case.add(REPORTS)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A copy of the case, to be judged."""
    return Path(shutil.copy(built, tmp_path / "copy.communique"))


@pytest.fixture
def visit(browser: Browser, path: Path) -> Iterator[Visit]:
    """A tab at the case."""
    with served(path) as home:
        visit = Visit(browser, home)
        yield visit
        visit.close()


def judgements(path: Path) -> list[Judgement]:
    """What is in the file."""
    with Case(path) as case:
        return case.judgements()


def question(page: Page) -> str:
    """The card that is shown: what a decision on it is about."""
    return page.locator("main form.decide input[name=card]").first.input_value()


def settled(page: Page, before: str) -> None:
    """Wait until another card is shown."""
    expect(page.locator("main form.decide input[name=card]").first).not_to_have_value(before)


def test_a_session_by_keyboard(visit: Visit, path: Path) -> None:
    """Accept, reject, another code, undo, skip, next and previous: each key alone, each decision in the file."""
    page = visit.open("/review?kind=rest")
    first = question(page)
    page.keyboard.press("a")
    settled(page, first)
    second = question(page)
    expect(page.locator("[data-said]")).to_contain_text("accepted")
    expect(page.locator(".spoken")).to_contain_text("accepted")
    assert page.evaluate("document.activeElement.id") == "question"
    page.keyboard.press("x")
    settled(page, second)
    third = question(page)
    page.keyboard.press("1")
    settled(page, third)
    assert [j.verdict for j in _last(judgements(path))] == ["accept", "reject", "edit"]
    fourth = question(page)
    page.keyboard.press("u")
    settled(page, fourth)
    assert question(page) == third
    page.keyboard.press("u")
    settled(page, third)
    assert question(page) == second
    page.keyboard.press("a")
    settled(page, second)
    here = question(page)
    page.keyboard.press("j")
    settled(page, here)
    there = question(page)
    page.keyboard.press("k")
    settled(page, there)
    assert question(page) == here
    page.keyboard.press("Space")
    settled(page, here)
    assert question(page) == there
    assert [j.verdict for j in _last(judgements(path))] == ["accept", "reject", "edit", "undo", "undo", "accept"]
    assert visit.reports == []


def _last(found: list[Judgement]) -> list[Judgement]:
    """One judgement of each decision."""
    return list({j.batch or j.id: j for j in found}.values())


def test_fields_are_reached_by_keys(visit: Visit, path: Path) -> None:
    """Party, issue, note and the form of edits open under their keys, and Enter keeps what was typed."""
    page = visit.open("/review?kind=rest")
    for key, name in (("p", "set.actors"), ("i", "set.issue"), ("n", "why"), ("e", "set.code")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.name") == name
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "question"
    before = question(page)
    page.keyboard.press("i")
    page.keyboard.type("lobster pots")
    page.keyboard.press("Enter")
    settled(page, before)
    assert {j.changes["issue"] for j in judgements(path)} == {"lobster pots"}


def test_keys_can_be_moved_and_switched_off(visit: Visit, path: Path) -> None:
    """A key that is given to an action works, shows on its button, and is kept; switched off, none does anything."""
    page = visit.open("/review?kind=rest")
    page.keyboard.press("?")
    page.locator('[data-keys-list] input[data-of="accept"]').press("y")
    page.reload()
    expect(page.locator('[data-action="accept"] kbd')).to_have_text("y")
    before = question(page)
    page.keyboard.press("y")
    settled(page, before)
    page.locator("#keys > summary").click()
    page.locator("[data-keys-on]").uncheck()
    page.reload()
    before = question(page)
    expect(page.locator('[data-action="accept"] kbd')).to_be_hidden()
    page.keyboard.press("y")
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    assert question(page) == before
    assert len(_last(judgements(path))) == 1


def test_the_review_needs_no_script(browser: Browser, path: Path) -> None:
    """Without JavaScript every button of a card is a plain form, and the keys are not shown."""
    with served(path) as home:
        visit = Visit(browser, home, java_script_enabled=False)
        page = visit.open("/review?kind=rest")
        assert page.locator("kbd:visible").count() == 0
        before = question(page)
        page.get_by_role("button", name="Accept", exact=True).click()
        settled(page, before)
        second = question(page)
        page.get_by_role("button", name="Undo").click()
        settled(page, second)
        assert question(page) == before
        visit.close()
    assert [j.verdict for j in _last(judgements(path))] == ["accept", "undo"]


def test_a_new_record_waits_while_a_card_is_open(browser: Browser, path: Path) -> None:
    """What another process adds is offered on the review, and drawn at once where nobody would be disturbed."""
    with served(path) as home:
        visit = Visit(browser, home)
        page = visit.open("/review?kind=rest")
        other = visit.context.new_page()
        other.goto(f"{home}/moves")
        before = question(page)
        page.evaluate("window.kept = document.querySelector('main')")
        other.evaluate("window.kept = document.querySelector('main')")
        other.bring_to_front()
        with Case(path) as case:
            case.judge(case.moves()[0], "edit", changes={"issue": "lobster pots"})
            case.refresh()
        other.wait_for_function("() => document.querySelector('main') !== window.kept", timeout=20_000)
        expect(other.locator("#live")).to_contain_text("up to date")
        page.bring_to_front()
        expect(page.locator("#live a")).to_have_text("reload", timeout=20_000)
        assert page.evaluate("document.querySelector('main') === window.kept")
        assert question(page) == before
        visit.close()


def test_a_stale_decision_is_shown_and_can_be_given_all_the_same(visit: Visit, path: Path) -> None:
    """What another process decided meanwhile takes the place of the card, beside one's own decision."""
    page = visit.open("/review?kind=rest")
    before = question(page)
    with Case(path) as case:
        case.judge(before, "reject", by="otto", why="hearsay")
    page.keyboard.press("a")
    expect(page.locator("main h1")).to_have_text("Somebody else decided meanwhile")
    expect(page.locator("main")).to_contain_text("hearsay")
    page.get_by_role("button", name="Decide so all the same").click()
    expect(page.locator("[data-said]")).to_contain_text("accepted")
    assert next(j.by for j in _last(judgements(path))) == "otto"
    assert len(_last(judgements(path))) == 2


def test_a_page_comes_back_when_its_case_does(visit: Visit, path: Path) -> None:
    """The case vanishes: the page says so; when it lies there again, it is shown without a hand being lifted."""
    page = visit.open("/moves")
    away = path.with_name("away")
    path.rename(away)
    expect(page.locator("#live")).to_contain_text("no longer there", timeout=20_000)
    page.reload()
    expect(page.locator("main h1")).to_have_text("This cannot be shown")
    away.rename(path)
    expect(page.locator("main h1")).to_have_text("Moves", timeout=20_000)
