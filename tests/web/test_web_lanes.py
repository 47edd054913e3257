"""The pages of timeline, disputes, figures, sources, calendar, changes and case."""

from __future__ import annotations

import asyncio
import csv
import io
import itertools
import threading
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from communique import Case
from communique.data import Problem
from communique.snapshot import Snapshot
from communique.views import changes
from communique.views.kept import recall
from communique.web.guarding import Guard
from communique.web.working import Workshop
from factories import article
from straits import COPY, FIRST, LATER, empty, event, get, judgement, meeting, snapshot
from straits import DEMAND as MOVE
from web.desk import vanish

NAMES = ("timeline", "disputes", "figures", "sources", "calendar", "changes", "case")
HOSTILE = "<img src=x onerror=alert(1)>\"'&‮"


def page(path: str, **given: Any) -> Any:
    """A page as a tree."""
    (answer,) = get(path, **given)
    assert answer.status_code == 200, answer.text[:500]
    return lxml.html.fromstring(answer.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_siblings(name: str) -> None:
    """The same as JSON and as a table."""
    now = snapshot(judgements=[judgement("m1")])
    shown, made, table = get(f"/{name}", f"/{name}.json", f"/{name}.csv", now=now)
    assert (shown.status_code, made.status_code, table.status_code) == (200, 200, 200)
    assert made.json()
    assert list(csv.DictReader(io.StringIO(table.text)))


CASES = {
    "nothing": empty(),
    "one article": empty(article("It rained.", published=None)),
    "one dated article": empty(FIRST),
    "no parties": snapshot(actors=[], events=[event("v", MOVE, actors=(), recipients=())]),
    "no dates": snapshot([article(a.text, id=a.id, published=None) for a in (FIRST, COPY, LATER)]),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("which", CASES)
def test_every_page_says_something_of_any_case(name: str, which: str) -> None:
    """A case without articles, dates, parties or findings."""
    tree = page(f"/{name}", now=CASES[which])
    assert tree.xpath("//main//p | //main//li | //main//table")
    assert get(f"/{name}.csv", now=CASES[which])[0].status_code == 200


def test_words_of_the_case_are_shown_as_words() -> None:
    """Hostile names and texts never become markup, and no link leads anywhere but to the page."""
    hostile = [
        article(HOSTILE + a.text, id=a.id, outlet=HOSTILE, path=HOSTILE, title=HOSTILE) for a in (FIRST, COPY, LATER)
    ]
    now = snapshot(
        hostile,
        judgements=[judgement("m1", by=HOSTILE, why=HOSTILE, quote=HOSTILE, changes={HOSTILE: HOSTILE})],
        problems=[Problem(room=HOSTILE, article_id=None, path=HOSTILE, what=HOSTILE)],
        meetings=[meeting("x", "2031-03-14", forum=HOSTILE, place=HOSTILE, revisions=(HOSTILE,))],
    )
    for name in NAMES:
        (answer,) = get(f"/{name}", now=now)
        assert answer.status_code == 200
        assert "<img" not in answer.text
        for link in lxml.html.fromstring(answer.text).xpath("//main//a/@href"):
            assert link.startswith(("/", "#"))


@pytest.mark.parametrize("name", NAMES)
def test_headings_and_labels_are_in_order(name: str) -> None:
    """No level of headings is left out, and each input has a label."""
    tree = page(f"/{name}", now=snapshot(judgements=[judgement("m1")]))
    levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for field in tree.xpath("//main//input[not(@type='hidden')] | //main//select"):
        assert field.get("aria-label") or field.getparent().tag == "label"


def test_ids_are_unique() -> None:
    """Each place of a page has its own."""
    for name in NAMES:
        ids = page(f"/{name}").xpath("//@id")
        assert len(ids) == len(set(ids))


def test_a_mark_leads_to_its_act_in_the_list() -> None:
    """On the part of the list where the act stands, with the question kept."""
    now = snapshot(events=[event(f"x{n:03}", MOVE, when=f"2031-03-{n % 9 + 1:02d}") for n in range(80)])
    tree = page("/timeline?party=Norland&sort=when", now=now)
    links = tree.xpath("//svg//a/@href")
    assert len(links) == 80
    for link in (links[0], links[-1]):
        path, _, place = link.partition("#")
        assert page(path, now=now).get_element_by_id(place) is not None


def test_a_bar_leads_to_the_acts_that_it_counts() -> None:
    """Of one party in one stretch of time."""
    now = snapshot(events=[event(f"x{n}", MOVE, when=f"2031-{n % 12 + 1:02d}-03") for n in range(600)])
    (link, title), *_ = [
        (a.get("href"), a.findtext("title")) for a in page("/timeline", now=now).iter("a") if a.findtext("title")
    ]
    assert title.endswith("50 conflict in words")
    assert get(link.replace("?", ".json?"), now=now)[0].json()["paging"]["total"] == 50


@pytest.mark.parametrize(
    "path", ["/timeline?since=soon", "/figures?page=0", "/disputes?party=Atlantis", "/changes?since=2031-02-30"]
)
def test_a_question_without_sense_is_answered_clearly(path: str) -> None:
    """With what is wrong, and never with a fault of ours."""
    (answer,) = get(path)
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text


def test_the_log_offers_to_take_back() -> None:
    """A decision in force has a form that sends its undo; one taken back has none."""
    given = judgement("m1", batch="b1")
    undone = judgement("m2", at="2031-03-10T08:00:00+00:00")
    undo = judgement(undone.id, "undo", at="2031-03-10T09:00:00+00:00")
    (form,) = page("/changes", now=snapshot(judgements=[given, undone, undo])).xpath("//form[@method='post']")
    assert form.get("action") == "/judgements"
    assert dict(form.form_values()) | {"next": ""} == {"verdict": "undo", "about": "b1", "next": ""}


# what takes long


def talks(folder: Path) -> Path:
    """A small case in a file."""
    path = folder / "talks.communique"
    with Case(path) as case:
        (folder / "one.txt").write_text("date 2031-03-04\n\nNorland demanded that Sudmark reopen the strait.\n")
        (folder / "two.txt").write_text("date 2031-03-05\n\nSudmark rejected the demand of Norland on Wednesday.\n")
        case.add(folder / "one.txt", folder / "two.txt")
    return path


def loaded(path: Path) -> Snapshot:
    """The file as a snapshot."""
    with Case(path) as case:
        return case.snapshot().load()


def test_the_changes_are_worked_out_beside_the_page(tmp_path: Path) -> None:
    """The siblings wait for them; the page shows them from then on."""
    path = talks(tmp_path)
    now = loaded(path)
    made, shown = get("/changes.json", "/changes", now=now, file=path)
    assert (made.json()["since"], made.json()["pending"]) == ("2031-03-04", False)
    assert made.json()["changes"]
    assert "being worked out" not in shown.text


def test_the_file_is_checked_on_demand(tmp_path: Path) -> None:
    """Not before it is asked, and again when it is asked again."""
    path = talks(tmp_path)
    now = loaded(path)
    plain, checked = get("/case.json", "/case.json?check=1", now=now, file=path)
    assert (plain.json()["check"], checked.json()["check"]) == (None, [])
    assert plain.json()["facts"]["options"]["copies"]
    (again,) = get("/case?check=again", now=now, file=path)
    assert "Every text fits its hash" in again.text


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """On the page, in words; the rest is shown."""
    shown, case = get("/changes", "/case?check=1", file=tmp_path / "gone.communique")
    assert (shown.status_code, case.status_code) == (200, 200)
    assert "could not be made" in shown.text
    assert "could not be checked" in case.text


def test_one_piece_of_work_is_done_once(tmp_path: Path) -> None:
    """Many may wait for it to the end; a page that asks while it is done does not wait at all."""
    now, workshop, begun = empty(), Workshop(talks(tmp_path)), threading.Event()
    go, made = threading.Event(), []

    def make(_: Case) -> str:
        made.append(1)
        begun.set()
        assert go.wait(10)
        return "answer"

    async def asked() -> None:
        waits = [asyncio.ensure_future(workshop.worked(now, "question", make, patience=None)) for _ in range(5)]
        await asyncio.to_thread(begun.wait, 10)
        await workshop.worked(now, "question", make, patience=60)
        assert recall(now, "question") is None
        go.set()
        await asyncio.gather(*waits)

    asyncio.run(asked())
    assert (recall(now, "question"), made) == ("answer", [1])


def test_a_large_case_is_worked_on_in_another_process(tmp_path: Path) -> None:
    """With the same answers as in this one; where it ends without any, or that cannot be sent, it is told."""
    path = talks(tmp_path)
    now, other, dying, odd = loaded(path), loaded(path), loaded(path), loaded(path)
    make = partial(changes.compared, day="2031-03-05")

    async def asked() -> None:
        await Workshop(path).worked(now, "changes", make, patience=None)
        await Workshop(path, small=0).worked(other, "changes", make, patience=None)
        await Workshop(path, small=0).worked(dying, "changes", vanish, patience=None)
        await Workshop(path, small=0).worked(odd, "changes", vars, patience=None)

    asyncio.run(asked())
    assert recall(now, "changes") == recall(other, "changes") != ()
    assert recall(dying, "changes") == "the work was broken off"
    assert "pickle" in recall(odd, "changes")


def test_a_fault_in_the_work_is_told_and_the_next_is_done(tmp_path: Path) -> None:
    """The thread goes on."""
    now, workshop = empty(), Workshop(talks(tmp_path))

    def broken(_: Case) -> None:
        raise ZeroDivisionError("nothing to divide by")

    async def asked() -> None:
        await workshop.worked(now, "first", broken, patience=None)
        await workshop.worked(now, "second", lambda case: len(case.articles()), patience=None)

    asyncio.run(asked())
    assert "nothing to divide by" in recall(now, "first")
    assert recall(now, "second") == 2


# the calendar and its key

TOKEN = "the-token-of-this-start"


def knock(path: str, **headers: str) -> httpx.Response:
    """What the guard lets through; the app behind it names the key of the calendar."""

    async def shown(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.scope["state"]["calendar_key"])

    app = Starlette(routes=[Route("/{path:path}", shown, methods=["GET", "POST"])])
    guard = Guard(app, token=TOKEN, hosts=lambda: frozenset({"127.0.0.1:1"}))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url="http://127.0.0.1:1") as client:
            method = headers.pop("method", "GET")
            return await client.request(method, path, headers=headers)

    return asyncio.run(asked())


def test_the_key_of_the_calendar_opens_the_calendar_alone() -> None:
    """It is not the token, cannot decide, and reads no other page."""
    key = knock("/", authorization=f"Bearer {TOKEN}").text
    assert TOKEN not in key
    assert knock(f"/calendar.ics?key={key}").status_code == 200
    refused = [
        knock("/calendar.ics"),
        knock("/calendar.ics?key="),
        knock(f"/calendar.ics?key={TOKEN}"),
        knock(f"/calendar.ics?key={key[:-1]}"),
        knock(f"/calendar?key={key}"),
        knock(f"/calendar.ics/?key={key}"),
        knock(f"/judgements?key={key}", method="POST"),
        knock(f"/calendar.ics?key={key}", method="POST"),
        knock("/moves", authorization=f"Bearer {key}"),
        knock(f"/moves?token={key}"),
    ]
    assert [answer.status_code for answer in refused] == [401] * len(refused)
    assert knock(f"/calendar.ics?key={key}", host="evil.example").status_code == 421


def test_the_calendar_can_be_downloaded() -> None:
    """As what calendar programs read."""
    (answer,) = get("/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.startswith("BEGIN:VCALENDAR")
