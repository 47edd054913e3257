"""The invented crises: articles in, the record out, exactly; and what each record must hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from golden.renew import CRISES, as_text, record

HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=sorted(CRISES))
def crisis(request: pytest.FixtureRequest) -> tuple[str, dict[str, list[Any]]]:
    """One crisis and its record as the code makes it now."""
    return request.param, record(CRISES[request.param])


def test_record_is_exact(crisis: tuple[str, dict[str, list[Any]]]) -> None:
    """Each crisis gives the record that was read and committed; "make golden" renews it."""
    name, made = crisis
    assert as_text(made) == (HERE / name / "record.txt").read_text("utf-8")


def test_voices_and_lineages_are_true(crisis: tuple[str, dict[str, list[Any]]]) -> None:
    """Who took from whom is found as the story of the crisis tells it."""
    name, made = crisis
    truth = json.loads((HERE / name / "truth.json").read_text("utf-8"))["copies"]
    paths = {row["id"]: Path(row["path"]).name[:3] for row in made["articles"]}
    found = [sorted(paths[a] for a in row["articles"]) for row in made["lineages"]]
    known = {article for line in truth["lineages"] for article in line}
    assert sorted(line for line in found if known & set(line)) == sorted(sorted(line) for line in truth["lineages"])


def test_correction_reaches_who_still_carries_the_error(crisis: tuple[str, dict[str, list[Any]]]) -> None:
    """A correction names every other article that still has what was wrong."""
    name, made = crisis
    truth = json.loads((HERE / name / "truth.json").read_text("utf-8"))["copies"].get("correction")
    if truth is None:
        assert made["corrections"] == []
        return
    paths = {row["id"]: Path(row["path"]).name[:3] for row in made["articles"]}
    (correction,) = [row for row in made["corrections"] if paths[row["article"]] == truth["article"]]
    assert {paths[anchor["article"]] for anchor in correction["stale"]} == set(truth["still_carried_by"])
