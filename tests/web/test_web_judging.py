"""Decisions from the page: what a form keeps, where it leads, and what happens on a stale page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from communique import Case
from communique.data import Judgement
from communique.views.deck import Deck
from communique.web import Served
from communique.web.forms import local
from web.desk import Reader, built, reader, within


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two reports."""
    return built(tmp_path_factory.mktemp("judging"))


@pytest.fixture
def served(case: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of it, served."""
    with Served(Path(shutil.copy(case, tmp_path / "copy.communique")), by="ines") as made:
        yield made


@pytest.fixture
def ines(served: Served) -> Reader:
    """The one who serves it."""
    return reader(served)


def kept(served: Served) -> list[Judgement]:
    """What is in the file."""
    with Case(served.path) as case:
        return case.judgements()


def card(ines: Reader, query: str = "kind=rest") -> Any:
    """The first card of the review."""
    return ines.json(f"/review.json?{query}")["card"]


def form(card: Any, verdict: str, **more: Any) -> dict[str, Any]:
    """What the card's own form sends."""
    return {"about": card["items"], "card": card["about"], "seen": card["seen"], "verdict": verdict} | more


CHANGES: list[tuple[dict[str, Any], str, dict[str, str]]] = [
    ({"verdict": "accept"}, "accept", {}),
    ({"verdict": "reject", "set.code": "DEMAND"}, "reject", {}),
    ({"change": "code=DEMAND"}, "edit", {"code": "DEMAND"}),
    ({"verdict": "edit", "set.when": " 2031-03-07 ", "was.when": "2031-03-04"}, "edit", {"when": "2031-03-07"}),
    ({"verdict": "edit", "set.code": "DEMAND", "set.when": "2031", "was.when": "2031"}, "edit", {"code": "DEMAND"}),
    ({"verdict": "edit", "set.when": "", "was.when": "2031-03-04"}, "edit", {"when": ""}),
    (
        {"verdict": "edit", "change": ["code=DEMAND", "issue=lobster pots"]},
        "edit",
        {"code": "DEMAND", "issue": "lobster pots"},
    ),
]


@pytest.mark.parametrize(("fields", "verdict", "changes"), CHANGES)
def test_a_form_becomes_a_judgement(
    served: Served, ines: Reader, fields: dict[str, Any], verdict: str, changes: dict[str, str]
) -> None:
    """The verdict, the reason, and of the fields those that were changed, as far as the verdict takes any."""
    shown = card(ines)
    sent = form(shown, "", why="heard it", next="/review?card=x") | {"verdict": ""} | fields
    answer = ines.post("/judgements", sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?card=x")
    made = kept(served)
    assert {j.about for j in made} == set(shown["items"])
    assert {(j.verdict, j.by, j.why, tuple(sorted(j.changes.items()))) for j in made} == {
        (verdict, "ines", "heard it", tuple(sorted(changes.items())))
    }


NEXT = [
    ("/review?card=a&at=1", "/review?card=a&at=1"),
    ("/changes#decisions", "/changes#decisions"),
    ("", "/review"),
    ("review", "/review"),
    ("//evil.example/x", "/review"),
    ("/\\evil.example/x", "/review"),
    ("/a\\b", "/review"),
    ("https://evil.example/", "/review"),
    ("javascript:alert(1)", "/review"),
    ("/x\r\nSet-Cookie: a=b", "/review"),
    ("/\tx", "/review"),
]


@pytest.mark.parametrize(("given", "leads"), NEXT)
def test_what_comes_next_is_on_this_page(given: str, leads: str) -> None:
    """A place elsewhere leads to the review."""
    assert local(given) == leads


def test_the_next_card_comes_before_the_record_is_made_again(served: Served, ines: Reader) -> None:
    """What was decided is asked no more, and what was taken back is asked again, both at once."""
    served._follower.stop()  # nothing is made again
    first = ines.json("/review.json?kind=rest")
    ines.post("/judgements", form(first["card"], "reject"))
    second = ines.json("/review.json?kind=rest")
    assert second["left"] == first["left"] - 1
    assert second["piles"]["rest"] == first["piles"]["rest"] - 1
    assert second["card"]["about"] == first["next"]
    assert second["last"]["told"].startswith("rejected")
    undone = {"about": second["last"]["ids"], "verdict": "undo", "seen": ""}
    assert ines.post("/judgements", undone).status_code == 303
    third = ines.json(f"/review.json?kind=rest&card={second['last']['card']}")
    assert (third["left"], third["card"]["about"], third["last"]) == (first["left"], first["card"]["about"], None)
    assert ines.post("/judgements", form(third["card"], "accept")).status_code == 303
    assert [j.verdict for j in kept(served)][-1] == "accept"


def test_a_card_taken_back_is_shown_again_though_the_record_is_new(served: Served, ines: Reader) -> None:
    """A rejected move has left the record; its card comes back as it was, and can be decided again."""
    shown = card(ines)
    ines.post("/judgements", form(shown, "reject"))
    assert within(20, lambda: served._deck is not None and shown["about"] not in served._deck.now.moves_by_id)
    served._follower.stop()
    last = ines.json("/review.json")["last"]
    ines.post("/judgements", {"about": last["ids"], "verdict": "undo", "seen": ""})
    again = ines.json(f"/review.json?card={last['card']}")["card"]
    assert again["acts"] == shown["acts"]
    assert ines.post("/judgements", form(again, "accept")).status_code == 303


STALE = ["another decided", "another decided and took it back", "taken back meanwhile"]


@pytest.mark.parametrize("what", STALE)
def test_a_stale_page_shows_both_decisions(served: Served, ines: Reader, what: str) -> None:
    """409, nothing kept, what the other did beside one's own, and a way to go on."""
    shown = card(ines)
    if what == "taken back meanwhile":
        ines.post("/judgements", form(shown, "accept"))
        shown |= {"seen": kept(served)[-1].id}
    with Case(served.path) as other:
        made = (
            other.judge_all(shown["items"], "reject", by="otto", why="hearsay") if "decided" in what else kept(served)
        )
        if "back" in what:
            other.undo(made[0].batch or made[0].id, by="otto")
    before = kept(served)
    answer = ines.post("/judgements", form(shown, "edit", **{"set.code": "DEMAND"}, next="/review?kind=rest"))
    page = lxml.html.fromstring(answer.text)
    assert answer.status_code == 409
    assert kept(served) == before
    assert "otto" in page.text_content()
    assert "edit code = DEMAND" in page.text_content()
    assert page.xpath("//a/@href") == ["/review?kind=rest"]
    again = page.forms[0]
    assert ines.post(again.action, again.fields and _fields(again)).status_code == 303
    assert kept(served)[-1].changes == {"code": "DEMAND"}


def _fields(form: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


def test_a_blind_coder_is_compared_with_own_decisions_alone(served: Served, ines: Reader) -> None:
    """What others decided meanwhile is no news to one who works blind; what this coder decided elsewhere is."""
    query = "kind=rest&by=otto&blind=1"
    shown = card(ines, query)
    with Case(served.path) as other:
        other.judge_all(shown["items"], "reject", by="ines")
    assert card(ines, query)["about"] == shown["about"]
    blind = form(shown, "accept", by="otto", blind="1")
    assert ines.post("/judgements", blind).status_code == 303
    assert {(j.by, j.blind) for j in kept(served)} == {("ines", False), ("otto", True)}
    assert card(ines, query)["about"] != shown["about"]
    assert ines.post("/judgements", blind | {"verdict": "reject"}).status_code == 409


def test_a_blind_coder_waits_for_a_record_alone(served: Served, ines: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that takes long the page says so and asks again; it is made once, and then at hand."""
    begun, made = threading.Event(), []

    def slow(coder: str) -> Deck:
        made.append(coder)
        begun.wait(20)
        return deal(coder)

    deal = served._deal
    monkeypatch.setattr(served, "_deal", slow)
    for _ in range(2):
        waiting = ines.get("/review?by=otto&blind=1")
        assert (waiting.status_code, waiting.headers["refresh"]) == (200, "3")
        assert "One moment" in waiting.text
    begun.set()
    assert ines.json("/review.json?by=otto&blind=1")["coder"] == {"by": "otto", "blind": True}
    assert "refresh" not in ines.get("/review?by=otto&blind=1").headers
    assert made == ["otto"]


def test_all_that_a_filter_leaves_is_one_decision_and_one_undo(served: Served, ines: Reader) -> None:
    """Bulk: the moves of a filter, the queue under it, and by how sure the machine is; nothing without a filter."""
    code = served.snapshot.moves()[0].code
    moves = [m for m in served.snapshot.moves() if m.code == code]
    assert ines.post("/judgements", {"about": "all", "verdict": "accept"}).status_code == 400
    wrong = {"about": "all", "verdict": "accept", "code": code, "count": "99"}
    assert ines.post("/judgements", wrong).status_code == 422
    assert ines.post("/judgements", wrong | {"code": "NONSENSE"}).status_code == 404
    assert kept(served) == []
    assert ines.post("/judgements", wrong | {"count": len(moves)}).status_code == 303
    made = kept(served)
    assert {j.about for j in made} == {m.id for m in moves}
    assert len({j.batch or j.id for j in made}) == 1
    last = ines.json("/review.json")["last"]
    ines.post("/judgements", {"about": last["ids"], "verdict": "undo", "seen": ""})
    assert within(20, lambda: served._deck is not None and len(served._deck.known) == len(served.given))
    sure = {"about": "queue", "verdict": "accept", "above": "0.5"}
    assert ines.post("/judgements", sure).status_code == 303
    wanted = {m.id for m in served.snapshot.moves() if m.confidence >= 0.5}
    assert {j.about for j in kept(served)[len(made) + 1 :]} == wanted
    assert ines.post("/judgements", sure | {"above": "much"}).status_code == 400


def test_all_is_what_the_list_shows(served: Served, ines: Reader) -> None:
    """With words in any order, and of the name of who spoke them, as the list of moves is searched."""
    words = "ships strait"
    shown = {row["id"] for row in ines.json(f"/moves.json?words={words}")["moves"]}
    asked = {"about": "all", "verdict": "accept", "words": words}
    assert shown
    assert ines.post("/judgements", asked).status_code == 303
    assert {j.about for j in kept(served)} == shown


WRONG: list[tuple[dict[str, Any], int, str]] = [
    ({}, 400, "verdict"),
    ({"verdict": "bless", "about": "x"}, 400, "bless"),
    ({"verdict": "accept"}, 400, "about"),
    ({"verdict": "accept", "about": "nothing-of-the-kind"}, 422, "nothing-of-the-kind"),
    ({"verdict": "edit", "about": "M"}, 422, "an edit needs changes"),
    ({"verdict": "edit", "about": "M", "change": "code"}, 400, "FIELD=VALUE"),
    ({"verdict": "edit", "about": "M", "change": "code=NONE"}, 422, "NONE"),
    ({"verdict": "edit", "about": "M", "set.actors": "Atlantis"}, 404, "Atlantis"),
    ({"verdict": "merge", "about": "M"}, 422, "say with which other"),
    ({"verdict": "accept", "about": "M", "by": "a\nb"}, 400, "name"),
    ({"verdict": "accept", "about": "M", "by": "a" * 101}, 400, "name"),
    ({"like": "none", "about": "M"}, 422, "no judgement"),
    ({"verdict": "undo", "about": "none"}, 422, "no judgement"),
]


@pytest.mark.parametrize(("fields", "status", "said"), WRONG)
def test_what_cannot_be_kept_is_told_and_not_lost(
    served: Served, ines: Reader, fields: dict[str, Any], status: int, said: str
) -> None:
    """One line says what is wrong, and the form holds what was sent."""
    move = served.snapshot.moves()[0].id
    sent = {name: move if value == "M" else value for name, value in fields.items()}
    answer = ines.post("/judgements", sent | {"why": "<b>my reason</b>"})
    assert answer.status_code == status
    page = lxml.html.fromstring(answer.text)
    assert said in page.text_content()
    assert page.xpath("//input[@name='why']/@value") == ["<b>my reason</b>"]
    assert kept(served) == []


def test_only_a_form_is_a_form(ines: Reader) -> None:
    """JSON is told where it belongs; several parts in one body are a form too."""
    answer = ines.ask("POST", "/judgements", json={"about": "x"})
    assert answer.status_code == 400
    assert "/api/v1/judgements" in answer.text
    several = {"about": (None, "none"), "verdict": (None, "accept")}
    assert ines.ask("POST", "/judgements", files=several).status_code == 422
    assert ines.ask("POST", "/judgements", content=b"x" * 9_000_000).status_code in (400, 413)


def test_a_decision_is_kept_for_another_try_while_the_case_is_away(served: Served, ines: Reader) -> None:
    """The case vanishes while served: 503 and a button to try again, which works when it is back."""
    shown = card(ines)
    away = served.path.with_name("away")
    served.path.rename(away)
    answer = ines.post("/judgements", form(shown, "accept"))
    assert answer.status_code == 503
    assert "Try again" in answer.text
    away.rename(served.path)
    assert within(20, lambda: served.trouble is None)
    again = lxml.html.fromstring(answer.text).forms[0]
    assert ines.post(again.action, _fields(again)).status_code == 303
    assert len(kept(served)) == len(shown["items"])
