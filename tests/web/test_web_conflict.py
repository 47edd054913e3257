"""The page of the conflict: its parts, its files, what is supposed by address and decided by form."""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import shutil
import signal
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml import etree

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "benchmarks"))

import conflict_quality as quality
from communique import Case
from communique.conflict import parse
from communique.conflict.drawing import CAUTION
from communique.web import Served, modelling
from communique.web.supposing import showing, supposing
from communique.web.working import SMALL
from straits import empty, get
from web.desk import Reader, reader, vanish, within

CRISIS = next(crisis for crisis in quality.CRISES if crisis.name == "water against trade")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the reports of one crisis."""
    folder = tmp_path_factory.mktemp("conflict")
    (folder / "reports").mkdir()
    for name, _, text in quality.reports(CRISIS):
        (folder / "reports" / name).write_text(text, "utf-8")
    with Case(folder / "talks.communique") as made:
        made.add(folder / "reports")
    return folder / "talks.communique"


SIZES: dict[str, Any] = {"params": [SMALL, 0], "ids": ["here", "beside"]}  # solved in this process, or in another


@pytest.fixture(scope="module", **SIZES)
def served(case: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """The case, served, which nobody judges."""
    with Served(case, by="ines", small=request.param) as made:
        yield made


@pytest.fixture(**SIZES)
def judged(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """A copy of it, served, to be judged."""
    copy = Path(shutil.copy(case, tmp_path / "copy.communique"))
    with Served(copy, by="ines", small=request.param) as made:
        yield made


def whole(at: Reader, query: str = "") -> Any:
    """All that the page shows."""
    return at.json(f"/conflict.json{query}")


def page(at: Reader, query: str = "") -> Any:
    """The page as a tree, once everything on it is worked out."""
    whole(at, query)
    answer = at.get(f"/conflict{query}")
    assert answer.status_code == 200, answer.text[:500]
    return lxml.html.fromstring(answer.text)


def test_the_page_says_first_what_is_unconfirmed_and_what_it_is_not(served: Served) -> None:
    """The banner counts, the caution stands below it, and the page is in the menu."""
    tree = page(reader(served))
    assert tree.get_element_by_id("banner").text_content().startswith("UNCONFIRMED")
    assert tree.get_element_by_id("caution").text_content() == CAUTION
    assert tree.xpath("//nav//a[@aria-current]/@href") == ["/conflict"]


def test_every_part_is_there(served: Served) -> None:
    """What holds, who wants what, options, preferences, the graph, and what is worked out on demand."""
    tree = page(reader(served), "?show=sensitivity,deals")
    for place in ("holds", "board", "options", "wishes", "graph", "sensitivity", "deals", "parties", "own"):
        assert tree.get_element_by_id(place) is not None, place
    assert len(tree.xpath("//svg")) == 1
    assert tree.xpath("//table[contains(@class, 'carriers')]//tbody/tr")
    assert not tree.xpath("//*[contains(@class, 'problem')][not(@id='banner')]")


def test_every_quote_leads_to_where_it_stands(served: Served) -> None:
    """To the first letter of the words in their article."""
    at = reader(served)
    made = whole(at)
    places = {f"/articles/{e['article']}#at-{e['start']}" for one in made["options"] for e in one["evidence"]}
    assert places
    assert places <= set(page(at).xpath("//main//a/@href"))


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(served: Served) -> None:
    """Each statement leads to the options that it names."""
    tree = page(reader(served), "?show=sensitivity,deals")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//main//a/@href") if link.startswith("#")} <= set(ids)


def test_headings_and_labels_are_in_order(served: Served) -> None:
    """No level of headings is left out, and each field has a label."""
    tree = page(reader(served), "?show=sensitivity,deals")
    levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for field in tree.xpath("//main//input[not(@type='hidden')] | //main//select"):
        assert field.getparent().tag == "label"


@pytest.mark.parametrize("name", ["without", "credible", "bluff"])
def test_a_statement_is_supposed_by_a_link(served: Served, name: str) -> None:
    """The link of a threat solves the page anew, says so, and leads back."""
    at = reader(served)
    threat = next(one for one in whole(at)["preferences"] if one["basis"] == "threat")
    address = supposing({}, {"without": [], "credible": [], "bluff": []}, name, threat["id"])
    assert address in page(at).xpath("//main//a/@href")
    tree = page(at, address.removeprefix("/conflict").partition("#")[0])
    assert "is supposed to be otherwise" in " ".join(tree.text_content().split())
    assert tree.xpath("//a[contains(@class, 'on')]/@href") == [f"/conflict#{threat['id']}"]


def test_what_a_conclusion_rests_on_is_worked_out_when_asked(served: Served) -> None:
    """The plain page offers it."""
    links = page(reader(served)).xpath("//main//a/@href")
    assert {showing({}, "sensitivity"), showing({}, "deals")} <= set(links)


def test_an_unknown_supposition_is_told_in_place(served: Served) -> None:
    """The rest of the page stands."""
    tree = page(reader(served), "?without=nothing")
    (trouble,) = tree.xpath("//*[contains(@class, 'trouble')]")
    assert "nothing" in trouble.text_content()
    assert tree.get_element_by_id("options") is not None


def test_files_to_take_along(served: Served) -> None:
    """TOML that is read back, GraphML and SVG that are XML, CSV with a row for each element, JSON by the API too."""
    at = reader(served)
    made = whole(at)
    text = at.get("/conflict.toml").text
    assert tomllib.loads(text)
    assert sum(len(maker.options) for maker in parse(text).makers) == len(made["options"])
    for end in ("graphml", "svg"):
        answer = at.get(f"/conflict.{end}")
        assert answer.status_code == 200
        etree.fromstring(answer.content)
    rows = list(csv.DictReader(io.StringIO(at.get("/conflict.csv").text)))
    assert {row["id"] for row in rows} >= {one["id"] for one in made["options"]}
    assert at.json("/api/v1/conflict") == made


def test_files_hold_what_is_supposed(served: Served) -> None:
    """The model without a statement lacks it."""
    at = reader(served)
    wish = whole(at)["preferences"][0]
    plain, without = at.get("/conflict.toml").text, at.get(f"/conflict.toml?without={wish['id']}").text
    assert plain != without


def decided(at: Reader, about: str, verdict: str, **more: str) -> Any:
    """The page after a form of it was sent."""
    answer = at.post("/judgements", {"about": about, "verdict": verdict, "next": "/conflict"} | more)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/conflict"), answer.text
    return whole(at)


def element(made: Any, name: str) -> Any:
    """An element by its id, parked or not."""
    parts = ("parties", "options", "preferences", "exclusions", "parked")
    return next(one for part in parts for one in made[part] if one["id"] == name)


def test_decisions_show_at_once(judged: Served) -> None:
    """Confirmed, edited, parked, taken back: the next page has it, and the file."""
    at = reader(judged)
    option, wish = whole(at)["options"][0], whole(at)["preferences"][0]
    made = decided(at, option["id"], "accept", seen="")
    assert element(made, option["id"])["gate"] == "confirmed"
    made = decided(at, wish["id"], "edit", **{"set.tier": "0", "was.tier": str(wish["tier"] + 1)}, seen="")
    assert (element(made, wish["id"])["tier"], element(made, wish["id"])["gate"]) == (0, "edited")
    made = decided(at, option["id"], "reject", seen=element(made, option["id"])["seen"])
    assert element(made, option["id"])["why"].startswith("parked by ines")
    made = decided(at, element(made, option["id"])["decided"]["id"], "undo")
    assert element(made, option["id"])["gate"] == "confirmed"
    with Case(judged.path) as case:
        assert [j.verdict for j in case.judgements()] == ["accept", "edit", "reject", "undo"]


def test_a_decision_that_another_made_meanwhile_is_asked_about(judged: Served) -> None:
    """Who saw the page before is told what was decided since."""
    at = reader(judged)
    option = whole(at)["options"][0]
    decided(at, option["id"], "accept", seen="", by="otto")
    answer = at.post("/judgements", {"about": option["id"], "verdict": "reject", "seen": option["seen"]})
    assert answer.status_code == 409
    assert "otto" in answer.text


def test_own_elements_are_added_by_form(judged: Served) -> None:
    """An option and a statement about it; one that cannot be read is told in place, and can be parked."""
    at = reader(judged)
    maker = next(one for one in whole(at)["parties"] if one["maker"])["name"]
    made = decided(at, "Walk out", "add", **{"set.kind": "option", "set.owner": maker, "set.text": "It walks out"})
    own = next(one for one in made["options"] if one["gate"] == "added")
    assert (own["name"], own["text"], own["owner_name"]) == ("Walk-out", "It walks out", maker)
    made = decided(at, "NOT Walk-out", "add", **{"set.kind": "preference", "set.maker": maker, "set.tier": "0"})
    assert "NOT Walk-out" in [one["statement"] for one in made["preferences"]]
    made = decided(at, "Walk-out AND", "add", **{"set.kind": "preference", "set.maker": maker})
    assert "Walk-out AND" in made["trouble"]
    wrong = next(one for one in made["preferences"] if one["statement"] == "Walk-out AND")
    assert decided(at, wrong["id"], "reject", seen="")["trouble"] is None


def test_options_are_merged_by_form(judged: Served) -> None:
    """The one is parked as the other."""
    at = reader(judged)
    one, other = whole(at)["options"][:2]
    made = decided(at, one["id"], "merge", **{"set.with": other["id"]})
    assert element(made, one["id"])["why"] == f"one with {other['name']}"


def test_a_page_as_of_a_day_has_what_was_known_then(served: Served) -> None:
    """Before the first report there is no model, and one line says so."""
    at = reader(served)
    assert whole(at, "?until=2033-05-11")["as_of"] == "2033-05-11"
    tree = page(at, "?until=2033-05-01")
    assert "Nothing can be solved here" in tree.text_content()
    assert tree.get_element_by_id("caution") is not None


def test_an_empty_case_has_a_page() -> None:
    """It says that there is nobody to model."""
    made, answer = get("/conflict.json", "/conflict", now=empty())
    assert (made.status_code, answer.status_code) == (200, 200)
    assert "no party is in the record" in answer.text
    assert re.search("equilibrium is not a forecast", answer.text)


@pytest.mark.parametrize("end", ["toml", "graphml", "svg"])
def test_a_file_of_what_cannot_be_solved_is_refused_in_one_line(end: str) -> None:
    """With the reason."""
    (answer,) = get(f"/conflict.{end}", now=empty())
    assert answer.status_code == 422
    assert "no party is in the record" in answer.text


def test_a_renewed_snapshot_keeps_what_was_decided(judged: Served) -> None:
    """Once the record that follows from a decision is made the page is the same."""
    at = reader(judged)
    key = judged.snapshot.key
    option = whole(at)["options"][0]
    made = decided(at, option["id"], "accept", seen="")
    assert within(20, lambda: judged.snapshot.key != key)
    assert element(whole(at), option["id"])["gate"] == element(made, option["id"])["gate"] == "confirmed"


def test_words_of_reports_and_people_stay_words(judged: Served) -> None:
    """Hostile names, texts and statements never become markup."""
    at = reader(judged)
    hostile = "<img src=x onerror=alert(1)>\"'&"
    maker = next(one for one in whole(at)["parties"] if one["maker"])["name"]
    made = decided(at, hostile, "add", **{"set.kind": "option", "set.owner": maker, "set.text": hostile})
    assert hostile in [one["text"] for one in made["options"]]
    decided(at, hostile, "add", **{"set.kind": "preference", "set.maker": maker})
    answer = at.get(f"/conflict?until=&show={hostile}&without={hostile}")
    assert answer.status_code == 200
    assert "<img" not in answer.text
    for link in lxml.html.fromstring(answer.text).xpath("//main//a/@href"):
        assert link.startswith(("/", "#"))


def test_both_ways_to_solve_give_the_same(case: Path) -> None:
    """In this process and in another: the page, and each file."""
    found = []
    for small in (SMALL, 0):
        with Served(case, by="ines", small=small) as made:
            at = reader(made)
            files = [at.get(f"/conflict.{end}").text for end in ("json", "toml", "graphml", "svg", "csv")]
            found.append([*files, at.get("/conflict.json?show=sensitivity,deals").text])
    assert found[0] == found[1]


def test_a_solver_that_dies_is_told_and_the_next_look_works(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place; the rest of the page stands, and who asks again gets the model."""
    with Served(case, by="ines", small=0) as made:
        at = reader(made)
        with monkeypatch.context() as patched:
            patched.setattr(modelling, "_looked", vanish)
            assert "the work was broken off" in whole(at)["trouble"]
        assert whole(at)["trouble"] is None
        annex = made.modeller._annex
        assert annex is not None
        pid = annex.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert whole(at, "?show=sensitivity")["sensitivity"]
        assert annex.pid not in (None, pid)
