"""The API: every list, one item, the queue and decisions, for scripts; nothing that is asked makes it fall over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck

from communique.export import LISTS
from communique.web import Served, application
from web.desk import Reader, built, reader


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A case of two reports, served."""
    with Served(built(tmp_path_factory.mktemp("api")), by="ines") as made:
        yield made


@pytest.fixture(scope="module")
def script(served: Served) -> Reader:
    """A script."""
    return reader(served)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_asked_and_each_item_by_its_id(script: Reader, name: str) -> None:
    """A list in parts, and each object of it again under its own address."""
    made = script.json(f"/api/v1/{name}")
    assert made["total"] == len(made["items"]) == script.json("/api/v1/state")["counts"][name]
    for item in made["items"][:2]:
        assert script.json(f"/api/v1/{name}/{item['id']}") == item
    assert script.get(f"/api/v1/{name}/none").status_code == 404


def test_a_list_is_filtered_and_parted(script: Reader) -> None:
    """The filters of the command line, and parts of fifty."""
    whole = script.json("/api/v1/moves")["items"]
    some = script.json("/api/v1/moves?code=offer&limit=1")["items"]
    assert some == [item for item in whole if item["code"] == "OFFER"][:1]
    assert script.json("/api/v1/moves?page=99")["page"] == 1


WRONG = [
    ("/api/v1/nothing", 422, "moves"),
    ("/api/v1/moves?since=yesterday", 400, "yesterday"),
    ("/api/v1/moves?page=0", 400, "page"),
    ("/api/v1/moves?code=NOPE", 404, "NOPE"),
    ("/api/v1/queue?kind=nope", 400, "nope"),
    ("/api/v2/moves", 404, "nothing at this address"),
]


@pytest.mark.parametrize(("path", "status", "said"), WRONG)
def test_what_is_wrong_is_an_object_with_one_sentence(script: Reader, path: str, status: int, said: str) -> None:
    """{"error": …}, never a page."""
    answer = script.get(path)
    assert answer.status_code == status
    assert said in answer.json()["error"]


def test_a_script_decides_and_takes_back(script: Reader) -> None:
    """Judgements made through the API are the same judgements; a stale one is refused."""
    card = next(c for c in script.json("/api/v1/queue")["items"] if c["kind"] == "move")
    said = {"about": card["moves"], "verdict": "edit", "changes": {"issue": "pots"}, "by": "robot", "seen": ""}
    made = script.ask("POST", "/api/v1/judgements", json=said)
    assert made.status_code == 201
    assert {j["about"] for j in made.json()["judgements"]} == set(card["moves"])
    assert script.ask("POST", "/api/v1/judgements", json=said).status_code == 409
    assert script.ask("POST", "/api/v1/judgements", json=said | {"verdict": "bless"}).status_code == 422
    assert script.ask("POST", "/api/v1/undo", json={"by": "robot"}).status_code == 201
    assert script.ask("POST", "/api/v1/undo", json={"by": "robot"}).status_code == 404
    assert [j["verdict"] for j in script.json("/api/v1/judgements")["items"]][-1] == "undo"


def test_the_description_names_no_other_host(script: Reader) -> None:
    """OpenAPI of every address, and nothing in it from elsewhere."""
    text = script.get("/api/v1/openapi.json").text
    described = script.json("/api/v1/openapi.json")
    assert set(described["paths"]) == {
        *("/api/v1/state", "/api/v1/queue", "/api/v1/{name}", "/api/v1/{name}/{id}"),
        *("/api/v1/judgements", "/api/v1/undo", "/api/v1/conflict"),
    }
    assert re.findall(r"https?://[^\"]*", text) == []
    assert script.get("/docs").status_code == 404


def test_nothing_that_is_asked_is_too_much(served: Served) -> None:
    """Whatever the description allows, and much that it does not, is answered without a fault of ours."""
    schema = schemathesis.openapi.from_dict(_described(served))
    app = application(served)
    for operation in schema.get_all_operations():
        _fuzz(operation.ok(), app)


def _described(served: Served) -> dict[str, Any]:
    found: dict[str, Any] = application(served).openapi()
    return found


def _fuzz(operation: Any, app: Any) -> None:
    @hypothesis.settings(
        max_examples=15, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @hypothesis.given(case=operation.as_strategy())
    def asked(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8474")
        answer = Reader(app).ask(
            sent["method"],
            sent["url"],
            params=sent.get("params"),
            json=sent.get("json"),
            content=sent.get("data") if isinstance(sent.get("data"), bytes) else None,
        )
        assert answer.status_code < 500, (sent, answer.text)
        if answer.status_code >= 400:
            assert answer.json()["error"]

    asked()
